"""Resemblance: how much a document looks like a company's liaison form or job sheet, and not like its other papers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.document import Document
from parsers.forms.evidence import fit
from parsers.forms.pairs import UNKNOWN, Pair
from parsers.values.wording import folded
from parsers.vocabulary import Vocabulary

_TOP = 600
#: what our own sheets of needs say to partners
_OUR_SHEET = re.compile(r"\bref\.? b-\d{4,}\b.*repondez au courriel recu", re.DOTALL)
#: a pair of less strength tells nothing of the document
_COUNTS = 0.66


def resemblance(document: Document, pairs: Sequence[Pair], vocabulary: Vocabulary) -> float:
    """0 to 1; a form asks for company, job and conditions alike; invoices, CVs, notifications and lists do not."""
    if is_our_sheet(document):
        return 0.0
    asked = {
        path.rstrip("?").split("+")[0]
        for pair in pairs
        for path in (*pair.paths, *_told_along(pair))
        if pair.strength >= _COUNTS and path != UNKNOWN
    }
    company, job, conditions = (
        sorted(path for path in asked if path.startswith(f"{part}.")) for part in ("company", "job", "conditions")
    )
    value = 0.05 * len(asked) + 0.1 * sum(bool(part) for part in (company, job, conditions))
    text = folded(document.text()[:12_000])
    top = text[:_TOP]
    if any(title in top for title in vocabulary.titles):
        value += 0.2
    if not _tells_a_job(asked):
        value = min(value, 0.35)
    value -= 0.3 * sum(
        word in top and bool(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", top))
        for word in vocabulary.other_titles
    )
    value -= _other_papers(text)
    return max(0.0, min(1.0, value))


def is_our_sheet(document: Document) -> bool:
    """Whether it is the sheet of a need that we sent to partners: its need is known, and it names no company to ask.

    Sent back with remarks it is for a person: read as a form it would be the same need once more.
    """
    return bool(document.properties.get("liaison_need")) or bool(_OUR_SHEET.search(folded(document.text()[:12_000])))


def _told_along(pair: Pair) -> tuple[str, ...]:
    """« Contrat : CDD de 7 mois, 35 h, au SMIC » tells more than the contract."""
    if pair.paths != ("conditions.contract_type",):
        return ()
    return tuple(path for path in _ALONG if fit(path, pair.text) > 0)


_ALONG = ("conditions.contract_duration", "conditions.weekly_hours", "conditions.gross_salary", "job.start_date")


def _tells_a_job(asked: set[str]) -> bool:
    """A job is named or described, and something is said of when, where or how."""
    named = asked & {"job.title", "job.activities", "job.openings"}
    offered = asked & {
        "conditions.contract_type", "conditions.contract_duration", "conditions.weekly_hours",
        "conditions.gross_salary", "job.start_date", "conditions.workplace",
    }  # fmt: skip
    return bool(named) and len(offered) >= 2


def _other_papers(text: str) -> float:
    """Signs of an invoice, of a CV, of a list of candidates, of the award of a market."""
    signs = (
        r"\btva\b.{0,40}%|\btotal (?:ht|ttc)|\bnet a payer|conditions de reglement|\bp\.?u\.? ht",
        (
            r"experiences? professionnelles?\b.{0,400}\b(?:19|20)\d\d ?[-–a] ?(?:(?:19|20)\d\d|aujourd)|centres?"
            r" d'interet|ne\(?e?\)? le \d"
        ),
        r"\bcandidats? (?:propose|oriente|positionne)|nom du candidat|date de naissance",
        (
            r"attributaires?\b.{0,200}\blots?\b.{0,400}heures|lots?\b.{0,80}attributaire|notification du marche"
            r"|avis d'attribution"
        ),
    )
    return sum(0.25 for sign in signs if re.search(sign, text))
