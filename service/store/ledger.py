"""The ledger of what came in: remembered before it is understood, taken once, filed away last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, exists, insert, select, update

from service.store import write
from service.store.tables import BlobRow, FolderRow, MessageRow

_messages: Any = MessageRow.__table__  # type: ignore[attr-defined]
_folders: Any = FolderRow.__table__  # type: ignore[attr-defined]
_blobs: Any = BlobRow.__table__  # type: ignore[attr-defined]

#: a message that failed this often waits for a person
ATTEMPTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One delivery, as it is first remembered."""

    account: str
    folder: str
    uidvalidity: int
    uid: int
    raw: bytes
    message_id: str
    sender: str | None
    subject: str | None
    header_only: bool
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A message whose turn it is."""

    row: int
    account: str
    message_id: str
    sha256: str
    raw: bytes
    header_only: bool
    #: what the referent says that it is: {role, need}
    treat_as: dict[str, str]
    attempts: int
    received_at: datetime


def remember(connection: Connection, arrival: Arrival) -> bool:
    """Write the arrival down; False when this very delivery is known already. A repeat is marked `duplicate`."""
    known = select(_messages.c.id).where(
        _messages.c.account == arrival.account,
        _messages.c.folder == arrival.folder,
        _messages.c.uidvalidity == arrival.uidvalidity,
        _messages.c.uid == arrival.uid,
    )
    if connection.execute(known).first():
        return False
    sha256 = write.keep_blob(connection, arrival.raw)
    same = select(_messages.c.id).where(
        _messages.c.account == arrival.account,
        (_messages.c.sha256 == sha256) | (_messages.c.message_id == arrival.message_id),
    )
    twin = connection.execute(same.limit(1)).first()
    connection.execute(
        insert(_messages).values(
            account=arrival.account,
            folder=arrival.folder,
            uidvalidity=arrival.uidvalidity,
            uid=arrival.uid,
            sha256=sha256,
            message_id=arrival.message_id,
            sender=arrival.sender,
            subject=arrival.subject,
            header_only=arrival.header_only,
            received_at=arrival.received_at,
            state="duplicate" if twin else "received",
            reason=f"message {twin.id}" if twin else None,
            attempts=0,
            evidence=[],
            treat_as={},
            acknowledged=False,
        )
    )
    return True


def next_received(connection: Connection, now: datetime) -> Waiting | None:
    """The oldest message not yet handled whose time has come."""
    found = connection.execute(
        select(_messages, _blobs.c.data)
        .join(_blobs, _blobs.c.sha256 == _messages.c.sha256)
        .where(_messages.c.state == "received", (_messages.c.due_at.is_(None)) | (_messages.c.due_at <= now))
        .order_by(_messages.c.id)
        .limit(1)
    ).first()
    if found is None:
        return None
    return Waiting(
        row=found.id,
        account=found.account,
        message_id=found.message_id,
        sha256=found.sha256,
        raw=found.data,
        header_only=found.header_only,
        treat_as=dict(found.treat_as or {}),
        attempts=found.attempts,
        received_at=found.received_at,
    )


def finish(
    connection: Connection, row: int, *, state: str, kind: str | None, evidence: Iterable[str], now: datetime
) -> bool:
    """Mark a message handled; False when another worker did it meanwhile."""
    done = connection.execute(
        update(_messages)
        .where(_messages.c.id == row, _messages.c.state == "received")
        .values(state=state, kind=kind, evidence=list(evidence), taken_at=now, due_at=None)
    )
    return bool(done.rowcount)


def fail(connection: Connection, row: int, *, reason: str, now: datetime) -> int:
    """Count a failure and put the message off; after the last it waits for a person. The count so far."""
    attempts = int(connection.execute(select(_messages.c.attempts).where(_messages.c.id == row)).scalar_one()) + 1
    values: dict[str, Any] = {"attempts": attempts, "reason": reason}
    if attempts >= ATTEMPTS:
        values |= {"state": "failed", "taken_at": now}
    else:
        values |= {"due_at": now + timedelta(minutes=attempts)}
    connection.execute(update(_messages).where(_messages.c.id == row).values(values))
    return attempts


def put_back(connection: Connection, message_id: str, treat_as: dict[str, str]) -> bool:
    """Have a message taken once more, as when the referent says what it is; False when there is none such."""
    found = connection.execute(
        update(_messages)
        .where(_messages.c.message_id == message_id, _messages.c.state.in_(("review", "failed", "ignored", "done")))
        .values(state="received", attempts=0, due_at=None, acknowledged=True, treat_as=treat_as)
    )
    return bool(found.rowcount)


def to_file_away(connection: Connection, account: str, folder: str, uidvalidity: int) -> dict[str, list[int]]:
    """UIDs of this folder's epoch that are handled and not yet filed away, by outcome: done, review, ignored."""
    rows = connection.execute(
        select(_messages.c.uid, _messages.c.state).where(
            _messages.c.account == account,
            _messages.c.folder == folder,
            _messages.c.uidvalidity == uidvalidity,
            _messages.c.acknowledged.is_(False),
            _messages.c.state != "received",
        )
    ).all()
    outcomes: dict[str, list[int]] = {}
    for row in rows:
        outcome = {"done": "done", "duplicate": "ignored", "ignored": "ignored"}.get(row.state, "review")
        outcomes.setdefault(outcome, []).append(row.uid)
    return outcomes


def filed_away(connection: Connection, account: str, folder: str, uidvalidity: int, uids: Iterable[int]) -> None:
    """Note that the server's copies were filed away."""
    connection.execute(
        update(_messages)
        .where(
            _messages.c.account == account,
            _messages.c.folder == folder,
            _messages.c.uidvalidity == uidvalidity,
            _messages.c.uid.in_(list(uids)),
        )
        .values(acknowledged=True)
    )


def cursor(connection: Connection, account: str, folder: str, uidvalidity: int) -> int:
    """The highest UID seen in this epoch of the folder; 0 in a new epoch, which is begun."""
    found = connection.execute(select(_folders).where(_folders.c.account == account, _folders.c.name == folder)).first()
    if found is None:
        connection.execute(insert(_folders).values(account=account, name=folder, uidvalidity=uidvalidity, last_uid=0))
        return 0
    if found.uidvalidity != uidvalidity:
        connection.execute(
            update(_folders)
            .where(_folders.c.account == account, _folders.c.name == folder)
            .values(uidvalidity=uidvalidity, last_uid=0, reconciled_at=None)
        )
        return 0
    return int(found.last_uid)


def unknown(connection: Connection, account: str, folder: str, uidvalidity: int, uids: Iterable[int]) -> list[int]:
    """Those of the UIDs that the ledger does not know in this epoch."""
    known = set(
        connection.execute(
            select(_messages.c.uid).where(
                _messages.c.account == account,
                _messages.c.folder == folder,
                _messages.c.uidvalidity == uidvalidity,
            )
        ).scalars()
    )
    return [uid for uid in uids if uid not in known]


def advance(connection: Connection, account: str, folder: str, *, last_uid: int | None = None, **facts: Any) -> None:
    """Note how far the folder was read, and other facts of it."""
    values = dict(facts)
    if last_uid is not None:
        values["last_uid"] = last_uid
    connection.execute(update(_folders).where(_folders.c.account == account, _folders.c.name == folder).values(values))


def folder_facts(connection: Connection, account: str) -> Any:
    """The row of the account's folder; None before the first connection."""
    return connection.execute(select(_folders).where(_folders.c.account == account)).first()


def has_arrived(connection: Connection, message_id: str) -> bool:
    """Whether a mail of this Message-ID was ever taken in: how a blind copy of our own proves that it went."""
    return bool(connection.execute(select(exists().where(_messages.c.message_id == message_id))).scalar())
