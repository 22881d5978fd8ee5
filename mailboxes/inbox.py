r"""Inbox: incoming mail, over IMAP or in a Maildir: list, fetch, wait, file away; never \Seen, never deleted."""

from __future__ import annotations

from mailboxes.arrivals import Acknowledgement, Delivered, Folder, Inbox, Outcome
from mailboxes.imap import ImapInbox
from mailboxes.imap_line import FolderNames, ImapAccess
from mailboxes.maildir import MaildirAccess, MaildirInbox

__all__ = [
    "Acknowledgement",
    "Delivered",
    "Folder",
    "FolderNames",
    "ImapAccess",
    "Inbox",
    "MaildirAccess",
    "Outcome",
    "open_inbox",
]


def open_inbox(access: ImapAccess | MaildirAccess) -> Inbox:
    """The inbox, not yet connected: nothing is touched before `connect`."""
    return ImapInbox(access) if isinstance(access, ImapAccess) else MaildirInbox(access)
