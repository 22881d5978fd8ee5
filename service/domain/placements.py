"""A placement: a hire, its contract and the insertion hours that it commits."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from parsers.reading import NeedReading
from service.domain.records import Placement, Referral, identity

MOVES: dict[str, frozenset[str]] = {
    "planned": frozenset({"running", "broken", "ended"}),
    "running": frozenset({"ended", "broken"}),
    "ended": frozenset(),
    # a hire that was taken back and then confirmed after all
    "broken": frozenset({"planned"}),
}
DURATION = re.compile(r"P(?=[\dT])(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")
WEEKS_A_MONTH = 52 / 12


def move(placement: Placement, to: str, now: datetime) -> Placement | None:
    """The placement in its new state; None when it may not go there."""
    if to not in MOVES[placement.state]:
        return None
    return placement.but(state=to, since=now)


def id_of(referral: Referral) -> str:
    """A referral has one placement, however often it is decided."""
    return identity("placement", referral.id)


def of_hire(referral: Referral, reading: NeedReading, *, start: str | None, now: datetime) -> Placement:
    """The placement that a hire begins, on the need's conditions; hours = weekly hours x weeks (docs/glossary.md)."""
    conditions = reading.conditions
    begins = start or (reading.job.start_date if reading.job.start_date != "asap" else None)
    return Placement(
        id=id_of(referral),
        referral_id=referral.id,
        need_id=referral.need_id,
        contract_type=conditions.contract_type,
        start_date=begins,
        end_date=end_of(begins, conditions.contract_duration),
        weekly_hours=conditions.weekly_hours,
        hours_committed=hours_committed(conditions.weekly_hours, conditions.contract_duration),
        since=now,
    )


def again(known: Placement, made: Placement) -> Placement:
    """The contract of a hire that was decided before: new dates and hours, what was done stays done."""
    state = "planned" if known.state == "broken" else known.state
    return made.but(version=known.version, hours_done=known.hours_done, state=state, since=known.since)


def hours_committed(weekly_hours: float | None, duration: str | None) -> float | None:
    """Hours that the contract holds; None when it has no end (CDI) or a part is unknown."""
    found = DURATION.fullmatch(duration or "")
    if not duration or found is None:
        return None
    years, months, weeks, days, hours = (int(part or 0) for part in found.groups())
    if hours:
        return float(hours)
    if weekly_hours is None:
        return None
    all_weeks = years * 52 + months * WEEKS_A_MONTH + weeks + days / 7
    return round(weekly_hours * all_weeks, 1)


def hours_projected(placement: Placement, on: date) -> float:
    """Hours that the contract will have brought at its end, as things stand: done, or committed while it may run."""
    over = placement.state in {"ended", "broken"} or (placement.end_date or "9999") < on.isoformat()
    return placement.hours_done if over else max(placement.hours_done, placement.hours_committed or 0)


def end_of(start: str | None, duration: str | None) -> str | None:
    """Last day of a contract of whole years, months, weeks or days; None when it cannot be told."""
    found = DURATION.fullmatch(duration or "")
    if not start or not duration or found is None or found.group(5):
        return None
    begins = date.fromisoformat(start)
    years, months, weeks, days, _ = (int(part or 0) for part in found.groups())
    month = begins.month - 1 + months + 12 * years
    year, month = begins.year + month // 12, month % 12 + 1
    day = min(begins.day, _days_in(year, month))
    return (date(year, month, day) + timedelta(weeks=weeks, days=days) - timedelta(days=1)).isoformat()


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


# ------------------------------------------------------------------ while it runs
def on_day(placement: Placement, today: date, now: datetime) -> Placement:
    """The placement as the calendar has it: begun on its first day, ended after its last."""
    begun = placement.start_date is not None and placement.start_date <= today.isoformat()
    over = placement.end_date is not None and placement.end_date < today.isoformat()
    if placement.state == "planned" and begun:
        placement = placement.but(state="running", since=now)
    if placement.state == "running" and over:
        placement = placement.but(state="ended", since=now)
    return placement


def renewed(placement: Placement, until: str, today: date, now: datetime) -> Placement | None:
    """The contract prolonged to that day, its hours with it; None when it is broken or would not be longer."""
    if placement.state == "broken" or (placement.end_date is not None and until <= placement.end_date):
        return None
    before = {"on": today.isoformat(), "end_date": placement.end_date}
    more = placement.but(
        end_date=until,
        hours_committed=_hours_until(placement, until),
        renewals=[*placement.renewals, before],
        state="running" if placement.state == "ended" else placement.state,
    )
    return more if more.state == placement.state else more.but(since=now)


def _hours_until(placement: Placement, until: str) -> float | None:
    """Committed hours with the time that is added, at the same hours a week."""
    if placement.weekly_hours is None or placement.end_date is None:
        return placement.hours_committed
    days = (date.fromisoformat(until) - date.fromisoformat(placement.end_date)).days
    return round((placement.hours_committed or 0) + placement.weekly_hours * days / 7, 1)


def ended_early(placement: Placement, on: str, reason: str, now: datetime) -> Placement | None:
    """The contract broken on that day, and why; the hours that it still commits are those until then."""
    if placement.state not in {"planned", "running"}:
        return None
    committed = placement.hours_committed
    if placement.weekly_hours is not None and placement.start_date is not None:
        days = max(0, (date.fromisoformat(on) - date.fromisoformat(placement.start_date)).days + 1)
        until_then = round(placement.weekly_hours * days / 7, 1)
        committed = until_then if committed is None else min(committed, until_then)
    return placement.but(state="broken", end_date=on, reason=reason, hours_committed=committed, since=now)
