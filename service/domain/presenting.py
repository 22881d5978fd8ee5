"""Presenting: candidates go to the company in a batch, and it is asked for its word (procedure, step 5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from parsers.statements import Doubt
from service.domain import comparing, due, needs, referrals, reviews
from service.domain.company_letters import CandidateFacts, CandidatesPresented, PresentationReminder
from service.domain.facts import Facts
from service.domain.letters import CandidatesGathered
from service.domain.plan import Mail, Plan, StoredAttachment
from service.domain.records import Need, Referral, identity
from service.domain.writing import absent_until, noted, signed, to_company


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
        if referral.consent == "awaited":
            return "consent_awaited"
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
        candidates=tuple(_shown(r, need, facts) for r in batch),
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


def _shown(referral: Referral, need: Need, facts: Facts) -> CandidateFacts:
    person = facts.candidates[referral.candidate_id]
    return referrals.for_company(referral, person, comparing.answers(referral, need, facts))


def gathered(need: Need, facts: Facts, day: date, now: datetime) -> Plan:
    """To the referent: the candidates of a need side by side, with those known for the same job."""
    office, company = facts.office, facts.companies.get(need.company_id or "")
    letter = CandidatesGathered(
        **signed(office, office.referent.name),
        reference=need.reference,
        title=need.title,
        company=company.name if company else needs.reading_of(need).company.name,
        candidates=comparing.compared(need, facts),
        known=comparing.known_elsewhere(need, facts, day),
        mailbox=office.mailbox,
    )
    if not letter.candidates:
        return Plan()
    mail = Mail(
        key=f"gathered:{need.id}:{day.isoformat()}",
        to=office.referent.email or "",
        to_name=office.referent.name,
        role="referent",
        letter=letter,
        need_id=need.id,
    )
    return Plan(mails=(mail,)) + noted(
        now, "candidates_gathered", f"need:{need.id}", referrals=[c.number for c in letter.candidates]
    )


def present_by_itself(need: Need, facts: Facts, now: datetime) -> Plan:
    """All who may be presented, without the referent; a need that cannot be presented waits for the referent."""
    ready = [r for r in facts.referrals_of(need.id) if r.state == "to_present" and r.consent != "awaited"]
    made = present(need, ready, facts, now, who="liaison", cause=None)
    if isinstance(made, Plan):
        return made
    why = "candidats que Liaison n'a pas pu présenter seul : l'entreprise n'a pas d'adresse qui fonctionne"
    doubt = Doubt(what=need.reference, why=why)
    return Plan(
        save=tuple(r.but(state="to_check") for r in ready),
        review=reviews.items([doubt], message_id=None, need_id=need.id, now=now),
    )


def _documents(batch: Iterable[Referral], facts: Facts) -> Iterable[StoredAttachment]:
    for referral in batch:
        candidate = facts.candidates[referral.candidate_id]
        names = referrals.neutral_names(referral, candidate)
        for name, document in zip(names, candidate.documents, strict=True):
            if "held" not in document:
                yield StoredAttachment(sha256=document["sha256"], name=name, type=document["type"])


def presentation_reminder(need: Need, facts: Facts, now: datetime) -> Plan:
    """The company has not said what becomes of everybody presented."""
    office = facts.office
    today = due.local_day(now, office.zone)
    waiting = [r for r in facts.referrals_of(need.id) if referrals.awaits_company(r, today)]
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
        candidates=tuple(_shown(r, need, facts) for r in waiting),
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
