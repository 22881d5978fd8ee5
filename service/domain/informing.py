"""Informing: the referent's digest and the facilitator's report, on their schedule (procedure, step 7)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from service.domain import digests, due, hours, reports
from service.domain.facts import Facts
from service.domain.letters import DailyDigest, ProgressReport
from service.domain.plan import Mail, Plan, ReportAttachment, Slot
from service.domain.records import Market
from service.domain.writing import facilitator_of, noted, signed

#: reports and feedback go out at this hour of their day
REPORTS_AT = time(9, 0)


def digest(facts: Facts, day: date, now: datetime) -> Plan:
    """The digest of a day; one line when there is nothing to say."""
    office = facts.office
    before = day - timedelta(days=1)
    while not due.is_working_day(before, office.policy):
        before -= timedelta(days=1)
    since, until = (due.at_local(each, office.policy.digest_at, office.zone) for each in (before, day))
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


def digest_letter(facts: Facts, day: date, since: datetime, until: datetime, now: datetime) -> DailyDigest:
    """The digest's content."""
    return DailyDigest(
        **signed(facts.office, facts.office.referent.name),
        day=day,
        mailbox=facts.office.mailbox,
        yours=digests.yours(facts),
        others=digests.others(facts),
        news=digests.news(facts, since, until),
        incidents=(*digests.incidents(facts, now), *hours.at_risk(facts, day)),
        ahead=digests.ahead(facts, now),
    )


def progress_report(market: Market, facts: Facts, day: date, now: datetime) -> Plan:
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
        letter=ProgressReport(**signed(office, who.name), figures=reports.figures(market, facts, now)),
        attachments=(ReportAttachment(),),
        market_id=market.id,
    )
    return Plan(mails=(mail,), slots=(slot,)) + noted(now, "report_written", f"market:{market.id}", day=day.isoformat())
