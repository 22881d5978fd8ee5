"""Arrivals: what an inbox hands over (Folder, Delivered), and what it can be asked (Inbox)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

Outcome = Literal["done", "review", "ignored"]
#: what is done to a mail that has been handled
Acknowledgement = Literal["move", "keyword", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The folder as the server names its epoch (RFC 9051 §2.3.1.1)."""

    name: str
    uidvalidity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One message of the folder."""

    uid: int
    #: octets, as the server counts them
    size: int
    #: INTERNALDATE, with an offset; the year 1970 where the server has lost it
    received_at: datetime
    raw: bytes
    #: True when the message is over the limit: `raw` then holds the header only
    header_only: bool = False


class Inbox(Protocol):
    """What both back ends offer. One Inbox belongs to one thread."""

    def connect(self) -> Folder:
        """Connect (again, if need be), select the folder, say its epoch. Raises Unreachable, Rejected."""

    def uids(self, after: int = 0) -> list[int]:
        """All UIDs greater than `after`, sorted, whatever their flags or dates."""

    def fetch(self, uids: Sequence[int]) -> Iterator[Delivered]:
        """The messages, in batches of 50 or 8 MB; a UID that is gone is passed over.

        A message that is there but that the server cannot give raises Rejected, after all others were given.
        """

    def acknowledge(self, uids: Sequence[int], outcome: Outcome) -> None:
        """File handled messages away as configured (move, keyword, none); a repeat, or a UID that is gone, is well."""

    def wait(self, seconds: float, stop: Callable[[], bool]) -> None:
        """Return when something may have come, after `seconds`, or when `stop()`; a hint, never the truth."""

    def has_copy(self, message_id: str) -> bool:
        """Whether the Sent folder holds a mail of this Message-ID."""

    def keep_copy(self, raw: bytes, sent_at: datetime) -> None:
        """Append a copy to the Sent folder, marked as read; nothing when a copy is there already."""

    def check(self) -> tuple[str, ...]:
        """Connect, and say in French what this server cannot do for us. Raises Unreachable or Rejected."""

    def close(self) -> None:
        """Let go of the server; never raises."""
