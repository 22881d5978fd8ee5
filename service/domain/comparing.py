"""Comparing: a need's candidates side by side: what speaks for and against each, and why; no score, no rejection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from parsers.language import requirements
from service.domain import due, jobs, needs, persons, referrals, targeting
from service.domain.company_letters import CandidateAnswers
from service.domain.facts import Facts
from service.domain.letters import ComparedCandidate, KnownCandidate, Point
from service.domain.records import Need, Placement, Referral

#: reasons of a no that say nothing against the person
NOT_THE_PERSON = frozenset({"filled", "no_position", "need_closed", "need_cancelled"})
#: a contract that ends so soon is a path to be gone on with
ENDS_WITHIN = timedelta(days=60)
ENDED_SINCE = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a need asks of a person: its words, and the publics of its market."""

    requirements: tuple[str, ...]
    publics: frozenset[str]
    postcode: str | None


def asked(need: Need, facts: Facts) -> Asked:
    """What the need asks for, as its form says it."""
    job = needs.reading_of(need).job
    told = [*job.special_requirements, *job.skills, *filter(None, [job.experience, job.training])]
    return Asked(
        requirements=tuple(dict.fromkeys(told)),
        publics=frozenset(targeting.publics_of(need, facts)),
        postcode=needs.postcode(need, None),
    )


def compared(need: Need, facts: Facts) -> tuple[ComparedCandidate, ...]:
    """The need's candidates that wait, each with its points.

    The order is told and the same for all: fewest of the need's requirements said to lack, then who came first.
    """
    wanted = asked(need, facts)
    waiting = [r for r in facts.referrals_of(need.id) if r.state in referrals.PRESENTABLE]
    rows = [_row(referral, wanted, facts) for referral in waiting]
    return tuple(sorted(rows, key=lambda row: (sum(p.code == "lacks" for p in row.against), row.since, row.number)))


def _row(referral: Referral, wanted: Asked, facts: Facts) -> ComparedCandidate:
    person = facts.candidates[referral.candidate_id]
    points = [*_requirements(referral, wanted, facts), *_publics(referral, wanted, facts)]
    if person.postcode and wanted.postcode:
        near = person.postcode[:2] == wanted.postcode[:2]
        points.append(Point(side="for" if near else "against", code="near" if near else "far", about=person.postcode))
    if not person.documents:
        points.append(Point(side="unknown", code="no_document"))
    if any("held" in document for document in person.documents):
        points.append(Point(side="against", code="document_held"))
    if referral.consent == "awaited":
        points.append(Point(side="against", code="consent_awaited"))
    return ComparedCandidate(
        number=referral.number,
        name=persons.shown(person),
        partner=facts.partners[referral.partner_id].name,
        since=due.local_day(referral.received_at, facts.office.zone),
        speaks_for=tuple(p for p in points if p.side == "for"),
        against=tuple(p for p in points if p.side == "against"),
        unknown=tuple(p for p in points if p.side == "unknown"),
    )


def _requirements(referral: Referral, wanted: Asked, facts: Facts) -> list[Point]:
    words = _noted(referral, facts)
    sides = {"yes": ("for", "has"), "no": ("against", "lacks"), None: ("unknown", "not_said")}
    points = []
    for requirement in wanted.requirements:
        side, code = sides[requirements.answer(requirement, words)]
        points.append(Point(side=side, code=code, about=requirement))
    return points


def _noted(referral: Referral, facts: Facts) -> str:
    return " ; ".join(f.notes for f in facts.candidate_facts if f.candidate_id == referral.candidate_id and f.notes)


def _publics(referral: Referral, wanted: Asked, facts: Facts) -> list[Point]:
    mine = {c for f in facts.candidate_facts if f.candidate_id == referral.candidate_id for c in f.criteria}
    fitting = mine & wanted.publics if wanted.publics else mine
    if fitting:
        return [Point(side="for", code="public", about=code) for code in sorted(fitting)]
    return [Point(side="unknown", code="no_public")]


def answers(referral: Referral, need: Need, facts: Facts) -> tuple[CandidateAnswers, ...]:
    """What is known of each special requirement, in the need's order: the same lines for every candidate of a sheet.

    A company reads its own words and yes, no or not said; the partner's words stay with the referent.
    """
    words = _noted(referral, facts)
    asked_for = [each for each in needs.reading_of(need).job.special_requirements if requirements.is_plain(each)]
    return tuple(CandidateAnswers(asked=each, answer=requirements.answer(each, words)) for each in asked_for)


# ------------------------------------------------------------------ known from elsewhere
def known_elsewhere(need: Need, facts: Facts, today: date) -> tuple[KnownCandidate, ...]:
    """People known from another need of the same job: kept in the pool, not kept for no fault, or near their end."""
    here = {r.candidate_id for r in facts.referrals_of(need.id)}
    busy = {r.candidate_id for r in facts.referrals.values() if r.state == "hired" and not _ends_soon(r, facts, today)}
    rows: dict[str, KnownCandidate] = {}
    for referral in sorted(facts.referrals.values(), key=lambda r: r.since):
        other = facts.needs.get(referral.need_id)
        person = facts.candidates.get(referral.candidate_id)
        if other is None or other.id == need.id or person is None or person.id in here | busy:
            continue
        why = _why(referral, facts, today)
        if (
            why is None
            or person.erased_at
            or person.merged_into
            or not jobs.same_job(need.title, other.title, facts.office.rome)
        ):
            continue
        rows[person.id] = KnownCandidate(
            number=referral.number,
            name=persons.shown(person),
            partner=facts.partners[referral.partner_id].name,
            reference=other.reference,
            why=why,
            until=_end(referral, facts) if why == "contract_ends" else None,
        )
    return tuple(rows.values())


def _why(referral: Referral, facts: Facts, today: date) -> str | None:
    if referral.state == "pool":
        return "pool"
    if referral.state == "hired":
        return "contract_ends" if _ends_soon(referral, facts, today) else None
    return (
        "not_the_person" if referral.state in {"rejected", "obsolete"} and referral.reason in NOT_THE_PERSON else None
    )


def _contract(referral: Referral, facts: Facts) -> Placement | None:
    return next((p for p in facts.placements.values() if p.referral_id == referral.id), None)


def _end(referral: Referral, facts: Facts) -> date | None:
    contract = _contract(referral, facts)
    return date.fromisoformat(contract.end_date) if contract and contract.end_date else None


def _ends_soon(referral: Referral, facts: Facts, today: date) -> bool:
    end = _end(referral, facts)
    return end is not None and today - ENDED_SINCE <= end <= today + ENDS_WITHIN
