"""Undoing: an order of the referent is taken back whole, while nothing of it has left and nothing came after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from service.domain import needs
from service.domain.facts import Facts
from service.domain.plan import Mail, Plan
from service.domain.records import NOUNS, Market, Need, NeedVersion, Order, Record, identity
from service.domain.writing import noted

#: states of a mail that has not left
STILL_HERE = frozenset({"waiting", "deferred"})


def mail_id(key: str) -> str:
    """The id of the mail that is written for this key."""
    return identity("mail", key)


def recorded(plan: Plan, target: str, action: str, facts: Facts, *, who: str, cause: str | None, now: datetime) -> Plan:
    """The plan of an order, its mails held back for the minutes of grace, and the order itself, to be undone.

    Orders of one mail about one thing are one: they are undone together.
    """
    grace = timedelta(minutes=facts.office.policy.grace_minutes)
    held = tuple(mail if not _leaves(mail) else replace(mail, due_at=max(mail.due_at or now, now + grace))
                 for mail in plan.mails)  # fmt: skip
    plan = replace(plan, mails=held)
    by_mail = cause is not None and cause != "command"
    told = [] if by_mail else [action, now.isoformat(), *(str(r.version) for r in plan.save)]
    made = identity("order", cause, target, *told)
    before = next((order for order in facts.orders if order.id == made), None)
    changed = {(kind, id_): version for kind, id_, version in (before.changed if before else [])}
    changed = {(noun, r.id): r.version for noun, r in _named(plan.save)} | changed
    order = Order(
        id=made,
        version=0,
        target=target,
        action=f"{before.action} {action}" if before else action,
        at=now,
        who=who,
        cause=cause,
        changed=[[kind, id_, version] for (kind, id_), version in changed.items()],
        mails=[*(before.mails if before else []), *(mail_id(mail.key) for mail in held if _leaves(mail))],
        final=(before.final if before else False) or _is_final(plan),
    )
    return plan + Plan(save=(order,))


def _is_final(plan: Plan) -> bool:
    """Whether the plan sets off what nobody can take back."""
    return bool(plan.retakes or plan.slots) or any(not _known(record) for record in plan.save)


def _leaves(mail: Mail) -> bool:
    """Whether the mail goes to someone else than the referent."""
    return mail.role != "referent"


def _named(records: Iterable[Record]) -> list[tuple[str, Record]]:
    # how far a market has come is not taken back with one of its needs
    return [(NOUNS[type(r)], r) for r in records if type(r) in NOUNS and not isinstance(r, Market)]


def _known(record: Record) -> bool:
    return type(record) in NOUNS or isinstance(record, (NeedVersion, Order))


def can_be_undone(plan: Plan, facts: Facts, now: datetime) -> datetime | bool:
    """Until when the order of this plan may be taken back; True: until something follows from it; False: not at all."""
    order = next((r for r in plan.save if isinstance(r, Order)), None)
    if order is None or order.final:
        return False
    if not order.mails:
        return True
    grace = facts.office.policy.grace_minutes
    return (now + timedelta(minutes=grace)).astimezone(facts.office.zone) if grace else False


def undo(target: str, facts: Facts, now: datetime, *, who: str, cause: str | None) -> Plan | str:
    """Everything as it was before the last order about `target`; a word of why not when that cannot be."""
    found = next((each for each in facts.undoable if each.order.target == target), None)
    if found is None:
        return "nothing_to_undo"
    order = found.order
    if order.final:
        return "cannot_undo"
    if any(found.mails.get(mail) not in STILL_HERE for mail in order.mails):
        return "too_late"
    plan = Plan(save=(order.but(undone_at=now),), withdraw=tuple(order.mails))
    for kind, id_, version in order.changed:
        current, before = found.now.get((kind, id_)), found.before.get((kind, id_))
        wrote = found.wrote.get((kind, id_))
        if current is None or wrote is None or wrote.but(version=current.version) != current:
            return "changed_since"
        if before is None and version > 0:
            return "cannot_undo"
        plan += _as_before(current, before, now, who)
    return plan + noted(now, "order_undone", f"order:{order.id}", who=who, cause=cause, target=target,
                        action=order.action)  # fmt: skip


def _as_before(current: Record, before: Record | None, now: datetime, who: str) -> Plan:
    if before is None:
        return Plan(erase=(current,))
    restored = before.but(version=current.version)
    again = frozenset({restored.id})
    if not isinstance(restored, Need) or not isinstance(current, Need) or restored.reading == current.reading:
        return Plan(save=(restored,), restored=again)
    kept = needs.version(restored, edition=current.version + 1, who=who, why="annulé", now=now)
    return Plan(save=(restored, kept), restored=again)
