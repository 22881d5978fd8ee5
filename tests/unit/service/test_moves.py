"""States: no record ever leaves its table of moves, whatever is asked of it and in whichever order."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import diffusions, markets, needs, placements, proposals, referrals
from service.store import tables
from tests.cast import MARKET, NOON, award, diffusion, need, quick, referral
from tests.cast import placement as hire

PROPOSAL = proposals.new(need(), {"job.openings": 3}, rank=1, reason=None, who="referent", due_at=None, now=NOON)
NOUNS = {
    "need": (needs.MOVES, needs.move, need, tables.NeedRow),
    "market": (
        markets.MOVES,
        lambda market, to, _: markets.move_market(market, to),
        lambda state: MARKET.but(state=state),
        tables.MarketRow,
    ),
    "award": (markets.AWARD_MOVES, markets.move, award, tables.AwardRow),
    "diffusion": (diffusions.MOVES, diffusions.move, lambda state: diffusion(need(), state=state), tables.DiffusionRow),
    "referral": (referrals.MOVES, referrals.move, lambda state: referral(need(), state), tables.ReferralRow),
    "proposal": (proposals.MOVES, proposals.move, lambda state: PROPOSAL.but(state=state), tables.ProposalRow),
    "placement": (placements.MOVES, placements.move, lambda state: hire(state=state), tables.PlacementRow),
}
noun = pytest.mark.parametrize("noun", NOUNS)
WORDS = sorted({state for moves, *_ in NOUNS.values() for state in moves} | {"", "Diffused", "done"})


@noun
def test_every_pair_of_states_obeys_the_table(noun):
    """A move in the table gives the new state, any other gives nothing."""
    moves, move, make, _ = NOUNS[noun]
    for state in moves:
        for to in WORDS:
            moved = move(make(state), to, NOON)
            if to in moves[state]:
                assert (moved.state, moved.id) == (to, make(state).id)
            elif to == state:
                assert moved is None or moved == make(state)
            else:
                assert moved is None


@noun
@quick
@given(data=st.data())
def test_no_sequence_of_wishes_leads_out_of_the_table(noun, data):
    """After any wishes in any order the record stands where a chain of allowed moves leads."""
    moves, move, make, _ = NOUNS[noun]
    record = make(data.draw(st.sampled_from(sorted(moves))))
    for step, wish in enumerate(data.draw(st.lists(st.sampled_from(WORDS), max_size=12))):
        before = record
        record = move(record, wish, NOON + timedelta(hours=step)) or record

        assert record.state == before.state or record.state in moves[before.state]
        assert record.state in moves
        assert record.version == before.version


@noun
def test_every_move_leads_to_a_state_of_the_table(noun):
    """A misspelt state would be a dead end."""
    moves = NOUNS[noun][0]

    assert {to for targets in moves.values() for to in targets} <= moves.keys()


@noun
def test_the_database_takes_each_state_of_the_table_and_no_other(noun):
    """The check of the column and the table of moves name the same words."""
    moves, _, _, table = NOUNS[noun]
    checks = [c for c in table.__table__.constraints if c.name == "state_known"]

    named = [set(re.findall(r"'(\w+)'", str(check.sqltext))) for check in checks]
    assert named == ([] if noun == "market" else [set(moves)])  # SQLite cannot be given a check afterwards


def test_each_state_can_be_reached():
    """A state that nothing leads to and nothing begins with is a word too many."""
    begins = {"need": {"incomplete", "to_validate"}, "award": {"to_complete"}, "diffusion": {"queued"}}
    begins |= {
        "market": {"notified"},
        "referral": {"received", "to_present"},
        "placement": {"planned"},
        "proposal": {"sent"},
    }
    for name, (moves, *_) in NOUNS.items():
        reached = set(begins[name])
        while more := {to for state in reached for to in moves[state]} - reached:
            reached |= more

        assert reached == set(moves), name


def test_a_cancelled_need_is_never_diffused_without_being_seen_again():
    """From cancelled there is no way out to the partners but through validation."""
    assert "diffused" not in needs.MOVES["cancelled"]
    assert "validated" not in needs.MOVES["cancelled"]
    assert not needs.MOVES["incomplete"] & {"validated", "diffused"}


def test_only_what_the_company_has_seen_can_be_decided_by_it():
    """Nobody is hired who was never presented."""
    for state in ("received", "to_check", "to_present", "pool", "obsolete", "duplicate", "withdrawn"):
        assert "hired" not in referrals.MOVES[state]
        assert "interview" not in referrals.MOVES[state]
