"""Persons: who is who: the same person from two partners is one candidate; doubts are told, merging can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from parsers.language.folding import fold
from parsers.reading import CandidateReading
from service.domain.records import Candidate, CandidateFact, Partner, Referral, identity

CONTACTS = ("phone", "email", "postcode")
NAMED = ("last_name", "first_name", *CONTACTS)


def folded(text: str | None) -> str:
    """Text as names are compared: no accents, no case, no punctuation; letters of any alphabet."""
    plain = fold(text or "").replace("œ", "oe").replace("æ", "ae")
    return " ".join(re.sub(r"[\W\d_]+", " ", plain).split())


def shown(candidate: Candidate) -> str:
    """« LAST First »."""
    return f"{(candidate.last_name or '').upper()} {candidate.first_name or ''}".strip()


# ------------------------------------------------------------------ one person or two
def same_person(said: CandidateReading | Candidate, candidate: Candidate) -> bool:
    """Whether both are one person: the same mail or phone, and the same first name (a family shares a phone).

    A first name that is unknown is not the same as another that is.
    """
    shared = (said.phone and said.phone == candidate.phone) or (said.email and said.email == candidate.email)
    first = folded(said.first_name)
    return bool(shared and first) and first == folded(candidate.first_name)


def same_name(said: CandidateReading | Candidate, candidate: Candidate) -> bool:
    """Whether both carry the same full name, in either order."""
    mine, theirs = _name(said), _name(candidate)
    return len(mine) > 1 and mine == theirs


def _name(person: CandidateReading | Candidate) -> list[str]:
    return sorted(folded(f"{person.last_name or ''} {person.first_name or ''}").split())


def look_alikes(candidate: Candidate, known: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Those who may be the same person under another record: the same full name, and nothing that tells more."""
    return tuple(
        other for other in known
        if other.id != candidate.id and other.merged_into is None and other.erased_at is None
        and same_name(candidate, other)
    )  # fmt: skip


def meant(said: CandidateReading, known: Iterable[Candidate], mine: frozenset[str]) -> Candidate | None:
    """The candidate that a partner names; `mine` are those it sent before: for them the full name is enough."""
    alive = [c for c in known if c.merged_into is None and c.erased_at is None]
    found = next((c for c in alive if same_person(said, c)), None)
    return found or next((c for c in alive if c.id in mine and same_name(said, c)), None)


# ------------------------------------------------------------------ what is known of a person
def new(said: CandidateReading, documents: list[dict[str, str]], message_id: str, now: datetime) -> Candidate:
    """A person not met before; the same mail read twice makes the same one."""
    key = identity("candidate", message_id, folded(said.last_name), folded(said.first_name), said.phone, said.email)
    return Candidate(id=key, received_at=now, documents=documents, **_told(said))


def completed(found: Candidate, said: CandidateReading | Candidate, documents: list[dict[str, str]]) -> Candidate:
    """The candidate with what was not known of that person; what was known stands."""
    lacks: dict[str, Any] = {key: value for key, value in _told(said).items() if not getattr(found, key)}
    have = {d["sha256"] for d in found.documents}
    if fresh := [d for d in documents if d["sha256"] not in have]:
        lacks["documents"] = found.documents + fresh
    return found.but(**lacks) if lacks else found


def corrected(found: Candidate, said: CandidateReading) -> Candidate:
    """The candidate as its own partner says that it is: what is told now stands."""
    told = {key: value for key, value in _told(said).items() if getattr(found, key) != value}
    return found.but(**told) if told else found


def _told(said: CandidateReading | Candidate) -> dict[str, Any]:
    return {key: getattr(said, key) for key in NAMED if getattr(said, key)}


def attested(
    candidate: Candidate, partner: Partner, said: CandidateReading, notes: str | None, now: datetime
) -> CandidateFact:
    """What the partner attests and notes, kept apart."""
    return CandidateFact(
        id=identity("candidate_fact", candidate.id, partner.id),
        candidate_id=candidate.id,
        partner_id=partner.id,
        criteria=sorted(set(said.criteria)),
        profile=dict(said.profile),
        notes=notes,
        attested_at=now,
    )


# ------------------------------------------------------------------ merging and splitting
def merged(
    kept: Candidate, other: Candidate, referrals: Iterable[Referral], now: datetime
) -> tuple[Candidate, Candidate, tuple[Referral, ...]]:
    """Both as one: the kept one completed, the other pointing to it with what it brought, and the referrals moved.

    Of two referrals for one need the later becomes a duplicate; the first partner's date stands.
    """
    mine = [r for r in referrals if r.candidate_id == kept.id]
    theirs = sorted((r for r in referrals if r.candidate_id == other.id), key=lambda r: r.received_at)
    whole = completed(kept, other, other.documents)
    held = {d["sha256"] for d in kept.documents}
    brought = {
        "referrals": [r.id for r in theirs],
        "filled": [key for key in NAMED if getattr(kept, key) is None and getattr(whole, key) is not None],
        "documents": [d["sha256"] for d in whole.documents if d["sha256"] not in held],
    }
    moved: list[Referral] = []
    for referral in theirs:
        same_need = [r for r in mine if r.need_id == referral.need_id]
        moved += _beside(referral, same_need, kept.id, now)
    return whole, other.but(merged_into=kept.id, brought=brought), tuple(moved)


UNSEEN = frozenset({"received", "to_check", "to_present"})


def _beside(referral: Referral, same_need: list[Referral], kept: str, now: datetime) -> Iterable[Referral]:
    """The referral under the kept candidate; beside one of the same need only the first stays in play."""
    if any(r.partner_id == referral.partner_id for r in same_need):
        # one partner sent the person twice for one need: the second says nothing more
        yield _duplicate(referral, now) if referral.state in UNSEEN else referral
        return
    earlier = [r for r in same_need if r.received_at <= referral.received_at]
    later = [r for r in same_need if r.received_at > referral.received_at and r.state in UNSEEN]
    here = referral.but(candidate_id=kept)
    yield _duplicate(here, now) if earlier and here.state in UNSEEN else here
    if not earlier:
        yield from (_duplicate(r, now) for r in later)


def _duplicate(referral: Referral, now: datetime) -> Referral:
    return referral.but(state="duplicate", state_before=referral.state, since=now)


def split(
    kept: Candidate, other: Candidate, referrals: Iterable[Referral], now: datetime
) -> tuple[Candidate, Candidate, tuple[Referral, ...]]:
    """A merge undone: each has its own again, also what the other had filled in."""
    brought = other.brought
    filled = {key: None for key in brought.get("filled", []) if getattr(kept, key) == getattr(other, key)}
    taken = set(brought.get("documents", []))
    alone = kept.but(**filled, documents=[d for d in kept.documents if d["sha256"] not in taken])
    back = [
        _back(r, other.id if r.id in brought.get("referrals", []) else r.candidate_id, now)
        for r in referrals
        if r.id in brought.get("referrals", []) or (r.candidate_id == kept.id and r.state == "duplicate")
    ]
    return alone, other.but(merged_into=None, brought={}), tuple(back)


def _back(referral: Referral, candidate: str, now: datetime) -> Referral:
    if referral.state != "duplicate":
        return referral.but(candidate_id=candidate)
    before = referral.state_before or "to_present"
    return referral.but(candidate_id=candidate, state=before, state_before=None, since=now)


def parted(candidate: Candidate, referral: Referral, now: datetime) -> tuple[Candidate, Referral]:
    """A referral taken for another person's: a candidate of its own, of whom only the name is known."""
    own = Candidate(
        id=identity("parted", referral.id, candidate.id),
        last_name=candidate.last_name,
        first_name=candidate.first_name,
        received_at=referral.received_at,
    )
    return own, _back(referral, own.id, now)
