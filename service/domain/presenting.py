"""Presenting: candidates go to the company, it decides, each partner hears (procedure, steps 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from mailboxes.inbound import Inbound
from parsers.statements import Decision, Doubt
from service.domain import due, needs, placements, referrals, reviews
from service.domain.classify import Understanding
from service.domain.facts import Facts
from service.domain.letters import (
    CandidateHired,
    CandidatesPresented,
    Decided,
    DecisionsReceived,
    PartnerFeedback,
    PresentationReminder,
)
from service.domain.plan import Mail, Plan, StoredAttachment
from service.domain.records import Need, Partner, Referral, identity
from service.domain.threads import Correspondence
from service.domain.writing import absent_until, mailed, noted, signed, to_company


# ------------------------------------------------------------------ presentation
def present(
    need: Need, chosen: Iterable[Referral], facts: Facts, now: datetime, *, who: str, cause: str | None
) -> Plan | str:
    """The batch goes to the company in one mail; a word of why not when it cannot."""
    office, company = facts.office, facts.companies.get(need.company_id or "")
    reading = needs.reading_of(need)
    address = to_company(facts, company, reading.company.email)
    if address is None:
        return "company_unreachable"
    rank = max((r.rank or 0 for r in facts.referrals_of(need.id)), default=0)
    batch = []
    for referral in chosen:
        moved = referrals.move(referral, "presented", now)
        if moved is None or referral.state not in referrals.PRESENTABLE:
            return "not_presentable"
        rank += 1
        batch.append(moved.but(rank=rank, presented_at=now))
    if not batch:
        return "nobody_to_present"
    days = office.policy.presentation_reminder_days
    reminder = due.opening_after(now, days[0], office.policy, office.zone) if days else None
    letter = CandidatesPresented(
        **signed(office, reading.company.contact_name),
        company=reading.company.name or (company.name if company else ""),
        reference=need.reference,
        title=need.title,
        candidates=tuple(referrals.for_company(r, facts.candidates[r.candidate_id]) for r in batch),
        answer_by=due.working_days_after(due.local_day(now, office.zone), days[0] if days else 5, office.policy),
    )
    mail = Mail(
        key=f"presented:{need.id}:" + identity(*(f"{r.id}/{r.rank}" for r in batch)),
        to=address,
        to_name=reading.company.contact_name or "",
        role="company",
        letter=letter,
        attachments=tuple(_documents(batch, facts)),
        market_id=need.market_id,
        award_id=need.award_id,
        need_id=need.id,
        company_id=need.company_id,
    )
    plan = Plan(save=(need.but(due_at=reminder, reminders=0), *batch), mails=(mail,))
    return plan + noted(
        now, "candidates_presented", f"need:{need.id}", who=who, cause=cause, reference=need.reference,
        referrals=[r.number for r in batch],
    )  # fmt: skip


def _documents(batch: Iterable[Referral], facts: Facts) -> Iterable[StoredAttachment]:
    for referral in batch:
        candidate = facts.candidates[referral.candidate_id]
        names = referrals.neutral_names(referral, candidate)
        for name, document in zip(names, candidate.documents, strict=True):
            yield StoredAttachment(sha256=document["sha256"], name=name, type=document["type"])


def presentation_reminder(need: Need, facts: Facts, now: datetime) -> Plan:
    """The company has not said what becomes of everybody presented."""
    office = facts.office
    waiting = [r for r in facts.referrals_of(need.id) if r.state == "presented"]
    days = office.policy.presentation_reminder_days
    if not waiting or need.reminders >= len(days):
        return Plan(save=(need.but(due_at=None),))
    reading = needs.reading_of(need)
    address = to_company(facts, facts.companies.get(need.company_id or ""), reading.company.email)
    if back := absent_until(address, facts, now):
        return Plan(save=(need.but(due_at=back),))
    following = need.reminders + 1
    due_at = due.opening_after(now, days[following], office.policy, office.zone) if following < len(days) else None
    reminded = need.but(reminders=following, due_at=due_at)
    if address is None:
        return Plan(save=(reminded,))
    letter = PresentationReminder(
        **signed(office, reading.company.contact_name),
        company=reading.company.name or "",
        reference=need.reference,
        title=need.title,
        candidates=tuple(referrals.for_company(r, facts.candidates[r.candidate_id]) for r in waiting),
        presented_on=due.local_day(min(r.presented_at or r.since for r in waiting), office.zone),
    )
    mail = Mail(
        key=f"presentation_reminder:{need.id}:{due.local_day(now, office.zone)}:" + identity(*(r.id for r in waiting)),
        to=address,
        to_name=reading.company.contact_name or "",
        role="company",
        letter=letter,
        award_id=need.award_id,
        need_id=need.id,
        company_id=need.company_id,
    )
    return Plan(save=(reminded,), mails=(mail,)) + noted(
        now, "presentation_reminded", f"need:{need.id}", rank=following
    )


# ------------------------------------------------------------------ the company's answer
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


# ------------------------------------------------------------------ step 6: partners hear
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
    if not shown or not facts.works(partner.email):
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
        to=partner.email,
        to_name=partner.contact_name or partner.name,
        role="partner",
        letter=letter,
        partner_id=partner.id,
    )
    told = tuple(facts.referrals[r.id].but(told_state=r.state, told_at=now) for r in shown)
    return Plan(save=told, mails=(mail,)) + noted(
        now, "partner_told", f"partner:{partner.id}", referrals=[r.number for r in shown], slot=slot
    )
