"""Contexts: in which context the words of a message are read: the need, the people, the question that it answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from mailboxes.inbound import Inbound
from parsers.statements import NeedRef
from service.domain import counting, due, notifying, outcomes, persons, sourcing, threads
from service.domain.facts import Facts
from service.domain.records import Award, Need, Proposal
from service.domain.threads import Correspondence
from service.domain.understanding import Context


def context(inbound: Inbound, who: Correspondence, facts: Facts) -> Context:
    """The context in which its words are read."""
    meant = threads.needs_meant(inbound, who, facts)
    need = meant[0] if meant else None
    if who.role == "partner":
        need = sourcing.need_meant(inbound, who, facts)
    elif who.role == "company":
        need = need_of_company(meant, who, facts)
    presented = outcomes.presented_to(need, facts) if who.role == "company" else ()
    # in answer to a digest any number may be meant: whether it exists is seen when the order is carried out
    anything = who.role == "referent" and need is None
    return Context(
        role=who.role,
        need=_ref(need) if need else None,
        needs=() if anything else tuple(_ref(n) for n in _needs_possible(need, who, facts)),
        presented=tuple(persons.shown(facts.candidates[r.candidate_id]) for r in presented),
        partner=who.partner.email if who.partner else None,
        company=who.company.email if who.company else None,
        form_awaited=award_asked(who, facts) is not None,
        completing=who.thread is not None and who.thread.kind == "incomplete_form",
        trusted=who.trusted,
        asked=notifying.asked_in(who, facts),
        placed=tuple(counting.placed_at(who.company, facts)) if who.role == "company" else (),
        hours_month=who.thread.asked.get("month") if who.thread and who.thread.kind == "hours_requested" else None,
        proposed=proposal.changes if (proposal := proposal_answered(who, facts)) else None,
    )


def day_written(inbound: Inbound, facts: Facts, now: datetime) -> date:
    """The day from which the author counts: the mail's own date where it is sane, else today."""
    written = inbound.date
    if written is None or abs((now - written).days) > 400:
        return due.local_day(now, facts.office.zone)
    return due.local_day(written, facts.office.zone)


def proposal_answered(who: Correspondence, facts: Facts) -> Proposal | None:
    """The proposal that the company's mail answers."""
    if who.role != "company" or who.thread is None or who.thread.kind != "proposed_change":
        return None
    return facts.proposals.get(who.thread.asked.get("proposal", ""))


def award_asked(who: Correspondence, facts: Facts) -> Award | None:
    """The award whose form the writer was asked for and has not returned."""
    asked = facts.awards.get(who.thread.award_id or "") if who.thread else None
    mine = [a for a in facts.awards.values() if who.company and a.company_id == who.company.id]
    waiting = [a for a in ([asked] if asked else mine) if a.state in {"contacted", "silent"}]
    return waiting[0] if len(waiting) == 1 else None


def need_of_company(meant: Iterable[Need], who: Correspondence, facts: Facts) -> Need | None:
    """The need that a company answers about: the thread's, the one named, or the only one with people presented."""
    for need in meant:
        return need
    mine = [n for n in facts.needs.values() if who.company and n.company_id == who.company.id]
    with_people = [n for n in mine if outcomes.presented_to(n, facts)]
    return with_people[0] if len(with_people) == 1 else None


def _needs_possible(need: Need | None, who: Correspondence, facts: Facts) -> list[Need]:
    """The needs that the author may be speaking of."""
    possible = list(facts.needs.values())
    if who.role == "partner" and who.partner:
        sent = {d.need_id for d in facts.diffusions.values() if d.partner_id == who.partner.id}
        possible = [n for n in possible if n.id in sent]
    elif who.role == "company" and who.company:
        possible = [n for n in possible if n.company_id == who.company.id]
    if need is not None and need not in possible:
        possible.append(need)
    return sorted(possible, key=lambda n: n.number)


def _ref(need: Need) -> NeedRef:
    return NeedRef(ref=need.reference, title=need.title)
