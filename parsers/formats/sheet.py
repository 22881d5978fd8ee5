"""Spreadsheets (xlsx, xlsb, xls, ods) and CSV: every sheet that a person sees, each cell under its name « B4 »."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

from parsers.detect import decoded, separator_of
from parsers.document import Cell, Document, Table
from parsers.errors import Unreadable
from parsers.formats import biff
from parsers.formats.archive import CORRUPT, LOCKED, TOO_LARGE, Archive
from parsers.formats.glyphs import tidy

MAX_ROWS = 2_000
MAX_COLUMNS = 200
MAX_SHEETS = 30
#: cells of the rectangle that the library would build in memory
MAX_AREA = 3_000_000
#: letters of all cells of a sheet together: thousands of cells may share one string of the file
MAX_LETTERS = 4_000_000
#: bytes of all cells that share strings, before the library copies each for every cell
MAX_SHARED = 20_000_000
_REFERENCE = re.compile(rb'[<\s]r="([A-Z]{0,9})([0-9]{1,20})"')
_SHARED = re.compile(rb't="s"[^>]{0,100}>\s{0,9}<v>([0-9]{1,7})</v>')
#: the library reserves memory for as many as a part says there are, before it has seen one
_CLAIM = re.compile(rb'[cC]ount="([0-9]{7,20})"')


def read(data: bytes, kind: str) -> Document:
    """The visible sheets of a workbook; raises Unreadable when it is locked, broken or a bomb."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    if kind == "xls":
        biff.weigh(data, most=MAX_AREA)
    else:
        _weigh(data, kind)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        seen = [
            sheet.name
            for sheet in book.sheets_metadata
            # our own drop-down lists live on hidden sheets
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        sheets = [(name, book.get_sheet_by_name(name)) for name in seen[:MAX_SHEETS]]
        tables = [_table(name, sheet) for name, sheet in sheets]
    except (CalamineError, ValueError, OSError, IndexError, KeyError) as fault:
        if "assword" in type(fault).__name__ or "assword" in str(fault):
            raise Unreadable("encrypted", LOCKED) from fault
        raise Unreadable("corrupt", CORRUPT) from fault
    except BaseException as fault:
        # a panic of the library's Rust is no Exception in Python
        if type(fault).__name__ == "PanicException":
            raise Unreadable("corrupt", CORRUPT) from fault
        raise
    left_out = len(seen) > MAX_SHEETS or any(_is_cut(sheet.total_height, sheet.total_width) for _, sheet in sheets)
    return _document(kind, tables, left_out=left_out)


def _document(kind: str, tables: Sequence[Table | None], *, left_out: bool) -> Document:
    """What was read of the sheets, and whether more stands in them."""
    blocks = tuple(table for table in tables if table is not None)
    return Document(type=kind, blocks=blocks, problems=("sheets_left_out",) if left_out and blocks else ())


def _is_cut(rows: int, columns: int) -> bool:
    """Whether a sheet has more than is read of it."""
    return rows > MAX_ROWS or columns > MAX_COLUMNS


def read_csv(data: bytes) -> Document:
    """The rows of a CSV file of unknown charset and separator."""
    text = decoded(data)
    if text is None:
        raise Unreadable("unsupported", "Ce fichier n'est pas un texte lisible : demandez un document Word ou PDF.")
    mark = separator_of(text) or ";"
    csv.field_size_limit(1_000_000)
    rows: list[list[Any]] = []
    left_out = False
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            left_out = left_out or _is_cut(len(rows) + 1, len(row))
            if len(rows) == MAX_ROWS:
                break
            rows.append([tidy(cell) for cell in row[:MAX_COLUMNS]])
    except csv.Error as fault:
        raise Unreadable("corrupt", CORRUPT) from fault
    return _document("csv", [_cells(rows, (0, 0), {}, "")], left_out=left_out)


def _table(name: str, sheet: Any) -> Table | None:
    """One sheet; its rows start where its first used cell stands."""
    if sheet.total_height > MAX_ROWS * 50 or sheet.total_width > 16_384:
        raise Unreadable("too_large", TOO_LARGE)
    rows = sheet.to_python(skip_empty_area=True, nrows=MAX_ROWS)
    if sum(len(value) for row in rows for value in row if isinstance(value, str)) > MAX_LETTERS:
        raise Unreadable("too_large", TOO_LARGE)
    start = sheet.start or (0, 0)
    merged = {}
    for first, last in sheet.merged_cell_ranges or ():
        merged[first] = (last[0] - first[0] + 1, last[1] - first[1] + 1)
    return _cells([[_shown(value) for value in row[:MAX_COLUMNS]] for row in rows], start, merged, name)


def _cells(
    rows: list[list[Any]], start: tuple[int, int], merged: dict[tuple[int, int], tuple[int, int]], name: str
) -> Table | None:
    covered = {
        (row + down, column + right)
        for (row, column), (height, width) in merged.items()
        for down in range(min(height, 200))
        for right in range(min(width, 200))
        if down or right
    }
    out: list[tuple[Cell, ...]] = []
    sheet = f"feuille {name}, " if name else ""
    for number, row in enumerate(rows, start[0]):
        cells = []
        for column, text in enumerate(row, start[1]):
            if (number, column) in covered:
                continue
            height, width = merged.get((number, column), (1, 1))
            cells.append(
                Cell(
                    text=text, place=f"{sheet}cellule {_letters(column)}{number + 1}", row=number - start[0],
                    column=column - start[1], row_span=height, column_span=width,
                )
            )  # fmt: skip
        while cells and not cells[-1].text and len(cells) > 2:
            cells.pop()
        out.append(tuple(cells))
    if not any(cell.text for row in out for cell in row):
        return None
    return Table(rows=tuple(out), name=name or None)


def _letters(column: int) -> str:
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def _shown(value: Any) -> str:
    """A cell's value as a person would read it: whole numbers without « .0 », dates the French way."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e16 else f"{value:.10g}".replace(".", ",")
    if isinstance(value, dt.datetime):
        if value.hour or value.minute:
            return f"{value:%d/%m/%Y %Hh%M}"
        return f"{value:%d/%m/%Y}"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, dt.time):
        return f"{value:%Hh%M}"
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}h{minutes % 60:02d}"
    return tidy(str(value))


def _weigh(data: bytes, kind: str) -> None:
    """Refuse a workbook whose far-away cells would make the library build a giant rectangle, before it does."""
    archive = Archive(data)
    if kind == "ods":
        archive.read("content.xml")
        return
    shared = [len(text) for text in (archive.read("xl/sharedStrings.xml") or b"").split(b"</si>")]
    letters = 0
    for name in archive.names:
        if not name.startswith("xl/") or not name.endswith((".xml", ".bin")):
            continue
        part = archive.read(name) or b""
        sheet = name.startswith("xl/worksheets/") and name.endswith(".xml")
        if (sheet and _area(part) > MAX_AREA) or _CLAIM.search(part):
            raise Unreadable("too_large", TOO_LARGE)
        if sheet and max(shared) * part.count(b't="s"') > MAX_LETTERS:
            letters += sum(shared[index] for index in map(int, _SHARED.findall(part)) if index < len(shared))
            if letters > MAX_SHARED:
                raise Unreadable("too_large", TOO_LARGE)


def _area(part: bytes) -> int:
    rows = columns = 0
    for letters, digits in _REFERENCE.findall(part):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        rows, columns = max(rows, int(digits)), max(columns, column)
    return rows * columns
