"""Retention: whose time is over, and who is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.domain import retention
from tests.cast import MARC, NOON, candidate, need, office, placement, referral

POLICY = office(keep_refused_days=90, keep_candidates_days=730).policy


def over(days, *referrals, placements=(), people=(MARC,)):
    """Whose time is over so many days later."""
    found = retention.expired(people, referrals, placements, POLICY, NOON + timedelta(days=days))
    return [person.id for person in found]


@pytest.mark.parametrize(
    ("state", "days", "gone"),
    [
        ("rejected", 90, False),
        ("rejected", 91, True),
        ("withdrawn", 91, True),
        ("pool", 91, False),
        ("pool", 731, True),
        ("presented", 4000, False),
        ("interview", 4000, False),
    ],
)
def test_a_persons_time_depends_on_how_it_ended(state, days, gone):
    """Three months after a no, two years for whom we may meet again; never while something is under way."""
    assert over(days, referral(need(), state)) == (["marc"] if gone else [])


def test_a_running_contract_keeps_the_person_and_its_end_begins_the_time():
    """Not the day of the decision."""
    hired = referral(need(), "hired")

    assert over(4000, hired, placements=[placement("running")]) == []
    assert over(800, hired, placements=[placement("ended", end_date="2027-06-02")]) == []
    assert over(1100, hired, placements=[placement("ended", end_date="2027-06-02")]) == ["marc"]


def test_a_record_that_was_merged_goes_with_the_one_that_was_kept():
    """Else the name would stay behind."""
    twin = candidate("Marco", "Durand", merged_into=MARC.id)

    assert over(91, referral(need(), "rejected"), people=(MARC, twin)) == sorted([MARC.id, twin.id], key=str)
    assert over(91, referral(need(), "presented"), people=(MARC, twin)) == []


def test_whoever_was_erased_is_not_erased_again():
    """There is nothing left."""
    assert over(999, referral(need(), "rejected"), people=(MARC.but(erased_at=NOON),)) == []
