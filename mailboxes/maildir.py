"""MaildirInbox: a Maildir as an inbox, with UIDs that last; bytes and flags of the mails are never touched."""

from __future__ import annotations

import fcntl
import os
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from pathlib import Path

from mailboxes.arrivals import Acknowledgement, Delivered, Folder, Outcome
from mailboxes.errors import Rejected, Unreachable
from mailboxes.maildrop import deliver, make_maildir, replace_whole

UID_LIST = "liaison-uids"
SLICE = 0.2
LONGEST_HEADER = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MaildirAccess:
    """One Maildir: where, and what is done to handled mail (« keyword » has no meaning here: nothing)."""

    path: Path
    acknowledge: Acknowledgement = "move"
    #: sibling folders in the manner of Maildir++
    done: str = ".Liaison.Traite"
    review: str = ".Liaison.A-revoir"
    ignored: str = ".Liaison.Ignore"
    sent: str = ".Sent"
    #: octets; of a bigger mail only the header is read
    size_limit: int = 35_000_000


@dataclass(slots=True, kw_only=True)
class _Uids:
    """The numbers given so far: file name without flags -> UID."""

    uidvalidity: int
    next: int
    of: dict[str, int]


class MaildirInbox:
    """The Inbox of one Maildir (see `arrivals.Inbox` for what each call promises)."""

    def __init__(self, access: MaildirAccess) -> None:
        self._access = access
        self._root = access.path
        self._epoch: int | None = None
        #: file names, without flags, that the caller was told of
        self._told: frozenset[str] = frozenset()
        self._sent_ids: dict[str, str] = {}

    def connect(self) -> Folder:
        """Make the Maildir when its parent is there: a mistyped path should not become a mailbox."""
        with self._mapped():
            if not self._root.parent.is_dir():
                raise Rejected(f"{self._root} : le dossier parent n'existe pas")
            make_maildir(self._root)
            self._epoch = None
            uids = self._numbered()
        return Folder(name="INBOX", uidvalidity=uids.uidvalidity)

    def uids(self, after: int = 0) -> list[int]:
        """New files get their numbers here, oldest first."""
        with self._mapped():
            numbered = self._numbered().of
            self._told = frozenset(numbered)
        return sorted(uid for uid in numbered.values() if uid > after)

    def fetch(self, uids: Sequence[int]) -> Iterator[Delivered]:
        """One by one: nothing is gained by batches here."""
        unreadable: list[int] = []
        with self._mapped():
            paths = self._paths()
        for uid in sorted(set(uids)):
            if uid not in paths:
                continue
            try:
                mail = self._read(uid, paths[uid]) or self._read(uid, self._paths().get(uid))
            except OSError:
                unreadable.append(uid)
                continue
            if mail is not None:
                yield mail
        if unreadable:
            raise Rejected(f"{self._root} : messages illisibles {unreadable[:20]}")

    def acknowledge(self, uids: Sequence[int], outcome: Outcome) -> None:
        """Move the files, names and flags as they are, into a sibling folder."""
        if self._access.acknowledge != "move" or not uids:
            return
        with self._mapped():
            target = self._sibling({"done": self._access.done, "review": self._access.review}.get(outcome))
            paths = self._paths()
            for uid in uids:
                if uid in paths:
                    self._move(paths[uid], target / paths[uid].parent.name)

    def wait(self, seconds: float, stop: Callable[[], bool]) -> None:
        """Look at the folder's date five times a second."""
        end = time.monotonic() + seconds
        with self._mapped():
            before = self._dates()
            if any(path.name.partition(":2,")[0] not in self._told for path in self._files()):
                return
            while not stop() and (left := end - time.monotonic()) > 0 and self._dates() == before:
                time.sleep(min(SLICE, left))

    def has_copy(self, message_id: str) -> bool:
        """Headers are read once and remembered."""
        with self._mapped():
            for path in _files_of(self._root / self._access.sent):
                if path.name not in self._sent_ids:
                    self._sent_ids[path.name] = _message_id(_header(path))
            return message_id.strip() in self._sent_ids.values()

    def keep_copy(self, raw: bytes, sent_at: datetime) -> None:
        """A file in Sent/cur with the S flag: it is our own mail, and read."""
        message_id = _message_id(raw)
        if message_id and self.has_copy(message_id):
            return
        with self._mapped():
            path = deliver(self._sibling(self._access.sent), raw, read_at=sent_at)
            self._sent_ids[path.name] = message_id

    def check(self) -> tuple[str, ...]:
        """For the doctor."""
        self.connect()
        return ()

    def close(self) -> None:
        """Nothing is held open."""

    # ---- files

    def _files(self) -> list[Path]:
        return _files_of(self._root)

    def _dates(self) -> tuple[int, int]:
        return (self._root / "new").stat().st_mtime_ns, (self._root / "cur").stat().st_mtime_ns

    def _sibling(self, name: str | None) -> Path:
        folder = make_maildir(self._root / (name or self._access.ignored))
        (folder / "maildirfolder").touch()
        return folder

    def _paths(self) -> dict[int, Path]:
        known = self._numbered().of
        return {known[base]: path for path in self._files() if (base := path.name.partition(":2,")[0]) in known}

    def _read(self, uid: int, path: Path | None) -> Delivered | None:
        """None when the file has gone meanwhile (another program may have moved it from `new` to `cur`)."""
        try:
            if path is None:
                return None
            facts = path.stat()
            big = facts.st_size > self._access.size_limit
            raw = _header(path) if big else path.read_bytes()
        except FileNotFoundError:
            return None
        received_at = datetime.fromtimestamp(facts.st_mtime, tz=UTC)
        return Delivered(uid=uid, size=facts.st_size, received_at=received_at, raw=raw, header_only=big)

    def _move(self, path: Path, target: Path) -> None:
        try:
            path.rename(target / path.name)
        except FileNotFoundError:
            return

    # ---- numbers

    def _numbered(self) -> _Uids:
        """The list of UIDs, with all files of this moment in it."""
        with self._locked():
            uids = self._stored()
            if self._epoch is None:
                self._epoch = uids.uidvalidity
            if uids.uidvalidity != self._epoch:
                raise Unreachable(f"{self._root} : la liste des UID est neuve")
            there = {path.name.partition(":2,")[0]: path for path in self._files()}
            new = sorted((name for name in there if name not in uids.of), key=lambda name: (_date(there[name]), name))
            gone = [name for name in uids.of if name not in there]
            for name in gone:
                del uids.of[name]
            for name in new:
                uids.of[name] = uids.next
                uids.next += 1
            if new or gone or not (self._root / UID_LIST).exists():
                self._store(uids)
            return uids

    def _stored(self) -> _Uids:
        """What the list says; a list that is absent or damaged begins a new epoch."""
        try:
            first, *lines = (self._root / UID_LIST).read_text("utf-8", "surrogateescape").splitlines()
            version, uidvalidity, following = first.split(" ")
            of = {name: int(uid) for uid, _, name in (line.partition(" ") for line in lines)}
            if version != "1" or int(following) <= max(of.values(), default=0):
                return _new_epoch()
            return _Uids(uidvalidity=int(uidvalidity), next=int(following), of=of)
        except (FileNotFoundError, ValueError):
            return _new_epoch()

    def _store(self, uids: _Uids) -> None:
        lines = [f"1 {uids.uidvalidity} {uids.next}", *(f"{uid} {name}" for name, uid in uids.of.items())]
        replace_whole(self._root / UID_LIST, "\n".join([*lines, ""]).encode("utf-8", "surrogateescape"))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Two threads, or two programs, must not give one number twice."""
        handle = os.open(self._root / f"{UID_LIST}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Unreachable(f"{self._root} : {error.strerror or error}") from error


def _new_epoch() -> _Uids:
    """A random number, where servers take the time: no clock is read here."""
    return _Uids(uidvalidity=secrets.randbelow(2**31 - 1) + 1, next=1, of={})


def _files_of(folder: Path) -> list[Path]:
    """`new` before `cur`: a file that another program moves meanwhile is then seen twice rather than never."""
    found: dict[str, Path] = {}
    for part in ("new", "cur"):
        if (folder / part).is_dir():
            with os.scandir(folder / part) as entries:
                found.update(
                    {
                        entry.name.partition(":2,")[0]: Path(entry.path)
                        for entry in entries
                        if not entry.name.startswith(".") and "\n" not in entry.name and entry.is_file()
                    }
                )
    return list(found.values())


def _date(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        start = file.read(LONGEST_HEADER)
    ends = [place + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (place := start.find(mark)) >= 0]
    return start[: min(ends)] if ends else start


def _message_id(raw: bytes) -> str:
    value = BytesHeaderParser().parsebytes(raw).get("Message-ID")
    return str(value).strip() if value else ""
