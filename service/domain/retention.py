"""Retention: how long a person's data are kept, and when nothing more may be known of that person by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from service.domain import referrals
from service.domain.records import Candidate, Placement, Referral
from service.settings import Policy

#: states after which a person may be met again: the longer time counts
REMEMBERED = frozenset({"hired", "pool"})


def expired(
    candidates: Iterable[Candidate],
    all_referrals: Iterable[Referral],
    placements: Iterable[Placement],
    policy: Policy,
    now: datetime,
) -> tuple[Candidate, ...]:
    """Those of whom nothing is under way and whose time is over, oldest first; a merged record goes with its other."""
    mine: dict[str, list[Referral]] = {}
    contract = {p.referral_id: p for p in placements}
    people = {c.id: c for c in candidates if c.erased_at is None}
    for referral in all_referrals:
        mine.setdefault(referral.candidate_id, []).append(referral)
    for person in people.values():
        if person.merged_into:
            mine.setdefault(person.merged_into, []).extend(mine.get(person.id, []))
    over = [
        c for c in people.values()
        if _over(people.get(c.merged_into or "", c), mine, contract, policy, now)
    ]  # fmt: skip
    return tuple(sorted(over, key=lambda c: (c.received_at, c.id)))


def _over(
    person: Candidate, mine: dict[str, list[Referral]], contract: dict[str, Placement], policy: Policy, now: datetime
) -> bool:
    own = mine.get(person.id, [])
    if any(r.state in referrals.PENDING for r in own):
        return False
    contracts = [contract[r.id] for r in own if r.id in contract]
    if any(p.state in {"planned", "running"} for p in contracts):
        return False
    last = max([person.received_at, *(r.since for r in own), *(_end(p) for p in contracts)])
    days = policy.keep_candidates_days if any(r.state in REMEMBERED for r in own) else policy.keep_refused_days
    return now - last > timedelta(days=days)


def _end(placement: Placement) -> datetime:
    """When a contract ended, as far as is known."""
    if placement.end_date is None:
        return placement.since
    return max(
        placement.since, datetime.combine(date.fromisoformat(placement.end_date), time(), tzinfo=ZoneInfo("UTC"))
    )
