"""Informing: the referent's digest and the facilitator's report, on their schedule (procedure, step 7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from service.domain import digests, due, hours, reports
from service.domain.facts import Facts, Office
from service.domain.figures import ReportFigures
from service.domain.letters import DailyDigest, ProgressReport, Turn
from service.domain.plan import Mail, Plan, ReportAttachment, Slot
from service.domain.records import Market
from service.domain.writing import facilitator_of, noted, signed

#: reports and feedback go out at this hour of their day
REPORTS_AT = time(9, 0)
#: last | year -> the instant, and the world as it stood
Earlier = Mapping[str, tuple[datetime, Facts]]
NOTHING_EARLIER: Earlier = MappingProxyType({})


def digest(facts: Facts, day: date, now: datetime) -> Plan:
    """The digest of a day; one line when there is nothing to say."""
    office = facts.office
    since, until = span(day, office)
    letter = digest_letter(facts, day, since, until, now)
    mail = Mail(
        key=f"digest:{day.isoformat()}",
        to=office.referent.email or "",
        to_name=office.referent.name,
        role="referent",
        letter=letter,
    )
    return Plan(mails=(mail,), slots=(Slot(job="digest", key=day.isoformat()),)) + noted(
        now, "digest_written", f"day:{day.isoformat()}", yours=len(letter.yours), others=len(letter.others)
    )


def span(day: date, office: Office) -> tuple[datetime, datetime]:
    """From the digest of the working day before to that of this day."""
    before = day - timedelta(days=1)
    while not due.is_working_day(before, office.policy):
        before -= timedelta(days=1)
    return (
        due.at_local(before, office.policy.digest_at, office.zone),
        due.at_local(day, office.policy.digest_at, office.zone),
    )


def digest_letter(facts: Facts, day: date, since: datetime, until: datetime, now: datetime) -> DailyDigest:
    """The digest's content."""
    yours, others = digests.yours(facts), digests.others(facts)
    return DailyDigest(
        **signed(facts.office, facts.office.referent.name),
        day=day,
        mailbox=facts.office.mailbox,
        yours=yours,
        others=others,
        news=digests.news(facts, since, until, (*yours, *others)),
        incidents=(*digests.incidents(facts, now), *hours.at_risk(facts, day)),
        ahead=(*digests.ahead(facts, now), *_on_schedule(facts, now)),
    )


def _on_schedule(facts: Facts, now: datetime) -> Iterator[Turn]:
    """The reports and the partners' feedback that go out by themselves within the week."""
    policy, zone = facts.office.policy, facts.office.zone
    open_markets = sum(market.state != "closed" for market in facts.markets.values())
    partners = len({r.partner_id for r in facts.referrals.values()})
    for what, rhythm, count in (
        ("reports_due", policy.facilitator_report, open_markets),
        ("feedbacks_due", policy.partner_feedback, partners),
    ):
        when = due.after_slot(now, rhythm, REPORTS_AT, policy, zone)
        if count and when <= now + digests.WEEK:
            yield Turn(reference="", what=what, about={"count": count}, since=due.local_day(when, zone))


def a_year_before(instant: datetime) -> datetime:
    """The same day of the year before; the 28th for a 29 February."""
    day = 28 if (instant.month, instant.day) == (2, 29) else instant.day
    return instant.replace(year=instant.year - 1, day=day)


def report_figures(market: Market, facts: Facts, now: datetime, earlier: Earlier = NOTHING_EARLIER) -> ReportFigures:
    """The figures of a market, beside those of the last report and of the year before."""
    found = (reports.compared(kind, market, then, at) for kind, (at, then) in earlier.items())
    compared = tuple(one for one in found if one is not None)
    since = next((one.at for one in compared if one.kind == "last"), None)
    return reports.figures(market, facts, now, since=since, compared=compared)


def progress_report(market: Market, facts: Facts, day: date, now: datetime, earlier: Earlier = NOTHING_EARLIER) -> Plan:
    """The report of a market for one slot."""
    office, who = facts.office, facilitator_of(market, facts.office)
    slot = Slot(job=f"report:{market.id}", key=day.isoformat())
    if who.email is None or not facts.works(who.email):
        return Plan(slots=(slot,))
    mail = Mail(
        key=f"report:{market.id}:{day.isoformat()}",
        to=who.email,
        to_name=who.name,
        role="facilitator",
        letter=ProgressReport(**signed(office, who.name), figures=report_figures(market, facts, now, earlier)),
        attachments=(ReportAttachment(),),
        market_id=market.id,
    )
    return Plan(mails=(mail,), slots=(slot,)) + noted(now, "report_written", f"market:{market.id}", day=day.isoformat())
