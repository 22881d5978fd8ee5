"""What a mail answers: the Message-IDs that it names; threads, with ghosts for the mails that were never seen"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mailboxes.headers import unfolded
from mailboxes.mime import Headers

_LIMIT = 400
_ID = re.compile(r"<\s{0,5}([^<>\s]{1,900}(?:\s{1,3}[^<>\s]{1,300}){0,2}?)\s{0,5}>")
_BARE = re.compile(r"[^\s<>,;\"()]{1,300}@[^\s<>,;\"()]{1,300}")


def message_ids(*values: bytes) -> tuple[str, ...]:
    """The identifiers in these header values, as « <…> », in order, each once; without brackets they count too."""
    found: dict[str, None] = {}
    for value in values:
        said = unfolded(value)
        matches = [re.sub(r"\s+", "", match) for match in _ID.findall(said)]
        if not matches:
            matches = _BARE.findall(said)
        for match in matches[-_LIMIT:]:
            cleaned = match.strip("\"'")
            if cleaned and ("@" in cleaned or len(cleaned) > 8):
                found[f"<{cleaned}>"] = None
    return tuple(found)


def thread_name(fields: Headers) -> str | None:
    """The sixteen bytes, in hex, by which Outlook names the conversation; a hint, for relays that lose the rest.

    [MS-OXOMSG] 2.2.1.3: Thread-Index is base64 of a byte, five of a time, sixteen of a name, then five a reply.
    """
    try:
        raw = binascii.a2b_base64(fields.raw("thread-index")[:2000])
    except (binascii.Error, ValueError):
        return None
    return raw[6:22].hex() if len(raw) >= 22 else None


def message_id(fields: Headers) -> str | None:
    """The mail's own identifier, None when it has none."""
    for name in ("message-id", "x-ms-exchange-message-id", "resent-message-id"):
        found = message_ids(*fields.every(name)[:1])
        if found:
            return found[0]
        raw = unfolded(fields.raw(name)).strip("<> ") if name == "message-id" else ""
        if raw and not re.search(r"\s", raw):
            return f"<{raw}>"
    return None


def in_reply_to(fields: Headers) -> tuple[str, ...]:
    """The identifiers that In-Reply-To names; the phrase and address that old programs put there are none."""
    found: list[str] = []
    for value in fields.every("in-reply-to"):
        said = unfolded(value)
        if " " in said.strip() and "<" not in said:
            continue
        found.extend(message_ids(value))
    return tuple(dict.fromkeys(found))


def references(fields: Headers) -> tuple[str, ...]:
    """The identifiers of References, oldest first, all fields of that name together."""
    return message_ids(*fields.every("references"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What threading needs of one message."""

    message_id: str
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    #: only read by `threads(..., by_subject=True)`
    subject: str = ""


def candidates(message: Named) -> tuple[str, ...]:
    """Whom it may answer, the most likely first: In-Reply-To, then References from the last to the first."""
    ids = (*message.in_reply_to, *reversed(message.references))
    return tuple(found for found in dict.fromkeys(ids) if found != message.message_id)


def threads(messages: Iterable[Named], *, by_subject: bool = False) -> dict[str, str | None]:
    """The parent of each message, and of each ghost: a message that is named, was never seen and ties others together.

    1. The chain of References is believed where it makes no circle and contradicts no chain seen before.
    2. A message hangs on what In-Reply-To names when that was seen or stands in References, else on the last of these.
    3. Two messages of one Message-ID are one. A ghost stays only at the root, above two messages or more.
    4. By subject only when asked, only « Re: » without any reference, only below a message that began its thread.
    """
    seen: dict[str, Named] = {}
    for message in messages:
        seen.setdefault(message.message_id, message)
    parents: dict[str, str | None] = {}
    for message in seen.values():
        chain = [found for found in message.references if found != message.message_id]
        _link_chain(parents, chain)
        parent = _parent(message, chain, seen)
        if parent is not None and not _descends(parents, parent, message.message_id):
            parents.setdefault(parent, None)
            parents[message.message_id] = parent
        else:
            parents.setdefault(message.message_id, None)
    _lay_ghosts(parents, seen)
    if by_subject:
        _join_by_subject(parents, seen)
    return parents


def _parent(message: Named, chain: list[str], seen: Mapping[str, Named]) -> str | None:
    for found in message.in_reply_to:
        if found != message.message_id and (found in seen or found in chain or not chain):
            return found
    return chain[-1] if chain else None


def _link_chain(parents: dict[str, str | None], chain: list[str]) -> None:
    above: str | None = None
    for found in chain:
        if parents.get(found) is None and above is not None and not _descends(parents, above, found):
            parents[found] = above
        else:
            parents.setdefault(found, None)
        above = found


def _descends(parents: Mapping[str, str | None], start: str, ancestor: str) -> bool:
    """Whether `ancestor` stands at or above `start`."""
    at: str | None = start
    for _ in range(len(parents) + 2):
        if at is None:
            return False
        if at == ancestor:
            return True
        at = parents.get(at)
    return True


def _lay_ghosts(parents: dict[str, str | None], seen: Mapping[str, Named]) -> None:
    """Take out the ghosts that tie nothing together; their children move up."""
    children: dict[str, set[str]] = {}
    for found, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, set()).add(found)
    ghosts = [found for found in parents if found not in seen]
    waiting = list(ghosts)
    while waiting:
        ghost = waiting.pop()
        if ghost not in parents:
            continue
        above, below = parents[ghost], children.get(ghost, set())
        if above is None and len(below) > 1:
            continue
        del parents[ghost]
        for child in below:
            parents[child] = above
        if above is not None:
            siblings = children.setdefault(above, set())
            siblings.discard(ghost)
            siblings |= below
            if above not in seen:
                waiting.append(above)


def _join_by_subject(parents: dict[str, str | None], seen: Mapping[str, Named]) -> None:
    roots: dict[str, str] = {}
    for found, message in seen.items():
        if parents.get(found) is None and not _RE.match(message.subject):
            roots.setdefault(message.subject.strip().lower(), found)
    for found, message in seen.items():
        if (
            parents.get(found) is None
            and _RE.match(message.subject)
            and not message.references
            and not message.in_reply_to
        ):
            above = roots.get(_RE.sub("", message.subject).strip().lower())
            if above is not None and not _descends(parents, above, found):
                parents[found] = above


_RE = re.compile(r"(?:\s*(?:re|rép|aw|sv|antw)\s?(?:\[\d+\])?\s?:)+", re.IGNORECASE)
