"""A diffusion: one need sent to one partner, at the same time as to every other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from service.domain.records import Diffusion, Need, Partner, identity

MOVES: dict[str, frozenset[str]] = {
    "queued": frozenset({"sent", "bounced", "answered", "declined"}),
    "sent": frozenset({"answered", "declined", "bounced", "silent"}),
    "silent": frozenset({"answered", "declined", "bounced"}),
    "declined": frozenset({"answered"}),
    "answered": frozenset({"declined"}),
    "bounced": frozenset({"answered", "declined", "sent"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Whether a partner gets a need, and why."""

    partner: Partner
    chosen: bool
    #: code: concerned | inactive | other_territory | other_publics | no_more_mails | left_out: the reason given
    reason: str


def move(diffusion: Diffusion, to: str, now: datetime) -> Diffusion | None:
    """The diffusion in its new state; None when it may not go there."""
    if to not in MOVES[diffusion.state]:
        return None
    answered = {"answered_at": now, "due_at": None} if to in {"answered", "declined"} else {}
    return diffusion.but(state=to, **answered)


def choices(partners: Iterable[Partner], *, postcode: str | None, publics: Iterable[str]) -> tuple[Choice, ...]:
    """Which partners a need concerns: active, of its territory (a postcode or its beginning), of its publics.

    An unknown postcode and an empty list leave nobody out: equal treatment comes first.
    """
    publics = frozenset(publics)
    return tuple(_choice(partner, postcode, publics) for partner in sorted(partners, key=lambda p: p.name))


def _choice(partner: Partner, postcode: str | None, publics: frozenset[str]) -> Choice:
    if not partner.active:
        return Choice(partner=partner, chosen=False, reason="inactive")
    if postcode and partner.postcodes and not any(postcode.startswith(p) for p in partner.postcodes):
        return Choice(partner=partner, chosen=False, reason="other_territory")
    if publics and partner.publics and not publics & set(partner.publics):
        return Choice(partner=partner, chosen=False, reason="other_publics")
    return Choice(partner=partner, chosen=True, reason="concerned")


def new(need: Need, partner: Partner, *, mail_id: str, due_at: datetime | None) -> Diffusion:
    """The diffusion of a need to a partner, its mail queued. `due_at` is when a reminder is due."""
    return Diffusion(
        id=identity("diffusion", need.id, partner.id),
        need_id=need.id,
        partner_id=partner.id,
        state="queued",
        outbox_id=mail_id,
        due_at=due_at,
    )
