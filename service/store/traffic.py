"""Traffic: what the mail that came and went tells a rule: answers counted, mails refused or unread, last heard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, or_, select

from service.domain import records
from service.domain.facts import Keys
from service.store.tables import TABLE_OF, FolderRow, MessageRow, OutboxRow

_threads: Any = TABLE_OF[records.Thread].__table__
_outbox: Any = OutboxRow.__table__  # type: ignore[attr-defined]
_folders: Any = FolderRow.__table__  # type: ignore[attr-defined]
_messages: Any = MessageRow.__table__  # type: ignore[attr-defined]


def answers(connection: Connection, keys: Keys, *, exact: bool) -> int:
    """How many mails we wrote in answer to these addresses, or to their domains, since then."""
    if keys.answers_since is None or not keys.addresses:
        return 0
    wanted = (
        [_threads.c.address.in_(sorted(keys.addresses))]
        if exact
        else [
            _threads.c.address.like("%@" + domain) for domain in sorted({a.rsplit("@", 1)[-1] for a in keys.addresses})
        ]
    )
    counted = select(func.count()).where(
        _threads.c.answers.is_not(None), _threads.c.at > keys.answers_since, or_(*wanted)
    )
    return int(connection.execute(counted).scalar_one())


def answers_in_thread(connection: Connection, keys: Keys, threads: tuple[records.Thread, ...]) -> int:
    """How many mails we wrote within a day in answer to whoever writes in this conversation."""
    if keys.answers_since is None or not threads:
        return 0
    thread = threads[0]
    pair = ("role", "partner_id", "company_id", "award_id", "need_id")
    same = [_threads.c[name] == getattr(thread, name) for name in pair]
    since = keys.answers_since - timedelta(hours=23)
    counted = select(func.count()).where(_threads.c.answers.is_not(None), _threads.c.at > since, *same)
    return int(connection.execute(counted).scalar_one())


def refused(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """Subject, state and reason of each mail that a server refused or that is held."""
    rows = connection.execute(
        select(_outbox.c.subject, _outbox.c.state, _outbox.c.reason).where(_outbox.c.state.in_(("refused", "held")))
    )
    return tuple((row.subject, row.state, row.reason or "") for row in rows)


def heard(connection: Connection) -> Any:
    """When the mailbox heard from longest ago last brought a mail."""
    return connection.execute(select(_folders.c.heard_at).order_by(_folders.c.heard_at)).scalar()


def unread(connection: Connection) -> tuple[tuple[str, str, str, str], ...]:
    """The mails that failed, and those too large to be taken whole."""
    wanted = (_messages.c.state == "failed") | _messages.c.header_only.is_(True)
    rows = connection.execute(
        select(_messages.c.message_id, _messages.c.sender, _messages.c.subject, _messages.c.reason)
        .where(wanted, _messages.c.state != "duplicate")
        .order_by(_messages.c.id)
    )
    return tuple((row.message_id, row.sender or "", row.subject or "", row.reason or "") for row in rows)
