"""A picture made ready to be read: upright as its camera says, in shades of grey, evenly lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

#: the size at which a page is read: A4 at 200 to 250 dots an inch
LONG_SIDE = 2_340
MAX_LONG_SIDE = 3_000
#: the share of lone dark pixels that a clean page never has
_SPECKLED = 0.003


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


def despeckled(image: Image) -> Image:
    """The picture without the lone dark specks of a fax or a worn glass; one that has hardly any stays as it is."""
    from PIL import ImageChops, ImageFilter

    dark = image.point([255 * (shade < 128) for shade in range(256)])
    # a pixel with at most one dark neighbour belongs to no letter, and to no line
    lone = ImageChops.darker(dark, dark.filter(ImageFilter.BoxBlur(1)).point([255 * (s <= 60) for s in range(256)]))
    if lone.histogram()[255] < _SPECKLED * image.width * image.height:
        return image
    clean = image.copy()
    clean.paste(255, mask=lone)
    return clean.filter(ImageFilter.GaussianBlur(0.7))
