"""Diffusing: a need goes to every partner at once; their replies become referrals (procedure, steps 4, 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from mailboxes.inbound import Inbound
from parsers.reading import CandidateReading
from parsers.statements import Doubt
from service.domain import diffusions, due, needs, referrals, reviews, targeting, threads
from service.domain.classify import Paper, Understanding
from service.domain.facts import Facts
from service.domain.letters import (
    AnswerToQuestion,
    NeedDiffusion,
    NeedStopped,
    OpenNeed,
    OwnCandidate,
    PartnerReminder,
    QuestionAsked,
    ReferralsReceived,
)
from service.domain.plan import Mail, Plan, SheetAttachment
from service.domain.records import (
    Award,
    Candidate,
    Diffusion,
    Market,
    Need,
    Partner,
    Referral,
    Thread,
    identity,
)
from service.domain.threads import Correspondence
from service.domain.writing import absent_until, mailed, noted, signed


# ------------------------------------------------------------------ step 4: diffusion
def diffuse(need: Need, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan:
    """One personal mail to each partner concerned, all at once; who was left out, and why, is journalled."""
    award, market = facts.awards.get(need.award_id or ""), facts.markets.get(need.market_id or "")
    publics, chosen = targeting.publics_of(need, facts), targeting.concerned(need, facts)
    diffused = need.but(state="diffused", since=now)
    plan = Plan(save=(diffused,))
    if market is not None and market.state == "notified":
        plan += Plan(save=(market.but(state="in_progress"),))
    for choice in chosen:
        if choice.chosen:
            plan += _sent_to(choice.partner, diffused, award, market, publics, facts, now)
    return plan + noted(
        now, "need_diffused", f"need:{need.id}", who=who, cause=cause, reference=need.reference,
        partners=[c.partner.id for c in chosen if c.chosen],
        left_out={c.partner.id: c.reason for c in chosen if not c.chosen},
    )  # fmt: skip


def _sent_to(
    partner: Partner, need: Need, award: Award | None, market: Market | None, publics: tuple[str, ...], facts: Facts,
    now: datetime,
) -> Plan:  # fmt: skip
    office = facts.office
    days = office.policy.partner_reminder_days
    mail = Mail(
        key=f"diffusion:{need.id}:{partner.id}",
        to=partner.email,
        to_name=partner.contact_name or partner.name,
        role="partner",
        letter=NeedDiffusion(
            **signed(office, partner.contact_name),
            partner=partner.name,
            need=needs.facts(need),
            market=needs.market_facts(market, award),
            publics=publics,
            answer_by=due.working_days_after(due.local_day(now, office.zone), days[0] if days else 4, office.policy),
        ),
        attachments=(SheetAttachment(need=needs.facts(need)),),
        market_id=need.market_id,
        award_id=need.award_id,
        need_id=need.id,
        partner_id=partner.id,
    )
    made = diffusions.new(
        need,
        partner,
        mail_id=mail_id(mail.key),
        due_at=due.opening_after(now, days[0], office.policy, office.zone) if days else None,
    )
    known = facts.diffusions.get(made.id)
    if known is not None:
        return Plan()
    if not facts.works(partner.email):
        return Plan(save=(made.but(state="bounced", due_at=None),))
    return Plan(save=(made,), mails=(mail,))


def mail_id(key: str) -> str:
    """The id of the mail that is written for this key."""
    return identity("mail", key)


def stop(need: Need, facts: Facts) -> Plan:
    """A notice to the partners that were working on a need which is over; those who said no are left in peace."""
    mails = []
    for diffusion in facts.diffusions_of(need.id):
        partner = facts.partners[diffusion.partner_id]
        if diffusion.state not in {"sent", "queued", "answered", "silent"} or not facts.works(partner.email):
            continue
        letter = NeedStopped(
            **signed(facts.office, partner.contact_name),
            partner=partner.name,
            reference=need.reference,
            title=need.title,
            state=need.state,
        )
        mails.append(
            Mail(
                key=f"stopped:{need.id}:{need.state}:{partner.id}",
                to=partner.email,
                to_name=partner.contact_name or partner.name,
                role="partner",
                letter=letter,
                need_id=need.id,
                partner_id=partner.id,
            )
        )
    quiet = tuple(d.but(due_at=None) for d in facts.diffusions_of(need.id) if d.due_at is not None)
    return Plan(save=quiet, mails=tuple(mails))


def partner_reminder(partner: Partner, facts: Facts, now: datetime) -> Plan:
    """One mail for all the needs that wait for this partner's word; after the last reminder, silence is noted."""
    office, policy = facts.office, facts.office.policy
    waiting = [d for d in facts.diffusions.values() if d.partner_id == partner.id and d.state in {"sent", "queued"}]
    late = [d for d in waiting if d.due_at is not None and d.due_at <= now]
    spent = [d for d in late if d.reminders >= len(policy.partner_reminder_days)]
    asked = [d for d in late if d not in spent and facts.needs[d.need_id].state == "diffused"]
    quiet = [d.but(due_at=None, state="silent" if d.state == "sent" else d.state) for d in late if d not in asked]
    today = due.local_day(now, office.zone)
    if back := absent_until(partner.email, facts, now):
        return Plan(save=(*(d.but(due_at=back) for d in asked), *quiet))
    moved = [_reminded(d, now, facts) for d in asked]
    if not asked or not facts.works(partner.email):
        return Plan(save=(*moved, *quiet))
    letter = PartnerReminder(
        **signed(office, partner.contact_name),
        partner=partner.name,
        needs=tuple(_open(d, facts) for d in sorted(asked, key=lambda d: facts.needs[d.need_id].number)),
    )
    only = asked[0].need_id if len(asked) == 1 else None
    mail = Mail(
        key=f"partner_reminder:{partner.id}:{today.isoformat()}",
        to=partner.email,
        to_name=partner.contact_name or partner.name,
        role="partner",
        letter=letter,
        need_id=only,
        partner_id=partner.id,
    )
    return Plan(save=(*moved, *quiet), mails=(mail,)) + noted(
        now, "partner_reminded", f"partner:{partner.id}", needs=[d.need_id for d in asked]
    )


def _reminded(diffusion: Diffusion, now: datetime, facts: Facts) -> Diffusion:
    """Reminded once more; the next is due so many working days after the need went out, three from now at least."""
    office, policy, following = facts.office, facts.office.policy, diffusion.reminders + 1
    if following >= len(policy.partner_reminder_days):
        return diffusion.but(reminders=following, due_at=due.opening_after(now, 4, policy, office.zone))
    went = diffusion.sent_at or facts.needs[diffusion.need_id].since
    then = due.opening_after(went, policy.partner_reminder_days[following], policy, office.zone)
    return diffusion.but(reminders=following, due_at=max(then, due.opening_after(now, 3, policy, office.zone)))


def _open(diffusion: Diffusion, facts: Facts) -> OpenNeed:
    need = needs.facts(facts.needs[diffusion.need_id])
    return OpenNeed(
        reference=need.reference,
        title=need.title,
        company=need.company,
        workplace=need.workplace,
        openings=need.openings,
        sent_on=due.local_day(diffusion.sent_at, facts.office.zone)
        if diffusion.sent_at
        else facts.needs[diffusion.need_id].since.date(),
    )


# ------------------------------------------------------------------ step 5: a partner replies
def on_partner_reply(
    inbound: Inbound, said: Understanding, papers: tuple[Paper, ...], who: Correspondence, facts: Facts, now: datetime
) -> Plan:
    """Candidates become referrals, « nobody » is noted, a question goes on; the partner hears what we read."""
    if who.partner is None:
        return _doubt(
            inbound.sender.address, "réponse d'un partenaire qui n'est pas dans l'annuaire", inbound, None, now
        )
    partner = who.partner
    need = need_meant(inbound, who, facts)
    plan, told = _referred(inbound, said, papers, partner, need, facts, now)
    plan += _withdrawn(said.withdrawn, partner, need, facts, inbound, now)
    plan += Plan(
        review=reviews.items(said.to_review, message_id=inbound.message_id, need_id=need.id if need else None, now=now)
    )
    plan += _diffusions_answered(said, told, who, need, facts, now)
    if said.question:
        plan += asked(said.question, partner.name, inbound, need, partner.id, facts)
    if not (told or said.no_candidate or said.question or said.withdrawn):
        return plan
    return plan + _confirmed(inbound, said, told, partner, need, facts) + noted(
        now, "partner_replied", f"partner:{partner.id}", who=inbound.sender.address, cause=inbound.message_id,
        need=need.reference if need else None, candidates=len(told), no_candidate=said.no_candidate,
    )  # fmt: skip


def need_meant(inbound: Inbound, who: Correspondence, facts: Facts) -> Need | None:
    """The need that a partner's reply is about: the thread's, the one it names, or the only one it was sent."""
    meant = threads.needs_meant(inbound, who, facts)
    if meant:
        return meant[0]
    partner_id = who.partner.id if who.partner else None
    sent = {d.need_id for d in facts.diffusions.values() if d.partner_id == partner_id}
    open_ones = [n for n in facts.needs.values() if n.id in sent and n.state == "diffused"]
    return open_ones[0] if len(open_ones) == 1 else None


def _referred(
    inbound: Inbound, said: Understanding, papers: tuple[Paper, ...], partner: Partner, need: Need | None,
    facts: Facts, now: datetime,
) -> tuple[Plan, list[OwnCandidate]]:  # fmt: skip
    """A referral for each candidate, with what the partner is told of it."""
    plan, told, number = Plan(), [], facts.next_referral
    known = dict(facts.candidates)
    mine = frozenset(r.candidate_id for r in facts.referrals.values() if r.partner_id == partner.id)
    for index, person in enumerate(said.candidates):
        wanted = said.for_needs[index] if index < len(said.for_needs) else None
        meant = facts.need_by_reference(wanted) if wanted else need
        if meant is None:
            why = "candidat proposé sans que l'on sache pour quel besoin"
            plan += _doubt(_name(person), why, inbound, None, now)
            continue
        documents = _documents(person, papers)
        candidate = referrals.candidate_of(
            person, known=known.values(), mine=mine, documents=documents, message_id=inbound.message_id, now=now
        )
        known[candidate.id] = candidate
        if facts.candidates.get(candidate.id) != candidate:
            plan += Plan(save=(candidate,))
        plan += _attested(candidate, partner, person, facts, now)
        referral, fresh = _referral(meant, partner, candidate, number, facts, inbound, now)
        number += fresh
        if fresh:
            plan += Plan(save=(referral,)) + noted(
                now, "referral_received", f"referral:{referral.id}", who=f"partner:{partner.id}",
                cause=inbound.message_id, need=meant.reference, state=referral.state,
            )  # fmt: skip
        shown = referrals.for_partner(referral, candidate, meant, criteria=person.criteria)
        told.append(replace(shown, state="received") if referral.state == "duplicate" else shown)
    return plan, told


def _referral(
    need: Need, partner: Partner, candidate: Candidate, number: int, facts: Facts, inbound: Inbound, now: datetime
) -> tuple[Referral, bool]:
    made = referrals.new(need, partner, candidate, number=number, message_id=inbound.message_id, now=now)
    before = facts.referrals.get(made.id)
    if before is not None:
        return before, False
    other = any(r.candidate_id == candidate.id and r.partner_id != partner.id for r in facts.referrals_of(need.id))
    return (made.but(state="duplicate") if other else made), True


def _attested(candidate: Candidate, partner: Partner, person: CandidateReading, facts: Facts, now: datetime) -> Plan:
    made = referrals.facts_of(candidate, partner, person.criteria, now)
    before = next((f for f in facts.candidate_facts if f.id == made.id), None)
    if before is None:
        return Plan(save=(made,))
    united = sorted({*before.criteria, *made.criteria})
    return Plan(save=(before.but(criteria=united),)) if united != before.criteria else Plan()


def _documents(person: CandidateReading, papers: tuple[Paper, ...]) -> list[dict[str, str]]:
    return [
        {"name": p.attachment.name, "type": p.attachment.type, "sha256": p.attachment.sha256}
        for p in papers
        if p.attachment is not None and p.name in person.documents
    ]


def _name(person: CandidateReading) -> str:
    return f"{person.last_name or ''} {person.first_name or ''}".strip() or "candidat sans nom"


def _withdrawn(
    names: Iterable[str], partner: Partner, need: Need | None, facts: Facts, inbound: Inbound, now: datetime
) -> Plan:
    """The partner takes back its own candidates, by name; a name that fits none, or several, is a doubt."""
    plan = Plan()
    for name in names:
        words = set(referrals.folded(name).split())
        fits = [
            r for r in facts.referrals.values()
            if r.partner_id == partner.id and r.state in referrals.PENDING and (need is None or r.need_id == need.id)
            and words and words <= set(referrals.folded(referrals.shown(facts.candidates[r.candidate_id])).split())
        ]  # fmt: skip
        moved = referrals.move(fits[0], "withdrawn", now, reason="retiré par le partenaire") if len(fits) == 1 else None
        if moved is None:
            plan += _doubt(name, "retrait d'un candidat que l'on ne retrouve pas", inbound, need, now)
        else:
            plan += Plan(save=(moved,)) + noted(
                now, "referral_withdrawn", f"referral:{moved.id}", who=f"partner:{partner.id}", cause=inbound.message_id
            )
    return plan


def _diffusions_answered(
    said: Understanding, told: list[OwnCandidate], who: Correspondence, need: Need | None, facts: Facts, now: datetime
) -> Plan:
    """Each need that the reply names someone for is answered; whoever wrote back is not chased for the same need.

    « Nobody » in reply to a reminder that lists several needs is said of all of them.
    """
    partner_id = who.partner.id if who.partner else None
    named = {candidate.need_reference for candidate in told}
    of_all = need is None and who.thread is not None and who.thread.kind == "partner_reminder"
    plan = Plan()
    for diffusion in (d for d in facts.diffusions.values() if d.partner_id == partner_id):
        asked_for = facts.needs.get(diffusion.need_id)
        if asked_for is None:
            continue
        meant = (need is not None and asked_for.id == need.id) or (of_all and asked_for.state == "diffused")
        if asked_for.reference in named:
            moved = diffusions.move(diffusion, "answered", now)
        elif meant and said.no_candidate and not said.candidates:
            moved = diffusions.move(diffusion, "declined", now)
        elif meant:
            moved = None
        else:
            continue
        plan += Plan(save=(moved or diffusion.but(due_at=None),))
    return plan


def _confirmed(
    inbound: Inbound, said: Understanding, told: list[OwnCandidate], partner: Partner, need: Need | None, facts: Facts
) -> Plan:
    letter = ReferralsReceived(
        **signed(facts.office, inbound.sender.name or partner.contact_name),
        partner=partner.name,
        reference=need.reference if need else "",
        title=need.title if need else None,
        candidates=tuple(told),
        no_candidate=said.no_candidate,
        question=said.question,
        withdrawn=said.withdrawn,
    )
    return mailed(
        Mail(
            key=f"referrals_received:{inbound.message_id}",
            to=inbound.sender.address,
            to_name=inbound.sender.name,
            role="partner",
            letter=letter,
            answers=inbound.message_id,
            references=inbound.references,
            need_id=need.id if need else None,
            partner_id=partner.id,
        )
    )


# ------------------------------------------------------------------ questions, both ways
def asked(question: str, asker: str, inbound: Inbound, need: Need | None, partner_id: str | None, facts: Facts) -> Plan:
    """A question goes to the referent; a plain reply to that mail goes back to the asker."""
    letter = QuestionAsked(
        **signed(facts.office, facts.office.referent.name),
        asked_by=asker,
        reference=need.reference if need else None,
        title=need.title if need else None,
        question=question,
    )
    return mailed(
        Mail(
            key=f"question:{inbound.message_id}",
            to=facts.office.referent.email or "",
            to_name=facts.office.referent.name,
            role="referent",
            letter=letter,
            need_id=need.id if need else None,
            partner_id=partner_id,
            asked={
                "address": inbound.sender.address,
                "name": inbound.sender.name,
                "question": question,
                "message_id": inbound.message_id,
                "role": "partner" if partner_id else "company",
            },
        )
    )


def answered(inbound: Inbound, thread: Thread, facts: Facts, now: datetime) -> Plan:
    """The referent's answer goes back to whoever asked, in the asker's thread."""
    need = facts.needs.get(thread.need_id or "")
    letter = AnswerToQuestion(
        **signed(facts.office, thread.asked.get("name")),
        reference=need.reference if need else None,
        question=thread.asked.get("question", ""),
        answer=inbound.reply_text.strip(),
    )
    mail = Mail(
        key=f"answer:{inbound.message_id}",
        to=thread.asked["address"],
        to_name=thread.asked.get("name", ""),
        role=thread.asked.get("role", "partner"),
        letter=letter,
        answers=thread.asked.get("message_id"),
        need_id=thread.need_id,
        partner_id=thread.partner_id,
        company_id=need.company_id if need and not thread.partner_id else None,
    )
    return mailed(mail) + noted(
        now, "question_answered", f"thread:{thread.id}", who="referent", cause=inbound.message_id
    )


def _doubt(what: str, why: str, inbound: Inbound, need: Need | None, now: datetime) -> Plan:
    return Plan(
        review=reviews.items(
            [Doubt(what=what, why=why)], message_id=inbound.message_id, need_id=need.id if need else None, now=now
        )
    )
