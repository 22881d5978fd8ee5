"""winmail.dat (TNEF): the bodies and the files of a mail that Outlook wrapped; no count in it is believed.

Structures are named as in [MS-OXTNEF]: attributes in a row, some of which hold MAPI properties.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from mailboxes.charsets import decoded

_SIGNATURE = 0x223E9F78
#: attributes of one file: the message has some dozens, each attachment five
MOST = 10_000
_MESSAGE, _ATTACHMENT = 1, 2
_BODY, _CODEPAGE, _PROPERTIES = 0x800C, 0x9007, 0x9003
_NEW_FILE, _TITLE, _DATA, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_TEXT, _PACKED_RTF, _HTML, _INTERNET_CODEPAGE = 0x1000, 0x1009, 0x1013, 0x3FDE
_NAME, _LONG_NAME, _SHOWN_NAME, _OBJECT = 0x3704, 0x3707, 0x3001, 0x3701
#: before a message within the message
_EMBEDDED = bytes.fromhex("0703020000000000c000000000000046")
#: bytes of a value, by the kind of its property
_FIXED = {2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 2, 20: 8, 64: 8, 72: 16}
_WIDE, _BYTES = 0x001F, frozenset((0x0000, 0x000D, 0x001E, 0x001F, 0x0102))
_CHARSETS = {20127: "us-ascii", 20866: "koi8-r", 28591: "iso-8859-1", 28605: "iso-8859-15", 65001: "utf-8"}


@dataclass(slots=True)
class WrappedFile:
    """One attachment; the names it is given, the best first, and its content."""

    names: dict[int, str] = field(default_factory=dict)
    content: bytes = b""

    @property
    def name(self) -> str:
        """The name that a person gave it, '' when it has none."""
        return next((self.names[key] for key in (_LONG_NAME, _NAME, _TITLE, _SHOWN_NAME) if self.names.get(key)), "")


@dataclass(slots=True)
class Winmail:
    """What a winmail.dat holds."""

    text: str = ""
    html: str = ""
    packed_rtf: bytes = b""
    files: list[WrappedFile] = field(default_factory=list)


def read(data: bytes) -> Winmail | None:
    """The content of a winmail.dat; None when it is none, or is cut short."""
    if len(data) < 6 or struct.unpack_from("<I", data)[0] != _SIGNATURE:
        return None
    found, charset = Winmail(), "cp1252"
    for level, name, body in _attributes(data):
        if body is None:
            return None
        if level == _ATTACHMENT:
            if name == _NEW_FILE or not found.files:
                found.files.append(WrappedFile())
            _take(found.files[-1], name, body, charset)
        elif name == _CODEPAGE and len(body) >= 4:
            charset = _charset(struct.unpack_from("<I", body)[0])
        elif name == _BODY:
            found.text = decoded(body, charset).rstrip("\0")
        elif name == _PROPERTIES:
            _bodies(found, body, charset)
    return found


def _attributes(data: bytes) -> Iterator[tuple[int, int, bytes | None]]:
    """Level, name and value of each attribute, None where it is cut short or they are too many; junk may follow."""
    at = 6
    for _ in range(MOST):
        if at + 9 > len(data):
            return
        level, name, _, size = struct.unpack_from("<BHHI", data, at)
        if level not in {_MESSAGE, _ATTACHMENT}:
            return
        yield level, name, data[at + 9 : at + 9 + size] if at + 9 + size <= len(data) else None
        at += 9 + size + 2  # a checksum follows
    yield _MESSAGE, 0, None


def _take(file: WrappedFile, name: int, body: bytes, charset: str) -> None:
    """One attribute of an attachment."""
    if name == _TITLE:
        file.names[_TITLE] = decoded(body, charset).strip("\0 ")
    elif name == _DATA:
        file.content = body
    elif name == _FILE_PROPERTIES:
        for key, kind, value in _properties(body):
            if key == _OBJECT:
                file.content = value.removeprefix(_EMBEDDED)
            elif key in {_NAME, _LONG_NAME, _SHOWN_NAME}:
                file.names[key] = _words(kind, value, charset)


def _bodies(found: Winmail, body: bytes, charset: str) -> None:
    """The bodies among the message's properties."""
    html, page_charset = b"", None
    for key, kind, value in _properties(body):
        if key == _TEXT:
            found.text = _words(kind, value, charset)
        elif key == _HTML:
            html, page_charset = value, "utf-16-le" if kind == _WIDE else page_charset
        elif key == _PACKED_RTF:
            found.packed_rtf = value
        elif key == _INTERNET_CODEPAGE and len(value) >= 4:
            page_charset = page_charset or _charset(struct.unpack_from("<I", value)[0])
    found.html = decoded(html, page_charset).rstrip("\0") if html else found.html


def _properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Name, kind and value of each property, the values of one joined; ends where the bytes end or make no sense."""
    try:
        at = 4
        for _ in range(min(struct.unpack_from("<I", data)[0], len(data) // 4)):
            kind, name = struct.unpack_from("<HH", data, at)
            at = _after_name(data, at + 4, name)
            many, kind = bool(kind & 0x1000), kind & 0xFFF
            if kind in _FIXED:
                times = struct.unpack_from("<I", data, at)[0] if many else 1
                at += 4 if many else 0
                size = _FIXED[kind] * times
                yield name, kind, data[at : at + size]
                at += size + -size % 4
            elif kind in _BYTES:
                values, at = _values(data, at)
                yield name, kind, b"".join(values)
            else:
                return
    except struct.error:
        return


def _after_name(data: bytes, at: int, name: int) -> int:
    """Where the value of a property begins: one named by a word or a number of its own has it before."""
    if name < 0x8000:
        return at
    kind, size = struct.unpack_from("<II", data, at + 16)
    return at + 24 if kind == 0 else at + 24 + size + -size % 4


def _values(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The values that each say their size, and where the next property begins."""
    out: list[bytes] = []
    count = struct.unpack_from("<I", data, at)[0]
    at += 4
    for _ in range(min(count, len(data) // 4)):
        size = struct.unpack_from("<I", data, at)[0]
        out.append(data[at + 4 : at + 4 + size])
        at += 4 + size + -size % 4
    return out, at


def _words(kind: int, value: bytes, charset: str) -> str:
    return decoded(value, "utf-16-le" if kind == _WIDE else charset).strip("\0")


def _charset(number: int) -> str:
    """The charset of a Windows code page."""
    return _CHARSETS.get(number, f"cp{number}")
