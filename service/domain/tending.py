"""Tending: what the referent does to the records of people: one or two, right or wrong, kept back or let go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from service.domain import amending, due, persons, placements
from service.domain.facts import Facts
from service.domain.plan import Plan
from service.domain.records import Candidate, Placement, Referral
from service.domain.writing import noted

#: what may be corrected by hand
CORRECTABLE = frozenset(persons.NAMED)


def merge(kept: Candidate, other: Candidate, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan | str:
    """Two records of one person become one; a word of why not when they cannot."""
    if kept.id == other.id or {kept.merged_into, other.merged_into} != {None}:
        return "already_done"
    if kept.erased_at or other.erased_at:
        return "erased"
    whole, gone, moved = persons.merged(kept, other, facts.referrals.values(), now)
    return Plan(save=(whole, gone, *moved)) + noted(
        now, "candidates_merged", f"candidate:{kept.id}", who=who, cause=cause, other=other.id,
        referrals=[r.number for r in moved],
    )  # fmt: skip


def split(candidate: Candidate, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan | str:
    """A merge undone: of the record given, or of the last one merged into it."""
    other = candidate if candidate.merged_into else None
    other = other or next((c for c in facts.candidates.values() if c.merged_into == candidate.id), None)
    kept = facts.candidates.get((other.merged_into if other else None) or "")
    if other is None or kept is None:
        return "not_merged"
    alone, again, back = persons.split(kept, other, facts.referrals.values(), now)
    return Plan(save=(alone, again, *back)) + noted(
        now, "candidates_split", f"candidate:{kept.id}", who=who, cause=cause, other=other.id
    )


def part(referral: Referral, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan | str:
    """A referral that was taken for another person's becomes one of a person of its own."""
    if sum(r.candidate_id == referral.candidate_id for r in facts.referrals.values()) < 2:
        return "not_merged"
    own, moved = persons.parted(facts.candidates[referral.candidate_id], referral, now)
    return Plan(save=(own, moved)) + noted(
        now, "referral_parted", f"referral:{referral.id}", who=who, cause=cause, candidate=own.id
    )


def correct(
    candidate: Candidate, changes: Mapping[str, str | None], now: datetime, *, who: str, cause: str | None
) -> Plan | str:
    """Name and contacts as the referent says that they are."""
    if not changes or not changes.keys() <= CORRECTABLE:
        return "unknown_field"
    return Plan(save=(candidate.but(**changes),)) + noted(
        now, "candidate_corrected", f"candidate:{candidate.id}", who=who, cause=cause, fields=sorted(changes)
    )


def agreed(waiting: Iterable[Referral], now: datetime, *, who: str, cause: str | None) -> Plan:
    """The person agrees, by the partner's word: the referrals that waited for it may be presented."""
    plan = Plan()
    for referral in waiting:
        plan += amending.consented(referral, now, who=who, cause=cause)
    return plan


def release(candidate: Candidate, now: datetime, *, who: str, cause: str | None) -> Plan | str:
    """Documents that were held back may go to companies: the referent has looked at them."""
    if not any("held" in document for document in candidate.documents):
        return "nothing_held"
    free = [{key: value for key, value in document.items() if key != "held"} for document in candidate.documents]
    return Plan(save=(candidate.but(documents=free),)) + noted(
        now, "documents_released", f"candidate:{candidate.id}", who=who, cause=cause
    )


def contract(
    placement: Placement, facts: Facts, now: datetime, *, who: str, cause: str | None, renew: str | None = None,
    end: str | None = None, reason: str | None = None, **terms: str | float | None,
) -> Plan | str:  # fmt: skip
    """A contract put right, prolonged, or ended early with its reason."""
    made: Placement | None = placement.but(**{key: value for key, value in terms.items() if value is not None})
    if renew and made:
        made = placements.renewed(made, renew, due.local_day(now, facts.office.zone), now)
    if end and made:
        if not reason:
            return "reason_missing"
        made = placements.ended_early(made, end, reason, now)
    if made is None:
        return "wrong_state"
    if made == placement:
        return "nothing_to_change"
    return Plan(save=(made,)) + noted(
        now, "placement_changed", f"placement:{placement.id}", who=who, cause=cause, state=made.state,
        end_date=made.end_date, reason=reason,
    )  # fmt: skip
