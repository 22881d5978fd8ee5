"""A page as lines and tables: which words stand in one line, which in one cell of a table; pure."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from parsers.document import Box, Cell, Line, Table
from parsers.formats.cards import Card, cards_of
from parsers.formats.letter_boxes import combed
from parsers.formats.paragraphs import rejoined
from parsers.formats.reading_order import in_order
from parsers.formats.words import (
    Edge,
    Word,
    around,
    certainty,
    faint_in,
    is_heading,
    joined,
    line_text,
    phrase,
    rows_of,
    segments,
    typed_askew_rejoined,
)

#: rulings on one page beyond which they are a drawing, not tables
MAX_EDGES = 1_500
MAX_POINTS = 2_500
_TOLERANCE = 3.0
#: the next label stands so many times further from an answer than the answer from its own
_NEXT_BLOCK = 1.25


def arrange(
    words: Sequence[Word], edges: Sequence[Edge], *, page: int, tables_before: int = 0, tolerance: float = _TOLERANCE
) -> list[Line | Table]:
    """The lines and tables of one page, from top to bottom; independent columns one after the other."""
    usual = statistics.median([word.size for word in words]) if words else 10.0
    grids = _grids(edges, tolerance) if len(edges) <= MAX_EDGES else []
    free, grids = combed(words, grids)
    frames = [grid[0] for grid in grids if len(grid) == 1]
    grids = [grid for grid in grids if len(grid) > 1 and any(_inside(free, cell, tolerance) for cell in grid)]
    tables: list[tuple[Box, Table]] = []
    for number, grid in enumerate(sorted(grids, key=lambda cells: min(cell[1] for cell in cells)), tables_before + 1):
        table, used = _table(grid, free, page, number, usual, tolerance)
        free = [word for word in free if id(word) not in used]
        tables.append((around(grid), table))
    out: list[Line | Table] = []
    count = tables_before + len(tables)
    for part in in_order(free, [box for box, _ in tables], frames, edges):
        cards, loose = cards_of(part.runs)
        found: list[Line | Table] = [
            _card_table(group, page, number, usual) for number, group in enumerate(cards, count + 1)
        ]
        rows = rows_of(loose)
        if any(word.certainty < 1.0 for word in loose):
            rows = typed_askew_rejoined(rows)
        found += _columns(rows, page, count + len(found), usual)
        count += sum(isinstance(block, Table) for block in found)
        if part.edge is not None:
            found = rejoined(found, part.edge)
        blocks: list[tuple[float, float, Line | Table]] = [(_top(block), 0.0, block) for block in found]
        blocks += [(tables[number][0][1], tables[number][0][0], tables[number][1]) for number in part.tables]
        out += [block for _, _, block in sorted(blocks, key=lambda item: item[:2])]
    return out


def _line(row: Sequence[Word], page: int, usual: float) -> Line | None:
    text = line_text(row)
    if not text:
        return None
    return Line(
        text=text, place=f"page {page}", page=page, box=around([word.box for word in row]), certainty=certainty(row),
        heading=is_heading(row, usual), faint=faint_in([row]),
    )  # fmt: skip


# -- ruled tables -----------------------------------------------------------------------------------------------------


def _grids(edges: Sequence[Edge], tolerance: float) -> list[list[Box]]:
    """Tables as lists of cell boxes, found by pdfplumber; a lone box is a frame."""
    if len(edges) < 4 or len({edge.level for edge in edges}) < 2:
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    merged = merge_edges([_as_plumber(edge) for edge in edges], tolerance, tolerance, tolerance, tolerance)
    merged = [edge for edge in merged if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) > 5]
    points = edges_to_intersections(merged, tolerance, tolerance)
    if len(points) > MAX_POINTS:
        return []
    cells = intersections_to_cells(points)
    tables = [list(cells) for cells in cells_to_tables(cells)]
    joined_up = {cell for table in tables for cell in table}
    return tables + [[cell] for cell in cells if cell not in joined_up]


def _as_plumber(edge: Edge) -> dict[str, Any]:
    left, top, right, bottom = edge.box
    return {
        "x0": left, "x1": right, "top": top, "bottom": bottom, "width": right - left, "height": bottom - top,
        "orientation": "h" if edge.level else "v", "object_type": "line",
    }  # fmt: skip


def _inside(words: Iterable[Word], cell: Box, slack: float) -> list[Word]:
    left, top, right, bottom = cell
    return [
        word
        for word in words
        if left - slack <= word.centre <= right + slack
        and top - slack <= word.middle <= bottom + slack
        and word.box[0] > left - 6
    ]


def _table(
    grid: Sequence[Box], words: Sequence[Word], page: int, number: int, usual: float, tolerance: float
) -> tuple[Table, set[int]]:
    """One ruled table and the words that it holds."""
    columns = _stops([cell[0] for cell in grid] + [cell[2] for cell in grid], tolerance)
    lines = _stops([cell[1] for cell in grid] + [cell[3] for cell in grid], tolerance)
    used: set[int] = set()
    rows: list[list[Cell]] = [[] for _ in lines[:-1]]
    for box in sorted(grid, key=lambda cell: (cell[1], cell[0])):
        held = [word for word in _inside(words, box, 0.5) if id(word) not in used]
        used |= {id(word) for word in held}
        row, column = _nearest(lines, box[1]), _nearest(columns, box[0])
        held_rows = rows_of(held)
        if row >= len(rows):
            continue
        rows[row].append(
            Cell(
                text=joined([line_text(line) for line in held_rows]), row=row, column=column, page=page,
                place=f"page {page}, tableau {number}, ligne {row + 1}, colonne {column + 1}",
                row_span=max(1, _nearest(lines, box[3]) - row), column_span=max(1, _nearest(columns, box[2]) - column),
                box=around([box]), certainty=certainty(held) if held else 1.0,
                heading=bool(held) and is_heading(held, usual), faint=faint_in(held_rows),
            )
        )  # fmt: skip
    return Table(rows=tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)), used


def _stops(values: Sequence[float], tolerance: float) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > tolerance:
            out.append(value)
    return out


def _nearest(stops: Sequence[float], value: float) -> int:
    return min(range(len(stops)), key=lambda index: abs(stops[index] - value))


# -- columns told by gaps ---------------------------------------------------------------------------------------------


def _columns(rows: Sequence[list[Word]], page: int, tables: int, usual: float) -> list[Line | Table]:
    """Lines, and tables where several rows in a run part at the same place; in doubt, lines."""
    out: list[Line | Table] = []
    index = 0
    while index < len(rows):
        length, stop = _run(rows, index, usual)
        if length >= 3:
            tables += 1
            table = _gap_table(rows[index : index + length], stop, page, tables, usual)
            more = _going_on(rows[index : index + length], rows[index + length :], stop)
            out.append(_lengthened(table, more) if more else table)
            index += length + len(more)
            continue
        line = _line(rows[index], page, usual)
        if line is not None:
            out.append(line)
        index += 1
    return out


def _run(rows: Sequence[list[Word]], start: int, usual: float) -> tuple[int, float]:
    """How many rows from here on are label and value in two columns, and where the second column starts."""
    parts = segments(rows[start])
    if len(parts) != 2 or len(phrase(parts[0])) > 60:
        return 0, 0.0
    stop = parts[1][0].box[0]
    left = parts[0][0].box[0]
    length = pairs = 0
    for index in range(start, len(rows)):
        row = rows[index]
        if index > start and row[0].box[1] - rows[index - 1][0].box[3] > 2.2 * usual:
            break
        found = segments(row)
        begins = abs(found[0][0].box[0] - left) < 4
        if len(found) == 2 and begins and abs(found[1][0].box[0] - stop) < 4:
            pairs += 1
            length = index - start + 1
        elif len(found) == 1 and abs(found[0][0].box[0] - stop) < 4:
            length = index - start + 1
        elif len(found) == 1 and begins and found[0][-1].box[2] < stop and found[0][-1].text.endswith(":"):
            continue
        else:
            break
    return (length, stop) if pairs >= 3 else (0, stop)


def _going_on(run: Sequence[list[Word]], after: Sequence[list[Word]], stop: float) -> list[list[Word]]:
    """Rows that go on with the last answer of the first column: as close under it as it stands under its label.

    Only where labels stand over answers, so that the blocks of rows are further apart than their lines.
    """
    steps = [_height(below) - _height(above) for above, below in pairwise(run)]
    if not steps or max(steps) < _NEXT_BLOCK * steps[-1]:
        return []
    out: list[list[Word]] = []
    for row in after:
        last = out[-1] if out else run[-1]
        within = len(segments(row)) == 1 and row[-1].box[2] < stop and abs(row[0].box[0] - run[-1][0].box[0]) < 4
        if not within or _height(row) - _height(last) > 1.15 * min(steps) or row[-1].text.endswith((":", "?")):
            break
        out.append(row)
    return out


def _height(row: Sequence[Word]) -> float:
    return statistics.fmean(word.middle for word in row)


def _lengthened(table: Table, rows: Sequence[list[Word]]) -> Table:
    """The table with these rows at the end of its first column."""
    first, *others = table.rows[-1]
    words = [word for row in rows for word in row]
    grown = replace(
        first,
        text=joined([first.text, *(line_text(row) for row in rows)]),
        box=around([*([first.box] if first.box else []), *(word.box for word in words)]),
        certainty=min(first.certainty, certainty(words)),
    )
    return replace(table, rows=(*table.rows[:-1], (grown, *others)))


def _gap_table(rows: Sequence[list[Word]], stop: float, page: int, number: int, usual: float) -> Table:
    made: list[tuple[list[Word], list[list[Word]]]] = []
    for row in rows:
        label = [word for word in row if word.box[0] < stop - 4]
        value = [word for word in row if word.box[0] >= stop - 4]
        if label or not made:
            made.append((label, [value] if value else []))
        else:
            made[-1][1].append(value)
    return _two_columns(made, page, number, usual)


def _card_table(cards: Sequence[Card], page: int, number: int, usual: float) -> Table:
    """Cards as rows of a label and its answer."""
    made = [(list(card.label.words), rows_of(word for run in card.answer for word in run.words)) for card in cards]
    return _two_columns(made, page, number, usual, shown=True)


def _two_columns(
    made: Sequence[tuple[list[Word], list[list[Word]]]], page: int, number: int, usual: float, *, shown: bool = False
) -> Table:
    """Labels, and the lines of their answers; `shown`: their look tells them for labels."""
    out: list[tuple[Cell, ...]] = []
    for index, (label, values) in enumerate(made):
        held = [word for value in values for word in value]
        place = f"page {page}, tableau {number}, ligne {index + 1}"
        first = Cell(
            text=line_text(label) if label else "", place=f"{place}, colonne 1", row=index, column=0, page=page,
            box=around([word.box for word in label]) if label else None, certainty=certainty(label),
            heading=bool(label) and (shown or is_heading(label, usual)), faint=faint_in([label] if label else []),
        )  # fmt: skip
        second = Cell(
            text=joined([line_text(value) for value in values]), place=f"{place}, colonne 2", row=index, column=1,
            page=page, box=around([word.box for word in held]) if held else None, certainty=certainty(held),
            heading=bool(held) and is_heading(held, usual), faint=faint_in(values),
        )  # fmt: skip
        out.append((first, second))
    return Table(rows=tuple(out), ruled=False)


def _top(block: Line | Table) -> float:
    if isinstance(block, Line):
        return block.box[1] if block.box else 0.0
    return min((cell.box[1] for row in block.rows for cell in row if cell.box), default=0.0)
