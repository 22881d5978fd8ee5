"""Delivery: the postman: one mail at a time, `sending` before it goes; after a crash, evidence before any repeat."""

from __future__ import annotations

import functools
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

import structlog

from mailboxes.compose import Written, compose
from mailboxes.errors import Rejected, Unreachable
from mailboxes.inbox import Inbox
from mailboxes.message import Address
from mailboxes.sender import Deferred, Outcome, Outgoing, Refused, Sender, Sent, Unknown
from parsers.statements import Doubt
from service import intake
from service.apply import apply
from service.domain import machines, moves, reviews
from service.domain.facts import Keys
from service.domain.plan import Plan
from service.settings import MailboxSettings
from service.store import history, ledger, outbox, write
from service.store.store import Conflict

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from service.app import App

log = structlog.get_logger("delivery")

#: how long a probe may take to come back before the evidence counts as unreadable, for now
PROBE_PATIENCE = 20.0
#: how long evidence is looked for, again and again, before the configuration decides without any
EVIDENCE_PATIENCE = timedelta(hours=1)
#: how long a server is watched, once, for copies that it makes itself
COPY_PATIENCE = 3.0
TROUBLE = timedelta(minutes=1)
#: a decision taken on facts that changed meanwhile is taken again
RETRIES = 5


@dataclass(slots=True, kw_only=True)
class Post:
    """A postman's tools: one thread's own wires."""

    app: App
    box: MailboxSettings
    sender: Sender
    #: where evidence is looked for and copies are kept
    inbox: Inbox
    stop: Callable[[], bool]
    #: what the server could not do, for whoever runs once and leaves
    troubles: list[str] = field(default_factory=list)


# ------------------------------------------------------------------ one mail
def deliver_one(post: Post, now: datetime) -> bool:
    """Send the oldest mail that is due; False when there is none, or when the provider's rate is used up."""

    def claimed(connection: Connection) -> outbox.Claimed | None:
        return None if _rate_is_used_up(connection, post, now) else outbox.claim(connection, post.box.name, now)

    mail = post.app.store.alone(claimed)
    if mail is None:
        return False
    outcome = post.sender.send(
        Outgoing(
            envelope_from=post.box.address,
            recipient=mail.to_address,
            message_id=mail.message_id,
            raw=mail.raw,
            archive=post.box.archive if post.box.evidence == "bcc" else None,
        )
    )
    _settle(post, mail, outcome, now)
    return True


def _rate_is_used_up(connection: Connection, post: Post, now: datetime) -> bool:
    rate = post.box.rate_per_minute
    return bool(rate) and outbox.sent_since(connection, post.box.name, now - timedelta(minutes=1)) >= rate


def _settle(post: Post, mail: outbox.Claimed, outcome: Outcome, now: datetime) -> None:
    log.info("mail_tried", mail=mail.id, outcome=type(outcome).__name__)
    if isinstance(outcome, Sent):
        _sent(post, mail, now, note="sent")
    elif isinstance(outcome, Refused):
        _refused(post, mail, outcome, now)
    elif isinstance(outcome, Deferred):
        _deferred(post, mail, outcome, now)
    elif isinstance(outcome, Unknown):
        recover_one(post, mail, now)


def _sent(post: Post, mail: outbox.Claimed, now: datetime, *, note: str) -> None:

    def settled(connection: Connection) -> None:
        if outbox.settle(connection, mail.id, state="sent", sent_at=now, note=note, reason=None):
            history.keep(connection, write.mark_sent(connection, mail.id, now), now)

    post.app.store.alone(settled)
    post.app.tell("mail_sent", {"kind": mail.kind, "to": mail.to_address})


def _refused(post: Post, mail: outbox.Claimed, outcome: Refused, now: datetime) -> None:
    """Recorded; where the address itself is at fault it is not written to again, and the referent is told."""
    app = post.app

    def settled(connection: Connection) -> bool:
        return outbox.settle(connection, mail.id, state="refused", reason=outcome.reason)

    for _ in range(RETRIES):
        with suppress(Conflict):
            apply(app, _plan_of_refusal(app, mail, outcome, now), now, handled=settled)
            return
    raise Conflict(f"mail {mail.id}: its refusal could not be written down")


def _plan_of_refusal(app: App, mail: outbox.Claimed, outcome: Refused, now: datetime) -> Plan:
    if outcome.recipient_at_fault:
        facts = app.facts(Keys(addresses=frozenset({mail.to_address})))
        plan = machines.refused(mail.to_address, facts, now, reason=outcome.status or outcome.reason, cause=mail.id)
        return plan + moves.of(plan, facts, now, who="liaison", cause=mail.id)
    doubt = Doubt(what=mail.to_address, why=f"le serveur refuse ce courriel : {outcome.reason}")
    return Plan(review=reviews.items([doubt], message_id=None, need_id=None, now=now))


def _deferred(post: Post, mail: outbox.Claimed, outcome: Deferred, now: datetime) -> None:
    """Tried again later, with more patience each time; after four days a person is asked."""
    over = now - mail.written_at > outbox.GIVE_UP

    def settled(connection: Connection) -> None:
        if over:
            outbox.settle(connection, mail.id, state="held", reason=outcome.reason, note="given_up")
            return
        later = outbox.put_off(mail.attempts, now)
        outbox.settle(connection, mail.id, state="deferred", reason=outcome.reason, due_at=later)
        if outcome.everywhere:
            outbox.put_off_all(connection, post.box.name, now + TROUBLE)

    post.app.store.alone(settled)
    if over:
        return
    if outcome.everywhere:
        log.warning("server_in_trouble", mailbox=post.box.name, reason=outcome.reason)
        post.troubles.append(outcome.reason)


# ------------------------------------------------------------------ after a crash: did it go?
#: went, did_not_go: sure. nothing_tells: no evidence is kept here. not_yet: it cannot be looked at now
Finding = Literal["went", "did_not_go", "nothing_tells", "not_yet"]


def recover(post: Post, now: datetime) -> int:
    """Settle every mail that a dead process or a broken line left `sending`; how many remain in doubt for now."""
    with post.app.store.transaction() as connection:
        left = outbox.abandoned(connection, post.box.name)
    return sum(not recover_one(post, mail, now) for mail in left)


def recover_one(post: Post, mail: outbox.Claimed, now: datetime) -> bool:
    """Look for evidence that the mail went, behind a probe; without any, do what the configuration says (ADR 0005).

    False when the evidence cannot be looked at now: the mail stays `sending`, and is asked about again, for an hour.
    """
    found = _evidence(post, mail, now)
    if found == "not_yet" and now - mail.tried_at > EVIDENCE_PATIENCE:
        found = "nothing_tells"
    log.info("mail_recovered", mail=mail.id, evidence=found)
    if found == "not_yet":
        post.troubles.append(f"un courriel est peut-être parti ({mail.id}) : à vérifier quand la messagerie répondra")
        return False
    if found == "went":
        _sent(post, mail, now, note="evidence")
    elif found == "did_not_go" or post.box.in_doubt == "resend":
        _settled(post, mail, state="waiting", due_at=now, note="resent")
    else:
        _settled(post, mail, state="held", note="in_doubt", reason="envoi incertain après un arrêt")
    return True


def _settled(post: Post, mail: outbox.Claimed, **values: Any) -> None:
    post.app.store.alone(lambda connection: outbox.settle(connection, mail.id, **values))


def _evidence(post: Post, mail: outbox.Claimed, now: datetime) -> Finding:
    if post.box.evidence == "none":
        return "nothing_tells"
    try:
        if _seen(post, mail.message_id):
            return "went"
        if post.box.evidence == "sent_folder" and _server_copies(post) is False:
            return "nothing_tells"
        probe = _probe(post, now)
        if probe == "came":
            return "went" if _seen(post, mail.message_id) else "did_not_go"
    except (Unreachable, Rejected) as trouble:
        log.warning("evidence_unreachable", mailbox=post.box.name, reason=str(trouble))
        return "not_yet"
    keeps_no_copies = post.box.evidence == "sent_folder" and not _server_copies(post)
    return "nothing_tells" if probe == "lost" and keeps_no_copies else "not_yet"


def _seen(post: Post, message_id: str) -> bool:
    """Whether a copy of the mail lies where the configuration says that copies come."""
    if post.box.evidence == "sent_folder":
        post.inbox.connect()
        return post.inbox.has_copy(message_id)
    intake.receive(post.app, post.box, post.inbox, post.app.now(), post.stop)
    with post.app.store.transaction() as connection:
        return ledger.has_arrived(connection, message_id)


def _server_copies(post: Post) -> bool | None:
    with post.app.store.transaction() as connection:
        row = ledger.folder_facts(connection, post.box.name)
    return row.server_copies if row is not None else None


def _probe(post: Post, now: datetime) -> Literal["came", "lost", "stuck"]:
    """Send a probe the same way and wait for its copy: what went before it has then arrived too.

    « lost »: it went, and no copy came in time; « stuck »: it did not go, or we are asked to stop.
    """
    domain = post.box.address.rpartition("@")[2]
    message_id = f"<liaison.probe.{secrets.token_hex(10)}@{domain}>"
    to = post.box.archive if post.box.evidence == "bcc" and post.box.archive else post.box.address
    raw = compose(
        Written(
            message_id=message_id,
            sender=Address(name="Liaison", address=post.box.address),
            to=Address(name="", address=to),
            subject="Liaison : sonde technique",
            text="Ce message vérifie que la messagerie a tout transmis. Il peut être effacé.\n",
            html=None,
            date=now,
            key="PROBE",
        )
    )
    sent = post.sender.send(Outgoing(envelope_from=post.box.address, recipient=to, message_id=message_id, raw=raw))
    if not isinstance(sent, Sent):
        return "stuck"
    end = time.monotonic() + PROBE_PATIENCE
    while time.monotonic() < end:
        if post.stop():
            return "stuck"
        if _seen(post, message_id):
            _learned(post, server_copies=True)
            return "came"
        time.sleep(0.25)
    if _server_copies(post) is None:
        _learned(post, server_copies=False)
    return "lost"


def _learned(post: Post, *, server_copies: bool) -> None:
    if post.box.evidence != "sent_folder":
        return

    def noted(connection: Connection) -> None:
        row = ledger.folder_facts(connection, post.box.name)
        if row is not None and row.server_copies != server_copies:
            ledger.advance(connection, post.box.name, row.name, server_copies=server_copies)

    post.app.store.alone(noted)


# ------------------------------------------------------------------ a copy for people
def keep_copies(post: Post, now: datetime) -> bool:
    """See to it that the Sent folder holds what went; a server that copies by itself is left to it."""
    with post.app.store.transaction() as connection:
        mails = outbox.uncopied(connection, post.box.name)
    if not mails:
        return False
    post.inbox.connect()
    if _server_copies(post) is None and post.box.evidence == "sent_folder":
        _learned(post, server_copies=_copied_by_server(post, mails[0].message_id))
    by_server = _server_copies(post)
    for mail in mails:
        if not by_server:
            post.inbox.keep_copy(mail.raw, now)
        post.app.store.alone(functools.partial(outbox.copied, mail_id=mail.id))
    return True


def _copied_by_server(post: Post, message_id: str) -> bool:
    end = time.monotonic() + COPY_PATIENCE
    while time.monotonic() < end and not post.stop():
        if post.inbox.has_copy(message_id):
            return True
        time.sleep(0.2)
    return False
