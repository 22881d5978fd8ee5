"""Dotted leaders: rows of dots, on which or with which people were asked to write."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.formats.strokes import Stroke, closed, opened, strokes

if TYPE_CHECKING:
    from PIL.Image import Image

#: a dot is lower than this, the next one nearer than that; so many pixels of them are a row and no punctuation
_DOT = 8
_APART = 18
_ROW_OF_DOTS = 42
_FEWEST_DOTS = 6
_CLOSE = 10


def leaders(dark: Image) -> Image | None:
    """The dots of all rows of them; no letter is part of one. None where there is none."""
    from PIL import Image as Pictures
    from PIL import ImageChops, ImageDraw, ImageFilter

    turned = dark.transpose(Pictures.Transpose.TRANSPOSE)
    tall = opened(turned, _DOT).transpose(Pictures.Transpose.TRANSPOSE).filter(ImageFilter.MaxFilter(7))
    low = ImageChops.subtract(dark, tall)
    # the bars of E, L and 2 are low too, and wider than a dot
    low = ImageChops.subtract(low, opened(low, _DOT).filter(ImageFilter.MaxFilter(5)))
    apart = closed(low, _APART)
    rows = [row for row in strokes(apart, _ROW_OF_DOTS) if row.last - row.first <= _DOT and _regular(low, row)]
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
