"""Tallies: a figure is the rows that it is made of; groups of fewer than five people are never shown, nor found out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: groups under this many people are never shown
SMALLEST_GROUP = 5

#: (code, how many; None = withheld)
Groups = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the export that a figure counts, and what it adds to it."""

    #: award | need | market | company | referral | placement | declared_hours | candidate
    noun: str
    id: str
    amount: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A figure and its rows. `unit`: count | hours | days (the median of the rows)."""

    name: str
    value: float | None
    rows: tuple[Row, ...] = ()


def count(rows: Iterable[Row]) -> int:
    """The sum of whole amounts."""
    return int(sum(row.amount for row in rows))


def hours(rows: Iterable[Row]) -> float:
    """The sum of hours, to a tenth."""
    return round(sum(row.amount for row in rows), 1)


def parts(groups: Mapping[str, int]) -> Groups:
    """The parts of a whole whose size is told elsewhere.

    1. A whole of fewer than five is not parted at all.
    2. A part of fewer than five is withheld.
    3. What is withheld in all must be five or more in two parts or more, or the difference would tell it: the next
       smallest part is withheld too.
    """
    found = {code: number for code, number in groups.items() if number}
    if sum(found.values()) < SMALLEST_GROUP:
        return ()
    hidden = {code for code, number in found.items() if number < SMALLEST_GROUP}
    shown = sorted(found.keys() - hidden, key=lambda code: (found[code], code))
    while hidden and shown and (len(hidden) < 2 or sum(found[code] for code in hidden) < SMALLEST_GROUP):
        hidden.add(shown.pop(0))
    return tuple((code, None if code in hidden else number) for code, number in sorted(found.items()))


def traits(groups: Mapping[str, int], whole: int, *, within: Mapping[str, str] | None = None) -> Groups:
    """Traits that one person may have several of, among `whole` people; `within` names the wider trait of a trait.

    A trait is withheld where fewer than five people have it, or have it not, or have the wider one without it.
    """
    found = {code: number for code, number in groups.items() if number}
    if whole < SMALLEST_GROUP:
        return ()
    shown: dict[str, int | None] = {
        code: None if number < SMALLEST_GROUP or _few(whole - number) else number
        for code, number in sorted(found.items())
    }
    for code, wider in (within or {}).items():
        if code in shown and wider in found and _few(found[wider] - found[code]):
            shown[code] = None
    return tuple(shown.items())


def _few(number: int) -> bool:
    return 0 < number < SMALLEST_GROUP
