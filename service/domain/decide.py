"""Decide: where the nouns meet: what to ask the store, and what a message, the clock or a person makes happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from mailboxes.inbound import Inbound
from parsers.statements import Command, Doubt
from service.domain import (
    classify,
    collecting,
    companies,
    contexts,
    counting,
    diffusing,
    due,
    jobs,
    machines,
    moves,
    needs,
    notifying,
    ordering,
    outcomes,
    outreach,
    proposing,
    questions,
    reviews,
    sourcing,
    threads,
)
from service.domain.facts import Facts, Keys
from service.domain.letters import OrderDone, OrdersConfirmed
from service.domain.ordering import Given
from service.domain.plan import Mail, Plan
from service.domain.records import Award, Company, Need, Referral
from service.domain.threads import Correspondence
from service.domain.understanding import Paper, Understanding
from service.domain.writing import after, mailed, noted, signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is done with a message: a plan, and what the ledger says of it."""

    plan: Plan
    #: done | review | ignored
    state: str
    kind: str
    evidence: tuple[str, ...] = ()


NO_KEYS = Keys()
#: what the referent said that a message is: nothing
AS_IT_SEEMS: Mapping[str, str] = MappingProxyType({})
#: answers to one address, and to one domain, within an hour
ANSWERS_TO_ADDRESS = 30
ANSWERS_TO_DOMAIN = 200
#: answers within a day in one conversation: a machine that signs each mail with another address ends here
ANSWERS_IN_THREAD = 20
#: of orders to be sent again, in a link
LONGEST_AGAIN = 800


# ------------------------------------------------------------------ what to ask the store
def keys(inbound: Inbound, papers: tuple[Paper, ...], now: datetime, told: Mapping[str, str] = AS_IT_SEEMS) -> Keys:
    """What must be known before a message can be understood."""
    needs_read = [need for paper in papers for need in paper.reading.needs]
    ours = [p.reading.form_reference for p in papers if p.reading.form_reference]
    text = inbound.subject + "\n" + inbound.text[:100_000]
    answered = threads.answered_ids(inbound)
    if inbound.bounce and inbound.bounce.original_message_id:
        answered = (inbound.bounce.original_message_id, *answered)
    bounced = {r.address.lower() for r in inbound.bounce.recipients} if inbound.bounce else set()
    return Keys(
        message_ids=answered,
        tokens=threads.tokens(inbound),
        thread_names=(inbound.thread_name,) if inbound.thread_name else (),
        answers_since=now - timedelta(hours=1),
        addresses=frozenset({inbound.sender.address.lower()} | bounced),
        need_references=frozenset([*threads.need_references(inbound), *filter(None, [told.get("need")])]),
        form_references=frozenset({*ours, *threads.form_references(text)}),
        sirets=frozenset(need.company.siret for need in needs_read if need.company.siret),
        company_names=frozenset(need.company.name for need in needs_read if need.company.name),
        job_words=frozenset(filter(None, (jobs.job_word(need.job.title) for need in needs_read))),
    )


def keys_of(said: Understanding) -> Keys:
    """What more must be known once it is understood: the people, markets and needs that it names."""
    numbers = (c.target for c in said.commands if c.target)
    closing = frozenset(c.target for c in said.commands if c.target and c.action in {"close", "reopen"})
    return Keys(
        market_references=frozenset(m.reference for m in said.markets if m.reference) | closing,
        whole_markets=bool(closing),
        everything_open=any(c.action in {"pool", "set_aside", "go_on"} for c in said.commands),
        every_company=bool(said.markets) or any(c.action == "remind" for c in said.commands),
        phones=frozenset(c.phone for c in said.candidates if c.phone),
        emails=frozenset(c.email for c in said.candidates if c.email),
        last_names=frozenset(c.last_name for c in said.candidates if c.last_name),
        need_references=frozenset([*numbers, *(ref for ref in said.for_needs if ref)]),
        undone=frozenset(ordering.undo_target(c.target) for c in said.commands if c.action == "undo"),
        review_numbers=frozenset(ordering.review_number(c.target) for c in said.commands if c.action == "settle"),
    )


def keys_of_order(command: Command) -> Keys:
    """What must be known before an order can be carried out."""
    said = Understanding(commands=(command,))
    return keys_of(said)


# ------------------------------------------------------------------ a message
def understood(
    inbound: Inbound, papers: tuple[Paper, ...], facts: Facts, now: datetime, told: Mapping[str, str] = AS_IT_SEEMS
) -> Understanding:
    """What the message says, given what it answers."""
    who = threads.correspondence(inbound, facts, told)
    return classify.understand(
        inbound, papers, contexts.context(inbound, who, facts), contexts.day_written(inbound, facts, now)
    )


def on_message(
    inbound: Inbound, papers: tuple[Paper, ...], said: Understanding, facts: Facts, now: datetime,
    told: Mapping[str, str] = AS_IT_SEEMS,
) -> Verdict:  # fmt: skip
    """What a message makes happen."""
    who = threads.correspondence(inbound, facts, told)
    evidence = (*said.reasons, *_known_by(who), *inbound.evidence)
    if said.kind == "machine":
        plan = machines.on_machine(inbound, facts, now)
        plan += moves.of(plan, facts, now, who=inbound.sender.address, cause=inbound.message_id)
        return Verdict(plan=plan, state="ignored", kind="machine", evidence=evidence)
    if (
        who.role == "referent"
        and who.trusted
        and who.thread
        and who.thread.kind == "question_asked"
        and not said.commands
        and inbound.reply_text.strip()
    ):
        plan = questions.answered(inbound, who.thread, facts, now)
        return Verdict(plan=plan, state="done", kind="referent_order", evidence=evidence)
    plan = _plan_of(inbound, papers, said, who, facts, now)
    understood_at_all = bool(plan)
    plan += _one_record_each(plan, inbound, facts, now)
    plan = _capped(
        _left_in_peace(plan, who, facts, now) + _back_at_work(inbound, facts, now) + plan, inbound, facts, now
    )
    plan += _left_to_review(said, plan, inbound, now)
    if not understood_at_all and not plan.review:
        plan += _nothing_made_of_it(inbound, said, now)
    state = "review" if plan.review and not plan.mails else "done"
    plan += moves.of(plan, facts, now, who=inbound.sender.address, cause=inbound.message_id)
    return Verdict(plan=plan, state=state, kind=said.kind, evidence=evidence)


def _capped(plan: Plan, inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """Backstop against loops: past so many answers to one address or domain, or in one thread, none is written."""
    answers = [m for m in plan.mails if m.answers == inbound.message_id]
    if facts.answers_in_thread >= ANSWERS_IN_THREAD:
        why = "trop de réponses automatiques dans cet échange en un jour : celle-ci n'a pas été envoyée"
    elif facts.answers_to_address >= ANSWERS_TO_ADDRESS or facts.answers_to_domain >= ANSWERS_TO_DOMAIN:
        why = "trop de réponses automatiques à cette adresse en une heure : celle-ci n'a pas été envoyée"
    else:
        return plan
    if not answers:
        return plan
    doubt = Doubt(what=inbound.sender.address, why=why)
    items = reviews.items([doubt], message_id=inbound.message_id, need_id=None, now=now)
    return replace(plan, mails=tuple(m for m in plan.mails if m not in answers), review=plan.review + items)


def _left_in_peace(plan: Plan, who: Correspondence, facts: Facts, now: datetime) -> Plan:
    """A company that wrote, whatever it wrote, is not reminded of any form before the referent could read it."""
    if who.role != "company":
        return Plan()
    asked = facts.awards.get(who.thread.award_id or "") if who.thread else None
    mine = [a for a in facts.awards.values() if who.company and a.company_id == who.company.id]
    touched = {record.id for record in plan.save if isinstance(record, Award)}
    office = facts.office
    later = due.opening_after(now, office.policy.form_answer_days, office.policy, office.zone)
    waiting = {a.id: a for a in (asked, *mine) if a is not None and a.state == "contacted" and a.id not in touched}
    return Plan(save=tuple(a.but(due_at=max(later, a.due_at or later)) for a in waiting.values()))


def _back_at_work(inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """Whoever was away and writes is there again."""
    contact = facts.contacts.get(inbound.sender.address.lower())
    if contact is None or contact.state != "absent":
        return Plan()
    back = contact.but(state="works", absent_until=None, since=now)
    return Plan(save=(back,)) + noted(
        now, "contact_back", f"contact:{contact.id}", who=inbound.sender.address, cause=inbound.message_id
    )


def _one_record_each(plan: Plan, inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """A company whose SIRET became known and is another record's: the two become one."""
    world, made = after(facts, plan), Plan()
    for learned in (record for record in plan.save if isinstance(record, Company)):
        found = companies.merged(learned, world.companies, world.awards.values(), world.needs.values())
        if found is not None and not companies.alike(*found.companies):
            why = "deux entreprises de noms différents portent le même Siret : est-ce la même ?"
            names = " / ".join(company.name for company in found.companies)
            made += Plan(
                review=reviews.items(
                    [Doubt(what=f"{names} ({learned.siret})", why=why)],
                    message_id=inbound.message_id,
                    need_id=None,
                    now=now,
                )
            )
        elif found is not None:
            made += Plan(save=(*found.companies, *found.awards, *found.needs)) + noted(
                now, "companies_merged", f"company:{found.companies[0].id}", who=inbound.sender.address,
                cause=inbound.message_id, merged=learned.id,
            )  # fmt: skip
            world = after(world, made)
    return made


def _known_by(who: Correspondence) -> tuple[str, ...]:
    known = (f"role:{who.role}:{who.known_by}",) if who.role else ("role:unknown",)
    return known + ((f"thread:{who.thread.id}",) if who.thread else ())


def _plan_of(
    inbound: Inbound, papers: tuple[Paper, ...], said: Understanding, who: Correspondence, facts: Facts, now: datetime
) -> Plan:
    if said.kind == "facilitator_notification":
        if who.role != "facilitator" or not who.trusted:
            return Plan()
        if said.facts_told is not None:
            return notifying.on_facts_told(inbound, said.facts_told, facts, now)
        return notifying.on_notification(inbound, said, facts, now, who)
    if said.kind == "liaison_form":
        return _on_form(inbound, said, who, facts, now)
    if said.kind == "partner_reply":
        return sourcing.on_partner_reply(inbound, said, papers, who, facts, now)
    if said.kind == "company_answer":
        return _on_company_answer(inbound, said, who, facts, now)
    if said.kind == "referent_order":
        return _on_orders(inbound, said, who, facts, now)
    return Plan()


def _on_form(inbound: Inbound, said: Understanding, who: Correspondence, facts: Facts, now: datetime) -> Plan:
    """The need is collected; under `validate_needs = auto` a known company's without a doubt goes out."""
    plan = collecting.on_form(inbound, said, who, facts, now)
    if facts.office.policy.validate_needs != "auto" or who.role != "company":
        return plan
    for need in (r for r in plan.save if isinstance(r, Need)):
        doubtful = need.reading.get("to_review") or needs.twin(need, facts.needs.values(), facts.office.rome)
        if need.state == "to_validate" and not doubtful:
            mails = tuple(m for m in plan.mails if not (m.need_id == need.id and m.role == "referent"))
            plan = Plan(save=plan.save, mails=mails, review=plan.review, journal=plan.journal)
            plan += diffusing.diffuse(need, facts, now, who="liaison", cause=inbound.message_id)
    return plan


def _on_company_answer(inbound: Inbound, said: Understanding, who: Correspondence, facts: Facts, now: datetime) -> Plan:
    if said.hours is not None:
        return counting.on_hours_told(inbound, said.hours, who, facts, now)
    proposal = contexts.proposal_answered(who, facts)
    if said.agreement is not None and proposal is not None:
        return proposing.on_agreement(inbound, said.agreement, proposal, facts, now)
    if said.stance is not None:
        award = contexts.award_asked(who, facts)
        return outreach.on_stance(inbound, said.stance, award, facts, now) if award else Plan()
    need = contexts.need_of_company(threads.needs_meant(inbound, who, facts), who, facts)
    if need is None:
        return Plan()
    plan = outcomes.on_company_answer(inbound, said, who, need, facts, now)
    if said.question:
        plan += questions.asked(said.question, who.company.name if who.company else "", inbound, need, None, facts)
    return plan + ordering.what_follows(plan, facts)


def _on_orders(inbound: Inbound, said: Understanding, who: Correspondence, facts: Facts, now: datetime) -> Plan:
    """Each order in turn, each on what the one before left; one mail tells what came of all."""
    given = Given(who="referent", now=now, cause=inbound.message_id)
    plan, done = Plan(), []
    unwarranted = ordering.unwarranted(who.thread, facts.office.policy, now)
    for command in said.commands:
        if unwarranted:
            done.append(ordering.refused(command, unwarranted))
            continue
        made, outcome = ordering.on_order(command, after(facts, plan), given)
        plan += made
        done.append(outcome)
    if not done and not said.to_review:
        return Plan()
    letter = OrdersConfirmed(
        **signed(facts.office, facts.office.referent.name),
        orders=tuple(done),
        unclear=tuple(doubt.what for doubt in said.to_review),
        mailbox=facts.office.mailbox,
        again=inbound.reply_text.strip()[:LONGEST_AGAIN] if unwarranted and said.commands else None,
    )
    reference = next((o.reference for o in done if o.reference), None)
    need = facts.need_by_reference(reference)
    return plan + mailed(
        Mail(
            key=f"orders_confirmed:{inbound.message_id}",
            to=facts.office.referent.email or "",
            to_name=facts.office.referent.name,
            role="referent",
            letter=letter,
            answers=inbound.message_id,
            references=inbound.references,
            need_id=need.id if need else None,
        )
    )


def _left_to_review(said: Understanding, plan: Plan, inbound: Inbound, now: datetime) -> Plan:
    """The doubts that no step has taken up."""
    if said.kind == "partner_reply" and plan:  # what it says was weighed against what it corrects
        return Plan()
    if said.kind == "company_answer" and plan.review:
        return Plan()
    need_id = next((r.need_id for r in plan.review if r.need_id), None)
    return Plan(review=reviews.items(said.to_review, message_id=inbound.message_id, need_id=need_id, now=now))


def _nothing_made_of_it(inbound: Inbound, said: Understanding, now: datetime) -> Plan:
    doubt = Doubt(what=inbound.subject or inbound.sender.address, why=f"message non compris ({said.kind})")
    return Plan(review=reviews.items([doubt], message_id=inbound.message_id, need_id=None, now=now))


# ------------------------------------------------------------------ a person, outside mail
def on_command(command: Command, facts: Facts, given: Given) -> tuple[Plan, OrderDone]:
    """An order given in the shell or the console."""
    plan, done = ordering.on_order(command, facts, given)
    return plan + moves.of(plan, facts, given.now, who=given.who, cause=given.cause), done


def on_referral(
    referral: Referral, to: str, facts: Facts, given: Given, *, reason: str | None = None, on: str | None = None
) -> tuple[Plan, str | None]:
    """A referral's state set by hand."""
    plan, refusal = ordering.on_referral(referral, to, facts, given, reason=reason, on=on)
    return plan + moves.of(plan, facts, given.now, who=given.who, cause=given.cause), refusal


# ------------------------------------------------------------------ the clock
def on_clock(plan: Plan, facts: Facts, now: datetime) -> Plan:
    """What the clock's work moves, told in the journal."""
    return plan + moves.of(plan, facts, now, who="liaison", cause="due")
