"""Due: working days of France, and slots that come once, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import due
from service.settings import Policy
from tests.cast import PARIS, quick

WEEK = Policy()
EIGHT = time(8, 0)
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2040, 12, 31))
INSTANTS = st.datetimes(
    min_value=datetime(2024, 1, 1), max_value=datetime(2040, 12, 31), timezones=st.just(UTC)
)  # fmt: skip
RHYTHMS = st.sampled_from(["daily", "weekly", "fortnightly", "monthly"])
HOURS = st.times(min_value=time(6), max_value=time(19)).map(lambda t: t.replace(second=0, microsecond=0))
POLICIES = st.sampled_from(["mon-fri", "mon-sat", "mon,tue,thu", "tue-sat", "wed"]).map(
    lambda words: Policy(working_days=words)
)


def at(text: str) -> datetime:
    """An instant on the clocks of Amiens."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


HOLIDAYS_OF_2026 = [
    "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14", "2026-08-15",
    "2026-11-01", "2026-11-11", "2026-12-25",
]  # fmt: skip


def test_the_eleven_public_holidays_of_a_year_are_no_working_days():
    """Easter Monday, Ascension and Whit Monday move with the moon; the labour code names eleven."""
    every_day = Policy(working_days="mon-sun")
    off = [d for n in range(365) if not due.is_working_day(d := date(2026, 1, 1) + timedelta(days=n), every_day)]

    assert [day.isoformat() for day in off] == HOLIDAYS_OF_2026


@quick
@given(day=DAYS, policy=POLICIES)
def test_no_week_end_and_no_holiday_is_a_working_day(day, policy):
    """The next working day is one, and no working day was passed over."""
    following = due.next_working_day(day, policy)

    assert due.is_working_day(following, policy)
    assert following >= day
    assert not any(due.is_working_day(day + timedelta(days=n), policy) for n in range((following - day).days))


@quick
@given(day=DAYS, count=st.integers(1, 25), policy=POLICIES)
def test_working_days_after_counts_each_of_them_once(day, count, policy):
    """Between a day and the n-th working day after it lie n working days, the last included."""
    then = due.working_days_after(day, count, policy)
    between = [day + timedelta(days=n) for n in range(1, (then - day).days + 1)]

    assert sum(due.is_working_day(d, policy) for d in between) == count
    assert due.is_working_day(then, policy)


def test_five_working_days_over_a_long_week_end():
    """From the Wednesday before Ascension 2026 to the next week's end: Thursday off, and no bridge is assumed."""
    assert due.working_days_after(date(2026, 5, 13), 5, WEEK) == date(2026, 5, 21)
    assert due.working_days_after(date(2026, 5, 22), 1, WEEK) == date(2026, 5, 26)


@pytest.mark.parametrize(
    ("day", "utc"),
    [("2026-03-28", 8), ("2026-03-29", 7), ("2026-03-30", 7), ("2026-10-24", 7), ("2026-10-25", 8), ("2026-01-05", 8)],
)
def test_nine_o_clock_is_nine_on_peoples_clocks(day, utc):
    """Summer time begins on 29 March and ends on 25 October 2026."""
    assert due.at_local(date.fromisoformat(day), time(9), PARIS) == datetime.fromisoformat(f"{day}T{utc:02d}:00+00:00")


def test_a_day_ends_at_midnight_in_amiens_and_not_in_greenwich():
    """Half past midnight in summer is still the day before in UTC."""
    assert due.local_day(datetime(2026, 6, 1, 22, 30, tzinfo=UTC), PARIS) == date(2026, 6, 2)


@quick
@given(instant=INSTANTS, count=st.integers(1, 15), policy=POLICIES)
def test_an_opening_is_at_nine_on_a_working_day(instant, count, policy):
    """Reminders fall due at office opening, never on a day off."""
    when = due.opening_after(instant, count, policy, PARIS).astimezone(PARIS)

    assert (when.hour, when.minute) == (9, 0)
    assert due.is_working_day(when.date(), policy)
    assert when > instant


@quick
@given(instant=INSTANTS, policy=POLICIES)
def test_the_next_opening_is_now_or_on_a_working_day(instant, policy):
    """On a day at work nothing waits; on a day off all waits for the next."""
    when = due.next_opening(instant, policy, PARIS)

    assert when >= instant
    assert due.is_working_day(due.local_day(when, PARIS), policy)
    assert when == instant or not due.is_working_day(due.local_day(instant, PARIS), policy)


# ------------------------------------------------------------------ slots
@quick
@given(instant=INSTANTS, rhythm=RHYTHMS, hour=HOURS, policy=POLICIES)
def test_the_slot_that_is_due_is_the_latest_that_has_come(instant, rhythm, hour, policy):
    """It has come, it is a slot, and none came since."""
    day = due.slot_due(instant, rhythm, hour, policy, PARIS)
    if day is None:
        return

    assert due.is_slot(day, rhythm, policy)
    assert due.at_local(day, hour, PARIS) <= instant
    later = (day + timedelta(days=n) for n in range(1, 40))
    assert not any(due.is_slot(d, rhythm, policy) and due.at_local(d, hour, PARIS) <= instant for d in later)


@quick
@given(start=INSTANTS, steps=st.lists(st.integers(1, 20_000), max_size=30), rhythm=RHYTHMS, hour=HOURS)
def test_a_clock_that_rings_often_never_goes_back_to_an_earlier_slot(start, steps, rhythm, hour):
    """However often and late it is asked, the slots that it names come in order: each is written once."""
    named = []
    for minutes in [0, *steps]:
        start += timedelta(minutes=minutes)
        named.append(due.slot_due(start, rhythm, hour, WEEK, PARIS) or date.min)

    assert named == sorted(named)


def test_a_daemon_that_was_down_for_a_week_catches_up_one_digest():
    """Seven mornings were missed; the last one is owed."""
    down = [at("2026-06-01T08:00"), at("2026-06-09T10:17"), at("2026-06-09T10:18")]

    assert [due.slot_due(instant, "daily", EIGHT, WEEK, PARIS) for instant in down] == [
        date(2026, 6, 1),
        date(2026, 6, 9),
        date(2026, 6, 9),
    ]


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_on_the_day_of_the_clock_change_a_slot_in_the_odd_hour_comes_once(day):
    """Half past two exists never, or twice; the slots named around it are that day's and the one before."""
    every_day = Policy(working_days="mon-sun")
    midnight = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=PARIS).astimezone(UTC)
    named = {due.slot_due(midnight + timedelta(minutes=n), "daily", time(2, 30), every_day, PARIS) for n in range(1500)}

    assert date.fromisoformat(day) in named
    assert max(named) <= date.fromisoformat(day) + timedelta(days=1)
    assert len(named) <= 3


def test_digests_come_on_working_mornings_only():
    """On a Sunday and on Whit Monday the digest that is owed is still Friday's."""
    assert due.slot_due(at("2026-05-24T12:00"), "daily", EIGHT, WEEK, PARIS) == date(2026, 5, 22)
    assert due.slot_due(at("2026-05-25T12:00"), "daily", EIGHT, WEEK, PARIS) == date(2026, 5, 22)
    assert due.slot_due(at("2026-05-26T07:59"), "daily", EIGHT, WEEK, PARIS) == date(2026, 5, 22)
    assert due.slot_due(at("2026-05-26T08:00"), "daily", EIGHT, WEEK, PARIS) == date(2026, 5, 26)


@quick
@given(day=DAYS, policy=POLICIES)
def test_a_week_has_one_weekly_slot_at_most(day, policy):
    """It is the week's first working day."""
    monday = day - timedelta(days=day.weekday())
    week = [monday + timedelta(days=n) for n in range(7)]
    at_work = [d for d in week if due.is_working_day(d, policy)]

    assert [d for d in week if due.is_slot(d, "weekly", policy)] == at_work[:1]


@quick
@given(day=DAYS)
def test_a_month_has_one_monthly_slot(day):
    """It is the month's first working day."""
    month = [d for n in range(31) if (d := day.replace(day=1) + timedelta(days=n)).month == day.month]

    assert [d for d in month if due.is_slot(d, "monthly", WEEK)] == [due.next_working_day(month[0], WEEK)]


@quick
@given(day=DAYS)
def test_fortnightly_slots_are_weekly_slots_a_fortnight_or_more_apart(day):
    """Never in two weeks running, and never more than three weeks without one (a year of 53 weeks)."""
    slots = [d for n in range(60) if due.is_slot(d := day + timedelta(days=n), "fortnightly", WEEK)]
    gaps = [(b - a).days for a, b in pairwise(slots)]

    assert all(due.is_slot(d, "weekly", WEEK) for d in slots)
    assert all(13 <= gap <= 22 for gap in gaps)


@quick
@given(instant=INSTANTS, rhythm=RHYTHMS, hour=HOURS, policy=POLICIES)
def test_after_a_slot_comes_the_next_and_none_between(instant, rhythm, hour, policy):
    """The next slot lies ahead, and it is the first that does."""
    when = due.after_slot(instant, rhythm, hour, policy, PARIS)
    day = due.local_day(when, PARIS)

    assert when > instant
    assert due.is_slot(day, rhythm, policy)
    assert due.slot_due(when - timedelta(minutes=1), rhythm, hour, policy, PARIS) == due.slot_due(
        instant, rhythm, hour, policy, PARIS
    )
