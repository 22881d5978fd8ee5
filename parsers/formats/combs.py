"""Combs: rows of equal small boxes in which one figure each is written: found by their upright rulings, and read."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.formats.strokes import Stroke
from parsers.formats.tick_boxes import Square
from parsers.formats.words import Edge
from parsers.tools.tesseract import Found

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
_INSET = 2
#: a figure is at least so high, and of so much ink
_FIGURE, _INK = 9, 10
_GLYPH = 34
_MARGIN = 40
#: what is read otherwise at another size
_CONTESTED = 0.6
#: figures that are read as letters
_LOOKALIKES = str.maketrans("OoQDIlSBZ", "000011582")


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


# -- found ------------------------------------------------------------------------------------------------------------


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


# -- read -------------------------------------------------------------------------------------------------------------


def with_combs(
    words: Sequence[Found], bare: Image, found: Sequence[Comb], read: Callable[[Image, float], list[Found]]
) -> tuple[list[Found], list[Found]]:
    """The words outside combs, and those in them, read anew with their figures set close, as a number is printed."""
    rows = [(comb, cells) for comb in found if (cells := _inked(bare, comb))]
    if not rows:
        return list(words), []
    sheet, places = _sheet(bare, [cells for _, cells in rows])
    first, second = read(sheet, 1.0), read(sheet, 1.4)
    out, told = list(words), []
    for (comb, cells), (top, bottom) in zip(rows, places, strict=True):
        text, certainty = _agreed(_told(first, top, bottom), _told(second, top, bottom), len(cells))
        if text is None:
            continue
        inside = [word for word in out if _in(word, comb.box)]
        out = [word for word in out if word not in inside]
        ink = (min(cell[1] for cell in cells.values()), max(cell[3] for cell in cells.values()))
        told.append(Found(_spelled(text, comb, cells), (comb.box[0], ink[0], comb.box[2], ink[1]), certainty))
    return out, told


def _inked(bare: Image, comb: Comb) -> dict[_Box, _Box]:
    """Of the boxes that hold something: where in them it stands."""
    out: dict[_Box, _Box] = {}
    for left, top, right, bottom in (cell for group in comb.groups for cell in group):
        corner = (left + _INSET, top + _INSET)
        inside = bare.crop((*corner, right - _INSET, bottom - 1)).point([255 * (shade < 150) for shade in range(256)])
        place = inside.getbbox()
        if place is None or place[3] - place[1] < _FIGURE or inside.histogram()[255] < _INK:
            continue
        out[left, top, right, bottom] = (
            corner[0] + place[0], corner[1] + place[1], corner[0] + place[2], corner[1] + place[3],
        )  # fmt: skip
    return out


def _sheet(bare: Image, rows: Sequence[dict[_Box, _Box]]) -> tuple[Image, list[tuple[int, int]]]:
    """The figures of each row side by side on white paper, at the height of print; where each row stands."""
    from PIL import Image as Pictures

    strips = []
    for row in rows:
        top, bottom = min(ink[1] for ink in row.values()), max(ink[3] for ink in row.values())
        scale = _GLYPH / statistics.median(ink[3] - ink[1] for ink in row.values())
        cuts = [bare.crop((ink[0] - 1, top - 2, ink[2] + 1, bottom + 2)) for ink in row.values()]
        cuts = [_scaled(cut, scale) for cut in cuts]
        gap = _GLYPH // 6
        strip = Pictures.new("L", (sum(cut.width + gap for cut in cuts), max(cut.height for cut in cuts)), 255)
        at = 0
        for cut in cuts:
            strip.paste(cut, (at, 0))
            at += cut.width + gap
        strips.append(strip)
    wide, high = max(strip.width for strip in strips), sum(strip.height + _MARGIN for strip in strips)
    sheet = Pictures.new("L", (wide + 2 * _MARGIN, high + _MARGIN), 255)
    places, at = [], _MARGIN
    for strip in strips:
        sheet.paste(strip, (_MARGIN, at))
        places.append((at, at + strip.height))
        at += strip.height + _MARGIN
    return sheet, places


def _scaled(cut: Image, scale: float) -> Image:
    from PIL import Image as Pictures

    size = (max(1, round(cut.width * scale)), max(1, round(cut.height * scale)))
    return cut.resize(size, Pictures.Resampling.LANCZOS)


def _told(words: Sequence[Found], top: int, bottom: int) -> Found:
    """What was read of one row, as one word."""
    row = [word for word in words if top - _MARGIN // 2 < (word.box[1] + word.box[3]) / 2 < bottom + _MARGIN // 2]
    row.sort(key=lambda word: word.box[0])
    text = "".join(word.text for word in row).replace(" ", "")
    return Found(text, (0, top, 0, bottom), min((word.certainty for word in row), default=0.0))


def _agreed(one: Found, two: Found, count: int) -> tuple[str | None, float]:
    """The text of one sign a box, and how sure it is; None where no reading has so many."""
    one, two = (replace(word, text=_figures(word.text)) for word in (one, two))
    fitting = [word for word in (one, two) if len(word.text) == count]
    if not fitting:
        return None, 0.0
    if len(fitting) == 1 or one.text != two.text:
        best = max(fitting, key=lambda word: word.certainty)
        return best.text, min(best.certainty, _CONTESTED)
    # two sizes, one number, one sign a box: surer than either reading alone
    return one.text, min(0.99, 1 - (1 - one.certainty) * (1 - two.certainty))


def _figures(text: str) -> str:
    """A number whose figures were here and there read as letters."""
    plain = text.translate(_LOOKALIKES)
    return plain if plain.isdigit() and sum(sign.isdigit() for sign in text) >= 0.7 * len(text) else text


def _spelled(text: str, comb: Comb, inked: dict[_Box, _Box]) -> str:
    """The signs as the boxes group them: a date with its strokes, a box left blank as a blank."""
    signs = iter(text)
    groups = ["".join(next(signs) if cell in inked else " " for cell in group).strip() for group in comb.groups]
    lengths = [len(group) for group in comb.groups]
    joint = "/" if lengths in ([2, 2, 4], [2, 2, 2]) and all(group.isdigit() for group in groups) else " "
    return joint.join(group for group in groups if group)


def _in(word: Found, box: _Box) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] - 4 <= x <= box[2] + 4 and box[1] - 4 <= y <= box[3] + 4
