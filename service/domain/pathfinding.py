"""Pathfinding: a pool that the referent takes up goes to facilitators and GEIQ, a continuation to the partner."""

from __future__ import annotations

from datetime import datetime

from service.domain import needs, pooling, referrals
from service.domain.facts import Facts
from service.domain.letters import PathProposed, PathStep, PoolingProposed
from service.domain.plan import Mail, Plan, Slot
from service.domain.pooling import Pool
from service.domain.records import Need, Referral
from service.domain.writing import facilitator_of, noted, signed

#: pools that were taken up or set aside are remembered here
JOB = "pooling"


def pool(references: tuple[str, ...], facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan | str:
    """The pool is told to the facilitators of its markets and to every GEIQ, once."""
    found = pooling.named(references, facts)
    if found is None:
        return "no_such_pool"
    if found.id in facts.pooled:
        return "already_done"
    mails = [*_to_facilitators(found, facts), *_to_geiqs(found, facts)]
    plan = Plan(mails=tuple(mails), slots=(Slot(job=JOB, key=found.id),))
    return plan + noted(now, "pooling_proposed", f"pool:{found.id}", who=who, cause=cause, needs=found.references)


def set_aside(references: tuple[str, ...], facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan | str:
    """The pool is not proposed again."""
    found = pooling.named(references, facts)
    if found is None:
        return "no_such_pool"
    if found.id in facts.pooled:
        return "already_done"
    plan = Plan(slots=(Slot(job=JOB, key=found.id),))
    return plan + noted(now, "pooling_set_aside", f"pool:{found.id}", who=who, cause=cause, needs=found.references)


def _steps(found: Pool) -> tuple[PathStep, ...]:
    return tuple(
        PathStep(
            reference=step.reference, title=step.title, company=step.company, workplace=step.workplace,
            starts=step.starts, ends=step.ends, weekly_hours=step.weekly_hours, hours=step.hours,
        )
        for step in found.steps
    )  # fmt: skip


def _to_facilitators(found: Pool, facts: Facts) -> list[Mail]:
    markets = [facts.markets[m] for m in dict.fromkeys(s.market_id for s in found.steps) if m and m in facts.markets]
    people = {who.email: who for market in markets if (who := facilitator_of(market, facts.office)).email}
    return [
        _told(found, facts, to=address, name=who.name, role="facilitator", partner_id=None)
        for address, who in people.items()
        if address and facts.works(address)
    ]


def _to_geiqs(found: Pool, facts: Facts) -> list[Mail]:
    return [
        _told(found, facts, to=p.email, name=p.contact_name or p.name, role="partner", partner_id=p.id)
        for p in facts.partners.values()
        if p.kind == "geiq" and p.active and facts.works(p.email)
    ]


def _told(found: Pool, facts: Facts, *, to: str, name: str, role: str, partner_id: str | None) -> Mail:
    return Mail(
        key=f"pooling:{found.id}:{to}",
        to=to,
        to_name=name,
        role=role,
        letter=PoolingProposed(
            **signed(facts.office, name),
            title=found.steps[0].title,
            steps=_steps(found),
            hours=found.hours,
            months=found.months,
        ),
        need_id=None,
        partner_id=partner_id,
    )


def go_on(referral: Referral, need: Need, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan | str:
    """The partner who sent someone whose contract ends is asked to put that person forward for the next need."""
    found = next(
        (c for c in pooling.continuations(facts, now.astimezone(facts.office.zone).date())
         if c.referral.id == referral.id and c.need.id == need.id),
        None,
    )  # fmt: skip
    if found is None:
        return "no_such_path"
    partner = facts.partners[referral.partner_id]
    if not facts.works(partner.email):
        return "contact_bounces"
    mail = Mail(
        key=f"path:{referral.id}:{need.id}",
        to=partner.email,
        to_name=partner.contact_name or partner.name,
        role="partner",
        letter=PathProposed(
            **signed(facts.office, partner.contact_name),
            partner=partner.name,
            candidate=referrals.for_partner(
                referral, facts.candidates[referral.candidate_id], facts.needs[referral.need_id]
            ),
            ends_on=found.ends,
            need=needs.facts(need),
        ),
        need_id=need.id,
        partner_id=partner.id,
    )
    return Plan(mails=(mail,)) + noted(
        now, "path_proposed", f"referral:{referral.id}", who=who, cause=cause, need=need.reference
    )
