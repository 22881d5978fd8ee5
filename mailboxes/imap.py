r"""ImapInbox: a folder of an IMAP server. Reads with PEEK, files away by MOVE; never \Seen, never a plain EXPUNGE."""

from __future__ import annotations

import imaplib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.parser import BytesHeaderParser
from typing import Any

from mailboxes.arrivals import Delivered, Folder, Outcome
from mailboxes.errors import Rejected, Unreachable
from mailboxes.idle import forget_announcements, wait_for_mail
from mailboxes.imap_folders import ImapFolders
from mailboxes.imap_line import ImapAccess, hang_up, mapped_errors, open_line

BATCH_MAILS = 50
BATCH_OCTETS = 8_000_000
#: UIDs named in one command: a line stays under the 8,000 octets that servers must take (RFC 7162 §4)
UIDS_A_COMMAND = 500
#: a folder of more mails than this is listed in windows of UIDs
WINDOW = 20_000
MOST_WINDOWS = 100
KEYWORD = b"$LiaisonDone"
FAREWELL_TIMEOUT = 5.0
LOST_DATE = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Selected:
    """What SELECT told of a folder."""

    name: str
    uidvalidity: int
    uidnext: int
    exists: int
    keywords: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """One message, before its body is fetched."""

    uid: int
    size: int
    received_at: datetime
    header_only: bool


class ImapInbox:
    """The Inbox of one IMAP account (see `arrivals.Inbox` for what each call promises)."""

    def __init__(self, access: ImapAccess) -> None:
        self._access = access
        self._client: Any = None
        self._folders: ImapFolders | None = None
        self._selected: _Selected | None = None
        self._epoch: int | None = None
        #: the UID that no mail had yet when the caller last asked for all
        self._looked_to = 0

    def connect(self) -> Folder:
        """A live connection is kept (UIDVALIDITY cannot change while a folder is open); else a new one is made."""
        if self._client is not None:
            with suppress(Unreachable):
                return self._live_folder()
        self._epoch, self._looked_to = None, 0
        self._client = open_line(self._access)
        self._folders = ImapFolders(self._client, self._access.names)
        return self._live_folder()

    def uids(self, after: int = 0) -> list[int]:
        """NOOP first: a server need not search what it has not announced (RFC 9051 §5.2)."""
        with self._talking() as client:
            selected = self._open(self._access.folder)
            client.noop()
            forget_announcements(client)
            found = {uid for window in _windows(after + 1, selected) for uid in self._search(f"UID {window}")}
            self._looked_to = max(self._looked_to, selected.uidnext, max(found, default=0) + 1)
        # « n:* » always holds the last mail, even when its UID is smaller than n (RFC 9051 §6.4.9)
        return sorted(uid for uid in found if uid > after)

    def fetch(self, uids: Sequence[int]) -> Iterator[Delivered]:
        """Sizes first, so that no batch and no single mail can fill the memory."""
        unreadable: list[int] = []
        for some in _portions(sorted(set(uids))):
            for batch in _batches(self._listed(some)):
                delivered, missed = self._fetched(batch)
                yield from delivered
                unreadable += missed
        if unreadable:
            raise Rejected(f"{self._access.host} ne sait pas donner les messages {unreadable[:20]}")

    def acknowledge(self, uids: Sequence[int], outcome: Outcome) -> None:
        """As configured, and as far as the server can: MOVE, else COPY + UID EXPUNGE, else keyword, else nothing."""
        if self._access.acknowledge == "none" or not uids:
            return
        for some in _portions(sorted(set(uids))):
            with self._talking() as client:
                selected = self._open(self._access.folder)
                # named UIDs only, and those that are there: a repeat must not be an error, nor a second copy
                there = self._search("UID " + _named(some))
                if not there:
                    continue
                if self._access.acknowledge == "move" and client.has_capability("MOVE"):
                    client.move(there, self._filing(outcome))
                elif self._access.acknowledge == "move" and client.has_capability("UIDPLUS"):
                    client.copy(there, self._filing(outcome))
                    client.add_flags(there, [b"\\Deleted"], silent=True)
                    client.uid_expunge(there)
                elif selected.keywords:
                    client.add_flags(there, [KEYWORD], silent=True)

    def wait(self, seconds: float, stop: Callable[[], bool]) -> None:
        """IDLE where there is one. Mail that was announced since the last `uids` ends the wait at once.

        So does a folder that was opened anew since and has a greater UIDNEXT: what came while it was closed is
        announced by nothing else.
        """
        with self._talking() as client:
            self._open(self._access.folder)
            wait_for_mail(client, seconds, stop)

    def has_copy(self, message_id: str) -> bool:
        """SEARCH finds substrings, so each hit's header is read and compared."""
        wanted = message_id.strip()
        with self._talking() as client:
            self._open(self._sent_folder(), readonly=True)
            client.noop()
            hits = client.search(["HEADER", "Message-ID", wanted.encode("utf-8")])[-UIDS_A_COMMAND:]
            field = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"
            for answer in client.fetch(hits, [field]).values():
                headers = [value for key, value in answer.items() if key.startswith(b"BODY[") and value]
                if any(_message_id(header) == wanted for header in headers):
                    return True
        return False

    def keep_copy(self, raw: bytes, sent_at: datetime) -> None:
        """APPEND, unless the server itself has kept one."""
        message_id = _message_id(raw)
        if message_id and self.has_copy(message_id):
            return
        with self._talking() as client:
            client.append(self._sent_folder(), raw, flags=[b"\\Seen"], msg_time=sent_at)

    def check(self) -> tuple[str, ...]:
        """For the doctor."""
        self.connect()
        with self._talking() as client:
            selected = self._open(self._access.folder)
            able = {word: client.has_capability(word) for word in ("IDLE", "MOVE", "UIDPLUS")}
        remarks = []
        if not able["IDLE"]:
            remarks.append("le serveur n'annonce pas le courrier (IDLE) : il sera relevé à intervalles réguliers")
        if self._access.acknowledge == "move" and not (able["MOVE"] or able["UIDPLUS"]):
            then = "il sera marqué d'un mot-clé" if selected.keywords else "il restera où il est"
            remarks.append(f"le serveur ne sait pas déplacer un message : {then}")
        if self._access.acknowledge == "keyword" and not selected.keywords:
            remarks.append("le serveur n'accepte pas de mot-clé : le courrier traité ne sera pas marqué")
        return tuple(remarks)

    def close(self) -> None:
        """LOGOUT, but no longer than some seconds."""
        client, self._client = self._client, None
        self._forget()
        if client is None:
            return
        with suppress(OSError, EOFError, ValueError, AttributeError, imaplib.IMAP4.error):
            client.socket().settimeout(FAREWELL_TIMEOUT)
            client.logout()
        hang_up(client)

    # ---- the line

    @contextmanager
    def _talking(self) -> Iterator[Any]:
        """The client; its errors become ours, and after Unreachable the line is given up."""
        if self._client is None:
            raise Unreachable(f"{self._access.host} : pas de connexion")
        try:
            with mapped_errors(self._access):
                yield self._client
        except Unreachable:
            hang_up(self._client)
            self._client = None
            self._forget()
            raise
        except Rejected:  # a folder that we knew may have been renamed or removed: look again the next time
            self._selected = None
            self._folders = ImapFolders(self._client, self._access.names)
            raise

    def _forget(self) -> None:
        self._folders = self._selected = None

    def _live_folder(self) -> Folder:
        with self._talking() as client:
            client.noop()
            selected = self._open(self._access.folder)
        return Folder(name=selected.name, uidvalidity=selected.uidvalidity)

    def _open(self, name: str, *, readonly: bool = False) -> _Selected:
        """Select `name` unless it is open. Unreachable when the inbox began a new epoch: our UIDs mean nothing then."""
        if self._selected is None or self._selected.name != name:
            self._selected = None
            self._selected = _selected(name, self._client.select_folder(name, readonly=readonly))
            if name == self._access.folder and 0 < self._selected.uidnext <= self._looked_to:
                forget_announcements(self._client)  # SELECT says how many there are: that is no news
        selected = self._selected
        if name == self._access.folder:
            if self._epoch is None:
                self._epoch = selected.uidvalidity
            if selected.uidvalidity != self._epoch:
                raise Unreachable(f"{self._access.host} : UIDVALIDITY de {name} a changé")
        return selected

    def _sent_folder(self) -> str:
        assert self._folders is not None
        return self._folders.sent()

    def _filing(self, outcome: Outcome) -> str:
        assert self._folders is not None
        return self._folders.filing(outcome)

    def _search(self, criteria: str) -> list[int]:
        """UIDs; unlike imapclient's own `search`, an answer in several lines is well."""
        lines = self._client._raw_command_untagged(b"SEARCH", [criteria.encode("ascii")])  # noqa: SLF001
        return [int(word) for line in lines if line for word in line.split() if word.isdigit()]

    # ---- fetching

    def _listed(self, uids: list[int]) -> list[_Listed]:
        with self._talking() as client:
            self._open(self._access.folder)
            answers = client.fetch(uids, ["RFC822.SIZE", "INTERNALDATE"])
        return [self._listing(uid, answers[uid]) for uid in uids if uid in answers]

    def _listing(self, uid: int, answer: dict[bytes, Any]) -> _Listed:
        size = int(answer.get(b"RFC822.SIZE") or 0)
        received_at = _with_plain_offset(answer.get(b"INTERNALDATE"))
        return _Listed(uid=uid, size=size, received_at=received_at, header_only=size > self._access.size_limit)

    def _fetched(self, batch: list[_Listed]) -> tuple[list[Delivered], list[int]]:
        """(messages, UIDs that are there but cannot be had). A server may refuse a batch because of one mail."""
        try:
            bodies = self._bodies(batch)
        except Rejected:
            if len(batch) == 1:
                return [], self._still_there([batch[0].uid])
            parts = [self._fetched([one]) for one in batch]
            return [mail for mails, _ in parts for mail in mails], [uid for _, missed in parts for uid in missed]
        delivered = [
            Delivered(uid=one.uid, size=one.size, received_at=one.received_at, raw=raw, header_only=one.header_only)
            for one in batch
            if (raw := bodies.get(one.uid)) is not None
        ]
        missing = [one.uid for one in batch if bodies.get(one.uid) is None]
        return delivered, self._still_there(missing)

    def _bodies(self, batch: list[_Listed]) -> dict[int, bytes | None]:
        section = b"BODY[HEADER]" if batch[0].header_only else b"BODY[]"
        with self._talking() as client:
            self._open(self._access.folder)
            answers = client.fetch([one.uid for one in batch], [section.replace(b"BODY[", b"BODY.PEEK[")])
        return {uid: _octets(answer.get(section)) for uid, answer in answers.items()}

    def _still_there(self, uids: list[int]) -> list[int]:
        if not uids:
            return []
        with self._talking() as client:
            self._open(self._access.folder)
            client.noop()
            return self._search("UID " + _named(uids))


def _selected(name: str, told: dict[bytes, Any]) -> _Selected:
    flags = {flag.lower() for flag in told.get(b"PERMANENTFLAGS", ())}
    return _Selected(
        name=name,
        uidvalidity=int(told.get(b"UIDVALIDITY", 0)),
        uidnext=int(told.get(b"UIDNEXT", 0)),
        exists=int(told.get(b"EXISTS", 0)),
        keywords=b"\\*" in flags or KEYWORD.lower() in flags,
    )


def _windows(first: int, selected: _Selected) -> list[str]:
    """Ranges of UIDs that cover everything from `first` on; the last one is open."""
    if selected.exists <= WINDOW or first >= selected.uidnext:
        return [f"{first}:*"]
    width = max(WINDOW, (selected.uidnext - first) // MOST_WINDOWS + 1)
    starts = range(first, selected.uidnext, width)
    return [*(f"{start}:{start + width - 1}" for start in starts[:-1]), f"{starts[-1]}:*"]


def _portions(uids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(uids), UIDS_A_COMMAND):
        yield uids[start : start + UIDS_A_COMMAND]


def _batches(listed: list[_Listed]) -> Iterator[list[_Listed]]:
    """Neighbours of one kind (whole, header only), at most 50 and 8 MB."""
    batch: list[_Listed] = []
    octets = 0
    for one in listed:
        weight = 0 if one.header_only else one.size
        full = len(batch) == BATCH_MAILS or octets + weight > BATCH_OCTETS
        if batch and (full or batch[0].header_only != one.header_only):
            yield batch
            batch, octets = [], 0
        batch.append(one)
        octets += weight
    if batch:
        yield batch


def _named(uids: Sequence[int]) -> str:
    return ",".join(map(str, uids))


def _octets(value: Any) -> bytes | None:
    """A quoted number comes out of imapclient's parser as an int."""
    if isinstance(value, int):
        return str(value).encode("ascii")
    return value if isinstance(value, bytes) else None


def _with_plain_offset(moment: datetime | None) -> datetime:
    if moment is None or (offset := moment.utcoffset()) is None:
        return LOST_DATE
    return moment.replace(tzinfo=timezone(timedelta(seconds=offset.total_seconds())))


def _message_id(raw: bytes) -> str:
    value = BytesHeaderParser().parsebytes(raw).get("Message-ID")
    return str(value).strip() if value else ""
