"""Digests: the rows of the referent's morning mail, each thing once: your turn, others' turn, new, incidents, ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from service.domain import due, pooling
from service.domain.facts import Facts
from service.domain.letters import Turn
from service.domain.records import Award, Need, Referral

TO_PRESENT = frozenset({"received", "to_check", "to_present"})
DECIDED = frozenset({"hired", "rejected", "interview", "no_show", "withdrawn"})
#: what the coming week holds
WEEK = timedelta(days=7)


def yours(facts: Facts) -> tuple[Turn, ...]:
    """What waits for the referent, oldest first."""
    turns = [*_to_validate(facts), *_to_adjust(facts), *_to_present(facts), *_to_pool(facts), *_to_review(facts)]
    return tuple(sorted(turns, key=lambda turn: turn.since or date.max))


def _to_validate(facts: Facts) -> Iterator[Turn]:
    for need in facts.needs.values():
        if need.state == "to_validate":
            yield Turn(
                reference=need.reference,
                what="need_to_validate",
                about={"title": need.title, "company": _company(need, facts), **_offered(need)},
                since=_day(need.since, facts),
                replies=(
                    ("approve", f"[{need.reference}]", f"valider {need.reference}"),
                    ("reject", f"[{need.reference}]", f"refuser {need.reference} : "),
                    ("correct", f"[{need.reference}]", f"{need.reference} : nombre de postes "),
                ),
            )


def _offered(need: Need) -> dict[str, str | int | float | None]:
    """What a need offers, as far as the decision asks for it."""
    job, conditions = need.reading.get("job", {}), need.reading.get("conditions", {})
    return {
        "openings": job.get("openings"),
        "contract": conditions.get("contract_type"),
        "duration": conditions.get("contract_duration"),
        "start": job.get("start_date"),
        "workplace": conditions.get("workplace"),
        "doubts": len(need.reading.get("to_review", [])),
    }


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


def _to_pool(facts: Facts) -> Iterator[Turn]:
    """Needs that together would make a path, with the arithmetic, until the referent has said yes or no."""
    for pool in pooling.pools(facts):
        if pool.id in facts.pooled:
            continue
        told = " puis ".join(
            f"{step.reference} ({step.company or 'entreprise ?'}, {_decimal(step.hours)} h)" for step in pool.steps
        )
        yield Turn(
            reference="",
            what="pooling_possible",
            about={"title": pool.steps[0].title, "steps": told, "hours": pool.hours, "months": pool.months},
            since=_day(max(facts.needs[step.need_id].received_at for step in pool.steps), facts),
            replies=(
                ("pool", "", f"mutualiser {pool.references}"),
                ("set_aside", "", f"ne pas mutualiser {pool.references}"),
            ),
        )


def _decimal(hours: float) -> str:
    return f"{hours:g}".replace(".", ",")


def _to_review(facts: Facts) -> Iterator[Turn]:
    unread = {message_id for message_id, *_ in facts.unread}
    for item in facts.review:
        if item.message_id in unread:
            continue  # an incident
        yield Turn(
            reference=f"A-{item.number}",
            what="review_item",
            about={"what": item.what, "why": item.why},
            since=_day(item.since, facts),
            replies=_settlements(f"A-{item.number}", by_mail=item.message_id is not None),
        )


def _settlements(reference: str, *, by_mail: bool) -> tuple[tuple[str, str, str], ...]:
    """« Classer », and for a mail what it may be taken again as."""
    settle = ("settle", f"[{reference}]", f"classer {reference}")
    again = (
        ("settle_as_partner", f"[{reference}]", f"classer {reference} comme réponse de partenaire B-"),
        ("settle_as_form", f"[{reference}]", f"classer {reference} comme formulaire"),
    )
    return (settle, *again) if by_mail else (settle,)


def others(facts: Facts) -> tuple[Turn, ...]:
    """What waits for someone else, longest first."""
    turns = [*_forms_awaited(facts), *_needs_incomplete(facts), *_proposals_awaited(facts)]
    turns += [*_partners_awaited(facts), *_answers_awaited(facts)]
    return tuple(sorted(turns, key=lambda turn: turn.since or date.max))


def _forms_awaited(facts: Facts) -> Iterator[Turn]:
    for award in facts.awards.values():
        if award.state == "contacted":
            yield _award_turn(award, "company_form_awaited", "company", facts)
        elif award.state == "silent":
            yield _award_turn(award, "company_silent", "facilitator", facts)
        elif award.state == "to_complete":
            yield _award_turn(award, "market_incomplete", "facilitator", facts)


def _award_turn(award: Award, what: str, whose: str, facts: Facts) -> Turn:
    market, company = facts.markets[award.market_id], facts.companies[award.company_id]
    about: dict[str, str | int | float | None] = {
        "company": company.name, "market": market.title or market.reference, "lot": award.lot,
        "reminders": award.reminders, "next": _iso(award.due_at, facts),
    }  # fmt: skip
    since = _day(award.contacted_at or award.since, facts)
    remind = (("remind", "", f"relancer {company.name}"),) if award.state == "contacted" else ()
    return Turn(reference=market.reference or "", what=what, about=about, since=since, whose=whose, replies=remind)


def _needs_incomplete(facts: Facts) -> Iterator[Turn]:
    for need in facts.needs.values():
        if need.state == "incomplete" and need.due_at is not None:
            about: dict[str, str | int | float | None] = {
                "title": need.title, "company": _company(need, facts), "next": _iso(need.due_at, facts),
            }  # fmt: skip
            yield Turn(
                reference=need.reference, what="need_incomplete", about=about, since=_day(need.since, facts),
                whose="company",
            )  # fmt: skip


def _proposals_awaited(facts: Facts) -> Iterator[Turn]:
    for proposal in facts.proposals.values():
        need = facts.needs.get(proposal.need_id)
        if need is not None and proposal.state == "sent":
            about: dict[str, str | int | float | None] = {
                "title": need.title, "company": _company(need, facts), "next": _iso(proposal.due_at, facts),
            }  # fmt: skip
            since = _day(proposal.sent_at, facts)
            yield Turn(reference=need.reference, what="proposal_awaited", about=about, since=since, whose="company")


def _to_adjust(facts: Facts) -> Iterator[Turn]:
    """Needs that nobody else can move: sent back, or without anybody to wait for."""
    for need in facts.needs.values():
        about: dict[str, str | int | float | None] = {"title": need.title, "company": _company(need, facts)}
        diffusions = facts.diffusions_of(need.id)
        at_work = facts.referrals_of(need.id) or [d for d in diffusions if d.state in {"queued", "sent"}]
        if need.state == "incomplete" and need.due_at is None:
            yield Turn(reference=need.reference, what="need_to_adjust", about=about, since=_day(need.since, facts))
        elif need.state == "diffused" and diffusions and not at_work:
            yield Turn(reference=need.reference, what="no_candidate", about=about, since=_day(need.since, facts))


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
                replies=(_remind(need),),
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
                replies=(_remind(need),),
            )


def _remind(need: Need) -> tuple[str, str, str]:
    return "remind", f"[{need.reference}]", f"relancer {need.reference}"


def news(facts: Facts, since: datetime, until: datetime, told: Iterable[Turn] = ()) -> tuple[Turn, ...]:
    """What came between the last digest and this one, but for what stands in `told` already: each item once.

    What comes later is tomorrow's.
    """
    known = {(turn.reference, _SAME_AS.get(turn.what, turn.what)) for turn in told}
    return tuple(t for t in _news(facts, since, until) if (t.reference, t.what) not in known)


#: a line that says of a case all that the news would say of it
_SAME_AS = {
    "need_to_validate": "need_received",
    "need_incomplete": "need_received",
    "need_to_adjust": "need_received",
    "candidates_to_present": "candidates_received",
}


def _news(facts: Facts, since: datetime, until: datetime) -> Iterator[Turn]:
    for market in facts.markets.values():
        if since <= market.received_at < until:
            about: dict[str, str | int | float | None] = {
                "title": market.title, "buyer": market.buyer, "count": len(facts.awards_of(market.id)),
            }  # fmt: skip
            yield Turn(reference=market.reference or "", what="market_received", about=about)
    for version in facts.market_versions:
        if since <= version.at < until and version.differences:
            changed = facts.markets[version.market_id]
            about = {"title": changed.title, "facilitator": changed.facilitator_name, "count": len(version.differences)}
            yield Turn(reference=changed.reference or "", what="market_changed", about=about)
    for need in facts.needs.values():
        if since <= need.received_at < until:
            about = {"title": need.title, "company": _company(need, facts)}
            yield Turn(reference=need.reference, what="need_received", about=about)
        came = [r for r in facts.referrals_of(need.id) if since <= r.received_at < until]
        if came:
            about = {"title": need.title, "count": len(came)}
            yield Turn(reference=need.reference, what="candidates_received", about=about)
        for referral in facts.referrals_of(need.id):
            if since <= referral.since < until and referral.state in DECIDED:
                about = {"title": need.title, "candidate": _candidate(referral, facts), "state": referral.state}
                yield Turn(reference=need.reference, what="decision_received", about=about)


def incidents(facts: Facts, now: datetime) -> tuple[Turn, ...]:
    """What went wrong: mails that left not or could not be read, dead addresses, hours at risk, a silent mailbox."""
    turns = [
        Turn(reference="", what="mail_refused", about={"subject": subject, "state": state, "reason": reason})
        for subject, state, reason in facts.refused_mails
    ]
    turns += _unread(facts)
    turns += [
        Turn(reference="", what="contact_bounces", about={"address": c.id, "reason": c.reason})
        for c in facts.contacts.values()
        if c.state == "bounces"
    ]
    if facts.heard_at is not None and (days := _working_days_since(facts.heard_at, facts, now)) > _patience(facts):
        turns.append(Turn(reference="", what="mailbox_silent", about={"days": days}))
    return tuple(turns)


def _unread(facts: Facts) -> list[Turn]:
    """Mails that Liaison could not read, with the item that keeps them."""
    waiting = {item.message_id: item for item in facts.review}
    turns = []
    for message_id, sender, subject, reason in facts.unread:
        item = waiting.get(message_id)
        if item is None:
            continue  # settled
        about: dict[str, str | int | float | None] = {"from": sender, "subject": subject, "reason": reason}
        reference = f"A-{item.number}"
        replies = _settlements(reference, by_mail=False)
        turns.append(
            Turn(reference=reference, what="mail_unread", about=about, since=_day(item.since, facts), replies=replies)
        )
    return turns


def _patience(facts: Facts) -> int:
    return facts.office.policy.silent_mailbox_days


def _working_days_since(instant: datetime, facts: Facts, now: datetime) -> int:
    """Whole working days between that day and today."""
    day, today, count = _day(instant, facts), _day(now, facts), 0
    while (day := day + timedelta(days=1)) < today and count <= 60:
        count += due.is_working_day(day, facts.office.policy)
    return count


def ahead(facts: Facts, now: datetime) -> tuple[Turn, ...]:
    """What falls due within a week, soonest first."""
    turns = [*_reminders_due(facts, now), *_meetings(facts, now), *_continued(facts, now)]
    return tuple(sorted(turns, key=lambda turn: (turn.since or date.max, turn.what, turn.reference)))


def _soon(instant: datetime | None, now: datetime) -> bool:
    return instant is not None and now <= instant <= now + WEEK


def _reminders_due(facts: Facts, now: datetime) -> Iterator[Turn]:
    """To companies for their form, to partners for a need, to companies for their answer."""
    for award in facts.awards.values():
        if award.due_at is not None and _soon(award.due_at, now) and award.state == "contacted":
            company = facts.companies[award.company_id].name
            about: dict[str, str | int | float | None] = {"company": company, "rank": award.reminders + 1}
            reference = facts.markets[award.market_id].reference or ""
            yield Turn(reference=reference, what="reminder_due", about=about, since=_day(award.due_at, facts))
    for need in facts.needs.values():
        asked = [d for d in facts.diffusions_of(need.id) if d.state in {"queued", "sent"} and _soon(d.due_at, now)]
        if need.state == "diffused" and asked:
            first = min(d.due_at for d in asked if d.due_at)
            about = {"title": need.title, "count": len(asked)}
            yield Turn(reference=need.reference, what="partner_reminder_due", about=about, since=_day(first, facts))
        if need.due_at is not None and _soon(need.due_at, now) and need.state == "diffused":
            about = {"title": need.title, "company": _company(need, facts)}
            yield Turn(reference=need.reference, what="answer_due", about=about, since=_day(need.due_at, facts))


def _meetings(facts: Facts, now: datetime) -> Iterator[Turn]:
    """Interviews, first days of work, ends of contracts."""
    today = _day(now, facts)
    week = (today.isoformat(), (today + WEEK).isoformat())
    for referral in facts.referrals.values():
        if referral.state == "interview" and referral.on and week[0] <= referral.on <= week[1]:
            yield _meeting("interview_due", referral, referral.on, facts)
    for placement in facts.placements.values():
        if placement.state not in {"planned", "running"} or placement.referral_id not in facts.referrals:
            continue
        referral = facts.referrals[placement.referral_id]
        for what, day in (("start_due", placement.start_date), ("contract_ends", placement.end_date)):
            if day and week[0] <= day <= week[1]:
                yield _meeting(what, referral, day, facts)


def _continued(facts: Facts, now: datetime) -> Iterator[Turn]:
    """People whose contract ends soon, next to a need that would continue it."""
    for found in pooling.continuations(facts, _day(now, facts)):
        about: dict[str, str | int | float | None] = {
            "candidate": _candidate(found.referral, facts), "title": found.need.title,
            "company": _company(found.need, facts), "start": found.starts.isoformat(),
        }  # fmt: skip
        order = f"poursuivre {found.referral.number} au besoin {found.need.reference}"
        yield Turn(
            reference=found.need.reference, what="path_possible", about=about, since=found.ends,
            replies=(("go_on", f"[{found.need.reference}]", order),),
        )  # fmt: skip


def _meeting(what: str, referral: Referral, day: str, facts: Facts) -> Turn:
    need = facts.needs[referral.need_id]
    about: dict[str, str | int | float | None] = {
        "candidate": _candidate(referral, facts), "title": need.title, "company": _company(need, facts),
    }  # fmt: skip
    return Turn(reference=need.reference, what=what, about=about, since=date.fromisoformat(day))


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
