"""Moves: every change of state that a plan holds, for the journal, and the market's state that follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from service.domain import markets, needs, proposals
from service.domain.facts import Facts
from service.domain.plan import Plan
from service.domain.records import Award, JournalEntry, Market, Need, Proposal, Record

#: what an award or a need brings its market to
OF_AWARD = {"contacted": "contacted", "returned": "collected"}
OF_NEED = {"incomplete": "collected", "to_validate": "collected", "diffused": "in_progress"}
TABLES = {"market": markets.MOVES, "award": markets.AWARD_MOVES, "need": needs.MOVES, "proposal": proposals.MOVES}
ORDER = ("notified", "contacted", "collected", "in_progress")


def of(plan: Plan, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan:
    """The markets that move with the plan, and one journal line for each market, award, need or proposal that moves."""
    advanced = _markets_advanced(plan, facts)
    moved = [*advanced, *(r for r in plan.save if r.id not in {market.id for market in advanced})]
    entries = []
    for record in moved:
        if not isinstance(record, (Market, Award, Need, Proposal)):
            continue
        noun, before = type(record).__name__.lower(), _before(record, facts)
        back = record.id in plan.restored and before != record.state
        for start, to in [(before, record.state)] if back else _steps(TABLES[noun], before, record.state):
            details = {"from": start, "to": to}
            subject = f"{noun}:{record.id}"
            entries.append(
                JournalEntry(at=now, who=who, what=f"{noun}_moved", subject=subject, cause=cause, details=details)
            )
    return Plan(save=advanced, journal=tuple(entries))


def _steps(table: Mapping[str, frozenset[str]], before: str | None, after: str) -> list[tuple[str | None, str]]:
    """The moves that lead there, each in the table: a need that is approved is validated, then diffused."""
    if before is None or before == after:
        return [] if before == after else [(None, after)]
    paths: list[list[str]] = [[before]]
    seen = {before}
    for path in paths:
        for to in sorted(table[path[-1]] - seen):
            seen.add(to)
            paths.append([*path, to])
            if to == after:
                return list(pairwise(paths[-1]))
    raise AssertionError(f"no moves lead from {before} to {after}")


def _before(record: Record, facts: Facts) -> str | None:
    """The state in which the record was found; None for a new one."""
    for held in (facts.markets, facts.awards, facts.needs, facts.proposals):
        if record.id in held:
            return str(held[record.id].state)
    return None


def _markets_advanced(plan: Plan, facts: Facts) -> tuple[Market, ...]:
    """The markets that a lot or a need brings one step further."""
    known = {**facts.markets, **{r.id: r for r in plan.save if isinstance(r, Market)}}
    reached: dict[str, str] = {}
    for record in plan.save:
        if isinstance(record, (Award, Need)) and record.id not in plan.restored:
            steps = OF_AWARD if isinstance(record, Award) else OF_NEED
            market, step = known.get(record.market_id or ""), steps.get(record.state)
            if market is not None and step is not None and market.state in ORDER:
                reached[market.id] = max(reached.get(market.id, market.state), step, key=ORDER.index)
    moved = (markets.move_market(known[id_], to) for id_, to in reached.items() if known[id_].state != to)
    return tuple(market for market in moved if market is not None)
