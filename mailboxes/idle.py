"""Idle: wait on an IMAP line until mail is announced, and miss nothing that was announced before (RFC 2177).

imapclient's own `idle_check` is not used: it is blind to what already lies in a buffer, takes the end of the
line for silence, and breaks on a line that comes in two segments.
"""

from __future__ import annotations

import selectors
import ssl
import time
from collections.abc import Callable
from typing import Any

#: servers may end an IDLE after 30 minutes, and routers a silent line after 10
RENEW = 9 * 60.0
SLICE = 1.0
#: when we are told to stop, a dead line may not hold us longer than this
LEAVE_TIMEOUT = 10.0


def announced(client: Any) -> bool:
    """Whether the server spoke of new mail (EXISTS) since the last `forget_announcements`."""
    return bool(client._imap.untagged_responses.get("EXISTS"))  # noqa: SLF001


def forget_announcements(client: Any) -> None:
    """Drop what was announced: it is about to be looked at. imaplib would keep all of it for ever."""
    for word in ("EXISTS", "RECENT", "EXPUNGE", "FETCH", "VANISHED"):
        client._imap.untagged_responses.pop(word, None)  # noqa: SLF001


def wait_for_mail(client: Any, seconds: float, stop: Callable[[], bool]) -> None:
    """Return when mail is announced, after `seconds`, or soon after `stop()`. Raises what imaplib raises."""
    end = time.monotonic() + seconds
    while not announced(client) and not stop() and (left := end - time.monotonic()) > 0:
        if not client.has_capability("IDLE") or not _idle_once(client, min(left, RENEW), stop):
            nap(end - time.monotonic(), stop)


def nap(seconds: float, stop: Callable[[], bool]) -> None:
    """Sleep in slices, so that a stop is obeyed."""
    end = time.monotonic() + seconds
    while not stop() and (left := end - time.monotonic()) > 0:
        time.sleep(min(SLICE, left))


def _idle_once(client: Any, seconds: float, stop: Callable[[], bool]) -> bool:
    """One IDLE, from begin to end; False when the server will not."""
    imap = client._imap  # noqa: SLF001
    tag = imap._command("IDLE")  # noqa: SLF001
    while imap._get_response() is not None:  # noqa: SLF001  (None is the « + »; an EXISTS may come before it)
        if imap.tagged_commands[tag]:
            imap.tagged_commands.pop(tag)
            return False
    _listen(client, tag, seconds, stop)
    _end_idle(client, tag, hurry=stop())
    return True


def _listen(client: Any, tag: Any, seconds: float, stop: Callable[[], bool]) -> None:
    """Read whole lines until one announces mail, time is over, or the line has ended (which DONE will find out)."""
    imap, end = client._imap, time.monotonic() + seconds  # noqa: SLF001

    def enough() -> bool:
        return announced(client) or bool(imap.tagged_commands[tag]) or stop()

    with selectors.DefaultSelector() as selector:
        selector.register(client.socket(), selectors.EVENT_READ)
        ready = False
        while not enough() and (left := end - time.monotonic()) > 0:
            peeked = _peek(client)
            if peeked:
                imap._get_response()  # noqa: SLF001
            elif ready and peeked is not None:
                return
            ready = not peeked and bool(selector.select(min(SLICE, left)))


def _end_idle(client: Any, tag: Any, *, hurry: bool) -> None:
    """Say DONE and read whole lines up to the tagged answer; what is announced stays in `untagged_responses`."""
    imap, line = client._imap, client.socket()  # noqa: SLF001
    usual = line.gettimeout()
    if hurry:
        line.settimeout(LEAVE_TIMEOUT)
    if not imap.tagged_commands[tag]:  # the server may have ended it by itself
        imap.send(b"DONE\r\n")
    while not imap.tagged_commands[tag]:
        imap._get_response()  # noqa: SLF001
    line.settimeout(usual)
    kind, data = imap.tagged_commands.pop(tag)
    if kind != "OK":
        raise imap.error(f"IDLE failed: {data!r}")


def _peek(client: Any) -> bytes | None:
    """What lies in imaplib's buffer or the kernel's, left where it is; None when TLS has no more than half a record.

    A selector alone would sleep on what was read from the kernel already.
    """
    line, imap = client.socket(), client._imap  # noqa: SLF001
    if getattr(imap, "_readbuf", None):  # Python 3.14 keeps its own list
        return b"".join(imap._readbuf)  # noqa: SLF001
    reader = imap.__dict__.get("_file") or imap.__dict__.get("file")
    if reader is None:
        return b""
    usual = line.gettimeout()
    line.setblocking(False)
    try:
        return bytes(reader.peek(1))
    except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
        return None
    finally:
        line.settimeout(usual)
