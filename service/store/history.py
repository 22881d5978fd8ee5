"""History: each version of a record as it was written: what the state was on a past day, and before an order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, insert, select

from service.domain import records
from service.store import write
from service.store.tables import TABLE_OF, HistoryRow

R = TypeVar("R", bound=records.Record)

KINDS = {noun: kind for kind, noun in records.NOUNS.items()}
_history: Any = HistoryRow.__table__  # type: ignore[attr-defined]
LIMIT = 900


def keep(connection: Connection, saved: Iterable[records.Record], at: datetime) -> None:
    """Remember the versions that were just saved."""
    rows = [
        {"kind": records.NOUNS[type(record)], "record_id": record.id, "version": record.version + 1, "at": at,
         "said": _said(connection, record)}
        for record in saved if type(record) in records.NOUNS
    ]  # fmt: skip
    if rows:
        connection.execute(insert(_history), rows)


def forget(connection: Connection, erased: Iterable[records.Record]) -> None:
    """Records that an undone order had made never were."""
    for record in erased:
        mine = (_history.c.kind == records.NOUNS[type(record)]) & (_history.c.record_id == record.id)
        connection.execute(delete(_history).where(mine))


def _said(connection: Connection, record: records.Record) -> dict[str, Any]:
    said = record.model_dump(mode="json") | {"version": record.version + 1}
    return said | write.sealed(connection, record) if isinstance(record, records.CandidateFact) else said


def as_of(connection: Connection, kind: type[R], ids: Iterable[str], at: datetime) -> dict[str, R]:
    """These records as they stood at that instant, by id; whatever was not there yet is left out."""
    name, wanted, found = records.NOUNS[kind], sorted(set(ids)), {}
    for start in range(0, len(wanted), LIMIT):
        mine = (_history.c.kind == name, _history.c.record_id.in_(wanted[start : start + LIMIT]), _history.c.at <= at)
        last = (
            select(_history.c.record_id, func.max(_history.c.version).label("version"))
            .where(*mine)
            .group_by(_history.c.record_id)
            .subquery()
        )
        rows = select(_history.c.said).join(
            last, (last.c.record_id == _history.c.record_id) & (last.c.version == _history.c.version)
        )
        for row in connection.execute(rows.where(_history.c.kind == name)):
            record = _record(connection, kind, row.said)
            found[record.id] = record
    return found


def version(connection: Connection, name: str, record_id: str, number: int) -> records.Record | None:
    """One version of one record; None where it was never kept."""
    said = connection.execute(
        select(_history.c.said).where(
            _history.c.kind == name, _history.c.record_id == record_id, _history.c.version == number
        )
    ).scalar()
    return _record(connection, KINDS[name], said) if said is not None else None


def current(connection: Connection, name: str, record_id: str) -> records.Record | None:
    """The record as it is now; None when it is gone."""
    kind = KINDS[name]
    table = TABLE_OF[kind].__table__
    row = connection.execute(select(table).where(table.c.id == record_id)).first()
    return _record(connection, kind, dict(row._mapping)) if row is not None else None  # noqa: SLF001


def _record(connection: Connection, kind: type[R], said: dict[str, Any]) -> R:
    return kind.model_validate(write.opened(connection, said) if kind is records.CandidateFact else said)
