"""Leaders: rows of dots or dashes, on which or with which people were asked to write."""

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
#: a row of dashes has more of them than a line of text has bars on one level; they are thin, and no longer than this
_FEWEST_DASHES = 12
_FLAT, _LONGEST = 5, 24


def leaders(dark: Image) -> Image | None:
    """The dots, or dashes, of all rows of them; no letter is part of one. None where there is none."""
    from PIL import Image as Pictures
    from PIL import ImageChops, ImageFilter

    turned = dark.transpose(Pictures.Transpose.TRANSPOSE)
    tall = opened(turned, _DOT).transpose(Pictures.Transpose.TRANSPOSE).filter(ImageFilter.MaxFilter(7))
    low = ImageChops.subtract(dark, tall)
    # the bars of E, L and 2 are low too, and wider than a dot
    dots = ImageChops.subtract(low, opened(low, _DOT).filter(ImageFilter.MaxFilter(5)))
    rows = [(dots, row) for row in _rows(dots) if _regular(dots, row)]
    rows += [(low, row) for row in _rows(low) if _dashed(low, row)]
    if not rows:
        return None
    mask = Pictures.new("L", dark.size, 0)
    for marks, row in rows:
        room = (row.start, row.first - 1, row.end + 1, row.last + 2)
        mask.paste(ImageChops.lighter(mask.crop(room), marks.crop(room)), room[:2])
    return mask.filter(ImageFilter.MaxFilter(5))


def _rows(low: Image) -> list[Stroke]:
    """Marks on one level that follow each other closely."""
    return [row for row in strokes(closed(low, _APART), _ROW_OF_DOTS) if row.last - row.first <= _DOT]


def _marks(low: Image, row: Stroke) -> list[tuple[int, int]]:
    """The marks of a row: where each begins and ends."""
    from PIL import Image as Pictures

    strip = low.crop((row.start, row.first, row.end, row.last + 1))
    profile = strip.resize((strip.width, 1), Pictures.Resampling.BOX).point([255 * (s > 30) for s in range(256)])
    return [mark.span() for mark in re.finditer(rb"\xff+", profile.tobytes())]


def _regular(low: Image, row: Stroke) -> bool:
    """Whether dots follow each other at one distance, as no letters do."""
    steps = _steps([mark for mark in _marks(low, row) if mark[1] - mark[0] <= _DOT + 1])
    if len(steps) < _FEWEST_DOTS - 1:
        return False
    usual = steps[len(steps) // 2]
    # figures stand at one distance too, but not so many, nor so close
    if usual > _CLOSE and len(steps) < 2 * _FEWEST_DOTS:
        return False
    return sum(abs(step - usual) <= 2 for step in steps) >= 0.75 * len(steps)


def _dashed(low: Image, row: Stroke) -> bool:
    """Whether dashes of one length follow each other at one distance, over more than a word."""
    marks = _marks(low, row)
    lengths, steps = sorted(end - start for start, end in marks), _steps(marks)
    if len(steps) < _FEWEST_DASHES or row.last - row.first > _FLAT:
        return False
    usual, long = steps[len(steps) // 2], lengths[len(lengths) // 2]
    alike = sum(abs(step - usual) <= 2 for step in steps), sum(abs(length - long) <= 2 for length in lengths)
    return long <= _LONGEST and min(alike) >= 0.75 * len(steps)


def _steps(marks: list[tuple[int, int]]) -> list[int]:
    return sorted(after[0] - before[0] for before, after in pairwise(marks))
