"""Faint print: grey or italic words where an answer goes are hints of the form, unless the company writes so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from parsers.document import Cell, Document, Line, Table
from parsers.forms.evidence import siret_in
from parsers.forms.labels import label_of
from parsers.forms.pairs import UNKNOWN, Pair
from parsers.values.wording import folded
from parsers.vocabulary import Vocabulary

#: the label of a faint stretch that is rather a question in italics than a hint
_ASKS = 0.79
#: so many answers with a faint line before them are the habit of a form
_HABIT = 3


def faint_lines(document: Document) -> frozenset[str]:
    """The lines, ends of lines after a label, and whole cells, that are set in grey or italics, folded."""
    out: set[str] = set()
    for item in (each for each in _items(document) if each.faint):
        lines = [line for line in item.text.split("\n") if line.strip()]
        out.update(folded(line) for line in lines if _is_faint(line, item.faint))
        out.update(folded(stretch) for line in lines for stretch in item.faint if _ends(line, stretch))
        if not _left(item.text, item.faint):
            out.add(folded(" ".join(item.text.split())))
    return frozenset(out)


def says_nothing_of_hints(pairs: Sequence[Pair], faint: Collection[str]) -> bool:
    """Whether all answers are faint, a true SIRET among them, or the labels are: somebody writes in italics."""
    answered = [pair for pair in pairs if pair.text.strip() and pair.paths != (UNKNOWN,) and not pair.control]
    labels = [pair for pair in answered if pair.label]
    if 2 * sum(folded(pair.label) in faint for pair in labels) > len(labels):
        return True
    upright = [pair for pair in answered if not pair.paths[0].startswith("company.") and not _all_faint(pair, faint)]
    sirets = (pair for pair in answered if "company.siret" in pair.paths and _all_faint(pair, faint))
    return not upright and any(siret_in(pair.text) for pair in sirets)


def without_hints(document: Document, pairs: Sequence[Pair], vocabulary: Vocabulary) -> Document:
    """The document without the faint stretches that read like hints, or stand before answers throughout the form."""
    answers = "\n".join(folded(" ".join(pair.text.split())) for pair in pairs)
    usual = _hints_before_answers(pairs, faint_lines(document))

    def without(item: Line | Cell) -> str:
        text, before = item.text, ""
        for stretch in item.faint:
            asks = folded(stretch) not in answers and _asks(stretch, vocabulary)
            wrapped = stretch[:1].islower() and f"{before}\n{stretch}" in item.text and bool(before)
            hint = folded(stretch) in usual or (not asks and _reads_like_hint(stretch, vocabulary))
            before = stretch if hint or wrapped else ""
            text = _cut(text, stretch) if before else text
        return text

    blocks: list[Line | Table] = []
    for block in document.blocks:
        if isinstance(block, Line):
            text = without(block)
            blocks += [replace(block, text=text)] if text else []
        else:
            rows = tuple(tuple(replace(cell, text=without(cell)) for cell in row) for row in block.rows)
            blocks.append(replace(block, rows=rows))
    return replace(document, blocks=tuple(blocks))


def marked(pairs: Iterable[Pair], faint: Collection[str]) -> list[Pair]:
    """The pairs, those with a faint line in their answer marked."""
    return [
        replace(pair, faint=True) if not pair.control and pair.text.strip() and _any_faint(pair, faint) else pair
        for pair in pairs
    ]


def _items(document: Document) -> Iterable[Line | Cell]:
    for block in document.blocks:
        if isinstance(block, Line):
            yield block
        else:
            for row in block.rows:
                yield from row


def _ends(line: str, stretch: str) -> bool:
    """« Lieu de travail : » and then the stretch."""
    return line.endswith(stretch) and bool(re.search(r"[:?\t…]\s*$|\.{3}\s*$", line[: -len(stretch)]))


def _left(text: str, stretches: Sequence[str]) -> str:
    """What of a text is set upright, in letters and figures."""
    for stretch in stretches:
        text = text.replace(stretch, " ", 1)
    return re.sub(r"[^\w☒]+", "", text)


def _is_faint(line: str, stretches: Sequence[str]) -> bool:
    mine = [stretch for stretch in stretches if stretch in line]
    return bool(mine) and not _left(line, mine)


def _lines(pair: Pair) -> list[str]:
    return [line for line in pair.text.split("\n") if re.search(r"\w", line)]


def _any_faint(pair: Pair, faint: Collection[str]) -> bool:
    return folded(" ".join(pair.text.split())) in faint or any(folded(line) in faint for line in _lines(pair))


def _all_faint(pair: Pair, faint: Collection[str]) -> bool:
    return folded(" ".join(pair.text.split())) in faint or all(folded(line) in faint for line in _lines(pair))


def _hints_before_answers(pairs: Sequence[Pair], faint: Collection[str]) -> frozenset[str]:
    """Faint lines between a label and an upright answer, where the form has them under its labels throughout."""
    found: Counter[str] = Counter()
    for pair in pairs:
        lines = [folded(line) for line in _lines(pair)]
        leading = next((place for place, line in enumerate(lines) if line not in faint), len(lines))
        if 0 < leading < len(lines):
            found.update(lines[:leading])
    return frozenset(found) if found.total() >= _HABIT else frozenset()


def _cut(text: str, stretch: str) -> str:
    """The text without a stretch and the brackets around it."""
    text = re.sub(rf"[ (]*{re.escape(stretch)}[ )]*", " ", text, count=1)
    return "\n".join(line.strip(" ") for line in text.split("\n") if line.strip())


def _reads_like_hint(stretch: str, vocabulary: Vocabulary) -> bool:
    flat = folded(stretch).strip(" .:*–-")
    return bool(vocabulary.placeholder.fullmatch(flat) or vocabulary.faint_hint.match(flat.lstrip("( ")))


def _asks(stretch: str, vocabulary: Vocabulary) -> bool:
    """« Précisez le métier » may be the question itself, in italics."""
    label = label_of(stretch, vocabulary)
    return label is not None and label.score >= _ASKS and label.kind == "field"
