"""The ruled lines of a picture: long thin dark runs, painted over so that they are not taken for letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.formats.layout import Edge
from parsers.formats.line_ink import line_light

if TYPE_CHECKING:
    from PIL.Image import Image

_DARK = 190
#: grey lines are lighter than letters, and lighter still on a photo; of one grey but for so much
_PALE = 226
_SPREAD = 70
_STANDS_OUT = 5
_HAIR = 5
#: pixels, at 200 dots an inch: no letter of a form is so wide, or so high
_LEVEL = 60
_UPRIGHT = 40
#: an upright line that stands alone is a letter of a heading, or part of a picture
_SURE_UPRIGHT = 110
#: a line is thinner than this; a band that is thicker has a line for each of its long sides
_THICK = 10
_STEEP = 30
#: a break in a line that is no end of it
_GAP = 10
_REACH = 6
#: what takes so much darkness from a letter may take the letter's end
_DRAWN = 60
#: a break for the tail of a letter, and the shortest piece of a line beyond it
_BREAK = 24
_SHORTEST = 16
#: a dot is lower than this, the next one nearer than that; so many pixels of them are a row and no punctuation
_DOT = 8
_APART = 18
_ROW_OF_DOTS = 42
_FEWEST_DOTS = 6
_CLOSE = 10


@dataclass(slots=True)
class Rulings:
    """Ruled lines in pixels: as edges, where they run, and how they are taken out (None where there is none)."""

    edges: list[Edge]
    ink: Image | None
    #: how much brighter the picture is without the lines
    light: Image | None = None
    #: rows of dots, which are painted over
    dots: Image | None = None


@dataclass(slots=True)
class Stroke:
    """Runs of neighbouring rows that touch: row, first pixel, pixel after the last."""

    runs: list[tuple[int, int, int]] = field(default_factory=list)
    start: int = 1 << 30
    end: int = 0

    def touches(self, start: int, end: int) -> bool:
        """Whether a run of the row below goes on where this ends."""
        return start <= self.end + 2 and end >= self.start - 2

    def take(self, row: int, start: int, end: int) -> None:
        """One more run, of this row or the next."""
        self.runs.append((row, start, end))
        self.start, self.end = min(self.start, start), max(self.end, end)

    @property
    def first(self) -> int:
        """Its highest row."""
        return self.runs[0][0]

    @property
    def last(self) -> int:
        """Its lowest row."""
        return self.runs[-1][0]

    @property
    def thin(self) -> bool:
        """Whether it is a line, and no band or block."""
        area = sum(end - start for _, start, end in self.runs)
        return area / (self.end - self.start) <= _THICK and self.last - self.first <= _STEEP

    @property
    def drawn(self) -> bool:
        """Whether it is a line or a band; what is hardly longer than thick is what letters leave of a dark band."""
        return self.thin or self.end - self.start >= 4 * (self.last - self.first)

    @property
    def hair(self) -> bool:
        """Whether it is as thin as grey lines are drawn."""
        area = sum(end - start for _, start, end in self.runs)
        return area / (self.end - self.start) <= _HAIR and self.last - self.first <= _THICK

    def lines(self) -> list[tuple[float, int, int]]:
        """Where the stroke runs: its middle, or the two long sides of a band; from and to."""
        if self.thin:
            return [((self.first + self.last) / 2, self.start, self.end)]
        return [(self.first, self.start, self.end), (self.last, self.start, self.end)]


def rulings(flat: Image) -> Rulings:
    """The level and upright lines of a straight and evenly lit picture."""
    from PIL import Image as Pictures

    dark = flat.point([255 * (shade < _DARK) for shade in range(256)])
    level = _lines(flat, dark, _LEVEL)
    turn = Pictures.Transpose.TRANSPOSE
    upright = _lines(flat.transpose(turn), dark.transpose(turn), _UPRIGHT)
    upright = [stroke for stroke in upright if _bound(stroke, level)]
    edges = [Edge(box=(start, middle, end, middle), level=True) for middle, start, end in _joined(level)] + [
        Edge(box=(middle, start, middle, end), level=False) for middle, start, end in _joined(upright)
    ]
    level += _broken_off(dark, [stroke for stroke in level if stroke.thin])
    thin = [stroke for stroke in level if stroke.thin], [stroke for stroke in upright if stroke.thin]
    flat_light = line_light(flat, dark, thin[0])
    tall_light = line_light(flat.transpose(turn), dark.transpose(turn), thin[1])
    light = _together([flat_light, None if tall_light is None else tall_light.transpose(turn)])
    dots = _dots(dark)
    drawn = None if light is None else light.point([255 * (shade > _DRAWN) for shade in range(256)])
    return Rulings(edges, _together([drawn, dots]), light, dots)


def _lines(flat: Image, dark: Image, length: int) -> list[Stroke]:
    """The level strokes that are dark, and thin grey ones that are one grey all along."""
    pale = flat.point([255 * (shade < _PALE) for shade in range(256)])
    grey = [stroke for stroke in _strokes(pale, length) if stroke.hair and _one_grey(flat, stroke)]
    return [*(stroke for stroke in _strokes(dark, length) if stroke.drawn), *grey]


def _broken_off(dark: Image, lines: list[Stroke]) -> list[Stroke]:
    """Pieces of a line too short to be one, that go on where it was broken for the tail of a letter."""
    rest = [stroke for stroke in _strokes(dark, _SHORTEST) if stroke.hair and stroke.end - stroke.start < _LEVEL]
    out: list[Stroke] = []
    ends = list(lines)
    while ends:
        line = ends.pop()
        found = [stroke for stroke in rest if _goes_on(line, stroke)]
        rest = [stroke for stroke in rest if stroke not in found]
        out += found
        ends += found
    return out


def _goes_on(line: Stroke, piece: Stroke) -> bool:
    """Whether a piece lies in the run of a line, close to its end."""
    apart = max(piece.start - line.end, line.start - piece.end)
    return 0 < apart <= _BREAK and abs(piece.first + piece.last - line.first - line.last) <= 3


def _one_grey(flat: Image, stroke: Stroke) -> bool:
    """Whether no letters make up a stroke: between letters it would be bare."""
    from PIL import ImageChops

    darkest = flat.crop((stroke.start, stroke.first, stroke.end, stroke.first + 1))
    for row in range(stroke.first + 1, stroke.last + 1):
        darkest = ImageChops.darker(darkest, flat.crop((stroke.start, row, stroke.end, row + 1)))
    shades = sorted(darkest.tobytes())
    if shades[len(shades) * 9 // 10] - shades[len(shades) // 10] > _SPREAD:
        return False
    # in a cell that is tinted grey, dirt makes lines that are hardly darker than what is beside them
    beside = (_shade(flat, stroke, stroke.first - 6), _shade(flat, stroke, stroke.last + 5))
    return min(beside) - _shade(flat, stroke, (stroke.first + stroke.last) // 2) >= _STANDS_OUT


def _shade(flat: Image, stroke: Stroke, row: int) -> int:
    """How bright the picture is along a stroke, on two rows."""
    from PIL import Image as Pictures

    strip = flat.crop((stroke.start, max(0, row), stroke.end, max(0, row) + 2))
    return strip.resize((1, 1), Pictures.Resampling.BOX).tobytes()[0]


def _strokes(dark: Image, length: int) -> list[Stroke]:
    """Level dark runs of at least this length, those of neighbouring rows put together."""
    from PIL import ImageChops

    # each row together with the one above: a line that climbs by a pixel, or lies between two rows, stays one line
    fat = ImageChops.lighter(dark, ImageChops.offset(dark, 0, 1))
    kept = ImageChops.darker(_opened(fat, length), dark)
    return [stroke for stroke in grouped(kept, 8) if stroke.end - stroke.start >= length]


def grouped(mask: Image, least: int) -> list[Stroke]:
    """The white runs of at least this length, those of neighbouring rows that touch put together."""
    wide = mask.width
    done: list[Stroke] = []
    under_way: list[Stroke] = []
    row = -1
    for run in re.finditer(rb"\xff{%d,}" % least, mask.tobytes()):
        place, start = divmod(run.start(), wide)
        end = min(wide, start + run.end() - run.start())
        if place != row:
            row = place
            done += [stroke for stroke in under_way if stroke.last < row - 2]
            under_way = [stroke for stroke in under_way if stroke.last >= row - 2]
        stroke = next((item for item in under_way if item.touches(start, end)), None)
        if stroke is None:
            stroke = Stroke()
            under_way.append(stroke)
        stroke.take(row, start, end)
    return [*done, *under_way]


def _opened(mask: Image, length: int) -> Image:
    """What of a mask lies in level runs of at least this length."""
    from PIL import ImageChops

    return _grown(_grown(mask, length, 1, ImageChops.darker), length, -1, ImageChops.lighter)


def closed(mask: Image, length: int) -> Image:
    """A mask with the level gaps that are shorter than this filled."""
    from PIL import ImageChops

    return _grown(_grown(mask, length, 1, ImageChops.lighter), length, -1, ImageChops.darker)


def _grown(mask: Image, length: int, way: int, joined: Callable[[Image, Image], Image]) -> Image:
    """Each pixel together with the `length - 1` pixels beside it, by doubling."""
    from PIL import ImageChops

    done = 1
    while done < length:
        step = min(done, length - done)
        mask = joined(mask, ImageChops.offset(mask, way * step, 0))
        done += step
    return mask


def _bound(upright: Stroke, level: list[Stroke]) -> bool:
    """Whether an upright stroke is a line: long, or with an end on a level one."""
    if upright.end - upright.start >= _SURE_UPRIGHT:
        return True
    across = (upright.first + upright.last) / 2
    return any(
        stroke.start - _REACH <= across <= stroke.end + _REACH
        and min(abs(stroke.first - upright.end), abs(stroke.last - upright.start)) <= _REACH
        for stroke in level
    )


def _joined(strokes: list[Stroke]) -> list[tuple[float, int, int]]:
    """The lines that the strokes draw; pieces of one line that a fold or a bad copy broke are one."""
    out: list[tuple[float, int, int]] = []
    for middle, start, end in sorted(line for stroke in strokes for line in stroke.lines()):
        for place, (other, begun, ended) in enumerate(out):
            if abs(other - middle) <= 4 and start <= ended + _GAP and begun <= end + _GAP:
                out[place] = ((other + middle) / 2, min(begun, start), max(ended, end))
                break
        else:
            out.append((middle, start, end))
    return out


def _together(masks: list[Image | None]) -> Image | None:
    from PIL import ImageChops

    out: Image | None = None
    for mask in masks:
        out = mask if out is None else out if mask is None else ImageChops.lighter(out, mask)
    return out


def _dots(dark: Image) -> Image | None:
    """Rows of dots, on which or with which people were asked to write; no letter is part of one."""
    from PIL import Image as Pictures
    from PIL import ImageChops, ImageDraw, ImageFilter

    turned = dark.transpose(Pictures.Transpose.TRANSPOSE)
    tall = _opened(turned, _DOT).transpose(Pictures.Transpose.TRANSPOSE).filter(ImageFilter.MaxFilter(7))
    low = ImageChops.subtract(dark, tall)
    # the bars of E, L and 2 are low too, and wider than a dot
    low = ImageChops.subtract(low, _opened(low, _DOT).filter(ImageFilter.MaxFilter(5)))
    apart = closed(low, _APART)
    rows = [row for row in _strokes(apart, _ROW_OF_DOTS) if row.last - row.first <= _DOT and _regular(low, row)]
    if not rows:
        return None
    mask = Pictures.new("L", dark.size, 0)
    pen = ImageDraw.Draw(mask)
    for row in rows:
        pen.rectangle((row.start, row.first - 1, row.end, row.last + 1), fill=255)
    return ImageChops.darker(mask, low.filter(ImageFilter.MaxFilter(5)))


def _regular(low: Image, row: Stroke) -> bool:
    """Whether the marks of a row follow each other at one distance, as no letters do."""
    from PIL import Image as Pictures

    strip = low.crop((row.start, row.first, row.end, row.last + 1))
    profile = strip.resize((strip.width, 1), Pictures.Resampling.BOX).point([255 * (s > 30) for s in range(256)])
    starts = [mark.start() for mark in re.finditer(rb"\xff{1,9}", profile.tobytes())]
    steps = sorted(after - before for before, after in pairwise(starts))
    if len(steps) < _FEWEST_DOTS - 1:
        return False
    usual = steps[len(steps) // 2]
    # figures stand at one distance too, but not so many, nor so close
    if usual > _CLOSE and len(steps) < 2 * _FEWEST_DOTS:
        return False
    return sum(abs(step - usual) <= 2 for step in steps) >= 0.75 * len(steps)


def without_lines(image: Image, found: Rulings) -> Image:
    """The picture with its ruled lines painted over, so that they are not taken for letters."""
    from PIL import ImageChops

    clean = image.copy() if found.light is None else ImageChops.add(image, found.light)
    if found.dots is not None:
        clean.paste(255, mask=found.dots)
    return clean
