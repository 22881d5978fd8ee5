"""Turns: at any moment and for everything that exists, somebody's turn, since a day, and what comes next on which."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from service.domain import needs, turns
from service.domain.markets import AWARD_MOVES
from service.wording import wording
from tests.cast import (
    BATI_NORD,
    MARC,
    MARKET,
    NOON,
    NOUR,
    OLIVIER,
    award,
    diffusion,
    facts,
    full_reading,
    need,
    referral,
    without,
)

WEEK = timedelta(days=7)


def of(*records):
    """Whose turn a need is in the world of these records, and why."""
    rows = turns.all_of(facts(MARKET, BATI_NORD, award("returned"), NOUR, OLIVIER, MARC, *records), NOON)
    row = next(one for one in rows if one.kind == "need")
    return row.whose, row.what, row.stage


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([need("incomplete", reading=without(full_reading(), "job.openings"), due_at=NOON + WEEK)],
         ("company", "need_incomplete", "incomplete")),
        ([need("incomplete")], ("referent", "need_to_adjust", "incomplete")),
        ([need("to_validate")], ("referent", "need_to_validate", "to_validate")),
        ([need(), diffusion(need())], ("partner", "partner_answers_awaited", "diffused")),
        ([need(), diffusion(need(), state="declined")], ("referent", "no_candidate", "diffused")),
        ([need(), referral(need())], ("referent", "candidates_to_present", "referred")),
        ([need(), referral(need(), "presented")], ("company", "company_answer_awaited", "presented")),
        ([need(), referral(need(), "hired"), diffusion(need(), OLIVIER)],
         ("partner", "partner_answers_awaited", "partly_filled")),
        ([need("filled"), referral(need(), "hired")], ("nobody", "need_filled", "filled")),
        ([need("suspended")], ("referent", "need_suspended", "suspended")),
    ],
)  # fmt: skip
def test_a_need_is_somebodys_turn_by_what_is_in_front_of_it(records, expected):
    """Company, referent, partners, or nobody any more."""
    assert of(*records) == expected


def test_a_lot_waits_for_its_form_then_is_as_urgent_as_its_needs():
    """The next step and its day are told."""
    later = NOON + WEEK
    rows = turns.all_of(facts(MARKET, BATI_NORD, award(due_at=later)), NOON)
    lot = next(one for one in rows if one.kind == "award")

    assert (lot.whose, lot.what, lot.since, lot.next, lot.next_on) == (
        "company", "company_form_awaited", date(2026, 6, 2), "reminder", date(2026, 6, 9),
    )  # fmt: skip
    spent = turns.of_award(award(due_at=later, reminders=2), facts(MARKET, BATI_NORD), NOON)
    assert spent.next == "facilitator_told"
    returned = facts(MARKET, BATI_NORD, award("returned"), need("to_validate"))
    assert turns.of_award(award("returned"), returned, NOON).what == "need_to_validate"


def test_a_market_is_the_turn_of_its_most_urgent_lot_and_its_report_comes_by_itself():
    """The referent before the company; a fortnightly report on its day."""
    world = facts(MARKET, BATI_NORD, award(), award("refused", id="two", lot="2", form_reference="F-2"))
    row = turns.of_market(MARKET, world, NOON)

    assert (row.whose, row.what, row.next) == ("referent", "company_refused", "report")
    assert row.next_on is not None
    assert row.next_on > date(2026, 6, 2)


def test_nothing_is_left_out_whatever_its_state():
    """Every state of a need and of an award has its row, with a day and somebody, nobody included."""
    for state in needs.MOVES:
        row = turns.of_need(need(state), facts(MARKET, BATI_NORD, need(state)), NOON)
        assert wording().known("turn", row.what)
        assert row.next is None or wording().known("next", row.next)
        assert row.whose in turns.FIRST
        assert row.since == date(2026, 6, 2)
    for state in AWARD_MOVES:
        row = turns.of_award(award(state), facts(MARKET, BATI_NORD), NOON)
        assert wording().known("turn", row.what)
        assert row.whose in turns.FIRST
