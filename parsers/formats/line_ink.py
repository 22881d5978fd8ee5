"""What ruled lines have drawn, taken out of a picture: their own darkness alone; letters on them keep theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PIL.Image import Image

#: pixels along a line for which its darkness is told at once, and beyond both ends of them
_PIECE, _AROUND = 48, 24
#: rows above and below a line that its soft rim may take
_RIM = 3
#: of the pixels along a row of the line, so many are darkened by letters at most
_FREE = 0.75
_PAPER = 246
_REST = 190
#: a row is this much darker than the one nearer to the line: letters stand there
_DARKER = 8
#: how far from a line its letters go on
_REACH = 7


class Drawn(Protocol):
    """A level stroke: its runs (row, first pixel, pixel after the last) and its ends."""

    runs: list[tuple[int, int, int]]
    start: int
    end: int


def line_light(flat: Image, dark: Image, strokes: Sequence[Drawn]) -> Image | None:
    """How much brighter the picture is without these level lines; None where there are none."""
    from PIL import Image as Pictures
    from PIL import ImageChops, ImageDraw

    if not strokes:
        return None
    light, band = Pictures.new("L", flat.size, 0), Pictures.new("L", flat.size, 0)
    pen, edge = ImageDraw.Draw(light), ImageDraw.Draw(band)
    for stroke in strokes:
        for left in range(stroke.start - _RIM, stroke.end + _RIM, _PIECE):
            right = min(left + _PIECE, stroke.end + _RIM)
            for row, shade in _profile(flat, stroke, left, right):
                pen.rectangle((left, row, right - 1, row), fill=255 - shade)
        for row, start, end in stroke.runs:
            edge.rectangle((start - _RIM, row - 2, end + _RIM - 1, row + 2), fill=255)
    # what is left of a line is paler than any letter
    rest = ImageChops.add(flat, light).point([255 * (shade > _REST) for shade in range(256)])
    light.paste(255, mask=ImageChops.darker(rest, band))
    light.paste(0, mask=_crossing(dark, band))
    return light


def _profile(flat: Image, stroke: Drawn, left: int, right: int) -> list[tuple[int, int]]:
    """The rows that a piece of a line takes, and how dark the line alone makes each."""
    rows = [row for row, start, end in stroke.runs if start < right and end > left]
    if not rows:
        return []
    top, bottom = max(0, min(rows) - _RIM), min(flat.height, max(rows) + _RIM + 1)
    first, last = max(0, stroke.start, left - _AROUND), min(flat.width, stroke.end, right + _AROUND)
    wide = last - first
    data = flat.crop((first, top, last, bottom)).tobytes()
    shades = [sorted(data[at : at + wide])[int(_FREE * (wide - 1))] for at in range(0, len(data), wide)]
    core = min(range(len(shades)), key=lambda place: shades[place])
    out = [(top + core, shades[core])]
    for way in (-1, 1):
        before, place = shades[core], core + way
        while 0 <= place < len(shades) and before < _PAPER and shades[place] >= before - _DARKER:
            out.append((top + place, shades[place]))
            before, place = shades[place], place + way
    return out


def _crossing(dark: Image, band: Image) -> Image:
    """Where letters cross the lines: there the darkness of the line is theirs too."""
    from PIL import ImageChops

    outside = ImageChops.subtract(dark, band)
    above = below = outside
    for step in range(1, _REACH + 1):
        above = ImageChops.lighter(above, ImageChops.offset(outside, 0, step))
        below = ImageChops.lighter(below, ImageChops.offset(outside, 0, -step))
    return ImageChops.darker(above, below)
