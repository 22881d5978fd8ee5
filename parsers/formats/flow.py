"""A stream of text with cell and row marks, as old word processors store it, gathered into lines and tables."""

from __future__ import annotations

from typing import NamedTuple

from parsers.document import Cell, Line, Table
from parsers.errors import Unreadable
from parsers.formats.archive import TOO_LARGE
from parsers.formats.faint import Stretches
from parsers.formats.glyphs import gaps_to_tabs, tidy

MAX_CELLS = 40_000


class _Taken(NamedTuple):
    """The text of a paragraph or cell, and how it is set."""

    text: str
    heading: bool
    faint: tuple[str, ...]


class Flow:
    """Takes text, ends of paragraphs, cells and rows in order; gives blocks."""

    def __init__(self) -> None:
        self._done: list[Line | list[tuple[list[_Taken], list[int]]]] = []
        self._letters: list[str] = []
        self._loud: list[bool] = []
        self._faint = Stretches()
        self._cells: list[_Taken] = []
        self._count = self._paragraphs = 0

    def text(self, letters: str, *, loud: bool = False, faint: bool = False) -> None:
        """More text of the paragraph or cell under way."""
        self._letters.append(letters)
        self._faint.put(letters, faint=faint)
        if letters.strip():
            self._loud.append(loud)

    def end_paragraph(self, place: str = "") -> None:
        """The paragraph is over: it becomes lines."""
        taken, faint = self._taken(), self._faint
        self._faint = Stretches()
        self._paragraphs += 1
        for part in taken.text.split("\n"):
            line = gaps_to_tabs(part)
            if line:
                self._done.append(
                    Line(
                        text=line, place=place or f"paragraphe {self._paragraphs}", heading=taken.heading,
                        faint=faint.within(line),
                    )
                )  # fmt: skip

    def end_cell(self) -> None:
        """The cell is over; its row goes on."""
        self._count += 1
        if self._count > MAX_CELLS:
            raise Unreadable("too_large", TOO_LARGE)
        self._cells.append(self._taken())
        self._faint = Stretches()

    def end_row(self, stops: list[int] | None = None) -> None:
        """The row is over; `stops` are the right edges of its cells, where the file tells them."""
        self._taken()
        self._faint = Stretches()
        cells, self._cells = self._cells, []
        if not cells:
            return
        if not self._done or isinstance(self._done[-1], Line):
            self._done.append([])
        last = self._done[-1]
        assert isinstance(last, list)
        last.append((cells, (stops or [])[: len(cells)]))

    def blocks(self) -> tuple[Line | Table, ...]:
        """All that was gathered."""
        out: list[Line | Table] = []
        tables = 0
        for item in self._done:
            if isinstance(item, Line):
                out.append(item)
                continue
            tables += 1
            out.append(_table(item, tables))
        return tuple(out)

    def _taken(self) -> _Taken:
        text = "\n".join(line.strip() for line in tidy("".join(self._letters)).split("\n"))
        heading = bool(self._loud) and all(self._loud)
        self._letters, self._loud = [], []
        return _Taken(text=text, heading=heading and bool(text), faint=self._faint.within(text))


def _table(rows: list[tuple[list[_Taken], list[int]]], number: int) -> Table:
    """Rows on one grid: cells of rows that part at other places span what they cover."""
    edges: list[int] = []
    for edge in sorted({edge for _, stops in rows for edge in stops}):
        if not edges or edge - edges[-1] > 60:  # twentieths of a point: three points are the same line
            edges.append(edge)
    out: list[tuple[Cell, ...]] = []
    for row, (cells, stops) in enumerate(rows):
        made: list[Cell] = []
        column = 0
        for index, taken in enumerate(cells):
            end = column + 1
            if len(stops) == len(cells):
                end = max(end, _nearest(edges, stops[index]) + 1)
            made.append(
                Cell(
                    text=taken.text, place=f"tableau {number}, ligne {row + 1}, colonne {column + 1}", row=row,
                    column=column, column_span=end - column, heading=taken.heading, faint=taken.faint,
                )
            )  # fmt: skip
            column = end
        out.append(tuple(made))
    return Table(rows=tuple(out))


def _nearest(edges: list[int], stop: int) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - stop))
