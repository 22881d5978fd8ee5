"""Digests: the rows of the referent's morning mail, each thing once: your turn, others' turn, new, incidents, ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from service.domain.facts import Facts
from service.domain.letters import Turn
from service.domain.records import Award, Need, Referral

TO_PRESENT = frozenset({"received", "to_check", "to_present"})
DECIDED = frozenset({"hired", "rejected", "interview", "no_show", "withdrawn"})
SILENT_MAILBOX = timedelta(days=4)


def yours(facts: Facts) -> tuple[Turn, ...]:
    """What waits for the referent, oldest first."""
    turns = [*_to_validate(facts), *_to_present(facts), *_to_review(facts)]
    return tuple(sorted(turns, key=lambda turn: turn.since or date.max))


def _to_validate(facts: Facts) -> Iterator[Turn]:
    for need in facts.needs.values():
        if need.state == "to_validate":
            doubts = len(need.reading.get("to_review", []))
            yield Turn(
                reference=need.reference,
                what="need_to_validate",
                about={"title": need.title, "company": _company(need, facts), "doubts": doubts},
                since=_day(need.since, facts),
                replies=(
                    ("approve", f"[{need.reference}]", f"valider {need.reference}"),
                    ("reject", f"[{need.reference}]", f"refuser {need.reference} : "),
                    ("correct", f"[{need.reference}]", f"{need.reference} : nombre de postes "),
                ),
            )


def _to_present(facts: Facts) -> Iterator[Turn]:
    for need in facts.needs.values():
        ready = [r for r in facts.referrals_of(need.id) if r.state in TO_PRESENT]
        if not ready or need.state not in {"diffused", "suspended"}:
            continue
        numbers = ", ".join(str(r.number) for r in ready)
        yield Turn(
            reference=need.reference,
            what="candidates_to_present",
            about={
                "title": need.title,
                "company": _company(need, facts),
                "count": len(ready),
                "names": ", ".join(_candidate(r, facts) for r in ready),
            },
            since=_day(min(r.since for r in ready), facts),
            replies=(("present", f"[{need.reference}]", f"présenter {numbers} au besoin {need.reference}"),),
        )


def _to_review(facts: Facts) -> Iterator[Turn]:
    for item in facts.review:
        yield Turn(
            reference=f"A-{item.number}",
            what="review_item",
            about={"what": item.what, "why": item.why},
            since=_day(item.since, facts),
            replies=(("settle", f"[A-{item.number}]", f"classer A-{item.number}"),),
        )


def others(facts: Facts) -> tuple[Turn, ...]:
    """What waits for someone else, longest first."""
    turns = [*_forms_awaited(facts), *_needs_incomplete(facts), *_partners_awaited(facts), *_answers_awaited(facts)]
    return tuple(sorted(turns, key=lambda turn: turn.since or date.max))


def _forms_awaited(facts: Facts) -> Iterator[Turn]:
    for award in facts.awards.values():
        if award.state in {"contacted", "silent"}:
            yield _award_turn(award, "company_form_awaited", "company", facts)
        elif award.state == "to_complete":
            yield _award_turn(award, "market_incomplete", "facilitator", facts)


def _award_turn(award: Award, what: str, whose: str, facts: Facts) -> Turn:
    market, company = facts.markets[award.market_id], facts.companies[award.company_id]
    about: dict[str, str | int | float | None] = {
        "company": company.name, "market": market.title or market.reference, "lot": award.lot,
        "reminders": award.reminders, "next": _iso(award.due_at, facts),
    }  # fmt: skip
    since = _day(award.contacted_at or award.since, facts)
    return Turn(reference=market.reference or "", what=what, about=about, since=since, whose=whose)


def _needs_incomplete(facts: Facts) -> Iterator[Turn]:
    for need in facts.needs.values():
        if need.state == "incomplete":
            about: dict[str, str | int | float | None] = {"title": need.title, "company": _company(need, facts)}
            yield Turn(
                reference=need.reference, what="need_incomplete", about=about, since=_day(need.since, facts),
                whose="company",
            )  # fmt: skip


def _partners_awaited(facts: Facts) -> Iterator[Turn]:
    for need in facts.needs.values():
        waiting = [d for d in facts.diffusions_of(need.id) if d.state in {"queued", "sent", "silent"}]
        if need.state == "diffused" and waiting:
            yield Turn(
                reference=need.reference,
                what="partner_answers_awaited",
                about={
                    "title": need.title,
                    "count": len(waiting),
                    "all": len(facts.diffusions_of(need.id)),
                    "next": _iso(min((d.due_at for d in waiting if d.due_at), default=None), facts),
                },
                since=_day(need.since, facts),
                whose="partner",
            )


def _answers_awaited(facts: Facts) -> Iterator[Turn]:
    for need in facts.needs.values():
        waiting = [r for r in facts.referrals_of(need.id) if r.state == "presented"]
        if waiting:
            yield Turn(
                reference=need.reference,
                what="company_answer_awaited",
                about={
                    "title": need.title,
                    "company": _company(need, facts),
                    "count": len(waiting),
                    "next": _iso(need.due_at, facts),
                },
                since=_day(min(r.since for r in waiting), facts),
                whose="company",
            )


def news(facts: Facts, since: datetime, until: datetime) -> tuple[Turn, ...]:
    """What came between the last digest and this one; what comes later is tomorrow's."""
    return tuple(_news(facts, since, until))


def _news(facts: Facts, since: datetime, until: datetime) -> Iterator[Turn]:
    for market in facts.markets.values():
        if since <= market.received_at < until:
            about: dict[str, str | int | float | None] = {
                "title": market.title, "buyer": market.buyer, "count": len(facts.awards_of(market.id)),
            }  # fmt: skip
            yield Turn(reference=market.reference or "", what="market_received", about=about)
    for need in facts.needs.values():
        if since <= need.received_at < until:
            about = {"title": need.title, "company": _company(need, facts)}
            yield Turn(reference=need.reference, what="need_received", about=about)
        came = [r for r in facts.referrals_of(need.id) if since <= r.received_at < until]
        if came:
            about = {"title": need.title, "count": len(came)}
            yield Turn(reference=need.reference, what="candidates_received", about=about)
        for referral in facts.referrals_of(need.id):
            if since <= referral.since < until and referral.state in {
                "hired",
                "rejected",
                "interview",
                "no_show",
                "withdrawn",
            }:
                about = {"title": need.title, "candidate": _candidate(referral, facts), "state": referral.state}
                yield Turn(reference=need.reference, what="decision_received", about=about)


def incidents(facts: Facts, now: datetime) -> tuple[Turn, ...]:
    """What went wrong: mails refused or held, addresses that bounce, a mailbox that has been silent for too long."""
    turns = [
        Turn(reference="", what="mail_refused", about={"subject": subject, "state": state, "reason": reason})
        for subject, state, reason in facts.refused_mails
    ]
    turns += [
        Turn(reference="", what="contact_bounces", about={"address": c.id, "reason": c.reason})
        for c in facts.contacts.values()
        if c.state == "bounces"
    ]
    if facts.heard_at is not None and now - facts.heard_at > SILENT_MAILBOX:
        turns.append(Turn(reference="", what="mailbox_silent", about={"days": (now - facts.heard_at).days}))
    return tuple(turns)


def ahead(facts: Facts, now: datetime) -> tuple[Turn, ...]:
    """What falls due within a week, soonest first."""
    horizon = now + timedelta(days=7)
    turns = []
    for award in facts.awards.values():
        if award.due_at is not None and now <= award.due_at <= horizon and award.state == "contacted":
            company = facts.companies[award.company_id]
            about: dict[str, str | int | float | None] = {"company": company.name, "rank": award.reminders + 1}
            reference = facts.markets[award.market_id].reference or ""
            turns.append(Turn(reference=reference, what="reminder_due", about=about, since=_day(award.due_at, facts)))
    return tuple(sorted(turns, key=lambda turn: turn.since or date.max))


def _company(need: Need, facts: Facts) -> str | None:
    company = facts.companies.get(need.company_id or "")
    return company.name if company else None


def _candidate(referral: Referral, facts: Facts) -> str:
    person = facts.candidates[referral.candidate_id]
    return f"{(person.last_name or '').upper()} {person.first_name or ''} ({referral.number})".strip()


def _day(instant: datetime, facts: Facts) -> date:
    return instant.astimezone(facts.office.zone).date()


def _iso(instant: datetime | None, facts: Facts) -> str | None:
    return _day(instant, facts).isoformat() if instant else None
