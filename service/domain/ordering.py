"""Ordering: what the referent decides, by mail, in the shell or in the console: one order, one plan, one outcome."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from parsers.reading import as_json
from parsers.statements import Command
from service.domain import (
    chasing,
    closing,
    collecting,
    companies,
    diffusing,
    needs,
    outcomes,
    pathfinding,
    persons,
    presenting,
    proposing,
    referrals,
    settling,
    undoing,
)
from service.domain.facts import Facts
from service.domain.letters import OrderDone
from service.domain.plan import Plan
from service.domain.records import Award, Need, Partner, Referral, Thread
from service.domain.writing import noted
from service.settings import Policy

REVIEW_REFERENCE = re.compile(r"A-?(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Who gave the order, when, through what."""

    who: str
    now: datetime
    cause: str | None = None


def on_order(command: Command, facts: Facts, given: Given) -> tuple[Plan, OrderDone]:
    """What an order changes, and what is said of it. A refused order changes nothing."""
    if command.action == "undo":
        return _undo(command, facts, given)
    plan, done = _carried_out(command, facts, given)
    if not done.done:
        return plan, done
    plan = undoing.recorded(plan, done.reference, done.action, facts, who=given.who, cause=given.cause, now=given.now)
    until = undoing.can_be_undone(plan, facts, given.now)
    return plan, replace(done, undoable=bool(until), until=until if isinstance(until, datetime) else None)


def _carried_out(command: Command, facts: Facts, given: Given) -> tuple[Plan, OrderDone]:
    if command.action == "settle":
        return _settle(command, facts, given)
    if command.action in {"pool", "set_aside"}:
        return _pool(command, facts, given)
    need = facts.need_by_reference(command.target)
    if command.action == "remind" and need is None:
        return _remind_company(command, facts, given)
    if need is None:
        return _on_market(command, facts, given)
    act: Callable[[Command, Need, Facts, Given], tuple[Plan, str | None]] | None = {
        "approve": _approve,
        "reject": _reject,
        "correct": _correct,
        "propose": _propose,
        "present": _present,
        "remind": _remind,
        "close": _close,
        "reopen": _reopen,
        "go_on": _go_on,
        "suspend": _suspend,
    }.get(command.action)
    if act is None:
        return Plan(), refused(command, "unknown_order")
    plan, refusal = act(command, need, facts, given)
    if refusal:
        return Plan(), refused(command, refusal, need.reference)
    done = OrderDone(action=command.action, reference=need.reference, done=True, mails=len(plan.mails))
    return plan, done


def _on_market(command: Command, facts: Facts, given: Given) -> tuple[Plan, OrderDone]:
    """« liaison close 2026-TX-031 »: an order about a whole market."""
    market = closing.meant(command.target, facts)
    if market is None or command.action not in {"close", "reopen"}:
        return Plan(), refused(command, "unknown_reference")
    if command.action == "close":
        plan = closing.close_market(market, command.reason, facts, given.now, who=given.who, cause=given.cause)
    else:
        plan = closing.reopen_market(market, given.now, who=given.who, cause=given.cause)
    if isinstance(plan, str):
        return Plan(), refused(command, plan, market.reference)
    return plan, OrderDone(action=command.action, reference=market.reference or "", done=True)


def unwarranted(thread: Thread | None, policy: Policy, now: datetime) -> str | None:
    """Why an order by mail may not be carried out: it must answer a mail of ours to the referent, not too old."""
    if policy.orders_by_mail == "address":
        return None
    if thread is None or thread.role != "referent":
        return "token_missing"
    return "token_expired" if thread.at + timedelta(days=policy.order_days) < now else None


def refused(command: Command, why: str, reference: str | None = None) -> OrderDone:
    """The order, not done, and why."""
    return OrderDone(action=command.action, reference=reference or command.target or "", done=False, outcome=why)


def _journal(given: Given, what: str, need: Need, **details: object) -> Plan:
    return noted(
        given.now, what, f"need:{need.id}", who=given.who, cause=given.cause, reference=need.reference, **details
    )


def _approve(command: Command, need: Need, facts: Facts, given: Given) -> tuple[Plan, str | None]:
    """The need is settled as it stands and goes out to all partners at once; leaving one out needs a reason."""
    reading = needs.reading_of(need)
    without = [_partner_named(word, facts) for word in command.candidates]
    if None in without:
        return Plan(), "unknown_partner"
    if without and not command.reason:
        return Plan(), "reason_missing"
    if need.state in {"diffused", "filled"}:
        return Plan(), "already_diffused"
    if needs.lacking(reading):
        return Plan(), "need_incomplete"
    if needs.unlawful(reading):
        return Plan(), "need_unlawful"
    if "validated" not in needs.MOVES[need.state]:
        return Plan(), "wrong_state"
    settled = need.but(reading=as_json(needs.settled(reading)), state="validated", since=given.now)
    kept = needs.version(settled, edition=need.version + 1, who=given.who, why="validé", now=given.now)
    plan = Plan(save=(kept,)) + _journal(given, "need_approved", need) + proposing.withdrawn(need, facts, given.now)
    left_out = {partner.id: command.reason or "" for partner in without if partner is not None}
    return plan + diffusing.diffuse(settled, facts, given.now, who=given.who, cause=given.cause, without=left_out), None


def _partner_named(word: str, facts: Facts) -> Partner | None:
    """The one partner of this id, address or name."""
    wanted = companies.folded(word)
    found = [
        p for p in facts.partners.values()
        if word == p.id or word.lower() == p.email.lower() or wanted == companies.folded(p.name)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _reject(command: Command, need: Need, facts: Facts, given: Given) -> tuple[Plan, str | None]:
    """The need goes back: it waits for a change. Ending it for good is `close`."""
    del facts
    if need.state == "incomplete":
        return _journal(given, "need_rejected", need, reason=command.reason), None
    if "incomplete" not in needs.MOVES[need.state]:
        return Plan(), "already_diffused" if need.state == "diffused" else "wrong_state"
    back = need.but(state="incomplete", since=given.now)
    return Plan(save=(back,)) + _journal(given, "need_rejected", need, reason=command.reason), None


def _correct(command: Command, need: Need, facts: Facts, given: Given) -> tuple[Plan, str | None]:
    """The referent's figures stand; a need that thereby becomes complete waits for validation."""
    if need.state in {"filled", "closed"}:
        return Plan(), "wrong_state"
    try:
        reading = needs.changed(needs.reading_of(need), command.changes)
    except KeyError:
        return Plan(), "unknown_field"
    if not command.changes:
        return Plan(), "nothing_to_change"
    state = need.state if need.state in {"diffused", "suspended"} else needs.state_of(reading)
    if state == need.state == "diffused" and needs.lacking(reading):
        return Plan(), "need_incomplete"
    after = need.but(
        reading=as_json(reading), title=reading.job.title, state=state,
        since=given.now if state != need.state else need.since,
    )  # fmt: skip
    kept = needs.version(after, edition=need.version + 1, who=given.who, why=command.reason or "corrigé", now=given.now)
    plan = Plan(save=(after, kept)) + _journal(given, "need_corrected", need, fields=sorted(command.changes))
    plan += proposing.withdrawn(need, facts, given.now) + diffusing.changed(need, after, facts, given.now)
    if state == "to_validate" and need.state == "incomplete":
        award = facts.awards.get(need.award_id or "")
        company = facts.companies.get(need.company_id or "")
        plan += Plan(mails=(collecting.need_to_validate(after, need.version + 1, award, company, facts),))
    return plan, None


def _propose(command: Command, need: Need, facts: Facts, given: Given) -> tuple[Plan, str | None]:
    """The company is asked to agree to a change."""
    plan = proposing.propose(need, command.changes, command.reason, facts, given.now, who=given.who, cause=given.cause)
    return (Plan(), plan) if isinstance(plan, str) else (plan, None)


def _present(command: Command, need: Need, facts: Facts, given: Given) -> tuple[Plan, str | None]:
    chosen = _chosen(command.candidates, need, facts)
    if isinstance(chosen, str):
        return Plan(), chosen
    plan = presenting.present(need, chosen, facts, given.now, who=given.who, cause=given.cause)
    return (Plan(), plan) if isinstance(plan, str) else (plan, None)


def _chosen(words: tuple[str, ...], need: Need, facts: Facts) -> list[Referral] | str:
    """The referrals meant: by number or by place in the need's list, or by name; none said = all that can be presented.

    Figures that are numbers in part and places in part are asked back: nobody is presented by mistake.
    """
    mine = [r for r in facts.referrals_of(need.id) if r.state in referrals.PRESENTABLE]
    if not words or [w.lower() for w in words] in (["tous"], ["toutes"], ["tout"]):
        agreed = [r for r in mine if r.consent != "awaited"]
        return agreed or ("consent_awaited" if mine else "nobody_to_present")
    figures = [int(digits) for word in words if (digits := word.strip().lstrip("#nN°R-r ")).isdigit()]
    numbers = {r.number: r for r in mine}
    by_number = [figure in numbers for figure in figures]
    if any(by_number) and any(figure not in numbers and 1 <= figure <= len(mine) for figure in figures):
        return "ambiguous"
    chosen: list[Referral] = []
    for word in words:
        found = _one_meant(word, mine, facts, places=not any(by_number))
        if found is None:
            return "unknown_candidate"
        chosen.append(found)
    return list({referral.id: referral for referral in chosen}.values())


def _one_meant(word: str, mine: list[Referral], facts: Facts, *, places: bool) -> Referral | None:
    digits = word.strip().lstrip("#nN°R-r ")
    if digits.isdigit():
        number = int(digits)
        if places:
            return mine[number - 1] if 1 <= number <= len(mine) else None
        return next((r for r in mine if r.number == number), None)
    said = set(persons.folded(word).split())
    named = [r for r in mine if r.id == word or (said and said <= _name_words(r, facts))]
    return named[0] if len(named) == 1 else None


def _name_words(referral: Referral, facts: Facts) -> set[str]:
    return set(persons.folded(persons.shown(facts.candidates[referral.candidate_id])).split())


def _remind(_command: Command, need: Need, facts: Facts, given: Given) -> tuple[Plan, str | None]:
    """Whoever the need waits for is reminded now."""
    if any(r.state == "presented" for r in facts.referrals_of(need.id)):
        return presenting.presentation_reminder(need.but(reminders=0), facts, given.now), None
    if need.state != "diffused":
        return Plan(), "nobody_to_remind"
    plan = Plan()
    for partner in facts.partners.values():
        mine = [d for d in facts.diffusions_of(need.id) if d.partner_id == partner.id and d.state == "sent"]
        if mine:
            early = {d.id: d.but(due_at=given.now, reminders=0) for d in mine}
            plan += diffusing.partner_reminder(
                partner, replace(facts, diffusions={**facts.diffusions, **early}), given.now
            )
    return (plan, None) if plan.mails else (Plan(), "nobody_to_remind")


def _remind_company(command: Command, facts: Facts, given: Given) -> tuple[Plan, OrderDone]:
    """« relancer Coquelle »: the one company of that name whose form is awaited."""
    wanted = companies.company_key(command.target)
    waiting: list[Award] = [
        a for a in facts.awards.values()
        if a.state == "contacted" and wanted and wanted in companies.company_key(facts.companies[a.company_id].name)
    ]  # fmt: skip
    if len(waiting) != 1:
        return Plan(), refused(command, "unknown_reference" if not waiting else "ambiguous")
    plan = chasing.company_reminder(waiting[0], facts, given.now)
    done = OrderDone(action="remind", reference=command.target or "", done=True, mails=len(plan.mails))
    return plan, done


def _close(command: Command, need: Need, facts: Facts, given: Given) -> tuple[Plan, str | None]:
    """The need is over: closed when it was out, cancelled when it was not; partners at work are told."""
    to = "closed" if "closed" in needs.MOVES[need.state] else "cancelled"
    over = needs.move(need, to, given.now)
    if over is None:
        return Plan(), "wrong_state"
    plan = Plan(save=(over.but(due_at=None),)) + _journal(given, f"need_{to}", need, reason=command.reason)
    at_work = to == "closed" and need.state != "filled"  # those of a filled need were told when it was filled
    plan += outcomes.ended(need, facts, given.now, f"need_{to}", also_presented=True)
    return plan + (diffusing.stop(over, facts) if at_work else Plan()), None


def _suspend(command: Command, need: Need, facts: Facts, given: Given) -> tuple[Plan, str | None]:
    """The need waits: partners at work are told, nobody is freed; « reopen » takes it up again."""
    waiting = needs.move(need, "suspended", given.now)
    if waiting is None:
        return Plan(), "wrong_state"
    plan = Plan(save=(waiting.but(due_at=None),)) + _journal(given, "need_suspended", need, reason=command.reason)
    return plan + diffusing.stop(waiting, facts), None


def _reopen(_command: Command, need: Need, facts: Facts, given: Given) -> tuple[Plan, str | None]:
    """The need goes on; where it was out, its partners and those whom its end had freed do as well."""
    to = "diffused" if need.state in {"closed", "filled", "suspended"} else needs.state_of(needs.reading_of(need))
    opened = needs.move(need, to, given.now)
    if opened is None:
        return Plan(), "wrong_state"
    plan = Plan(save=(opened,)) + _journal(given, "need_reopened", need)
    return plan + what_follows(plan, facts), None


def _undo(command: Command, facts: Facts, given: Given) -> tuple[Plan, OrderDone]:
    """The last order about this is taken back, while it can be."""
    target = undo_target(command.target)
    plan = undoing.undo(target, facts, given.now, who=given.who, cause=given.cause)
    if isinstance(plan, str):
        return Plan(), refused(command, plan, target)
    return plan, OrderDone(action="undo", reference=target, done=True)


def undo_target(word: str | None) -> str:
    """« B-0042 » for « b42 » and « 42 », « A-3 », « R-7 »: as orders are remembered."""
    found = re.fullmatch(r"\s*([ABR]?)[-\s]?0*(\d{1,6})\s*", (word or "").upper())
    if found is None:
        return word or ""
    letter, number = found.group(1) or "B", int(found.group(2))
    return needs.reference(number) if letter == "B" else f"{letter}-{number}"


def _pool(command: Command, facts: Facts, given: Given) -> tuple[Plan, OrderDone]:
    """« mutualiser B-0012, B-0015 »: told to facilitators and GEIQ; « ne pas mutualiser … »: not proposed again."""
    references = tuple(settling.NEED_REFERENCE.findall(command.target or ""))
    act = pathfinding.pool if command.action == "pool" else pathfinding.set_aside
    plan = act(references, facts, given.now, who=given.who, cause=given.cause)
    if isinstance(plan, str):
        return Plan(), refused(command, plan)
    reference = ", ".join(undo_target(word) for word in references)
    return plan, OrderDone(action=command.action, reference=reference, done=True, mails=len(plan.mails))


def _go_on(command: Command, need: Need, facts: Facts, given: Given) -> tuple[Plan, str | None]:
    """« poursuivre 7 au besoin B-0050 »: the partner is asked to put that person forward again."""
    number = next((int(word) for word in command.candidates if word.isdigit()), 0)
    referral = next((r for r in facts.referrals.values() if r.number == number), None)
    if referral is None:
        return Plan(), "unknown_candidate"
    plan = pathfinding.go_on(referral, need, facts, given.now, who=given.who, cause=given.cause)
    return (Plan(), plan) if isinstance(plan, str) else (plan, None)


def _settle(command: Command, facts: Facts, given: Given) -> tuple[Plan, OrderDone]:
    """« classer A-4 … »: what an item asked for is done, and it no longer waits."""
    number = review_number(command.target)
    item = next((i for i in facts.review if i.number == number), None)
    if item is None:
        return Plan(), refused(command, "unknown_reference")
    plan = settling.settle(item, command.reason, facts, given.now, who=given.who, cause=given.cause)
    if isinstance(plan, str):
        return Plan(), refused(command, plan, f"A-{number}")
    return plan, OrderDone(action="settle", reference=f"A-{number}", done=True)


def review_number(word: str | None) -> int:
    """« A-4 », « a4 », « le 4 »: 4; 0 where no figure is said."""
    found = REVIEW_REFERENCE.search(word or "")
    return int(found.group(1) if found else "".join(c for c in word or "" if c.isdigit()) or 0)


def on_referral(
    referral: Referral, to: str, facts: Facts, given: Given, *, reason: str | None = None, on: str | None = None
) -> tuple[Plan, str | None]:
    """The referent sets a referral's state by hand (`liaison referral`)."""
    need = facts.needs[referral.need_id]
    moved = referrals.move(referral, to, given.now, reason=reason, on=on)
    if moved is None:
        return Plan(), "wrong_state"
    plan = outcomes.decided(referral, moved, need, facts, given.now, who=given.who, cause=given.cause)
    after = {**facts.referrals, moved.id: moved}
    plan += outcomes.need_after(need, after, facts, given.now)
    plan += what_follows(plan, facts)
    target = f"R-{referral.number}"
    return undoing.recorded(plan, target, to, facts, who=given.who, cause=given.cause, now=given.now), None


def what_follows(plan: Plan, facts: Facts) -> Plan:
    """A need that this plan fills: its partners stop searching; one that it opens again: they go on.

    With minutes for second thoughts (`hire_notice_minutes`) the stop waits for the clock.
    """
    made = Plan()
    for need in [r for r in plan.save if isinstance(r, Need)]:
        before = facts.needs.get(need.id)
        if need.state == "filled" and before is not None and before.state != "filled":
            made += outcomes.ended(need, facts, need.since, "filled")
            wait = facts.office.policy.hire_notice_minutes
            made += Plan(save=(need.but(due_at=need.since + timedelta(minutes=wait)),)) if wait else Plan()
            made += Plan() if wait else diffusing.stop(need, facts)
        if need.state == "diffused" and before is not None and before.state in {"filled", "closed", "suspended"}:
            made += outcomes.opened_again(need, facts, need.since) + diffusing.go_on(need, facts, need.since)
    return made
