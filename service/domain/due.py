"""Due: working days of France, and the instants at which things fall due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from service.settings import Frequency, Policy, weekdays

#: nothing is sent to people before this hour of a working day
OFFICE_OPENS = time(9, 0)


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    """French public holidays (code du travail, art. L3133-1)."""
    return frozenset(holidays.country_holidays("FR", years=year))


def is_working_day(day: date, policy: Policy) -> bool:
    """Whether people are at work: a day of the policy's week that is no public holiday."""
    return day.weekday() in weekdays(policy.working_days) and day not in _public_holidays(day.year)


def next_working_day(day: date, policy: Policy) -> date:
    """The first working day on or after `day`."""
    while not is_working_day(day, policy):
        day += timedelta(days=1)
    return day


def working_days_after(day: date, count: int, policy: Policy) -> date:
    """The working day that is `count` working days after `day`."""
    for _ in range(count):
        day = next_working_day(day + timedelta(days=1), policy)
    return day


def days_after(day: date, count: int) -> date:
    """The day that is `count` days of the calendar after `day`."""
    return day + timedelta(days=count)


def at_local(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """That hour of that day on people's clocks, in UTC."""
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The date on people's calendars at that instant."""
    return instant.astimezone(zone).date()


def opening_after(instant: datetime, count: int, policy: Policy, zone: ZoneInfo) -> datetime:
    """Office opening, `count` working days after the day of `instant`."""
    return at_local(working_days_after(local_day(instant, zone), count, policy), OFFICE_OPENS, zone)


def next_opening(instant: datetime, policy: Policy, zone: ZoneInfo) -> datetime:
    """`instant` itself when people are at work that day, else the next opening."""
    day = local_day(instant, zone)
    if is_working_day(day, policy):
        return instant
    return at_local(next_working_day(day, policy), OFFICE_OPENS, zone)


def leaves_at(role: str, instant: datetime, policy: Policy, zone: ZoneInfo) -> datetime:
    """When a mail written now leaves: at once, or at the next opening where nobody is to be written to on a day off."""
    if policy.send == "at_once" or role == "referent":
        return instant
    return next_opening(instant, policy, zone)


def slot_due(instant: datetime, frequency: Frequency, hour: time, policy: Policy, zone: ZoneInfo) -> date | None:
    """The latest day, today at most, whose slot of this rhythm has come and falls on a working day; None before any.

    Weekly slots are those of the week's first working day, fortnightly those of even ISO weeks, monthly those of the
    month's first working day. A daemon that was down catches up the last slot, not each one missed.
    """
    local = instant.astimezone(zone)
    day = local.date()
    if local.time() < hour:
        day -= timedelta(days=1)
    for _ in range(62):
        if is_slot(day, frequency, policy):
            return day
        day -= timedelta(days=1)
    return None


def is_slot(day: date, frequency: Frequency, policy: Policy) -> bool:
    """Whether this rhythm has its slot on this day."""
    if not is_working_day(day, policy):
        return False
    if frequency == "daily":
        return True
    if frequency == "monthly":
        return next_working_day(day.replace(day=1), policy) == day
    monday = day - timedelta(days=day.weekday())
    first = next_working_day(monday, policy) == day
    return first and (frequency == "weekly" or day.isocalendar().week % 2 == 0)


def after_slot(instant: datetime, frequency: Frequency, hour: time, policy: Policy, zone: ZoneInfo) -> datetime:
    """The next slot of this rhythm after `instant`."""
    day = local_day(instant, zone)
    for _ in range(62):
        if is_slot(day, frequency, policy) and (when := at_local(day, hour, zone)) > instant:
            return when
        day += timedelta(days=1)
    raise AssertionError("no working day in two months")
