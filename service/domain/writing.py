"""Writing: the turns of phrase that all steps share: who signs, what a journal line and a mail carry."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from service.domain import due
from service.domain.facts import Facts, Office
from service.domain.letters import Person
from service.domain.plan import Mail, Plan
from service.domain.records import (
    Award,
    Candidate,
    Company,
    Contact,
    DeclaredHours,
    Diffusion,
    JournalEntry,
    Market,
    Need,
    Placement,
    Proposal,
    Record,
    Referral,
    Worksite,
)

#: where each kind of record stands in Facts
PLACES: dict[type[Record], str] = {
    Contact: "contacts",
    Market: "markets",
    Award: "awards",
    Company: "companies",
    Need: "needs",
    Proposal: "proposals",
    Diffusion: "diffusions",
    Candidate: "candidates",
    Referral: "referrals",
    Placement: "placements",
    DeclaredHours: "declared",
}


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


def address_of(award: Award, company: Company | None, facts: Facts) -> str | None:
    """Where a lot's company is written to: who was named for the lot, else its own contact; None if neither works."""
    known = [address for address in (award.email, company.email if company else None) if address]
    return next((address for address in known if facts.works(address)), None)


def contact_of(award: Award, company: Company | None) -> str | None:
    """Who is greeted there."""
    return award.contact_name if award.email else company.contact_name if company else None


def after(facts: Facts, plan: Plan) -> Facts:
    """The facts as they will stand once the plan is written."""
    changed: dict[str, Any] = {}
    for record in plan.save:
        if (place := PLACES.get(type(record))) is not None:
            changed.setdefault(place, dict(getattr(facts, place)))[record.id] = record
    sites = {site.id: site for site in (*facts.worksites, *plan.save) if isinstance(site, Worksite)}
    return replace(facts, worksites=tuple(sites.values()), **changed)
