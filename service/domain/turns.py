"""Turns: for every market, award and need: whose turn it is, since when, what happens next and on which date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from service.domain import due
from service.domain.facts import Facts
from service.domain.records import Award, Market, Need, Referral

#: referrals that wait for the referent, for the company
TO_PRESENT = frozenset({"received", "to_check", "to_present"})
WITH_COMPANY = frozenset({"presented", "interview", "to_call_back"})
#: who comes first, when a market or a lot waits for several
FIRST = ("referent", "company", "facilitator", "partner", "nobody")
OVER = frozenset({"filled", "closed", "cancelled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one market, award or need stands. Codes are words of wording: `what` of turn, `next` of next."""

    #: market | award | need
    kind: str
    id: str
    reference: str
    state: str
    #: the finer state of a need: diffused, referred, presented, partly_filled …
    stage: str
    #: referent | company | partner | facilitator | nobody
    whose: str
    what: str
    since: date
    #: what happens next if nobody does anything, and when; None = nothing by itself
    next: str | None = None
    next_on: date | None = None
    about: dict[str, str | int | float | None] = field(default_factory=dict)
    market_id: str | None = None
    award_id: str | None = None
    need_id: str | None = None
    company_id: str | None = None


def all_of(facts: Facts, now: datetime) -> tuple[Standing, ...]:
    """Every market, each followed by its awards, each by its needs; then the needs of no market."""
    rows: list[Standing] = []
    needs = sorted(facts.needs.values(), key=lambda need: need.number)
    for market in sorted(facts.markets.values(), key=lambda m: (m.received_at, m.id)):
        rows.append(of_market(market, facts, now))
        for award in facts.awards_of(market.id):
            rows.append(of_award(award, facts, now))
            rows += [of_need(need, facts, now) for need in facts.needs_of(award.id)]
    rest = [need for need in needs if need.award_id not in facts.awards]
    return (*rows, *(of_need(need, facts, now) for need in rest))


# ------------------------------------------------------------------ a need
def stage(need: Need, referrals: Iterable[Referral]) -> str:
    """The need's state, told finer while it is out: diffused, referred, presented, partly_filled."""
    if need.state != "diffused":
        return need.state
    states = [r.state for r in referrals]
    if "hired" in states:
        return "partly_filled"
    if any(r.presented_at is not None for r in referrals):
        return "presented"
    return "referred" if set(states) - {"withdrawn", "duplicate", "obsolete"} else "diffused"


def of_need(need: Need, facts: Facts, now: datetime) -> Standing:
    """Whose turn a need is, by what is in front of it."""
    referrals = facts.referrals_of(need.id)
    ready = [r for r in referrals if r.state in TO_PRESENT]
    waiting = [r for r in referrals if r.state in WITH_COMPANY]
    proposal = facts.proposal_of(need.id)
    about: dict[str, str | int | float | None] = {"title": need.title, "company": _company(need.company_id, facts)}
    if need.state in OVER:
        return _need(need, facts, "nobody", f"need_{need.state}", need.since, about)
    if proposal is not None:
        nexts = ("reminder", proposal.due_at) if proposal.due_at else ("referent_told", None)
        return _need(need, facts, "company", "proposal_awaited", proposal.sent_at, about, *nexts)
    if _proposal_to_talk_over(need, facts):
        return _need(need, facts, "referent", "proposal_discussed", need.since, about, "digest", _digest(facts, now))
    if need.state == "incomplete" and need.due_at is None:
        return _need(need, facts, "referent", "need_to_adjust", need.since, about, "digest", _digest(facts, now))
    if need.state == "incomplete":
        return _need(need, facts, "company", "need_incomplete", need.since, about, _reminder(need, facts), need.due_at)
    if need.state in {"to_validate", "validated"}:
        about |= {"doubts": len(need.reading.get("to_review", []))}
        return _need(need, facts, "referent", "need_to_validate", need.since, about, "digest", _digest(facts, now))
    if ready:
        about |= {"count": len(ready)}
        since = min(r.since for r in ready)
        return _need(need, facts, "referent", "candidates_to_present", since, about, "digest", _digest(facts, now))
    if waiting:
        about |= {"count": len(waiting)}
        nexts = ("reminder", need.due_at) if need.due_at else ("digest", _digest(facts, now))
        return _need(need, facts, "company", "company_answer_awaited", min(r.since for r in waiting), about, *nexts)
    if need.state == "suspended":
        return _need(need, facts, "referent", "need_suspended", need.since, about, "digest", _digest(facts, now))
    diffusions = facts.diffusions_of(need.id)
    asked = [d for d in diffusions if d.state in {"queued", "sent"}]
    about |= {"count": len(asked), "all": len(diffusions)}
    if asked:
        days = [d.due_at for d in asked if d.due_at]
        nexts = ("reminder", min(days)) if days else ("digest", _digest(facts, now))
        return _need(need, facts, "partner", "partner_answers_awaited", need.since, about, *nexts)
    return _need(need, facts, "referent", "no_candidate", need.since, about, "digest", _digest(facts, now))


def _need(
    need: Need, facts: Facts, whose: str, what: str, since: datetime, about: dict[str, str | int | float | None],
    then: str | None = None, on: datetime | date | None = None,
) -> Standing:  # fmt: skip
    return Standing(
        kind="need",
        id=need.id,
        reference=need.reference,
        state=need.state,
        stage=stage(need, facts.referrals_of(need.id)),
        whose=whose,
        what=what,
        since=_day(since, facts),
        next=then,
        next_on=_day(on, facts) if on else None,
        about=about,
        market_id=need.market_id,
        award_id=need.award_id,
        need_id=need.id,
        company_id=need.company_id,
    )


def _proposal_to_talk_over(need: Need, facts: Facts) -> bool:
    """Whether the company's last word on a change of a need that is out was neither yes nor silence."""
    mine = sorted((p for p in facts.proposals.values() if p.need_id == need.id), key=lambda p: p.rank)
    return (
        need.state in {"diffused", "suspended"} and bool(mine) and mine[-1].state in {"discussed", "refused", "silent"}
    )


def _reminder(need: Need, facts: Facts) -> str:
    spent = need.reminders >= len(facts.office.policy.company_reminder_days)
    return "referent_told" if spent else "reminder"


# ------------------------------------------------------------------ an award
def of_award(award: Award, facts: Facts, now: datetime) -> Standing:
    """Whose turn a lot is: of whoever owes its address or its form, then as its needs are."""
    company = facts.companies.get(award.company_id)
    about: dict[str, str | int | float | None] = {
        "company": company.name if company else None, "lot": award.lot, "reminders": award.reminders,
    }  # fmt: skip
    since = award.contacted_at if award.state == "contacted" and award.contacted_at else award.since
    steps = len(facts.office.policy.company_reminder_days)
    if award.state == "to_complete":
        then = ("reminder", award.due_at) if award.due_at else ("digest", _digest(facts, now))
        return _award(award, facts, "facilitator", "market_incomplete", since, about, *then)
    if award.state == "contacted":
        told = "facilitator_told" if award.reminders >= steps else "reminder"
        return _award(award, facts, "company", "company_form_awaited", since, about, told, award.due_at)
    if award.state == "silent":
        return _award(award, facts, "facilitator", "company_silent", since, about, "digest", _digest(facts, now))
    if award.state == "refused":
        return _award(award, facts, "referent", "company_refused", since, about, "digest", _digest(facts, now))
    mine = [of_need(need, facts, now) for need in facts.needs_of(award.id)]
    first = _most_urgent(mine)
    if award.state == "closed" or first is None or first.whose == "nobody":
        what = "award_closed" if award.state == "closed" else first.what if first else "award_returned"
        return _award(award, facts, "nobody", what, first.since if first else since, about)
    return _award(award, facts, first.whose, first.what, first.since, about | first.about, first.next, first.next_on)


def _award(
    award: Award, facts: Facts, whose: str, what: str, since: datetime | date,
    about: dict[str, str | int | float | None], then: str | None = None, on: datetime | date | None = None,
) -> Standing:  # fmt: skip
    market = facts.markets.get(award.market_id)
    lot = f"lot {award.lot}" if award.lot else award.worksite
    return Standing(
        kind="award",
        id=award.id,
        reference=", ".join(word for word in (_name(market), lot) if word),
        state=award.state,
        stage=award.state,
        whose=whose,
        what=what,
        since=_day(since, facts),
        next=then,
        next_on=_day(on, facts) if on else None,
        about={"market": _name(market), **about},
        market_id=award.market_id,
        award_id=award.id,
        company_id=award.company_id,
    )


# ------------------------------------------------------------------ a market
def of_market(market: Market, facts: Facts, now: datetime) -> Standing:
    """Whose turn a market is: of the most urgent of its lots; the report is what happens by itself."""
    lots = [of_award(award, facts, now) for award in facts.awards_of(market.id)]
    first = _most_urgent(lots)
    policy, zone = facts.office.policy, facts.office.zone
    report = due.after_slot(now, policy.facilitator_report, due.OFFICE_OPENS, policy, zone)
    over = market.state == "closed" or first is None or first.whose == "nobody"
    since = market.received_at if first is None else first.since
    waiting = sum(lot.whose != "nobody" for lot in lots)
    return Standing(
        kind="market",
        id=market.id,
        reference=_name(market),
        state=market.state,
        stage=market.state,
        whose="nobody" if over or first is None else first.whose,
        what="market_over" if over or first is None else first.what,
        since=_day(since, facts),
        next=None if market.state == "closed" else "report",
        next_on=None if market.state == "closed" else _day(report, facts),
        about=({} if first is None else first.about) | {"market": _name(market), "lots": len(lots), "open": waiting},
        market_id=market.id,
    )


def _most_urgent(rows: Iterable[Standing]) -> Standing | None:
    """The row of whoever comes first, waiting longest."""
    return min(rows, key=lambda row: (FIRST.index(row.whose), row.since), default=None)


def _name(market: Market | None) -> str:
    return (market.reference or market.title or "") if market else ""


def _company(company_id: str | None, facts: Facts) -> str | None:
    company = facts.companies.get(company_id or "")
    return company.name if company else None


def _digest(facts: Facts, now: datetime) -> datetime:
    """When the referent is next told of what waits."""
    policy = facts.office.policy
    return due.after_slot(now, "daily", policy.digest_at, policy, facts.office.zone)


def _day(when: datetime | date, facts: Facts) -> date:
    return due.local_day(when, facts.office.zone) if isinstance(when, datetime) else when
