"""A review item: what the machine found and would not act upon, for the referent to settle."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from parsers.statements import Doubt
from service.domain.records import ReviewItem, identity


def items(
    doubts: Iterable[Doubt], *, message_id: str | None, need_id: str | None, now: datetime
) -> tuple[ReviewItem, ...]:
    """One item a doubt; the same doubt about the same mail is one item. The pen gives each its number."""
    unique = {(doubt.what, doubt.why): doubt for doubt in doubts}
    return tuple(
        ReviewItem(
            id=identity("review", message_id or now.isoformat(), doubt.what, doubt.why),
            number=0,
            what=doubt.what,
            why=doubt.why,
            message_id=message_id,
            need_id=need_id,
            since=now,
        )
        for doubt in unique.values()
    )


def settle(item: ReviewItem, how: str, now: datetime) -> ReviewItem:
    """The item, settled."""
    return item.but(settled_at=now, settled_as=how)
