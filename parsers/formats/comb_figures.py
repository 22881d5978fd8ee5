"""Figures in combs: each cut out of its box, set close, as numbers are printed, and read at two sizes."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.formats.combs import Comb
from parsers.tools.tesseract import Found

if TYPE_CHECKING:
    from PIL.Image import Image

_Box = tuple[int, int, int, int]
_INSET = 2
#: a figure is at least so high, and of so much ink
_FIGURE, _INK = 9, 10
_GLYPH = 34
_MARGIN = 40
#: what is read otherwise at another size
_CONTESTED = 0.6
#: under this a reading is not made surer by another of the same ink: people's own figures deceive both
_CLEAR = 0.9
#: figures that are read as letters
_LOOKALIKES = str.maketrans("OoQDIlSBZ", "000011582")


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
    weaker = min(one.certainty, two.certainty)
    # two sizes, one number, one sign a box: surer than either reading alone, where both are clear
    return one.text, min(0.99, 1 - (1 - one.certainty) * (1 - two.certainty)) if weaker >= _CLEAR else weaker


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
