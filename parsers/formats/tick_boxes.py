"""Tick boxes: small squares drawn beside options, and whether ink stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.document import UNREAD
from parsers.formats.glyphs import EMPTY_BOX, TICKED_BOX
from parsers.formats.strokes import Stroke, grouped, opened
from parsers.tools.tesseract import Found

if TYPE_CHECKING:
    from PIL.Image import Image

_Box = tuple[int, int, int, int]
#: pixels, at 200 dots an inch: the side of a box to tick
_SMALLEST, _LARGEST = 18, 50
#: letters are hardly larger
_LETTER = 20
_ASKEW = 3
_RIM = 4
#: the share of a side that may be bare: the corners of letters are round by more
_BARE = 0.08
_CORNER, _FILLED = 3, 4
#: pixels beside a box that are bare but for the tail of a tick, which takes so much of its height at most
_CLEAR, _TAIL = 4, 0.3
#: a tick that leaves its box where two sides meet makes them longer
_OVER = 9
_SQUARE = (0.75, 1.34)
#: a box for a figure may be higher than wide
_BOX = (0.55, 1.4)
#: the share of what is within a box that is ink: less is dust, more is a tick; between them a person decides
_DUST, _TICK = 0.05, 0.11
_FULL = 0.85
_SURE = 0.97
#: of boxes to tick there are several on a page, of one size
_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Square:
    """A box, and the share of its inside that is ink."""

    box: _Box
    ink: float


def squares(dark: Image, level: Sequence[Stroke], uprights: Sequence[Stroke]) -> list[Square]:
    """The small squares whose four sides are drawn, and those that are blackened where others are not."""
    sides = sorted((s for s in level if _SMALLEST <= s.end - s.start <= _LARGEST), key=lambda s: s.first)
    out: list[Square] = []
    for place, top in enumerate(sides):
        for bottom in sides[place + 1 :]:
            if bottom.first - top.first > _LARGEST:
                break
            if not _same_width(top, bottom) or not _closed(top, bottom, uprights):
                continue
            box = (max(top.start, bottom.start), top.first, min(top.end, bottom.end), bottom.last + 1)
            if _whole(dark, box) and _alone(dark, box) and not any(_overlap(box, other.box) for other in out):
                out.append(Square(box, _inside(dark, box)))
    return out + [
        square
        for square in _blackened(dark)
        if not any(_overlap(square.box, other.box) for other in out) and any(_alike(square.box, o.box) for o in out)
    ]


def _same_width(top: Stroke, bottom: Stroke) -> bool:
    wide, high = min(top.end, bottom.end) - max(top.start, bottom.start), bottom.last - top.first
    return (
        abs(top.start - bottom.start) <= _OVER
        and abs(top.end - bottom.end) <= _OVER
        and high > 0
        and _BOX[0] <= wide / high <= _BOX[1]
    )


def _closed(top: Stroke, bottom: Stroke, uprights: Sequence[Stroke]) -> bool:
    """Whether an upright stroke stands at both ends of the two level ones, as high as they are apart."""
    return all(
        any(
            upright.first - _ASKEW <= across <= upright.last + _ASKEW
            and upright.start <= top.last + _ASKEW
            and upright.end >= bottom.first - _ASKEW
            and upright.end - upright.start <= 1.5 * (bottom.last - top.first)
            for upright in uprights
        )
        for across in (max(top.start, bottom.start), min(top.end, bottom.end))
    )


def _whole(dark: Image, box: _Box) -> bool:
    """Whether ink runs along all four sides without a gap: the corners of D are round, E has no right side."""
    from PIL import Image as Pictures

    tight = dark.crop(box).getbbox()
    if tight is None:
        return False
    left, top, right, bottom = (box[0] + tight[0], box[1] + tight[1], box[0] + tight[2], box[1] + tight[3])
    corners = [(x, y, x + _CORNER, y + _CORNER) for x in (left, right - _CORNER) for y in (top, bottom - _CORNER)]
    if min(dark.crop(corner).histogram()[255] for corner in corners) < _FILLED:
        return False
    high = [(left, top, left + _RIM, bottom), (right - _RIM, top, right, bottom)]
    level = [(left, top, right, top + _RIM), (left, bottom - _RIM, right, bottom)]
    strips = [(dark.crop(side), (1, bottom - top)) for side in high] + [
        (dark.crop(s), (right - left, 1)) for s in level
    ]
    bare = [strip.resize(size, Pictures.Resampling.BOX).tobytes().count(0) / max(size) for strip, size in strips]
    return max(bare) <= _BARE


def _alone(dark: Image, box: _Box) -> bool:
    """Whether no letter stands close beside it, as in a word."""
    from PIL import Image as Pictures

    left, top, right, bottom = box
    clear = _CLEAR if right - left >= _LETTER else _CLEAR + 2
    for side in ((left - clear, top, left - 1, bottom), (right + 1, top, right + clear, bottom)):
        rows = dark.crop(side).resize((1, bottom - top), Pictures.Resampling.BOX).tobytes()
        if sum(shade > 0 for shade in rows) > _TAIL * len(rows):
            return False
    return True


def _inside(dark: Image, box: _Box) -> float:
    left, top, right, bottom = box
    inset = max(4, round(0.2 * (right - left)))
    core = dark.crop((left + inset, top + inset, right - inset, bottom - inset))
    return core.histogram()[255] / max(1, core.width * core.height)


def _blackened(dark: Image) -> list[Square]:
    """Squares that are one block of ink."""
    out = []
    for block in grouped(opened(dark, _SMALLEST), _SMALLEST):
        wide, high = block.end - block.start, block.last - block.first + 1
        area = sum(end - start for _, start, end in block.runs)
        if _SMALLEST <= wide <= _LARGEST and _SQUARE[0] <= wide / high <= _SQUARE[1] and area >= _FULL * wide * high:
            out.append(Square((block.start, block.first, block.end, block.last + 1), 1.0))
    return out


def _overlap(one: _Box, two: _Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _alike(one: _Box, two: _Box) -> bool:
    wide, other = one[2] - one[0], two[2] - two[0]
    return abs(wide - other) <= _ALIKE * max(wide, other)


def tick_boxes(found: Sequence[Square]) -> list[Square]:
    """Those squares that are boxes to tick: there are several of one size, and not all are ticked."""
    return [
        square
        for square in found
        if _is_square(square.box)
        and len(alike := [other for other in found if _alike(square.box, other.box)]) >= 2
        and min(other.ink for other in alike) < _DUST
    ]


def _is_square(box: _Box) -> bool:
    return _SQUARE[0] <= (box[2] - box[0]) / (box[3] - box[1]) <= _SQUARE[1]


def marks(boxes: Sequence[Square]) -> list[Found]:
    """Each box as ☐ or ☒; one of which its ink does not tell stays unread."""
    return [
        Found(UNREAD, square.box, 0.0)
        if _DUST <= square.ink < _TICK
        else Found(TICKED_BOX if square.ink >= _TICK else EMPTY_BOX, square.box, _SURE)
        for square in boxes
    ]


def without_boxes(picture: Image, boxes: Sequence[Square]) -> Image:
    """The picture with the boxes painted over, so that they are not taken for letters."""
    from PIL import ImageDraw

    if not boxes:
        return picture
    clean = picture.copy()
    pen = ImageDraw.Draw(clean)
    for square in boxes:
        left, top, right, bottom = square.box
        pen.rectangle((left - 4, top - 4, right + 3, bottom + 3), fill=255)
    return clean
