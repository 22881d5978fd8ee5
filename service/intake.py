"""One inbound message: remember it, understand it, act on it once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog

from mailboxes import inbound as mail
from mailboxes.inbound import Inbound
from mailboxes.inbox import Delivered, Folder, Inbox
from service import unpack
from service.apply import apply
from service.domain import decide, due, reviews
from service.domain.plan import Plan
from service.settings import MailboxSettings
from service.store import ledger
from service.store.store import Conflict

from parsers.statements import Doubt  # isort: skip

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from service.app import App

log = structlog.get_logger("intake")
#: a decision taken on facts that changed meanwhile is taken again
RETRIES = 5


# ------------------------------------------------------------------ remember
def receive(app: App, box: MailboxSettings, inbox: Inbox, now: datetime, stop: Callable[[], bool]) -> int:
    """Write down all that is new in the folder; the server's copies are not touched. The count of new messages."""
    folder = inbox.connect()

    def known(connection: Connection) -> tuple[int, Any]:
        after = ledger.cursor(connection, box.name, folder.name, folder.uidvalidity)
        return after, ledger.folder_facts(connection, box.name)

    after, facts = app.store.alone(known)
    reconciled = facts is not None and facts.reconciled_at is not None
    uids = inbox.uids(after if reconciled else 0)
    with app.store.transaction() as connection:
        new = ledger.unknown(connection, box.name, folder.name, folder.uidvalidity, uids)
    count = 0
    for delivered in inbox.fetch(new):
        count += receive_one(app, box, folder, delivered)
        if stop():
            return count
    news: dict[str, Any] = {"heard_at": now} if count else {}
    last = max(uids, default=after)
    app.store.alone(
        lambda connection: ledger.advance(
            connection, box.name, folder.name, last_uid=max(last, after), reconciled_at=now, **news
        )
    )
    return count


def receive_one(app: App, box: MailboxSettings, folder: Folder, delivered: Delivered) -> bool:
    """Write one delivery down, and commit before anything else happens to it. False when it was known."""
    head = _head(delivered.raw)
    arrival = ledger.Arrival(
        account=box.name,
        folder=folder.name,
        uidvalidity=folder.uidvalidity,
        uid=delivered.uid,
        raw=delivered.raw,
        message_id=head.message_id,
        sender=head.sender.address or None,
        subject=head.subject or None,
        header_only=delivered.header_only,
        received_at=delivered.received_at,
    )
    return app.store.alone(lambda connection: ledger.remember(connection, arrival))


def _head(raw: bytes) -> Inbound:
    """What the header tells; a mail without Message-ID is named by all its bytes."""
    end = min((at for at in (raw.find(b"\r\n\r\n"), raw.find(b"\n\n")) if at > 0), default=len(raw))
    head = mail.inspect(raw[:end] + b"\r\n\r\n")
    return mail.inspect(raw) if head.message_id.endswith("@liaison.invalid>") else head


def file_away(app: App, box: MailboxSettings, inbox: Inbox) -> bool:
    """File the server's copies of handled messages away; a failure here only repeats it later."""
    folder = inbox.connect()
    with app.store.transaction() as connection:
        outcomes = ledger.to_file_away(connection, box.name, folder.name, folder.uidvalidity)
    for outcome, uids in outcomes.items():
        inbox.acknowledge(uids, outcome)  # type: ignore[arg-type]
        app.store.alone(functools.partial(_filed_away, box=box, folder=folder, uids=uids))
    return bool(outcomes)


def _filed_away(connection: Connection, *, box: MailboxSettings, folder: Folder, uids: list[int]) -> None:
    ledger.filed_away(connection, box.name, folder.name, folder.uidvalidity, uids)


# ------------------------------------------------------------------ understand, act
def take_one(app: App, now: datetime) -> bool:
    """Handle the oldest message not yet handled; False when there is none."""
    with app.store.transaction() as connection:
        row = ledger.next_received(connection, now)
    if row is None:
        return False
    try:
        _take(app, row, now)
    except Exception as error:  # noqa: BLE001  (the worker loop: one bad message never stops the others)
        _failed(app, row, error, now)
    return True


def _take(app: App, row: ledger.Waiting, now: datetime) -> None:
    if row.header_only:
        _too_large(app, row, now)
        return None
    opened = unpack.unpack(
        row.raw,
        today=due.local_day(now, app.office.zone),
        trusted=app.mailbox.trusted_authserv,
        own=(app.mailbox.address,),
        readers=app.readers,
    )
    for _ in range(RETRIES):
        try:
            return _decided(app, row, opened, now)
        except Conflict as conflict:
            log.info("facts_changed", message=row.row, conflict=type(conflict).__name__)
    raise Conflict(f"message {row.row}: facts changed {RETRIES} times")


def _decided(app: App, row: ledger.Waiting, opened: unpack.Opened, now: datetime) -> None:
    """Ask, load, decide, write: the whole story of a message."""
    inbound, papers = opened.inbound, opened.papers
    wanted = decide.keys(inbound, papers, now, row.treat_as)
    facts = app.facts(wanted)
    said = decide.understood(inbound, papers, facts, now, row.treat_as)
    more = decide.keys_of(said)
    if more != decide.NO_KEYS:
        facts = app.facts(wanted | more)
    verdict = decide.on_message(inbound, papers, said, facts, now, row.treat_as)
    apply(
        app,
        verdict.plan,
        now,
        documents={a.sha256: a.content for a in inbound.attachments if not a.inline} if verdict.plan.save else {},
        handled=_marked(row, verdict, now),
    )
    log.info("message_taken", message=row.row, kind=verdict.kind, state=verdict.state)


def _marked(row: ledger.Waiting, verdict: decide.Verdict, now: datetime) -> Callable[[Connection], bool]:
    def mark(connection: Connection) -> bool:
        return ledger.finish(
            connection, row.row, state=verdict.state, kind=verdict.kind, evidence=verdict.evidence, now=now
        )

    return mark


def _too_large(app: App, row: ledger.Waiting, now: datetime) -> None:
    why = "message trop volumineux : seul son en-tête a été lu, l'original est dans la boîte"
    items = reviews.items([Doubt(what="message", why=why)], message_id=row.message_id, need_id=None, now=now)
    verdict = decide.Verdict(plan=Plan(review=items), state="review", kind="unknown", evidence=("too_large",))
    apply(app, verdict.plan, now, handled=_marked(row, verdict, now))


def _failed(app: App, row: ledger.Waiting, error: Exception, now: datetime) -> None:
    """Put a message that we could not handle aside; after the third time it waits for the referent."""
    log.error("message_failed", message=row.row, exc_info=error)
    why = f"Liaison n'a pas su traiter ce message ({type(error).__name__}, ligne {row.row} du registre)"
    items = reviews.items([Doubt(what="message", why=why)], message_id=row.message_id, need_id=None, now=now)

    def failed(connection: Connection) -> bool:
        ledger.fail(connection, row.row, reason=type(error).__name__, now=now)
        return True

    # together: a kill between the two would leave a message that nobody is told of
    last = row.attempts + 1 >= ledger.ATTEMPTS
    for _ in range(RETRIES):
        with suppress(Conflict):
            apply(app, Plan(review=items) if last else Plan(), now, handled=failed)
            return
    raise Conflict(f"message {row.row}: its failure could not be written down")
