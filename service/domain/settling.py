"""Settling: an item to look at is put away, and what is said of it done: taken again, mended, one person."""

from __future__ import annotations

import re
from datetime import datetime

from parsers.reading import as_json
from service.domain import collecting, companies, needs, reviews, tending
from service.domain.facts import Facts
from service.domain.plan import Plan, Retake
from service.domain.records import ReviewItem
from service.domain.writing import noted

#: what is said of an address that takes mail again
MENDED = re.compile(r"\b(?:retabli|corrige|mende|repar|fonctionne|remarche|valide|de nouveau|a nouveau)")
RETAKE = re.compile(r"\b(?:reprendre|relire|retraiter)\b")
NEED_REFERENCE = re.compile(r"\bB-?\d{1,6}\b", re.IGNORECASE)
SAME_PERSON = re.compile(r"\b(?:meme (?:personne|candidate?)|doublon|fusionner)\b")
#: the word that the referent says -> the role in which the message is taken again
ROLES = (
    ("partenaire", "partner"),
    ("candidat", "partner"),
    ("orientation", "partner"),
    ("entreprise", "company"),
    ("formulaire", "company"),
    ("besoin", "company"),
    ("facilitat", "facilitator"),
    ("notification", "facilitator"),
    ("marche", "facilitator"),
)


def settle(
    item: ReviewItem, how: str | None, facts: Facts, now: datetime, *, who: str, cause: str | None
) -> Plan | str:
    """The item no longer waits, and what was said of it is done; a word of why not when it cannot be."""
    if item.settled_at is not None:
        return "already_settled"
    words = how or ""
    same = _one_person(item, words, facts, now, who=who, cause=cause)
    if isinstance(same, str):
        return same
    plan = same + Plan(save=(reviews.settle(item, how or "vu", now),), retakes=_retaken(item.message_id, words))
    plan += noted(now, "review_settled", f"review:{item.id}", who=who, cause=cause, settled_as=how)
    plan += _mended(item, words, facts, now, who=who, cause=cause)
    return plan + _found_lawful(item, facts, now, who=who, cause=cause)


def _mended(item: ReviewItem, how: str, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan:
    """« comme adresse rétablie »: an address that refused our mail is written to again."""
    contact = facts.contacts.get(item.what.lower())
    if contact is None or contact.state not in {"bounces", "left"} or not MENDED.search(companies.folded(how)):
        return Plan()
    works = contact.but(state="works", reason=None, absent_until=None, since=now)
    return Plan(save=(works,)) + noted(now, "contact_mended", f"contact:{contact.id}", who=who, cause=cause)


def _found_lawful(item: ReviewItem, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan:
    """The referent has looked at a wording and lets it stand: the need may go out."""
    need = facts.needs.get(item.need_id or "")
    if item.why != collecting.UNLAWFUL or need is None:
        return Plan()
    reading = needs.lawful(needs.reading_of(need))
    after = need.but(reading=as_json(reading))
    kept = needs.version(after, edition=need.version + 1, who=who, why="formulation jugée permise", now=now)
    return Plan(save=(after, kept)) + noted(
        now, "wording_settled", f"need:{need.id}", who=who, cause=cause, reference=need.reference
    )


def _retaken(message_id: str | None, how: str) -> tuple[Retake, ...]:
    """« comme réponse de partenaire B-0012 »: the message is taken again as that; « reprendre »: as it seems."""
    words = companies.folded(how)
    role = next((role for stem, role in ROLES if re.search(rf"\bcomme\b.{{0,60}}\b{stem}", words)), None)
    if message_id is None or (role is None and not RETAKE.search(words)):
        return ()
    need = NEED_REFERENCE.search(how)
    return (Retake(message_id=message_id, role=role, need_reference=need.group() if need else None),)


def _one_person(item: ReviewItem, how: str, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan | str:
    """« classer A-4 : même personne »: the two records that the item is about become one."""
    people = [facts.candidates.get(id_) for id_ in item.about.get("candidates", ())]
    if not SAME_PERSON.search(companies.folded(how)) or len(people) != 2 or None in people:
        return Plan()
    kept, other = sorted((p for p in people if p is not None), key=lambda p: p.received_at)
    return tending.merge(kept, other, facts, now, who=who, cause=cause)
