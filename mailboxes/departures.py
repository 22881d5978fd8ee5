"""Departures: a mail ready to go (Outgoing), what became of it (Sent, Deferred, Refused, Unknown), and the Sender."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One mail, ready: the bytes never change again, so a repeat is the same mail."""

    #: MAIL FROM, without brackets
    envelope_from: str
    recipient: str
    message_id: str
    #: CRLF line ends
    raw: bytes
    #: address that gets a blind copy in the same transaction, as evidence; None for none
    archive: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The server took it (250 after the final dot); `reply` is its text, which may hold its queue id."""

    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred:
    """Not taken now: 4xx, or the line broke before the final dot. To be tried again."""

    reason: str
    #: True when the trouble is the server's or the line's, not this mail's: all mails wait
    everywhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """5xx: this mail will never be taken. `recipient_at_fault` when it was said of the address (RCPT)."""

    reason: str
    #: RFC 3463 status where the server gave one
    status: str | None = None
    recipient_at_fault: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """The line broke after the final dot and before the answer: it may have gone (RFC 1047)."""

    reason: str


Outcome = Sent | Deferred | Refused | Unknown


class Sender(Protocol):
    """What both back ends offer. One Sender belongs to one thread."""

    def send(self, mail: Outgoing) -> Outcome:
        """Hand over one mail; keeps its connection for the next; never raises for what a server may do."""

    def check(self) -> None:
        """Connect and log in, for the doctor. Raises Unreachable or Rejected (mailboxes.errors)."""

    def close(self) -> None:
        """Let go of the server; never raises."""
