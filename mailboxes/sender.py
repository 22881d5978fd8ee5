"""Sender: one mail to one recipient, over SMTP or into a folder: send -> Sent | Deferred | Refused | Unknown."""

from __future__ import annotations

from mailboxes.departures import Deferred, Outcome, Outgoing, Refused, Sender, Sent, Unknown
from mailboxes.outfolder import OutfolderAccess, OutfolderSender
from mailboxes.smtp import SmtpSender
from mailboxes.smtp_line import SmtpAccess

__all__ = [
    "Deferred",
    "Outcome",
    "OutfolderAccess",
    "Outgoing",
    "Refused",
    "Sender",
    "Sent",
    "SmtpAccess",
    "Unknown",
    "open_sender",
]


def open_sender(access: SmtpAccess | OutfolderAccess) -> Sender:
    """The sender, not yet connected: the first mail, or `check`, does that."""
    return SmtpSender(access) if isinstance(access, SmtpAccess) else OutfolderSender(access)
