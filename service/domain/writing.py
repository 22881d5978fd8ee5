"""Writing: the turns of phrase that all steps share: who signs, what a journal line and a mail carry."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from service.domain import due
from service.domain.facts import Facts, Office
from service.domain.letters import Person
from service.domain.plan import Mail, Plan
from service.domain.records import Company, JournalEntry, Market


def signed(office: Office, greeted: str | None = None) -> dict[str, Any]:
    """What every letter carries: who signs, for whom, and who is greeted."""
    return {"referent": office.referent, "institution": office.institution, "greeted": greeted or None}


def facilitator_of(market: Market | None, office: Office) -> Person:
    """The facilitator of a market, completed from the configuration."""
    listed = office.facilitator(market.facilitator_email) if market else None
    return Person(
        name=(market.facilitator_name if market else None) or (listed.name if listed else "le facilitateur"),
        email=(market.facilitator_email if market else None) or (listed.email if listed else None),
        phone=(market.facilitator_phone if market else None) or (listed.phone if listed else None),
        organisation=(market.facilitator_organisation if market else None) or (listed.organisation if listed else None),
    )


def noted(
    now: datetime, what: str, subject: str, *, who: str = "liaison", cause: str | None = None, **details: Any
) -> Plan:
    """A plan of one journal line."""
    entry = JournalEntry(at=now, who=who, what=what, subject=subject, cause=cause, details=details)
    return Plan(journal=(entry,))


def to_company(facts: Facts, company: Company | None, fallback: str | None = None) -> str | None:
    """The address at which a company can be written to now; None when there is none that works."""
    for address in (fallback, company.email if company else None):
        if address and facts.works(address):
            return address
    return None


def mailed(*mails: Mail | None) -> Plan:
    """A plan of these mails; None is no mail."""
    return Plan(mails=tuple(mail for mail in mails if mail is not None))


def absent_until(address: str | None, facts: Facts, now: datetime) -> datetime | None:
    """When an absent correspondent is back at work; None for one who is there."""
    contact = facts.contacts.get((address or "").lower())
    office = facts.office
    if contact is None or contact.absent_until is None or contact.absent_until < due.local_day(now, office.zone):
        return None
    back = due.working_days_after(contact.absent_until, 1, office.policy)
    return due.at_local(back, due.OFFICE_OPENS, office.zone)
