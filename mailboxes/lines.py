"""Line: one line of a mail's text, how deep it is quoted and what its markup said of it; text <-> lines."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "attribution", "header", "quote", "signature", "rule", "bare", "loose"]

_QUOTE = re.compile(r"[ ]{0,3}>")
_MARKS = re.compile(r"(?:[ ]?>)+[ ]?")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n"})
_INVISIBLE = re.compile("[\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

#: RULE as every mail program draws it in plain text
RULE = "_" * 32


@dataclass(slots=True)
class Line:
    """One line without its quote marks."""

    text: str
    depth: int = 0
    mark: Mark = ""
    #: the colour of letters on it that are not black: « red », « blue » …
    colour: str = ""
    #: whether the whole line is in that colour
    all_coloured: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is to be seen on it."""
        return not self.text or self.text.isspace()


def cleaned(text: str) -> str:
    """Text with LF line ends, plain spaces for the no-break ones, and nothing invisible."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text.translate(_SPACES)))
    text = text.replace("\x0c", "\n").replace("\x0b", "\n")
    return _CONTROL.sub("", text)


def of_text(text: str, *, flowed: bool = False, delsp: bool = False) -> list[Line]:
    """The lines of a plain text; format=flowed paragraphs are rejoined (RFC 3676 §4)."""
    rows = cleaned(text).split("\n")
    if flowed:
        return _unflowed(rows, delsp=delsp)
    return [quoted_line(row) for row in rows]


def quoted_line(row: str) -> Line:
    """One row of plain text without its « > » marks."""
    match = _QUOTE.match(row)
    if match is None:
        return Line(row.rstrip(" \t") if row.rstrip() != "--" else "-- ")
    marks = _MARKS.match(row)
    end = marks.end() if marks else match.end()
    rest = row[end:].rstrip(" \t")
    if rest.endswith(("<", ">>>")) and ">>" in row[:end]:
        # « >>> offre <<< » is somebody's ornament, « >>> X <x@y> 08/06/2026 >>> » the header of GroupWise
        return Line(row)
    return Line(rest if rest != "--" else "-- ", depth=row[:end].count(">"))


def _unflowed(rows: list[str], *, delsp: bool) -> list[Line]:
    lines: list[Line] = []
    open_depth = -1
    for row in rows:
        stripped = row.lstrip(">")
        depth = len(row) - len(stripped)
        content = stripped.removeprefix(" ")
        signature = content == "-- "
        soft = content.endswith(" ") and not signature
        if open_depth == depth and not signature and lines:
            lines[-1].text += content
        else:
            if lines and open_depth >= 0:
                lines[-1].text = lines[-1].text.rstrip()
            lines.append(Line(content, depth=depth))
        if soft:
            if delsp:
                lines[-1].text = lines[-1].text[:-1]
            open_depth = depth
        else:
            open_depth = -1
            if not signature:
                lines[-1].text = lines[-1].text.rstrip()
    return lines


def as_text(lines: list[Line], *, marks: bool = True) -> str:
    """The lines as plain text, at most two blank ones in a row, none at either end."""
    out: list[str] = []
    blanks = 0
    for line in lines:
        if line.blank and not line.depth:
            blanks += 1
            continue
        if out and blanks:
            out.extend([""] * min(blanks, 2))
        blanks = 0
        prefix = "> " * line.depth if marks else ""
        out.append((prefix + line.text).rstrip() if line.text != "-- " or prefix else "-- ")
    return "\n".join(out).strip("\n")


_LIST = re.compile(r"\s*(?:[-*•·–—o▪►]|\d{1,2}[.)°/]|[a-z]\))\s")
_FIELD = re.compile(r"[^:]{2,40}\s?:\s")
_TABLE = re.compile(r"\t|\s{3,}|\||;.{1,40};")


def rejoined(lines: list[Line]) -> list[Line]:
    """The lines with hard wraps undone where it is sure: the next word would not have fitted on the line.

    1. The mail is wrapped only when many of its lines end within a word of the longest, and that is 60 to 80 wide.
    2. Lists, labels, table rows and a new sentence after a full stop stay on their own line.
    """
    if not any(len(line.text) >= 60 for line in lines):
        return lines
    out: list[Line] = []
    width: dict[int, int] = {}
    for depth in {line.depth for line in lines}:
        lengths = [len(line.text) for line in lines if line.depth == depth]
        longest = max(lengths)
        # one long line alone proves no wrapping, unless it is as long as programs make them
        wrapped = sum(1 for length in lengths if length >= longest - 12) >= 2 or longest >= 66
        width[depth] = longest if 60 <= longest <= 80 and wrapped else 0
    last_length = 0
    for line in lines:
        if out and _continues(out[-1], line, last_length, width.get(line.depth, 0)):
            last_length = len(line.text)
            out[-1] = Line(f"{out[-1].text} {line.text.lstrip()}", line.depth, out[-1].mark)
        else:
            last_length = len(line.text)
            out.append(line)
    return out


def _continues(before: Line, line: Line, length: int, width: int) -> bool:
    if not width or before.depth != line.depth or before.blank or line.blank or before.text == "-- ":
        return False
    if _TABLE.search(before.text) or _TABLE.search(line.text) or _LIST.match(line.text) or _FIELD.match(line.text):
        return False
    first = line.text.split(None, 1)[0]
    if length + 1 + len(first) <= width:
        return False
    if before.text[-1] in ".:;!?":
        return False
    if first[0].islower() or first[0] in "(«'\"<&":
        return True
    return not first.isupper()
