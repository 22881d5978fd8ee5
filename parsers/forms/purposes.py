"""Purposes: what a column of a table is there for: remarks and examples, one job, one of several firms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from parsers.forms.cells import Seen
from parsers.values import boxes
from parsers.values.wording import folded

_ASIDE = re.compile(
    r"^(?:commentaires?|observations?|precisions?|remarques?|aide|exemples?|consignes?|explications?"
    r"|reserve.*|cadre reserve.*|validation|controle)(?![\w-])"
)
_ANSWER = re.compile(
    r"^(?:(?:votre |vos )?reponses?|a completer|a remplir|valeur|informations?|renseignements?|saisie)$"
)
_EXAMPLE = re.compile(r"^(?:ex\.?|exemples?|par exemple|p\. ?ex\.?)(?: ?:| )|^jj ?/ ?mm|^\(?(?:choisir|a choisir)\b")
#: examples in a column from which on it holds nothing else
_MANY_EXAMPLES = 3
#: heads of columns that speak of one firm each
_COMPANY = re.compile(r"titulaire|attributaire|entreprise|societe|employeur|utilisat|demandeur|client")
_OTHER_PARTY = re.compile(
    r"travail temporaire|interim|\betti?\b|agence|facilitat|maitre|ouvrage|acheteur|mandataire|sous-?traitant"
    r"|cotraitant"
)
#: answers of a column from which on it speaks of a firm of its own
_LEAST_OF_A_PARTY = 3
#: rows that ask about the job, from which on the columns beside may hold one job each
_LEAST_OF_JOBS = 4

Rows = Sequence[Sequence[Seen]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The company's column among those of several firms, and whether its head says so."""

    column: int
    named: bool


def asides_of(rows: Rows) -> frozenset[int]:
    """Columns of remarks, told by their head, and of examples, told by what they hold."""
    return _headed_asides(rows) | _examples(rows)


def _headed_asides(rows: Rows) -> frozenset[int]:
    for row in rows[:3]:
        filled = [seen for seen in row if not seen.blank]
        if len(filled) >= 2 and any(_ANSWER.match(folded(seen.text)) for seen in filled):
            return frozenset(seen.cell.column for seen in filled[1:] if _ASIDE.match(folded(seen.text)))
        if len(filled) >= 3 and _ASIDE.match(folded(filled[-1].text)) and not filled[1].is_label:
            return frozenset({filled[-1].cell.column})
    return frozenset()


def _examples(rows: Rows) -> frozenset[int]:
    """« Ex : peintre », « jj/mm/aaaa » beside the cells to fill, from the third column on."""
    shown = Counter(
        seen.cell.column for row in rows for seen in row if seen.cell.column >= 2 and _EXAMPLE.match(folded(seen.text))
    )
    return frozenset(column for column, count in shown.items() if count >= _MANY_EXAMPLES)


def jobs_of(rows: Rows, asides: Collection[int]) -> tuple[int, ...]:
    """The columns that hold one job each, or none."""
    counts: Counter[int] = Counter()
    asked = 0
    for row in _asking(rows, ("job.", "conditions."), every=False):
        values = [seen for seen in row[1:] if not seen.blank and seen.cell.column not in asides]
        if not any(boxes.has_boxes(seen.text) for seen in values):
            asked += 1
            counts.update(seen.cell.column for seen in values)
    columns = tuple(sorted(column for column, count in counts.items() if count >= max(3, asked * 0.4)))
    return columns if len(columns) > 1 and asked >= _LEAST_OF_JOBS else ()


def party_of(rows: Rows) -> Party | None:
    """Which of several columns is the company's, where each speaks of another firm; None where they do not."""
    asking = [row for row in _asking(rows, ("company.",), every=True) if not _ticked(row)]
    counts = Counter(seen.cell.column for row in asking for seen in row[1:] if not seen.blank)
    columns = sorted(column for column, count in counts.items() if count >= _LEAST_OF_A_PARTY)
    if len(columns) < 2:
        return None
    heads = {seen.cell.column: folded(seen.text) for seen in rows[0] if rows[0] is not asking[0]}
    named = [
        column
        for column in columns
        if _COMPANY.search(heads.get(column, "")) and not _OTHER_PARTY.search(heads.get(column, ""))
    ]
    return Party(column=(named or columns)[0], named=len(named) == 1)


def _asking(rows: Rows, parts: tuple[str, ...], *, every: bool) -> Iterator[Sequence[Seen]]:
    """The rows whose first cell alone asks, for a field of these parts, or for such fields only."""
    for row in rows:
        label = row[0].label if row and row[0].is_label else None
        if label is None or not label.paths or any(seen.is_label or seen.inner for seen in row[1:]):
            continue
        if (all if every else any)(path.startswith(parts) for path in label.paths):
            yield row


def _ticked(row: Sequence[Seen]) -> bool:
    return any(boxes.has_boxes(seen.text) for seen in row[1:])
