"""Feedback: each partner hears where each of its candidates stands, and why (procedure, step 6)."""

from __future__ import annotations

from datetime import datetime

from service.domain import referrals
from service.domain.facts import Facts
from service.domain.partner_letters import PartnerFeedback
from service.domain.plan import Mail, Plan
from service.domain.records import Partner, Referral
from service.domain.writing import noted, signed


def _as_its_twin(referral: Referral, facts: Facts) -> Referral:
    """Where a person stands whom another partner had sent first; neither partner hears of the other."""
    if referral.state != "duplicate":
        return referral
    twin = next(
        (r for r in facts.referrals_of(referral.need_id)
         if r.candidate_id == referral.candidate_id and r.id != referral.id and r.state != "duplicate"),
        None,
    )  # fmt: skip
    return referral.but(state=twin.state, reason=twin.reason, on=twin.on, since=twin.since) if twin else referral


def feedback(partner: Partner, facts: Facts, now: datetime, slot: str) -> Plan:
    """Where each of the partner's candidates stands: what changed since it was told, and who still waits."""
    mine = [_as_its_twin(r, facts) for r in facts.referrals.values() if r.partner_id == partner.id]
    news = [r for r in mine if r.state not in {r.told_state, "duplicate"}]
    waiting = [r for r in mine if r.state in referrals.PENDING and r not in news]
    shown = sorted(news + waiting, key=lambda r: (facts.needs[r.need_id].number, r.number))
    address = facts.reach(partner)
    if not shown or address is None:
        return Plan()
    letter = PartnerFeedback(
        **signed(facts.office, partner.contact_name),
        partner=partner.name,
        candidates=tuple(
            referrals.for_partner(r, facts.candidates[r.candidate_id], facts.needs[r.need_id]) for r in shown
        ),
    )
    mail = Mail(
        key=f"feedback:{partner.id}:{slot}",
        to=address,
        to_name=partner.contact_name or partner.name,
        role="partner",
        letter=letter,
        partner_id=partner.id,
    )
    told = tuple(facts.referrals[r.id].but(told_state=r.state, told_at=now) for r in shown)
    return Plan(save=told, mails=(mail,)) + noted(
        now, "partner_told", f"partner:{partner.id}", referrals=[r.number for r in shown], slot=slot
    )
