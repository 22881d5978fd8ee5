"""Pooling: needs for one job that together make a path which none makes alone; contracts that a need would continue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from service.domain import jobs, needs, placements
from service.domain.facts import Facts
from service.domain.letters import PathStep
from service.domain.records import Need, Placement, Referral, identity

#: needs that may still be shared out
OPEN = frozenset({"to_validate", "validated", "diffused"})
#: contracts that need nothing added to them
LASTING = frozenset({"CDI", "CDI_CHANTIER", "PRO", "APP"})
#: between the end of one contract and the start of the next
LONGEST_GAP = timedelta(days=45)
#: how long before its end a contract's continuation is looked for
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(PathStep):
    """One need of a path, and where it comes from."""

    need_id: str
    market_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Needs that one person could hold in turn, and what that adds up to."""

    id: str
    steps: tuple[Step, ...]
    hours: float
    months: float

    @property
    def references(self) -> str:
        """« B-0012, B-0015 »: how the referent names it."""
        return ", ".join(step.reference for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """Someone whose contract ends soon, and a need that would go on from there."""

    placement: Placement
    referral: Referral
    need: Need
    ends: date
    starts: date


def pools(facts: Facts) -> tuple[Pool, ...]:
    """The paths that open needs would make together, each need in one at most, the longest first.

    1. Same job, same department, contracts with an end, a place still free.
    2. Put in turn: each begins after the one before ends, within LONGEST_GAP.
    3. Two companies or worksites at least; hours and months of the policy are reached together and by none alone.
    """
    policy, found = facts.office.policy, []
    for alike in _alike(facts):
        for chain in _chains(alike):
            total = round(sum(step.hours for step in chain), 1)
            span = round(((chain[-1].ends - chain[0].starts).days + 1) / 30.44, 1)
            enough = total >= policy.path_hours and span >= policy.path_months
            alone = any(step.hours >= policy.path_hours and _months(step) >= policy.path_months for step in chain)
            places = {(step.company, step.workplace) for step in chain}
            if enough and not alone and len(places) > 1:
                key = identity("pool", *(step.need_id for step in chain))
                found.append(Pool(id=key, steps=tuple(chain), hours=total, months=span))
    return tuple(sorted(found, key=lambda pool: (-pool.hours, pool.id)))


def _months(step: Step) -> float:
    return ((step.ends - step.starts).days + 1) / 30.44


def _alike(facts: Facts) -> Iterator[list[Step]]:
    """The steps of one job in one department."""
    groups: dict[tuple[str, str], list[Step]] = {}
    for need in facts.needs.values():
        step = _step(need, facts)
        place = _department(need, facts) if step is not None else None
        key = jobs.job_key(need.title, facts.office.rome) if place is not None else None
        if step is not None and place is not None and key:
            groups.setdefault((key, place), []).append(step)
    yield from (sorted(group, key=lambda s: (s.starts, s.reference)) for group in groups.values() if len(group) > 1)


def _chains(steps: list[Step]) -> Iterator[list[Step]]:
    """The steps, put one after the other as far as they follow each other."""
    taken: set[str] = set()
    for place, first in enumerate(steps):
        if first.need_id in taken:
            continue
        chain = [first]
        for step in steps[place + 1 :]:
            if step.need_id not in taken and timedelta(0) < step.starts - chain[-1].ends <= LONGEST_GAP:
                chain.append(step)
                taken.add(step.need_id)
        if len(chain) > 1:
            yield chain


def _step(need: Need, facts: Facts) -> Step | None:
    job, conditions = need.reading.get("job", {}), need.reading.get("conditions", {})
    starts, duration = job.get("start_date"), conditions.get("contract_duration")
    weekly = conditions.get("weekly_hours")
    if need.state not in OPEN or conditions.get("contract_type") in LASTING or not starts or not weekly:
        return None
    begins = need.received_at.astimezone(facts.office.zone).date() if starts == "asap" else date.fromisoformat(starts)
    ends, hours = placements.end_of(begins.isoformat(), duration), placements.hours_committed(weekly, duration)
    hired = sum(r.state == "hired" for r in facts.referrals_of(need.id))
    if ends is None or hours is None or hired >= (job.get("openings") or 1):
        return None
    company = facts.companies.get(need.company_id or "")
    return Step(
        need_id=need.id, reference=need.reference, title=need.title, company=company.name if company else None,
        workplace=conditions.get("workplace"), starts=begins, ends=date.fromisoformat(ends), weekly_hours=weekly,
        hours=hours, market_id=need.market_id,
    )  # fmt: skip


def _department(need: Need, facts: Facts) -> str | None:
    sites = facts.sites_of(need.market_id)
    code = needs.postcode(need, sites[0].address if len(sites) == 1 else None)
    return code[:3] if code and code.startswith("97") else code[:2] if code else None


def continuations(facts: Facts, on: date) -> tuple[Continuation, ...]:
    """Contracts that end within SOON, beside each open need of the same job and department that would go on."""
    found = []
    ending = [p for p in facts.placements.values() if p.state in {"planned", "running"} and _ends_soon(p, on)]
    if not ending:
        return ()
    open_steps = [(need, step) for need in facts.needs.values() if (step := _step(need, facts)) is not None]
    for placement in ending:
        referral = facts.referrals.get(placement.referral_id)
        before = facts.needs.get(placement.need_id)
        if referral is None or before is None or placement.end_date is None:
            continue
        ends = date.fromisoformat(placement.end_date)
        elsewhere = {r.need_id for r in facts.referrals.values() if r.candidate_id == referral.candidate_id}
        job, place = jobs.job_key(before.title, facts.office.rome), _department(before, facts)
        for need, step in open_steps:
            same = jobs.job_key(need.title, facts.office.rome) == job and place and _department(need, facts) == place
            if same and need.id not in elsewhere and ends - SOON <= step.starts <= ends + LONGEST_GAP:
                found.append(
                    Continuation(placement=placement, referral=referral, need=need, ends=ends, starts=step.starts)
                )
    return tuple(sorted(found, key=lambda c: (c.ends, c.referral.number, c.need.number)))


def _ends_soon(placement: Placement, on: date) -> bool:
    return placement.end_date is not None and on <= date.fromisoformat(placement.end_date) <= on + SOON


def named(references: Iterable[str], facts: Facts) -> Pool | None:
    """The pool of just these needs."""
    wanted = {need.id for ref in references if (need := facts.need_by_reference(ref)) is not None}
    return next((pool for pool in pools(facts) if {step.need_id for step in pool.steps} == wanted), None)
