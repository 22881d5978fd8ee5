"""A proposal: a change of a need that the company is asked to agree to, from the question to its answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from parsers.reading import as_json
from service.domain.records import Need, Proposal, identity

MOVES: dict[str, frozenset[str]] = {
    "sent": frozenset({"accepted", "refused", "discussed", "silent", "withdrawn"}),
    "discussed": frozenset({"accepted", "refused", "withdrawn"}),
    "silent": frozenset({"accepted", "refused", "discussed", "withdrawn"}),
    "refused": frozenset({"accepted", "withdrawn"}),
    "accepted": frozenset(),
    "withdrawn": frozenset(),
}
#: what the referent may still do something about
OPEN = frozenset({"sent", "discussed", "silent", "refused"})


def move(proposal: Proposal, to: str, now: datetime) -> Proposal | None:
    """The proposal in its new state; None when it may not go there."""
    if to not in MOVES[proposal.state]:
        return None
    return proposal.but(state=to, since=now, due_at=None)


def new(
    need: Need, changes: Mapping[str, Any], *, rank: int, reason: str | None, who: str, due_at: datetime | None,
    now: datetime,
) -> Proposal:  # fmt: skip
    """A proposal that goes out now."""
    return Proposal(
        id=identity("proposal", need.id, rank),
        need_id=need.id,
        rank=rank,
        changes={path: as_json(value) for path, value in changes.items()},
        reason=reason,
        who=who,
        since=now,
        sent_at=now,
        due_at=due_at,
    )
