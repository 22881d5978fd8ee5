"""Strokes: level runs of dark pixels, those of neighbouring rows put together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

#: pixels, at 200 dots an inch: a line is thinner than this; a thicker band has a line for each of its long sides
THICK = 10
_STEEP = 30
_HAIR = 5


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
        return area / (self.end - self.start) <= THICK and self.last - self.first <= _STEEP

    @property
    def drawn(self) -> bool:
        """Whether it is a line or a band; what is hardly longer than thick is what letters leave of a dark band."""
        return self.thin or self.end - self.start >= 4 * (self.last - self.first)

    @property
    def hair(self) -> bool:
        """Whether it is as thin as grey lines are drawn."""
        area = sum(end - start for _, start, end in self.runs)
        return area / (self.end - self.start) <= _HAIR and self.last - self.first <= THICK

    def lines(self) -> list[tuple[float, int, int]]:
        """Where the stroke runs: its middle, or the two long sides of a band; from and to."""
        if self.thin:
            return [((self.first + self.last) / 2, self.start, self.end)]
        return [(self.first, self.start, self.end), (self.last, self.start, self.end)]


def strokes(dark: Image, length: int) -> list[Stroke]:
    """Level dark runs of at least this length, those of neighbouring rows put together."""
    from PIL import ImageChops

    # each row together with the one above: a line that climbs by a pixel, or lies between two rows, stays one line
    fat = ImageChops.lighter(dark, ImageChops.offset(dark, 0, 1))
    kept = ImageChops.darker(opened(fat, length), dark)
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


def opened(mask: Image, length: int) -> Image:
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
