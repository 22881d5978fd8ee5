"""Ink that no reading gave a word for: found, and read once more, alone and larger; what stays unread is marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from parsers.document import UNREAD
from parsers.formats.strokes import closed, grouped
from parsers.tools.tesseract import Found

if TYPE_CHECKING:
    from PIL.Image import Image

_Box = tuple[int, int, int, int]
#: pixels of a block, at 200 dots an inch, and the share of its ink that is more than dirt
_BLOCK = 8
_INKED = 20
#: blocks that part two words of one line
_APART = 4
#: the height of a line of writing; what is higher is a drawing, a stamp or a signature
_LOWEST, _HIGHEST = 11, 75
_NARROWEST = 7
_MOST = 60
_MARGIN = 6
#: what a second look alone gives is not surer than this: nothing confirms it
_SUREST = 0.93


def with_lost(
    words: Sequence[Found], bare: Image, read: Callable[[Image], list[Found]], *, scale: float = 2.0
) -> list[Found]:
    """The words, with those found in ink that none of them covers; a mark where that ink stays unread."""
    lost = lost_ink(words, bare)
    if not lost:
        return list(words)
    sheet, places = _strips(bare, lost, scale)
    found = [(word, place) for word in read(sheet) if (place := _place_of(word, places, scale)) is not None]
    out = list(words)
    for (left, top, right, bottom), at in zip(lost, places, strict=True):
        there = [_moved(word, at, (left, top), scale) for word, place in found if place == at]
        out += there or [Found(UNREAD, (left, top, right, bottom), 0.0)]
    return out


def lost_ink(words: Sequence[Found], bare: Image) -> list[_Box]:
    """The places, line by line, where something is drawn at the height of writing and no word stands."""
    from PIL import Image as Pictures
    from PIL import ImageDraw

    dark = bare.point([255 * (shade < 140) for shade in range(256)])
    pen = ImageDraw.Draw(dark)
    for word in words:
        left, top, right, bottom = word.box
        pen.rectangle((left - 4, top - 4, right + 4, bottom + 4), fill=0)
    size = (max(1, dark.width // _BLOCK), max(1, dark.height // _BLOCK))
    blocks = dark.resize(size, Pictures.Resampling.BOX).point([255 * (share > _INKED) for share in range(256)])
    out: list[_Box] = []
    for blot in grouped(closed(blocks, _APART), 1):
        box = (blot.start * _BLOCK, blot.first * _BLOCK, blot.end * _BLOCK, (blot.last + 1) * _BLOCK)
        inner = dark.crop(box).getbbox()
        if inner is None:
            continue
        wide, high = inner[2] - inner[0], inner[3] - inner[1]
        if _LOWEST <= high <= _HIGHEST and wide >= _NARROWEST:
            out.append((box[0] + inner[0], box[1] + inner[1], box[0] + inner[2], box[1] + inner[3]))
    return out if len(out) <= _MOST else []


def _strips(bare: Image, boxes: Sequence[_Box], scale: float) -> tuple[Image, list[int]]:
    """The places cut out, enlarged and set under each other on white paper; where each begins."""
    from PIL import Image as Pictures

    cuts = []
    for left, top, right, bottom in boxes:
        cut = bare.crop((left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN))
        size = (round(cut.width * scale), round(cut.height * scale))
        cuts.append(cut.resize(size, Pictures.Resampling.LANCZOS))
    gap = 40
    sheet = Pictures.new(
        "L", (max(cut.width for cut in cuts) + 2 * gap, sum(cut.height + gap for cut in cuts) + gap), 255
    )
    places, at = [], gap
    for cut in cuts:
        sheet.paste(cut, (gap, at))
        places.append(at)
        at += cut.height + gap
    return sheet, places


def _place_of(word: Found, places: Sequence[int], scale: float) -> int | None:
    middle = (word.box[1] + word.box[3]) / 2
    before = [place for place in places if place <= middle]
    return before[-1] if before and middle - before[-1] <= (_HIGHEST + 2 * _MARGIN) * scale else None


def _moved(word: Found, at: int, corner: tuple[int, int], scale: float) -> Found:
    """A word of the sheet of cuttings where it stands on the page."""
    left, top, right, bottom = word.box
    x, y = corner[0] - _MARGIN - 40 / scale, corner[1] - _MARGIN - at / scale
    box = (round(left / scale + x), round(top / scale + y), round(right / scale + x), round(bottom / scale + y))
    return Found(word.text, box, min(word.certainty, _SUREST))
