"""Rounds: the clock's bell: what has fallen due by now is done, one piece at a time, each once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service import erasing
from service.app import App
from service.apply import apply
from service.domain import (
    chasing,
    counting,
    decide,
    diffusing,
    due,
    feedback,
    hours,
    informing,
    outcomes,
    placements,
    presenting,
    proposing,
)
from service.domain.facts import Facts, Keys
from service.domain.plan import Plan, Slot
from service.domain.records import Need
from service.store import views
from service.store.store import Conflict

if TYPE_CHECKING:
    from datetime import date


def one(app: App, now: datetime) -> bool:
    """Do one piece of what is due; False when nothing is."""
    return any(work(app, now) for work in WORKS)


def remind_one(app: App, now: datetime) -> bool:
    """The first reminder that is due: to a company, or to a partner."""
    if not due.is_working_day(due.local_day(now, app.office.zone), app.office.policy):
        return False
    with app.store.transaction() as connection:
        found = views.first_due(connection, now)
    if found is None:
        return False
    works: dict[str, Callable[[Facts], Plan]] = {
        "award": lambda facts: chasing.award_due(facts.awards[found.id], facts, now),
        "need": lambda facts: _need_due(facts.needs[found.id], facts, now),
        "proposal": lambda facts: _proposal_due(found.id, facts, now),
        "partner": lambda facts: diffusing.partner_reminder(facts.partners[found.id], facts, now),
    }
    wanted = {
        "award": Keys(award_ids=frozenset({found.id}), whole_markets=True, whole_companies=True),
        "need": Keys(need_ids=frozenset({found.id}), whole_companies=True),
        "proposal": Keys(need_ids=frozenset({found.id})),
        "partner": Keys(partner_ids=frozenset({found.id})),
    }
    facts = app.facts(wanted[found.what])
    _write(app, decide.on_clock(works[found.what](facts), facts, now), now)
    return True


def _need_due(need: Need, facts: Facts, now: datetime) -> Plan:
    """A company owes points of its form or its word on people; a filled need stops its partners, unless taken back."""
    if need.state == "incomplete":
        return chasing.completion_reminder(need, facts, now)
    if need.state == "filled" and not any(r.state == "presented" for r in facts.referrals_of(need.id)):
        return Plan(save=(need.but(due_at=None),)) + diffusing.stop(need, facts)
    return presenting.presentation_reminder(need, facts, now)


def _proposal_due(need_id: str, facts: Facts, now: datetime) -> Plan:
    """A company owes its word on what was proposed of this need."""
    waiting = (p for p in facts.proposals.values() if p.need_id == need_id and p.due_at is not None)
    return proposing.proposal_reminder(min(waiting, key=lambda p: (p.due_at, p.id)), facts, now)


def _write(app: App, plan: Plan, now: datetime) -> None:
    """Write; when the facts changed meanwhile, the work is still due and is asked again with fresh ones."""
    try:
        apply(app, plan, now)
    except Conflict:
        return


def notify_one(app: App, now: datetime) -> bool:
    """The first hire whose partner may hear of it, the company's minutes for second thoughts being over."""
    wait = app.office.policy.hire_notice_minutes
    if not wait:
        return False
    with app.store.transaction() as connection:
        found = views.hire_to_tell(connection, now - timedelta(minutes=wait))
    if found is None:
        return False
    facts = app.facts(Keys(referral_numbers=frozenset({found})))
    hired = next(r for r in facts.referrals.values() if r.number == found)
    _write(app, outcomes.hire_told(hired, facts.needs[hired.need_id], facts, now), now)
    return True


def present_one(app: App, now: datetime) -> bool:
    """The first need whose candidates go to the company by themselves (`present_candidates = auto`).

    Their partners have had their minutes to mend what we understood; whoever came in meanwhile goes along.
    """
    policy = app.office.policy
    if policy.present_candidates != "auto":
        return False
    with app.store.transaction() as connection:
        found = views.need_to_present(connection, now - timedelta(minutes=policy.auto_present_minutes))
    if found is None:
        return False
    facts = app.facts(Keys(need_ids=frozenset({found})))
    _write(app, presenting.present_by_itself(facts.needs[found], facts, now), now)
    return True


def feed_back_one(app: App, now: datetime) -> bool:
    """The first partner whose regular feedback is due."""
    policy = app.office.policy
    day = due.slot_due(now, policy.partner_feedback, informing.REPORTS_AT, policy, app.office.zone)
    if day is None:
        return False
    with app.store.transaction() as connection:
        owed = _first_open(connection, "feedback", day, app, views.partners_with_referrals(connection))
    if owed is None:
        return False
    facts = app.facts(Keys(partner_ids=frozenset({owed})))
    plan = feedback.feedback(facts.partners[owed], facts, now, day.isoformat())
    _write(app, plan + Plan(slots=(Slot(job=f"feedback:{owed}", key=day.isoformat()),)), now)
    return True


def report_one(app: App, now: datetime) -> bool:
    """The first market whose progress report is due."""
    policy = app.office.policy
    day = due.slot_due(now, policy.facilitator_report, informing.REPORTS_AT, policy, app.office.zone)
    if day is None:
        return False
    with app.store.transaction() as connection:
        owed = _first_open(
            connection, "report", day, app, [(m.id, m.received_at) for m in views.open_markets(connection)]
        )
    if owed is None:
        return False
    facts = app.facts(figures_of(owed))
    earlier = facts_before(app, facts, owed, day, now)
    _write(app, informing.progress_report(facts.markets[owed], facts, day, now, earlier), now)
    return True


def figures_of(market_id: str) -> Keys:
    """What a report of a market asks for."""
    return Keys(market_ids=frozenset({market_id}), figures_only=True)


def facts_before(app: App, facts: Facts, market_id: str, day: date, now: datetime) -> dict[str, tuple[datetime, Facts]]:
    """What a report is compared with: the market at its last report, and a year before where it was there."""
    known = facts.markets[market_id].received_at
    with app.store.transaction() as connection:
        last = views.last_slot(connection, f"report:{market_id}", day.isoformat())
    wanted = {"last": last, "year": informing.a_year_before(now)}
    return {kind: (at, app.past(facts, at)) for kind, at in wanted.items() if at is not None and at > known}


def _first_open(
    connection: object, job: str, day: date, app: App, candidates: list[tuple[str, datetime]]
) -> str | None:
    """The first that was there before the slot and has not had it."""
    opens = due.at_local(day, informing.REPORTS_AT, app.office.zone)
    for identity, since in candidates:
        if since < opens and not views.slot_taken(connection, f"{job}:{identity}", day.isoformat()):  # type: ignore[arg-type]
            return identity
    return None


def ask_hours_one(app: App, now: datetime) -> bool:
    """The first company that is to be asked for the hours of last month, where the policy says so."""
    policy = app.office.policy
    day = due.slot_due(now, "monthly", informing.REPORTS_AT, policy, app.office.zone)
    if policy.hours_request != "monthly" or day is None:
        return False
    month = hours.month_before(day)
    with app.store.transaction() as connection:
        employers = views.employers(connection)
        owed = next((c for c in employers if not views.slot_taken(connection, f"hours:{c}", month)), None)
    if owed is None:
        return False
    facts = app.facts(Keys(company_ids=frozenset({owed})))
    _write(app, decide.on_clock(counting.request(facts.companies[owed], month, facts, now), facts, now), now)
    return True


def digest_one(app: App, now: datetime) -> bool:
    """The digest of the last working morning, if it was not written; nothing before the first message."""
    policy = app.office.policy
    day = due.slot_due(now, "daily", policy.digest_at, policy, app.office.zone)
    if day is None:
        return False
    with app.store.transaction() as connection:
        began = views.first_activity(connection)
        taken = views.slot_taken(connection, "digest", day.isoformat())
    if taken or began is None or began > due.at_local(day, policy.digest_at, app.office.zone):
        return False
    _write(app, informing.digest(app.facts(Keys(everything_open=True)), day, now), now)
    return True


def gather_one(app: App, now: datetime) -> bool:
    """With the morning's mail: the first need that got candidates since, side by side for the referent."""
    policy = app.office.policy
    day = due.slot_due(now, "daily", policy.digest_at, policy, app.office.zone)
    if day is None:
        return False
    since, until = informing.span(day, app.office)
    with app.store.transaction() as connection:
        fresh = views.needs_with_candidates(connection, since, until)
        owed = next((n for n in fresh if not views.slot_taken(connection, f"gathered:{n}", day.isoformat())), None)
    if owed is None:
        return False
    facts = app.facts(Keys(everything_open=True))
    plan = presenting.gathered(facts.needs[owed], facts, day, now)
    _write(app, plan + Plan(slots=(Slot(job=f"gathered:{owed}", key=day.isoformat()),)), now)
    return True


def contracts_one(app: App, now: datetime) -> bool:
    """Once a day: contracts begin and end as the calendar has it."""
    today = due.local_day(now, app.office.zone)
    with app.store.transaction() as connection:
        if views.slot_taken(connection, "contracts", today.isoformat()):
            return False
    facts = app.facts(Keys(everything_open=True))
    moved = [placements.on_day(p, today, now) for p in facts.placements.values()]
    changed = tuple(p for p in moved if p != facts.placements[p.id])
    _write(app, Plan(save=changed, slots=(Slot(job="contracts", key=today.isoformat()),)), now)
    return True


def purge_one(app: App, now: datetime) -> bool:
    """Once a working day: those whose time is over are forgotten."""
    day = due.slot_due(now, "daily", informing.REPORTS_AT, app.office.policy, app.office.zone)
    if day is None:
        return False
    with app.store.transaction() as connection:
        if views.slot_taken(connection, "purge", day.isoformat()):
            return False
    for person in erasing.expired(app, now):
        erasing.erase(app, person, now, who="liaison", why="retention")
    _write(app, Plan(slots=(Slot(job="purge", key=day.isoformat()),)), now)
    return True


#: in this order; each is its own, so that one that fails keeps no other from being done
WORKS: tuple[Callable[[App, datetime], bool], ...] = (
    notify_one,
    present_one,
    remind_one,
    feed_back_one,
    report_one,
    ask_hours_one,
    digest_one,
    gather_one,
    contracts_one,
    purge_one,
)
