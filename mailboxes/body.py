"""Body: the lines that a person reads of a mail, from its text or its HTML, whichever says more; bounded; pure"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field

from mailboxes import lines, markup
from mailboxes.charsets import decoded
from mailboxes.lines import Line
from mailboxes.mime import Headers, Part
from mailboxes.transfer import from_quoted_printable

#: characters and lines that are read of all bodies of one mail together
TEXT_LIMIT = 1_500_000
LINES_LIMIT = 50_000

_HTML_INSIDE = re.compile(r"\s{0,50}(?:<!doctype\s+html|<html|<head|<body|<meta\s)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
#: UTF-8 or Latin letters with accents as quoted-printable writes them
_ESCAPED = re.compile(rb"=C[2345]=[89AB][0-9A-F]|=E[0-9A-F](?![0-9A-Fa-f])")
_ONLY_BASE64 = re.compile(rb"\s*(?:[A-Za-z0-9+/]{60,76}\r?\n){0,20000}[A-Za-z0-9+/]{8,76}={0,2}\s*")
_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n", re.MULTILINE)
_UU_LINE = re.compile(rb"(?:[ -`]{1,90})?\r?\n")
_UU_END = re.compile(rb"end[ \t]{0,9}(?:\r?\n|\Z)")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,60}>")


@dataclass(slots=True)
class Slot:
    """One stretch of the body: the same words as text and as HTML, as far as the sender gave both."""

    plains: list[Part] = field(default_factory=list)
    htmls: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Room:
    """How much of a mail's words may still be read."""

    characters: int = TEXT_LIMIT
    lines: int = LINES_LIMIT
    #: True when a body was longer than the room
    exceeded: bool = False

    def within(self, text: str) -> str:
        """As much of the text as there is room for."""
        kept = text[: self.characters]
        if kept.count("\n") > self.lines:
            kept = "\n".join(kept.split("\n", self.lines)[: self.lines])
        self.exceeded = self.exceeded or len(kept) < len(text)
        self.characters -= len(kept)
        self.lines -= kept.count("\n")
        return kept


def html_of(slot: Slot) -> str:
    """The HTML of a stretch; its own « meta charset » counts when the header names none."""
    return "\n".join(_html(part) for part in slot.htmls)


def lines_of(slot: Slot, html: str, room: Room) -> list[Line]:
    """The more faithful of text and HTML: HTML is what a person sees, unless it says less than the text."""
    page = room.within(markup.without_pictures(html)) if html.strip() else ""
    seen = markup.lines_of(page) if page else []
    if not slot.plains:
        return seen
    plain = _plain_lines(slot.plains, room)
    if not _words(seen) or _words(seen) * 2 < _words(plain):
        return plain
    rows = sum(1 for line in seen if not line.blank)
    short = sum(1 for line in plain if not line.blank and len(line.text) < 55)
    return plain if rows * 3 < short else seen


def rich_text(part: Part, room: Room) -> list[Line]:
    """The words of a text in a markup that no mail program writes any more (text/enriched, RFC 1896)."""
    said = room.within(part.text)
    return markup.lines_of(said) if "html" in part.type else lines.of_text(_TAG.sub("", said))


def appended(body: list[Line], more: list[Line]) -> None:
    """Put a stretch below the others, a blank line between."""
    if body and more:
        body.append(Line(""))
    body.extend(more)


def without_uuencoded(part: Part) -> list[Part]:
    """Take the files out of a text into which an old program wrote them (« begin 644 cv.doc »)."""
    if b"begin " not in part.body or part.content is not part.body:
        return []
    files: list[Part] = []
    kept: list[bytes] = []
    position = 0
    while len(files) < 100 and (begin := _BEGIN.search(part.body, position)):
        end = begin.end()
        while line := _UU_LINE.match(part.body, end):
            end = line.end()
        closing = _UU_END.match(part.body, end)
        if closing:
            fields = Headers([("content-transfer-encoding", b"x-uuencode")])
            coded = part.body[begin.start() : closing.end()]
            name = {"name": decoded(begin.group(1))}
            files.append(Part(fields, "application/octet-stream", name, part.start, coded))
        kept.append(part.body[position : begin.start() if closing else end])
        position = closing.end() if closing else end
    if files:
        part.body = b"".join([*kept, part.body[position:]])
    return files


def _words(said: list[Line]) -> int:
    return sum(len(line.text.split()) for line in said if line.text)


def _plain_lines(parts: list[Part], room: Room) -> list[Line]:
    out: list[Line] = []
    for part in parts:
        text = room.within(_text(part))
        if _HTML_INSIDE.match(text):
            appended(out, markup.lines_of(text))
            continue
        flowed = part.parameters.get("format", "").lower() == "flowed"
        delsp = part.parameters.get("delsp", "").lower() == "yes"
        said = lines.of_text(text, flowed=flowed, delsp=delsp)
        appended(out, said if flowed else lines.rejoined(said))
    return out


def _text(part: Part) -> str:
    """The words of a text part, also when its transfer encoding was forgotten on the way."""
    content = part.content
    if content is part.body and content.isascii():
        content = _undeclared(content)
    return decoded(content, part.parameters.get("charset"))


def _undeclared(content: bytes) -> bytes:
    """Text that is plainly quoted-printable or base64 although no header says so."""
    head = content[:200_000]
    if b"=" in head and len(_ESCAPED.findall(head)) >= 2 and b"://" not in head:
        return from_quoted_printable(content)
    if len(content) < 500_000 and len(content.strip()) >= 40 and _ONLY_BASE64.fullmatch(content):
        try:
            said = binascii.a2b_base64(content, strict_mode=False)
            said.decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            return content
        return said if b"\x00" not in said else content
    return content


def _html(part: Part) -> str:
    content = part.content
    label = part.parameters.get("charset")
    if not label:
        said = _META_CHARSET.search(content[:4000])
        label = said.group(1).decode("ascii") if said else None
    return decoded(content, label)
