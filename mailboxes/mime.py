"""The tree of a mail's parts, cut from its bytes in one pass: no recursion, bounded depth, parts and header size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mailboxes import headers, transfer
from mailboxes.charsets import decoded

DEPTH_LIMIT = 50
PARTS_LIMIT = 1000
HEADER_LIMIT = 1_000_000
FIELDS_LIMIT = 5000

_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]{0,20}:[ \t]{0,200}")
_BLANK = re.compile(rb"(?:\r\n|\n|\r(?!\n))[ \t]{0,200}(?:\r\n|\n|\r(?!\n))")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
#: a delimiter and the line end before it, for mails with LF or CRLF and for those with CR alone
_DELIMITER = re.compile(rb"\n--([^\r\n]{1,250})")
_DELIMITER_CR = re.compile(rb"\r--([^\r\n]{1,250})")
#: a line that can only be a delimiter: the header of a part follows
_SHOWN_DELIMITER = re.compile(
    rb"(?:\A|(?<=[\r\n]))--([^\s-][^\r\n]{0,200}?|[^\r\n]{0,200}?[^\s-])[ \t]{0,20}\r?\n"
    rb"(?=content-[a-z-]{2,30}:)",
    re.IGNORECASE,
)
#: how much may stand before the first delimiter, and how far one is looked for that the header does not name
_PREAMBLE_LIMIT = 2_000_000
_SNIFF_LIMIT = 20_000
#: names that prove that a block of lines is a header, even around a broken line
_KNOWN = frozenset(
    b"from to cc bcc subject date message-id mime-version content-type content-transfer-encoding received reply-to "
    b"content-disposition references in-reply-to return-path delivered-to sender x-mailer user-agent".split()
)


class Headers:
    """The fields of one header block, in order; names are matched without regard to case."""

    __slots__ = ("_by_name", "_fields")

    def __init__(self, fields: list[tuple[str, bytes]]) -> None:
        self._fields = fields
        self._by_name: dict[str, list[bytes]] = {}
        for name, value in fields:
            self._by_name.setdefault(name, []).append(value)

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def raw(self, name: str) -> bytes:
        """The first value of that name, b'' when there is none."""
        return self._by_name.get(name, _NOTHING)[0]

    def every(self, name: str) -> list[bytes]:
        """All values of that name, topmost first."""
        return self._by_name.get(name, [])

    def text(self, name: str) -> str:
        """The first non-empty value of that name, decoded, on one line; '' when there is none."""
        for value in self.every(name):
            said = headers.text(value)
            if said:
                return said
        return ""

    def has(self, name: str) -> bool:
        """Whether a field of that name is there."""
        return name in self._by_name


_NOTHING = [b""]


@dataclass(slots=True)
class Part:
    """One part: its fields, its type and its body as it stood in the mail (still encoded)."""

    fields: Headers
    type: str
    parameters: dict[str, str]
    start: int
    body: bytes = b""
    children: list[Part] = field(default_factory=list)

    @property
    def content(self) -> bytes:
        """The body with its transfer encoding undone; what cannot be undone stays as it is."""
        encoding = headers.text(self.fields.raw("content-transfer-encoding")).lower().strip("\"' ;")
        if encoding.startswith("base64") or encoding == "base-64":
            return transfer.from_base64(self.body)
        if encoding.startswith("quoted"):
            return transfer.from_quoted_printable(self.body)
        if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
            return transfer.from_uuencode(self.body)
        return self.body

    @property
    def text(self) -> str:
        """The content decoded by its declared charset, or by what its bytes prove."""
        return decoded(self.content, self.parameters.get("charset"))

    @property
    def disposition(self) -> str:
        """« attachment », « inline » or ''."""
        return headers.parameters(self.fields.raw("content-disposition"))[0]

    @property
    def name(self) -> str:
        """The file name that the sender gave, '' when none."""
        given = headers.parameters(self.fields.raw("content-disposition"))[1].get("filename", "")
        return given or self.parameters.get("name", "")


@dataclass(slots=True)
class Tree:
    """The root part and the limits that were met: « too_deep », « too_many_parts », « header_too_large »."""

    root: Part
    faults: list[str]


def tree(raw: bytes) -> Tree:
    """The parts of the mail. Beyond a limit the rest stays inside the last part that was read."""
    faults: list[str] = []
    if b"\r\r\n" in raw[:2000]:
        raw = raw.replace(b"\r\r\n", b"\r\n")
    start = _start(raw)
    blanks = _BlankLines(raw)
    root, body = _part(raw, start, "text/plain", faults, blanks)
    open_parts: list[tuple[Part, bytes]] = []
    known: dict[bytes, int] = {}
    leaf = root
    count = 1
    leaf, body = _open(root, raw, body, open_parts, known, faults)
    if not open_parts:
        root.body = raw[body:]
        return Tree(root, faults)
    delimiter = _delimiter(raw)
    position = body - 1
    while True:
        match = delimiter.search(raw, position)
        if match is None:
            break
        depth, closes = _depth(match.group(1), known)
        if depth < 0:
            position = match.end()
            continue
        _close(leaf, raw, match.start() + 1)
        for part, _ in open_parts[depth + (0 if closes else 1) :]:
            _end(part, raw, match.start() + 1)
        del open_parts[depth + (0 if closes else 1) :]
        known = {boundary: index for index, (_, boundary) in enumerate(open_parts)}
        line_end = _LINE.match(raw, match.end())
        # the search starts on the line end before, so that a delimiter on the very next line is found
        position = (line_end.end() if line_end else match.end()) - 1
        if closes:
            leaf = _EPILOGUE
            if not open_parts:
                break
            continue
        count += 1
        if count > PARTS_LIMIT:
            faults.append("too_many_parts")
            leaf = _EPILOGUE
            break
        parent = open_parts[-1][0]
        default = "message/rfc822" if parent.type == "multipart/digest" else "text/plain"
        part, body = _part(raw, position + 1, default, faults, blanks, known)
        parent.children.append(part)
        leaf, position = _open(part, raw, body, open_parts, known, faults)
        position = max(position - 1, match.end() - 1)
    _close(leaf, raw, len(raw))
    for part, _ in open_parts:
        _end(part, raw, len(raw))
    return Tree(root, faults)


#: where text after the last delimiter goes: nowhere
_EPILOGUE = Part(Headers([]), "epilogue", {}, 0)


def _open(
    part: Part,
    raw: bytes,
    body: int,
    open_parts: list[tuple[Part, bytes]],
    known: dict[bytes, int],
    faults: list[str],
) -> tuple[Part, int]:
    """Remember a multipart that begins; say which part the text that follows belongs to."""
    part.start = body
    if not part.type.startswith("multipart/"):
        return part, body
    boundary = _boundary(part, raw, body)
    if not boundary:
        part.type = "text/plain"
        return part, body
    if len(open_parts) >= DEPTH_LIMIT:
        if "too_deep" not in faults:
            faults.append("too_deep")
        return _EPILOGUE, body
    open_parts.append((part, boundary))
    known[boundary] = len(open_parts) - 1
    return _EPILOGUE, body


def _boundary(part: Part, raw: bytes, body: int) -> bytes:
    """The boundary that the header names; where its delimiter never comes, the one that the body shows; or b''."""
    boundary = part.parameters.get("boundary", "").rstrip().encode("utf-8", "surrogateescape")
    if boundary and raw.find(b"--" + boundary, body, body + _PREAMBLE_LIMIT) >= 0:
        return boundary
    shown = _SHOWN_DELIMITER.search(raw, max(body - 1, 0), body + _SNIFF_LIMIT)
    return shown.group(1) if shown else b""


def _close(leaf: Part, raw: bytes, end: int) -> None:
    """End the body of a leaf before the line end that belongs to the delimiter."""
    if leaf is _EPILOGUE:
        return
    if raw[end - 1 : end] == b"\n" and end < len(raw):
        end -= 1
        if raw[end - 1 : end] == b"\r":
            end -= 1
    leaf.body = raw[leaf.start : max(end, leaf.start)]


def _delimiter(raw: bytes) -> re.Pattern[bytes]:
    return _DELIMITER if b"\n" in raw else _DELIMITER_CR


def _end(part: Part, raw: bytes, end: int) -> None:
    """End a multipart. Only one without any part keeps its text, else each level would hold it once more."""
    if not part.children:
        part.body = raw[part.start : end]


class _BlankLines:
    """The next blank line from any place; a place that was searched once is not searched again."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._searched = False
        self._found: re.Match[bytes] | None = None

    def next(self, start: int) -> re.Match[bytes] | None:
        """The first blank line at or after `start`; `start` never goes down."""
        if not self._searched or (self._found is not None and self._found.start() < start):
            self._found = _BLANK.search(self._raw, start)
            self._searched = True
        return self._found


def _depth(line: bytes, known: dict[bytes, int]) -> tuple[int, bool]:
    """Which open multipart a line « --… » belongs to (-1: none), and whether it ends it."""
    line = line.rstrip(b" \t")
    if line in known:
        return known[line], False
    if line.endswith(b"--") and (opened := line[:-2].rstrip(b" \t")) in known:
        return known[opened], True
    return -1, False


def _start(raw: bytes) -> int:
    """Where the header begins: after blank lines, a byte-order mark and an mbox « From » line."""
    start = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    while raw[start : start + 1] in {b"\r", b"\n"}:
        start += 1
    while raw.startswith((b"From ", b">From "), start):
        line = _LINE.match(raw, start)
        start = line.end() if line else start
    return start


def _part(
    raw: bytes,
    start: int,
    default: str,
    faults: list[str],
    blanks: _BlankLines,
    known: dict[bytes, int] | None = None,
) -> tuple[Part, int]:
    """The header that begins there, as a part without body, and where its body begins."""
    block, body = _header_block(raw, start, blanks, known or {})
    if len(block) > HEADER_LIMIT:
        if "header_too_large" not in faults:
            faults.append("header_too_large")
        block = block[:HEADER_LIMIT]
    fields, consumed = header_fields(block)
    if consumed < len(block):
        body = start + consumed
    kind, parameters = headers.parameters(fields.raw("content-type"))
    if not re.fullmatch(r"[^\s/;,]{1,80}/[^\s/;,]{1,120}", kind):
        kind = "text/plain" if kind or default.startswith("text") else default
    return Part(fields, kind, parameters, body), body


def _header_block(raw: bytes, start: int, blanks: _BlankLines, known: dict[bytes, int]) -> tuple[bytes, int]:
    """The bytes of the header and where the body begins."""
    first = raw[start : start + 2]
    if first[:1] == b"\n":
        return b"", start + 1
    if first == b"\r\n":
        return b"", start + 2
    end = blanks.next(start)
    block_end, body = (end.start(), end.end()) if end else (len(raw), len(raw))
    if known:
        # a part without the blank line after its header ends where the next delimiter stands
        for match in _delimiter(raw).finditer(raw, start - 1, block_end):
            if _depth(match.group(1), known)[0] >= 0:
                return raw[start : match.start() + 1], match.start() + 1
    return raw[start:block_end], body


def header_fields(block: bytes) -> tuple[Headers, int]:
    """The fields of a header block, and how many bytes of it were header."""
    fields: list[tuple[str, bytes]] = []
    name = ""
    value: list[bytes] = []
    size = 0
    position = 0
    while position < len(block) and len(fields) < FIELDS_LIMIT:
        line = _LINE.match(block, position)
        if line is None or line.end() == position:
            break
        content = line.group()
        if content[:1] in {b" ", b"\t"} and name:
            if size < headers.VALUE_LIMIT:
                value.append(content)
                size += len(content)
        else:
            match = _FIELD.match(content)
            if match is None:
                if not name or not _header_goes_on(block, line.end()):
                    if content.startswith((b"From ", b">From ")) or not content.strip():
                        position = line.end()
                        continue
                    break
                value.append(b" " + content)
            else:
                if name:
                    fields.append((name, b"".join(value).rstrip(b"\r\n")))
                name = match.group(1).decode("ascii").lower()
                value = [content[match.end() :]]
                size = len(content)
        position = line.end()
    if name:
        fields.append((name, b"".join(value).rstrip(b"\r\n")))
    return Headers(fields), min(len(block), position)


def _header_goes_on(block: bytes, position: int) -> bool:
    """Whether one of the next lines is a field that every mail has: the line before was a broken fold."""
    for _ in range(4):
        line = _LINE.match(block, position)
        if line is None or not line.group():
            return False
        match = _FIELD.match(line.group())
        if match and match.group(1).lower() in _KNOWN:
            return True
        position = line.end()
    return False
