"""Classify: what a message says, given what it answers: pure, the same for the daemon and `liaison understand`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from mailboxes.inbound import Inbound
from parsers.statements import Asked, Doubt, NeedRef
from service.domain.company_answers import company_answer, form_in
from service.domain.partner_replies import partner_reply
from service.domain.understanding import Context, Paper, Understanding, nothing_understood, words_of


def understand(inbound: Inbound, papers: tuple[Paper, ...], context: Context, today: date) -> Understanding:
    """What the message says. `today` is the day it was written: « demain » counts from there."""
    if inbound.auto:
        return Understanding(kind="machine", reasons=(f"auto:{inbound.auto}", *inbound.evidence))
    if inbound.error:
        return nothing_understood(Doubt(what=inbound.error.code, why=inbound.error.message))
    if not context.trusted:
        why = f"expéditeur non authentifié (DMARC : {inbound.authentication.dmarc}) : rien n'a été fait"
        return nothing_understood(Doubt(what=inbound.sender.address, why=why), reason="sender_not_authenticated")
    reader = {
        "referent": _order,
        "facilitator": _notification,
        "company": company_answer,
        "partner": partner_reply,
    }.get(context.role or "", _stranger)
    understood = reader(inbound, papers, context, today)
    return replace(understood, to_review=understood.to_review + _unreadable(papers))


def _unreadable(papers: tuple[Paper, ...]) -> tuple[Doubt, ...]:
    return tuple(Doubt(what=p.name or "corps", why=p.reading.error.message) for p in papers if p.reading.error)


def _order(inbound: Inbound, _papers: tuple[Paper, ...], context: Context, today: date) -> Understanding:
    from parsers.replies import buttons, orders, proposal_orders

    settled, rest = buttons.read(words_of(inbound))
    proposed, rest = proposal_orders.read(rest, need=context.need, needs=context.needs, today=today)
    shown = "\n".join(inbound.quoted)
    read = orders.read(rest, need=context.need, needs=context.needs, today=today, shown=shown)
    first = (*settled, *proposed)
    doubts = () if first and not rest.strip() else read.to_review
    return Understanding(
        kind="referent_order", reasons=("role:referent",), commands=(*first, *read.commands), to_review=doubts
    )


def _facts_told(inbound: Inbound, papers: tuple[Paper, ...], asked: tuple[Asked, ...]) -> Understanding | None:
    """The plain answer to what a notification left out; a new notification says all of it again."""
    from parsers.replies import market_facts

    if any(_notifies(p) for p in papers if p.origin != "whole"):
        return None
    told = market_facts.read(words_of(inbound), asked, sender_address=inbound.sender.address)
    if not told.told and not told.to_review:
        return None
    return Understanding(kind="facilitator_notification", reasons=("role:facilitator", "facts_told"), facts_told=told)


def _notifies(paper: Paper) -> bool:
    """Whether this is a notification of its own: a document, or words that name a market."""
    if paper.reading.kind != "facilitator_notification":
        return False
    return paper.origin == "attachment" or any(m.reference or m.notified_on for m in paper.reading.markets)


def _notification(inbound: Inbound, papers: tuple[Paper, ...], context: Context, today: date) -> Understanding:
    from parsers.forms import announcements, facilitator_notification

    if context.asked and (answer := _facts_told(inbound, papers, context.asked)):
        return answer
    documents = [p.reading.document for p in papers if p.reading.document is not None and p.origin != "whole"]
    markets = facilitator_notification.read_notification(
        documents,
        sender=(inbound.sender.name, inbound.sender.address),
        signature=inbound.signature,
        subject=inbound.subject,
        today=today,
    )
    markets = tuple(market for market in markets if market.awards or market.notified_on)
    if not markets:
        return nothing_understood(
            Doubt(what=inbound.subject, why="aucun marché reconnu dans ce message du facilitateur")
        )
    if announcements.nothing_decided(words_of(inbound)):
        return nothing_understood(
            Doubt(what=inbound.subject, why="le marché ne semble pas encore notifié : rien n'a été envoyé")
        )
    return Understanding(kind="facilitator_notification", reasons=("role:facilitator",), markets=markets)


def _stranger(inbound: Inbound, papers: tuple[Paper, ...], context: Context, today: date) -> Understanding:
    """Nobody we know: a filled form speaks for itself; a market is only what it looks like."""
    form = form_in(papers)
    if form and form.needs:
        return form
    looks_like = next((p for p in papers if p.reading.kind == "facilitator_notification"), None)
    if looks_like:
        found = _notification(inbound, papers, context, today)
        return replace(found, reasons=("content:market",))
    return nothing_understood(
        Doubt(what=inbound.subject or words_of(inbound)[:200], why="expéditeur inconnu, contenu non reconnu")
    )


def context_of(tree: Mapping[str, Any], inbound: Inbound, trusted: str | None) -> Context:
    """The context that `liaison understand` is given; any part may be missing or of the wrong shape.

    A mail in the name of the facilitator or the referent is believed when the named server vouches for it; where no
    server is named nothing can be proved, and only a server that says it failed counts against it.
    """
    needs = [ref for ref in (_need_ref(item) for item in _list(tree.get("needs"))) if ref]
    need = _need_ref(tree.get("need"))
    if need and need not in needs:
        needs.append(need)
    role = tree.get("role")
    proved = inbound.authentication.dmarc == "pass" or "authentication:aligned" in inbound.evidence
    failed = not proved if trusted else "authentication:claims-failure" in inbound.evidence
    return Context(
        role=role if role in {"partner", "company", "referent", "facilitator"} else None,
        need=need,
        needs=tuple(needs),
        presented=tuple(str(name) for name in _list(tree.get("presented"))),
        partner=tree.get("partner"),
        company=tree.get("company"),
        trusted=not (failed and role in {"referent", "facilitator"}),
    )


def _need_ref(item: Any) -> NeedRef | None:
    if not isinstance(item, Mapping) or not item.get("ref"):
        return None
    title = item.get("title")
    return NeedRef(ref=str(item["ref"]), title=str(title) if title else None)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
