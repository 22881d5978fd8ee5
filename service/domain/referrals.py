"""A referral: a candidate put forward for a need by a partner, from first mail to outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from parsers.language.folding import fold
from parsers.reading import CandidateReading
from service.domain.letters import CandidateFacts, OwnCandidate
from service.domain.records import Candidate, CandidateFact, Need, Partner, Referral, identity

_DECIDABLE = frozenset({"interview", "hired", "rejected", "no_show", "to_call_back", "withdrawn"})
#: what a company says of someone whom it was shown
_ANSWERS = _DECIDABLE - {"withdrawn"}
_UNSEEN = frozenset({"presented", "withdrawn", "rejected", "pool", "obsolete", "duplicate"})
MOVES: dict[str, frozenset[str]] = {
    "received": _UNSEEN | {"to_check", "to_present"},
    "to_check": _UNSEEN | {"to_present"},
    "to_present": _UNSEEN,
    "presented": _DECIDABLE | {"pool", "obsolete"},
    "interview": _DECIDABLE | {"pool", "obsolete"},
    "no_show": _DECIDABLE | {"pool", "obsolete"},
    "to_call_back": _DECIDABLE | {"pool", "obsolete"},
    "hired": frozenset({"withdrawn", "rejected", "no_show"}),
    "rejected": frozenset({"pool", "interview", "hired", "to_present"}),
    "withdrawn": frozenset({"to_present", "to_check"}),
    "pool": frozenset({"to_present", "withdrawn", "obsolete"}),
    "obsolete": frozenset({"to_present", "to_check"}),
    "duplicate": frozenset({"to_check", "to_present"}),
}  # fmt: skip
#: still waiting for someone's word
PENDING = frozenset({"received", "to_check", "to_present", "presented", "interview", "no_show", "to_call_back"})
#: waiting for the company's word
WITH_COMPANY = frozenset({"presented", "interview", "no_show", "to_call_back"})
PRESENTABLE = frozenset({"received", "to_check", "to_present", "pool"})


def move(
    referral: Referral, to: str, now: datetime, *, reason: str | None = None, on: str | None = None
) -> Referral | None:
    """The referral in its new state; None when it may not go there. The same state with another date is a change."""
    if to == referral.state:
        return referral.but(on=on, since=now) if on and on != referral.on else referral
    if to not in MOVES[referral.state]:
        return None
    first = now if referral.answered_at is None and referral.presented_at and to in _ANSWERS else referral.answered_at
    met = now if referral.interviewed_at is None and to == "interview" else referral.interviewed_at
    return referral.but(state=to, reason=reason, on=on, since=now, answered_at=first, interviewed_at=met)


def same_person(said: CandidateReading, candidate: Candidate) -> bool:
    """Whether both are one person: the same mail or phone, and the same first name (a family shares a phone).

    A first name that is unknown is not the same as another that is.
    """
    shared = (said.phone and said.phone == candidate.phone) or (said.email and said.email == candidate.email)
    first = folded(said.first_name)
    return bool(shared and first) and first == folded(candidate.first_name)


def same_name(said: CandidateReading, candidate: Candidate) -> bool:
    """Whether both carry the same full name, in either order."""
    mine = sorted(folded(f"{said.last_name or ''} {said.first_name or ''}").split())
    theirs = sorted(folded(f"{candidate.last_name or ''} {candidate.first_name or ''}").split())
    return bool(mine) and mine == theirs


def candidate_of(
    said: CandidateReading,
    *,
    known: Iterable[Candidate],
    mine: frozenset[str],
    documents: list[dict[str, str]],
    message_id: str,
    now: datetime,
) -> Candidate:
    """The person meant: one known already, completed by what is new, or a new one.

    `mine` are ids of candidates that this very partner sent before: for those, the same name is enough.
    """
    known = list(known)
    found = next((c for c in known if same_person(said, c)), None)
    found = found or next((c for c in known if c.id in mine and same_name(said, c)), None)
    told: dict[str, Any] = {
        key: getattr(said, key)
        for key in ("last_name", "first_name", "phone", "email", "postcode", "notes")
        if getattr(said, key)
    }
    if found is None:
        key = identity("candidate", message_id, folded(said.last_name), folded(said.first_name), said.phone, said.email)
        return Candidate(id=key, received_at=now, documents=documents, **told)
    lacks: dict[str, Any] = {key: value for key, value in told.items() if not getattr(found, key)}
    have = {d["sha256"] for d in found.documents}
    if fresh := [d for d in documents if d["sha256"] not in have]:
        lacks["documents"] = found.documents + fresh
    return found.but(**lacks) if lacks else found


def facts_of(candidate: Candidate, partner: Partner, said: CandidateReading, now: datetime) -> CandidateFact:
    """What the partner attests, kept apart."""
    return CandidateFact(
        id=identity("candidate_fact", candidate.id, partner.id),
        candidate_id=candidate.id,
        partner_id=partner.id,
        criteria=sorted(set(said.criteria)),
        profile=dict(said.profile),
        attested_at=now,
    )


def new(need: Need, partner: Partner, candidate: Candidate, *, number: int, message_id: str, now: datetime) -> Referral:
    """The referral of a candidate for a need by a partner."""
    return Referral(
        id=identity("referral", need.id, partner.id, candidate.id),
        need_id=need.id,
        partner_id=partner.id,
        candidate_id=candidate.id,
        number=number,
        state="to_present",
        since=now,
        received_at=now,
        message_id=message_id,
    )


def folded(text: str | None) -> str:
    """Text as names are compared: no accents, no case, no punctuation; letters of any alphabet."""
    plain = fold(text or "").replace("œ", "oe").replace("æ", "ae")
    return " ".join(re.sub(r"[\W\d_]+", " ", plain).split())


def shown(candidate: Candidate) -> str:
    """« LAST First »."""
    return f"{(candidate.last_name or '').upper()} {candidate.first_name or ''}".strip()


def for_company(referral: Referral, candidate: Candidate) -> CandidateFacts:
    """The candidate as a company may see it."""
    return CandidateFacts(
        rank=referral.rank or 0,
        last_name=candidate.last_name,
        first_name=candidate.first_name,
        phone=candidate.phone,
        email=candidate.email,
        postcode=candidate.postcode,
        documents=neutral_names(referral, candidate),
    )


def neutral_names(referral: Referral, candidate: Candidate) -> tuple[str, ...]:
    """Names for a candidate's documents that tell nothing but whose they are."""
    names = []
    for index, document in enumerate(candidate.documents, start=1):
        stem, dot, extension = document["name"].rpartition(".")
        ending = f".{extension.lower()}" if dot and stem and extension.isalnum() and len(extension) <= 5 else ""
        who = "_".join(shown(candidate).split()) or f"candidat_{referral.rank}"
        more = f"_{index}" if len(candidate.documents) > 1 else ""
        names.append(f"{referral.rank or 0:02d}_{who}{more}{ending}")
    return tuple(names)


def for_partner(referral: Referral, candidate: Candidate, need: Need, *, criteria: Iterable[str] = ()) -> OwnCandidate:
    """The candidate as the partner who sent that person may see it."""
    from datetime import date

    return OwnCandidate(
        last_name=candidate.last_name,
        first_name=candidate.first_name,
        need_reference=need.reference,
        need_title=need.title,
        state=referral.state,
        since=referral.since.date(),
        reason=referral.reason,
        on=date.fromisoformat(referral.on) if referral.on else None,
        criteria=tuple(criteria),
        phone=candidate.phone,
        documents=len(candidate.documents),
    )
