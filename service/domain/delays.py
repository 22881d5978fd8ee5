"""Delays: how many days pass between the steps of the procedure: the median, and of how many cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from statistics import median

from service.domain.facts import Facts
from service.domain.figures import Delay
from service.domain.records import Award, Market, Need
from service.domain.tallies import Row

STEPS = ("contact", "diffusion", "first_referral", "answer")


def rows(step: str, market: Market, awards: list[Award], needs: list[Need], facts: Facts) -> list[Row]:
    """The days that each case took from one step to the next; a case that is not there yet does not count."""
    found = {
        "contact": _contact(market, awards, facts),
        "diffusion": _diffusion(needs, facts),
        "first_referral": _first_referral(needs, facts),
        "answer": _answer(needs, facts),
    }[step]
    return [row for row in found if row.amount >= 0]


def delay(step: str, made_of: list[Row]) -> Delay:
    """The median, to a tenth of a day."""
    days = round(median(row.amount for row in made_of), 1) if made_of else None
    return Delay(step=step, days=days, cases=len(made_of))


def _contact(market: Market, awards: list[Award], facts: Facts) -> Iterator[Row]:
    zone = facts.office.zone
    notified = date.fromisoformat(market.notified_on) if market.notified_on else None
    begins = notified or market.received_at.astimezone(zone).date()
    for award in awards:
        if award.contacted_at is not None:
            days = (award.contacted_at.astimezone(zone).date() - begins).days
            yield Row(noun="award", id=award.id, amount=days)


def _diffusion(needs: list[Need], facts: Facts) -> Iterator[Row]:
    for need in needs:
        if (sent := _first_sent(need, facts)) is not None:
            yield Row(noun="need", id=need.id, amount=_days(need.received_at, sent))


def _first_referral(needs: list[Need], facts: Facts) -> Iterator[Row]:
    for need in needs:
        came = min((r.received_at for r in facts.referrals_of(need.id)), default=None)
        sent = _first_sent(need, facts)
        if came is not None and sent is not None:
            yield Row(noun="need", id=need.id, amount=_days(sent, came))


def _answer(needs: list[Need], facts: Facts) -> Iterator[Row]:
    for need in needs:
        for referral in facts.referrals_of(need.id):
            if referral.presented_at is not None and referral.answered_at is not None:
                yield Row(noun="referral", id=referral.id, amount=_days(referral.presented_at, referral.answered_at))


def _first_sent(need: Need, facts: Facts) -> datetime | None:
    return min((d.sent_at for d in facts.diffusions_of(need.id) if d.sent_at is not None), default=None)


def _days(start: datetime, end: datetime) -> float:
    return round((end - start).total_seconds() / 86_400, 2)
