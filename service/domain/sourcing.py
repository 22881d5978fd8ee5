"""Sourcing: a partner replies: its people become referrals, and it hears what was understood (step 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from mailboxes.inbound import Inbound
from parsers.language.sensitive import masked
from parsers.reading import CandidateReading
from parsers.replies import leftovers
from parsers.statements import Doubt
from service.domain import amending, diffusions, persons, questions, referrals, reviews, threads
from service.domain.facts import Facts
from service.domain.letters import OwnCandidate
from service.domain.partner_letters import ReferralsReceived
from service.domain.plan import Mail, Plan
from service.domain.records import (
    Candidate,
    Contact,
    Need,
    Partner,
    Referral,
)
from service.domain.threads import Correspondence
from service.domain.understanding import Paper, Understanding
from service.domain.writing import mailed, noted, signed


def on_partner_reply(
    inbound: Inbound, said: Understanding, papers: tuple[Paper, ...], who: Correspondence, facts: Facts, now: datetime
) -> Plan:
    """Candidates become referrals, « nobody » is noted, a question goes on; the partner hears what we read."""
    if who.partner is None:
        return _doubt(
            inbound.sender.address, "réponse d'un partenaire qui n'est pas dans l'annuaire", inbound, None, now
        )
    partner, need = who.partner, need_meant(inbound, who, facts)
    confirmed = amending.confirmed(who.thread, partner, facts)
    plan, told = _referred(inbound, said, papers, partner, need, confirmed, facts, now)
    mended, changes = amending.amended(inbound, said, partner, confirmed, facts, now)
    agreed, agreements = amending.agreed(inbound, said, partner, confirmed, facts, now)
    plan += mended + agreed + _withdrawn(said.withdrawn, partner, need, facts, inbound, now)
    doubts = [*_unsettled(said, changes, agreements), *_overlooked(inbound, said, partner, facts)]
    plan += Plan(
        review=reviews.items(doubts, message_id=inbound.message_id, need_id=need.id if need else None, now=now)
    )
    plan += _diffusions_answered(said, told, who, need, facts, now)
    if said.no_more_mails:
        plan += _left_alone(inbound, partner, facts, now)
    if said.question:
        plan += questions.asked(said.question, partner.name, inbound, need, partner.id, facts)
    answered = told or said.no_candidate or said.question or said.withdrawn or said.no_more_mails
    if not (answered or changes or agreements):
        return plan
    letter = _confirmation(inbound, said, told, partner, need, facts)
    letter = replace(letter, changes=changes, agreements=agreements)
    return plan + _confirmed(inbound, letter, partner, need) + noted(
        now, "partner_replied", f"partner:{partner.id}", who=inbound.sender.address, cause=inbound.message_id,
        need=need.reference if need else None, candidates=len(told), no_candidate=said.no_candidate,
    )  # fmt: skip


def _overlooked(inbound: Inbound, said: Understanding, partner: Partner, facts: Facts) -> tuple[Doubt, ...]:
    """Telephone numbers of nobody we read, beside people whom we did: a list half read is told of, never lost."""
    if not said.candidates:
        return ()
    known = {c.phone for c in said.candidates} | {partner.phone}
    known |= {facts.candidates[r.candidate_id].phone for r in facts.referrals.values() if r.partner_id == partner.id}
    return leftovers.overlooked(inbound.reply_text, known, inbound.signature)


def _unsettled(said: Understanding, changes: tuple[amending.Change, ...], agreements: tuple[str, ...]) -> list[Doubt]:
    """The doubts that the author's own corrections do not answer."""
    settled = set(persons.folded(" ".join([*agreements, *(f"{was} {now or ''}" for was, now in changes)])).split())
    if agreements and not said.candidates:
        return []
    return [doubt for doubt in said.to_review if not set(persons.folded(doubt.what).split()) <= settled]


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
    confirmed: tuple[Referral, ...], facts: Facts, now: datetime,
) -> tuple[Plan, list[OwnCandidate]]:  # fmt: skip
    """A referral for each candidate, with what the partner is told of it."""
    plan, told, number = Plan(), [], facts.next_referral
    world = facts
    for index, person in enumerate(said.candidates):
        wanted = _nth(said.for_needs, index)
        meant = facts.need_by_reference(wanted) if wanted else need
        if meant is None:
            why = "candidat proposé sans que l'on sache pour quel besoin"
            plan += _doubt(_name(person), why, inbound, None, now)
            continue
        documents, held = _documents(person, papers)
        candidate, made = _candidate(person, documents, partner, confirmed, inbound, world, now)
        plan += made + held_back(candidate, held, inbound, meant, now)
        world = replace(world, candidates={**world.candidates, candidate.id: candidate})
        plan += _attested(candidate, partner, person, _nth(said.remarks, index), facts, now)
        consent = _nth(said.consents, index)
        referral, fresh = _referral(meant, partner, candidate, number, consent, facts, inbound, now)
        number += fresh
        if fresh:
            plan += Plan(save=(referral,)) + noted(
                now, "referral_received", f"referral:{referral.id}", who=f"partner:{partner.id}",
                cause=inbound.message_id, need=meant.reference, state=referral.state, consent=referral.consent,
            )  # fmt: skip
        shown = referrals.for_partner(referral, candidate, meant, criteria=person.criteria)
        told.append(replace(shown, state="received") if referral.state == "duplicate" else shown)
    return plan, told


def _nth(values: tuple[str | None, ...], index: int) -> str | None:
    return values[index] if index < len(values) else None


def _candidate(
    person: CandidateReading, documents: list[dict[str, str]], partner: Partner, confirmed: tuple[Referral, ...],
    inbound: Inbound, facts: Facts, now: datetime,
) -> tuple[Candidate, Plan]:  # fmt: skip
    """The person meant: known already and completed, corrected where a partner mends its own words, or new.

    Someone who may be known under another record is a new one all the same: the referent says.
    """
    mine = frozenset(r.candidate_id for r in facts.referrals.values() if r.partner_id == partner.id)
    found = persons.meant(person, facts.candidates.values(), mine)
    if found is None:
        made = persons.new(person, documents, inbound.message_id, now)
        return made, Plan(save=(made,)) + _perhaps_known(made, inbound, facts, now)
    own = [r for r in confirmed if r.candidate_id == found.id]
    others = any(r.candidate_id == found.id and r.partner_id != partner.id for r in facts.referrals.values())
    after = persons.completed(found, person, documents)
    if own and not others:
        after = persons.corrected(after, person)
    return after, Plan(save=(after,)) if after != found else Plan()


def _perhaps_known(made: Candidate, inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """The same full name as somebody else's candidate: one person or two, the referent decides."""
    plan = Plan()
    for other in persons.look_alikes(made, facts.candidates.values()):
        why = "même nom qu'une personne déjà proposée : répondre « même personne » ou « deux personnes »"
        item = reviews.items(
            [Doubt(what=persons.shown(made), why=why)], message_id=inbound.message_id, need_id=None, now=now
        )[0]
        plan += Plan(review=(item.but(about={"candidates": [other.id, made.id]}),))
    return plan


def _referral(
    need: Need, partner: Partner, candidate: Candidate, number: int, consent: str | None, facts: Facts,
    inbound: Inbound, now: datetime,
) -> tuple[Referral, bool]:  # fmt: skip
    """The referral, and whether it is new; of a person whom another partner sent first it is a duplicate."""
    same = [r for r in facts.referrals_of(need.id) if r.candidate_id == candidate.id]
    before = next((r for r in same if r.partner_id == partner.id), None)
    if before is not None:
        return before, False
    made = referrals.new(
        need, partner, candidate, number=number, message_id=inbound.message_id, consent=consent or "implied", now=now
    )
    return (made.but(state="duplicate", state_before=made.state) if same else made), True


def _attested(
    candidate: Candidate, partner: Partner, person: CandidateReading, remark: str | None, facts: Facts, now: datetime
) -> Plan:
    made = persons.attested(candidate, partner, person, person.notes or remark, now)
    before = next((f for f in facts.candidate_facts if f.id == made.id), None)
    if before is None:
        return Plan(save=(made,))
    after = before.but(
        criteria=sorted({*before.criteria, *made.criteria}),
        profile={**made.profile, **before.profile},
        notes=made.notes or before.notes,
    )
    return Plan(save=(after,)) if after != before else Plan()


def _documents(person: CandidateReading, papers: tuple[Paper, ...]) -> tuple[list[dict[str, str]], list[str]]:
    """The documents of a person, and the names of those that hold a number which nobody may be sent."""
    documents, held = [], []
    for paper in papers:
        if paper.attachment is None or paper.name not in person.documents:
            continue
        kept = {"name": paper.attachment.name, "type": paper.attachment.type, "sha256": paper.attachment.sha256}
        text = paper.reading.document.text() if paper.reading.document else ""
        if found := masked(text)[1]:
            kept["held"] = found[0][0]
            held.append(paper.attachment.name)
        documents.append(kept)
    return documents, held


def held_back(candidate: Candidate, names: Iterable[str], inbound: Inbound, need: Need, now: datetime) -> Plan:
    """A document that holds a social security or bank number goes to no company until the referent lets it."""
    why = "numéro de sécurité sociale ou bancaire dans ce document : il n'ira pas à l'entreprise"
    doubts = [Doubt(what=f"{name} ({persons.shown(candidate)})", why=why) for name in names]
    return Plan(review=reviews.items(doubts, message_id=inbound.message_id, need_id=need.id, now=now))


def _name(person: CandidateReading) -> str:
    return f"{person.last_name or ''} {person.first_name or ''}".strip() or "candidat sans nom"


def _withdrawn(
    names: Iterable[str], partner: Partner, need: Need | None, facts: Facts, inbound: Inbound, now: datetime
) -> Plan:
    """The partner takes back its own candidates, by name; a name that fits none, or several, is a doubt."""
    plan = Plan()
    for name in names:
        words = set(persons.folded(name).split())
        fits = [
            r for r in facts.referrals.values()
            if r.partner_id == partner.id and r.state in referrals.PENDING and (need is None or r.need_id == need.id)
            and words and words <= set(persons.folded(persons.shown(facts.candidates[r.candidate_id])).split())
        ]  # fmt: skip
        moved = referrals.move(fits[0], "withdrawn", now, reason="retiré par le partenaire") if len(fits) == 1 else None
        if moved is None:
            plan += _doubt(name, "retrait d'un candidat que l'on ne retrouve pas", inbound, need, now)
        else:
            if fits[0].presented_at is not None:
                why = "retiré par le partenaire après la présentation : prévenir l'entreprise"
                plan += _doubt(name, why, inbound, need, now)
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


def _left_alone(inbound: Inbound, partner: Partner, facts: Facts, now: datetime) -> Plan:
    """« no more mails »: this address is not written to again by itself; the referent hears of it."""
    address = inbound.sender.address.lower()
    contact = facts.contacts.get(address) or Contact(id=address)
    silenced = contact.but(state="silenced", reason="demandé par courriel", since=now)
    quiet = tuple(d.but(due_at=None) for d in facts.diffusions.values() if d.partner_id == partner.id and d.due_at)
    why = "ne veut plus recevoir nos courriels : c'est fait (« liaison partners wake » pour y revenir)"
    return Plan(save=(silenced, *quiet)) + _doubt(partner.name, why, inbound, None, now) + noted(
        now, "contact_silenced", f"contact:{address}", who=address, cause=inbound.message_id
    )  # fmt: skip


def _confirmation(
    inbound: Inbound, said: Understanding, told: list[OwnCandidate], partner: Partner, need: Need | None, facts: Facts
) -> ReferralsReceived:
    return ReferralsReceived(
        **signed(facts.office, inbound.sender.name or partner.contact_name),
        partner=partner.name,
        reference=need.reference if need else "",
        title=need.title if need else None,
        candidates=tuple(told),
        no_candidate=said.no_candidate,
        question=said.question,
        withdrawn=said.withdrawn,
        no_more_mails=said.no_more_mails,
    )


def _confirmed(inbound: Inbound, letter: ReferralsReceived, partner: Partner, need: Need | None) -> Plan:
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
