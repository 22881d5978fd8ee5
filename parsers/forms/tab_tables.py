"""Tab tables: lines that tabs part into the same columns, a label and one answer a job, as the table that they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from parsers.document import Cell, Line, Table
from parsers.forms.labels import label_of
from parsers.vocabulary import Vocabulary

#: as many lines of one shape are a table
_FEWEST = 4
#: a label and the answers of two jobs
_NARROWEST = 3
_LABEL = 0.79


def with_tables(blocks: Sequence[Line | Table], vocabulary: Vocabulary) -> Iterator[Line | Table]:
    """The blocks; runs of lines that are rows of a table as that table."""
    for width, group in groupby(blocks, key=_width):
        run = list(group)
        lines = [block for block in run if isinstance(block, Line)]
        if width >= _NARROWEST and len(lines) >= _FEWEST and _is_table(lines, vocabulary):
            yield _table(lines)
        else:
            yield from run


def _width(block: Line | Table) -> int:
    return len(block.text.split("\t")) if isinstance(block, Line) else 0


def _is_table(lines: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """Labels in the first column, and only there."""
    rows = [line.text.split("\t") for line in lines]
    first = sum(_is_label(row[0], vocabulary) for row in rows)
    other = sum(_is_label(text, vocabulary) for row in rows for text in row[1:])
    return first >= 0.7 * len(rows) and other <= 0.1 * len(rows)


def _is_label(text: str, vocabulary: Vocabulary) -> bool:
    label = label_of(text.strip(), vocabulary)
    return text.strip().endswith(":") or (label is not None and label.score >= _LABEL)


def _table(lines: Sequence[Line]) -> Table:
    return Table(
        rows=tuple(
            tuple(
                Cell(
                    text=text.strip(), place=line.place, row=row, column=column, page=line.page,
                    certainty=line.certainty, heading=line.heading and not column,
                )
                for column, text in enumerate(line.text.split("\t"))
            )
            for row, line in enumerate(lines)
        )
    )  # fmt: skip
