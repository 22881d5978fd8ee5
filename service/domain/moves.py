"""Moves: every change of state that a plan holds, for the journal, and the market's state that follows from them."""

from __future__ import annotations

from datetime import datetime

from service.domain import markets
from service.domain.facts import Facts
from service.domain.plan import Plan
from service.domain.records import Award, JournalEntry, Market, Need, Proposal, Record

#: what an award or a need brings its market to
OF_AWARD = {"contacted": "contacted", "returned": "collected"}
OF_NEED = {"incomplete": "collected", "to_validate": "collected", "diffused": "in_progress"}
ORDER = ("notified", "contacted", "collected", "in_progress")


def of(plan: Plan, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan:
    """The markets that move with the plan, and one journal line for each market, award, need or proposal that moves."""
    advanced = _markets_advanced(plan, facts)
    moved = [*advanced, *(r for r in plan.save if r.id not in {market.id for market in advanced})]
    entries = []
    for record in moved:
        if isinstance(record, (Market, Award, Need, Proposal)) and (before := _before(record, facts)) != record.state:
            noun = type(record).__name__.lower()
            details = {"from": before, "to": record.state}
            entries.append(
                JournalEntry(at=now, who=who, what=f"{noun}_moved", subject=f"{noun}:{record.id}", cause=cause,
                             details=details)
            )  # fmt: skip
    return Plan(save=advanced, journal=tuple(entries))


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
        if isinstance(record, (Award, Need)):
            steps = OF_AWARD if isinstance(record, Award) else OF_NEED
            market, step = known.get(record.market_id or ""), steps.get(record.state)
            if market is not None and step is not None and market.state in ORDER:
                reached[market.id] = max(reached.get(market.id, market.state), step, key=ORDER.index)
    moved = (markets.move_market(known[id_], to) for id_, to in reached.items() if known[id_].state != to)
    return tuple(market for market in moved if market is not None)
