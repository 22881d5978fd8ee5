"""Commands: a person's bell: an order given in the shell becomes a plan, is written, and its outcome comes back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from parsers.statements import Command
from service.apply import apply
from service.domain import counting, decide
from service.domain.facts import Keys
from service.domain.letters import OrderDone
from service.domain.ordering import Given
from service.store import views
from service.store.store import Conflict

if TYPE_CHECKING:
    from service.app import App

RETRIES = 5


def order(app: App, command: Command, now: datetime, *, who: str = "referent") -> OrderDone:
    """Carry out one order; the facts are asked again when they changed meanwhile."""
    given = Given(who=who, now=now, cause="command")
    for _ in range(RETRIES):
        facts = app.facts(decide.keys_of_order(command))
        plan, done = decide.on_command(command, facts, given)
        try:
            apply(app, plan, now)
        except Conflict:
            continue
        return done
    raise Conflict("les données changent sans cesse : réessayer")


def move_referral(
    app: App, word: str, to: str, now: datetime, *, reason: str | None = None, on: str | None = None
) -> OrderDone:
    """Set the state of one referral."""
    for _ in range(RETRIES):
        with app.store.transaction() as connection:
            referral = views.referral_by_word(connection, word)
        if referral is None:
            return OrderDone(action="referral", reference=word, done=False, outcome="unknown_reference")
        facts = app.facts(Keys(need_ids=frozenset({referral.need_id}), referral_numbers=frozenset({referral.number})))
        given = Given(who="referent", now=now, cause="command")
        plan, refusal = decide.on_referral(referral, to, facts, given, reason=reason, on=on)
        if refusal:
            return OrderDone(action="referral", reference=str(referral.number), done=False, outcome=refusal)
        try:
            apply(app, plan, now)
        except Conflict:
            continue
        return OrderDone(action="referral", reference=str(referral.number), done=True, mails=len(plan.mails))
    raise Conflict("les données changent sans cesse : réessayer")


def declare_hours(app: App, word: str, month: str, worked: float, now: datetime) -> OrderDone:
    """Declare the hours of one month for a hire, by the number or the id of its referral."""
    for _ in range(RETRIES):
        with app.store.transaction() as connection:
            referral = views.referral_by_word(connection, word)
        if referral is None:
            return OrderDone(action="hours", reference=word, done=False, outcome="unknown_reference")
        facts = app.facts(Keys(need_ids=frozenset({referral.need_id}), referral_numbers=frozenset({referral.number})))
        placement = next((p for p in facts.placements.values() if p.referral_id == referral.id), None)
        if placement is None:
            return OrderDone(action="hours", reference=word, done=False, outcome="not_hired")
        plan = counting.declare(placement, month, worked, facts, now, who="referent", cause="command")
        if isinstance(plan, str):
            return OrderDone(action="hours", reference=word, done=False, outcome=plan)
        try:
            apply(app, plan, now)
        except Conflict:
            continue
        return OrderDone(action="hours", reference=str(referral.number), done=True)
    raise Conflict("les données changent sans cesse : réessayer")
