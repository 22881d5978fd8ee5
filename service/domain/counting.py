"""Counting: hours done are told by companies and by the referent, asked for where the policy says, and watched."""

from __future__ import annotations

from datetime import datetime

from mailboxes.inbound import Inbound
from parsers.statements import Doubt, HoursTold, HoursToldOf
from service.domain import due, hours, persons, reviews
from service.domain.company_letters import HoursReceived, HoursRequested, PersonHours
from service.domain.facts import Facts
from service.domain.plan import Mail, Plan, Slot
from service.domain.records import Company, DeclaredHours, Placement
from service.domain.threads import Correspondence
from service.domain.writing import absent_until, mailed, noted, signed, to_company


# ------------------------------------------------------------------ a company's word
def placed_at(company: Company | None, facts: Facts) -> dict[str, Placement]:
    """Those whom this company hired, by « LAST First »: whom its word on hours may be about."""
    if company is None:
        return {}
    found = {}
    for placement in facts.placements.values():
        need, referral = facts.needs.get(placement.need_id), facts.referrals.get(placement.referral_id)
        if need is not None and referral is not None and need.company_id == company.id:
            found[persons.shown(facts.candidates[referral.candidate_id])] = placement
    return found


def on_hours_told(inbound: Inbound, said: HoursTold, who: Correspondence, facts: Facts, now: datetime) -> Plan:
    """Each person's hours are declared; the company hears what was noted, the referent sees what was not clear."""
    placed = placed_at(who.company, facts)
    plan, noted_down, doubts = Plan(), list[PersonHours](), list(said.to_review)
    world = dict(facts.declared)
    for one in said.told:
        placement = placed.get(one.person)
        if placement is None or hours.outside(placement, one.month):
            doubts.append(Doubt(what=_words(one), why="heures hors des dates du contrat : à vérifier"))
            continue
        plan += _declared(placement, one.month, one.hours, world, now, who=inbound.sender.address,
                          cause=inbound.message_id)  # fmt: skip
        noted_down.append(PersonHours(person=one.person, month=one.month, hours=one.hours))
    plan += Plan(review=reviews.items(doubts, message_id=inbound.message_id, need_id=None, now=now))
    if noted_down:
        letter = HoursReceived(
            **signed(facts.office, inbound.sender.name),
            company=who.company.name if who.company else "",
            people=tuple(noted_down),
            unclear=tuple(doubt.what for doubt in doubts),
        )
        plan += mailed(
            Mail(
                key=f"hours_received:{inbound.message_id}", to=inbound.sender.address, to_name=inbound.sender.name,
                role="company", letter=letter, answers=inbound.message_id, references=inbound.references,
                company_id=who.company.id if who.company else None,
            )
        )  # fmt: skip
    return plan


def _words(one: HoursToldOf) -> str:
    return f"{one.person}, {one.month} : {one.hours:g} h".replace(".", ",")


def _declared(
    placement: Placement, month: str, worked: float, declared: dict[str, DeclaredHours], now: datetime, *,
    who: str, cause: str | None,
) -> Plan:  # fmt: skip
    """One month of one placement; `declared` learns of it, so that several months of one mail add up."""
    before = next((d for d in declared.values() if d.placement_id == placement.id and d.month == month), None)
    made = hours.declaration(placement, month, worked, before, who=who, now=now, message_id=cause)
    declared[made.id] = made
    return Plan(save=(made, hours.counted(placement, declared.values()))) + noted(
        now, "hours_declared", f"placement:{placement.id}", who=who, cause=cause, month=month, hours=worked,
        before=before.hours if before else None,
    )  # fmt: skip


def declare(
    placement: Placement, month: str, worked: float, facts: Facts, now: datetime, *, who: str, cause: str | None
) -> Plan | str:
    """The referent declares a month by hand; a word of why not when it cannot be."""
    if hours.outside(placement, month):
        return "outside_contract"
    return _declared(placement, month, worked, dict(facts.declared), now, who=who, cause=cause)


# ------------------------------------------------------------------ the monthly question
def request(company: Company, month: str, facts: Facts, now: datetime) -> Plan:
    """The company is asked once for the hours of a month that nobody declared."""
    slot = Plan(slots=(Slot(job=f"hours:{company.id}", key=month),))
    placed = {name: p for name, p in placed_at(company, facts).items() if hours.running_in(p, month)}
    known = {d.placement_id for d in facts.declared.values() if d.month == month}
    people = tuple(sorted(name for name, placement in placed.items() if placement.id not in known))
    address = to_company(facts, company)
    if not people or address is None or absent_until(address, facts, now):
        return slot
    office = facts.office
    letter = HoursRequested(
        **signed(office, company.contact_name),
        company=company.name,
        month=month,
        people=people,
        answer_by=due.working_days_after(
            due.local_day(now, office.zone), office.policy.form_answer_days, office.policy
        ),
    )
    mail = Mail(
        key=f"hours_requested:{company.id}:{month}",
        to=address,
        to_name=company.contact_name or company.name,
        role="company",
        letter=letter,
        company_id=company.id,
        asked={"month": month},
    )
    return (
        slot
        + Plan(mails=(mail,))
        + noted(now, "hours_requested", f"company:{company.id}", cause="due", month=month, people=len(people))
    )
