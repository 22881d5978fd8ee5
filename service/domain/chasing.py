"""Chasing: whoever is silent is asked again, on working days, never within three days of a mail; then others hear."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from parsers.statements import Doubt
from service.domain import collecting, due, markets, needs, outreach, reviews
from service.domain.company_letters import CompanyReminder, OtherForm
from service.domain.facts import Facts
from service.domain.letters import SilentCompanies, SilentCompany
from service.domain.plan import Mail, Plan
from service.domain.records import Award, Need
from service.domain.writing import (
    absent_until,
    address_of,
    contact_of,
    facilitator_of,
    mailed,
    noted,
    signed,
    to_company,
)

#: days that must lie between two mails to one address, when the second is a reminder
PEACE = 3


# ------------------------------------------------------------------ a form that is awaited
def award_due(award: Award, facts: Facts, now: datetime) -> Plan:
    """What an award's day brings: a reminder to the company, or to the facilitator who owes an address."""
    if award.state == "to_complete":
        return facilitator_reminder(award, facts, now)
    return company_reminder(award, facts, now)


def company_reminder(award: Award, facts: Facts, now: datetime) -> Plan:
    """The next reminder to a company that keeps its forms; after the last, the facilitator is told.

    One mail reminds of all forms of the company that are due; none goes to whoever is away, or had a mail of ours
    within three days.
    """
    office = facts.office
    company, market = facts.companies[award.company_id], facts.markets[award.market_id]
    if award.state != "contacted" or award.contacted_at is None:
        return Plan(save=(award.but(due_at=None),))
    if award.reminders >= len(office.policy.company_reminder_days):
        return silent_company(award, facts, now)
    address = address_of(award, company, facts)
    for wait in (absent_until(award.email or company.email, facts, now), _peace_until(address, facts, now)):
        if wait is not None:
            return Plan(save=(award.but(due_at=wait),))
    batch = [award, *_others_due(award, address, facts, now)]
    reminded = tuple(_reminded(one, facts, now) for one in batch)
    if address is None:
        return Plan(save=reminded[:1])
    first = reminded[0]
    letter = CompanyReminder(
        **signed(office, contact_of(award, company)),
        company=company.name,
        market=needs.market_facts(market, award) or needs.NO_MARKET,
        facilitator=facilitator_of(market, office),
        form_reference=award.form_reference,
        first_sent_on=due.local_day(award.contacted_at, office.zone),
        rank=first.reminders,
        last=first.reminders == len(office.policy.company_reminder_days),
        answer_by=due.local_day(first.due_at or now, office.zone),
        others=tuple(_other_form(one, facts) for one in batch[1:]),
    )
    mail = Mail(
        key=f"company_reminder:{award.id}:{due.local_day(now, office.zone)}",
        to=address,
        to_name=contact_of(award, company) or company.name,
        role="company",
        letter=letter,
        attachments=tuple(
            outreach.form_of(one, company, facts.markets[one.market_id], letter.answer_by, facts) for one in batch
        ),
        market_id=market.id,
        award_id=award.id,
        company_id=company.id,
    )
    plan = Plan(save=reminded, mails=(mail,))
    for one in reminded:
        plan += noted(now, "company_reminded", f"award:{one.id}", cause="due", rank=one.reminders)
    return plan


def _others_due(award: Award, address: str | None, facts: Facts, now: datetime) -> Iterable[Award]:
    """The other forms that the same person owes and that are due by now."""
    company, steps = facts.companies[award.company_id], len(facts.office.policy.company_reminder_days)
    for other in sorted(facts.awards.values(), key=lambda a: (a.market_id, a.lot or "", a.id)):
        same = other.company_id == award.company_id and other.id != award.id and other.state == "contacted"
        ripe = other.due_at is not None and other.due_at <= now and other.reminders < steps
        if same and ripe and address and address_of(other, company, facts) == address:
            yield other


def _reminded(award: Award, facts: Facts, now: datetime) -> Award:
    """The award after one more reminder, with the day of the next step: three working days away at least."""
    office, policy = facts.office, facts.office.policy
    rank = award.reminders + 1
    began = due.local_day(award.contacted_at or now, office.zone)
    if rank == len(policy.company_reminder_days):
        following = due.working_days_after(due.local_day(now, office.zone), policy.form_answer_days, policy)
    else:
        following = due.working_days_after(began, policy.company_reminder_days[rank], policy)
    opens = due.at_local(following, due.OFFICE_OPENS, office.zone)
    due_at = max(opens, due.opening_after(now, PEACE, policy, office.zone))
    return award.but(reminders=rank, reminded_at=now, due_at=due_at)


def _peace_until(address: str | None, facts: Facts, now: datetime) -> datetime | None:
    """When a reminder may go to whoever had a mail of ours within three days; None when it may go now."""
    last = facts.written_to.get((address or "").lower())
    if last is None:
        return None
    office = facts.office
    free = due.next_working_day(due.days_after(due.local_day(last, office.zone), PEACE), office.policy)
    return due.at_local(free, due.OFFICE_OPENS, office.zone) if free > due.local_day(now, office.zone) else None


def _other_form(award: Award, facts: Facts) -> OtherForm:
    market = needs.market_facts(facts.markets[award.market_id], award)
    return OtherForm(market=market or needs.NO_MARKET, form_reference=award.form_reference)


# ------------------------------------------------------------------ the reminders are spent
def silent_company(award: Award, facts: Facts, now: datetime) -> Plan:
    """The reminders are spent: the facilitator is told, in one mail, of the market's companies that keep silent."""
    market, office = facts.markets[award.market_id], facts.office
    steps = len(office.policy.company_reminder_days)
    spent = [
        a for a in facts.awards_of(market.id)
        if a.state == "contacted" and a.reminders >= steps and a.due_at is not None and a.due_at <= now
    ]  # fmt: skip
    moved = [silent.but(due_at=None) for a in spent if (silent := markets.move(a, "silent", now)) is not None]
    who = facilitator_of(market, office)
    plan = Plan(save=tuple(moved)) + noted(
        now, "companies_silent", f"market:{market.id}", cause="due", awards=[a.id for a in moved]
    )
    if not moved or who.email is None:
        return plan
    letter = SilentCompanies(
        **signed(office, who.name),
        market=needs.market_facts(market, None) or needs.NO_MARKET,
        companies=tuple(_silent(a, facts) for a in moved),
    )
    key = f"silent:{market.id}:{due.local_day(now, office.zone)}:" + ",".join(sorted(a.id for a in moved))
    return plan + mailed(
        Mail(key=key, to=who.email, to_name=who.name, role="facilitator", letter=letter, market_id=market.id)
    )


def _silent(award: Award, facts: Facts) -> SilentCompany:
    company, zone = facts.companies[award.company_id], facts.office.zone
    first: date = due.local_day(award.contacted_at or award.since, zone)
    return SilentCompany(
        company=company.name,
        lot=award.lot,
        email=award.email or company.email,
        phone=company.phone,
        first_sent_on=first,
        reminded_on=(due.local_day(award.reminded_at, zone),) if award.reminded_at else (),
    )


# ------------------------------------------------------------------ an address that the facilitator owes
def facilitator_reminder(award: Award, facts: Facts, now: datetime) -> Plan:
    """The facilitator is reminded once of the addresses that a market lacks, in one mail; then the referent hears."""
    market = facts.markets[award.market_id]
    owed = [
        a for a in facts.awards_of(market.id)
        if a.state == "to_complete" and address_of(a, facts.companies[a.company_id], facts) is None
    ]  # fmt: skip
    if award not in owed:
        return Plan(save=(award.but(due_at=None),))
    names = tuple(dict.fromkeys(facts.companies[a.company_id].name for a in owed))
    who = facilitator_of(market, facts.office)
    if award.reminders or who.email is None or not facts.works(who.email):
        doubt = Doubt(what=", ".join(names), why="toujours sans adresse : le facilitateur n'a pas répondu")
        quiet = tuple(a.but(due_at=None) for a in owed)
        items = reviews.items([doubt], message_id=market.message_id, need_id=None, now=now)
        return Plan(save=quiet, review=items) + noted(
            now, "facilitator_silent", f"market:{market.id}", cause="due", awards=[a.id for a in owed]
        )
    office = facts.office
    if wait := _peace_until(who.email, facts, now):
        return Plan(save=(award.but(due_at=wait),))
    again = due.opening_after(now, office.policy.form_answer_days, office.policy, office.zone)
    reminded = tuple(a.but(due_at=again, reminders=1, reminded_at=now) for a in owed)
    key = f"missing_reminder:{market.id}:{due.local_day(now, office.zone)}"
    mail = outreach.addresses_asked(market, names, who, facts, key=key, reminder=True)
    return Plan(save=reminded, mails=(mail,)) + noted(
        now, "facilitator_reminded", f"market:{market.id}", cause="due", awards=[a.id for a in owed]
    )


# ------------------------------------------------------------------ a form that stays incomplete
def completion_reminder(need: Need, facts: Facts, now: datetime) -> Plan:
    """The company still owes some points of its form; once the reminders are spent the referent takes over."""
    office, policy = facts.office, facts.office.policy
    company = facts.companies.get(need.company_id or "")
    if need.state != "incomplete":
        return Plan(save=(need.but(due_at=None),))
    address = to_company(facts, company, needs.reading_of(need).company.email)
    if need.reminders >= len(policy.company_reminder_days) or address is None:
        doubt = Doubt(
            what=f"{need.reference} {need.title or ''}".strip(), why="l'entreprise ne complète pas son formulaire"
        )
        items = reviews.items([doubt], message_id=need.message_id, need_id=need.id, now=now)
        return Plan(save=(need.but(due_at=None),), review=items) + noted(
            now, "completion_silent", f"need:{need.id}", cause="due", reference=need.reference
        )
    for wait in (absent_until(address, facts, now), _peace_until(address, facts, now)):
        if wait is not None:
            return Plan(save=(need.but(due_at=wait),))
    rank = need.reminders + 1
    again = due.opening_after(now, policy.form_answer_days, policy, office.zone)
    award = facts.awards.get(need.award_id or "")
    mail = collecting.points_asked(
        need, award, facts, now, key=f"incomplete_reminder:{need.id}:{due.local_day(now, office.zone)}",
        to=address, to_name=needs.reading_of(need).company.contact_name or "", rank=rank,
    )  # fmt: skip
    return Plan(save=(need.but(due_at=again, reminders=rank),), mails=(mail,)) + noted(
        now, "completion_reminded", f"need:{need.id}", cause="due", reference=need.reference, rank=rank
    )
