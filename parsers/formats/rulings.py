"""The ruled lines of a picture: long thin dark runs, painted over so that they are not taken for letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.formats.combs import Comb, combs, sides, without_combs
from parsers.formats.leaders import leaders
from parsers.formats.line_ink import line_light
from parsers.formats.strokes import Stroke, strokes
from parsers.formats.tick_boxes import Square, squares, tick_boxes
from parsers.formats.words import Edge

if TYPE_CHECKING:
    from PIL.Image import Image

_DARK = 190
#: grey lines are lighter than letters, and lighter still on a photo; of one grey but for so much
_PALE = 226
_SPREAD = 70
_STANDS_OUT = 5
#: pixels, at 200 dots an inch: no letter of a form is so wide, or so high
_LEVEL = 60
_UPRIGHT = 40
#: an upright line that stands alone is a letter of a heading, or part of a picture
_SURE_UPRIGHT = 110
#: a break in a line that is no end of it
_GAP = 10
_REACH = 6
#: what takes so much darkness from a letter may take the letter's end
_DRAWN = 60
#: a break for the tail of a letter, and the shortest piece of a line beyond it
_BREAK = 24
_PIECE = 16
#: the shortest side of a small box
_SHORTEST = 12


@dataclass(slots=True)
class Rulings:
    """Ruled lines in pixels: as edges, where they run, and how they are taken out (None where there is none)."""

    edges: list[Edge]
    ink: Image | None
    #: how much brighter the picture is without the lines
    light: Image | None = None
    #: rows of dots, which are painted over
    dots: Image | None = None
    #: rows of boxes for one figure each, and boxes to tick
    combs: list[Comb] = field(default_factory=list)
    boxes: list[Square] = field(default_factory=list)


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
    short, high = strokes(dark, _SHORTEST), strokes(dark.transpose(turn), _SHORTEST)
    figured, boxes = _small_boxes(dark, level, short, high)
    level += [*_broken_off(short, level), *sides(figured, short, upright=False)]
    upright += sides(figured, high, upright=True)
    light = _light(flat, dark, level, upright)
    dots = leaders(dark)
    drawn = None if light is None else light.point([255 * (shade > _DRAWN) for shade in range(256)])
    return Rulings(without_combs(edges, figured), _together([drawn, dots]), light, dots, figured, boxes)


def _small_boxes(
    dark: Image, level: list[Stroke], short: list[Stroke], high: list[Stroke]
) -> tuple[list[Comb], list[Square]]:
    """The rows of boxes for one figure each, and the boxes to tick."""
    small = squares(dark, short, high)
    figured = combs(dark, [stroke for stroke in level if stroke.thin], high, small)
    apart = [square for square in small if not any(_within(square.box, comb.box) for comb in figured)]
    return figured, tick_boxes(apart)


def _light(flat: Image, dark: Image, level: list[Stroke], upright: list[Stroke]) -> Image | None:
    """How much brighter the picture is without its lines, level and upright."""
    from PIL import Image as Pictures

    turn = Pictures.Transpose.TRANSPOSE
    across = line_light(flat, dark, [stroke for stroke in level if stroke.thin])
    tall = line_light(flat.transpose(turn), dark.transpose(turn), [stroke for stroke in upright if stroke.thin])
    return _together([across, None if tall is None else tall.transpose(turn)])


def _lines(flat: Image, dark: Image, length: int) -> list[Stroke]:
    """The level strokes that are dark, and thin grey ones that are one grey all along."""
    pale = flat.point([255 * (shade < _PALE) for shade in range(256)])
    grey = [stroke for stroke in strokes(pale, length) if stroke.hair and _one_grey(flat, stroke)]
    return [*(stroke for stroke in strokes(dark, length) if stroke.drawn), *grey]


def _broken_off(short: list[Stroke], lines: list[Stroke]) -> list[Stroke]:
    """Pieces of a line too short to be one, that go on where it was broken for the tail of a letter."""
    rest = [stroke for stroke in short if stroke.hair and _PIECE <= stroke.end - stroke.start < _LEVEL]
    out: list[Stroke] = []
    ends = [stroke for stroke in lines if stroke.thin]
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


def _within(inner: tuple[int, int, int, int], outer: tuple[int, int, int, int]) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _together(masks: list[Image | None]) -> Image | None:
    from PIL import ImageChops

    out: Image | None = None
    for mask in masks:
        out = mask if out is None else out if mask is None else ImageChops.lighter(out, mask)
    return out


def without_lines(image: Image, found: Rulings) -> Image:
    """The picture with its ruled lines painted over, so that they are not taken for letters."""
    from PIL import ImageChops

    clean = image.copy() if found.light is None else ImageChops.add(image, found.light)
    if found.dots is not None:
        clean.paste(255, mask=found.dots)
    return clean
