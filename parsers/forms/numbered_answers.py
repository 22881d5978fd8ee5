"""Numbered answers: « 4. étancheur » in reply to « 4. Métier recherché », which stands elsewhere in the same text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.document import Line
from parsers.forms.evidence import fit
from parsers.forms.guesses import GUESS
from parsers.forms.labels import label_of
from parsers.forms.pairs import Pair
from parsers.vocabulary import Vocabulary

_NUMBERED = re.compile(r"^(?:\s?>)*\s*(\d{1,2}) ?[.)/:–-]+\s*(?=\S)")
_LABEL = 0.79
#: as many questions and answers are no chance
_ENOUGH = 4
#: a greater part of answers that look like none, and the numbers count something else
_MISFITS = 0.2
#: the number ties the two, not the place
_STRENGTH = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    number: int
    text: str
    line: Line


def numbered_answers(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[list[Pair], frozenset[int]]:
    """The pairs, and the ids of the lines that they were made of; nothing where no run of numbers answers another."""
    runs = _runs(lines)
    asking = next((run for run in runs if _asks(run, vocabulary) and _is_unanswered(run, lines)), None)
    answering = next((run for run in runs if not _is_asked(run, vocabulary)), None)
    if asking is None or answering is None or len(answering) > len(asking):
        return [], frozenset()
    pairs = [
        pair
        for question, answer in zip(asking, answering, strict=False)
        if (pair := _pair(question, answer, vocabulary)) is not None
    ]
    if sum(pair.strength <= GUESS for pair in pairs) > _MISFITS * len(pairs):
        return [], frozenset()
    return pairs, frozenset(id(item.line) for item in (*asking, *answering))


def _runs(lines: Sequence[Line]) -> list[list[_Item]]:
    """The lines counted 1, 2, 3 …, run by run."""
    out: list[list[_Item]] = []
    for line in lines:
        match = _NUMBERED.match(line.text)
        if match is None:
            continue
        item = _Item(number=int(match[1]), text=line.text[match.end() :].strip(), line=line)
        if item.number == 1:
            out.append([item])
        elif out and item.number == out[-1][-1].number + 1:
            out[-1].append(item)
    return [run for run in out if len(run) >= _ENOUGH]


def _is_unanswered(run: Sequence[_Item], lines: Sequence[Line]) -> bool:
    """Its lines follow one another: nothing was written between the questions."""
    places = {id(line): place for place, line in enumerate(lines)}
    return places[id(run[-1].line)] - places[id(run[0].line)] == len(run) - 1


def _labels(run: Sequence[_Item], vocabulary: Vocabulary) -> int:
    found = [label_of(item.text, vocabulary) for item in run]
    return sum(label is not None and label.score >= _LABEL for label in found)


def _asks(run: Sequence[_Item], vocabulary: Vocabulary) -> bool:
    return _labels(run, vocabulary) >= 0.6 * len(run)


def _is_asked(run: Sequence[_Item], vocabulary: Vocabulary) -> bool:
    """Whether labels of a list stand in it, beside a colon or alone."""
    return _labels(run, vocabulary) > 0.25 * len(run) or sum(":" in item.text for item in run) > 0.5 * len(run)


def _pair(question: _Item, answer: _Item, vocabulary: Vocabulary) -> Pair | None:
    label = label_of(question.text, vocabulary)
    if label is None or label.kind != "field":
        return None
    misfit = len(label.paths) == 1 and fit(label.paths[0].rstrip("?"), answer.text) < 0
    return Pair(
        paths=label.paths,
        label=question.text,
        text=answer.text,
        place=answer.line.place,
        strength=GUESS if misfit else _STRENGTH * label.score,
        certainty=answer.line.certainty,
    )
