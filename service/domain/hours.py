"""Insertion hours of a lot: objective, committed by contracts, declared as done, projected; when they are at risk."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.domain import placements
from service.domain.facts import Facts
from service.domain.letters import Turn
from service.domain.records import Award, DeclaredHours, Placement, identity

#: less than this part of what the contracts foresaw, and a lot is behind
BEHIND = 0.8
#: days without a single hour committed, and a lot is late
LATE = timedelta(days=90)
#: days after its end by which a month should be declared
GRACE = timedelta(days=10)
OPEN = frozenset({"incomplete", "to_validate", "validated", "diffused", "suspended"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LotHours:
    """The hours of one award on one day."""

    award_id: str
    objective: float | None
    committed: float
    done: float
    projected: float
    #: behind | short | late; None when all is well
    risk: str | None
    #: what would be missing at the end, as things stand
    missing: float
    #: months that have ended and that nobody declared: (placement id, « 2026-10 »)
    undeclared: tuple[tuple[str, str], ...]


def declaration(
    placement: Placement, month: str, hours: float, before: DeclaredHours | None, *, who: str, now: datetime,
    message_id: str | None,
) -> DeclaredHours:  # fmt: skip
    """What is declared of a month; a later word takes the place of the earlier one."""
    return DeclaredHours(
        id=identity("declared_hours", placement.id, month),
        version=before.version if before else 0,
        placement_id=placement.id,
        month=month,
        hours=hours,
        at=now,
        who=who,
        message_id=message_id,
    )


def counted(placement: Placement, declared: Iterable[DeclaredHours]) -> Placement:
    """The placement with the sum of what was declared of it."""
    mine = {d.month: d.hours for d in declared if d.placement_id == placement.id}
    return placement.but(hours_done=round(sum(mine.values()), 2))


def outside(placement: Placement, month: str) -> bool:
    """Whether no day of the month lies within the contract, as far as its dates are known."""
    first, last = bounds(month)
    begins, ends = placement.start_date or "0001", placement.end_date or "9999"
    return last.isoformat() < begins or first.isoformat() > ends


def bounds(month: str) -> tuple[date, date]:
    """The first and the last day of « 2026-10 »."""
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def month_before(day: date) -> str:
    """The month that ended before the month of this day."""
    last = day.replace(day=1) - timedelta(days=1)
    return f"{last.year}-{last.month:02d}"


def foreseen(placement: Placement, month: str) -> float:
    """Hours that the contract foresees in a month: weekly hours by the weeks of it that lie within."""
    if not placement.weekly_hours or outside(placement, month):
        return 0
    first, last = bounds(month)
    begins = max(first, _day(placement.start_date) or first)
    ends = min(last, _day(placement.end_date) or last)
    return placement.weekly_hours * ((ends - begins).days + 1) / 7


def running_in(placement: Placement, month: str) -> bool:
    """Whether the contract ran in this month, for all that is known."""
    begun = placement.start_date is not None and placement.start_date <= bounds(month)[1].isoformat()
    return begun and placement.state != "broken" and not outside(placement, month)


def undeclared(placement: Placement, declared: Iterable[DeclaredHours], on: date) -> tuple[str, ...]:
    """The months of a contract that ended some time ago and of which nothing was declared."""
    known = {d.month for d in declared if d.placement_id == placement.id}
    months, day = [], _day(placement.start_date)
    while day is not None and bounds(f"{day.year}-{day.month:02d}")[1] + GRACE <= on:
        month = f"{day.year}-{day.month:02d}"
        if running_in(placement, month) and month not in known:
            months.append(month)
        day = bounds(month)[1] + timedelta(days=1)
        if (placement.end_date or "9999") < day.isoformat():
            break
    return tuple(months)


def of_award(award: Award, facts: Facts, on: date) -> LotHours:
    """The hours of a lot, and whether they are at risk."""
    needs = facts.needs_of(award.id)
    contracts = [p for need in needs for p in facts.placements_of(need.id)]
    declared = [d for contract in contracts for d in facts.declared_of(contract.id)]
    committed = round(sum(p.hours_committed or 0 for p in contracts if p.state != "broken"), 1)
    projected = round(sum(placements.hours_projected(p, on) for p in contracts), 1)
    objective = award.insertion_hours
    return LotHours(
        award_id=award.id,
        objective=objective,
        committed=committed,
        done=round(sum(p.hours_done for p in contracts), 1),
        projected=projected,
        risk=_risk(award, contracts, declared, projected, on, searching=any(n.state in OPEN for n in needs)),
        missing=round(max(0, (objective or 0) - projected), 1),
        undeclared=tuple((p.id, month) for p in contracts for month in undeclared(p, declared, on)),
    )


def _risk(
    award: Award, contracts: list[Placement], declared: list[DeclaredHours], projected: float, on: date, *,
    searching: bool,
) -> str | None:  # fmt: skip
    """Why a lot's hours are at risk; a lot without an objective, or that is closed, never is."""
    objective = award.insertion_hours
    if not objective or award.state == "closed" or sum(p.hours_done for p in contracts) >= objective:
        return None
    if not contracts:
        return "late" if on - (award.contacted_at or award.since).date() > LATE else None
    by_id = {p.id: p for p in contracts}
    plan = sum(foreseen(by_id[d.placement_id], d.month) for d in declared)
    if plan and sum(d.hours for d in declared) < BEHIND * plan:
        return "behind"
    return "short" if projected < objective and not searching else None


def at_risk(facts: Facts, on: date) -> Iterable[Turn]:
    """The lots whose hours are in danger, and those of which a month was not declared, for the referent."""
    for award in facts.awards.values():
        told = of_award(award, facts, on)
        market, company = facts.markets[award.market_id], facts.companies[award.company_id]
        about: dict[str, str | int | float | None] = {
            "company": company.name, "market": market.title or market.reference, "lot": award.lot,
        }  # fmt: skip
        if told.risk is not None:
            risk = {"hours_missing": told.missing or None, "risk": told.risk}
            yield Turn(reference=market.reference or "", what="hours_at_risk", about=about | risk)
        elif told.undeclared:
            count = len(told.undeclared)
            yield Turn(reference=market.reference or "", what="hours_undeclared", about=about | {"count": count})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
