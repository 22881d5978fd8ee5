"""People: what the shell asks of candidates and partners: compare, merge, correct, erase, show what became of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from service import erasing
from service.apply import apply
from service.commands import RETRIES
from service.domain import comparing, due, pathfinding, persons, standing, tending
from service.domain.facts import Facts, Keys
from service.domain.letters import OrderDone
from service.domain.plan import Plan
from service.domain.records import Candidate, Contact, Need, Partner, Referral
from service.domain.writing import noted
from service.store import views
from service.store.store import Conflict

if TYPE_CHECKING:
    from service.app import App

Act = Callable[[Facts], Plan | str]
BY_HAND: dict[str, Any] = {"who": "referent", "cause": "command"}


def _done(app: App, action: str, reference: str, keys: Keys, act: Act, now: datetime) -> OrderDone:
    """Do one thing to the records, asking again when they changed meanwhile."""
    for _ in range(RETRIES):
        plan = act(app.facts(keys))
        if isinstance(plan, str):
            return OrderDone(action=action, reference=reference, done=False, outcome=plan)
        try:
            apply(app, plan, now)
        except Conflict:
            continue
        return OrderDone(action=action, reference=reference, done=True, mails=len(plan.mails))
    raise Conflict("les données changent sans cesse : réessayer")


def candidate_of(app: App, word: str) -> tuple[Candidate, Referral | None] | None:
    """The candidate of this id, or of this referral (R-12, 12); None for an unknown one."""
    with app.store.transaction() as connection:
        referral = views.referral_by_word(connection, word)
    wanted = referral.candidate_id if referral else word
    found = app.facts(Keys(candidate_ids=frozenset({wanted}))).candidates.get(wanted)
    return (found, referral) if found else None


# ------------------------------------------------------------------ candidates
def merge(app: App, kept: str, other: str, now: datetime) -> OrderDone:
    """Two records of one person become one."""
    one, two = candidate_of(app, kept), candidate_of(app, other)
    if one is None or two is None:
        return OrderDone(action="merge", reference=other if one else kept, done=False, outcome="unknown_candidate")
    ids = (one[0].id, two[0].id)
    return _done(
        app, "merge", kept, Keys(candidate_ids=frozenset(ids)),
        lambda facts: tending.merge(facts.candidates[ids[0]], facts.candidates[ids[1]], facts, now, **BY_HAND), now,
    )  # fmt: skip


def split(app: App, word: str, now: datetime) -> OrderDone:
    """A merge undone; or, of a referral that was wrongly taken for someone known, a person of its own."""
    found = candidate_of(app, word)
    if found is None:
        return OrderDone(action="split", reference=word, done=False, outcome="unknown_candidate")
    candidate, referral = found

    def act(facts: Facts) -> Plan | str:
        made = tending.split(facts.candidates[candidate.id], facts, now, **BY_HAND)
        if made == "not_merged" and referral is not None:
            return tending.part(facts.referrals[referral.id], facts, now, **BY_HAND)
        return made

    keys = Keys(candidate_ids=frozenset({candidate.id, candidate.merged_into or candidate.id}), every_candidate=True)
    return _done(app, "split", word, keys, act, now)


def correct(app: App, word: str, changes: dict[str, str | None], now: datetime) -> OrderDone:
    """Name and contacts put right."""
    return _on_candidate(app, "correct", word, now, lambda c, _f: tending.correct(c, changes, now, **BY_HAND))


def release(app: App, word: str, now: datetime) -> OrderDone:
    """Documents held back may go."""
    return _on_candidate(app, "release", word, now, lambda c, _f: tending.release(c, now, **BY_HAND))


def agree(app: App, word: str, now: datetime) -> OrderDone:
    """The person's agreement, as the partner told the referent."""

    def act(candidate: Candidate, facts: Facts) -> Plan | str:
        waiting = [r for r in facts.referrals.values() if r.candidate_id == candidate.id and r.consent == "awaited"]
        return tending.agreed(waiting, now, **BY_HAND) if waiting else "already_done"

    return _on_candidate(app, "agree", word, now, act)


def _on_candidate(
    app: App, action: str, word: str, now: datetime, act: Callable[[Candidate, Facts], Plan | str]
) -> OrderDone:
    found = candidate_of(app, word)
    if found is None:
        return OrderDone(action=action, reference=word, done=False, outcome="unknown_candidate")
    id_ = found[0].id
    keys = Keys(candidate_ids=frozenset({id_}))
    return _done(app, action, word, keys, lambda facts: act(facts.candidates[id_], facts), now)


def propose(app: App, word: str, need: str, now: datetime) -> OrderDone:
    """Someone known from another need is put forward for this one; the partner is asked first."""
    found = candidate_of(app, word)
    if found is None or found[1] is None:
        return OrderDone(action="propose", reference=word, done=False, outcome="unknown_candidate")
    referral = found[1]

    def act(facts: Facts) -> Plan | str:
        wanted = facts.need_by_reference(need)
        if wanted is None:
            return "unknown_reference"
        return pathfinding.put_forward(facts.referrals[referral.id], wanted, facts, now, **BY_HAND)

    keys = Keys(need_references=frozenset({need}), referral_numbers=frozenset({referral.number}))
    return _done(app, "propose", word, keys, act, now)


def contract(app: App, word: str, now: datetime, **changes: Any) -> OrderDone:
    """The contract of someone who was hired: its terms, a renewal, an early end."""
    found = candidate_of(app, word)
    if found is None or found[1] is None:
        return OrderDone(action="contract", reference=word, done=False, outcome="unknown_candidate")
    referral = found[1]

    def act(facts: Facts) -> Plan | str:
        placement = next((p for p in facts.placements.values() if p.referral_id == referral.id), None)
        return tending.contract(placement, facts, now, **BY_HAND, **changes) if placement else "not_hired"

    return _done(app, "contract", word, Keys(referral_numbers=frozenset({referral.number})), act, now)


def compared(app: App, need: str, now: datetime) -> dict[str, Any] | None:
    """A need's candidates side by side, and those known for the same job; None for an unknown need."""
    facts = app.facts(Keys(everything_open=True))
    found = facts.need_by_reference(need) or facts.needs.get(need)
    if found is None:
        return None
    today = due.local_day(now, app.office.zone)
    return {
        "reference": found.reference,
        "title": found.title,
        "candidates": [_plain(asdict(row)) for row in comparing.compared(found, facts)],
        "known": [_plain(asdict(row)) for row in comparing.known_elsewhere(found, facts, today)],
        "targeted": targeted(found, facts),
    }


def targeted(need: Need, facts: Facts) -> list[dict[str, Any]]:
    """Each partner, whether the need concerns it, and why."""
    from service.domain import targeting

    return [
        {"partner": choice.partner.name, "chosen": choice.chosen, "reason": choice.reason}
        for choice in targeting.concerned(need, facts)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def told_of(app: App, word: str) -> dict[str, Any] | None:
    """All that is known of one person, to be handed over on request (RGPD, art. 15); None for an unknown one."""
    found = candidate_of(app, word)
    if found is None:
        return None
    person = found[0]
    facts = app.facts(Keys(candidate_ids=frozenset({person.id})))
    mine = [r for r in facts.referrals.values() if r.candidate_id == person.id]
    subjects = {f"candidate:{person.id}", *(f"referral:{r.id}" for r in mine)}
    with app.store.transaction() as connection:
        journal = [row for row in views.journal(connection) if row["subject"] in subjects]
    return {
        "candidate": person.model_dump(mode="json"),
        "attested": [f.model_dump(mode="json") for f in facts.candidate_facts if f.candidate_id == person.id],
        "referrals": [
            {
                **referral.model_dump(mode="json"),
                "need": facts.needs[referral.need_id].reference,
                "partner": facts.partners[referral.partner_id].name,
            }
            for referral in mine
        ],
        "placements": [
            p.model_dump(mode="json") for p in facts.placements.values() if p.referral_id in {r.id for r in mine}
        ],
        "journal": [{"at": row["at"].isoformat(), "who": row["who"], "what": row["what"]} for row in journal],
    }


def erase(app: App, word: str, now: datetime) -> OrderDone:
    """One person forgotten on request."""
    found = candidate_of(app, word)
    if found is None:
        return OrderDone(action="erase", reference=word, done=False, outcome="unknown_candidate")
    if found[0].erased_at is not None:
        return OrderDone(action="erase", reference=word, done=False, outcome="already_done")
    erasing.erase(app, found[0], now, who="referent", why="request")
    return OrderDone(action="erase", reference=word, done=True)


def purge(app: App, now: datetime, *, dry_run: bool) -> list[dict[str, Any]]:
    """Those whose time is over, forgotten unless `dry_run`."""
    over = erasing.expired(app, now)
    for person in over if not dry_run else ():
        erasing.erase(app, person, now, who="referent", why="retention")
    return [{"id": person.id, "since": person.received_at.isoformat(), "erased": not dry_run} for person in over]


# ------------------------------------------------------------------ partners
def partner_of(facts: Facts, word: str) -> Partner | None:
    """The one partner of this id, address or name, or a part of its name that no other has."""
    wanted = persons.folded(word)
    exact = [p for p in facts.partners.values() if word in {p.id, p.name} or word.lower() == p.email]
    near = [p for p in facts.partners.values() if wanted and wanted in persons.folded(p.name)]
    found = exact or near
    return found[0] if len(found) == 1 else None


def partner(app: App, word: str) -> dict[str, Any] | None:
    """What a partner got, answered, referred, and what became of it; None for an unknown one."""
    facts = app.facts(Keys(everything_open=True))
    found = partner_of(facts, word)
    if found is None:
        return None
    sent = [d for d in facts.diffusions.values() if d.partner_id == found.id]
    mine = [r for r in facts.referrals.values() if r.partner_id == found.id]
    return {
        **found.model_dump(mode="json"),
        "addresses": [_address(facts, address) for address in (found.email, *(c["email"] for c in found.contacts))],
        "counts": standing.record_of(found.id, facts.diffusions.values(), facts.referrals.values()),
        "needs": [
            {"reference": facts.needs[d.need_id].reference, "title": facts.needs[d.need_id].title, "state": d.state,
             "sent_at": d.sent_at.isoformat() if d.sent_at else None,
             "answered_at": d.answered_at.isoformat() if d.answered_at else None, "reminders": d.reminders}
            for d in sorted(sent, key=lambda d: facts.needs[d.need_id].number)
        ],
        "referrals": [
            {"number": r.number, "need": facts.needs[r.need_id].reference, "state": r.state, "reason": r.reason,
             "since": r.since.isoformat(), "told": r.told_state,
             "candidate": persons.shown(facts.candidates[r.candidate_id])}
            for r in sorted(mine, key=lambda r: r.number)
        ],
    }  # fmt: skip


def _address(facts: Facts, address: str) -> dict[str, Any]:
    contact = facts.contacts.get(address.lower())
    until = contact.absent_until.isoformat() if contact and contact.absent_until else None
    return {"address": address, "state": contact.state if contact else "works", "absent_until": until}


def set_contact(app: App, word: str, now: datetime, *, state: str | None, absent_until: date | None) -> OrderDone:
    """An address put to rest, taken up again, or known to be away until a day."""
    address = word.strip().lower()

    def act(facts: Facts) -> Plan | str:
        found = partner_of(facts, word)
        known = {a for p in facts.partners.values() for a in (p.email, *(c["email"] for c in p.contacts))}
        target = address if address in known else (found.email if found else None)
        if target is None:
            return "unknown_partner"
        contact = facts.contacts.get(target) or Contact(id=target)
        after = contact.but(state=state or contact.state, absent_until=absent_until, since=now)
        return Plan(save=(after,)) + noted(now, "contact_set", f"contact:{target}", **BY_HAND, state=after.state)

    return _done(app, "contact", word, Keys(everything_open=True), act, now)
