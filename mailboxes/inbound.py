"""Inbound: a message and every answer about it (front door; = `liaison inspect`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from mailboxes.message import Address, Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class BouncedRecipient:
    """One address that did not get our mail."""

    address: str
    #: RFC 3463 status, e.g. « 5.1.1 »; None where the report gives none
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """What a delivery report says."""

    permanent: bool
    recipients: tuple[BouncedRecipient, ...]
    #: « <…> » of the mail that bounced
    original_message_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """SPF, DKIM and DMARC as the trusted server wrote them; « none » where there is none (RFC 8601)."""

    spf: str = "none"
    dkim: str = "none"
    dmarc: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a message could not be understood as mail."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message, understood as mail."""

    #: « <…> » as received, or « <sha256.…@liaison.invalid> » when there was none
    message_id: str
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    sender: Address
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    #: with an offset; None when absent or absurd
    date: datetime | None = None
    subject: str = ""
    #: the whole body as plain text; the cells of an HTML table are parted by tabs, one row a line
    text: str = ""
    #: what its author wrote: no quoted text, no signature, no disclaimer
    reply_text: str = ""
    #: the author's signature block, as text ('' when none was found)
    signature: str = ""
    #: the messages it quotes or forwards, as text without quote marks, outermost first
    quoted: tuple[str, ...] = ()
    #: True for « TR : », « Fwd: » and forwards told by their shape
    forwarded: bool = False
    attachments: tuple[Attachment, ...] = ()
    #: None | auto_reply | bounce | list | calendar | loop
    auto: str | None = None
    #: last day of absence that an automatic reply announces
    absent_until: date | None = None
    bounce: Bounce | None = None
    authentication: Authentication = field(default_factory=Authentication)
    error: Fault | None = None
    #: where each answer came from, as stable codes: « auto:header:auto-submitted », « quote:outlook-header » …
    evidence: tuple[str, ...] = ()


def inspect(raw: bytes, *, trusted: str | None = None, own: tuple[str, ...] = ()) -> Inbound:
    """Everything the mail itself tells; `trusted` is the authserv-id believed, `own` our addresses. Never raises."""
    raise NotImplementedError
