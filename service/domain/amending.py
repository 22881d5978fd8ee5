"""Amending: a partner mends what we understood of its own words: a name, a number, a person, an agreement."""

from __future__ import annotations

from datetime import datetime

from mailboxes.inbound import Inbound
from parsers.reading import CandidateReading
from parsers.replies import consents
from parsers.statements import Amendment, Doubt
from service.domain import persons, referrals, reviews
from service.domain.facts import Facts
from service.domain.plan import Plan
from service.domain.records import Partner, Referral, Thread
from service.domain.understanding import Understanding
from service.domain.writing import noted

#: (as we had it, as it is now; None = no candidate)
Change = tuple[str, str | None]


def confirmed(thread: Thread | None, partner: Partner, facts: Facts) -> tuple[Referral, ...]:
    """The referrals that our mail told or asked the partner of, when this is an answer to that mail."""
    mine = [r for r in facts.referrals.values() if r.partner_id == partner.id]
    if thread is not None and thread.kind == "path_proposed":
        return tuple(r for r in mine if r.message_id is None and r.need_id == thread.need_id)
    if thread is None or thread.kind != "referrals_received":
        return ()
    return tuple(r for r in mine if r.message_id == thread.answers)


def amended(
    inbound: Inbound, said: Understanding, partner: Partner, told: tuple[Referral, ...], facts: Facts, now: datetime
) -> tuple[Plan, tuple[Change, ...]]:
    """Names put right; everybody taken back where the partner says that it proposed nobody."""
    plan, changes = Plan(), []
    for amendment in said.amendments:
        made, change = _renamed(amendment, inbound, partner, facts, now)
        plan += made
        changes += [change] if change else []
    if said.takes_all_back or (told and said.no_candidate and not said.candidates):
        for referral in told:
            made, change = _taken_back(referral, inbound, facts, now)
            plan += made
            changes += [change] if change else []
    return plan, tuple(changes)


def _renamed(
    amendment: Amendment, inbound: Inbound, partner: Partner, facts: Facts, now: datetime
) -> tuple[Plan, Change | None]:
    """The candidate of this partner under that name; nobody, several or someone else's too is for the referent."""
    wanted = sorted(persons.folded(amendment.was).split())
    mine = {r.candidate_id: r for r in facts.referrals.values() if r.partner_id == partner.id}
    fits = [r for c, r in mine.items() if sorted(persons.folded(persons.shown(facts.candidates[c])).split()) == wanted]
    shared = [r for r in facts.referrals.values() if fits and r.candidate_id == fits[0].candidate_id]
    if len(fits) != 1 or any(r.partner_id != partner.id for r in shared):
        return _for_the_referent(amendment.was, "correction de nom que l'on ne sait pas appliquer", inbound, now), None
    before = facts.candidates[fits[0].candidate_id]
    after = persons.corrected(before, CandidateReading(last_name=amendment.last_name, first_name=amendment.first_name))
    change = (persons.shown(before), persons.shown(after))
    plan = Plan(save=(after,)) + noted(
        now, "candidate_corrected", f"candidate:{after.id}", who=inbound.sender.address, cause=inbound.message_id
    )
    if any(r.presented_at is not None for r in shared):
        why = f"nom corrigé par le partenaire après la présentation (devient {change[1]}) : prévenir l'entreprise"
        plan += _for_the_referent(change[0], why, inbound, now)
    return plan, change


def _taken_back(referral: Referral, inbound: Inbound, facts: Facts, now: datetime) -> tuple[Plan, Change | None]:
    """One of those that we had understood is none; whom a company has seen only the referent takes back."""
    name = persons.shown(facts.candidates[referral.candidate_id])
    if referral.presented_at is not None:
        return _for_the_referent(name, "retiré par le partenaire après la présentation", inbound, now), None
    moved = referrals.move(referral, "withdrawn", now, reason="retiré par le partenaire")
    if moved is None:
        return Plan(), None
    return Plan(save=(moved,)) + noted(
        now, "referral_withdrawn", f"referral:{moved.id}", who=inbound.sender.address, cause=inbound.message_id
    ), (name, None)


def agreed(
    inbound: Inbound, said: Understanding, partner: Partner, told: tuple[Referral, ...], facts: Facts, now: datetime
) -> tuple[Plan, tuple[str, ...]]:
    """« Karim est d'accord »: whoever waited for that may now be presented.

    1. A person who is not named agrees only where nobody else can be meant.
    2. Whoever we asked about and the partner puts forward in reply agrees, unless it says that this is still awaited.
    """
    waiting = [
        r for r in facts.referrals.values()
        if r.partner_id == partner.id and r.consent == "awaited" and r.state in referrals.PENDING
    ]  # fmt: skip
    people = [facts.candidates[r.candidate_id] for r in waiting]
    readings = [CandidateReading(last_name=p.last_name, first_name=p.first_name) for p in people]
    words = set(persons.folded(inbound.reply_text).split())
    alone = len({p.id for p in people}) == 1 and not said.candidates
    plan, names = Plan(), []
    for referral, person, word in zip(waiting, people, consents.consents(inbound.reply_text, readings), strict=True):
        named = set(persons.folded(person.last_name or person.first_name).split()) <= words
        proposed = named and bool(said.candidates) and word is None and referral.message_id is None and referral in told
        if not proposed and (word != "given" or not (alone or named)):
            continue
        plan += consented(referral, now, who=inbound.sender.address, cause=inbound.message_id)
        names.append(persons.shown(person))
    return plan, tuple(dict.fromkeys(names))


def consented(referral: Referral, now: datetime, *, who: str, cause: str | None) -> Plan:
    """The person agrees: the referral that waited for that may be presented."""
    moved = referrals.move(referral, "to_present", now) or referral
    return Plan(save=(moved.but(consent="given", consent_at=now),)) + noted(
        now, "consent_given", f"referral:{referral.id}", who=who, cause=cause
    )


def _for_the_referent(what: str, why: str, inbound: Inbound, now: datetime) -> Plan:
    doubt = Doubt(what=what, why=why)
    return Plan(review=reviews.items([doubt], message_id=inbound.message_id, need_id=None, now=now))
