"""Erasure: all that names a person leaves the database: records, documents, mails; what is counted stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from service.domain import records
from service.store import write
from service.store.tables import TABLE_OF, BlobRow, HistoryRow, MessageRow, OutboxRow

_blobs: Any = BlobRow.__table__  # type: ignore[attr-defined]
_messages: Any = MessageRow.__table__  # type: ignore[attr-defined]
_outbox: Any = OutboxRow.__table__  # type: ignore[attr-defined]
_history: Any = HistoryRow.__table__  # type: ignore[attr-defined]
GONE = "(effacé)"
#: fields of a candidate that name or reach the person
NAMING = ("last_name", "first_name", "phone", "email", "postcode")


def _table(kind: type[records.Record]) -> Any:
    return TABLE_OF[kind].__table__


def forget(
    connection: Connection, person: records.Candidate, names: Callable[[str], bool], mails: Iterable[str], now: datetime
) -> int:
    """Delete what names the person; `names` tells whether a text does, `mails` are sha256 of mails that do.

    How many documents and mails were deleted.
    """
    table = _table(records.Candidate)
    connection.execute(
        update(table)
        .where(table.c.id == person.id)
        .values(dict.fromkeys(NAMING) | {"documents": [], "erased_at": now, "version": table.c.version + 1})
    )
    _forget_notes(connection, person.id)
    _forget_words(connection, names)
    held = _documents_of_others(connection, person.id)
    doomed = {document["sha256"] for document in person.documents} - held | set(mails)
    for sha256 in sorted(doomed):
        connection.execute(delete(_blobs).where(_blobs.c.sha256 == sha256))
    return len(doomed)


def _forget_notes(connection: Connection, candidate_id: str) -> None:
    """What partners noted goes; what they attested stays, of nobody any more."""
    table = _table(records.CandidateFact)
    empty = write.seal_of(connection).closed(None)
    ids = connection.execute(select(table.c.id).where(table.c.candidate_id == candidate_id)).scalars().all()
    for id_ in ids:
        connection.execute(update(table).where(table.c.id == id_).values(notes=empty, version=table.c.version + 1))
        mine = (_history.c.kind == "candidate_fact", _history.c.record_id == id_)
        for row in connection.execute(select(_history).where(*mine)).all():
            said = {**row.said, "notes": empty}
            connection.execute(update(_history).where(*mine, _history.c.version == row.version).values(said=said))


def _forget_words(connection: Connection, names: Callable[[str], bool]) -> None:
    """Review items and questions that name the person keep that they were, and not what they said."""
    review, thread = _table(records.ReviewItem), _table(records.Thread)
    for row in connection.execute(select(review.c.id, review.c.what, review.c.why)).all():
        if names(f"{row.what} {row.why}"):
            connection.execute(update(review).where(review.c.id == row.id).values(what=GONE, why=GONE))
            mine = (_history.c.kind == "review", _history.c.record_id == row.id)
            for past in connection.execute(select(_history).where(*mine)).all():
                said = {**past.said, "what": GONE, "why": GONE}
                connection.execute(update(_history).where(*mine, _history.c.version == past.version).values(said=said))
    for row in connection.execute(select(thread.c.id, thread.c.asked)).all():
        if names(str(row.asked.get("question", ""))):
            connection.execute(
                update(thread).where(thread.c.id == row.id).values(asked={**row.asked, "question": GONE})
            )


def _documents_of_others(connection: Connection, candidate_id: str) -> set[str]:
    table = _table(records.Candidate)
    rows = connection.execute(select(table.c.documents).where(table.c.id != candidate_id)).scalars()
    return {document["sha256"] for documents in rows for document in documents}


def mails_about(connection: Connection, referrals: Iterable[records.Referral], since: datetime) -> dict[str, bytes]:
    """The mails, in and out, that may name the person of these referrals, by sha256; the reader tells which do."""
    referrals = list(referrals)
    thread, partner, company = _table(records.Thread), _table(records.Partner), _table(records.Company)
    partners, needs = {r.partner_id for r in referrals}, {r.need_id for r in referrals}
    about = select(thread.c.id).where(
        or_(thread.c.need_id.in_(sorted(needs)), thread.c.partner_id.in_(sorted(partners)), thread.c.role == "referent")
    )
    went = select(_outbox.c.sha256).where(_outbox.c.id.in_(about), _outbox.c.written_at >= since)
    addresses = set(connection.execute(select(partner.c.email).where(partner.c.id.in_(sorted(partners)))).scalars())
    domains = {address.rpartition("@")[2] for address in addresses}
    domains |= {(e or "").rpartition("@")[2] for e in connection.execute(select(company.c.email)).scalars()} - {""}
    ids = {r.message_id for r in referrals if r.message_id}
    came = select(_messages.c.sha256).where(
        or_(
            _messages.c.message_id.in_(sorted(ids)),
            *(_messages.c.sender.like(f"%@{domain}") for domain in sorted(domains)),
        ),
        _messages.c.received_at >= since,
        _messages.c.state != "received",
    )
    found = select(_blobs.c.sha256, _blobs.c.data).where(or_(_blobs.c.sha256.in_(went), _blobs.c.sha256.in_(came)))
    return {row.sha256: row.data for row in connection.execute(found)}
