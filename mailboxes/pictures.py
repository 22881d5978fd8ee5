"""Pictures: is an image part of the page (a logo), or a document that somebody photographed; pure."""

from __future__ import annotations

import re
import struct

#: shorter side, in pixels, from which an image shown in the text may be a photographed page
_PAGE_SIDE = 600
_PAGE_BYTES = 150_000

_CAMERA = re.compile(
    r"^(?:img|image|dsc|dscn|pxl|mvimg|photo|foto|scan|numeris|cam|p_?\d{6}|\d{8}[_-]\d{4,6}|fullsizerender|"
    r"whatsapp|screenshot|capture)"
    r"[ _\-(]?(?:e?\d|\b)",
    re.IGNORECASE,
)
_LOGO = re.compile(
    r"^(?:image\d{3}|oledata|logo|banniere|bandeau|signature|facebook|linkedin|twitter|instagram|icon|outlook-)",
    re.IGNORECASE,
)


def is_decoration(content: bytes, name: str, *, referenced: bool, in_page: bool) -> bool:
    """Whether an image only decorates the mail.

    `referenced`: the HTML shows it by its Content-ID; `in_page`: it stands in a multipart/related.
    """
    width, height = size(content)
    large = min(width, height) >= _PAGE_SIDE if width else len(content) >= _PAGE_BYTES
    if large:
        return False
    if referenced or in_page:
        return not (_CAMERA.match(name) and not _LOGO.match(name) and min(width, height) >= _PAGE_SIDE // 2)
    return bool(_LOGO.match(name)) and len(content) < _PAGE_BYTES


def size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, (0, 0) when the bytes do not tell."""
    try:
        if content[:8] == b"\x89PNG\r\n\x1a\n":
            return struct.unpack(">II", content[16:24])
        if content[:4] == b"GIF8":
            return struct.unpack("<HH", content[6:10])
        if content[:2] == b"BM":
            width, height = struct.unpack("<ii", content[18:26])
            return abs(width), abs(height)
        if content[:2] == b"\xff\xd8":
            return _jpeg_size(content)
    except (struct.error, IndexError):
        pass
    return 0, 0


def _jpeg_size(content: bytes) -> tuple[int, int]:
    position = 2
    for _ in range(200):
        if content[position : position + 1] != b"\xff":
            break
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + int(struct.unpack(">H", content[position + 2 : position + 4])[0])
    return 0, 0
