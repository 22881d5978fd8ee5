"""Diffusing: a need goes to every partner at once, is recalled to the silent, and stops (procedure, step 4)."""

from __future__ import annotations

from datetime import datetime

from service.domain import diffusions, due, needs, targeting
from service.domain.facts import Facts
from service.domain.letters import (
    NeedDiffusion,
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


# ------------------------------------------------------------------ step 4: diffusion
def diffuse(need: Need, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan:
    """One personal mail to each partner concerned, all at once; who was left out, and why, is journalled."""
    award, market = facts.awards.get(need.award_id or ""), facts.markets.get(need.market_id or "")
    publics, chosen = targeting.publics_of(need, facts), targeting.concerned(need, facts)
    diffused = need.but(state="diffused", since=now)
    plan = Plan(save=(diffused,))
    if market is not None and market.state == "notified":
        plan += Plan(save=(market.but(state="in_progress"),))
    for choice in chosen:
        if choice.chosen:
            plan += _sent_to(choice.partner, diffused, award, market, publics, facts, now)
    return plan + noted(
        now, "need_diffused", f"need:{need.id}", who=who, cause=cause, reference=need.reference,
        partners=[c.partner.id for c in chosen if c.chosen],
        left_out={c.partner.id: c.reason for c in chosen if not c.chosen},
    )  # fmt: skip


def _sent_to(
    partner: Partner, need: Need, award: Award | None, market: Market | None, publics: tuple[str, ...], facts: Facts,
    now: datetime,
) -> Plan:  # fmt: skip
    office = facts.office
    days = office.policy.partner_reminder_days
    mail = Mail(
        key=f"diffusion:{need.id}:{partner.id}",
        to=partner.email,
        to_name=partner.contact_name or partner.name,
        role="partner",
        letter=NeedDiffusion(
            **signed(office, partner.contact_name),
            partner=partner.name,
            need=needs.facts(need),
            market=needs.market_facts(market, award),
            publics=publics,
            answer_by=due.working_days_after(due.local_day(now, office.zone), days[0] if days else 4, office.policy),
        ),
        attachments=(SheetAttachment(need=needs.facts(need)),),
        market_id=need.market_id,
        award_id=need.award_id,
        need_id=need.id,
        partner_id=partner.id,
    )
    made = diffusions.new(
        need,
        partner,
        mail_id=mail_id(mail.key),
        due_at=due.opening_after(now, days[0], office.policy, office.zone) if days else None,
    )
    known = facts.diffusions.get(made.id)
    if known is not None:
        return Plan()
    if not facts.works(partner.email):
        return Plan(save=(made.but(state="bounced", due_at=None),))
    return Plan(save=(made,), mails=(mail,))


def mail_id(key: str) -> str:
    """The id of the mail that is written for this key."""
    return identity("mail", key)


def stop(need: Need, facts: Facts) -> Plan:
    """A notice to the partners that were working on a need which is over; those who said no are left in peace."""
    mails = []
    for diffusion in facts.diffusions_of(need.id):
        partner = facts.partners[diffusion.partner_id]
        if diffusion.state not in {"sent", "queued", "answered", "silent"} or not facts.works(partner.email):
            continue
        letter = NeedStopped(
            **signed(facts.office, partner.contact_name),
            partner=partner.name,
            reference=need.reference,
            title=need.title,
            state=need.state,
        )
        mails.append(
            Mail(
                key=f"stopped:{need.id}:{need.state}:{partner.id}",
                to=partner.email,
                to_name=partner.contact_name or partner.name,
                role="partner",
                letter=letter,
                need_id=need.id,
                partner_id=partner.id,
            )
        )
    quiet = tuple(d.but(due_at=None) for d in facts.diffusions_of(need.id) if d.due_at is not None)
    return Plan(save=quiet, mails=tuple(mails))


def partner_reminder(partner: Partner, facts: Facts, now: datetime) -> Plan:
    """One mail for all the needs that wait for this partner's word; after the last reminder, silence is noted."""
    office, policy = facts.office, facts.office.policy
    waiting = [d for d in facts.diffusions.values() if d.partner_id == partner.id and d.state in {"sent", "queued"}]
    late = [d for d in waiting if d.due_at is not None and d.due_at <= now]
    spent = [d for d in late if d.reminders >= len(policy.partner_reminder_days)]
    asked = [d for d in late if d not in spent and facts.needs[d.need_id].state == "diffused"]
    quiet = [d.but(due_at=None, state="silent" if d.state == "sent" else d.state) for d in late if d not in asked]
    today = due.local_day(now, office.zone)
    if back := absent_until(partner.email, facts, now):
        return Plan(save=(*(d.but(due_at=back) for d in asked), *quiet))
    moved = [_reminded(d, now, facts) for d in asked]
    if not asked or not facts.works(partner.email):
        return Plan(save=(*moved, *quiet))
    letter = PartnerReminder(
        **signed(office, partner.contact_name),
        partner=partner.name,
        needs=tuple(_open(d, facts) for d in sorted(asked, key=lambda d: facts.needs[d.need_id].number)),
    )
    only = asked[0].need_id if len(asked) == 1 else None
    mail = Mail(
        key=f"partner_reminder:{partner.id}:{today.isoformat()}",
        to=partner.email,
        to_name=partner.contact_name or partner.name,
        role="partner",
        letter=letter,
        need_id=only,
        partner_id=partner.id,
    )
    return Plan(save=(*moved, *quiet), mails=(mail,)) + noted(
        now, "partner_reminded", f"partner:{partner.id}", needs=[d.need_id for d in asked]
    )


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
