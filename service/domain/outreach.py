"""Outreach: each company that won a lot gets its form, and its word is heeded: no, later, somebody else (step 2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from mailboxes.inbound import Inbound
from parsers.statements import Doubt, Stance
from service.domain import companies, due, markets, needs, reviews
from service.domain.company_letters import FirstContact
from service.domain.facts import Facts
from service.domain.letters import MissingMarketFacts, Person
from service.domain.plan import FormAttachment, Mail, Plan
from service.domain.records import Award, Company, Contact, Market
from service.domain.writing import address_of, contact_of, facilitator_of, noted, signed

#: « Mme Petit a quitté l'entreprise »
GONE = re.compile(
    r"\b(?:a quitte|quitte (?:l entreprise|la societe|nos effectifs)|n est plus|ne (?:fait|travaille) plus"
    r"|plus (?:chez nous|dans l entreprise|dans nos effectifs)|est parti|parti en retraite|en retraite)"
)


def first_contact(
    award: Award, company: Company, market: Market, facts: Facts, now: datetime, *, cause: str | None
) -> Plan:
    """The liaison form goes to the company; the first reminder is due."""
    office = facts.office
    contacted, address = markets.move(award, "contacted", now), address_of(award, company, facts)
    if contacted is None or address is None:
        return Plan()
    leaves = due.leaves_at("company", now, office.policy, office.zone)
    day = due.local_day(leaves, office.zone)
    answer_by = due.working_days_after(day, office.policy.form_answer_days, office.policy)
    letter = FirstContact(
        **signed(office, contact_of(award, company)),
        company=company.name,
        market=needs.market_facts(market, award) or needs.NO_MARKET,
        facilitator=facilitator_of(market, office),
        form_reference=award.form_reference,
        answer_by=answer_by,
    )
    mail = Mail(
        key=f"first_contact:{award.id}:{address}",
        to=address,
        to_name=contact_of(award, company) or company.name,
        role="company",
        letter=letter,
        attachments=(form_of(award, company, market, letter.answer_by, facts),),
        market_id=market.id,
        award_id=award.id,
        company_id=company.id,
    )
    days = office.policy.company_reminder_days
    contacted = contacted.but(
        contacted_at=leaves, due_at=due.opening_after(leaves, days[0], office.policy, office.zone) if days else None
    )
    return Plan(save=(contacted,), mails=(mail,)) + noted(
        now, "company_contacted", f"award:{award.id}", cause=cause, company=company.id
    )


def form_of(award: Award, company: Company, market: Market, answer_by: date, facts: Facts) -> FormAttachment:
    """The award's form, with what is known of the company."""
    return FormAttachment(
        reference=award.form_reference,
        answer_by=answer_by,
        market=needs.market_facts(market, award),
        known=known_of(award, company, facts),
    )


def begun_again(award: Award) -> Award:
    """The award as before its first contact: somebody else is asked now."""
    return award.but(state="to_complete", reminders=0, reminded_at=None, due_at=None)


def on_stance(inbound: Inbound, stance: Stance, award: Award, facts: Facts, now: datetime) -> Plan:
    """A company answers without the form: no, later, or somebody else. The referent sees a refusal."""
    plan = noted(
        now, f"company_{stance.kind}", f"award:{award.id}", who=inbound.sender.address, cause=inbound.message_id
    )
    if stance.kind == "refuses":
        return plan + _refused(stance, award, inbound, facts, now)
    if stance.kind == "later":
        return plan + Plan(save=(_later(stance, award, facts, now),))
    return plan + _someone_else(stance, award, inbound, facts, now)


def _refused(stance: Stance, award: Award, inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    moved = markets.move(award, "refused", now) or award
    why = "l'entreprise dit ne pas recruter : à voir avec elle ou avec le facilitateur"
    return Plan(save=(moved.but(due_at=None),)) + _to_look_at(stance, award, why, inbound, facts, now)


def _later(stance: Stance, award: Award, facts: Facts, now: datetime) -> Award:
    """The award waits until the day that the company named; it is then reminded once at least."""
    office = facts.office
    later = due.opening_after(now, office.policy.form_answer_days, office.policy, office.zone)
    if stance.on:
        day = due.next_working_day(date.fromisoformat(stance.on), office.policy)
        later = due.at_local(day, due.OFFICE_OPENS, office.zone)
    awaited = markets.move(award, "contacted", now) or award
    steps = len(office.policy.company_reminder_days)
    return awaited.but(due_at=later, reminders=max(0, min(award.reminders, steps - 1)))


def _someone_else(stance: Stance, award: Award, inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """The form goes to the person named, who is the contact from now on; who has left is not written to again."""
    company, market = facts.companies[award.company_id], facts.markets[award.market_id]
    if stance.email is None or not facts.works(stance.email):
        why = "l'entreprise renvoie vers quelqu'un à qui l'on ne peut pas écrire : trouver une adresse"
        return _to_look_at(stance, award, why, inbound, facts, now)
    before = address_of(award, company, facts)
    named = {"email": stance.email, "contact_name": stance.name}
    if award.email and award.email == before:
        award = award.but(**named)
    else:
        company = company.but(**named)
    plan = Plan(save=(award, company))
    if before and before != stance.email and GONE.search(companies.folded(stance.words)):
        contact = facts.contacts.get(before.lower()) or Contact(id=before.lower())
        plan += Plan(save=(contact.but(state="left", since=now),)) + noted(
            now, "contact_left", f"contact:{contact.id}", who=inbound.sender.address, cause=inbound.message_id
        )
    return plan + first_contact(begun_again(award), company, market, facts, now, cause=inbound.message_id)


def _to_look_at(stance: Stance, award: Award, why: str, inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    doubt = Doubt(what=f"{facts.companies[award.company_id].name} : {stance.words}", why=why)
    return Plan(review=reviews.items([doubt], message_id=inbound.message_id, need_id=None, now=now))


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


def addresses_asked(
    market: Market, names: Iterable[str], who: Person, facts: Facts, *, key: str, reminder: bool = False,
    bounced: bool = False,
) -> Mail:  # fmt: skip
    """The facilitator is asked for an address of these companies of a market."""
    return Mail(
        key=key,
        to=who.email or "",
        to_name=who.name,
        role="facilitator",
        letter=MissingMarketFacts(
            **signed(facts.office, who.name),
            market=needs.market_facts(market, None) or needs.NO_MARKET,
            lacks=tuple((name, "company.email") for name in names),
            reminder=reminder,
            bounced=bounced,
        ),
        market_id=market.id,
        asked={"markets": market.id},
    )
