"""One page of a PDF as pdfium sees it: words, ruled lines, drawn check boxes, notes typed over it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from parsers.document import UNREAD, Box
from parsers.formats.faint import is_grey, is_slanted
from parsers.formats.glyphs import BULLET, EMPTY_BOX, TICKED_BOX, clean, symbol_table, symbols
from parsers.formats.words import Edge, Word, edges_of

MAX_LETTERS = 60_000
MAX_OBJECTS = 6_000
MAX_SEGMENTS = 40_000
_MAX_BULLETS = 300
_BLANK = frozenset((0, 9, 10, 13, 32, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0xFFFE, 0xFFFF))
#: number in the page's text, the letter, left, bottom, right, top
_Letter = tuple[int, str, float, float, float, float]
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
        from pypdfium2 import raw

        text = self._page.get_textpage()
        fonts = _Fonts(raw, text.raw)
        words: list[Word] = []
        run: list[_Letter] = []
        glued = False
        rectangle = raw.FS_RECTF()
        get_unicode, get_box, reference = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, ctypes.byref(rectangle)
        for index in range(min(text.count_chars(), MAX_LETTERS)):
            code = get_unicode(text.raw, index)
            if code in _BLANK or (run and code >= 0xE000):
                words += self._parted(run, fonts, glued=glued)
                run, glued = [], code not in _BLANK
            if code in _BLANK or not get_box(text.raw, index, reference):
                continue
            letter = "-" if code in _HYPHENS else chr(code)
            run.append((index, letter, rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
            if code in _HYPHENS or code >= 0xE000:
                words += self._parted(run, fonts, glued=glued)
                run, glued = [], code not in _HYPHENS
        words += self._parted(run, fonts, glued=glued)
        text.close()
        return [word for word in words if word.text]

    def _parted(self, run: list[_Letter], fonts: _Fonts, *, glued: bool) -> list[Word]:
        """A run of letters as one word, or two where it begins or ends in a font of symbols."""
        if not run:
            return []
        name = fonts.name(run[0][0])
        begins = symbol_table(name) is not None
        if len(run) > 1 and begins != fonts.symbolic(run[-1][0]):
            cut = next(i for i, item in enumerate(run) if fonts.symbolic(item[0]) != begins)
            return [self._word(run[:cut], fonts, name, glued=glued), *self._parted(run[cut:], fonts, glued=True)]
        return [self._word(run, fonts, name, glued=glued)]

    def _word(self, run: list[_Letter], fonts: _Fonts, name: str, *, glued: bool) -> Word:
        size, bold = fonts.look(run[0][0], name)
        text = "".join(item[1] for item in run)
        if symbol_table(name):
            text = symbols(text, name)
        shown = self.placed(
            (min(i[2] for i in run), min(i[3] for i in run), max(i[4] for i in run), max(i[5] for i in run))
        )
        height = shown[3] - shown[1]
        return Word(
            text=clean(text).strip().replace("\ufffd", UNREAD),
            box=shown,
            size=_sensible(size, height),
            bold=bold,
            glued=glued,
            faint=fonts.faint(run[0][0]),
            slanted=is_slanted(name),
        )

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

    def pictured(self, words: list[Word]) -> bool:
        """Whether its text is a picture: hardly a word, or letters that stand for nothing, over something drawn."""
        letters = "".join(word.text for word in words)
        odd = sum(not (letter.isprintable() and ord(letter) < 0xE000) or letter == UNREAD for letter in letters)
        if len(words) >= 4 and odd < 0.3 * len(letters):
            return False
        drawn = 0
        for item in self._page.get_objects(max_depth=3):
            kind = item.type
            drawn += 40 if kind == 3 else 20 if kind == 1 and odd else 1
            if drawn >= 40:
                return True
        return False

    def picture(self) -> Any:
        """The page as a picture of some 200 dots an inch, whatever size it claims to have."""
        scale = min(200 / 72, 2_800 / max(self.width, self.height, 1.0))
        return self._page.render(scale=scale, may_draw_forms=False).to_pil()

    @property
    def annotated(self) -> bool:
        """Whether anything lies over the page."""
        from pypdfium2 import raw

        return bool(raw.FPDFPage_GetAnnotCount(self._page) > 0)

    def rulings(self, words: list[Word]) -> tuple[list[Edge], list[Word]]:
        """The ruled lines of the page, and what it draws for letters: check boxes as words ☐ and ☒, bullets as •."""
        edges: list[Edge] = []
        squares: list[Box] = []
        marks: list[Box] = []
        dots: list[Box] = []
        for box, shape in self._paths():
            wide, high = box[2] - box[0], box[3] - box[1]
            if min(wide, high) >= 1.5 and max(wide, high) <= 5.5 and 0.75 <= wide / high <= 1.33:
                dots.append(box)
            if shape == "mark":
                marks.append(box)
            elif 5.5 <= wide <= 16 and 5.5 <= high <= 16 and 0.75 <= wide / high <= 1.33:
                squares.append(box)
            elif shape == "frame" or min(wide, high) < 2.5:
                edges += edges_of(box)
        combs = _touching(squares, words)
        edges += [edge for box in combs for edge in edges_of(box)]
        squares = [box for box in squares if box not in combs]
        return edges, _check_boxes(squares, marks, words) + _bullets(
            [dot for dot in dots if not any(_holds(each, dot) for each in (*squares, *marks))], words
        )

    def _paths(self) -> Iterator[tuple[Box, str]]:
        """The drawn shapes: « frame » for straight sides only, « mark » for anything slanted, curved or blackened."""
        from pypdfium2 import raw

        left = MAX_SEGMENTS
        for number, item in enumerate(self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)):
            if number > MAX_OBJECTS or left < 0:
                break
            matrix = _matrix(item)
            count = raw.FPDFPath_CountSegments(item)
            left -= max(count, 1)
            bounds = item.get_bounds() if item.container is None else None
            if bounds is not None and min(bounds[2] - bounds[0], bounds[3] - bounds[1]) < 2.5:
                if not _white(item, raw):
                    yield self.placed(bounds), "frame"
                continue
            if count > MAX_SEGMENTS or left < 0 or _white(item, raw):
                continue
            for points, straight in _subpaths(item, count, matrix, raw):
                xs, ys = [x for x, _ in points], [y for _, y in points]
                box = self.placed((min(xs), min(ys), max(xs), max(ys)))
                if straight and _upright(points):
                    yield from self._sides(points, box)
                else:
                    yield box, "mark"

    def _sides(self, points: list[tuple[float, float]], box: Box) -> Iterator[tuple[Box, str]]:
        """A rectangle whole; of an open line of level and upright strokes, each stroke."""
        if len(points) >= 4 and len({round(x) for x, _ in points}) == 2 and len({round(y) for _, y in points}) == 2:
            yield box, "frame"
            return
        for (x0, y0), (x1, y1) in pairwise(points):
            yield self.placed((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))), "frame"


def _touching(squares: list[Box], words: list[Word]) -> set[Box]:
    """Squares side by side without room for an option between them: the boxes of a comb, a letter in each."""
    out: set[Box] = set()
    run: list[Box] = []
    for box in [
        *sorted({box for box in squares if box[2] - box[0] >= 9}, key=lambda box: (round(box[1]), box[0])),
        None,
    ]:
        if box is not None and run and abs(box[1] - run[-1][1]) < 1 and box[0] - run[-1][2] < 0.3 * (box[2] - box[0]):
            run.append(box)
            continue
        letters = sum(_stands_in(word, each) and word.text.isalnum() for each in run for word in words)
        if len(run) >= 2 and (letters > 1 or (letters and letters == len(run))):
            out |= set(run)
        run = [box] if box is not None else []
    return out


def _stands_in(word: Word, box: Box) -> bool:
    return box[0] - 1 < word.centre < box[2] + 1 and box[1] - 1 < word.middle < box[3] + 1


def _check_boxes(squares: list[Box], marks: list[Box], words: list[Word]) -> list[Word]:
    """Small squares as ☐, or ☒ where a mark or a cross stands inside; a square drawn twice stands once."""
    out: list[Word] = []
    for box in squares:
        if any(abs(box[0] - word.box[0]) < 3 and abs(box[1] - word.box[1]) < 3 for word in out):
            continue
        held = [word for word in words if _stands_in(word, box)]
        if any(word.text not in {"X", "x", "✓", "✗", "✔", "✘", "4", "•", "●", TICKED_BOX} for word in held):
            continue
        inside = [mark for mark in marks if _within(mark, box)] + [
            other for other in squares if other is not box and _within(other, box) and _smaller(other, box)
        ]
        for word in held:
            words.remove(word)
        out.append(Word(text=TICKED_BOX if inside or held else EMPTY_BOX, box=box, size=box[3] - box[1]))
    return out


def _bullets(dots: list[Box], words: list[Word]) -> list[Word]:
    """Small discs and squares as •, where a line begins behind them and nothing stands before them."""
    out: list[Word] = []
    for dot in dots[:_MAX_BULLETS]:
        y = (dot[1] + dot[3]) / 2
        level = [word for word in words if word.box[1] < y < word.box[3]]
        begins = any(1 < word.box[0] - dot[2] < 20 for word in level)
        if begins and not any(-24 < word.box[2] - dot[2] < 1 or word.box[0] < dot[2] < word.box[2] for word in level):
            size = next(word.size for word in level if 1 < word.box[0] - dot[2] < 20)
            top = min(word.box[1] for word in level if 1 < word.box[0] - dot[2] < 20)
            out.append(Word(text=BULLET, box=(dot[0], top, dot[2], 2 * y - top), size=size))
    return out


def _within(inner: Box, outer: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    wide = inner[2] - inner[0]
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3] and wide <= 1.8 * (outer[2] - outer[0])


def _holds(outer: Box, inner: Box) -> bool:
    """Whether a shape stands inside a larger one, as the dot of a chosen option does."""
    return (
        _smaller(inner, outer) and outer[0] <= inner[0] + 0.5 and inner[2] <= outer[2] + 0.5 and _within(inner, outer)
    )


def _smaller(inner: Box, outer: Box) -> bool:
    return inner[2] - inner[0] < 0.85 * (outer[2] - outer[0])


def _matrix(item: Any) -> list[Any]:
    """The transforms from a shape's own measure to the page's, the innermost first."""
    out = [item.get_matrix()]
    holder = item.container
    while holder is not None:
        out.append(holder.get_matrix())
        holder = holder.container
    return out


def _subpaths(item: Any, count: int, matrices: list[Any], raw: Any) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Each stroke of a path as points on the page, and whether all its sides are straight."""
    points: list[tuple[float, float]] = []
    straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, straight
            points, straight = [], True
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            straight = False
        point = (x.value, y.value)
        for matrix in matrices:
            point = matrix.on_point(*point)
        points.append(point)
        if points and raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points, straight


def _upright(points: list[tuple[float, float]]) -> bool:
    """Whether every stroke is level or upright."""
    return all(abs(x0 - x1) < 0.7 or abs(y0 - y1) < 0.7 for (x0, y0), (x1, y1) in pairwise(points))


def _white(item: Any, raw: Any) -> bool:
    """A shape that only paints white, or nothing, is not seen."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke):
        return False
    if stroke.value:
        return False
    if not fill.value:
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= 250


class _Fonts:
    """Name, size and weight of the font of a letter; asked once a run of text."""

    def __init__(self, raw: Any, handle: Any) -> None:
        self._raw, self._handle = raw, handle
        self._buffer = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def look(self, index: int, name: str) -> tuple[float, bool]:
        """The size of the font of this name, and whether it is bold."""
        size = self._raw.FPDFText_GetFontSize(self._handle, index)
        weight = self._raw.FPDFText_GetFontWeight(self._handle, index)
        lower = name.lower()
        bold = weight >= 600 or any(mark in lower for mark in ("bold", "black", "heavy", "-bd", ",b"))
        return size, bold

    def faint(self, index: int) -> bool:
        """Whether a letter is grey: neither black nor white, and of no colour to speak of."""
        shades = [ctypes.c_uint() for _ in range(4)]
        if not self._raw.FPDFText_GetFillColor(self._handle, index, *shades):
            return False
        return is_grey(*(shade.value for shade in shades[:3]))

    def symbolic(self, index: int) -> bool:
        """Whether the font draws signs in the place of letters."""
        return symbol_table(self.name(index)) is not None

    def name(self, index: int) -> str:
        """The name of its font."""
        length = self._raw.FPDFText_GetFontInfo(self._handle, index, self._buffer, 128, ctypes.byref(self._flags))
        return self._buffer.value.decode("latin-1") if 0 < length <= 128 else ""


def _sensible(size: float, height: float) -> float:
    """The font's size; its letters' height where the file scales its text by a matrix."""
    return size if height and 0.4 < size / height < 2.5 else height or 10.0


def _frame(page: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = page.get_cropbox()
    return (left, bottom, right, top)
