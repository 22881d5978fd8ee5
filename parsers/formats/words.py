"""Words of a page and how they make lines: rows by baseline, segments by gaps; rulings as edges; pure."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from parsers.document import Box
from parsers.formats.glyphs import tidy

#: of the height of a line: what two have in common that were typed beside each other in two goes
ASKEW = 0.3
#: an address of the web that a narrow column broke: at a mark, before one, or where its last part is to come
_BROKEN_WORD = re.compile(
    r"((?:[^\s@]{1,64}@[^\s@]{0,64}|www\.\S{0,64})[-.@_]|\w[\w.]{1,64}[-_](?=\n[^\s@]{1,64}@))\n(?=\S)"
    r"|([^\s@]{1,64}@[^\s@]{1,64})\n(?=[-.@_])|([^\s@]{1,64}@[\w-]{1,40})\n(?=[\w-]{1,40}\.[a-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A run of letters without a blank, and the room it takes on the page."""

    text: str
    box: Box
    size: float = 10.0
    bold: bool = False
    certainty: float = 1.0
    #: no blank parts it from the word before
    glued: bool = False
    #: typed over the page: always a column of its own, however near it stands to the label
    typed: bool = False
    #: set in grey, as hints and untouched placeholders are
    faint: bool = False
    #: set in italics, as hints often are
    slanted: bool = False

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def centre(self) -> float:
        """Half its width."""
        return (self.box[0] + self.box[2]) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A ruled line, level or upright."""

    box: Box
    level: bool


def edges_of(box: Box) -> list[Edge]:
    """The four sides of a rectangle; of a thin one, the line that it draws."""
    left, top, right, bottom = box
    if bottom - top < 2.5:
        middle = (top + bottom) / 2
        return [Edge(box=(left, middle, right, middle), level=True)] if right - left > 3 else []
    if right - left < 2.5:
        middle = (left + right) / 2
        return [Edge(box=(middle, top, middle, bottom), level=False)]
    if right - left < 9 or bottom - top < 8:
        return []
    return [
        Edge(box=(left, top, right, top), level=True),
        Edge(box=(left, bottom, right, bottom), level=True),
        Edge(box=(left, top, left, bottom), level=False),
        Edge(box=(right, top, right, bottom), level=False),
    ]


def rows_of(words: Iterable[Word], *, near: bool = False) -> list[list[Word]]:
    """Words by baseline, from top to bottom, each row from left to right; what was drawn twice stands once.

    `near`: a small word is not drawn to the line of a large one, as it may stand in another column.
    """
    larger = min if near else max
    rows: list[_Row] = []
    placed = sorted(((word.box[1] + word.box[3]) / 2, word.box[0], number, word) for number, word in enumerate(words))
    for middle, _, _, word in placed:
        height = max(1.0, word.box[3] - word.box[1])
        for row in rows[:-4:-1]:
            if abs(row.middle - middle) < 0.45 * larger(height, row.tall):
                row.add(word, middle, height)
                break
        else:
            rows.append(_Row(word, middle, height))
    return [_once(sorted(row.words, key=_left)) for row in sorted(rows, key=lambda row: row.middle)]


def typed_askew_rejoined(rows: Sequence[list[Word]]) -> list[list[Word]]:
    """Rows of which one was typed a little higher or lower than the print beside it, as one."""
    out: list[list[Word]] = []
    for row in rows:
        if out and _level(out[-1], row):
            out[-1] = sorted([*out[-1], *row], key=_left)
        else:
            out.append(row)
    return out


def _level(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether two rows stand side by side, a good part of their height in common."""
    first, second = around([word.box for word in one]), around([word.box for word in other])
    shared = min(first[3], second[3]) - max(first[1], second[1])
    apart = first[2] < second[0] or second[2] < first[0]
    return apart and shared >= ASKEW * min(first[3] - first[1], second[3] - second[1])


class _Row:
    """A row as it grows."""

    __slots__ = ("_middles", "middle", "tall", "words")

    def __init__(self, word: Word, middle: float, height: float) -> None:
        self.words = [word]
        self._middles = [middle]
        self.middle, self.tall = middle, height

    def add(self, word: Word, middle: float, height: float) -> None:
        """Take one more word; the last ones tell where the row stands."""
        self.words.append(word)
        self._middles.append(middle)
        last = self._middles[-12:]
        self.middle = sum(last) / len(last)
        self.tall = max(self.tall, height)


def _left(word: Word) -> float:
    return word.box[0]


def segments(row: Sequence[Word]) -> list[list[Word]]:
    """A row parted where a gap is too wide to be a blank."""
    size = statistics.median([word.size for word in row])
    parts: list[list[Word]] = [[row[0]]]
    for before, word in pairwise(row):
        if word.typed or before.typed or word.box[0] - before.box[2] > max(8.0, 1.35 * size):
            parts.append([])
        parts[-1].append(word)
    return parts


def line_text(row: Sequence[Word]) -> str:
    """A row's text: a blank between words, a tab where a wide gap parts two columns."""
    return tidy("\t".join(phrase(part) for part in segments(row)))


def phrase(words: Sequence[Word]) -> str:
    """The text of words of one column; what stands closed up is one word that the file drew in pieces."""
    out = words[0].text
    for before, word in pairwise(words):
        close = word.glued and word.box[0] - before.box[2] < 0.2 * word.size
        out += word.text if close else " " + word.text
    return out


def _once(row: list[Word]) -> list[Word]:
    """A row without the second drawing that some programs make for bold."""
    out: list[Word] = []
    for word in row:
        if out and out[-1].text == word.text and abs(out[-1].box[0] - word.box[0]) < 0.25 * word.size:
            continue
        out.append(word)
    return out


def faint_in(rows: Iterable[Sequence[Word]]) -> tuple[str, ...]:
    """The stretches of these rows that are set in grey or italics."""
    out: list[str] = []
    for row in rows:
        for part in segments(row) if any(word.faint or word.slanted for word in row) else []:
            runs = groupby(part, key=lambda word: word.faint or word.slanted)
            out += [tidy(phrase(list(words))) for faint, words in runs if faint]
    return tuple(stretch for stretch in out if stretch)


def certainty(words: Sequence[Word]) -> float:
    """The mean certainty, longer words counting for more."""
    weights = [len(word.text) for word in words]
    if not sum(weights) or all(word.certainty == 1.0 for word in words):
        return 1.0
    return round(sum(word.certainty * weight for word, weight in zip(words, weights, strict=True)) / sum(weights), 3)


def is_heading(words: Sequence[Word], usual: float) -> bool:
    """Whether words are set as a heading: bold, or larger than is usual on the page."""
    if not any(character.isalpha() for word in words for character in word.text):
        return False
    if all(word.bold for word in words):
        return True
    if any(word.certainty < 1.0 for word in words) and len(words) < 2:
        # the height of a recognised word tells its letters more than its size
        return False
    return min(word.size for word in words) > 1.2 * usual


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around several."""
    return (
        round(min(box[0] for box in boxes), 1), round(min(box[1] for box in boxes), 1),
        round(max(box[2] for box in boxes), 1), round(max(box[3] for box in boxes), 1),
    )  # fmt: skip


def joined(lines: Sequence[str]) -> str:
    """The lines of one cell; an address of the web that a narrow cell broke is whole again."""
    return _BROKEN_WORD.sub(
        lambda found: found[1] or found[2] or found[3], tidy("\n".join(line for line in lines if line))
    )
