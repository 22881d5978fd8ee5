"""Document templates checked before they are used: each makes a document of made-up facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from inspect import unwrap
from pathlib import Path
from typing import Any

from service.documents.fallback import mistakes
from service.documents.liaison_form import FormFacts, form_fields, liaison_form_docx, liaison_form_pdf
from service.documents.need_sheet import SheetFacts, need_sheet_docx, need_sheet_pdf
from service.documents.report import report_docx, report_pdf
from service.documents.year_review import year_docx, year_pdf
from service.domain import publics
from service.domain.figures import Compared, Delay, LotFigures, ReportFigures, YearFigures, YearTotals
from service.domain.letters import MarketFacts, NeedFacts, Person

_REFERENCE = "F-000000"


def check_documents(overrides: Path | None = None) -> list[tuple[str, str]]:
    """(file, what is wrong with it) for each document template that cannot be used; empty when all can."""
    found: list[tuple[str, str]] = []
    for name, make in _makers(overrides).items():
        try:
            document = make()
        except mistakes() as error:
            found.append((f"document/{name}", str(error) or type(error).__name__))
        else:
            found += [(f"document/{name}", message) for message in _lost(name, document, overrides)]
    return found


def document_names() -> list[str]:
    """The documents that have templates."""
    return sorted({name.partition(".")[0] for name in _makers(None)})


def samples(name: str, overrides: Path | None) -> dict[str, bytes]:
    """A document of made-up facts by suffix (docx, pdf). Raises KeyError, and what a faulty template raises."""
    made = {
        {"typ": "pdf"}.get(file.partition(".")[2], file.partition(".")[2]): make()
        for file, make in _makers(overrides).items()
        if file.partition(".")[0] == name
    }
    if not made:
        raise KeyError(name)
    return made


def _makers(overrides: Path | None) -> dict[str, Callable[[], bytes]]:
    """How each template's document is made, without ours taking its place."""
    lot = _lot()
    groups: dict[str, Any] = dict.fromkeys(publics.KINDS, (("autre", None), ("qpv", 7)))
    figures = ReportFigures(
        market=_MARKET, notified_on=None, at=_DAY, since=_DAY, lots=(lot,), total=lot, **groups,
        delays=(Delay(step="answer", days=2.5, cases=3),),
        compared=(Compared(kind="last", at=_DAY, total=lot, beneficiaries=1),),
    )  # fmt: skip
    totals = dict.fromkeys((field.name for field in fields(YearTotals)), 7)
    year = YearFigures(of="name", at=_DAY, totals=YearTotals(**totals), before=YearTotals(**totals), **groups)
    return {
        "liaison_form.docx": lambda: unwrap(liaison_form_docx)(_FORM, overrides),
        "liaison_form.typ": lambda: unwrap(liaison_form_pdf)(_FORM, overrides),
        "need_sheet.docx": lambda: unwrap(need_sheet_docx)(_SHEET, overrides),
        "need_sheet.typ": lambda: unwrap(need_sheet_pdf)(_SHEET, overrides),
        "report.docx": lambda: unwrap(report_docx)(figures, "institution", overrides),
        "report.typ": lambda: unwrap(report_pdf)(figures, "institution", overrides),
        "year_review.docx": lambda: unwrap(year_docx)(year, "institution", overrides),
        "year_review.typ": lambda: unwrap(year_pdf)(year, "institution", overrides),
    }


_DAY = date(2026, 6, 1)
_MARKET = MarketFacts(reference="reference", title="title", buyer="buyer", lot="1", insertion_hours=100)
_PERSON = Person(name="name", email="name@agence.example", phone="+33199000000")
_FORM = FormFacts(
    reference=_REFERENCE,
    institution="institution",
    referent=_PERSON,
    answer_by=_DAY,
    market=_MARKET,
)
_NEED = NeedFacts(
    reference="B-0000",
    company="company",
    company_address="address",
    title="title",
    openings=1,
    start_date="asap",
    activities=("one", "two"),
)
_SHEET = SheetFacts(need=_NEED, institution="institution", referent=_PERSON, market=_MARKET, publics=("deld",))


def _lot() -> LotFigures:
    return LotFigures(
        lot="1",
        lot_title="lot_title",
        company="company",
        hours_objective=100,
        hours_committed=50,
        hours_done=10,
        hours_projected=50,
        openings=1,
        hired=1,
        form_state="returned",
        reminders=0,
        referred=1,
        presented=1,
        interviewed=1,
        rejected=0,
        whose_turn="company",
        blocking="decision_awaited",
    )


def _lost(name: str, document: bytes, overrides: Path | None) -> list[str]:
    """What a form must keep to be read when it comes back: every field by its tag."""
    if name != "liaison_form.docx":
        return []
    filled = replace(_FORM, known={each.key: f"valeur {number}" for number, each in enumerate(form_fields(overrides))})
    words = _words(unwrap(liaison_form_docx)(filled, overrides))
    lost = [each.key for number, each in enumerate(form_fields(overrides)) if f"valeur {number}" not in words]
    told = [f"le champ « {key} » n'a plus de zone de saisie à ce nom" for key in lost]
    if _REFERENCE not in _words(document):
        told.append("la référence du formulaire n'apparaît plus : {{ reference }}")
    return told


def _words(document: bytes) -> set[str]:
    """Every run of text of a Word document, headers too."""
    import io
    import zipfile

    from lxml import etree

    words: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for part in package.namelist():
            if part.startswith("word/") and part.endswith(".xml"):
                root = etree.fromstring(package.read(part))
                words |= {piece for each in root.itertext() for piece in (each, *each.split())}
    return words
