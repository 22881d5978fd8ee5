"""Placements: a hire, the day it ends, the hours it commits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import placements
from tests.cast import NOON, full_reading, need, placement, quick, referral, without


@pytest.mark.parametrize(
    ("weekly", "duration", "hours"),
    [
        (35.0, "P6M", 910.0),
        (35.0, "P1Y", 1820.0),
        (24.5, "P10W", 245.0),
        (35.0, "P14D", 70.0),
        (None, "PT400H", 400.0),
        (20.0, "PT400H", 400.0),
        (35.0, None, None),
        (None, "P6M", None),
        (35.0, "six mois", None),
        (35.0, "P", None),
    ],
)
def test_hours_are_weekly_hours_times_weeks(weekly, duration, hours):
    """A contract without an end, or with a part unknown, commits no hours that could be told."""
    assert placements.hours_committed(weekly, duration) == hours


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2026-06-29", "P6M", "2026-12-28"),
        ("2026-08-31", "P6M", "2027-02-27"),
        ("2027-10-31", "P4M", "2028-02-28"),
        ("2026-01-01", "P1Y", "2026-12-31"),
        ("2026-06-01", "P10W", "2026-08-09"),
        ("2026-06-01", "P1M2W", "2026-07-14"),
        ("2026-12-15", "P1M", "2027-01-14"),
        ("2026-06-01", "PT400H", None),
        ("2026-06-01", "P", None),
        (None, "P6M", None),
        ("2026-06-01", None, None),
    ],
)
def test_a_contract_ends_the_day_before_its_term(start, duration, end):
    """Months are calendar months; a contract told in hours has no day that could be told."""
    assert placements.end_of(start, duration) == end


@quick
@given(start=st.dates(date(2020, 1, 1), date(2040, 12, 31)), months=st.integers(1, 36), weeks=st.integers(0, 52))
def test_a_contract_never_ends_before_it_begins(start, months, weeks):
    """Any whole duration ends on a day that exists, after its start."""
    end = placements.end_of(start.isoformat(), f"P{months}M{weeks}W")

    assert date.fromisoformat(end) > start


def test_the_start_that_the_company_tells_counts_before_the_forms():
    """A hire begins when the company says; else on the form's date."""
    hired = referral(need(), "hired")

    assert placements.of_hire(hired, full_reading(), start="2026-07-06", now=NOON).start_date == "2026-07-06"
    assert placements.of_hire(hired, full_reading(), start=None, now=NOON).start_date == "2026-06-29"


def test_as_soon_as_possible_is_no_date():
    """A form that says « dès que possible » gives no start and no end, but hours all the same."""
    made = placements.of_hire(referral(need(), "hired"), full_reading(start_date="asap"), start=None, now=NOON)

    assert (made.start_date, made.end_date, made.hours_committed) == (None, None, 910.0)


def test_a_permanent_contract_commits_no_figure():
    """Hours of a contract without an end are not invented."""
    made = placements.of_hire(
        referral(need(), "hired"), without(full_reading(), "conditions.contract_duration"), start=None, now=NOON
    )

    assert (made.end_date, made.hours_committed, made.state) == (None, None, "planned")


# ------------------------------------------------------------------ while it runs
RUNNING = placement("running", start_date="2026-06-29", end_date="2026-12-28")


def test_a_contract_begins_and_ends_as_the_calendar_has_it():
    """Also when both days went by unseen."""
    planned = placement("planned", start_date="2026-06-29", end_date="2026-12-28")

    assert placements.on_day(planned, date(2026, 6, 28), NOON).state == "planned"
    assert placements.on_day(planned, date(2026, 6, 29), NOON).state == "running"
    assert placements.on_day(planned, date(2026, 12, 28), NOON).state == "running"
    assert placements.on_day(planned, date(2026, 12, 29), NOON).state == "ended"


def test_a_renewal_adds_its_hours_and_is_remembered():
    """At the same hours a week."""
    more = placements.renewed(RUNNING, "2027-01-25", date(2026, 12, 1), NOON)

    assert (more.end_date, more.hours_committed) == ("2027-01-25", 910.0 + 4 * 35)
    assert more.renewals == [{"on": "2026-12-01", "end_date": "2026-12-28"}]
    assert placements.renewed(RUNNING, "2026-12-01", date(2026, 12, 1), NOON) is None


def test_an_early_end_has_a_reason_and_commits_only_the_hours_until_then():
    """A contract that is over cannot be broken."""
    broken = placements.ended_early(RUNNING, "2026-07-12", "fin de période d'essai", NOON)

    assert (broken.state, broken.end_date, broken.hours_committed) == ("broken", "2026-07-12", 70.0)
    assert placements.ended_early(placement("ended"), "2026-07-12", "x", NOON) is None
