"""Writes: records saved by version, the journal chained, blobs kept by content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update

from service.domain.records import CandidateFact, Diffusion, JournalEntry, Record
from service.store.seal import Seal, WrongKey
from service.store.store import Conflict
from service.store.tables import TABLE_OF, BlobRow, JournalHeadRow, JournalRow, SlotRow

GENESIS = "0" * 64
#: the columns of sensitive facts that are written encrypted
SEALED = ("criteria", "profile", "notes")


def begin_writing(connection: Connection) -> None:
    """One writer at a time, from here to the commit: the journal is a chain. First of all in its transaction.

    SQLite's BEGIN IMMEDIATE has seen to it; on PostgreSQL the lock comes before the snapshot, so nothing read is old.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE journal IN SHARE ROW EXCLUSIVE MODE"))


def save(connection: Connection, records: Iterable[Record]) -> None:
    """Insert records of version 0, update the others where their version still stands. Raises Conflict."""
    order = {kind: rank for rank, kind in enumerate(TABLE_OF)}
    for record in sorted(records, key=lambda record: order[type(record)]):
        table = TABLE_OF[type(record)].__table__
        values = record.model_dump() | {"version": record.version + 1}
        if isinstance(record, CandidateFact):
            values |= sealed(connection, record)
        if record.version == 0:
            connection.execute(insert(table).values(values))
            continue
        written = connection.execute(
            update(table).where(table.c.id == record.id, table.c.version == record.version).values(values)
        )
        if written.rowcount != 1:
            raise Conflict(f"{table.name} {record.id}: version {record.version} no longer stands")


def seal_of(connection: Connection) -> Seal:
    """The seal of the store that this connection belongs to."""
    seal = connection.get_execution_options().get("seal")
    if not isinstance(seal, Seal):
        raise WrongKey("aucune clé de chiffrement : les données sensibles ne peuvent être ni lues ni écrites")
    return seal


def erase(connection: Connection, records: Iterable[Record]) -> None:
    """Delete records that stand as they were read, children first. Raises Conflict."""
    order = {kind: rank for rank, kind in enumerate(TABLE_OF)}
    for record in sorted(records, key=lambda record: -order[type(record)]):
        table = TABLE_OF[type(record)].__table__
        gone = connection.execute(delete(table).where(table.c.id == record.id, table.c.version == record.version))
        if gone.rowcount != 1:
            raise Conflict(f"{table.name} {record.id}: version {record.version} no longer stands")


def sealed(connection: Connection, fact: CandidateFact) -> dict[str, str]:
    """What a partner attests and notes, unreadable without the key."""
    seal = seal_of(connection)
    return {name: seal.closed(getattr(fact, name)) for name in SEALED}


def opened(connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
    """A row of sensitive facts, read open; rows of the first release have no profile."""
    seal = seal_of(connection)
    profile = seal.opened(row["profile"]) if isinstance(row["profile"], str) else {}
    notes = seal.opened(row["notes"]) if row["notes"] else None
    return row | {"criteria": seal.opened(row["criteria"]), "profile": profile, "notes": notes}


def keep_blob(connection: Connection, data: bytes) -> str:
    """Keep these bytes, once; their sha256."""
    table: Any = BlobRow.__table__  # type: ignore[attr-defined]
    digest = hashlib.sha256(data).hexdigest()
    if connection.execute(select(table.c.size).where(table.c.sha256 == digest)).first() is None:
        connection.execute(insert(table).values(sha256=digest, size=len(data), data=data))
    return digest


def blob(connection: Connection, sha256: str) -> bytes | None:
    """The bytes of this sha256; None when they were purged."""
    table: Any = BlobRow.__table__  # type: ignore[attr-defined]
    found: bytes | None = connection.execute(select(table.c.data).where(table.c.sha256 == sha256)).scalar()
    return found


def take_slot(connection: Connection, job: str, key: str, at: datetime) -> bool:
    """Whether this piece of periodic work was still to be done; it is then ours."""
    table: Any = SlotRow.__table__  # type: ignore[attr-defined]
    taken = connection.execute(select(table.c.at).where(table.c.job == job, table.c.key == key)).first()
    if taken is None:
        connection.execute(insert(table).values(job=job, key=key, at=at))
    return taken is None


def append_journal(connection: Connection, entries: Iterable[JournalEntry]) -> None:
    """Append entries, each chained to the one before."""
    table: Any = JournalRow.__table__  # type: ignore[attr-defined]
    last = connection.execute(select(table.c.seq, table.c.hash).order_by(table.c.seq.desc()).limit(1)).first()
    seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
    for entry in entries:
        seq += 1
        digest = chained(previous, seq, entry)
        connection.execute(
            insert(table).values(entry.model_dump() | {"seq": seq, "previous": previous, "hash": digest})
        )
        previous = digest
    if seq:
        _move_head(connection, seq, previous)


def _move_head(connection: Connection, seq: int, digest: str) -> None:
    """Where the journal now ends."""
    head: Any = JournalHeadRow.__table__  # type: ignore[attr-defined]
    if connection.execute(update(head).where(head.c.id == 1).values(seq=seq, hash=digest)).rowcount == 0:
        connection.execute(insert(head).values(id=1, seq=seq, hash=digest))


def chained(previous: str, seq: int, entry: JournalEntry) -> str:
    """The hash of an entry: sha256 over the one before and all that the entry says, in canonical JSON."""
    said = entry.model_dump(mode="python") | {"seq": seq, "at": entry.at.astimezone(UTC).isoformat()}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def chain_fault(rows: Iterable[Mapping[str, Any]], head: tuple[int, str] | None) -> int | None:
    """The number of the first entry that was changed, removed or slipped in; None when the chain is whole.

    Entries cut off the end are missed too: the head says where the chain should end.
    """
    previous, expected = GENESIS, 1
    for row in rows:
        entry = JournalEntry(**{key: row[key] for key in JournalEntry.model_fields})
        right = row["previous"] == previous and row["seq"] == expected
        if not right or chained(previous, row["seq"], entry) != row["hash"]:
            return int(row["seq"])
        previous, expected = row["hash"], expected + 1
    return None if (head or (0, GENESIS)) == (expected - 1, previous) else expected


def mark_sent(connection: Connection, mail_id: str, now: datetime) -> list[Diffusion]:
    """The diffusion that this mail carries has gone; what it is now."""
    table = TABLE_OF[Diffusion].__table__
    mine = (table.c.outbox_id == mail_id) & (table.c.state == "queued")
    found = [Diffusion.model_construct(**row._mapping) for row in connection.execute(select(table).where(mine))]  # noqa: SLF001
    sent = [diffusion.but(state="sent", sent_at=now) for diffusion in found]
    save(connection, sent)
    return sent
