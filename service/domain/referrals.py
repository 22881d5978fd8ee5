"""A referral: a candidate put forward for a need by a partner, from first mail to outcome."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from service.domain import persons
from service.domain.company_letters import CandidateAnswers, CandidateFacts
from service.domain.letters import OwnCandidate
from service.domain.records import Candidate, Need, Partner, Referral, identity

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
    "duplicate": frozenset({"to_check", "to_present", "obsolete"}),
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


def closed(referral: Referral, by: str, reason: str, now: datetime) -> Referral:
    """The referral out of play because of that hire or need; it remembers where it stood."""
    return referral.but(state="obsolete", reason=reason, on=None, since=now, closed_by=by, state_before=referral.state)


def restored(referral: Referral, now: datetime) -> Referral:
    """The referral as it stood before it was closed: the hire was taken back, or the need is open again."""
    before = referral.state_before or "to_present"
    return referral.but(state=before, reason=None, since=now, closed_by=None, state_before=None)


def awaits_company(referral: Referral, today: date) -> bool:
    """Whether the company owes its word: on someone presented, or on an interview that has taken place."""
    met = referral.state == "interview" and referral.on is not None and referral.on < today.isoformat()
    return referral.state == "presented" or met


def new(
    need: Need,
    partner: Partner,
    candidate: Candidate,
    *,
    number: int,
    message_id: str | None,
    now: datetime,
    consent: str = "implied",
) -> Referral:
    """The referral of a candidate for a need by a partner; who has not agreed yet is not presented."""
    return Referral(
        id=identity("referral", need.id, partner.id, candidate.id),
        need_id=need.id,
        partner_id=partner.id,
        candidate_id=candidate.id,
        number=number,
        state="to_check" if consent == "awaited" else "to_present",
        since=now,
        received_at=now,
        message_id=message_id,
        consent=consent,
        consent_at=None if consent == "awaited" else now,
    )


def for_company(referral: Referral, candidate: Candidate, answers: tuple[CandidateAnswers, ...] = ()) -> CandidateFacts:
    """The candidate as a company may see it."""
    return CandidateFacts(
        rank=referral.rank or 0,
        last_name=candidate.last_name,
        first_name=candidate.first_name,
        phone=candidate.phone,
        email=candidate.email,
        postcode=candidate.postcode,
        documents=tuple(
            name
            for name, document in zip(neutral_names(referral, candidate), candidate.documents, strict=True)
            if "held" not in document
        ),
        answers=answers,
    )


def neutral_names(referral: Referral, candidate: Candidate) -> tuple[str, ...]:
    """Names for a candidate's documents that tell nothing but whose they are."""
    names = []
    for index, document in enumerate(candidate.documents, start=1):
        stem, dot, extension = document["name"].rpartition(".")
        ending = f".{extension.lower()}" if dot and stem and extension.isalnum() and len(extension) <= 5 else ""
        who = "_".join(persons.shown(candidate).split()) or f"candidat_{referral.rank}"
        more = f"_{index}" if len(candidate.documents) > 1 else ""
        names.append(f"{referral.rank or 0:02d}_{who}{more}{ending}")
    return tuple(names)


def for_partner(referral: Referral, candidate: Candidate, need: Need, *, criteria: Iterable[str] = ()) -> OwnCandidate:
    """The candidate as the partner who sent that person may see it."""
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
        consent=referral.consent,
    )
