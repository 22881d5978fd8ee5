"""Borrowing: a field that the form does not ask for, or that was left blank, told in the cell of another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from parsers.forms.assignment import Answer, Job
from parsers.forms.typed import Setting, typed
from parsers.values.parsed import Parsed

#: a field that the form does not ask for may stand in another's cell
_LENDERS = (
    ("company.phone", ("company.contact_name", "company.email", "company.address", "company.name")),
    ("company.email", ("company.contact_name", "company.phone", "company.address", "company.name")),
    ("conditions.contract_duration", ("conditions.contract_type", "job.start_date")),
    ("conditions.weekly_hours", ("conditions.contract_type", "conditions.gross_salary")),
    ("conditions.gross_salary", ("conditions.contract_type", "conditions.weekly_hours")),
    ("conditions.contract_type", ("conditions.contract_duration",)),
    ("job.start_date", ("conditions.contract_type", "job.openings", "job.title")),
    ("company.siret", ("company.name", "company.address")),
)
_TELLS = {
    "conditions.gross_salary": re.compile(r"\d.{0,12}(?:€|euros?\b)|\bsmic\b", re.IGNORECASE),
    "job.start_date": re.compile(
        r"(?:partir|compter|prise de poste|d[ée]but|d[ée]marrage|d[èe]s)\b.{0,12}\d|\d{1,2}/\d{1,2}/\d{2,4}",
        re.IGNORECASE,
    ),
    "conditions.weekly_hours": re.compile(r"\b\d{2}(?:[.,h]\d{1,2})? ?(?:h\b|heures?)", re.IGNORECASE),
    "conditions.contract_duration": re.compile(r"\d|\bans?\b|mois|semaine|jour|indéterminée", re.IGNORECASE),
    "company.siret": re.compile(r"\d(?:[ .]?\d){13}"),
    "company.phone": re.compile(r"\d(?:[ .\-/]?\d){8}"),
    "company.email": re.compile(r"@"),
}


def borrow(job: Job, parsed: dict[str, tuple[Answer, Parsed[Any]]], setting: Setting) -> None:
    """Read what no answer told from the cell of another field, where it tells it without a doubt."""
    for path, lenders in _LENDERS:
        if path in parsed:
            continue
        for lender in lenders:
            answer = job.answers.get(lender)
            if answer is None or (path in _TELLS and not _TELLS[path].search(answer.text)):
                continue
            result = typed(path, _telling_lines(path, answer.text), setting)
            if result.value is not None and not (result.review and lender != "conditions.contract_type"):
                parsed[path] = (answer, replace(result, certainty=min(result.certainty, 0.93)))
                break


def _telling_lines(path: str, text: str) -> str:
    """Of an answer of several lines or clauses, those that speak of the field."""
    parts = re.split(r"\n|;|,(?!\d)", text)
    return "\n".join(part.strip() for part in parts if path in _TELLS and _TELLS[path].search(part)) or text
