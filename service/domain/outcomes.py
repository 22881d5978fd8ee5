"""Outcomes: what a company decides of each candidate, and all that follows from it (procedure, step 5)."""

from __future__ import annotations

from datetime import date, datetime

from mailboxes.inbound import Inbound
from parsers.statements import Decision, Doubt
from service.domain import needs, placements, referrals, reviews
from service.domain.classify import Understanding
from service.domain.facts import Facts
from service.domain.letters import (
    CandidateHired,
    Decided,
    DecisionsReceived,
)
from service.domain.plan import Mail, Plan
from service.domain.records import Need, Referral
from service.domain.threads import Correspondence
from service.domain.writing import mailed, noted, signed


def presented_to(need: Need | None, facts: Facts) -> tuple[Referral, ...]:
    """The referrals that the company may answer about, by rank."""
    if need is None:
        return ()
    with_company = [r for r in facts.referrals_of(need.id) if r.presented_at is not None and r.rank is not None]
    return tuple(sorted(with_company, key=lambda r: r.rank or 0))


def on_company_answer(
    inbound: Inbound, said: Understanding, who: Correspondence, need: Need, facts: Facts, now: datetime
) -> Plan:
    """One decision each; what is unclear is asked back; the company hears what we read."""
    plan, told, moved = Plan(), [], {}
    by_name = {referrals.shown(facts.candidates[r.candidate_id]): r for r in presented_to(need, facts)}
    unclear = list(said.to_review)
    for decision in said.decisions:
        referral = _meant(decision, by_name)
        after = referrals.move(
            referral, decision.state, now, reason=decision.reason, on=decision.date
        ) if referral else None  # fmt: skip
        if referral is None or after is None:
            unclear.append(Doubt(what=decision.candidate, why=f"décision « {decision.state} » impossible ici"))
            continue
        plan += decided(referral, after, need, facts, now, who=inbound.sender.address, cause=inbound.message_id)
        moved[after.id] = after
        told.append(
            Decided(
                candidate=referrals.shown(facts.candidates[after.candidate_id]),
                state=after.state,
                reason=after.reason,
                on=_day(after.on),
            )
        )
    plan += Plan(review=reviews.items(unclear, message_id=inbound.message_id, need_id=need.id, now=now))
    waiting = [n for n, r in by_name.items() if moved.get(r.id, r).state == "presented"]
    plan += need_after(need, {**facts.referrals, **moved}, now)
    if told or unclear:
        plan += _confirmed(inbound, need, told, unclear, waiting, who, facts)
    return plan


def _meant(decision: Decision, by_name: dict[str, Referral]) -> Referral | None:
    wanted = sorted(referrals.folded(decision.candidate).split())
    return next((r for name, r in by_name.items() if sorted(referrals.folded(name).split()) == wanted), None)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def decided(
    before: Referral, after: Referral, need: Need, facts: Facts, now: datetime, *, who: str, cause: str | None
) -> Plan:
    """A referral in its new state; after a hire also its contract, the partner told, the person's other referrals."""
    plan = noted(
        now, f"referral_{after.state}", f"referral:{after.id}", who=who, cause=cause, before=before.state,
        reason=after.reason,
    )  # fmt: skip
    if after == before:
        return Plan()
    known = facts.placements.get(placements.id_of(after))
    if after.state != "hired":
        broken = placements.move(known, "broken", now) if known and before.state == "hired" else None
        return Plan(save=(after, broken) if broken else (after,)) + plan
    made = placements.of_hire(after, needs.reading_of(need), start=after.on, now=now)
    contract = placements.again(known, made) if known else made
    if before.state == "hired":
        return Plan(save=(after, contract)) + plan
    told = after.but(told_state="hired", told_at=now)
    plan += Plan(save=(told, contract)) + _hired_told(told, need, facts)
    return plan + _others_obsolete(told, facts, now)


def _hired_told(referral: Referral, need: Need, facts: Facts) -> Plan:
    partner = facts.partners[referral.partner_id]
    if not facts.works(partner.email):
        return Plan()
    letter = CandidateHired(
        **signed(facts.office, partner.contact_name),
        partner=partner.name,
        candidate=referrals.for_partner(referral, facts.candidates[referral.candidate_id], need),
        company=needs.reading_of(need).company.name,
    )
    return mailed(
        Mail(
            key=f"hired:{referral.id}",
            to=partner.email,
            to_name=partner.contact_name or partner.name,
            role="partner",
            letter=letter,
            need_id=need.id,
            partner_id=partner.id,
        )
    )


def _others_obsolete(hired: Referral, facts: Facts, now: datetime) -> Plan:
    """Whoever is hired is no longer free for other needs; the partners are told with their next feedback."""
    plan = Plan()
    for other in facts.referrals.values():
        if other.candidate_id != hired.candidate_id or other.id == hired.id or other.state not in referrals.PENDING:
            continue
        moved = referrals.move(other, "obsolete", now, reason="recruté(e) par ailleurs")
        if moved is not None:
            plan += Plan(save=(moved,)) + noted(now, "referral_obsolete", f"referral:{moved.id}", cause=hired.id)
    return plan


def need_after(need: Need, all_referrals: dict[str, Referral], now: datetime) -> Plan:
    """The need after decisions: filled when as many are hired as were asked for; quiet when nobody waits."""
    mine = [r for r in all_referrals.values() if r.need_id == need.id]
    openings = needs.reading_of(need).job.openings or 1
    hired = sum(r.state == "hired" for r in mine)
    waiting = any(r.state == "presented" for r in mine)
    after = need if waiting else need.but(due_at=None)
    if need.state == "diffused" and hired >= openings:
        filled = needs.move(after, "filled", now)
        if filled is not None:
            return Plan(save=(filled,)) + noted(now, "need_filled", f"need:{need.id}", reference=need.reference)
    if need.state == "filled" and hired < openings and (opened := needs.move(after, "diffused", now)) is not None:
        return Plan(save=(opened,)) + noted(now, "need_reopened", f"need:{need.id}", reference=need.reference)
    return Plan(save=(after,)) if after != need else Plan()


def ended(need: Need, facts: Facts, now: datetime, why: str) -> Plan:
    """The need is over: whoever was not presented yet is free again, and the partner hears of it."""
    moved = (
        referrals.move(r, "obsolete", now, reason=why)
        for r in facts.referrals_of(need.id)
        if r.state in referrals.PRESENTABLE - {"pool"}
    )
    return Plan(save=tuple(r for r in moved if r is not None))


def _confirmed(
    inbound: Inbound, need: Need, told: list[Decided], unclear: list[Doubt], waiting: list[str],
    who: Correspondence, facts: Facts,
) -> Plan:  # fmt: skip
    reading = needs.reading_of(need)
    letter = DecisionsReceived(
        **signed(facts.office, inbound.sender.name or reading.company.contact_name),
        company=reading.company.name or (who.company.name if who.company else ""),
        reference=need.reference,
        title=need.title,
        decisions=tuple(told),
        unclear=tuple(doubt.what for doubt in unclear),
        waiting=tuple(waiting),
    )
    return mailed(
        Mail(
            key=f"decisions_received:{inbound.message_id}",
            to=inbound.sender.address,
            to_name=inbound.sender.name,
            role="company",
            letter=letter,
            answers=inbound.message_id,
            references=inbound.references,
            award_id=need.award_id,
            need_id=need.id,
            company_id=need.company_id,
        )
    )
