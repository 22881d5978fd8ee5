"""Two places where mail comes in, told apart by nothing but their names: an IMAP server, and a Maildir."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest

from mailboxes.inbox import ImapAccess, Inbox, MaildirAccess, open_inbox
from mailboxes.maildrop import deliver
from tests.servers.certificates import Certificates
from tests.servers.mailbox import DovecotMailbox

FILED = {
    "done": ("Liaison/Traité", ".Liaison.Traite"),
    "review": ("Liaison/À revoir", ".Liaison.A-revoir"),
    "ignored": ("Liaison/Ignoré", ".Liaison.Ignore"),
}


class Place(Protocol):
    """One mailbox and what a test may do to it behind our back."""

    def inbox(self, **changes: Any) -> Inbox: ...
    def deliver(self, raw: bytes) -> None: ...
    def waiting(self) -> list[bytes]: ...
    def filed(self, outcome: str) -> list[bytes]: ...
    def sent(self) -> list[bytes]: ...
    def flags(self) -> list[tuple[str, ...]]: ...
    def remove(self, subject: bytes) -> None: ...
    def new_epoch(self) -> None: ...


@dataclass
class ImapPlace:
    """A mailbox on Dovecot."""

    mailbox: DovecotMailbox
    opened: list[Inbox] = field(default_factory=list)

    def inbox(self, **changes: Any) -> Inbox:
        known = {"host": "127.0.0.1", "port": self.mailbox.port, "user": self.mailbox.user, "password": "pw"}
        inbox = open_inbox(ImapAccess(**{**known, "tls": "none", **changes}))
        self.opened.append(inbox)
        return inbox

    def deliver(self, raw: bytes) -> None:
        self.mailbox.deliver(raw)

    def waiting(self) -> list[bytes]:
        return self.mailbox.mails()

    def filed(self, outcome: str) -> list[bytes]:
        return self.mailbox.mails(FILED[outcome][0])

    def sent(self) -> list[bytes]:
        return self.mailbox.mails("Sent")

    def flags(self) -> list[tuple[str, ...]]:
        return [tuple(flag.decode() for flag in flags) for flags in self.mailbox.flags().values()]

    def remove(self, subject: bytes) -> None:
        with self.mailbox.other_program() as client:
            client.select_folder("INBOX")
            client.delete_messages(client.search(["SUBJECT", subject]))
            client.expunge()

    def new_epoch(self) -> None:
        self.mailbox.change_uidvalidity()


@dataclass
class MaildirPlace:
    """A Maildir on the disk."""

    root: Path
    opened: list[Inbox] = field(default_factory=list)

    def inbox(self, **changes: Any) -> Inbox:
        inbox = open_inbox(MaildirAccess(**{"path": self.root, **changes}))
        self.opened.append(inbox)
        return inbox

    def deliver(self, raw: bytes) -> None:
        deliver(self.root, raw)

    def waiting(self) -> list[bytes]:
        return self._mails(self.root)

    def filed(self, outcome: str) -> list[bytes]:
        return self._mails(self.root / FILED[outcome][1])

    def sent(self) -> list[bytes]:
        return self._mails(self.root / ".Sent")

    def flags(self) -> list[tuple[str, ...]]:
        return [tuple(path.name.partition(":2,")[2]) for path in self._files(self.root)]

    def remove(self, subject: bytes) -> None:
        for path in self._files(self.root):
            if b"Subject: " + subject in path.read_bytes():
                path.unlink()

    def new_epoch(self) -> None:
        (self.root / "liaison-uids").unlink()

    def _mails(self, folder: Path) -> list[bytes]:
        return [path.read_bytes() for path in self._files(folder)]

    def _files(self, folder: Path) -> list[Path]:
        return sorted((*folder.glob("new/*"), *folder.glob("cur/*")), key=lambda path: path.name)


@pytest.fixture(params=[pytest.param("imap", marks=pytest.mark.dovecot), "maildir"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """The same test, on both back ends."""
    made: ImapPlace | MaildirPlace
    if request.param == "imap":
        made = ImapPlace(request.getfixturevalue("dovecot"))
    else:
        made = MaildirPlace(tmp_path / "maildir")
    yield made
    for inbox in made.opened:
        inbox.close()


@pytest.fixture
def imap(dovecot: DovecotMailbox) -> Iterator[ImapPlace]:
    """Only the IMAP one."""
    place = ImapPlace(dovecot)
    yield place
    for inbox in place.opened:
        inbox.close()


@pytest.fixture
def mail() -> Callable[..., bytes]:
    """Small mails, each known by its subject."""

    def make(subject: str, body: str = "Bonjour,\r\n", message_id: str | None = None) -> bytes:
        ident = message_id or f"<{subject.replace(' ', '.')}@bati-nord.example>"
        return (
            f"From: Nour Haddad <nour@geiq-sud.example>\r\nTo: clauses@agence.example\r\nSubject: {subject}\r\n"
            f"Message-ID: {ident}\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\n\r\n{body}"
        ).encode()

    return make


@pytest.fixture
def private_imap(dovecot: DovecotMailbox, certificates: Certificates) -> Callable[..., Inbox]:
    """An inbox over TLS, with our own authority unless the test says otherwise."""
    with contextlib.ExitStack() as stack:

        def make(**changes: Any) -> Inbox:
            known: dict[str, Any] = {"host": "127.0.0.1", "user": dovecot.user, "password": "pw"}
            inbox = open_inbox(ImapAccess(**{**known, "ca": certificates.authority, **changes}))
            stack.callback(inbox.close)
            return inbox

        yield make
