"""OutfolderSender: each mail a file that a person can open, and, if wished, a delivery into the recipient's Maildir."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from pathlib import Path

from mailboxes.departures import Deferred, Outcome, Outgoing, Sent
from mailboxes.errors import Rejected, Unreachable
from mailboxes.maildrop import deliver, replace_whole

LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class OutfolderAccess:
    """Where the files go."""

    path: Path
    #: a folder of Maildirs named by address, for correspondents (and the archive) who live on this machine
    maildirs: Path | None = None


class OutfolderSender:
    """The Sender that writes files; the same Message-ID twice is one file and one delivery."""

    def __init__(self, access: OutfolderAccess) -> None:
        self._access = access
        #: names in the folder that were looked at, Message-ID -> name of its file, and the last number
        self._seen: set[str] = set()
        self._files: dict[str, str] = {}
        self._highest = 0

    def send(self, mail: Outgoing) -> Outcome:
        """Deliver first, then write the file: the file says that all was done."""
        try:
            self._access.path.mkdir(parents=True, exist_ok=True)
            with self._locked():
                there = self._file_of(mail.message_id)
                if there is None:
                    self._deliver(mail)
                    there = self._write(mail)
        except OSError as error:
            return Deferred(reason=f"{self._access.path} : {error.strerror or error}", everywhere=True)
        return Sent(reply=there)

    def check(self) -> None:
        """That the folder can be written to."""
        if not self._access.path.parent.is_dir():
            raise Rejected(f"{self._access.path} : le dossier parent n'existe pas")
        try:
            self._access.path.mkdir(exist_ok=True)
            with self._locked():
                pass
        except OSError as error:
            raise Unreachable(f"{self._access.path} : {error.strerror or error}") from error

    def close(self) -> None:
        """Nothing is held open."""

    def _file_of(self, message_id: str) -> str | None:
        """The name of the file with this Message-ID; each file is read once."""
        with os.scandir(self._access.path) as entries:
            unknown = {entry.name for entry in entries} - self._seen
        for name in sorted(unknown):
            self._seen.add(name)
            if name.endswith(".eml"):
                self._remember(name, _field((self._access.path / name).read_bytes(), "Message-ID"))
        return self._files.get(message_id.strip())

    def _remember(self, name: str, message_id: str) -> None:
        number = name.partition("-")[0]
        self._highest = max(self._highest, int(number) if number.isdigit() else 0)
        self._files.setdefault(message_id, name)

    def _write(self, mail: Outgoing) -> str:
        slug = _slug(_decoded(_field(mail.raw, "Subject")))
        name = f"{self._highest + 1:04d}-{_safe(mail.recipient)}-{slug}.eml"
        replace_whole(self._access.path / name, mail.raw)
        self._seen.add(name)
        self._remember(name, mail.message_id.strip())
        return name

    def _deliver(self, mail: Outgoing) -> None:
        if self._access.maildirs is None:
            return
        for address in filter(None, (mail.recipient, mail.archive)):
            # named by what it is, so that a repeat after a crash is the same file
            name = hashlib.sha256(f"{mail.message_id}\n{address}".encode()).hexdigest()[:40]
            deliver(self._access.maildirs / _safe(address), mail.raw, name=name)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Several senders may share the folder: numbers must not come twice."""
        handle = os.open(self._access.path / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _field(raw: bytes, name: str) -> str:
    value = BytesHeaderParser().parsebytes(raw).get(name)
    return str(value).strip() if value else ""


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (ValueError, LookupError):
        return value


def _safe(address: str) -> str:
    return re.sub(r"[^\w.@+-]", "_", address.lower())[:100].lstrip(".") or "_"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()[:LONGEST_SLUG].rstrip("-") or "sans-objet"
