"""Closing: a market that is over asks nobody for anything; one with an open need is not over."""

from __future__ import annotations

import pytest

from parsers.statements import Command
from service.domain import decide
from service.domain.ordering import Given
from tests.cast import BATI_NORD, MARKET, NOON, World, award, facts, need

GIVEN = Given(who="referent", now=NOON, cause="command")


def order(world, action, target="2026 tx 031"):
    """Carry one order out; its outcome."""
    plan, done = decide.on_command(Command(action=action, target=target), world.facts, GIVEN)
    world.write(plan)
    return "done" if done.done else done.outcome


def test_a_market_without_an_open_need_is_closed_with_its_lots():
    """No reminder is due any more, and the journal tells each move."""
    world = World(facts(MARKET, BATI_NORD, award(due_at=NOON), need("filled")))

    assert order(world, "close") == "done"
    assert [(a.state, a.due_at) for a in world.facts.awards.values()] == [("closed", None)]
    assert world.facts.markets[MARKET.id].state == "closed"


@pytest.mark.parametrize("state", ["incomplete", "to_validate", "diffused", "suspended"])
def test_a_market_with_an_open_need_stays_open(state):
    """The need comes first."""
    world = World(facts(MARKET, BATI_NORD, award(), need(state)))

    assert order(world, "close") == "needs_open"
    assert world.facts.markets[MARKET.id].state == "notified"


def test_a_closed_market_can_be_opened_again():
    """And one that is open cannot."""
    world = World(facts(MARKET.but(state="closed"), BATI_NORD, award("closed")))

    assert order(world, "reopen") == "done"
    assert order(world, "reopen") == "wrong_state"


def test_an_unknown_market_is_told_so():
    """Nothing happens."""
    assert order(World(facts(MARKET)), "close", "2031-X") == "unknown_reference"
