"""Attachments: what a mail carries: forms, sheets and reports made now, documents that came in passed on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from service.domain.letters import ProgressReport
from service.domain.partner_letters import NeedDiffusion
from service.domain.plan import FormAttachment, Mail, ReportAttachment, SheetAttachment, StoredAttachment
from service.store import write

if TYPE_CHECKING:
    from service.app import App
    from service.documents.need_sheet import SheetFacts

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def files_of(app: App, mail: Mail, documents: dict[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    """(name, MIME type, bytes) of each attachment. `documents` came with the message being handled."""
    for order in mail.attachments:
        if isinstance(order, FormAttachment):
            yield from _form(app, order)
        elif isinstance(order, SheetAttachment):
            yield from _sheet(app, mail)
        elif isinstance(order, ReportAttachment):
            yield from _report(app, mail)
        elif isinstance(order, StoredAttachment):
            data = documents.get(order.sha256) or _stored(app, order.sha256)
            if data is not None:
                yield order.name, order.type, data


def _stored(app: App, sha256: str) -> bytes | None:
    with app.store.transaction() as connection:
        return write.blob(connection, sha256)


def _form(app: App, order: FormAttachment) -> Iterator[tuple[str, str, bytes]]:
    """The liaison form, prefilled with what is known."""
    from service.documents.liaison_form import FormFacts, liaison_form_docx, liaison_form_pdf

    facts = FormFacts(
        reference=order.reference,
        institution=app.office.institution,
        referent=app.office.referent,
        return_to=app.mailbox.address,
        answer_by=order.answer_by,
        market=order.market,
        known=order.known,
    )
    overrides = app.settings.service.templates
    stem = f"Formulaire de liaison {order.reference}"
    yield f"{stem}.docx", DOCX, liaison_form_docx(facts, overrides)
    yield f"{stem}.pdf", PDF, liaison_form_pdf(facts, overrides)


def _sheet(app: App, mail: Mail) -> Iterator[tuple[str, str, bytes]]:
    """The need sheet; made once however many partners get it."""
    from service.documents.need_sheet import SheetFacts

    letter = mail.letter
    assert isinstance(letter, NeedDiffusion)  # or NeedChanged, which is one
    facts = SheetFacts(
        need=letter.need,
        market=letter.market,
        institution=letter.institution,
        referent=letter.referent,
        publics=letter.publics,
        answer_by=letter.answer_by,
        return_to=app.mailbox.address,
    )
    docx, pdf = _sheets(facts, app.settings.service.templates)
    stem = f"Besoin {letter.need.reference}"
    yield f"{stem}.docx", DOCX, docx
    yield f"{stem}.pdf", PDF, pdf


#: rendering a sheet takes a tenth of a second; forty partners get the same
_SHEETS: dict[str, tuple[bytes, bytes]] = {}
_SHEETS_KEPT = 50


def _sheets(facts: SheetFacts, overrides: Path | None) -> tuple[bytes, bytes]:
    from service.documents.need_sheet import need_sheet_docx, need_sheet_pdf

    key = repr(facts)
    if key not in _SHEETS:
        if len(_SHEETS) >= _SHEETS_KEPT:
            _SHEETS.clear()
        _SHEETS[key] = (need_sheet_docx(facts, overrides), need_sheet_pdf(facts, overrides))
    return _SHEETS[key]


def _report(app: App, mail: Mail) -> Iterator[tuple[str, str, bytes]]:
    from service.documents import report_docx, report_pdf, report_xlsx

    letter = mail.letter
    assert isinstance(letter, ProgressReport)
    figures, overrides = letter.figures, app.settings.service.templates
    stem = f"Point d'avancement {figures.market.reference or ''} {figures.at.isoformat()}".replace("/", "-")
    yield f"{stem}.docx", DOCX, report_docx(figures, letter.institution, overrides)
    yield f"{stem}.pdf", PDF, report_pdf(figures, letter.institution, overrides)
    yield f"{stem}.xlsx", XLSX, report_xlsx(figures, overrides)
