"""Proposing: the referent asks a company to change its need; a plain yes makes a version, the rest is talked over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mailboxes.inbound import Inbound
from parsers.reading import as_json
from parsers.statements import Agreement, Doubt
from service.domain import collecting, due, needs, proposals, questions, reviews
from service.domain.company_letters import FieldChange, ProposedChange
from service.domain.facts import Facts
from service.domain.plan import Mail, Plan
from service.domain.records import Need, Proposal
from service.domain.writing import absent_until, mailed, noted, signed, to_company

#: a need that a company may still be asked to change
NEGOTIABLE = frozenset({"incomplete", "to_validate", "validated", "diffused", "suspended"})


# ------------------------------------------------------------------ the question
def propose(
    need: Need, changes: Mapping[str, Any], reason: str | None, facts: Facts, now: datetime, *, who: str,
    cause: str | None,
) -> Plan | str:  # fmt: skip
    """The change goes to the company, which accepts or discusses it by plain reply; a word of why not when it cannot.

    An earlier proposal that was not accepted is withdrawn: one question at a time.
    """
    if need.state not in NEGOTIABLE:
        return "wrong_state"
    reading = needs.reading_of(need)
    if set(changes) - set(needs.FORM_FIELDS):
        return "unknown_field"
    changes = {path: value for path, value in changes.items() if needs.value_at(reading, path) != value}
    if not changes:
        return "nothing_to_change"
    address = to_company(facts, facts.companies.get(need.company_id or ""), reading.company.email)
    if address is None:
        return "no_address"
    office, days = facts.office, facts.office.policy.presentation_reminder_days
    rank = 1 + max((p.rank for p in facts.proposals.values() if p.need_id == need.id), default=0)
    first = due.opening_after(now, days[0], office.policy, office.zone) if days else None
    made = proposals.new(need, changes, rank=rank, reason=reason, who=who, due_at=first, now=now)
    plan = withdrawn(need, facts, now) + Plan(save=(made, need.but(due_at=None)))
    plan += mailed(_asked(made, need, address, facts, now, key=f"proposal:{made.id}"))
    return plan + noted(
        now, "change_proposed", f"need:{need.id}", who=who, cause=cause, reference=need.reference,
        fields=sorted(changes), reason=reason,
    )  # fmt: skip


def _asked(proposal: Proposal, need: Need, address: str, facts: Facts, now: datetime, *, key: str) -> Mail:
    office, reading = facts.office, needs.reading_of(need)
    company = facts.companies.get(need.company_id or "")
    after = needs.changed(reading, needs.typed(proposal.changes))
    changes = tuple(
        FieldChange(path=path, before=needs.shown(reading, path), after=needs.shown(after, path))
        for path in needs.FORM_FIELDS
        if path in proposal.changes
    )
    return Mail(
        key=key,
        to=address,
        to_name=reading.company.contact_name or "",
        role="company",
        letter=ProposedChange(
            **signed(office, reading.company.contact_name),
            company=reading.company.name or (company.name if company else ""),
            reference=need.reference,
            title=need.title,
            changes=changes,
            reason=proposal.reason,
            answer_by=due.working_days_after(
                due.local_day(now, office.zone), office.policy.form_answer_days, office.policy
            ),
            rank=proposal.reminders,
        ),
        market_id=need.market_id,
        award_id=need.award_id,
        need_id=need.id,
        company_id=need.company_id,
        asked={"proposal": proposal.id},
    )


def withdrawn(need: Need, facts: Facts, now: datetime) -> Plan:
    """What was proposed of this need and is not settled is taken back: the need has moved on."""
    mine = (p for p in facts.proposals.values() if p.need_id == need.id and p.state in proposals.OPEN)
    moved = (proposals.move(p, "withdrawn", now) for p in mine)
    return Plan(save=tuple(p for p in moved if p is not None))


# ------------------------------------------------------------------ the answer
def on_agreement(inbound: Inbound, said: Agreement, proposal: Proposal, facts: Facts, now: datetime) -> Plan:
    """A yes is applied as a version of the need; a no or a « but » goes to the referent, who answers by plain reply."""
    need = facts.needs[proposal.need_id]
    to = {"accepts": "accepted", "refuses": "refused", "discusses": "discussed"}[said.kind]
    answered = proposals.move(proposal, to, now)
    if answered is None or need.state not in NEGOTIABLE:
        why = f"réponse à une proposition qui n'attend plus de réponse ({proposal.state}) : rien n'a été changé"
        doubt = Doubt(what=f"{need.reference} : {said.words}", why=why)
        return Plan(review=reviews.items([doubt], message_id=inbound.message_id, need_id=need.id, now=now))
    plan = Plan(save=(answered.but(message_id=inbound.message_id),)) + noted(
        now, f"proposal_{to}", f"need:{need.id}", who=inbound.sender.address, cause=inbound.message_id,
        reference=need.reference, fields=sorted(proposal.changes),
    )  # fmt: skip
    if to == "accepted":
        return plan + _applied(inbound, proposal, need, facts, now)
    company = facts.companies.get(need.company_id or "")
    asker = company.name if company else inbound.sender.address
    question = _with_values(said)
    return plan + questions.asked(question, asker, inbound, need, None, facts)


def _with_values(said: Agreement) -> str:
    if not said.others:
        return said.words
    return f"{said.words}\n\n(valeurs nommées : {', '.join(sorted(said.others))})"


def _applied(inbound: Inbound, proposal: Proposal, need: Need, facts: Facts, now: datetime) -> Plan:
    """The need as agreed: a version in the company's name; the referent validates what is not out yet."""
    reading = needs.agreed(needs.reading_of(need), needs.typed(proposal.changes))
    state = need.state if need.state in {"diffused", "suspended"} else needs.state_of(reading)
    after = need.but(
        reading=as_json(reading), title=reading.job.title, state=state,
        since=now if state != need.state else need.since,
    )  # fmt: skip
    edition = need.version + 1
    why = f"accord sur une proposition : {proposal.reason}" if proposal.reason else "accord sur une proposition"
    kept = needs.version(after, edition=edition, who=inbound.sender.address, why=why, now=now)
    plan = Plan(save=(after, kept))
    if state == "to_validate":
        award, company = facts.awards.get(need.award_id or ""), facts.companies.get(need.company_id or "")
        plan += mailed(collecting.need_to_validate(after, edition, award, company, facts))
    return plan


# ------------------------------------------------------------------ silence
def proposal_reminder(proposal: Proposal, facts: Facts, now: datetime) -> Plan:
    """The company has not answered a proposal: one reminder, then the referent hears."""
    need, office = facts.needs[proposal.need_id], facts.office
    days = office.policy.presentation_reminder_days
    if proposal.state != "sent" or need.state not in NEGOTIABLE:
        return Plan(save=(proposal.but(due_at=None),))
    company, reading = facts.companies.get(need.company_id or ""), needs.reading_of(need)
    address = to_company(facts, company, reading.company.email)
    if address is None or proposal.reminders >= len(days):
        silent = proposals.move(proposal, "silent", now)
        doubt = Doubt(what=f"{need.reference} {need.title or ''}".strip(), why="proposition restée sans réponse")
        items = reviews.items([doubt], message_id=None, need_id=need.id, now=now)
        return Plan(save=(silent,) if silent else (), review=items) + noted(
            now, "proposal_silent", f"need:{need.id}", cause="due", reference=need.reference
        )
    if back := absent_until(address, facts, now):
        return Plan(save=(proposal.but(due_at=back),))
    following = due.opening_after(now, office.policy.form_answer_days, office.policy, office.zone)
    reminded = proposal.but(reminders=proposal.reminders + 1, due_at=following)
    key = f"proposal_reminder:{proposal.id}:{due.local_day(now, office.zone)}"
    return Plan(save=(reminded,), mails=(_asked(reminded, need, address, facts, now, key=key),)) + noted(
        now, "proposal_reminded", f"need:{need.id}", cause="due", reference=need.reference, rank=reminded.reminders
    )
