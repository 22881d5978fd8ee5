"""One page of a PDF as pdfium sees it: words, ruled lines, drawn check boxes, notes typed over it."""

from __future__ import annotations

import ctypes
from typing import Any

from parsers.document import Box
from parsers.formats.glyphs import clean, symbol_table, symbols
from parsers.formats.layout import Edge, Word, edges_of

MAX_LETTERS = 60_000
MAX_OBJECTS = 6_000
MAX_SEGMENTS = 40_000
_BLANK = frozenset((0, 9, 10, 13, 32, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0xFFFE, 0xFFFF))
_HYPHENS = frozenset((0x02, 0xAD))


class Page:
    """A page; boxes count from its top left corner as a person holds it, whatever way round it is stored."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._turn = page.get_rotation()
        self._frame = _frame(page)
        left, bottom, right, top = self._frame
        wide, high = right - left, top - bottom
        self.width, self.height = (high, wide) if self._turn in {90, 270} else (wide, high)

    def words(self) -> list[Word]:
        """The printed words, in the order the file draws them."""
        import pypdfium2.raw as raw

        text = self._page.get_textpage()
        handle = text.raw
        count = min(text.count_chars(), MAX_LETTERS)
        rectangle = raw.FS_RECTF()
        fonts = _Fonts(raw, handle)
        words: list[Word] = []
        letters: list[str] = []
        box: list[float] = []
        first = 0

        def flush() -> None:
            if letters:
                words.append(self._word("".join(letters), box, fonts, first))
                letters.clear()

        get_unicode, get_box = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
        reference = ctypes.byref(rectangle)
        for index in range(count):
            code = get_unicode(handle, index)
            if code in _BLANK:
                flush()
                continue
            if not get_box(handle, index, reference):
                continue
            left, bottom, right, top = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
            letter = "-" if code in _HYPHENS else chr(code)
            if letters and (code >= 0xE000 or fonts.changes(index)):
                flush()
            if letters:
                box[0], box[1] = min(box[0], left), min(box[1], bottom)
                box[2], box[3] = max(box[2], right), max(box[3], top)
            else:
                first = index
                box = [left, bottom, right, top]
            letters.append(letter)
            if code in _HYPHENS:
                flush()
        flush()
        text.close()
        return [word for word in words if word.text]

    def _word(self, text: str, box: list[float], fonts: _Fonts, first: int) -> Word:
        name, size, bold = fonts.of(first)
        if symbol_table(name):
            text = symbols(text, name)
        shown = self.placed((box[0], box[1], box[2], box[3]))
        height = shown[3] - shown[1]
        return Word(text=clean(text).strip(), box=shown, size=size or height or 10.0, bold=bold)

    def placed(self, box: tuple[float, float, float, float]) -> Box:
        """A box of the file (left, bottom, right, top) as it stands on the page that a person sees."""
        left, bottom, right, top = self._frame
        x0, y0, x1, y1 = min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
        if self._turn == 90:
            return (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        if self._turn == 180:
            return (right - x1, y0 - bottom, right - x0, y1 - bottom)
        if self._turn == 270:
            return (top - y1, right - x1, top - y0, right - x0)
        return (x0 - left, top - y1, x1 - left, top - y0)

    def edges(self) -> list[Edge]:
        """The ruled lines of the page."""
        import pypdfium2.raw as raw

        out: list[Edge] = []
        for number, item in enumerate(self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)):
            if number > MAX_OBJECTS:
                break
            out += edges_of(self.placed(item.get_bounds()))
        return out


class _Fonts:
    """Name, size and weight of the font of a letter; asked once a run of text."""

    def __init__(self, raw: Any, handle: Any) -> None:
        self._raw, self._handle = raw, handle
        self._buffer = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._symbols = False

    def of(self, index: int) -> tuple[str, float, bool]:
        size = self._raw.FPDFText_GetFontSize(self._handle, index)
        length = self._raw.FPDFText_GetFontInfo(self._handle, index, self._buffer, 128, ctypes.byref(self._flags))
        name = self._buffer.value.decode("latin-1") if 0 < length <= 128 else ""
        weight = self._raw.FPDFText_GetFontWeight(self._handle, index)
        lower = name.lower()
        bold = weight >= 600 or any(mark in lower for mark in ("bold", "black", "heavy", "-bd", ",b"))
        return name, size, bold

    def changes(self, index: int) -> bool:
        return False


def _frame(page: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = page.get_cropbox()
    return (left, bottom, right, top)
