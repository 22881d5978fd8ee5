"""Liaison form: how much a document is one, and the needs that it tells, one a job, each value with its doubt."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from parsers.document import UNREAD, Document, Line
from parsers.forms import controls, grids
from parsers.forms.assignment import LISTS, Answer, Job, jobs_of
from parsers.forms.contradictions import contradictions
from parsers.forms.doubts import MISFIT, doubt_of
from parsers.forms.evidence import told_by
from parsers.forms.faint_print import faint_lines, marked, says_nothing_of_hints, without_hints
from parsers.forms.guesses import GUESS, guessed
from parsers.forms.label_wording import bare
from parsers.forms.letterhead import company_of
from parsers.forms.lines import Walk
from parsers.forms.numbered_answers import numbered_answers
from parsers.forms.pairs import UNKNOWN, Context, Loose, Pair
from parsers.forms.pieces import pieces_of
from parsers.forms.prose import need_of
from parsers.forms.resemblance import resemblance
from parsers.forms.running_lines import running_lines_left_out
from parsers.forms.set_off import hints_in_brackets
from parsers.forms.splitting import shared_out
from parsers.forms.tab_tables import with_tables
from parsers.forms.typed import Setting, typed
from parsers.forms.wording_law import unlawful
from parsers.reading import CompanyReading, ConditionsReading, JobReading, NeedReading, Reading, Value
from parsers.values.parsed import Parsed
from parsers.vocabulary import Vocabulary, Words, known

#: without these a need cannot be diffused; of mail and telephone one will do
REQUIRED = (
    "company.name", "company.siret", "company.email", "company.phone", "job.title", "job.openings", "job.start_date",
    "conditions.contract_type", "conditions.contract_duration", "conditions.weekly_hours", "conditions.gross_salary",
    "conditions.workplace",
)  # fmt: skip
PATHS = (
    *(f"company.{name}" for name in CompanyReading.__dataclass_fields__),
    *(f"job.{name}" for name in JobReading.__dataclass_fields__),
    *(f"conditions.{name}" for name in ConditionsReading.__dataclass_fields__),
)
_REFERENCE = re.compile(r"\b(?:R[ée]f\.?|R[ée]f[ée]rence)\s*:?\s*(F-[0-9A-Z]{4}-\d{4})\b")
_LAWFUL_CHECKED = tuple(path for path in PATHS if path.startswith("job.") or path == "conditions.workplace")
#: of a picture, a figure that nothing checks is believed only where every word was read well
_SURE_OF_FIGURES = 0.955
_SURE_OF_WORDS = 0.95
#: points from the left of the page: where the text of an A4 page ends at the least
_NARROWEST = 440.0
#: a label of less strength does not surely ask for its field
_ASKED = 0.6
#: a blank counts only under a label of this strength
_SURELY_ASKED = 0.75
_ENDLESS = frozenset({"CDI", "CDI_CHANTIER"})


def score(document: Document, *, vocabulary: Words = None, found: Sequence[Pair] | None = None) -> float:
    """0 to 1: how much the document is a liaison form or a job sheet of a company; `found`: its pairs, if known."""
    words = known(vocabulary)
    return resemblance(document, pairs_of(document, words) if found is None else found, words)


def extract(
    document: Document, *, today: date, vocabulary: Words = None, found: Sequence[Pair] | None = None
) -> Reading:
    """The needs of a form, one a job; none when it was sent back unfilled; `found`: its pairs, if known."""
    words = known(vocabulary)
    jobs = jobs_of(pairs_of(document, words) if found is None else found, words)
    setting = Setting(today=today, vocabulary=words, recognised=document.recognised)
    needs = tuple(_need(job, document, setting) for job in jobs)
    return Reading(kind="liaison_form", needs=needs, form_reference=reference(document))


def reference(document: Document) -> str | None:
    """The reference that our own forms carry, in the properties or in print."""
    known = document.properties.get("liaison_reference", "").strip()
    if known:
        return known
    printed = _REFERENCE.search(document.text()[:20_000])
    return printed[1] if printed else None


# --- finding ---


def pairs_of(document: Document, vocabulary: Vocabulary) -> list[Pair]:
    """What every finder finds; where hints are told by grey or italics, what they find without them."""
    found = _found(document, vocabulary)
    faint = faint_lines(document)
    if not faint or says_nothing_of_hints(found, faint):
        return found
    return marked(_found(without_hints(document, found, vocabulary), vocabulary), faint)


def _found(document: Document, vocabulary: Vocabulary) -> list[Pair]:
    """Controls first, then tables and lines in reading order."""
    context = Context(vocabulary=vocabulary)
    found = controls.pairs_of(document, context)
    context = Context(vocabulary=vocabulary, recognised=document.recognised)
    paper = _full_line(document)
    waiting: list[Line] = []
    numbered, answered = numbered_answers(document.lines(), vocabulary)
    found += numbered
    blocks = [block for block in running_lines_left_out(document) if id(block) not in answered]
    for block in with_tables(blocks, vocabulary):
        if isinstance(block, Line):
            waiting.append(block)
            continue
        found += _walked(waiting, context, paper)
        waiting = []
        found += grids.pairs_of(block, context, paper=document.type == "pdf" or document.recognised)
    found += _walked(waiting, context, paper)
    return found + _unlabelled(found, context)


def _plain_path(path: str) -> str:
    """The field of a path that says « if it is there » or which part."""
    return path.rstrip("?").split("+")[0]


def _unlabelled(found: Sequence[Pair], context: Context) -> list[Pair]:
    """What stands without a label, for fields that no label asks for."""
    asked = {
        _plain_path(path)
        for pair in found
        if pair.strength >= _ASKED
        for path, text in shared_out(pair)
        if text.strip() or pair.strength >= _SURELY_ASKED
    }
    more = [
        *_guessed(found, asked, context.vocabulary),
        *_bare(context.loose),
        *company_of(context.loose, [pair.text for pair in found if pair.paths == ("company.name",)]),
        *need_of(context.loose),
    ]
    out: list[Pair] = []
    for pair in more:
        if pair.paths[0] not in asked:
            out.append(pair)
            if pair.paths[0] not in LISTS:
                asked.add(pair.paths[0])
    return out


def _guessed(found: Sequence[Pair], asked: Collection[str], vocabulary: Vocabulary) -> list[Pair]:
    """Answers to labels of no list, for fields that no other label asks for."""
    out: list[Pair] = []
    taken = set(asked)
    for pair in found:
        path = guessed(pair.label, pair.text, taken, vocabulary) if pair.paths == (UNKNOWN,) else None
        if path is not None:
            out.append(replace(pair, paths=(path,)))
            taken.add(path)
    return out


def _bare(loose: Sequence[Loose]) -> list[Pair]:
    """Lines that can only be one thing: « * 39h », an address of mail."""
    out = []
    for line in loose:
        text = line.text.strip(" \t-–•*·")
        path = None if line.foreign else told_by(text)
        if path is not None and not path.startswith("company."):
            out.append(
                Pair(paths=(path,), label="", text=text, place=line.place, strength=GUESS, certainty=line.certainty)
            )
    return out


def _walked(lines: Sequence[Line], context: Context, paper: tuple[int | None, float | None]) -> list[Pair]:
    pieces = pieces_of(hints_in_brackets(lines, context.vocabulary))
    return Walk(context, width=paper[0], edge=paper[1]).run(pieces) if lines else []


def _full_line(document: Document) -> tuple[int | None, float | None]:
    """Letters and right edge of a full line where lines are the paper's; None where they are paragraphs."""
    if document.type not in {"pdf", "png", "jpg", "jpeg", "tiff", "txt", "eml", "msg"} and not document.recognised:
        return None, None
    lengths = sorted(len(line.text) for line in document.lines())
    rights = [line.box[2] for line in document.lines() if line.box]
    edge = max(rights) if rights else None
    if edge is not None and edge < _NARROWEST:
        # no line comes near a margin: none was broken by it
        return None, None
    return (max(60, lengths[-2 if len(lengths) > 20 else -1]) if lengths else None), edge


# --- understanding ---


def _need(job: Job, document: Document, setting: Setting) -> NeedReading:
    """One job as a need: values typed, borrowed where they stand in another cell, then judged together."""
    parsed: dict[str, tuple[Answer, Parsed[Any]]] = {}
    for path in PATHS:
        if path == "conditions.contract_duration":
            setting = replace(setting, start=_day(parsed.get("job.start_date")))
        answer = job.answers.get(path)
        if answer is not None:
            parsed[path] = _chosen(path, answer, setting)
    _borrow(job, parsed, setting)
    values = {path: result.value for path, (_, result) in parsed.items()}
    conditions = ConditionsReading(**_part(values, "conditions"))
    found = contradictions(
        conditions, start=_day(parsed.get("job.start_date")), today=setting.today, vocabulary=setting.vocabulary
    )
    fields: dict[str, Value] = {}
    to_review: list[str] = []
    for path, (answer, result) in parsed.items():
        value, review = _judged(path, answer, result, document, found.get(path, ()), setting)
        fields[path] = value
        if review:
            to_review.append(path)
    return NeedReading(
        company=CompanyReading(**_part(values, "company")),
        job=JobReading(**_part(values, "job")),
        conditions=conditions,
        fields=fields,
        missing=_missing(job, values, to_review),
        to_review=tuple(path for path in PATHS if path in to_review),
    )


def _chosen(path: str, answer: Answer, setting: Setting) -> tuple[Answer, Parsed[Any]]:
    """The answer typed; a rival that can be read stands in for one that cannot; two that differ are both doubted."""
    result = typed(path, answer.text, setting)
    for rival in answer.rivals:
        other = typed(path, rival.text, setting)
        if other.value in (None, ()):
            continue
        if result.value in (None, ()):
            return rival, replace(other, problems=(*other.problems, "several_answers"), review=True)
        if rival.strength >= answer.strength - 0.08 and other.value != result.value:
            remark = path in {"company.phone", "company.email"} and not result.review
            code = {"company.phone": "several_phones", "company.email": "several_emails"}.get(path, "several_answers")
            return answer, replace(
                result, problems=tuple(dict.fromkeys((*result.problems, code))), review=result.review or not remark
            )
    return answer, result


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


def _borrow(job: Job, parsed: dict[str, tuple[Answer, Parsed[Any]]], setting: Setting) -> None:
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


def _judged(
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
    if document.recognised and result.value not in (None, ()):
        doubt = _picture_doubt(path, answer, result)
        if doubt:
            problems.append(doubt)
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


_CHECKED_BY_KEY = frozenset({"company.siret"})
_FIGURES = frozenset(
    {
        "company.phone", "company.email", "job.openings", "job.start_date", "conditions.contract_duration",
        "conditions.weekly_hours", "conditions.gross_salary",
    }
)  # fmt: skip


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


def _missing(job: Job, values: Mapping[str, Any], to_review: Sequence[str]) -> tuple[str, ...]:
    """Required fields without a value, and fields that the form asked for and that were left blank."""
    out = []
    reachable = any(values.get(path) is not None or path in to_review for path in ("company.email", "company.phone"))
    for path in PATHS:
        if values.get(path) not in (None, ()) or path in to_review:
            continue
        required = path in REQUIRED
        if path in {"company.email", "company.phone"}:
            required = not reachable
        if path == "conditions.contract_duration" and values.get("conditions.contract_type") in _ENDLESS:
            continue
        if required or (path in job.asked and path not in job.answers):
            out.append(path)
    return tuple(out)


def _day(parsed: tuple[Answer, Parsed[Any]] | None) -> date | None:
    if parsed is None or not isinstance(parsed[1].value, str) or parsed[1].value == "asap":
        return None
    return date.fromisoformat(parsed[1].value)


def _part(values: Mapping[str, Any], part: str) -> dict[str, Any]:
    return {
        path.split(".", 1)[1]: value
        for path, value in values.items()
        if path.startswith(f"{part}.") and value is not None
    }
