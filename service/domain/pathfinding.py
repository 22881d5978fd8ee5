"""Pathfinding: a pool that the referent takes up goes to facilitators and GEIQ, a person's next need to the partner."""

from __future__ import annotations

from datetime import date, datetime

from service.domain import due, needs, pooling, referrals
from service.domain.facts import Facts
from service.domain.letters import PathProposed, PoolingProposed
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
            steps=found.steps,
            hours=found.hours,
            months=found.months,
        ),
        need_id=None,
        partner_id=partner_id,
    )


def go_on(referral: Referral, need: Need, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan | str:
    """Whoever's contract ends is put forward for the need that continues it; a word of why not when none does."""
    today = due.local_day(now, facts.office.zone)
    if not any(c.referral.id == referral.id and c.need.id == need.id for c in pooling.continuations(facts, today)):
        return "no_such_path"
    return put_forward(referral, need, facts, now, who=who, cause=cause)


def put_forward(
    referral: Referral, need: Need, facts: Facts, now: datetime, *, who: str, cause: str | None
) -> Plan | str:
    """A person known from another need is put forward for this one, in the name of the same partner, who is asked.

    The person agreed to another post: the referral waits for the partner's word, and nothing goes to the company
    before it.
    """
    candidate, partner = facts.candidates[referral.candidate_id], facts.partners[referral.partner_id]
    if candidate.merged_into or candidate.erased_at:
        return "erased"
    if any(r.candidate_id == candidate.id for r in facts.referrals_of(need.id)):
        return "already_done"
    if need.state not in pooling.OPEN:
        return "wrong_state"
    if not facts.works(partner.email):
        return "contact_bounces"
    made = referrals.new(
        need, partner, candidate, number=facts.next_referral, message_id=None, consent="awaited", now=now
    )
    return Plan(save=(made,), mails=(_partner_asked(referral, need, facts, now),)) + noted(
        now, "referral_proposed", f"referral:{made.id}", who=who, cause=cause, need=need.reference,
        known_from=referral.id,
    )  # fmt: skip


def _partner_asked(referral: Referral, need: Need, facts: Facts, now: datetime) -> Mail:
    partner = facts.partners[referral.partner_id]
    contract = next((p for p in facts.placements.values() if p.referral_id == referral.id), None)
    ends = date.fromisoformat(contract.end_date) if contract and contract.end_date else None
    ahead = ends is not None and ends >= due.local_day(now, facts.office.zone)
    return Mail(
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
            ends_on=ends if ahead else None,
            need=needs.facts(need),
        ),
        need_id=need.id,
        partner_id=partner.id,
    )
