"""Message: the bytes of a mail as headers, bodies and attachments; pure, never raises for a bad mail."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One mailbox: display name (decoded, may be empty) and address (lower-case domain, cleaned)."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One part that a person would call an attachment."""

    name: str
    #: declared MIME type, lower case
    type: str
    size: int
    sha256: str
    #: shown inside the body (a signature's logo): not a document
    inline: bool
    content: bytes
