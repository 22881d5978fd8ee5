"""ImapLine: how an IMAP server is reached and logged in to; foreign errors become ours here, once."""

from __future__ import annotations

import imaplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import LoginError, ProtocolError

from mailboxes.arrivals import Acknowledgement
from mailboxes.errors import Rejected, Unreachable
from mailboxes.secret import Password, password_now, without_secret
from mailboxes.tls import Tls, require_loopback, verified_context

#: a SEARCH answer of a big folder is one line; imaplib's own limit is 1 MB
LONGEST_LINE = 64 * 1024 * 1024
#: what a NO may say when it means « later » (RFC 5530 and what providers write)
LATER = ("[unavailable]", "[inuse]", "[limit]", "[serverbug]", "too many", "try again", "temporar", "throttl")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderNames:
    """Where handled mail is filed; « / » stands for whatever the server parts levels with."""

    done: str = "Liaison/Traité"
    review: str = "Liaison/À revoir"
    ignored: str = "Liaison/Ignoré"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapAccess:
    """One IMAP mailbox: where, who, and what is done to handled mail."""

    host: str
    port: int
    user: str
    #: asked anew at each login when it is a function
    password: Password = field(repr=False)
    tls: Tls = "implicit"
    #: certificate authority of a private server, PEM
    ca: Path | None = None
    folder: str = "INBOX"
    acknowledge: Acknowledgement = "move"
    names: FolderNames = FolderNames()
    #: octets; of a bigger mail only the header is fetched
    size_limit: int = 35_000_000
    connect_timeout: float = 30.0
    read_timeout: float = 120.0

    def __post_init__(self) -> None:
        require_loopback(self.tls, self.host)


def open_line(access: ImapAccess) -> Any:
    """A client that is connected, verified and logged in. Raises Unreachable, Rejected."""
    imaplib._MAXLINE = max(imaplib._MAXLINE, LONGEST_LINE)  # type: ignore[attr-defined]  # noqa: SLF001
    context = None if access.tls == "none" else verified_context(access.ca)
    with mapped_errors(access):
        try:
            client = IMAPClient(
                access.host,
                access.port,
                ssl=access.tls == "implicit",
                ssl_context=context,
                timeout=SocketTimeout(access.connect_timeout, access.read_timeout),
            )
        except imaplib.IMAP4.error as error:  # greeted with BYE, or with nonsense
            raise Unreachable(f"{access.host} ne nous accueille pas : {_told(error)}") from error
    try:
        with mapped_errors(access):
            _prepare(client, access, context)
    except (Unreachable, Rejected):
        hang_up(client)
        raise
    return client


def _prepare(client: Any, access: ImapAccess, context: Any) -> None:
    imap = client._imap  # noqa: SLF001
    if hasattr(imap, "debug"):
        imap.debug = 0  # imapclient sets 5: every literal goes through repr(), and passwords into a log
    client.normalise_times = False
    client.socket().setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    if access.tls == "starttls":
        if not client.has_capability("STARTTLS"):
            raise Rejected(f"{access.host} n'offre pas STARTTLS")
        client.starttls(context)
    if imap.state == "NONAUTH":
        _log_in(client, access)


def _log_in(client: Any, access: ImapAccess) -> None:
    secret = password_now(access.password)
    plain = client.has_capability("AUTH=PLAIN")
    closed = client.has_capability("LOGINDISABLED")
    if closed and not plain:
        raise Rejected(f"{access.host} n'accepte pas de mot de passe sur cette connexion (LOGINDISABLED)")
    # what was learnt before the login does not hold after it
    client._imap.untagged_responses.pop("CAPABILITY", None)  # noqa: SLF001
    # LOGIN is ASCII only; AUTHENTICATE PLAIN is UTF-8 (RFC 4616)
    if plain and (closed or not (access.user + secret).isascii()):
        client.plain_login(access.user, secret)
    else:
        client.login(access.user, secret)
    client._cached_capabilities = None  # noqa: SLF001
    client.capabilities()  # now: a SELECT would sweep away what the login's answer told


def hang_up(client: Any) -> None:
    """Close the socket at once, without a word to the server; never raises."""
    with suppress(OSError, ValueError, AttributeError):
        client.shutdown()


@contextmanager
def mapped_errors(access: ImapAccess) -> Iterator[None]:
    """Everything that imaplib, imapclient, ssl and sockets raise, as Unreachable or Rejected, without secrets."""
    try:
        yield
    except LoginError as error:
        broken = isinstance(error.__context__, imaplib.IMAP4.abort | OSError)
        text = f"{access.host} refuse la connexion de {access.user} : {without_secret(_told(error), access.password)}"
        raise (Unreachable if broken or _means_later(error) else Rejected)(text) from None
    except (imaplib.IMAP4.abort, ProtocolError) as error:
        raise Unreachable(f"{access.host} a coupé la ligne : {without_secret(_told(error), access.password)}") from None
    except imaplib.IMAP4.error as error:
        text = f"{access.host} refuse : {without_secret(_told(error), access.password)}"
        raise (Unreachable if _means_later(error) else Rejected)(text) from None
    except (OSError, EOFError) as error:
        raise Unreachable(f"{access.host}:{access.port} : {without_secret(_told(error), access.password)}") from None
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        # imaplib and imapclient meet an answer that is no IMAP with these; the line cannot be trusted any more
        text = without_secret(f"{type(error).__name__} {_told(error)}", access.password)
        raise Unreachable(f"{access.host} répond de façon incompréhensible : {text}") from None


def _means_later(error: Exception) -> bool:
    text = str(error).lower()
    return any(word in text for word in LATER)


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
