"""Reads for people and for the clock: what is due, what the lists show, the whole state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, func, or_, select

from service.domain import records
from service.store import write
from service.store.tables import TABLE_OF, JournalHeadRow, JournalRow, MessageRow, OutboxRow, SlotRow

_messages: Any = MessageRow.__table__  # type: ignore[attr-defined]
_outbox: Any = OutboxRow.__table__  # type: ignore[attr-defined]
_journal: Any = JournalRow.__table__  # type: ignore[attr-defined]
_head: Any = JournalHeadRow.__table__  # type: ignore[attr-defined]
_slots: Any = SlotRow.__table__  # type: ignore[attr-defined]


def _table(kind: type[records.Record]) -> Any:
    return TABLE_OF[kind].__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One record whose time has come."""

    #: award | need | proposal | partner
    what: str
    id: str


def first_due(connection: Connection, now: datetime) -> Due | None:
    """The first record whose `due_at` has come: a form to ask for again, an answer awaited, a partner's needs."""
    award, need, diffusion = _table(records.Award), _table(records.Need), _table(records.Diffusion)
    proposal = _table(records.Proposal)
    for what, table, wanted in (
        ("award", award, award.c.id),
        ("need", need, need.c.id),
        ("proposal", proposal, proposal.c.need_id),
        ("partner", diffusion, diffusion.c.partner_id),
    ):
        found = connection.execute(
            select(wanted).where(table.c.due_at.is_not(None), table.c.due_at <= now).order_by(table.c.due_at).limit(1)
        ).scalar()
        if found is not None:
            return Due(what=what, id=found)
    return None


def hire_to_tell(connection: Connection, since: datetime) -> int | None:
    """The number of the first hire, decided by then, that its partner was not told of."""
    referral = _table(records.Referral)
    waiting = select(referral.c.number).where(
        referral.c.state == "hired",
        referral.c.since <= since,
        or_(referral.c.told_state.is_(None), referral.c.told_state != "hired"),
    )
    return connection.execute(waiting.order_by(referral.c.number).limit(1)).scalar()


def need_to_present(connection: Connection, since: datetime) -> str | None:
    """The first open need with a candidate that may be presented since then."""
    referral, need = _table(records.Referral), _table(records.Need)
    waiting = (
        select(referral.c.need_id)
        .join(need, need.c.id == referral.c.need_id)
        .where(need.c.state == "diffused", referral.c.state == "to_present", referral.c.since <= since)
        .where(referral.c.consent != "awaited")
    )
    return connection.execute(waiting.order_by(referral.c.number).limit(1)).scalar()


def needs_with_candidates(connection: Connection, since: datetime, until: datetime) -> list[str]:
    """The open needs for which someone was put forward in this time and waits."""
    referral, need = _table(records.Referral), _table(records.Need)
    fresh = (
        select(referral.c.need_id)
        .join(need, need.c.id == referral.c.need_id)
        .where(need.c.state == "diffused", referral.c.state.in_(("received", "to_check", "to_present")))
        .where(referral.c.received_at >= since, referral.c.received_at < until)
    )
    return list(dict.fromkeys(connection.execute(fresh.order_by(referral.c.number)).scalars()))


def slot_taken(connection: Connection, job: str, key: str) -> bool:
    """Whether this periodic work was done."""
    return bool(connection.execute(select(exists().where(_slots.c.job == job, _slots.c.key == key))).scalar())


def last_slot(connection: Connection, job: str, before: str) -> datetime | None:
    """When this periodic work was last done, for a slot before that one."""
    found: datetime | None = connection.execute(
        select(_slots.c.at).where(_slots.c.job == job, _slots.c.key < before).order_by(_slots.c.key.desc()).limit(1)
    ).scalar()
    return found


def open_markets(connection: Connection, *, closed_too: bool = False) -> list[records.Market]:
    """The markets that reports are due on; `closed_too`: those that are over as well."""
    table = _table(records.Market)
    wanted = select(table).order_by(table.c.received_at, table.c.id)
    rows = connection.execute(wanted if closed_too else wanted.where(table.c.state != "closed"))
    return [records.Market.model_construct(**row._mapping) for row in rows]  # noqa: SLF001


def employers(connection: Connection) -> list[str]:
    """The companies that hired somebody."""
    need, placement = _table(records.Need), _table(records.Placement)
    wanted = select(need.c.company_id).join(placement, placement.c.need_id == need.c.id).distinct()
    return sorted(row[0] for row in connection.execute(wanted) if row[0])


def partners_with_referrals(connection: Connection) -> list[tuple[str, datetime]]:
    """(id, first referral) of the partners that feedback is owed to."""
    referral = _table(records.Referral)
    first = connection.execute(select(referral.c.partner_id, referral.c.received_at)).all()
    earliest: dict[str, datetime] = {}
    for partner_id, at in first:
        earliest[partner_id] = min(at, earliest.get(partner_id, at))
    return sorted(earliest.items())


def first_activity(connection: Connection) -> datetime | None:
    """When the first message was taken in; None before any."""
    found: datetime | None = connection.execute(
        select(_messages.c.taken_at).where(_messages.c.taken_at.is_not(None)).order_by(_messages.c.taken_at).limit(1)
    ).scalar()
    return found


def last_review_number(connection: Connection) -> int:
    """The highest number of a review item."""
    table = _table(records.ReviewItem)
    return int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one())


def has_review(connection: Connection, item_id: str) -> bool:
    """Whether this review item exists."""
    table = _table(records.ReviewItem)
    return bool(connection.execute(select(exists().where(table.c.id == item_id))).scalar())


def referral_by_word(connection: Connection, word: str) -> records.Referral | None:
    """The referral of this id or number."""
    table = _table(records.Referral)
    digits = word.lstrip("#R-r")
    clause = (table.c.id == word) | (table.c.number == int(digits)) if digits.isdigit() else table.c.id == word
    row = connection.execute(select(table).where(clause)).first()
    return records.Referral.model_construct(**row._mapping) if row else None  # noqa: SLF001


def need_reference(connection: Connection, word: str) -> str:
    """The reference of a need given by id or reference."""
    table = _table(records.Need)
    found = connection.execute(select(table.c.reference).where(table.c.id == word)).scalar()
    return str(found or word)


def rows(connection: Connection, kind: type[records.Record]) -> list[dict[str, Any]]:
    """All records of a kind, as they are stored, oldest write first."""
    table = _table(kind)
    found = [dict(row._mapping) for row in connection.execute(select(table).order_by(table.c.id))]  # noqa: SLF001
    return [write.opened(connection, row) for row in found] if kind is records.CandidateFact else found


def messages(connection: Connection) -> list[dict[str, Any]]:
    """The ledger of what came in."""
    return [dict(row._mapping) for row in connection.execute(select(_messages).order_by(_messages.c.id))]  # noqa: SLF001


def outbox(connection: Connection) -> list[dict[str, Any]]:
    """The ledger of what goes out."""
    statement = select(_outbox).order_by(_outbox.c.written_at, _outbox.c.id)
    return [dict(row._mapping) for row in connection.execute(statement)]  # noqa: SLF001


def journal(connection: Connection) -> Iterator[dict[str, Any]]:
    """The journal, in order."""
    for row in connection.execute(select(_journal).order_by(_journal.c.seq)):
        yield dict(row._mapping)  # noqa: SLF001


def journal_fault(connection: Connection) -> int | None:
    """The number of the first journal entry that is not as it was written; None when all is well."""
    head = connection.execute(select(_head.c.seq, _head.c.hash)).first()
    return write.chain_fault(journal(connection), (head.seq, head.hash) if head else None)


def counts(connection: Connection) -> dict[str, dict[str, int]]:
    """How many of everything, by state."""
    tables = {
        "needs": _table(records.Need),
        "diffusions": _table(records.Diffusion),
        "referrals": _table(records.Referral),
        "messages": _messages,
        "outbox": _outbox,
    }
    return {
        name: {
            str(row[0]): int(row[1])
            for row in connection.execute(
                select(table.c.state, func.count()).group_by(table.c.state).order_by(table.c.state)
            )
        }
        for name, table in tables.items()
    }


def raw_message(connection: Connection, message_id: str) -> bytes | None:
    """The original of a message; None when it was purged or never came."""
    sha256 = connection.execute(select(_messages.c.sha256).where(_messages.c.message_id == message_id)).scalar()
    return write.blob(connection, sha256) if sha256 else None
