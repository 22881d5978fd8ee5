"""The sheet of a need for the partners: one page, Word and PDF, no word that its reader has no right to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from service import wording as french
from service.documents.fallback import ours_if_theirs_fails
from service.documents.typesetting import template_file, typeset_pdf
from service.documents.word import word_document
from service.domain.letters import MarketFacts, NeedFacts, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """All that the sheet of a need shows."""

    need: NeedFacts
    institution: str
    referent: Person
    market: MarketFacts | None = None
    #: CRITERION codes that the market aims at
    publics: tuple[str, ...] = ()
    answer_by: date | None = None
    #: the address that candidates are sent to; None = the referent's
    return_to: str | None = None


@ours_if_theirs_fails
def need_sheet_docx(facts: SheetFacts, overrides: Path | None = None) -> bytes:
    """The sheet as a Word document."""
    shown = _shown(facts, french.wording(overrides))
    return word_document(
        template_file("need_sheet.docx", overrides),
        shown,
        title=f"{shown['title']} ({facts.need.reference})",
        properties={"liaison_need": facts.need.reference},
    )


@ours_if_theirs_fails
def need_sheet_pdf(facts: SheetFacts, overrides: Path | None = None) -> bytes:
    """The sheet as a tagged PDF."""
    return typeset_pdf("need_sheet", _shown(facts, french.wording(overrides)), overrides)


def _shown(facts: SheetFacts, words: french.Wording) -> dict[str, Any]:
    need = facts.need
    return {
        "title": f"Besoin en recrutement : {need.title}" if need.title else "Besoin en recrutement",
        "reference": need.reference,
        "institution": facts.institution,
        "company": need.company or "",
        "highlights": _highlights(need, words),
        "groups": [group for group in _groups(facts, words) if group["rows"]],
        "how": _how(facts),
    }


def _highlights(need: NeedFacts, words: french.Wording) -> list[dict[str, str]]:
    """What a partner looks for first."""
    contract = words.contract(need.contract_type) if need.contract_type else None
    return [
        {"label": "Postes à pourvoir", "value": french.number(need.openings) if need.openings else words.unknown},
        {"label": "Début", "value": french.day(need.start_date) if need.start_date else words.unknown},
        {"label": "Contrat", "value": contract or words.unknown},
        {"label": "Lieu de travail", "value": need.workplace or words.unknown},
    ]


def _groups(facts: SheetFacts, words: french.Wording) -> list[dict[str, Any]]:
    need, market = facts.need, facts.market
    job = [
        _row(words, "job.activities", need.activities),
        _row(words, "job.skills", need.skills),
        _row(words, "job.experience", need.experience),
        _row(words, "job.training", need.training),
        _row(words, "job.special_requirements", need.special_requirements),
    ]
    conditions = [
        _row(words, f"conditions.{name}", getattr(need, name))
        for name in ("contract_type", "contract_duration", "weekly_hours", "gross_salary", "workplace")
    ]
    clause = [
        _row(words, "title", market.title if market else None),
        _row(words, "reference", market.reference if market else None),
        _row(words, "buyer", market.buyer if market else None),
        _row(words, "worksite", market.worksite if market else None),
        _row(words, "publics", [words.word("criterion", code) for code in facts.publics]),
    ]
    titled = (
        ("Le poste et le profil recherché", job),
        ("Les conditions d'emploi", conditions),
        ("La clause sociale", clause),
    )
    return [{"title": title, "rows": [row for row in rows if row]} for title, rows in titled]


def _row(words: french.Wording, path: str, value: Any) -> dict[str, Any] | None:
    if value is None or value in ("", (), [], {}):
        return None
    if isinstance(value, Sequence) and not isinstance(value, str):
        lines = [str(each) for each in value]
    else:
        lines = words.value(path, value).splitlines()
    return {"label": words.word("field", path), "lines": lines}


def _how(facts: SheetFacts) -> list[str]:
    by = f" au plus tard le {french.weekday(facts.answer_by)}" if facts.answer_by else ""
    back = facts.return_to or facts.referent.email
    to = f" ou écrivez à {back} en rappelant la référence {facts.need.reference}" if back else ""
    phone = f", {french.phone(facts.referent.phone)}" if facts.referent.phone else ""
    return [
        f"Répondez au courriel reçu{to},{by or ' dès que possible'}.",
        (
            "Indiquez pour chaque personne : nom, prénom, téléphone, situation au regard de la clause, et son accord ; "
            "joignez son CV."
        ),
        f"Une question ? {facts.referent.name}{phone}.",
    ]
