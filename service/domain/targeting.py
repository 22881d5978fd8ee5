"""Targeting: which partners a need concerns: the same answer when it is announced and when it goes out."""

from __future__ import annotations

from service.domain import diffusions, needs
from service.domain.diffusions import Choice
from service.domain.facts import Facts
from service.domain.records import Need


def publics_of(need: Need, facts: Facts) -> tuple[str, ...]:
    """The publics that the need's market aims at."""
    market = facts.markets.get(need.market_id or "")
    return tuple(market.publics) if market else ()


def concerned(need: Need, facts: Facts) -> tuple[Choice, ...]:
    """Each partner, whether it gets the need, and why."""
    sites = [w.address for w in facts.worksites if w.market_id == need.market_id and need.market_id]
    postcode = needs.postcode(need, sites[0] if len(sites) == 1 else None)
    return diffusions.choices(facts.partners.values(), postcode=postcode, publics=publics_of(need, facts))
