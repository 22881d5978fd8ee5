"""ImapFolders: the folders we file into and the Sent folder, spelt as this server spells them."""

from __future__ import annotations

import imaplib
import unicodedata
from contextlib import suppress
from typing import Any

from mailboxes.arrivals import Outcome
from mailboxes.imap_line import FolderNames

#: how mail programs name the Sent folder, where the server does not say (RFC 6154); without accents, lower case
SENT_NAMES = (
    "sent", "sent items", "sent messages", "sent mail", "envoyes", "elements envoyes", "messages envoyes",
    "mails envoyes", "courrier envoye", "courriers envoyes", "objets envoyes", "boite d'envoi - envoyes",
)  # fmt: skip
#: what LIST says of a name that holds no mail
NO_MAIL_HERE = (b"\\noselect", b"\\nonexistent")


class ImapFolders:
    """Names looked up once a connection; what is not there is created when it is first needed."""

    def __init__(self, client: Any, names: FolderNames) -> None:
        self._client = client
        self._names = names
        self._found: dict[str, str] = {}
        self._prefix_and_delimiter: tuple[str, str | None] | None = None

    def filing(self, outcome: Outcome) -> str:
        """The folder for mail handled so."""
        wanted = {"done": self._names.done, "review": self._names.review, "ignored": self._names.ignored}[outcome]
        if wanted not in self._found:
            self._found[wanted] = self._ensured(self._spelt(wanted))
        return self._found[wanted]

    def sent(self) -> str:
        """The Sent folder: the one the server marks, else the one usually so named, else a new one."""
        if r"\Sent" not in self._found:
            self._found[r"\Sent"] = self._existing_sent() or self._ensured(self._spelt("Sent"))
        return self._found[r"\Sent"]

    def _existing_sent(self) -> str | None:
        listed = [(_lower(flags), delimiter, name) for flags, delimiter, name in self._client.list_folders()]
        usable = [entry for entry in listed if not any(flag in entry[0] for flag in NO_MAIL_HERE)]
        for flags, _, name in usable:
            if b"\\sent" in flags:
                return str(name)
        named = [(_rank(name, delimiter), name) for _, delimiter, name in usable]
        best = min(((rank, name) for rank, name in named if rank is not None), default=None)
        return str(best[1]) if best else None

    def _spelt(self, name: str) -> str:
        """`name` with the server's prefix and delimiter: « INBOX.Liaison.Traité »."""
        prefix, delimiter = self._hierarchy()
        parts = [part.replace(delimiter, "-") if delimiter else part for part in name.split("/")]
        return prefix + (delimiter or "-").join(parts)

    def _hierarchy(self) -> tuple[str, str | None]:
        if self._prefix_and_delimiter is None:
            self._prefix_and_delimiter = self._asked_hierarchy()
        return self._prefix_and_delimiter

    def _asked_hierarchy(self) -> tuple[str, str | None]:
        if self._client.has_capability("NAMESPACE"):
            personal = self._client.namespace().personal
            if personal:
                prefix, delimiter = personal[0]
                return str(prefix), str(delimiter) if delimiter else None
        root = self._client.list_folders("", "")
        delimiter = root[0][1] if root else b"/"
        return "", delimiter.decode("ascii", "replace") if delimiter else None

    def _ensured(self, name: str) -> str:
        if self._exists(name):
            return name
        try:
            self._client.create_folder(name)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            if not self._exists(name):  # another of our threads may have been quicker
                raise
        with suppress(imaplib.IMAP4.readonly):
            self._subscribe(name)
        return name

    def _exists(self, name: str) -> bool:
        return any(
            not any(flag in _lower(flags) for flag in NO_MAIL_HERE)
            for flags, _, _ in self._client.list_folders("", name)
        )

    def _subscribe(self, name: str) -> None:
        """So that mail programs show the folder; a server that will not is no trouble."""
        try:
            self._client.subscribe_folder(name)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            return


def _lower(flags: Any) -> tuple[bytes, ...]:
    return tuple(flag.lower() for flag in flags or () if isinstance(flag, bytes))


def _rank(name: str, delimiter: bytes | None) -> tuple[int, int] | None:
    """How much a name looks like the Sent folder's: (depth, place in the list); None when it does not."""
    levels = name.split(delimiter.decode("ascii", "replace")) if delimiter else [name]
    last = _folded(levels[-1])
    return (len(levels), SENT_NAMES.index(last)) if last in SENT_NAMES else None


def _folded(text: str) -> str:
    plain = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return plain.casefold().replace("’", "'").strip()
