"""Closing: the referent ends a market, or opens it again: nobody is reminded for one that is over."""

from __future__ import annotations

from datetime import datetime

from service.domain import companies, markets
from service.domain.facts import Facts
from service.domain.needs import OPEN
from service.domain.plan import Plan
from service.domain.records import Market
from service.domain.writing import noted


def meant(target: str | None, facts: Facts) -> Market | None:
    """The market of this reference; None when there is none."""
    wanted = companies.folded(target)
    return next((m for m in facts.markets.values() if wanted and wanted in {companies.folded(m.reference), m.id}), None)


def close_market(
    market: Market, reason: str | None, facts: Facts, now: datetime, *, who: str, cause: str | None
) -> Plan | str:
    """The market and its lots are closed, no reminder and no report is due any more; not while a need of it is open."""
    closed = markets.move_market(market, "closed")
    if closed is None:
        return "wrong_state"
    if any(need.market_id == market.id and need.state in OPEN for need in facts.needs.values()):
        return "needs_open"
    moved = (markets.move(award, "closed", now) for award in facts.awards_of(market.id))
    lots = tuple(award.but(due_at=None) for award in moved if award is not None)
    return Plan(save=(closed, *lots)) + noted(
        now, "market_closed", f"market:{market.id}", who=who, cause=cause, reference=market.reference, reason=reason
    )


def reopen_market(market: Market, now: datetime, *, who: str, cause: str | None) -> Plan | str:
    """The market goes on; its lots stay as they are until something new is heard of them."""
    opened = markets.move_market(market, "in_progress") if market.state == "closed" else None
    if opened is None:
        return "wrong_state"
    return Plan(save=(opened,)) + noted(
        now, "market_reopened", f"market:{market.id}", who=who, cause=cause, reference=market.reference
    )
