"""A row that lost its empty cells on the way: each cell put back under the column that it fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from math import comb

from parsers.language.contacts import emails, phones, postcodes, sirets
from parsers.language.folding import fold
from parsers.language.names import names_in

#: more ways than that to place a row are not tried
_MOST_WAYS = 1_500
_HOURS = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d{1,2})?|\d{1,6}(?:[.,]\d{1,2})?")
_LOT = re.compile(r"(?:lots? ?)?(?:n° ?)?(?:\d{1,2}[a-z]?|unique|[a-z])")


def aligned(row: Sequence[str], columns: Sequence[str | None]) -> tuple[list[str], frozenset[str]]:
    """The row with its blanks where they fit best, and the columns of which that leaves a doubt.

    A mail program or a text copy drops empty cells; what follows then stands one column too far to the left.
    """
    cells = list(row)
    filled = [cell for cell in cells if cell.strip()]
    if len(cells) >= len(columns) or len(filled) < 2 or comb(len(columns), len(filled)) > _MOST_WAYS:
        return cells, frozenset()
    worth = [[_fit(cell, column) for column in columns] for cell in filled]
    ways = sorted(
        combinations(range(len(columns)), len(filled)),
        key=lambda way: (-sum(worth[place][at] for place, at in enumerate(way)), way),
    )
    best = ways[0]
    top = sum(worth[place][at] for place, at in enumerate(best))
    equal = [way for way in ways[1:40] if sum(worth[place][at] for place, at in enumerate(way)) >= top]
    doubtful = {
        name
        for way in equal
        for place, at in enumerate(way)
        if at != best[place]
        for name in (columns[at], columns[best[place]])
        if name
    }
    out = [""] * len(columns)
    for place, at in enumerate(best):
        out[at] = filled[place]
    return out, frozenset(doubtful)


def _fit(cell: str, column: str | None) -> float:
    """How well a cell fits a column: above 0 it has its shape, below 0 it cannot be there."""
    folded = fold(cell).strip()
    letters = bool(re.search(r"[^\W\d_]{2}", folded))
    reached = bool(emails(cell) or phones(cell))
    match column:
        case "email":
            return 3 if emails(cell) else -3
        case "phone":
            return 3 if phones(cell) else -3
        case "siret":
            return 3 if sirets(cell) else -3
        case "reach":
            return 2 if reached else -1
        case "hours":
            bare = re.sub(r"\s?(?:h|heures?)(?: d'insertion)?$", "", folded)
            if not _HOURS.fullmatch(bare):
                return -3
            return 3 if bare != folded else 1 if _LOT.fullmatch(folded) else 2
        case "lot":
            return 2 if _LOT.fullmatch(folded) else -2 if reached or not letters else 0
        case "notified":
            return (
                3
                if re.search(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|20\d\d-\d\d-\d\d|\d (?:\w{3,9}) 20\d\d", folded)
                else -3
            )
        case "share":
            return 3 if "%" in folded else -3
        case "address" | "worksite_address" | "town":
            return 2 if postcodes(cell) else 0 if letters and not reached else -2
        case "market":
            return 1 if re.search(r"\d", folded) and not reached else -1
    if reached or not letters or sirets(cell):
        return -2
    named = any(name.sign != "shape" and name.end - name.start >= len(cell.strip()) - 3 for name in names_in(cell))
    if column == "contact":
        return 2 if named else 0.2
    if column == "company":
        return 0.5 if named else 1
    return 0.3 if column else 0
