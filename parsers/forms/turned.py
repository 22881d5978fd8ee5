"""Turned tables: panels side by side put one under the other, labels that stand under their answers put before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.document import Cell, Table
from parsers.forms.beside import beside
from parsers.forms.labels import label_of
from parsers.forms.sections import section_of
from parsers.vocabulary import Vocabulary

#: what names the parts of a form this surely
_SURE = 0.9
#: a label this sure may stand under its answer
_LABEL = 0.79
#: as many cells end with their label where a form sets them so
_ENOUGH = 4

Row = tuple[Cell, ...]


def turned(table: Table, vocabulary: Vocabulary) -> Table:
    """The table in the order in which a person reads it."""
    rows = tuple(_panels_in_turn(table.rows, vocabulary))
    return replace(table, rows=_labels_first(rows, vocabulary))


def _panels_in_turn(rows: Sequence[Row], vocabulary: Vocabulary) -> Iterator[Row]:
    """« Le facilitateur | L'entreprise » over two columns each: what stands under the one, then under the other."""
    index = 0
    while index < len(rows):
        heads = rows[index]
        if texts := _text_panels(rows[index:], vocabulary):
            yield from texts.rows
            index += texts.taken
            continue
        yields = _are_panels(heads, vocabulary)
        below = index + 1
        while yields and below < len(rows) and all(_panel_of(cell, heads) is not None for cell in rows[below]):
            below += 1
        if below - index < 3:
            yield heads
            index += 1
            continue
        for head in heads:
            yield (head,)
            for row in rows[index + 1 : below]:
                mine = tuple(cell for cell in row if _panel_of(cell, heads) is head)
                if any(cell.text.strip() for cell in mine):
                    yield mine
        index = below


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panels:
    """Panels of running text put one under the other, and how many rows of the table they were."""

    rows: list[Row]
    taken: int


def _text_panels(rows: Sequence[Row], vocabulary: Vocabulary) -> _Panels | None:
    """« Maison de l'emploi | Entreprise » over columns that each hold « Label : answer » line by line."""
    heads = rows[0]
    if not _name_parts(heads, vocabulary):
        return None
    taken = 1
    while taken < len(rows) and len(rows[taken]) <= len(heads) and not _name_parts(rows[taken], vocabulary):
        taken += 1
    columns = [[cell for row in rows[1:taken] for cell in row if cell.column == head.column] for head in heads]
    lines = [[line for cell in cells for line in cell.text.split("\n") if line.strip()] for cells in columns]
    asked = [sum(bool(beside(line, vocabulary)) for line in each) for each in lines]
    if any(len(each) < _ENOUGH or 2 * count < len(each) for each, count in zip(lines, asked, strict=True)):
        return None
    out: list[Row] = []
    for head, cells, each in zip(heads, columns, lines, strict=True):
        out += [(head,), (replace(cells[0], text="\n".join(each)),)]
    return _Panels(rows=out, taken=taken)


def _name_parts(heads: Row, vocabulary: Vocabulary) -> bool:
    """Every cell names a part of a form, and none is answered in itself."""
    if len(heads) < 2 or any(head.column_span > 1 for head in heads):
        return False
    sections = [section_of(head.text, vocabulary) for head in heads]
    return all(section is not None and section[1] >= _SURE for section in sections)


def _are_panels(heads: Row, vocabulary: Vocabulary) -> bool:
    if len(heads) < 2 or any(head.column_span < 2 for head in heads):
        return False
    sections = [section_of(head.text, vocabulary) for head in heads]
    return all(section is not None and section[1] >= _SURE for section in sections)


def _panel_of(cell: Cell, heads: Row) -> Cell | None:
    """The head under which a cell stands with its whole width."""
    for head in heads:
        if head.column <= cell.column and cell.column + cell.column_span <= head.column + head.column_span:
            return head
    return None


def _labels_first(rows: tuple[Row, ...], vocabulary: Vocabulary) -> tuple[Row, ...]:
    """Cells that end with their label begin with it, where nearly every cell of the table is one."""
    filled = [cell for row in rows for cell in row if cell.text.strip()]
    ending = [cell for cell in filled if _ends_with_label(cell, vocabulary)]
    if len(ending) < _ENOUGH or len(ending) < 0.7 * len(filled):
        return rows
    return tuple(tuple(_turned(cell) if cell in ending else cell for cell in row) for row in rows)


def _ends_with_label(cell: Cell, vocabulary: Vocabulary) -> bool:
    lines = cell.text.strip().split("\n")
    if len(lines) < 2:
        return False
    first, last = label_of(lines[0], vocabulary), label_of(lines[-1], vocabulary)
    return last is not None and last.score >= _LABEL and (first is None or first.score < last.score)


def _turned(cell: Cell) -> Cell:
    *answer, label = cell.text.strip().split("\n")
    return replace(cell, text="\n".join([f"{label.rstrip(' :')} :", *answer]))
