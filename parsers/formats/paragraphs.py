"""Paragraphs: lines that the width of a column broke, as one line again; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.document import Line, Table
from parsers.formats.words import around, joined

#: letters that nobody ends a line with by choice
_HANGS = re.compile(r"(?:[,(]|\b(?:de|des|du|la|le|les|et|ou|à|au|aux|en|par|pour|sur|avec|dans|un|une)|[dl]['’])$")
_ENDS = re.compile(r"[.!?:;]$")
#: room above a line, in heights of its letters, that parts it from the line before
_STANDS_OFF = 0.75
_SAME_EDGE = 4.0
_LONGEST = 3_000


def rejoined(blocks: Sequence[Line | Table], edge: float) -> list[Line | Table]:
    """The lines of one column that ends at this edge, those together that go on from one to the next."""
    out: list[Line | Table] = []
    last: Line | None = None
    for block in blocks:
        before = out[-1] if out else None
        if (
            isinstance(block, Line)
            and isinstance(before, Line)
            and last is not None
            and _goes_on(last, before, block, edge)
        ):
            out[-1] = _together(before, block)
        else:
            out.append(block)
        last = block if isinstance(block, Line) else None
    return out


def _goes_on(last: Line, whole: Line, line: Line, edge: float) -> bool:
    """Whether a line was full, and the next one begins as no line of its own does."""
    if last.box is None or line.box is None or last.heading != line.heading or len(whole.text) > _LONGEST:
        return False
    if "\t" in last.text + line.text or _ENDS.search(last.text) or _reaches(last.text, line.text):
        return False
    tall = min(last.box[3] - last.box[1], line.box[3] - line.box[1])
    alike = abs((last.box[3] - last.box[1]) - (line.box[3] - line.box[1])) < 0.2 * tall
    near = -0.3 * tall < line.box[1] - last.box[3] < _STANDS_OFF * tall
    begins = line.text[:1].islower() or (bool(_HANGS.search(last.text)) and line.text[:1].isalnum())
    return alike and near and begins and abs(line.box[0] - _left(whole)) < _indent(whole) and _full(last, line, edge)


def _reaches(one: str, two: str) -> bool:
    """Whether a line begins with a whole address of the web or of mail, which no sentence goes on with."""
    return bool(re.match(r"(?:www\.|https?:|[^\s@]+@)", two)) and "\n" in joined([one, two])


def _left(line: Line) -> float:
    return line.box[0] if line.box else 0.0


def _indent(line: Line) -> float:
    """An item goes on behind its bullet, other text at its own left edge or with its first line indented."""
    return 24.0 if not line.text[:1].isalnum() else _SAME_EDGE + 14


def _full(last: Line, line: Line, edge: float) -> bool:
    """Whether the first word of a line had no room on the line before."""
    if last.box is None or line.box is None:
        return False
    letter = (line.box[2] - line.box[0]) / max(1, len(line.text))
    first = line.text.split(" ", 1)[0]
    return last.box[2] + (len(first) + 0.5) * letter > edge


def _together(one: Line, two: Line) -> Line:
    boxes = [line.box for line in (one, two) if line.box]
    weights = [len(line.text) for line in (one, two)]
    certainty = (one.certainty * weights[0] + two.certainty * weights[1]) / max(1, sum(weights))
    return Line(
        text=joined([one.text, two.text]).replace("\n", " "), place=one.place, page=one.page, box=around(boxes),
        certainty=round(certainty, 3), heading=one.heading, faint=(*one.faint, *two.faint),
    )  # fmt: skip
