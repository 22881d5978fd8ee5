"""How a page lies in its picture: the sheet cut out of what surrounds it, laid flat, its lines of text level."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.formats.picture import even

if TYPE_CHECKING:
    from PIL.Image import Image

_Point = tuple[float, float]
#: a line as the value of one coordinate and its growth with the other: x = at + rise * y, or y = at + rise * x
_Slope = tuple[float, float]
#: the side of the small copy in which the sheet is looked for
_SMALL = 360
#: the least part of the picture that a sheet takes
_LEAST = 0.3
_RIM = 14


def straightened(image: Image) -> Image:
    """The page alone, flat and level, as far as its sides and its lines of text tell."""
    corners = sheet(image)
    if corners is not None:
        image = _flattened(image, corners)
    return _squared(_levelled(image))


# -- the sheet on its ground ------------------------------------------------------------------------------------------


def sheet(image: Image) -> list[_Point] | None:
    """The corners of a bright sheet on a darker ground, clockwise from the top left; None where no ground is seen."""
    from PIL import Image as Pictures
    from PIL import ImageFilter

    scale = _SMALL / max(image.size)
    size = (max(8, round(image.width * scale)), max(8, round(image.height * scale)))
    small = (
        image.resize(size, Pictures.Resampling.BOX).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MinFilter(3))
    )
    counts = small.histogram()
    cut = _parting(counts)
    # where a shadow lies over the sheet, its lit part stands apart first, and the ground only from the rest
    for least in (cut, _parting(counts[: cut + 1])):
        corners = _corners(small.point([255 * (shade > least) for shade in range(256)]))
        if corners is not None:
            return [(x / scale, y / scale) for x, y in corners]
    return None


def _corners(bright: Image) -> list[_Point] | None:
    """Where the four straight sides of what is bright meet; None where it is no sheet."""
    if not _surrounded(bright):
        return None
    top, right, bottom, left = (_side(bright, way) for way in range(4))
    if top is None or right is None or bottom is None or left is None:
        return None
    corners = [_crossing(top, left), _crossing(top, right), _crossing(bottom, right), _crossing(bottom, left)]
    return corners if _plausible(corners, bright.size) else None


def _parting(counts: Sequence[int]) -> int:
    """The shade that parts bright from dark best (Otsu)."""
    total, whole = sum(counts), sum(shade * count for shade, count in enumerate(counts))
    best, cut, weight, below = 0.0, len(counts) // 2, 0, 0
    for shade, count in enumerate(counts):
        weight += count
        below += shade * count
        if not 0 < weight < total:
            continue
        apart = weight * (total - weight) * (below / weight - (whole - below) / (total - weight)) ** 2
        if apart > best:
            best, cut = apart, shade
    return cut


def _surrounded(bright: Image) -> bool:
    """Whether the ground is seen on at least two sides, and the sheet fills the middle."""
    wide, high = bright.size
    rims = [
        bright.crop((0, 0, wide, 2)), bright.crop((wide - 2, 0, wide, high)), bright.crop((0, high - 2, wide, high)),
        bright.crop((0, 0, 2, high)),
    ]  # fmt: skip
    dark = sum(rim.tobytes().count(0) > 0.6 * rim.width * rim.height for rim in rims)
    middle = bright.crop((wide // 3, high // 3, 2 * wide // 3, 2 * high // 3))
    return dark >= 2 and middle.tobytes().count(255) > 0.75 * middle.width * middle.height


def _side(bright: Image, way: int) -> _Slope | None:
    """The top (0), right (1), bottom (2) or left (3) side of what is bright, as a line; None where crooked."""
    from PIL import Image as Pictures

    picture = bright if way in {1, 3} else bright.transpose(Pictures.Transpose.TRANSPOSE)
    wide, high = picture.size
    data = picture.tobytes()
    points: list[_Point] = []
    for row in range(high // 8, high - high // 8):
        line = data[row * wide : (row + 1) * wide]
        place = line.find(255) if way in {0, 3} else line.rfind(255)
        if place >= 0:
            points.append((float(row), float(place if way in {0, 3} else place + 1)))
    if len(points) < high // 2:
        return None
    half = len(points) // 2
    rise = statistics.median((b[1] - a[1]) / (b[0] - a[0]) for a, b in zip(points[:half], points[half:], strict=False))
    at = statistics.median(place - rise * row for row, place in points)
    near = sum(abs(place - rise * row - at) <= 2.0 for row, place in points)
    return (at, rise) if near > 0.6 * len(points) else None


def _crossing(level: _Slope, upright: _Slope) -> _Point:
    """Where y = a + b x meets x = c + d y."""
    (a, b), (c, d) = level, upright
    x = (c + d * a) / (1 - d * b)
    return x, a + b * x


def _plausible(corners: Sequence[_Point], size: tuple[int, int]) -> bool:
    """Four corners of a sheet that was not photographed from the side."""
    area = 0.5 * abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*corners, corners[0]])))
    if area < _LEAST * size[0] * size[1]:
        return False
    for before, here, after in zip([corners[-1], *corners[:-1]], corners, [*corners[1:], corners[0]], strict=True):
        one, two = (before[0] - here[0], before[1] - here[1]), (after[0] - here[0], after[1] - here[1])
        across = math.hypot(*one) * math.hypot(*two)
        if across == 0 or abs(one[0] * two[0] + one[1] * two[1]) / across > math.cos(math.radians(65)):
            return False
    return True


def _flattened(image: Image, corners: Sequence[_Point]) -> Image:
    """The sheet with these corners, seen from straight above."""
    top_left, top_right, bottom_right, bottom_left = corners
    wide = round(max(math.dist(top_left, top_right), math.dist(bottom_left, bottom_right)))
    high = round(max(math.dist(top_left, bottom_left), math.dist(top_right, bottom_right)))
    flat = _warped(image, corners, (wide, high), [(0, 0), (wide, 0), (wide, high), (0, high)])
    # what is left of the ground at the rim would be taken for a ruled frame
    return flat.crop((_RIM, _RIM, wide - _RIM, high - _RIM))


# -- its lines of text ------------------------------------------------------------------------------------------------


def _levelled(image: Image) -> Image:
    """The page turned by the few degrees at which its lines of text are level."""
    from PIL import Image as Pictures

    angle = _skew(_inked(image), range(-28, 29))
    if abs(angle) < 0.15:
        return image
    return image.rotate(angle, resample=Pictures.Resampling.BICUBIC, fillcolor=255)


def _squared(image: Image) -> Image:
    """The level page with its upright lines set upright, and its far end made as wide as its near one."""
    from PIL import Image as Pictures

    ink = _inked(image)
    wide, high = ink.size
    upper, lower = (_skew(ink.crop((0, y, wide, y + high // 2)), range(-8, 9)) for y in (0, high // 2))
    tall = ink.transpose(Pictures.Transpose.TRANSPOSE)
    left, right = (_skew(tall.crop((0, x, high, x + wide // 2)), range(-20, 21)) for x in (0, wide // 2))
    if max(abs(upper), abs(lower), abs(left), abs(right)) < 0.2:
        return image
    width, height = image.size

    def level(y: float, angle: float) -> _Slope:
        # a picture that must turn one way has lines that climb the other
        rise = math.tan(math.radians(angle))
        return y - rise * width / 2, rise

    def leaning(x: float, angle: float) -> _Slope:
        rise = math.tan(math.radians(angle))
        return x - rise * height / 2, rise

    top, bottom = level(height / 4, upper), level(3 * height / 4, lower)
    near, far = leaning(width / 4, left), leaning(3 * width / 4, right)
    corners = [_crossing(top, near), _crossing(top, far), _crossing(bottom, far), _crossing(bottom, near)]
    x0, x1, y0, y1 = width / 4, 3 * width / 4, height / 4, 3 * height / 4
    return _warped(image, corners, image.size, [(x0, y0), (x1, y0), (x1, y1), (x0, y1)])


def _inked(image: Image) -> Image:
    """A small copy: white where something is drawn, black where the paper is bare."""
    from PIL import ImageChops

    scale = 800 / max(image.size)
    small = image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))
    return ImageChops.invert(even(small)).point(lambda shade: 255 if shade > 90 else 0)


def _skew(ink: Image, quarters: range) -> float:
    """The turn in degrees, of so many quarters, that makes the rows differ most; 0 where none is plainly the best."""
    from PIL import Image as Pictures

    def contrast(quarter: int) -> float:
        turned = ink.rotate(quarter / 4, resample=Pictures.Resampling.BILINEAR)
        rows = turned.resize((1, turned.height), Pictures.Resampling.BOX).tobytes()
        return sum((a - b) ** 2 for a, b in pairwise(rows))

    found = {quarter: contrast(quarter) for quarter in quarters[::4]}
    coarse = max(found, key=lambda quarter: found[quarter])
    found |= {quarter: contrast(quarter) for quarter in range(coarse - 3, coarse + 4)}
    best = max(found, key=lambda quarter: found[quarter])
    # a blank or a photographed wall has no lines: no turn then
    return best / 4 if found[best] > 1.1 * found.get(0, contrast(0)) else 0.0


# -- warping ----------------------------------------------------------------------------------------------------------


def _warped(image: Image, sources: Sequence[_Point], size: tuple[int, int], targets: Sequence[_Point]) -> Image:
    """The picture of this size in which the source points stand at the targets."""
    from PIL import Image as Pictures

    rows: list[list[float]] = []
    for (u, v), (x, y) in zip(sources, targets, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return image.transform(
        size, Pictures.Transform.PERSPECTIVE, _solved(rows), resample=Pictures.Resampling.BICUBIC, fillcolor=255
    )


def _solved(rows: list[list[float]]) -> list[float]:
    """The solution of linear equations, each given with its right side (Gauss and Jordan)."""
    for column in range(len(rows)):
        pivot = max(range(column, len(rows)), key=lambda index: abs(rows[index][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for index, row in enumerate(rows):
            if index != column and row[column]:
                rows[index] = [value - row[column] * other for value, other in zip(row, rows[column], strict=True)]
    return [row[-1] for row in rows]
