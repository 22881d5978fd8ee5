"""A picture made ready to be read: upright, straight, evenly lit; and the ruled lines that are drawn on it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.document import Box
from parsers.formats.layout import Edge

if TYPE_CHECKING:
    from PIL.Image import Image

#: the size at which a page is read: A4 at 200 to 250 dots an inch
LONG_SIDE = 2_340
MAX_LONG_SIDE = 3_000
_BLOCK = 16
_THICK = 10
_BESIDE = 6
#: blocks of a row: so long a dark run is a line; a shorter one is, when it stands alone
_LONG_RUN = re.compile(rb"\x01{11,}")
_SHORT_RUN = re.compile(rb"\x01{4,}")


def upright(image: Image) -> Image:
    """The picture in shades of grey, turned as its camera says, at a size that recognition likes."""
    from PIL import Image as Pictures
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(image) or image
    if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
        layer = turned.convert("RGBA")
        paper = Pictures.new("RGBA", layer.size, "white")
        turned = Pictures.alpha_composite(paper, layer)
    grey = turned.convert("L")
    long = max(grey.size)
    if long > MAX_LONG_SIDE:
        scale = LONG_SIDE / long
    elif long < 2_000:
        scale = min(2.5, LONG_SIDE / long)
    else:
        return grey
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    return grey.resize(size, Pictures.Resampling.LANCZOS)


def straightened(image: Image) -> Image:
    """The picture turned by the few degrees at which its lines of text are level."""
    from PIL import Image as Pictures

    angle = _skew(image)
    if abs(angle) >= 0.15:
        image = image.rotate(angle, resample=Pictures.Resampling.BICUBIC, fillcolor=255)
    lean = _skew(image.transpose(Pictures.Transpose.TRANSPOSE))
    if abs(lean) < 0.2:
        return image
    # a page photographed at a slant leans: its upright lines are set upright again, its level ones stay
    shift = math.tan(math.radians(lean))
    return image.transform(
        image.size, Pictures.Transform.AFFINE, (1, shift, -shift * image.height / 2, 0, 1, 0),
        resample=Pictures.Resampling.BICUBIC, fillcolor=255,
    )  # fmt: skip


def _skew(image: Image) -> float:
    """The turn, in degrees, that makes the rows of a small copy differ most."""
    from PIL import Image as Pictures
    from PIL import ImageChops

    scale = 800 / max(image.size)
    small = image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))
    small = ImageChops.invert(even(small)).point(lambda shade: 255 if shade > 90 else 0)

    def contrast(angle: float) -> float:
        turned = small.rotate(angle, resample=Pictures.Resampling.BILINEAR)
        rows = turned.resize((1, turned.height), Pictures.Resampling.BOX).tobytes()
        return sum((a - b) ** 2 for a, b in pairwise(rows))

    coarse = max((step * 1.0 for step in range(-7, 8)), key=contrast)
    fine = max((coarse + step * 0.25 for step in range(-3, 4)), key=contrast)
    # a blank or a photographed wall has no lines: no turn then
    return fine if contrast(fine) > 1.1 * contrast(0.0) else 0.0


def uneven(image: Image) -> bool:
    """Whether the paper lies in a shadow, or shows less than white, somewhere."""
    from PIL import Image as Pictures
    from PIL import ImageFilter

    small = image.resize((64, 64), Pictures.Resampling.BOX).filter(ImageFilter.MaxFilter(9))
    shades = sorted(small.tobytes())
    return shades[-1] - shades[len(shades) // 10] > 36


def even(image: Image) -> Image:
    """The picture with the shadows of its paper taken out."""
    from PIL import Image as Pictures
    from PIL import ImageChops, ImageFilter, ImageOps

    small = image.resize((max(1, image.width // 8), max(1, image.height // 8)), Pictures.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.GaussianBlur(6))
    paper = paper.resize(image.size, Pictures.Resampling.BILINEAR)
    # what is as bright as the paper around it becomes white
    flat = ImageChops.invert(ImageChops.subtract(paper, image))
    return ImageOps.autocontrast(flat, cutoff=(0.5, 0))


@dataclass(slots=True)
class Rulings:
    """Ruled lines of a picture, in its pixels: as edges, and as the runs of pixels that they are drawn with."""

    edges: list[Edge]
    boxes: list[Box]


def rulings(image: Image) -> Rulings:
    """The level and upright lines of a straight picture."""
    from PIL import Image as Pictures

    dark = even(image).point(lambda shade: 255 if shade < 175 else 0)
    found = Rulings([], [])
    for level, source in ((True, dark), (False, dark.transpose(Pictures.Transpose.TRANSPOSE))):
        for stroke in _strokes(source):
            left, top, right, bottom = stroke.box
            middle = (top + bottom) / 2
            line = (left, middle, right, middle) if level else (middle, left, middle, right)
            found.edges.append(Edge(box=line, level=level))
            for row, start, end in stroke.runs:
                run = (float(start * _BLOCK), float(row), float(end * _BLOCK), float(row))
                found.boxes.append(run if level else (run[1], run[0], run[3], run[2]))
    return found


@dataclass(slots=True)
class _Stroke:
    """Dark runs of neighbouring rows that make one line: row, first and last block of each."""

    runs: list[tuple[int, int, int]]
    start: int
    end: int

    def touches(self, start: int, end: int) -> bool:
        return start <= self.end + 1 and end >= self.start - 1

    def take(self, row: int, start: int, end: int) -> None:
        self.runs.append((row, start, end))
        self.start, self.end = min(self.start, start), max(self.end, end)

    @property
    def last(self) -> int:
        return self.runs[-1][0]

    @property
    def box(self) -> Box:
        return (self.start * _BLOCK, self.runs[0][0], self.end * _BLOCK, self.last)

    @property
    def thin(self) -> bool:
        area = sum(end - start for _, start, end in self.runs)
        return area / (self.end - self.start) <= _THICK and self.last - self.runs[0][0] <= 30


def _strokes(dark: Image) -> list[_Stroke]:
    """Long thin dark runs of the rows, those of neighbouring rows put together."""
    from PIL import Image as Pictures
    from PIL import ImageChops

    columns = max(1, dark.width // _BLOCK)
    size = (columns, dark.height)
    plain = dark.resize(size, Pictures.Resampling.BOX)
    # each row together with its neighbours: a line that climbs by a pixel, or lies between two rows, stays one line
    two = ImageChops.lighter(dark, ImageChops.offset(dark, 0, -1))
    three = ImageChops.lighter(two, ImageChops.offset(dark, 0, 1))
    # a short run that is dark a little above or below as well is a row of letters, not a line
    beside = ImageChops.lighter(ImageChops.offset(plain, 0, _BESIDE), ImageChops.offset(plain, 0, -_BESIDE))
    sure = two.resize(size, Pictures.Resampling.BOX).point(lambda shade: 1 if shade > 205 else 0).tobytes()
    thick = three.resize(size, Pictures.Resampling.BOX).point(lambda shade: 255 if shade > 205 else 0)
    likely = ImageChops.multiply(thick, beside.point(lambda shade: 1 if shade < 100 else 0)).tobytes()
    done: list[_Stroke] = []
    under_way: list[_Stroke] = []
    for row in range(dark.height):
        part = slice(row * columns, (row + 1) * columns)
        for run in [*_LONG_RUN.finditer(sure[part]), *_SHORT_RUN.finditer(likely[part])]:
            stroke = next((item for item in under_way if item.touches(run.start(), run.end())), None)
            if stroke is None:
                under_way.append(_Stroke([(row, run.start(), run.end())], run.start(), run.end()))
            else:
                stroke.take(row, run.start(), run.end())
        done += [stroke for stroke in under_way if stroke.last < row - 3]
        under_way = [stroke for stroke in under_way if stroke.last >= row - 3]
    return [stroke for stroke in [*done, *under_way] if stroke.thin]


def without_lines(image: Image, found: Rulings) -> Image:
    """The picture with its ruled lines painted over, so that they are not taken for letters."""
    from PIL import ImageDraw

    clean = image.copy()
    pen = ImageDraw.Draw(clean)
    for left, top, right, bottom in found.boxes:
        across = (0, 2) if right > left else (2, 0)
        pen.rectangle((left - across[0], top - across[1], right + across[0], bottom + across[1]), fill=255)
    return clean
