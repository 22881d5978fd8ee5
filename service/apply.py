"""Apply: the pen: a Plan is rendered first, then written in one transaction: all of it or nothing."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from mailboxes.compose import Enclosed, Written, compose
from mailboxes.message import Address
from service import rendering
from service.attachments import files_of
from service.domain import due
from service.domain.plan import Mail, Plan
from service.domain.records import JournalEntry, ReviewItem, Thread, identity
from service.store import history, ledger, outbox, views, write

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from service.app import App


def apply(
    app: App,
    plan: Plan,
    now: datetime,
    *,
    documents: dict[str, bytes] | None = None,
    handled: Callable[[Connection], bool] = lambda _connection: True,
) -> bool:
    """Write the plan; False when someone else did this work meanwhile. Raises Conflict when the facts have changed.

    1. Mails are rendered and composed before the transaction: a template that fails writes nothing.
    2. `handled` runs first inside the transaction: the message, the slot, whatever makes this work be done once.
    3. Slots, records, mails with their threads, review items and the journal follow, and commit together.
    """
    letters = [(mail, *_composed(app, mail, now, documents or {})) for mail in plan.mails]
    with app.store.transaction() as connection:
        write.begin_writing(connection)
        if not handled(connection):
            return False
        if not all(write.take_slot(connection, slot.job, slot.key, now) for slot in plan.slots):
            return False
        for data in (documents or {}).values():
            write.keep_blob(connection, data)
        outbox.withdraw(connection, plan.withdraw)
        write.erase(connection, plan.erase)
        history.forget(connection, plan.erase)
        write.save(connection, plan.save)
        history.keep(connection, plan.save, now)
        written = [_posted(connection, app, mail, raw, subject, now) for mail, raw, subject in letters]
        _review(connection, plan.review, now)
        for retake in plan.retakes:
            treat_as = {"role": retake.role, "need": retake.need_reference}
            ledger.put_back(connection, retake.message_id, {key: value for key, value in treat_as.items() if value})
        write.append_journal(connection, (*plan.journal, *(entry for entry in written if entry is not None)))
    _tell(app, plan)
    return True


def token_of(app: App, key: str) -> str:
    """Ten letters and figures that only this installation can make for this mail."""
    digest = hmac.new(app.secret, key.encode(), "sha256").digest()
    return base64.b32encode(digest).decode()[:10]


def thread_bytes(app: App, key: str) -> bytes:
    """Sixteen bytes that name the mail's thread to Outlook."""
    return hmac.new(app.secret, f"thread {key}".encode(), "sha256").digest()[:16]


def message_id_of(app: App, mail: Mail) -> str:
    """The Message-ID, fixed by what the mail is for: a repeat carries the same."""
    domain = app.mailbox.address.rpartition("@")[2]
    kind = rendering.template_name(type(mail.letter)).replace("_", "-")
    return f"<liaison.{kind}.{token_of(app, mail.key).lower()}@{domain}>"


def leaves_at(app: App, mail: Mail, now: datetime) -> datetime:
    """When the mail is to leave."""
    return mail.due_at or due.leaves_at(mail.role, now, app.office.policy, app.office.zone)


def _composed(app: App, mail: Mail, now: datetime, documents: dict[str, bytes]) -> tuple[bytes, str]:
    """The mail's bytes and subject."""
    token = token_of(app, mail.key)
    shown = rendering.render(mail.letter, app.settings.service.templates, token=f"L-{token}")
    files = [Enclosed(name=name, type=kind, content=data) for name, kind, data in files_of(app, mail, documents)]
    references = (*mail.references, mail.answers) if mail.answers else mail.references
    raw = compose(
        Written(
            message_id=message_id_of(app, mail),
            sender=Address(name=app.office.referent.name, address=app.mailbox.address),
            to=Address(name=mail.to_name, address=mail.to),
            subject=shown.subject,
            text=shown.text,
            html=shown.html,
            attachments=tuple(files),
            in_reply_to=mail.answers,
            references=tuple(dict.fromkeys(references)),
            date=leaves_at(app, mail, now).astimezone(app.office.zone),
            thread=thread_bytes(app, mail.key),
            key=token,
        )
    )
    return raw, shown.subject


def _posted(
    connection: Connection, app: App, mail: Mail, raw: bytes, subject: str, now: datetime
) -> JournalEntry | None:
    """The mail in the outbox, with its thread; None when one of the same key was written before."""
    mail_id = identity("mail", mail.key)
    kind = rendering.template_name(type(mail.letter))
    message_id = message_id_of(app, mail)
    written = outbox.write_mail(
        connection,
        outbox.Written(
            id=mail_id,
            key=mail.key,
            kind=kind,
            account=app.mailbox.name,
            to_address=mail.to.lower(),
            message_id=message_id,
            subject=subject,
            raw=raw,
            due_at=leaves_at(app, mail, now),
            written_at=now,
        ),
    )
    if not written:
        return None
    thread = Thread(
        id=mail_id, token=token_of(app, mail.key), thread_name=thread_bytes(app, mail.key).hex(),
        message_id=message_id, kind=kind, role=mail.role,
        address=mail.to.lower(), subject=subject, market_id=mail.market_id, award_id=mail.award_id,
        need_id=mail.need_id, partner_id=mail.partner_id, company_id=mail.company_id, answers=mail.answers,
        asked=dict(mail.asked), at=leaves_at(app, mail, now),
    )  # fmt: skip
    write.save(connection, (thread,))
    return JournalEntry(at=now, who="liaison", what="mail_written", subject=f"mail:{mail_id}", details={"kind": kind})


def _review(connection: Connection, items: Iterable[ReviewItem], now: datetime) -> None:
    """Review items get their numbers here; one that is open already is not opened twice."""
    number = views.last_review_number(connection)
    for item in items:
        if views.has_review(connection, item.id):
            continue
        number += 1
        numbered = item.but(number=number)
        write.save(connection, (numbered,))
        history.keep(connection, (numbered,), now)


def _tell(app: App, plan: Plan) -> None:
    for entry in plan.journal:
        app.tell(entry.what, {"subject": entry.subject, **entry.details})
    for mail in plan.mails:
        app.tell("mail_written", {"kind": rendering.template_name(type(mail.letter)), "to": mail.to})
    for item in plan.review:
        app.tell("review_item", {"what": item.what, "why": item.why})
