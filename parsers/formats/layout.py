"""A page as words and ruled lines: which words stand in one line, which in one cell of a table; pure."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from parsers.document import Box, Cell, Line, Table
from parsers.formats.glyphs import tidy

#: rulings on one page beyond which they are a drawing, not tables
MAX_EDGES = 1_500
MAX_POINTS = 2_500
_TOLERANCE = 3.0
#: an address of the web that a narrow column broke: at a mark, before one, or where its last part is to come
_BROKEN_WORD = re.compile(
    r"((?:[^\s@]{1,64}@[^\s@]{0,64}|www\.\S{0,64})[-.@_]|\w[\w.]{1,64}[-_](?=\n[^\s@]{1,64}@))\n(?=\S)"
    r"|([^\s@]{1,64}@[^\s@]{1,64})\n(?=[-.@_])|([^\s@]{1,64}@[\w-]{1,40})\n(?=[\w-]{1,40}\.[a-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A run of letters without a blank, and the room it takes on the page."""

    text: str
    box: Box
    size: float = 10.0
    bold: bool = False
    certainty: float = 1.0
    #: no blank parts it from the word before
    glued: bool = False
    #: typed over the page: always a column of its own, however near it stands to the label
    typed: bool = False
    #: set in grey, as hints and untouched placeholders are
    faint: bool = False
    #: set in italics, as hints often are
    slanted: bool = False

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def centre(self) -> float:
        """Half its width."""
        return (self.box[0] + self.box[2]) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A ruled line, level or upright."""

    box: Box
    level: bool


def edges_of(box: Box) -> list[Edge]:
    """The four sides of a rectangle; of a thin one, the line that it draws."""
    left, top, right, bottom = box
    if bottom - top < 2.5:
        middle = (top + bottom) / 2
        return [Edge(box=(left, middle, right, middle), level=True)] if right - left > 3 else []
    if right - left < 2.5:
        middle = (left + right) / 2
        return [Edge(box=(middle, top, middle, bottom), level=False)]
    if right - left < 14 or bottom - top < 8:
        return []
    return [
        Edge(box=(left, top, right, top), level=True),
        Edge(box=(left, bottom, right, bottom), level=True),
        Edge(box=(left, top, left, bottom), level=False),
        Edge(box=(right, top, right, bottom), level=False),
    ]


def arrange(
    words: Sequence[Word], edges: Sequence[Edge], *, page: int, tables_before: int = 0, tolerance: float = _TOLERANCE
) -> list[Line | Table]:
    """The lines and tables of one page, from top to bottom."""
    usual = statistics.median([word.size for word in words]) if words else 10.0
    grids = _grids(edges, tolerance) if len(edges) <= MAX_EDGES else []
    grids = [grid for grid in grids if sum(1 for cell in grid if _inside(words, cell, tolerance)) >= 1]
    blocks: list[tuple[float, float, Line | Table]] = []
    free = list(words)
    for number, grid in enumerate(sorted(grids, key=lambda cells: min(cell[1] for cell in cells)), tables_before + 1):
        table, used = _table(grid, free, page, number, usual, tolerance)
        free = [word for word in free if id(word) not in used]
        blocks.append((min(cell[1] for cell in grid), min(cell[0] for cell in grid), table))
    rows = rows_of(free)
    found = _columns(rows, page, tables_before + len(grids), usual)
    blocks += [(_top(block), 0.0, block) for block in found]
    return [block for _, _, block in sorted(blocks, key=lambda item: item[:2])]


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words by baseline, from top to bottom, each row from left to right; what was drawn twice stands once."""
    rows: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=lambda item: (item.middle, item.box[0])):
        height = max(1.0, word.box[3] - word.box[1])
        for place in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            middle, tall, row = rows[place]
            if abs(middle - word.middle) < 0.45 * max(height, tall):
                row.append(word)
                rows[place] = (statistics.fmean(item.middle for item in row[-12:]), max(tall, height), row)
                break
        else:
            rows.append((word.middle, height, [word]))
    return [_once(sorted(row, key=lambda item: item.box[0])) for _, _, row in sorted(rows, key=lambda item: item[0])]


def segments(row: Sequence[Word]) -> list[list[Word]]:
    """A row parted where a gap is too wide to be a blank."""
    size = statistics.median([word.size for word in row])
    parts: list[list[Word]] = [[row[0]]]
    for before, word in pairwise(row):
        if word.typed or before.typed or word.box[0] - before.box[2] > max(8.0, 1.35 * size):
            parts.append([])
        parts[-1].append(word)
    return parts


def line_text(row: Sequence[Word]) -> str:
    """A row's text: a blank between words, a tab where a wide gap parts two columns."""
    return tidy("\t".join(_phrase(part) for part in segments(row)))


def _phrase(words: Sequence[Word]) -> str:
    """Words of one column; what stands closed up is one word that the file drew in pieces."""
    out = words[0].text
    for before, word in pairwise(words):
        close = word.glued and word.box[0] - before.box[2] < 0.2 * word.size
        out += word.text if close else " " + word.text
    return out


def _once(row: list[Word]) -> list[Word]:
    """A row without the second drawing that some programs make for bold."""
    out: list[Word] = []
    for word in row:
        if out and out[-1].text == word.text and abs(out[-1].box[0] - word.box[0]) < 0.25 * word.size:
            continue
        out.append(word)
    return out


def _line(row: Sequence[Word], page: int, usual: float) -> Line | None:
    text = line_text(row)
    if not text:
        return None
    return Line(
        text=text, place=f"page {page}", page=page, box=around([word.box for word in row]), certainty=certainty(row),
        heading=_heading(row, usual), faint=faint_in([row]),
    )  # fmt: skip


def faint_in(rows: Iterable[Sequence[Word]]) -> tuple[str, ...]:
    """The stretches of these rows that are set in grey or italics."""
    out: list[str] = []
    for row in rows:
        for part in segments(row) if any(word.faint or word.slanted for word in row) else []:
            runs = groupby(part, key=lambda word: word.faint or word.slanted)
            out += [tidy(_phrase(list(words))) for faint, words in runs if faint]
    return tuple(stretch for stretch in out if stretch)


def certainty(words: Sequence[Word]) -> float:
    """The mean certainty, longer words counting for more."""
    weights = [len(word.text) for word in words]
    if not sum(weights) or all(word.certainty == 1.0 for word in words):
        return 1.0
    return round(sum(word.certainty * weight for word, weight in zip(words, weights, strict=True)) / sum(weights), 3)


def _heading(words: Sequence[Word], usual: float) -> bool:
    if not any(character.isalpha() for word in words for character in word.text):
        return False
    if all(word.bold for word in words):
        return True
    if any(word.certainty < 1.0 for word in words) and len(words) < 2:
        # the height of a recognised word tells its letters more than its size
        return False
    return min(word.size for word in words) > 1.2 * usual


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around several."""
    return (
        round(min(box[0] for box in boxes), 1), round(min(box[1] for box in boxes), 1),
        round(max(box[2] for box in boxes), 1), round(max(box[3] for box in boxes), 1),
    )  # fmt: skip


# -- ruled tables -----------------------------------------------------------------------------------------------------


def _grids(edges: Sequence[Edge], tolerance: float) -> list[list[Box]]:
    """Tables as lists of cell boxes, found by pdfplumber; a lone box is a frame and no table."""
    if len(edges) < 4 or len({edge.level for edge in edges}) < 2:
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    merged = merge_edges([_as_plumber(edge) for edge in edges], tolerance, tolerance, tolerance, tolerance)
    merged = [edge for edge in merged if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) > 5]
    points = edges_to_intersections(merged, tolerance, tolerance)
    if len(points) > MAX_POINTS:
        return []
    return [cells for cells in cells_to_tables(intersections_to_cells(points)) if len(cells) > 1]


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
                heading=bool(held) and _heading(held, usual), faint=faint_in(held_rows),
            )
        )  # fmt: skip
    return Table(rows=tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)), used


def joined(lines: Sequence[str]) -> str:
    """The lines of one cell; an address of the web that a narrow cell broke is whole again."""
    return _BROKEN_WORD.sub(
        lambda found: found[1] or found[2] or found[3], tidy("\n".join(line for line in lines if line))
    )


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
            out.append(_gap_table(rows[index : index + length], stop, page, tables, usual))
            index += length
            continue
        line = _line(rows[index], page, usual)
        if line is not None:
            out.append(line)
        index += 1
    return out


def _run(rows: Sequence[list[Word]], start: int, usual: float) -> tuple[int, float]:
    """How many rows from here on are label and value in two columns, and where the second column starts."""
    parts = segments(rows[start])
    if len(parts) != 2 or len(_phrase(parts[0])) > 60:
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


def _gap_table(rows: Sequence[list[Word]], stop: float, page: int, number: int, usual: float) -> Table:
    made: list[tuple[list[Word], list[list[Word]]]] = []
    for row in rows:
        label = [word for word in row if word.box[0] < stop - 4]
        value = [word for word in row if word.box[0] >= stop - 4]
        if label or not made:
            made.append((label, [value] if value else []))
        else:
            made[-1][1].append(value)
    out: list[tuple[Cell, ...]] = []
    for index, (label, values) in enumerate(made):
        held = [word for value in values for word in value]
        place = f"page {page}, tableau {number}, ligne {index + 1}"
        first = Cell(
            text=line_text(label) if label else "", place=f"{place}, colonne 1", row=index, column=0, page=page,
            box=around([word.box for word in label]) if label else None, certainty=certainty(label),
            heading=bool(label) and _heading(label, usual), faint=faint_in([label] if label else []),
        )  # fmt: skip
        second = Cell(
            text=joined([line_text(value) for value in values]), place=f"{place}, colonne 2", row=index, column=1,
            page=page, box=around([word.box for word in held]) if held else None, certainty=certainty(held),
            heading=bool(held) and _heading(held, usual), faint=faint_in(values),
        )  # fmt: skip
        out.append((first, second))
    return Table(rows=tuple(out), ruled=False)


def _top(block: Line | Table) -> float:
    if isinstance(block, Line):
        return block.box[1] if block.box else 0.0
    return min((cell.box[1] for row in block.rows for cell in row if cell.box), default=0.0)
