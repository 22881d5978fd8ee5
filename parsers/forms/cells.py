"""Cells: a table's cells as a reader sees them: lines put together that the paper broke, each perhaps a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.document import Cell, Table
from parsers.forms.beside import beside, numbered
from parsers.forms.continuations import ITEM, SENTENCE
from parsers.forms.evidence import fit
from parsers.forms.label_book import Label
from parsers.forms.labels import label_of
from parsers.forms.pairs import Context

_HANGS = re.compile(r"(?:,|\b(?:de|des|du|la|le|les|et|ou|à|au|aux|en|pour|sur|avec)|[dl]['’])$")
MOST_ROWS = 2_000
#: points that a letter takes on average in the largest type of a form
_WIDEST_LETTER = 7.0
#: a label of this score is one wherever it stands; a lesser one only where labels stand
SURE = 0.9
#: cells with their label over their answer, from which on a table is taken to hold all its answers so
LEAST_HEADED = 3
LESSER = 0.72
#: letters of a label over its answer in one cell
LONGEST_HEAD = 110


@dataclass(slots=True)
class Seen:
    """A cell and what it may be."""

    cell: Cell
    text: str
    label: Label | None
    blank: bool
    inner: bool
    #: the first cell of a row of labels whose answers stand below
    heads: bool = False
    #: it stands in a column of labels
    among_labels: bool = False

    @property
    def is_label(self) -> bool:
        """It reads like a label, and holds no pairs of its own."""
        return self.label is not None and not self.inner

    @property
    def is_sure(self) -> bool:
        """A wording of the lists, or nearly; not one that only its words point to."""
        return self.label is not None and self.label.score >= SURE and not self.inner


def seen_rows(table: Table, context: Context, *, paper: bool) -> list[list[Seen]]:
    """The rows of a table; `paper`: line ends in cells are the paper's, not the author's."""
    room = _room(table) if paper else {}
    cells = _rows_rejoined(table.rows[:MOST_ROWS], context) if paper else table.rows[:MOST_ROWS]
    rows = [[_seen(_rejoined(cell, room, context), context, lone=len(row) == 1) for cell in row] for row in cells]
    _settle_heads(rows, context)
    return [row for row in rows if row]


def _settle_heads(rows: Sequence[Sequence[Seen]], context: Context) -> None:
    """Where cells hold their label over their answer, a lesser label on the first of several lines is one too."""
    several = [seen for row in rows for seen in row if "\n" in seen.text]
    headed = sum(seen.inner for seen in several)
    if headed < LEAST_HEADED or 2 * headed < len(several):
        return
    for seen in several:
        head, answer = seen.text.split("\n", 1)
        label = label_of(head, context.vocabulary)
        if seen.inner or label is None or label.score < LESSER or len(head) > LONGEST_HEAD:
            continue
        seen.inner, seen.label = True, None
        seen.text = f"{head.rstrip(' :')} :\n{answer}"


def _room(table: Table) -> dict[tuple[int, int], int]:
    """How many letters a line of a column holds: the longest line that any of its cells has, or what its width must."""
    room: dict[tuple[int, int], int] = {}
    for row in table.rows[:MOST_ROWS]:
        for cell in row:
            longest = max((len(line) for line in cell.text.split("\n")), default=0)
            if table.ruled and cell.box is not None:
                longest = max(longest, int((cell.box[2] - cell.box[0]) / _WIDEST_LETTER))
            key = (cell.column, cell.column_span)
            room[key] = max(room.get(key, 0), longest)
    return room


def _rows_rejoined(rows: Sequence[tuple[Cell, ...]], context: Context) -> list[tuple[Cell, ...]]:
    """A label that the paper broke over two rows, with what stands beside it, as one row again."""
    out: list[tuple[Cell, ...]] = []
    for row in rows:
        if out and len(row) == len(out[-1]) > 1 and _label_goes_on(out[-1][0].text, row[0].text, context):
            out[-1] = tuple(
                replace(above, text="\n".join(part for part in (above.text, below.text) if part.strip()))
                for above, below in zip(out[-1], row, strict=True)
            )
        else:
            out.append(row)
    return out


def _label_goes_on(above: str, below: str, context: Context) -> bool:
    if not below.strip() or len(above) > 90 or len(below) > 90:
        return False
    if above.count("(") > above.count(")") and ")" in below:
        return True
    if not below[:1].islower() or label_of(below, context.vocabulary):
        return False
    return label_of(f"{above} {below}", context.vocabulary) is not None


def _rejoined(cell: Cell, room: dict[tuple[int, int], int], context: Context) -> Cell:
    """The cell with the lines put together that its narrowness broke."""
    full = room.get((cell.column, cell.column_span))
    lines = cell.text.split("\n")
    if full is None or len(lines) < 2:
        return cell
    out = [lines[0]]
    last = lines[0]
    authored = _parted_by_author(lines, full)
    for line in lines[1:]:
        tight = _full(last, line, full) and not ITEM.match(line) and "@" not in last + line
        if line is lines[1] and _answers_below(lines[0], line, context):
            tight = False
        if tight and (
            (not SENTENCE.match(line) and not line[:1].isdigit())
            or line[:1] in "(&/"
            or _HANGS.search(last)
            or len(line) < 4
            or (", " in last and not authored)
        ):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
        last = line
    return replace(cell, text="\n".join(out))


def _full(last: str, line: str, full: int) -> bool:
    """Whether the first word of a line had no room on the line before."""
    return len(last) + 1 + len(line.split(" ", 1)[0]) > 0.85 * full


def _answers_below(head: str, line: str, context: Context) -> bool:
    """« Nom et prénom du correspondant » over « LEFORT Amandine »: a whole label, and what no label goes on with."""
    if not line[:1].isupper() or _HANGS.search(head):
        return False
    label = label_of(head, context.vocabulary)
    return label is not None and label.kind == "field" and label.score >= LESSER


def _parted_by_author(lines: list[str], full: int) -> bool:
    """Whether short lines are followed by capitals throughout: who wrote began a line with each item."""
    starts = [line for last, line in pairwise(lines) if not _full(last, line, full)]
    return len(starts) > 1 and all(SENTENCE.match(line) for line in starts)


def _seen(cell: Cell, context: Context, *, lone: bool) -> Seen:
    text = cell.text.strip()
    blank = not re.search(r"[^\s._…:]", text)
    if blank or len(text) > 3_000:
        return Seen(cell=cell, text="" if blank else text, label=None, blank=blank, inner=False)
    lines = [line for line in text.split("\n") if line.strip()]
    label = label_of(" ".join(lines), context.vocabulary) if len(lines) <= 4 else None
    if label is not None and label.score < 0.7:
        label = None
    inner = _inner_pairs(lines, context, label, lone=lone)
    return Seen(cell=cell, text=text, label=None if inner else label, blank=False, inner=inner)


def _inner_pairs(lines: list[str], context: Context, whole: Label | None, *, lone: bool) -> bool:
    """Whether the cell holds its own pairs: « Label : value », or a label on its first line and the value under it."""
    if any(pair.value.strip() for line in lines for pair in beside(line, context.vocabulary)):
        # « Profil : compétences, expérience, formation » asks for all three, and answers none
        return not (whole is not None and len(whole.paths) > 1 and len(lines) == 1 and not lone)
    if numbered(lines[0], context.vocabulary) is not None:
        # « 3.7 Expérience Non exigée »
        return True
    if len(lines) > 1 and lines[0].rstrip().endswith(":") and len(lines[0]) < LONGEST_HEAD:
        return True
    if len(lines) > 1:
        first = label_of(lines[0], context.vocabulary)
        if first and first.score >= 0.93 and _answers(first, " ".join(lines[1:])):
            return True
        if whole is not None and not lone and (lines[1][:1].islower() or lines[-1].rstrip().endswith(("?", ":"))):
            return False
        if first and first.score >= 0.93 and not (whole and whole.score > 0.98):
            return not all(re.match(r"^\s*\(.*\)\s*$", line) for line in lines[1:])
    return False


def _answers(label: Label, text: str) -> bool:
    """Whether a text under a label is a number of people for a label that asks how many: no label goes on so."""
    return label.paths == ("job.openings",) and bool(re.match(r"[\w(]", text)) and fit("job.openings", text) > 0
