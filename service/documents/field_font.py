"""The letters of form fields: Liberation Sans as the simple font that every program that fills forms can write with."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from service.wording import templates_folder

#: what the font is called in the file
NAME = "Liaison"
_FIRST, _LAST = 32, 255


def embedded(pdf: Any) -> Any:
    """The font as an object of this file."""
    from pikepdf import Array, Dictionary, Name, Stream

    font, name = _metrics(), Name("/LIAISN+LiberationSans")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=32,
        FontBBox=Array(list(font.box)),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=716,
        StemV=80,
        FontFile2=pdf.make_indirect(Stream(pdf, font.data, Length1=len(font.data))),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            Encoding=pdf.make_indirect(_encoding()),
            FirstChar=_FIRST,
            LastChar=_LAST,
            Widths=Array(list(font.widths)),
            FontDescriptor=pdf.make_indirect(descriptor),
            ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode())),
        )
    )


def encoded(text: str) -> bytes:
    """The text in the bytes of the font; what it lacks is a question mark."""
    return bytes(_codes().get(ord(letter), ord("?")) for letter in text)


def text_width(text: str, size: float) -> float:
    """How wide a line is."""
    widths = _metrics().widths
    return sum(widths[byte - _FIRST] for byte in encoded(text)) * size / 1000


@cache
def _letters() -> dict[int, str]:
    """What each byte means: as in texts of PDF files themselves, so that a program that copies the bytes of a value
    onto the page, and knows nothing of fonts, shows « œ » and « € » all the same.
    """
    import pikepdf  # noqa: F401  (brings the codec)

    bytes_of = {code: bytes([code]).decode("pdfdoc", "replace") for code in range(_FIRST, _LAST + 1)}
    return {code: letter for code, letter in bytes_of.items() if letter.isprintable() and letter != "\ufffd"}


@cache
def _codes() -> dict[int, int]:
    """The byte of each letter, and of letters that look the same."""
    known = {ord(letter): code for code, letter in _letters().items()}
    return known | {0xA0: 32, 0x202F: 32, 0x2011: 45, 0x2010: 45, 0x2009: 32}


def _encoding() -> Any:
    """The bytes by the names of their letters, where they are not those that Windows uses."""
    from fontTools.agl import UV2AGL
    from pikepdf import Array, Dictionary, Name

    differences: list[Any] = []
    for code, letter in _letters().items():
        if code > 127:
            differences += [code, Name("/" + UV2AGL.get(ord(letter), f"uni{ord(letter):04X}"))]
    return Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array(differences))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Metrics:
    """Liberation Sans, cut down to the letters of Western Europe."""

    data: bytes
    widths: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int


@cache
def _metrics() -> _Metrics:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    letters = [ord(_letters().get(code, " ")) for code in range(_FIRST, _LAST + 1)]
    with TTFont(templates_folder() / "fonts" / "LiberationSans-Regular.ttf", recalcTimestamp=False) as font:
        options = subset.Options(
            drop_tables=["GSUB", "GPOS", "GDEF", "kern", "FFTM", "PCLT"], hinting=False, name_IDs=[1, 2, 6]
        )
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=letters)
        cutter.subset(font)
        out = io.BytesIO()
        font.save(out)
        unit = 1000 / font["head"].unitsPerEm
        glyphs, advances, head = font.getBestCmap(), font["hmtx"], font["head"]
        return _Metrics(
            data=out.getvalue(),
            widths=tuple(round(advances[glyphs[each]][0] * unit) if each in glyphs else 0 for each in letters),
            box=(
                round(head.xMin * unit),
                round(head.yMin * unit),
                round(head.xMax * unit),
                round(head.yMax * unit),
            ),
            ascent=round(font["hhea"].ascent * unit),
            descent=round(font["hhea"].descent * unit),
        )


def _to_unicode() -> bytes:
    """What each byte means, for programs that print the form to a new PDF and forget the encoding on the way."""
    lines = [f"<{code:02x}> <{ord(letter):04x}>" for code, letter in _letters().items()]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Liaison def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{body}\nendcmap end end"
    ).encode()
