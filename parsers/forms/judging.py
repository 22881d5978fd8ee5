"""Judging: a value as the reading keeps it, with its confidence and problems, and whether a person must look at it."""

from __future__ import annotations

import re
from typing import Any

from parsers.document import UNREAD, Document
from parsers.forms.assignment import LISTS, Answer
from parsers.forms.doubts import MISFIT, doubt_of
from parsers.forms.label_wording import bare
from parsers.forms.typed import Setting
from parsers.forms.wording_law import unlawful
from parsers.reading import JobReading, Value
from parsers.values.parsed import Parsed
from parsers.values.wording import folded

_LAWFUL_CHECKED = frozenset(
    {
        *(f"job.{name}" for name in JobReading.__dataclass_fields__),
        "conditions.workplace",
    }
)
#: answers of a few words
_SHORT = frozenset({"job.experience", "job.training", "job.title"})
_WORDY = frozenset({*LISTS, "job.experience", "job.training", "job.title", "conditions.workplace", "company.address"})
#: « Salaire minimum »: the other end of the range is asked elsewhere
_ONE_END = re.compile(r"\bmini?\b|minimum|\bmaxi?\b|maximum|plancher|plafond")
#: what follows was not seen for the same answer
_BROKEN_OFF = re.compile(r"(?:,|\b(?:de|des|du|la|le|les|et|ou|à|au|aux|en|pour|avec|sur)|[dl]['’])\s*$")
#: of a picture, a figure that nothing checks is believed only where every word was read well
_SURE_OF_FIGURES = 0.955
_SURE_OF_WORDS = 0.95
_CHECKED_BY_KEY = frozenset({"company.siret"})
_FIGURES = frozenset(
    {
        "company.phone", "company.email", "job.openings", "job.start_date", "conditions.contract_duration",
        "conditions.weekly_hours", "conditions.gross_salary",
    }
)  # fmt: skip


def judged(
    path: str, answer: Answer, result: Parsed[Any], document: Document, found: tuple[str, ...], setting: Setting
) -> tuple[Value, bool]:
    """The value's record, and whether a person must look at it."""
    problems = [*result.problems, *answer.problems, *found]
    review = result.review or bool(answer.problems) or bool(found)
    if path in _LAWFUL_CHECKED:
        hits = unlawful(answer.text, setting.vocabulary)
        problems += [f"unlawful:{ground}:{words}" for ground, words in hits]
        review = review or bool(hits)
    confidence = min(1.0, answer.strength) * result.certainty * answer.certainty
    if document.recognised:
        read = UNREAD in answer.text or result.value not in (None, ())
        if read and (doubt := _picture_doubt(path, answer, result)):
            problems.append(doubt)
            review = True
    elif UNREAD in answer.text or answer.certainty < 1.0:
        # letters without a meaning, or printed over others
        problems.append("text_unreadable")
        review = True
    if path == "conditions.gross_salary" and _ONE_END.search(folded(answer.label)):
        problems.append("salary_open")
        review = True
    if path in _WORDY and result.value not in (None, ()) and _BROKEN_OFF.search(answer.text):
        problems.append("answer_cut")
        review = True
    doubt = doubt_of(path, answer.text, setting.vocabulary) if result.value not in (None, ()) else None
    if path == "company.contact_name" and bare(answer.label) in setting.vocabulary.faint:
        # « Gérant », « Représentant légal »: he signs, another may be the one to call
        doubt = doubt or MISFIT
    if answer.strength < 0.72:
        doubt = doubt or MISFIT
    if doubt:
        problems.append(doubt)
        review = True
    if review:
        confidence = min(confidence, 0.6)
    return (
        Value(
            raw=answer.text,
            source=answer.place,
            confidence=round(confidence, 2),
            problems=tuple(dict.fromkeys(problems)),
        ),
        review,
    )


def _picture_doubt(path: str, answer: Answer, result: Parsed[Any]) -> str | None:
    """Why a value read from a picture must be looked at, if it must."""
    if UNREAD in answer.text:
        return "ocr_unread"
    if path in _CHECKED_BY_KEY and not result.review:
        return None
    if path == "job.openings" and len(answer.text.strip()) <= 2:
        return "ocr_single_figure"
    if path in LISTS and _items_unsure(answer.text):
        return "ocr_list"
    whole = path in {"company.name", "company.address", "company.contact_name", "job.title", "conditions.workplace"}
    if whole and re.search(r"\w ?: ", answer.text):
        return "label_inside"
    if whole and (
        answer.text[:1].islower() or re.search(r"\b(?:de|des|du|la|le|les|et|à|au|aux|[dl]['’])$", answer.text)
    ):
        return "ocr_cut"
    if re.search(r"\b(?:de|des|du|la|les|l'|d')\s+\d{5}\b", answer.text):
        return "ocr_cut"
    if path in _SHORT and "\n" in answer.text.strip():
        # a word between the two lines may not have been read
        return "ocr_cut"
    needed = _SURE_OF_FIGURES if path in _FIGURES else _SURE_OF_WORDS
    if answer.strength < 0.8:
        return "label_unsure"
    return "ocr_low" if answer.certainty < needed else None


def _items_unsure(text: str) -> bool:
    """In a picture bullets and marks get lost: only lines that all have theirs, and short single ones, are sure."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        if re.match(r"\s*[-–—•*\d]", lines[0]):
            return True
        return (len(lines[0]) > 40 or lines[0][:1].islower()) and not re.search(r"[;,•]", lines[0])
    return not all(re.match(r"\s*(?:[-–—•*]|\d{1,2} ?[.)])", line) for line in lines)
