"""Years: the review of one year, for one referent or over several: what the field publishes, and the rows of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from service.domain import publics, tallies
from service.domain.facts import Facts
from service.domain.figures import YearFigures, YearTotals
from service.domain.records import Placement, Referral
from service.domain.tallies import Row, Tally

KINDS = publics.KINDS


def _begun_in(year: int, facts: Facts) -> list[Referral]:
    """The hires whose contract began in the year."""
    return [r for r in facts.referrals.values() if r.state == "hired" and _begins(r, facts).year == year]


def _begins(referral: Referral, facts: Facts) -> date:
    contract = facts.placement_of(referral.id)
    if contract is not None and contract.start_date:
        return date.fromisoformat(contract.start_date)
    return referral.since.astimezone(facts.office.zone).date()


def _contracts(year: int, facts: Facts) -> list[Placement]:
    return publics.contracts_of(_begun_in(year, facts), facts)


def _markets(year: int, facts: Facts) -> list[Row]:
    met = dict.fromkeys(facts.needs[r.need_id].market_id for r in _begun_in(year, facts))
    return [Row(noun="market", id=identity) for identity in met if identity]


def _companies(year: int, facts: Facts) -> list[Row]:
    met = dict.fromkeys(facts.needs[r.need_id].company_id for r in _begun_in(year, facts))
    return [Row(noun="company", id=identity) for identity in met if identity]


def _openings(year: int, facts: Facts) -> list[Row]:
    return [
        Row(noun="need", id=n.id, amount=n.reading.get("job", {}).get("openings") or 0)
        for n in facts.needs.values()
        if n.state != "cancelled" and n.received_at.astimezone(facts.office.zone).year == year
    ]


def _referred(year: int, facts: Facts) -> list[Row]:
    return [
        Row(noun="referral", id=r.id)
        for r in facts.referrals.values()
        if r.state != "duplicate" and r.received_at.astimezone(facts.office.zone).year == year
    ]


#: a total of the review -> the rows that it adds up
TOTALS: dict[str, Callable[[int, Facts], list[Row]]] = {
    "markets": _markets,
    "companies": _companies,
    "openings": _openings,
    "referred": _referred,
    "contracts": lambda year, facts: [Row(noun="placement", id=p.id) for p in _contracts(year, facts)],
    "beneficiaries": lambda year, facts: publics.heads(_begun_in(year, facts)),
    "hours_committed": lambda year, facts: [
        Row(noun="placement", id=p.id, amount=p.hours_committed or 0) for p in _contracts(year, facts)
    ],
    "hours_done": lambda year, facts: [
        Row(noun="declared_hours", id=d.id, amount=d.hours)
        for d in facts.declared.values()
        if d.month.startswith(f"{year}-")
    ],
}


def _rows(name: str, year: int, worlds: Sequence[Facts]) -> list[Row]:
    return [row for facts in worlds for row in TOTALS[name](year, facts)]


def _summed(name: str, rows: list[Row]) -> float:
    return tallies.hours(rows) if name.startswith("hours") else tallies.count(rows)


def _totals(year: int, worlds: Sequence[Facts]) -> YearTotals:
    summed: dict[str, Any] = {name: _summed(name, _rows(name, year, worlds)) for name in TOTALS}
    return YearTotals(year=year, **summed)


def _groups(kind: str, year: int, worlds: Sequence[Facts]) -> publics.Sorted:
    united: publics.Sorted = {}
    for facts in worlds:
        for code, rows in publics.sorted_by(kind, _begun_in(year, facts), facts).items():
            united.setdefault(code, []).extend(rows)
    return united


def figures(year: int, worlds: Sequence[Facts], on: date, *, of: str) -> YearFigures:
    """The review of a year. A person known to two referents counts once with each: nothing tells that it is the same.

    `of` names the referent, or all of them.
    """
    told = _totals(year, worlds)
    return YearFigures(
        of=of,
        at=on,
        totals=told,
        before=_totals(year - 1, worlds),
        **{kind: publics.shown(kind, _groups(kind, year, worlds), told.beneficiaries) for kind in KINDS},
    )


def traced(year: int, worlds: Sequence[Facts]) -> tuple[Tally, ...]:
    """Every figure of the review with the rows of the export that it is made of."""
    found = []
    for name in TOTALS:
        rows = _rows(name, year, worlds)
        found.append(Tally(name=name, value=_summed(name, rows), rows=tuple(rows)))
    heads = tallies.count(_rows("beneficiaries", year, worlds))
    return (*found, *publics.traced({kind: _groups(kind, year, worlds) for kind in KINDS}, heads))
