"""Columns: where the labels of a table stand: in columns, in whole rows, in every other row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.forms.cells import Seen
from parsers.values.wording import folded

#: tables of fewer rows are read as they are
_FEWEST = 3
#: heads of a column that only counts
_RANKS = frozenset({"n°", "no", "n", "num", "#", "rang", "ligne", "numero"})


def settle_columns(rows: list[list[Seen]]) -> None:
    """Decide where labels stand: in columns (then what stands in others is a value), or in whole rows."""
    wide = [row for row in rows if len(row) > 1]
    for row in wide:
        _settle_by_print(row)
    share = _label_shares(wide)
    columns = _label_columns(wide, share)
    labels = [seen for row in wide for seen in row if seen.is_sure] or [
        seen for row in wide for seen in row if seen.is_label
    ]
    explained = sum(seen.cell.column in columns for seen in labels) / len(labels) if labels else 0.0
    by_columns = (
        len(wide) >= 3 and explained >= 0.7 and min(seen.cell.column for row in wide for seen in row) in columns
    )
    for row in wide if by_columns else []:
        for seen in row:
            seen.among_labels = seen.cell.column in columns
    for index, row in enumerate(rows):
        if _is_header(row, rows[index + 1] if index + 1 < len(rows) else [], by_columns=by_columns):
            row[0].heads = True
            continue
        for place, seen in enumerate(row):
            if len(row) == 1:
                if seen.label and not seen.is_sure and not _looks_printed(seen):
                    seen.label = None
            elif by_columns and seen.cell.column not in columns and place:
                seen.label, seen.inner = None, seen.inner and not row[place - 1].is_label
            elif (
                seen.label
                and not seen.is_sure
                and not seen.text.endswith((":", "?"))
                and share.get(seen.cell.column, 0) < 0.5
            ):
                seen.label = None


def _label_columns(wide: list[list[Seen]], share: dict[int, float]) -> set[int]:
    """The columns where labels stand; beside one of them, a column of lesser labels holds its values."""
    weight: dict[int, float] = {}
    for column in share:
        scores = [
            seen.label.score if seen.label and seen.is_label else 0.0
            for row in wide
            for seen in row
            if seen.cell.column == column and not seen.blank
        ]
        weight[column] = sum(scores) / len(scores)
    out: set[int] = set()
    before: int | None = None
    for column in sorted(share):
        if share[column] >= 0.5 and not (before in out and weight[column] < weight.get(before or 0, 0) - 0.15):
            out.add(column)
        before = column
    return out


def _settle_by_print(row: list[Seen]) -> None:
    """Where the first label has a colon or is bold, a lesser label that is not so is a value."""
    first = row[0]
    if not first.is_label:
        return
    colon = first.text.rstrip().endswith(":")
    for seen in row[1:]:
        unlike = (colon and not seen.text.rstrip().endswith(":")) or (first.cell.heading and not seen.cell.heading)
        if seen.label is not None and unlike and (colon or not seen.is_sure):
            seen.label = None


def _is_header(row: list[Seen], following: list[Seen], *, by_columns: bool) -> bool:
    """A row of labels whose answers stand in the row below it."""
    filled = [seen for seen in row if not seen.blank]
    if filled and folded(filled[0].text) in _RANKS:
        filled = filled[1:]
    if len(filled) < 2 or not filled[0].is_label or not following:
        return False
    sure = sum(seen.is_sure for seen in filled)
    labels = sum(seen.is_label for seen in filled)
    below = [seen for seen in following if not seen.blank]
    below_sure = sum(seen.is_sure or seen.inner for seen in below)
    if len(filled) >= 4:
        return (
            labels > 0.6 * len(filled)
            and sure >= (0.75 * len(filled) if by_columns else 2)
            and below_sure <= len(below) / 4
        )
    if len(filled) < len(row) or labels < len(filled) or below_sure:
        return False
    return sure == len(filled) or (sure > 0 and not by_columns and not following[0].is_label)


def _label_shares(wide: list[list[Seen]]) -> dict[int, float]:
    """For each column the part of its filled cells that read like labels."""
    cells: dict[int, list[bool]] = {}
    for row in wide:
        for seen in row:
            if not seen.blank:
                cells.setdefault(seen.cell.column, []).append(seen.is_label)
    return {column: sum(each) / len(each) for column, each in cells.items()}


def _looks_printed(seen: Seen) -> bool:
    """Whether a lone cell shows that it is print: bold, or with a colon."""
    return seen.cell.heading or seen.text.rstrip().endswith((":", "?", "*"))


def in_every_other_row(rows: Sequence[list[Seen]]) -> list[list[Seen]] | None:
    """The same table read as rows of labels over rows of answers; None where it cannot be that."""
    heads: list[int] = []
    index = 0
    while index < len(rows):
        filled = [seen for seen in rows[index] if not seen.blank]
        labels = [seen for seen in filled if seen.label is not None and not seen.inner]
        below = rows[index + 1] if index + 1 < len(rows) else []
        if filled and below and len(labels) >= max(1, 0.6 * len(filled)) and len(below) == len(rows[index]):
            heads.append(index)
            index += 1
        index += 1
    if len(heads) < 2 or 2 * len(heads) < len(rows) - 2:
        return None
    out = [[replace(seen) for seen in row] for row in rows]
    for head in heads:
        out[head][0].heads = True
        for seen in out[head + 1]:
            seen.label, seen.inner = None, False
    return out


def without_groups(rows: Sequence[list[Seen]]) -> list[list[Seen]] | None:
    """The same table without a first column that only groups rows of labels; None where there is no such column."""
    wide = [row for row in rows if len(row) > 2]
    if len(wide) < _FEWEST or len(wide) < 0.7 * len(rows):
        return None
    first = [row[0] for row in wide]
    second = [row[1] for row in wide]
    blank = sum(seen.blank or len(seen.text) < 3 for seen in first)
    labels = sum(seen.label is not None for seen in second if not seen.blank)
    tall = any(seen.cell.row_span > 1 for seen in first)
    if (2 * blank < len(first) and not tall) or 2 * labels < len(second):
        return None
    out: list[list[Seen]] = []
    for row in rows:
        if len(row) < 3:
            out.append([replace(seen) for seen in row])
            continue
        if not row[0].blank and row[0].label is not None:
            out.append([replace(row[0], inner=False)])
        out.append([replace(seen) for seen in row[1:]])
    return out
