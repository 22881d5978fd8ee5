"""Outcomes: what a company decides of each candidate, and all that follows from it (procedure, step 5)."""

from __future__ import annotations

from datetime import date, datetime

from mailboxes.inbound import Inbound
from parsers.statements import Decision, Doubt
from service.domain import due, needs, persons, placements, referrals, reviews
from service.domain.company_letters import Decided, DecisionsReceived
from service.domain.facts import Facts
from service.domain.letters import Letter
from service.domain.partner_letters import CandidateHired, HireWithdrawn
from service.domain.plan import Mail, Plan
from service.domain.records import Need, Partner, Referral
from service.domain.threads import Correspondence
from service.domain.understanding import Understanding
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
    by_name = {persons.shown(facts.candidates[r.candidate_id]): r for r in presented_to(need, facts)}
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
                candidate=persons.shown(facts.candidates[after.candidate_id]),
                state=after.state,
                reason=after.reason,
                on=_day(after.on),
            )
        )
    plan += Plan(review=reviews.items(unclear, message_id=inbound.message_id, need_id=need.id, now=now))
    waiting = [n for n, r in by_name.items() if moved.get(r.id, r).state == "presented"]
    plan += need_after(need, {**facts.referrals, **moved}, facts, now)
    if told or unclear:
        plan += _confirmed(inbound, need, told, unclear, waiting, who, facts)
    return plan


def _meant(decision: Decision, by_name: dict[str, Referral]) -> Referral | None:
    wanted = sorted(persons.folded(decision.candidate).split())
    return next((r for name, r in by_name.items() if sorted(persons.folded(name).split()) == wanted), None)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def decided(
    before: Referral, after: Referral, need: Need, facts: Facts, now: datetime, *, who: str, cause: str | None
) -> Plan:
    """A referral in its new state; a hire, or one that is taken back, with all that follows from it."""
    if after == before:
        return Plan()
    plan = noted(
        now, f"referral_{after.state}", f"referral:{after.id}", who=who, cause=cause, before=before.state,
        reason=after.reason,
    )  # fmt: skip
    if after.state == "hired":
        return _hired(before, after, need, facts, now) + plan
    if before.state == "hired":
        return _taken_back(before, after, need, facts, now) + plan
    return Plan(save=(after,)) + plan


def _hired(before: Referral, after: Referral, need: Need, facts: Facts, now: datetime) -> Plan:
    """The contract, the partner told, the person's other referrals closed; a new date changes the contract alone."""
    known = facts.placements.get(placements.id_of(after))
    made = placements.of_hire(after, needs.reading_of(need), start=after.on, now=now)
    contract = placements.again(known, made) if known else made
    plan = Plan(save=(after, contract))
    if before.state == "hired":
        return plan
    if facts.office.policy.hire_notice_minutes == 0:
        plan += hire_told(after, need, facts, now)
    return plan + _others_obsolete(after, facts, now)


def hire_told(hired: Referral, need: Need, facts: Facts, now: datetime) -> Plan:
    """Its partner hears of the hire at once, or once the company had its minutes to take it back."""
    partner = facts.partners[hired.partner_id]
    plan = Plan(save=(hired.but(told_state="hired", told_at=now),))
    address = facts.reach(partner)
    if address is None:
        return plan
    letter = CandidateHired(
        **signed(facts.office, partner.contact_name),
        partner=partner.name,
        candidate=referrals.for_partner(hired, facts.candidates[hired.candidate_id], need),
        company=needs.reading_of(need).company.name,
    )
    return plan + _to_partner(f"hired:{hired.id}:{hired.since.isoformat()}", partner, address, letter, need)


def _taken_back(before: Referral, after: Referral, need: Need, facts: Facts, now: datetime) -> Plan:
    """The hire is none: the contract broken, what it closed open again, and the partner told if it had heard of it."""
    known = facts.placements.get(placements.id_of(after))
    broken = placements.move(known, "broken", now) if known else None
    plan = Plan(save=(after, broken.but(reason=after.reason)) if broken else (after,)) + Plan(
        save=tuple(referrals.restored(r, now) for r in facts.referrals.values() if r.closed_by == after.id)
    )
    partner = facts.partners[after.partner_id]
    address = facts.reach(partner)
    if before.told_state != "hired" or address is None:
        return plan
    letter = HireWithdrawn(
        **signed(facts.office, partner.contact_name),
        partner=partner.name,
        candidate=referrals.for_partner(after, facts.candidates[after.candidate_id], need),
    )
    told = after.but(told_state=after.state, told_at=now)
    key = f"hire_withdrawn:{after.id}:{after.since.isoformat()}"
    return plan + Plan(save=(told,)) + _to_partner(key, partner, address, letter, need)


def _to_partner(key: str, partner: Partner, address: str, letter: Letter, need: Need) -> Plan:
    return mailed(
        Mail(
            key=key,
            to=address,
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
        closed = referrals.closed(other, hired.id, "hired_elsewhere", now)
        plan += Plan(save=(closed,)) + noted(now, "referral_obsolete", f"referral:{closed.id}", cause=hired.id)
    return plan


def need_after(need: Need, all_referrals: dict[str, Referral], facts: Facts, now: datetime) -> Plan:
    """The need after decisions: filled when as many are hired as were asked for; asked about again when one is due."""
    mine = [r for r in all_referrals.values() if r.need_id == need.id]
    openings = needs.reading_of(need).job.openings or 1
    hired = sum(r.state == "hired" for r in mine)
    waiting = any(r.state == "presented" for r in mine)
    after = need if waiting else need.but(due_at=_after_interviews(mine, facts), reminders=0)
    if need.state == "diffused" and hired >= openings:
        filled = needs.move(after, "filled", now)
        if filled is not None:
            return Plan(save=(filled,)) + noted(now, "need_filled", f"need:{need.id}", reference=need.reference)
    if need.state == "filled" and hired < openings and (opened := needs.move(after, "diffused", now)) is not None:
        return Plan(save=(opened,)) + noted(now, "need_reopened", f"need:{need.id}", reference=need.reference)
    return Plan(save=(after,)) if after != need else Plan()


def _after_interviews(mine: list[Referral], facts: Facts) -> datetime | None:
    """The morning after the working day that follows the next interview: then the company is asked how it went."""
    days = [date.fromisoformat(r.on) for r in mine if r.state == "interview" and r.on]
    office = facts.office
    if not days:
        return None
    return due.at_local(due.working_days_after(min(days), 1, office.policy), due.OFFICE_OPENS, office.zone)


def ended(need: Need, facts: Facts, now: datetime, why: str, *, also_presented: bool = False) -> Plan:
    """The need is over: whoever was not presented yet is free again, and the partner hears of it.

    Of a need that is closed for good the company owes no word any more: those it has seen are free as well.
    """
    over = (referrals.PRESENTABLE - {"pool"}) | (referrals.WITH_COMPANY if also_presented else frozenset())
    return Plan(
        save=tuple(referrals.closed(r, need.id, why, now) for r in facts.referrals_of(need.id) if r.state in over)
    )


def opened_again(need: Need, facts: Facts, now: datetime) -> Plan:
    """The need goes on: those whom its end had freed are in play again."""
    return Plan(save=tuple(referrals.restored(r, now) for r in facts.referrals_of(need.id) if r.closed_by == need.id))


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
