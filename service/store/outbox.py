"""The ledger of what goes out: written once, marked `sending` before the final dot, settled after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, update

from service.domain import records
from service.store import write
from service.store.store import Conflict
from service.store.tables import TABLE_OF, BlobRow, OutboxRow

_outbox: Any = OutboxRow.__table__  # type: ignore[attr-defined]
_blobs: Any = BlobRow.__table__  # type: ignore[attr-defined]
_contacts: Any = TABLE_OF[records.Contact].__table__
_threads: Any = TABLE_OF[records.Thread].__table__

#: how long a mail is tried before a person is asked
GIVE_UP = timedelta(days=4)
BACK_OFF = (1, 5, 15, 60, 120, 240)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A mail, frozen: the same bytes and Message-ID however often it is tried."""

    id: str
    key: str
    kind: str
    account: str
    to_address: str
    message_id: str
    subject: str
    raw: bytes
    due_at: datetime
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A mail that this worker may send."""

    id: str
    kind: str
    account: str
    to_address: str
    message_id: str
    raw: bytes
    attempts: int
    written_at: datetime
    #: when it was last tried
    tried_at: datetime


def write_mail(connection: Connection, mail: Written) -> bool:
    """Put a mail in the outbox; False when one of the same key was ever written: it is not written twice."""
    if connection.execute(select(_outbox.c.id).where(_outbox.c.key == mail.key)).first():
        return False
    connection.execute(
        insert(_outbox).values(
            id=mail.id,
            key=mail.key,
            kind=mail.kind,
            account=mail.account,
            to_address=mail.to_address,
            message_id=mail.message_id,
            subject=mail.subject,
            sha256=write.keep_blob(connection, mail.raw),
            state="waiting",
            attempts=0,
            due_at=mail.due_at,
            written_at=mail.written_at,
            copied=False,
        )
    )
    return True


def hold_lost(connection: Connection, account: str) -> int:
    """Hold what still waits for a correspondent whose address was lost after it was written; how many that is.

    What a person released goes all the same.
    """
    lost = select(_contacts.c.id).where(_contacts.c.state.in_(("bounces", "left", "silenced")))
    to_them = exists().where(_threads.c.id == _outbox.c.id, _threads.c.role.in_(("partner", "company")))
    held = connection.execute(
        update(_outbox)
        .where(
            _outbox.c.account == account,
            _outbox.c.state.in_(("waiting", "deferred")),
            or_(_outbox.c.note.is_(None), _outbox.c.note != "released"),
            func.lower(_outbox.c.to_address).in_(lost),
            to_them,
        )
        .values(state="held", note="address_lost", reason="cette adresse ne prend plus nos courriels")
    )
    return int(held.rowcount)


def withdraw(connection: Connection, mail_ids: Iterable[str]) -> None:
    """Mails that are not to leave after all, with their threads, as if never written. Raises Conflict: one has left."""
    for mail_id in mail_ids:
        waiting = (_outbox.c.id == mail_id) & _outbox.c.state.in_(("waiting", "deferred"))
        if connection.execute(delete(_outbox).where(waiting)).rowcount != 1:
            raise Conflict(f"mail {mail_id} has left")
        connection.execute(delete(_threads).where(_threads.c.id == mail_id))


def states(connection: Connection, mail_ids: Iterable[str]) -> dict[str, str]:
    """Where these mails are."""
    rows = connection.execute(select(_outbox.c.id, _outbox.c.state).where(_outbox.c.id.in_(list(mail_ids))))
    return {row.id: row.state for row in rows}


def claim(connection: Connection, account: str, now: datetime) -> Claimed | None:
    """Take the oldest mail that is due and mark it `sending`: from here on it may have gone."""
    hold_lost(connection, account)
    found = connection.execute(
        select(_outbox, _blobs.c.data)
        .join(_blobs, _blobs.c.sha256 == _outbox.c.sha256)
        .where(
            _outbox.c.account == account,
            _outbox.c.state.in_(("waiting", "deferred")),
            _outbox.c.due_at <= now,
        )
        .order_by(_outbox.c.due_at, _outbox.c.written_at, _outbox.c.id)
        .limit(1)
        .with_for_update(of=_outbox, skip_locked=True)
    ).first()
    if found is None:
        return None
    connection.execute(
        update(_outbox)
        .where(_outbox.c.id == found.id)
        .values(
            state="sending",
            tried_at=now,
            attempts=found.attempts + 1,
            note=None,
        )
    )
    return _claimed(found, found.attempts + 1, now)


def abandoned(connection: Connection, account: str) -> list[Claimed]:
    """Mails left `sending`. Asked by the one who holds the mailbox: whoever was sending them is gone."""
    rows = connection.execute(
        select(_outbox, _blobs.c.data)
        .join(_blobs, _blobs.c.sha256 == _outbox.c.sha256)
        .where(_outbox.c.account == account, _outbox.c.state == "sending")
        .order_by(_outbox.c.tried_at)
    ).all()
    return [_claimed(row, row.attempts, row.tried_at) for row in rows]


def settle(connection: Connection, mail_id: str, **values: Any) -> bool:
    """Write down what became of a mail in `sending`; False when someone else settled it."""
    done = connection.execute(
        update(_outbox).where(_outbox.c.id == mail_id, _outbox.c.state == "sending").values(**values)
    )
    return bool(done.rowcount)


def put_off(attempts: int, now: datetime) -> datetime:
    """When a mail that was not taken is tried again (RFC 5321 §4.5.4.1)."""
    return now + timedelta(minutes=BACK_OFF[min(attempts, len(BACK_OFF)) - 1])


def put_off_all(connection: Connection, account: str, until: datetime) -> None:
    """The server itself is in trouble: every mail of the account waits."""
    connection.execute(
        update(_outbox)
        .where(_outbox.c.account == account, _outbox.c.state.in_(("waiting", "deferred")), _outbox.c.due_at < until)
        .values(due_at=until)
    )


def uncopied(connection: Connection, account: str, limit: int = 50) -> list[Claimed]:
    """Mails that went and of which the Sent folder may lack a copy."""
    rows = connection.execute(
        select(_outbox, _blobs.c.data)
        .join(_blobs, _blobs.c.sha256 == _outbox.c.sha256)
        .where(
            _outbox.c.account == account,
            _outbox.c.state == "sent",
            _outbox.c.copied.is_(False),
            _outbox.c.kind != "probe",
        )
        .order_by(_outbox.c.sent_at)
        .limit(limit)
    ).all()
    return [_claimed(row, row.attempts, row.tried_at) for row in rows]


def copied(connection: Connection, mail_id: str) -> None:
    """Note that the Sent folder holds the mail."""
    connection.execute(update(_outbox).where(_outbox.c.id == mail_id).values(copied=True))


def release(connection: Connection, mail_id: str, now: datetime) -> bool:
    """A person decides that a held or refused mail goes (again)."""
    done = connection.execute(
        update(_outbox)
        .where(_outbox.c.id == mail_id, _outbox.c.state.in_(("held", "refused")))
        .values(state="waiting", due_at=now, note="released")
    )
    return bool(done.rowcount)


def sent_since(connection: Connection, account: str, since: datetime) -> int:
    """How many mails went since then: what a limit a minute is counted by."""
    return int(
        connection.execute(
            select(func.count()).where(_outbox.c.account == account, _outbox.c.tried_at > since)
        ).scalar_one()
    )


def by_id(connection: Connection, mail_id: str) -> Any:
    """The row of one mail."""
    return connection.execute(select(_outbox).where(_outbox.c.id == mail_id)).first()


def _claimed(row: Any, attempts: int, tried_at: datetime) -> Claimed:
    return Claimed(
        id=row.id,
        kind=row.kind,
        account=row.account,
        to_address=row.to_address,
        message_id=row.message_id,
        raw=row.data,
        attempts=attempts,
        written_at=row.written_at,
        tried_at=tried_at,
    )
