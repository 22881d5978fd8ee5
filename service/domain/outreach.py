"""Outreach: from a facilitator's notification to each company asked for its form, and asked again (steps 1 and 2)."""

from __future__ import annotations

from datetime import date, datetime

from mailboxes.inbound import Inbound
from parsers.statements import Doubt, Stance
from service.domain import due, markets, needs, reviews
from service.domain.classify import Understanding
from service.domain.facts import Facts
from service.domain.letters import (
    CompanyReminder,
    FirstContact,
    MarketFacts,
    MissingMarketFacts,
    SilentCompanies,
    SilentCompany,
)
from service.domain.plan import FormAttachment, Mail, Plan
from service.domain.records import Award, Company, Market
from service.domain.writing import absent_until, facilitator_of, mailed, noted, signed, to_company

#: what a company must have before it can be written to
CONTACT_FIELDS = ("email",)


# ------------------------------------------------------------------ step 1: a notification
def on_notification(inbound: Inbound, said: Understanding, facts: Facts, now: datetime) -> Plan:
    """Markets, awards and companies of a facilitator's mail; each company that can be written to is contacted."""
    plan = Plan()
    for reading in said.markets:
        found = markets.notified(
            reading,
            facilitator=inbound.sender.address,
            known=facts.markets.values(),
            known_awards=facts.awards.values(),
            known_companies=facts.companies.values(),
            known_worksites=facts.worksites,
            directory=facts.office.known_companies,
            message_id=inbound.message_id,
            now=now,
        )
        plan += _remembered(found, facts, inbound, now)
        plan += _contacted(found, facts, inbound, now)
        why = "valeur à vérifier dans la notification"
        name = reading.reference or reading.title
        doubts = [Doubt(what=f"{name} : {path}", why=why) for path in reading.to_review]
        doubts += [Doubt(what=line, why="la notification modifie un marché déjà connu") for line in found.differences]
        plan += Plan(review=reviews.items(doubts, message_id=inbound.message_id, need_id=None, now=now))
    return plan


def _remembered(found: markets.Notified, facts: Facts, inbound: Inbound, now: datetime) -> Plan:
    known = {**facts.markets, **facts.companies, **{w.id: w for w in facts.worksites}}
    changed = [r for r in (found.market, *found.companies, *found.worksites) if known.get(r.id) != r]
    what = "market_received" if found.is_new else "market_changed" if found.differences else "market_repeated"
    return Plan(save=tuple(changed)) + noted(
        now, what, f"market:{found.market.id}", who=inbound.sender.address, cause=inbound.message_id,
        reference=found.market.reference, awards=len(found.awards), differences=list(found.differences),
    )  # fmt: skip


def _contacted(found: markets.Notified, facts: Facts, inbound: Inbound, now: datetime) -> Plan:
    """First contact with each company that can be written to; what lacks for the others is asked of the facilitator."""
    companies = {c.id: c for c in found.companies}
    plan, lacks = Plan(), []
    for award in found.awards:
        company = companies[award.company_id]
        if award.state == "to_complete" and facts.works(company.email):
            plan += first_contact(award, company, found.market, facts, now, cause=inbound.message_id)
            continue
        if award.state == "to_complete":
            lacks += [(company.name, f"company.{field}") for field in CONTACT_FIELDS if not getattr(company, field)]
        if facts.awards.get(award.id) != award:
            plan += Plan(save=(award,))
    if lacks:
        plan += mailed(_asked_of_facilitator(found.market, lacks, inbound, facts))
    return plan


def first_contact(
    award: Award, company: Company, market: Market, facts: Facts, now: datetime, *, cause: str | None
) -> Plan:
    """The liaison form goes to the company; the first reminder is due."""
    office = facts.office
    contacted = markets.move(award, "contacted", now)
    if contacted is None or company.email is None:
        return Plan()
    day = due.local_day(now, office.zone)
    answer_by = due.working_days_after(day, office.policy.form_answer_days, office.policy)
    letter = FirstContact(
        **signed(office, company.contact_name),
        company=company.name,
        market=needs.market_facts(market, award) or MarketFacts(reference=None, title=None, buyer=None),
        facilitator=facilitator_of(market, office),
        form_reference=award.form_reference,
        answer_by=answer_by,
    )
    mail = Mail(
        key=f"first_contact:{award.id}:{company.email}",
        to=company.email,
        to_name=company.contact_name or company.name,
        role="company",
        letter=letter,
        attachments=(_form_of(award, company, market, letter.answer_by, facts),),
        market_id=market.id,
        award_id=award.id,
        company_id=company.id,
    )
    days = office.policy.company_reminder_days
    contacted = contacted.but(
        contacted_at=now, due_at=due.opening_after(now, days[0], office.policy, office.zone) if days else None
    )
    return Plan(save=(contacted,), mails=(mail,)) + noted(
        now, "company_contacted", f"award:{award.id}", cause=cause, company=company.id
    )


def _form_of(award: Award, company: Company, market: Market, answer_by: date, facts: Facts) -> FormAttachment:
    """The award's form, with what is known of the company."""
    return FormAttachment(
        reference=award.form_reference,
        answer_by=answer_by,
        market=needs.market_facts(market, award),
        known=known_of(award, company, facts),
    )


def on_stance(inbound: Inbound, stance: Stance, award: Award, facts: Facts, now: datetime) -> Plan:
    """A company answers without the form: no, later, or somebody else. The referent sees a refusal."""
    office, company = facts.office, facts.companies[award.company_id]
    plan = noted(
        now, f"company_{stance.kind}", f"award:{award.id}", who=inbound.sender.address, cause=inbound.message_id
    )
    if stance.kind == "refuses":
        moved = markets.move(award, "refused", now) or award
        why = "l'entreprise dit ne pas recruter : à voir avec elle ou avec le facilitateur"
        doubted = Plan(
            review=reviews.items(
                [Doubt(what=f"{company.name} : {stance.words}", why=why)],
                message_id=inbound.message_id,
                need_id=None,
                now=now,
            )
        )
        return plan + Plan(save=(moved.but(due_at=None),)) + doubted
    if stance.kind == "later":
        later = due.opening_after(now, office.policy.form_answer_days, office.policy, office.zone)
        if stance.on:
            day = due.next_working_day(date.fromisoformat(stance.on), office.policy)
            later = due.at_local(day, due.OFFICE_OPENS, office.zone)
        return plan + Plan(save=(award.but(due_at=later),))
    if stance.email is None or not facts.works(stance.email):
        return plan
    other = company.but(email=stance.email, contact_name=stance.name or company.contact_name)
    again = award.but(state="to_complete", reminders=0, reminded_at=None)
    market = facts.markets[award.market_id]
    return plan + Plan(save=(other,)) + first_contact(again, other, market, facts, now, cause=inbound.message_id)


def known_of(award: Award, company: Company, facts: Facts) -> dict[str, str]:
    """What the form of an award can say before the company writes a word."""
    told = {
        f"company.{key}": getattr(company, key)
        for key in ("name", "siret", "address", "contact_name", "phone", "email")
    }
    sites = [w for w in facts.worksites if w.market_id == award.market_id]
    if len(sites) == 1 and sites[0].address:
        told["conditions.workplace"] = sites[0].address
    return {path: value for path, value in told.items() if value}


def _asked_of_facilitator(market: Market, lacks: list[tuple[str, str]], inbound: Inbound, facts: Facts) -> Mail:
    who = facilitator_of(market, facts.office)
    return Mail(
        key=f"missing:{market.id}:{inbound.message_id}",
        to=inbound.sender.address,
        to_name=inbound.sender.name,
        role="facilitator",
        letter=MissingMarketFacts(
            **signed(facts.office, who.name),
            market=needs.market_facts(market, None) or MarketFacts(reference=None, title=None, buyer=None),
            lacks=tuple(lacks),
        ),
        answers=inbound.message_id,
        references=inbound.references,
        market_id=market.id,
    )


# ------------------------------------------------------------------ reminders of step 2
def company_reminder(award: Award, facts: Facts, now: datetime) -> Plan:
    """The next reminder to a company that keeps its form; after the last, the facilitator is told."""
    office, policy = facts.office, facts.office.policy
    company, market = facts.companies[award.company_id], facts.markets[award.market_id]
    if award.state != "contacted" or award.contacted_at is None:
        return Plan(save=(award.but(due_at=None),))
    if award.reminders >= len(policy.company_reminder_days):
        return silent_company(award, facts, now)
    if back := absent_until(company.email, facts, now):
        return Plan(save=(award.but(due_at=back),))
    address = to_company(facts, company)
    rank = award.reminders + 1
    last = rank == len(policy.company_reminder_days)
    following = (
        due.working_days_after(due.local_day(now, office.zone), policy.form_answer_days, policy)
        if last
        else due.working_days_after(
            due.local_day(award.contacted_at, office.zone), policy.company_reminder_days[rank], policy
        )
    )
    due_at = max(due.at_local(following, due.OFFICE_OPENS, office.zone), due.opening_after(now, 3, policy, office.zone))
    reminded = award.but(reminders=rank, reminded_at=now, due_at=due_at)
    if address is None:
        return Plan(save=(reminded,))
    letter = CompanyReminder(
        **signed(office, company.contact_name),
        company=company.name,
        market=needs.market_facts(market, award) or MarketFacts(reference=None, title=None, buyer=None),
        facilitator=facilitator_of(market, office),
        form_reference=award.form_reference,
        first_sent_on=due.local_day(award.contacted_at, office.zone),
        rank=rank,
        last=last,
        answer_by=due.local_day(due_at, office.zone),
    )
    mail = Mail(
        key=f"company_reminder:{award.id}:{rank}",
        to=address,
        to_name=company.contact_name or company.name,
        role="company",
        letter=letter,
        attachments=(_form_of(award, company, market, letter.answer_by, facts),),
        market_id=market.id,
        award_id=award.id,
        company_id=company.id,
    )
    return Plan(save=(reminded,), mails=(mail,)) + noted(now, "company_reminded", f"award:{award.id}", rank=rank)


def silent_company(award: Award, facts: Facts, now: datetime) -> Plan:
    """The reminders are spent: the facilitator is told, in one mail, of the market's companies that keep silent."""
    market, office = facts.markets[award.market_id], facts.office
    policy = office.policy
    spent = [
        a for a in facts.awards_of(market.id)
        if a.state == "contacted" and a.reminders >= len(policy.company_reminder_days)
        and a.due_at is not None and a.due_at <= now
    ]  # fmt: skip
    moved = [silent.but(due_at=None) for a in spent if (silent := markets.move(a, "silent", now)) is not None]
    who = facilitator_of(market, office)
    plan = Plan(save=tuple(moved)) + noted(now, "companies_silent", f"market:{market.id}", awards=[a.id for a in moved])
    if not moved or who.email is None:
        return plan
    letter = SilentCompanies(
        **signed(office, who.name),
        market=needs.market_facts(market, None) or MarketFacts(reference=None, title=None, buyer=None),
        companies=tuple(_silent(a, facts) for a in moved),
    )
    key = f"silent:{market.id}:" + ",".join(sorted(a.id for a in moved))
    return plan + mailed(
        Mail(key=key, to=who.email, to_name=who.name, role="facilitator", letter=letter, market_id=market.id)
    )


def _silent(award: Award, facts: Facts) -> SilentCompany:
    company, zone = facts.companies[award.company_id], facts.office.zone
    first: date = due.local_day(award.contacted_at or award.since, zone)
    return SilentCompany(
        company=company.name,
        lot=award.lot,
        email=company.email,
        phone=company.phone,
        first_sent_on=first,
        reminded_on=(due.local_day(award.reminded_at, zone),) if award.reminded_at else (),
    )
