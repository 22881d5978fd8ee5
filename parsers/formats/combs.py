"""Combs: rows of equal small boxes in which one figure each is written: found by their upright rulings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.formats.strokes import Stroke
from parsers.formats.tick_boxes import Square
from parsers.formats.words import Edge

if TYPE_CHECKING:
    from PIL.Image import Image

_Box = tuple[int, int, int, int]
#: pixels, at 200 dots an inch: how wide and how high a box of one figure is, and how thick its rulings
_NARROWEST, _WIDEST = 20, 75
_LOWEST, _HIGHEST = 10, 80
_THIN = 7
#: how far from the ruling below an upright one may end
_STANDS = 4
_FEWEST = 4
#: the rows over a ruling that its ink takes; the share of ink beside a stroke that joins it to a letter
_FOOT, _JOINED, _MOST = 5, 0.06, 0.75
#: the part of the ruling below that open boxes take, and of the height of closed ones that their sides do
_OWN, _CLOSED = 0.7, 0.85
#: the height over the ruling that a figure takes, in widths of a box, where no ruling bounds it above
_TALL = 1.3
#: rows of boxes that are so many widths apart are one number in groups
_APART = 3.0


@dataclass(frozen=True, slots=True)
class Comb:
    """The boxes of one row in their groups, from left to right."""

    groups: tuple[tuple[_Box, ...], ...]

    @property
    def count(self) -> int:
        """How many boxes it has."""
        return sum(len(group) for group in self.groups)

    @property
    def box(self) -> _Box:
        """The room of the whole row."""
        cells = [cell for group in self.groups for cell in group]
        return (cells[0][0], min(cell[1] for cell in cells), cells[-1][2], max(cell[3] for cell in cells))


def combs(dark: Image, level: Sequence[Stroke], uprights: Sequence[Stroke], squares: Sequence[Square]) -> list[Comb]:
    """The combs of a page, of boxes that share their sides or (`squares`) stand apart."""
    groups: list[tuple[_Box, ...]] = []
    thin = [stroke for stroke in uprights if stroke.last - stroke.first < _THIN]
    for line in level:
        standing = sorted((stroke for stroke in thin if _stands_on(stroke, line)), key=_across)
        runs = [run for run in _evenly(standing) if _bare(dark, run)]
        groups += _drawn(runs, line, level)
    groups += [tuple(square.box for square in row) for row in _rows(squares)]
    return [comb for comb in _in_rows(_once(groups)) if comb.count >= _FEWEST]


def sides(found: Sequence[Comb], strokes: Sequence[Stroke], *, upright: bool) -> list[Stroke]:
    """The strokes, level or upright, that draw the boxes of combs."""
    return [stroke for stroke in strokes if any(_is_side(stroke, comb, upright=upright) for comb in found)]


def _is_side(stroke: Stroke, comb: Comb, *, upright: bool) -> bool:
    left, top, right, bottom = comb.box
    low, high, near, far = (top, bottom, left, right) if upright else (left, right, top, bottom)
    across = (stroke.first + stroke.last) / 2
    if not (near - 6 <= across <= far + 6 and low - 6 <= stroke.start and stroke.end <= high + 6):
        return False
    begin, end = (0, 2) if upright else (1, 3)
    return any(abs(across - cell[side]) <= 4 for group in comb.groups for cell in group for side in (begin, end))


def _across(upright: Stroke) -> float:
    return (upright.first + upright.last) / 2


def _stands_on(upright: Stroke, line: Stroke) -> bool:
    at = (line.first + line.last) / 2
    ends = abs(upright.end - at) <= _STANDS or upright.start + _LOWEST < at < upright.end
    return ends and line.start - _STANDS <= _across(upright) <= line.end + _STANDS and at - upright.start >= _LOWEST


def _evenly(standing: Sequence[Stroke]) -> list[list[Stroke]]:
    """Runs of at least three at one distance; strokes of figures between them are passed over."""
    out: list[list[Stroke]] = []
    rest = list(standing)
    while len(rest) >= 3:
        pairs = [(a, b) for a in range(len(rest) - 2) for b in range(a + 1, min(a + 4, len(rest)))]
        # of two as long the wider: the other stands in the stroke of a 1
        best = max((_run(rest, first, second) for first, second in pairs), key=lambda run: (len(run), _width(run)))
        if len(best) < 3:
            break
        out.append(best)
        rest = [stroke for stroke in rest if not _across(best[0]) <= _across(stroke) <= _across(best[-1])]
    return out


def _width(run: Sequence[Stroke]) -> float:
    return _across(run[-1]) - _across(run[0]) if run else 0.0


def _run(standing: Sequence[Stroke], first: int, second: int) -> list[Stroke]:
    """The strokes that go on at the distance of these two."""
    step = _across(standing[second]) - _across(standing[first])
    if not _NARROWEST <= step <= _WIDEST:
        return []
    out = [standing[first], standing[second]]
    for stroke in standing[second + 1 :]:
        gap = _across(stroke) - _across(out[-1])
        if abs(gap - step) <= max(2.5, 0.08 * step):
            out.append(stroke)
        elif gap > step:
            break
    tall = [stroke.end - stroke.start for stroke in out]
    return out if max(tall) - min(tall) <= max(6, 0.25 * max(tall)) else []


def _bare(dark: Image, run: Sequence[Stroke]) -> bool:
    """Whether nothing is joined to most of these strokes, as bows and serifs are to the stems of letters."""
    bare = 0
    for stroke in run:
        top, bottom = stroke.start + 1, stroke.end - _FOOT
        sides = [(stroke.first - 5, top, stroke.first - 2, bottom), (stroke.last + 3, top, stroke.last + 6, bottom)]
        ink = sum(dark.crop(side).histogram()[255] for side in sides)
        bare += ink <= _JOINED * 6 * max(1, bottom - top)
    return bare >= _MOST * len(run)


def _drawn(runs: Sequence[list[Stroke]], line: Stroke, level: Sequence[Stroke]) -> list[tuple[_Box, ...]]:
    """The boxes of such runs: closed above, or open ones over a ruling of their own; not the stems of letters."""
    base = (line.first + line.last) // 2
    own = sum(_across(run[-1]) - _across(run[0]) for run in runs) >= _OWN * (line.end - line.start)
    out = []
    for run in runs:
        roof = _roof(run, line, level)
        tall = min(base - stroke.start for stroke in run)
        if (roof is None and own) or (roof is not None and tall >= _CLOSED * (base - roof)):
            out.append(tuple(_cell(before, after, base, roof) for before, after in pairwise(run)))
    return out


def _roof(run: Sequence[Stroke], line: Stroke, level: Sequence[Stroke]) -> int | None:
    """Where a ruling closes the boxes above."""
    left, right, base = _across(run[0]), _across(run[-1]), (line.first + line.last) // 2
    above = [
        (roof.first + roof.last) // 2
        for roof in level
        if roof is not line
        and _LOWEST < base - roof.last <= _HIGHEST
        and roof.start <= left + _STANDS
        and roof.end >= right - _STANDS
    ]
    return max(above, default=None)


def _cell(before: Stroke, after: Stroke, base: int, roof: int | None) -> _Box:
    left, right = round(_across(before)), round(_across(after))
    top = min(before.start, base - round(_TALL * (right - left))) if roof is None else roof
    return (left, max(0, top), right, base)


def _rows(squares: Sequence[Square]) -> list[list[Square]]:
    """Boxes of their own that stand side by side, closer than any words would let them."""
    out: list[list[Square]] = []
    for square in sorted(squares, key=lambda item: item.box[0]):
        left, top, _, bottom = square.box
        row = next(
            (
                row
                for row in out
                if abs(row[-1].box[1] - top) <= 6
                and abs(row[-1].box[3] - bottom) <= 6
                and -3 <= left - row[-1].box[2] <= 0.5 * (bottom - top)
            ),
            None,
        )
        if row is None:
            out.append([square])
        else:
            row.append(square)
    return [row for row in out if len(row) >= 2]


def _in_rows(groups: Sequence[tuple[_Box, ...]]) -> list[Comb]:
    """Groups of one height and width that follow each other in a row, as one comb."""
    out: list[list[tuple[_Box, ...]]] = []
    for group in sorted(groups, key=lambda cells: cells[0][0]):
        row = next((row for row in out if _follows(row[-1], group)), None)
        if row is None:
            out.append([group])
        else:
            row.append(group)
    return [Comb(tuple(row)) for row in out]


def _once(groups: Sequence[tuple[_Box, ...]]) -> list[tuple[_Box, ...]]:
    """The groups without those that lie over a longer one: a line may have been found twice."""
    out: list[tuple[_Box, ...]] = []
    for group in sorted(groups, key=len, reverse=True):
        if not any(
            group[0][0] < other[-1][2] and other[0][0] < group[-1][2] and abs(group[0][3] - other[0][3]) <= _LOWEST
            for other in out
        ):
            out.append(group)
    return out


def _follows(before: tuple[_Box, ...], group: tuple[_Box, ...]) -> bool:
    wide, other = before[0][2] - before[0][0], group[0][2] - group[0][0]
    return (
        abs(before[-1][3] - group[0][3]) <= 6
        and abs(wide - other) <= 0.15 * wide
        and 0 <= group[0][0] - before[-1][2] <= _APART * wide
    )


def without_combs(edges: Sequence[Edge], found: Sequence[Comb]) -> list[Edge]:
    """The rulings of a page that bound more than one figure."""
    return [edge for edge in edges if not any(_of_comb(edge, comb.box) for comb in found)]


def _of_comb(edge: Edge, box: _Box) -> bool:
    left, top, right, bottom = edge.box
    return box[0] - 5 <= left and right <= box[2] + 5 and box[1] - 6 <= top and bottom <= box[3] + 6
