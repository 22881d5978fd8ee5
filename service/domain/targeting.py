"""Targeting: which partners a need concerns: the same answer when it is announced and when it goes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from service.domain import diffusions, needs
from service.domain.diffusions import Choice
from service.domain.facts import Facts
from service.domain.records import Need


def publics_of(need: Need, facts: Facts) -> tuple[str, ...]:
    """The publics that the need's market aims at."""
    market = facts.markets.get(need.market_id or "")
    return tuple(market.publics) if market else ()


def concerned(need: Need, facts: Facts, without: Mapping[str, str] | None = None) -> tuple[Choice, ...]:
    """Each partner, whether it gets the need, and why.

    Left out are those whom the referent leaves out, with the reason given, and those who asked for no more mails.
    """
    sites = [w.address for w in facts.worksites if w.market_id == need.market_id and need.market_id]
    postcode = needs.postcode(need, sites[0] if len(sites) == 1 else None)
    choices = diffusions.choices(facts.partners.values(), postcode=postcode, publics=publics_of(need, facts))
    return tuple(_unless(choice, facts, without or {}) for choice in choices)


def _unless(choice: Choice, facts: Facts, without: Mapping[str, str]) -> Choice:
    if not choice.chosen:
        return choice
    if choice.partner.id in without:
        return replace(choice, chosen=False, reason=f"left_out: {without[choice.partner.id]}")
    if facts.is_silenced(choice.partner) and facts.reach(choice.partner) is None:
        return replace(choice, chosen=False, reason="no_more_mails")
    return choice
