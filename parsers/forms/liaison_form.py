"""Liaison form: how much a document is one, and the needs that it tells, one a job, each value with its doubt."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from parsers.document import Document, Line
from parsers.forms import controls, grids
from parsers.forms.assignment import LISTS, Answer, Job, jobs_of
from parsers.forms.borrowing import borrow
from parsers.forms.contradictions import contradictions
from parsers.forms.evidence import siret_in, told_by
from parsers.forms.faint_print import faint_lines, marked, says_nothing_of_hints, without_hints
from parsers.forms.guesses import GUESS, guessed, profile_as_title
from parsers.forms.judging import judged
from parsers.forms.letterhead import company_of
from parsers.forms.lines import Walk
from parsers.forms.numbered_answers import numbered_answers
from parsers.forms.own_letter import in_own_words
from parsers.forms.pairs import UNKNOWN, Context, Loose, Pair
from parsers.forms.paper import with_doubts_of
from parsers.forms.pieces import pieces_of
from parsers.forms.prose import need_of
from parsers.forms.resemblance import resemblance
from parsers.forms.running_lines import running_lines_left_out
from parsers.forms.set_off import hints_in_brackets
from parsers.forms.sheet_titles import as_told, sheet_title
from parsers.forms.splitting import shared_out
from parsers.forms.tab_tables import with_tables
from parsers.forms.typed import Setting, typed
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
#: points from the left of the page: where the text of an A4 page ends at the least
_NARROWEST = 440.0
#: a label of less strength does not surely ask for its field
_ASKED = 0.6
#: said in so many words; less is a guess
_SAID = 0.75
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
    needs = tuple(with_doubts_of(document, _need(job, document, setting)) for job in jobs)
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
    if (title := sheet_title(blocks)) is not None:
        context.loose.append(as_told(title))
        blocks = [block for block in blocks if block is not title]
    for block in with_tables(blocks, vocabulary):
        if isinstance(block, Line):
            waiting.append(block)
            continue
        found += _without_title(_walked(waiting, context, paper), context)
        waiting = []
        found += grids.pairs_of(block, context, paper=document.type == "pdf" or document.recognised)
    found += _walked(waiting, context, paper)
    found = profile_as_title(found)
    return found + _unlabelled(found, context)


def _without_title(pairs: list[Pair], context: Context) -> list[Pair]:
    """« Employeur » right over a table is the title of a part, and no label that was left blank."""
    if pairs and not pairs[-1].text.strip() and context.drop_title(pairs[-1].label, pairs[-1].paths):
        return pairs[:-1]
    return pairs


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
    loose = in_own_words(context.loose)
    more = [
        *_guessed(found, asked, context.vocabulary),
        *_bare(loose),
        *company_of(
            loose,
            [pair.text for pair in found if pair.paths == ("company.name",)],
            next((told for pair in found if "company.siret" in pair.paths if (told := siret_in(pair.text))), None),
        ),
        *need_of(loose),
    ]
    out: list[Pair] = []
    for pair in sorted(more, key=lambda pair: pair.strength < _SAID):
        for path, text in shared_out(pair) if pair.paths[0] in asked else [(pair.paths[0], pair.text)]:
            if path not in asked:
                out.append(replace(pair, paths=(path,), text=text))
                asked |= {path} - LISTS
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
        if path == "conditions.gross_salary" and "conditions.weekly_hours" in parsed:
            setting = replace(setting, weekly_hours=parsed["conditions.weekly_hours"][1].value)
        answer = job.answers.get(path)
        if answer is not None:
            parsed[path] = _chosen(path, answer, setting)
    borrow(job, parsed, setting)
    values = {path: result.value for path, (_, result) in parsed.items()}
    conditions = ConditionsReading(**_part(values, "conditions"))
    found = contradictions(
        conditions, start=_day(parsed.get("job.start_date")), today=setting.today, vocabulary=setting.vocabulary
    )
    fields: dict[str, Value] = {}
    to_review: list[str] = []
    for path, (answer, result) in parsed.items():
        value, review = judged(path, answer, result, document, found.get(path, ()), setting)
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
