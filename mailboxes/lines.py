"""Line: one line of a mail's text, how deep it is quoted and what its markup said of it; text <-> lines."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from mailboxes.charsets import INVISIBLE

Mark = Literal["", "attribution", "header", "quote", "signature", "rule", "bare", "loose"]

_QUOTE = re.compile(r"[ ]{0,3}>")
_MARKS = re.compile(r"(?:[ ]?>)+[ ]?")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n"})
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

#: nobody answers an answer more often
_DEPTH_LIMIT = 60

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
        text = unicodedata.normalize("NFC", INVISIBLE.sub("", text.translate(_SPACES)))
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
    return Line(rest if rest != "--" else "-- ", depth=min(row[:end].count(">"), _DEPTH_LIMIT))


def _unflowed(rows: list[str], *, delsp: bool) -> list[Line]:
    lines: list[Line] = []
    pieces: list[str] = []
    open_depth = -1
    for row in rows:
        stripped = row.lstrip(">")
        depth = min(len(row) - len(stripped), _DEPTH_LIMIT)
        content = stripped.removeprefix(" ")
        signature = content == "-- "
        if lines and (signature or open_depth != depth):
            lines[-1].text = "".join(pieces) if lines[-1].text == "-- " else "".join(pieces).rstrip()
        if not lines or signature or open_depth != depth:
            lines.append(Line("-- " if signature else "", depth=depth))
            pieces = []
        soft = content.endswith(" ") and not signature
        pieces.append(content[:-1] if soft and delsp else content)
        open_depth = depth if soft else -1
    if lines:
        lines[-1].text = "".join(pieces) if lines[-1].text == "-- " else "".join(pieces).rstrip()
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
    lengths: dict[int, list[int]] = {}
    for line in lines:
        lengths.setdefault(line.depth, []).append(len(line.text))
    width = {depth: _wrap_width(found) for depth, found in lengths.items()}
    out: list[Line] = []
    #: the rows of the paragraph that is being put together
    rows: list[str] = []
    for line in lines:
        if out and _continues(rows[-1], out[-1].depth, line, width.get(line.depth, 0)):
            rows.append(line.text.lstrip())
            continue
        _put_together(out, rows)
        rows = [line.text]
        out.append(line)
    _put_together(out, rows)
    return out


def _put_together(out: list[Line], rows: list[str]) -> None:
    if len(rows) > 1:
        out[-1] = Line(" ".join(rows), out[-1].depth, out[-1].mark)


def _wrap_width(lengths: list[int]) -> int:
    """Where lines of these lengths are wrapped, 0 when they are not."""
    longest = max(lengths)
    # one long line alone proves no wrapping, unless it is as long as programs make them
    wrapped = sum(1 for length in lengths if length >= longest - 12) >= 2 or longest >= 66
    return longest if 60 <= longest <= 80 and wrapped else 0


def _continues(before: str, depth: int, line: Line, width: int) -> bool:
    """Whether a row goes on what the row before says."""
    if not width or depth != line.depth or not before.strip() or line.blank or before == "-- ":
        return False
    if _TABLE.search(before) or _TABLE.search(line.text) or _LIST.match(line.text) or _FIELD.match(line.text):
        return False
    first = line.text.split(None, 1)[0]
    if len(before) + 1 + len(first) <= width:
        return False
    if before[-1] in ".:;!?":
        return False
    if first[0].islower() or first[0] in "(«'\"<&":
        return True
    return not first.isupper()
