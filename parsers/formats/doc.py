"""Word 97-2003 files (.doc): the text by its piece table, the tables by their marks, the form fields by their data.

Structures are named as in [MS-DOC]: FIB, CLX, PLC, FKP, sprm.
"""

from __future__ import annotations

import bisect
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.document import Document, FormField
from parsers.errors import Unreadable
from parsers.formats.archive import CORRUPT, LOCKED
from parsers.formats.faint import is_grey
from parsers.formats.flow import Flow
from parsers.formats.glyphs import EMPTY_BOX, TICKED_BOX, tidy

MAX_LETTERS = 2_000_000
_ROW_END, _ROW_SHAPE, _PICTURE = 0x2417, 0xD608, 0x6A03
_ITALIC, _COLOUR, _OLD_COLOUR = 0x0836, 0x6870, 0x2A42
#: the two greys among the sixteen colours of old files
_OLD_GREYS = frozenset((b"\x0f", b"\x10"))
_BOLD, _HIDING = 0x0835, frozenset((0x0800, 0x0837, 0x083C, 0x2A53))
_CHARACTERS = {
    "\t": "\t", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": "", "\xa0": " ", "\x02": "", "\x05": "",
    "\x08": "", "\x03": "", "\x04": "", "\x0a": "\n",
}  # fmt: skip
_NOTHING = "\x05"
_NAMES = ("", "note", "en-tête ou pied de page", "", "commentaire", "note", "zone de texte", "zone de texte")
_COUNTS = (0x4C, 0x50, 0x54, 0x58, 0x5C, 0x60, 0x64, 0x68)


@dataclass(slots=True)
class _Field:
    """A field being walked through: its code, the data of a form field, whether its result has begun."""

    code: list[str] = field(default_factory=list)
    data: bytes | None = None
    shown: bool = False
    result: list[str] = field(default_factory=list)


def read(data: bytes) -> Document | None:
    """The document of a .doc file, None when it is older than Word 97; raises Unreadable."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as box:
            main = _stream(box, "WordDocument")
            if len(main) < 0x1AA or struct.unpack_from("<H", main, 2)[0] < 0x00C1:
                return None
            flags = struct.unpack_from("<H", main, 0x0A)[0]
            if flags & 0x0100:
                raise Unreadable("encrypted", LOCKED)
            return _Doc(main, _stream(box, "1Table" if flags & 0x0200 else "0Table"), _stream(box, "Data")).document()
    except (OSError, struct.error, IndexError, ValueError, KeyError, TypeError, OverflowError) as fault:
        raise Unreadable("corrupt", CORRUPT) from fault


def _stream(box: object, name: str) -> bytes:
    import olefile

    assert isinstance(box, olefile.OleFileIO)
    return bytes(box.openstream(name).read()) if box.exists(name) else b""


class _Doc:
    """The three streams of a file, and its text in the order of reading."""

    def __init__(self, main: bytes, table: bytes, data: bytes) -> None:
        self._main, self._table, self._data = main, table, data
        self._paragraphs = _Formats(main, table, 0x102, 13)
        self._letters = _Formats(main, table, 0xFA, 1)
        self._fields: list[FormField] = []
        self._open: list[_Field] = []

    def document(self) -> Document:
        """Body first, then what stands in margins, notes and boxes."""
        counts = [struct.unpack_from("<i", self._main, at)[0] for at in _COUNTS]
        letters = self._text()
        flow = Flow()
        start = 0
        for count, place in zip(counts, _NAMES, strict=True):
            if count > 0 and place != "commentaire":
                self._part(letters[start : start + count], flow, place)
            start += max(0, count)
        return Document(type="doc", blocks=flow.blocks(), fields=tuple(self._fields))

    def _text(self) -> list[tuple[str, int]]:
        """Every letter with its offset in the file, piece after piece."""
        at, size = struct.unpack_from("<II", self._main, 0x1A2)
        clx = self._table[at : at + size]
        while clx[:1] == b"\x01":
            clx = clx[3 + struct.unpack_from("<H", clx, 1)[0] :]
        if clx[:1] != b"\x02":
            raise Unreadable("corrupt", CORRUPT)
        plc = clx[5 : 5 + struct.unpack_from("<I", clx, 1)[0]]
        pieces = (len(plc) - 4) // 12
        ends = struct.unpack_from(f"<{pieces + 1}I", plc, 0)
        out: list[tuple[str, int]] = []
        for index in range(pieces):
            place = struct.unpack_from("<I", plc, 4 * (pieces + 1) + 8 * index + 2)[0]
            length = ends[index + 1] - ends[index]
            if length < 0 or len(out) + length > MAX_LETTERS:
                break
            if place & 0x40000000:
                place = (place & 0x3FFFFFFF) // 2
                text = self._main[place : place + length].decode("cp1252", "replace")
                out += [(letter, place + i) for i, letter in enumerate(text)]
            else:
                text = self._main[place : place + 2 * length].decode("utf-16-le", "replace")
                # places count halves of letters: one of two halves (an emoji) is followed by a sign that shows nothing
                units = (unit for letter in text for unit in (letter, _NOTHING)[: 1 + (letter > "\uffff")])
                out += [(unit, place + 2 * i) for i, unit in enumerate(units)]
        return out

    def _part(self, letters: list[tuple[str, int]], flow: Flow, place: str) -> None:
        self._open = []
        for letter, at in letters:
            if letter == "\x13":
                self._open.append(_Field())
            elif letter == "\x14" and self._open:
                self._open[-1].shown = True
            elif letter == "\x15" and self._open:
                self._end_field(self._open.pop(), flow)
            elif letter == "\x01":
                self._picture(at)
            elif any(not item.shown for item in self._open):
                self._open[-1].code.append(letter)
            elif letter in "\r\x07":
                self._end_paragraph(letter, at, flow, place)
            else:
                self._letter(letter, at, flow)
        flow.end_paragraph(place)

    def _letter(self, letter: str, at: int, flow: Flow) -> None:
        looks = self._letters.of(at)
        if any(code in _HIDING and value[:1] not in {b"\x00", b""} for code, value in looks.items()):
            return
        shown = _CHARACTERS.get(letter, letter)
        if self._open:
            self._open[-1].result.append(shown)
        flow.text(shown, loud=looks.get(_BOLD, b"\x00")[:1] == b"\x01", faint=_is_faint(looks))

    def _end_paragraph(self, letter: str, at: int, flow: Flow, place: str) -> None:
        looks = self._paragraphs.of(at)
        if letter == "\r":
            if looks.get(0x2416, b"\x00")[:1] == b"\x01":
                flow.text("\n")
            else:
                flow.end_paragraph(place)
        elif looks.get(_ROW_END, b"\x00")[:1] == b"\x01":
            flow.end_row(_stops(looks.get(_ROW_SHAPE, b"")))
        else:
            flow.end_cell()

    # -- form fields ----------------------------------------------------------------------------------------------

    def _picture(self, at: int) -> None:
        """The mark before a form field points to what the field holds."""
        place = self._letters.of(at).get(_PICTURE)
        if place is None or not self._open:
            return
        start = struct.unpack("<I", place)[0]
        size, header = struct.unpack_from("<IH", self._data, start)
        self._open[-1].data = self._data[start + header : start + min(size, 20_000)]

    def _end_field(self, done: _Field, flow: Flow) -> None:
        code = "".join(done.code).strip().upper()
        if not code.startswith("FORM"):
            return
        try:
            held = _form_data(done.data) if done.data else None
        except (struct.error, IndexError):
            held = None
        name, label, state, entries = held or ("", "", 0, [])
        ticked: bool | None = None
        if code.startswith("FORMCHECKBOX"):
            ticked = state == 1
            flow.text(TICKED_BOX if ticked else EMPTY_BOX)
            kind, value = "checkbox", TICKED_BOX if ticked else None
        elif code.startswith("FORMDROPDOWN"):
            kind, value = "choice", entries[state] if state < len(entries) else None
            flow.text(value or "")
        else:
            kind, value = "text", tidy("".join(done.result)) or None
        if name or label:
            self._fields.append(
                FormField(
                    name=name or label, label=label, kind=kind, value=value, checked=ticked,
                    place=f"champ « {label or name} »",
                )
            )  # fmt: skip


class _Formats:
    """Formatting by offset in the file: a PLC of pages (FKP), read when first asked for."""

    def __init__(self, main: bytes, table: bytes, at: int, entry: int) -> None:
        start, size = struct.unpack_from("<II", main, at)
        plc = table[start : start + size]
        self._count = max(0, (len(plc) - 4) // 8)
        self._firsts = struct.unpack_from(f"<{self._count}I", plc, 0) if self._count else ()
        self._numbers = struct.unpack_from(f"<{self._count}I", plc, 4 * (self._count + 1)) if self._count else ()
        self._main, self._entry = main, entry
        self._pages: dict[int, tuple[list[int], list[dict[int, bytes]]]] = {}

    def of(self, at: int) -> dict[int, bytes]:
        """The properties of the letter or paragraph at an offset."""
        index = bisect.bisect_right(self._firsts, at) - 1
        if index < 0:
            return {}
        if index not in self._pages:
            self._pages[index] = self._page(self._numbers[index] & 0x3FFFFF)
        firsts, looks = self._pages[index]
        place = bisect.bisect_right(firsts, at) - 1
        return looks[place] if 0 <= place < len(looks) else {}

    def _page(self, number: int) -> tuple[list[int], list[dict[int, bytes]]]:
        page = self._main[number * 512 : number * 512 + 512]
        if len(page) < 512:
            return [], []
        count = min(page[511], 101)
        firsts = list(struct.unpack_from(f"<{count + 1}I", page, 0))
        looks = []
        for index in range(count):
            offset = 2 * page[4 * (count + 1) + self._entry * index]
            looks.append(dict(_sprms(self._group(page, offset))) if offset else {})
        return firsts, looks

    def _group(self, page: bytes, offset: int) -> bytes:
        """The list of properties; a paragraph's begins with the number of its style."""
        size = page[offset]
        if self._entry == 1:
            return page[offset + 1 : offset + 1 + size]
        if size:
            return page[offset + 3 : offset + 2 * size]
        return page[offset + 4 : offset + 2 + 2 * page[offset + 1]]


def _is_faint(looks: dict[int, bytes]) -> bool:
    """Whether a letter is in italics or grey."""
    colour = looks.get(_COLOUR, b"")
    grey = is_grey(*colour[:3]) if len(colour) == 4 and not colour[3] else looks.get(_OLD_COLOUR, b"") in _OLD_GREYS
    return grey or looks.get(_ITALIC, b"\x00")[:1] == b"\x01"


def _sprms(group: bytes) -> Iterator[tuple[int, bytes]]:
    """Single properties: a code whose upper bits tell how long its operand is."""
    at = 0
    while at + 2 <= len(group):
        code = struct.unpack_from("<H", group, at)[0]
        at += 2
        kind = code >> 13
        if code == _ROW_SHAPE:
            size = struct.unpack_from("<H", group, at)[0] + 1 if at + 2 <= len(group) else 0
            yield code, group[at + 2 : at + size]
        else:
            size = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}.get(kind, 0)
            if kind == 6:
                size = 1 + (group[at] if at < len(group) else 0)
            yield code, group[at : at + size]
        at += max(1, size)


def _stops(shape: bytes) -> list[int]:
    """The right edges of a row's cells."""
    if not shape:
        return []
    count = shape[0]
    if count > 63 or len(shape) < 1 + 2 * (count + 1):
        return []
    return list(struct.unpack_from(f"<{count + 1}h", shape, 1))[1:]


def _form_data(data: bytes) -> tuple[str, str, int, list[str]]:
    """Name, help, state and entries of a form field (FFData); 25 means that the default holds."""
    bits = struct.unpack_from("<H", data, 4)[0]
    kind, state = bits & 3, (bits >> 2) & 31
    name, at = _string(data, 10)
    default = 0
    if kind == 0:
        _, at = _string(data, at)
    else:
        default = struct.unpack_from("<H", data, at)[0]
        at += 2
    _, at = _string(data, at)
    helps, at = _string(data, at)
    status, at = _string(data, at)
    _, at = _string(data, at)
    _, at = _string(data, at)
    entries: list[str] = []
    if kind == 2:
        count = struct.unpack_from("<H", data, at + 2)[0]
        at += 6
        for _ in range(min(count, 100)):
            size = struct.unpack_from("<H", data, at)[0]
            entries.append(data[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace"))
            at += 2 + 2 * size
    return name, status or helps, default if state == 25 else state, entries


def _string(data: bytes, at: int) -> tuple[str, int]:
    size = struct.unpack_from("<H", data, at)[0]
    return tidy(data[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace")), at + 4 + 2 * size
