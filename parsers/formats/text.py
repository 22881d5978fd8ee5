"""Plain text: lines with their numbers, and the tables that a mail program wrote as text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from parsers.detect import decoded
from parsers.document import Cell, Document, Line, Table
from parsers.errors import Unreadable
from parsers.formats.glyphs import gaps_to_tabs, tidy

MAX_LETTERS = 2_000_000
MAX_LINES = 20_000
NOT_TEXT = "Ce fichier n'est pas un texte lisible : demandez à l'expéditeur un document Word ou PDF."


def read(data: bytes) -> Document:
    """The lines and tables of a text of unknown charset; raises Unreadable when it is no text."""
    text = decoded(data)
    if text is None:
        raise Unreadable("unsupported", NOT_TEXT)
    return Document(type="txt", blocks=blocks_of(text))


def blocks_of(text: str) -> tuple[Line | Table, ...]:
    """One line each, with its number, empty ones left out; rows that tabs part into cells as tables."""
    numbered = list(enumerate(text[:MAX_LETTERS].splitlines()[:MAX_LINES], 1))
    out: list[Line | Table] = []
    for parted, group in groupby(numbered, key=lambda item: "\t" in item[1].strip()):
        rows = list(group)
        if parted and _is_table([line for _, line in rows]):
            out.append(_table(rows))
            continue
        shown = ((number, gaps_to_tabs(tidy(line))) for number, line in rows)
        out += [Line(text=line, place=f"ligne {number}") for number, line in shown if line]
    return tuple(out)


def _is_table(lines: Sequence[str]) -> bool:
    """Whether tabs part cells, some of them empty, and do not merely push one column to the right."""
    cells = [line.strip("\n").split("\t") for line in lines]
    filled = max(sum(bool(cell.strip()) for cell in row) for row in cells)
    return len(lines) >= 2 and filled >= 3 and any("" in (cell.strip() for cell in row[1:-1]) for row in cells)


def _table(rows: Sequence[tuple[int, str]]) -> Table:
    """Rows of cells; a cell that stands empty at the end of its row counts as one."""
    parted = [[tidy(cell) for cell in line.split("\t")] for _, line in rows]
    wide = max(len(row) for row in parted)
    return Table(
        rows=tuple(
            tuple(
                Cell(
                    text=text, place=f"ligne {line}, colonne {column + 1}", row=row, column=column,
                )
                for column, text in enumerate([*cells, *[""] * (wide - len(cells))])
            )
            for row, ((line, _), cells) in enumerate(zip(rows, parted, strict=True))
        )
    )  # fmt: skip
