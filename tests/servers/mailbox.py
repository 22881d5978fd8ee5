"""DovecotMailbox: one test's own mailbox on a Dovecot, with the eyes of another mail program on it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from imapclient import IMAPClient

from tests.servers.dovecot import Dovecot, NoDovecot


@dataclass(frozen=True, slots=True)
class DovecotMailbox:
    """`user` logs in with `password`; mail for it is delivered to « user@localhost » on `server.lmtp_port`."""

    server: Dovecot
    user: str

    @property
    def host(self) -> str:
        return self.server.host

    @property
    def port(self) -> int:
        return self.server.port

    @property
    def password(self) -> str:
        return self.server.password

    @property
    def lmtp_recipient(self) -> str:
        """What LMTP calls the INBOX; « user+Sent@localhost » is the Sent folder."""
        return f"{self.user}@localhost"

    def deliver(self, raw: bytes, folder: str | None = None) -> None:
        """One mail, by LMTP, into INBOX or `folder`."""
        self.server.deliver(self.user, raw, folder)

    def deliver_all(self, mails: list[bytes]) -> None:
        """Many, over one line."""
        self.server.deliver_all(self.user, mails)

    def restart(self) -> None:
        """Kill the server, start it again; the mailbox stays."""
        self.server.kill()
        for lock in self.server.root.glob("mail/**/dovecot-uidlist.lock"):
            lock.unlink()  # left by a killed Dovecot; the next one would respect it for two minutes
        for patience in range(10):
            try:
                self.server.start()
                break
            except NoDovecot:  # somebody's outgoing line may have been given our port meanwhile
                if patience == 9:
                    raise
                time.sleep(0.5)

    def kill(self) -> None:
        """SIGKILL the server; it is started again after the test."""
        self.server.kill()

    def change_uidvalidity(self) -> None:
        """A new epoch of INBOX."""
        self.server.change_uidvalidity(self.user)

    @contextmanager
    def other_program(self) -> Iterator[Any]:
        """A logged-in client that is none of ours."""
        with IMAPClient(self.host, self.port, ssl=False) as client:
            client.login(self.user, self.password)
            yield client

    def flags(self, folder: str = "INBOX") -> dict[int, tuple[bytes, ...]]:
        r"""UID -> flags, without \Recent."""
        with self.other_program() as client:
            client.select_folder(folder, readonly=True)
            found = client.get_flags(client.search("ALL"))
        return {uid: tuple(flag for flag in flags if flag != b"\\Recent") for uid, flags in found.items()}

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        """The raw mails of a folder by UID; none where there is no such folder."""
        with self.other_program() as client:
            if not client.folder_exists(folder):
                return []
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search("ALL"), ["BODY.PEEK[]"])
        return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def append(self, raw: bytes, folder: str = "INBOX", flags: tuple[bytes, ...] = ()) -> None:
        """What a person does who drags a mail into a folder."""
        with self.other_program() as client:
            client.append(folder, raw, flags=flags)

    def folders(self) -> list[str]:
        """All folders."""
        with self.other_program() as client:
            return sorted(name for _, _, name in client.list_folders())
