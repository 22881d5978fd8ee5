"""Servers for the demo: a real Dovecot and a real SMTP server, started for it on loopback, gone with it."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

import click

from service.demo.cast import MAILBOX
from service.demo.dovecot import Dovecot, NoDovecot, free_port
from service.demo.world import FolderPost, Post

#: the user whose mailbox Liaison minds
USER = "clauses"


@dataclass(slots=True)
class ServerPost:
    """Mail comes in by LMTP into Dovecot; what goes out lands in a folder, one file a mail, to be opened."""

    root: Path
    lmtp_port: int

    def deliver(self, raw: bytes) -> None:
        """As the agency's own server would: by LMTP."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as line:
            line.sendmail("demo@localhost", [f"{USER}@localhost"], raw)

    def received(self, address: str) -> list[bytes]:
        """From the folder that the SMTP server writes."""
        return FolderPost(self.root).received(address)


class _Accepting:
    """What the SMTP server does with a mail: a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  (aiosmtpd's name)
        """Keep the mail, then say so."""
        self.count += 1
        mail = message_from_bytes(envelope.content)
        to = str(mail["To"]).rpartition("<")[2].strip("> ")
        (self.folder / f"{self.count:04d}-{to}.eml").write_bytes(envelope.content)
        return "250 OK"


@contextmanager
def started(out: Path) -> Iterator[tuple[str, Post]]:
    """The two servers; gives the wires of the configuration, and the post. A missing one is said plainly."""
    try:
        from aiosmtpd.controller import Controller
    except ModuleNotFoundError as error:
        raise click.ClickException("aiosmtpd manque : pip install aiosmtpd") from error
    folder = out / "envoyes"
    folder.mkdir()
    dovecot = Dovecot()
    try:
        dovecot.start()
    except NoDovecot as error:
        raise click.ClickException(f"{error} (paquets dovecot-imapd et dovecot-lmtpd)") from error
    smtp = Controller(_Accepting(folder), hostname="127.0.0.1", port=free_port())
    smtp.start()
    wires = (
        f'imap = {{ host = "127.0.0.1", port = {dovecot.port}, user = "{USER}", password = "{dovecot.password}", '
        f'tls = "none" }}\nsmtp = {{ host = "127.0.0.1", port = {smtp.port}, tls = "none" }}'
    )
    click.echo(f"Dovecot sur le port {dovecot.port}, SMTP sur le port {smtp.port}, boîte {MAILBOX.address}.")
    try:
        yield wires, ServerPost(out, dovecot.lmtp_port)
    finally:
        smtp.stop()
        dovecot.stop()
