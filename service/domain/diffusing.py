"""Diffusing: a need goes to every partner at once, is recalled to the silent, and stops (procedure, step 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from service.domain import diffusions, due, needs, targeting
from service.domain.facts import Facts
from service.domain.letters import Letter
from service.domain.partner_letters import (
    NeedChanged,
    NeedDiffusion,
    NeedReopened,
    NeedStopped,
    OpenNeed,
    PartnerReminder,
)
from service.domain.plan import Mail, Plan, SheetAttachment
from service.domain.records import (
    Award,
    Diffusion,
    Market,
    Need,
    Partner,
    identity,
)
from service.domain.writing import absent_until, noted, signed

#: a partner in one of these states may be looking for someone
AT_WORK = frozenset({"sent", "queued", "answered", "silent"})


# ------------------------------------------------------------------ the need goes out
def diffuse(
    need: Need, facts: Facts, now: datetime, *, who: str, cause: str | None, without: Mapping[str, str] | None = None
) -> Plan:
    """One personal mail to each partner concerned, all at once; who was left out, and why, is journalled.

    `without` are partners that the referent leaves out, each with the reason given.
    """
    award, market = facts.awards.get(need.award_id or ""), facts.markets.get(need.market_id or "")
    chosen = targeting.concerned(need, facts, without or {})
    diffused = need.but(state="diffused", since=now)
    plan = Plan(save=(diffused,))
    if market is not None and market.state == "notified":
        plan += Plan(save=(market.but(state="in_progress"),))
    for choice in chosen:
        if choice.chosen:
            plan += _sent_to(choice.partner, diffused, award, market, facts, now)
    return plan + noted(
        now, "need_diffused", f"need:{need.id}", who=who, cause=cause, reference=need.reference,
        partners=[c.partner.id for c in chosen if c.chosen],
        left_out={c.partner.id: c.reason for c in chosen if not c.chosen},
    )  # fmt: skip


def _sent_to(
    partner: Partner, need: Need, award: Award | None, market: Market | None, facts: Facts, now: datetime
) -> Plan:
    office = facts.office
    days = office.policy.partner_reminder_days
    address = facts.reach(partner)
    key = f"diffusion:{need.id}:{partner.id}"
    made = diffusions.new(
        need,
        partner,
        mail_id=mail_id(key),
        due_at=due.opening_after(now, days[0], office.policy, office.zone) if days else None,
    )
    if made.id in facts.diffusions:
        return Plan()
    if address is None:
        return Plan(save=(made.but(state="bounced", due_at=None),))
    letter = NeedDiffusion(**_sheet_facts(partner, need, award, market, facts, now))
    mail = _mail(key, partner, address, letter, need, SheetAttachment(need=needs.facts(need)))
    return Plan(save=(made,), mails=(mail,))


def _sheet_facts(
    partner: Partner, need: Need, award: Award | None, market: Market | None, facts: Facts, now: datetime
) -> dict[str, Any]:
    """What a mail says that carries the sheet of a need."""
    office = facts.office
    days = office.policy.partner_reminder_days
    return {
        **signed(office, partner.contact_name),
        "partner": partner.name,
        "need": needs.facts(need),
        "market": needs.market_facts(market, award),
        "publics": targeting.publics_of(need, facts),
        "answer_by": due.working_days_after(due.local_day(now, office.zone), days[0] if days else 4, office.policy),
    }


def _mail(
    key: str, partner: Partner, address: str, letter: Letter, need: Need | None, *attachments: SheetAttachment
) -> Mail:
    return Mail(
        key=key,
        to=address,
        to_name=partner.contact_name or partner.name,
        role="partner",
        letter=letter,
        attachments=attachments,
        market_id=need.market_id if need else None,
        award_id=need.award_id if need else None,
        need_id=need.id if need else None,
        partner_id=partner.id,
    )


def mail_id(key: str) -> str:
    """The id of the mail that is written for this key."""
    return identity("mail", key)


# ------------------------------------------------------------------ the need changes, stops, goes on
def _at_work(need: Need, facts: Facts) -> Iterator[tuple[Partner, str]]:
    """Each partner that may be looking for someone, with its address; those who said no are left in peace."""
    for diffusion in facts.diffusions_of(need.id):
        partner = facts.partners[diffusion.partner_id]
        address = facts.reach(partner)
        if diffusion.state in AT_WORK and address is not None:
            yield partner, address


def changed(before: Need, need: Need, facts: Facts, now: datetime) -> Plan:
    """A short word to the partners at work on what a need says now, its new sheet attached."""
    rows = needs.changes(before, need)
    if need.state != "diffused" or not rows:
        return Plan()
    award, market = facts.awards.get(need.award_id or ""), facts.markets.get(need.market_id or "")
    sheet = SheetAttachment(need=needs.facts(need))
    mails = []
    for partner, address in _at_work(need, facts):
        letter = NeedChanged(**_sheet_facts(partner, need, award, market, facts, now), changes=rows)
        key = f"need_changed:{need.id}:{need.version + 1}:{partner.id}"
        mails.append(_mail(key, partner, address, letter, need, sheet))
    return Plan(mails=tuple(mails))


def stop(need: Need, facts: Facts) -> Plan:
    """A notice to the partners that were working on a need which is over or suspended."""
    mails = []
    for partner, address in _at_work(need, facts):
        letter = NeedStopped(
            **signed(facts.office, partner.contact_name),
            partner=partner.name,
            reference=need.reference,
            title=need.title,
            state=need.state,
        )
        key = f"stopped:{need.id}:{need.state}:{need.since.isoformat()}:{partner.id}"
        mails.append(_mail(key, partner, address, letter, need))
    quiet = tuple(d.but(due_at=None) for d in facts.diffusions_of(need.id) if d.due_at is not None)
    return Plan(save=quiet, mails=tuple(mails))


def go_on(need: Need, facts: Facts, now: datetime) -> Plan:
    """A notice that a need which was stopped is open again; whoever has not answered may be reminded as before."""
    office = facts.office
    days = office.policy.partner_reminder_days
    due_at = due.opening_after(now, days[0], office.policy, office.zone) if days else None
    mails = []
    for partner, address in _at_work(need, facts):
        letter = NeedReopened(
            **signed(office, partner.contact_name),
            partner=partner.name,
            reference=need.reference,
            title=need.title,
            openings=needs.facts(need).openings,
        )
        mails.append(_mail(f"reopened:{need.id}:{need.since.isoformat()}:{partner.id}", partner, address, letter, need))
    waiting = tuple(d.but(due_at=due_at, reminders=0) for d in facts.diffusions_of(need.id) if d.state == "sent")
    return Plan(save=waiting, mails=tuple(mails))


# ------------------------------------------------------------------ reminders
def partner_reminder(partner: Partner, facts: Facts, now: datetime) -> Plan:
    """One mail for all the needs that wait for this partner's word; after the last reminder, silence is noted.

    What falls due within two working days is reminded with it; what went out since is listed and still has its time.
    """
    office, policy = facts.office, facts.office.policy
    soon = due.opening_after(now, 2, policy, office.zone)
    waiting = [d for d in facts.diffusions.values() if d.partner_id == partner.id and d.state in {"sent", "queued"}]
    late = [d for d in waiting if d.due_at is not None and d.due_at <= now]
    spent = [d for d in late if d.reminders >= len(policy.partner_reminder_days)]
    unanswered = [d for d in waiting if d not in spent and facts.needs[d.need_id].state == "diffused"]
    asked = [d for d in late if d in unanswered]
    quiet = [d.but(due_at=None, state="silent" if d.state == "sent" else d.state) for d in late if d not in asked]
    address = facts.reach(partner)
    if back := absent_until(address, facts, now):
        return Plan(save=(*(d.but(due_at=back) for d in asked), *quiet))
    if not asked or address is None:
        return Plan(save=(*(_reminded(d, now, facts) for d in asked), *quiet))
    with_them = [d for d in unanswered if d in asked or _may_come_along(d, soon, facts)]
    listed = sorted(unanswered, key=lambda d: facts.needs[d.need_id].number)
    letter = PartnerReminder(
        **signed(office, partner.contact_name), partner=partner.name, needs=tuple(_open(d, facts) for d in listed)
    )
    only = facts.needs[listed[0].need_id] if len(listed) == 1 else None
    key = f"partner_reminder:{partner.id}:{due.local_day(now, office.zone).isoformat()}"
    moved = tuple(_reminded(d, now, facts) for d in with_them)
    return Plan(save=(*moved, *quiet), mails=(_mail(key, partner, address, letter, only),)) + noted(
        now, "partner_reminded", f"partner:{partner.id}", needs=[d.need_id for d in listed]
    )


def _may_come_along(diffusion: Diffusion, soon: datetime, facts: Facts) -> bool:
    """Whether a need that is not late yet is reminded with those that are: its turn comes within two days."""
    more = diffusion.reminders < len(facts.office.policy.partner_reminder_days)
    return more and diffusion.due_at is not None and diffusion.due_at <= soon


def _reminded(diffusion: Diffusion, now: datetime, facts: Facts) -> Diffusion:
    """Reminded once more; the next is due so many working days after the need went out, three from now at least."""
    office, policy, following = facts.office, facts.office.policy, diffusion.reminders + 1
    if following >= len(policy.partner_reminder_days):
        return diffusion.but(reminders=following, due_at=due.opening_after(now, 4, policy, office.zone))
    went = diffusion.sent_at or facts.needs[diffusion.need_id].since
    then = due.opening_after(went, policy.partner_reminder_days[following], policy, office.zone)
    return diffusion.but(reminders=following, due_at=max(then, due.opening_after(now, 3, policy, office.zone)))


def _open(diffusion: Diffusion, facts: Facts) -> OpenNeed:
    need = needs.facts(facts.needs[diffusion.need_id])
    return OpenNeed(
        reference=need.reference,
        title=need.title,
        company=need.company,
        workplace=need.workplace,
        openings=need.openings,
        sent_on=due.local_day(diffusion.sent_at, facts.office.zone)
        if diffusion.sent_at
        else facts.needs[diffusion.need_id].since.date(),
    )
