"""Sourcing: a partner replies: its people become referrals, and it hears what was understood (step 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from mailboxes.inbound import Inbound
from parsers.reading import CandidateReading
from parsers.statements import Doubt
from service.domain import diffusions, questions, referrals, reviews, threads
from service.domain.classify import Paper, Understanding
from service.domain.facts import Facts
from service.domain.letters import (
    OwnCandidate,
    ReferralsReceived,
)
from service.domain.plan import Mail, Plan
from service.domain.records import (
    Candidate,
    Need,
    Partner,
    Referral,
)
from service.domain.threads import Correspondence
from service.domain.writing import mailed, noted, signed


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
        plan += questions.asked(said.question, partner.name, inbound, need, partner.id, facts)
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
    made = referrals.facts_of(candidate, partner, person, now)
    before = next((f for f in facts.candidate_facts if f.id == made.id), None)
    if before is None:
        return Plan(save=(made,))
    united = before.but(criteria=sorted({*before.criteria, *made.criteria}), profile={**made.profile, **before.profile})
    return Plan(save=(united,)) if united != before else Plan()


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


def _doubt(what: str, why: str, inbound: Inbound, need: Need | None, now: datetime) -> Plan:
    return Plan(
        review=reviews.items(
            [Doubt(what=what, why=why)], message_id=inbound.message_id, need_id=need.id if need else None, now=now
        )
    )
