"""SmtpLine: how an SMTP server is reached, verified and logged in to; one line, its replies, and what it offers."""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mailboxes.errors import Rejected, Unreachable
from mailboxes.secret import Password, password_now, without_secret
from mailboxes.tls import Tls, require_loopback, verified_context

#: at the beginning (RFC 2034), or as qmail writes it: « no mailbox here by that name. (#5.1.1) »
STATUS = re.compile(r"(?:^[#(]?|\(#)([245]\.\d{1,3}\.\d{1,3})(?![\d.])")


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpAccess:
    """One submission server: where, who, and how long to wait."""

    host: str
    port: int
    #: empty: no login
    user: str = ""
    password: Password = field(default="", repr=False)
    tls: Tls = "implicit"
    #: certificate authority of a private server, PEM
    ca: Path | None = None
    #: the name said in EHLO; this machine's own where it has a full one
    hello: str | None = None
    connect_timeout: float = 30.0
    command_timeout: float = 60.0
    body_timeout: float = 180.0
    #: RFC 5321 §4.5.3.2.6: a shorter one makes duplicates
    final_timeout: float = 600.0
    #: some servers refuse the 101st mail of a session
    mails_a_session: int = 90

    def __post_init__(self) -> None:
        require_loopback(self.tls, self.host)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server answered."""

    code: int
    text: str

    @property
    def yes(self) -> bool:
        """2xx or 3xx."""
        return 200 <= self.code < 400

    @property
    def later(self) -> bool:
        """4xx."""
        return 400 <= self.code < 500

    @property
    def status(self) -> str | None:
        """The enhanced status (RFC 3463), None where the server gave none."""
        found = STATUS.search(self.text)
        return found.group(1) if found and found.group(1)[0] == str(self.code)[0] else None

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip()


class BrokenLine(Exception):  # noqa: N818
    """The line is lost, or the server is about to close it; `refused` when it said so (421) and took nothing."""

    def __init__(self, reason: str, *, refused: bool = False) -> None:
        super().__init__(reason)
        self.refused = refused


class SmtpLine:
    """A logged-in line. Every call may raise BrokenLine."""

    def __init__(self, access: SmtpAccess, smtp: smtplib.SMTP) -> None:
        self._access = access
        self._smtp = smtp
        self.mails = 0

    def offers(self, extension: str) -> bool:
        """Whether EHLO named the extension."""
        return bool(self._smtp.has_extn(extension))

    def ask(self, *commands: str) -> list[Reply]:
        """A reply a command: in one write where the server pipelines (RFC 2920), else up to the first no."""
        if self.offers("pipelining"):
            self.write("".join(f"{command}\r\n" for command in commands).encode())
            return [self.reply() for _ in commands]
        replies: list[Reply] = []
        for command in commands:
            self.write(f"{command}\r\n".encode())
            replies.append(self.reply())
            if not replies[-1].yes:
                break
        return replies

    def write(self, octets: bytes, timeout: float | None = None) -> None:
        """All of it, or BrokenLine."""
        try:
            self._limit(timeout)
            self._smtp.send(octets)
        except OSError as error:
            raise BrokenLine(self._told(error)) from error

    def reply(self, timeout: float | None = None) -> Reply:
        """The next reply; 421 is a broken line, and so is what is no reply at all."""
        try:
            self._limit(timeout)
            code, text = self._smtp.getreply()
        except OSError as error:
            raise BrokenLine(self._told(error)) from error
        reply = Reply(code=code, text=_plain(text))
        if code == 421 or not 200 <= code < 600:
            raise BrokenLine(without_secret(str(reply), self._access.password), refused=code == 421)
        return reply

    def close(self) -> None:
        """QUIT, but no longer than a moment; never raises."""
        with suppress(OSError):
            self._limit(2.0)
            self._smtp.send(b"QUIT\r\n")
            self._smtp.getreply()
        self.drop()

    def drop(self) -> None:
        """Close the socket without a word."""
        with suppress(OSError):
            self._smtp.close()

    def _limit(self, timeout: float | None) -> None:
        if self._smtp.sock is None:
            raise smtplib.SMTPServerDisconnected("ligne fermée")
        self._smtp.sock.settimeout(self._access.command_timeout if timeout is None else timeout)

    def _told(self, error: OSError) -> str:
        return without_secret(_plain(str(error)) or type(error).__name__, self._access.password)


def open_line(access: SmtpAccess) -> SmtpLine:
    """A line that is connected, verified and logged in. Raises Unreachable, Rejected.

    A server that is merely busy (4xx, or it hangs up) is asked once more at once.
    """
    try:
        return _opened(access)
    except _Busy:
        pass
    try:
        return _opened(access)
    except _Busy as error:
        raise Unreachable(str(error)) from None


class _Busy(Exception):  # noqa: N818
    """4xx, or the server hung up, before we were in."""


def _opened(access: SmtpAccess) -> SmtpLine:
    context = None if access.tls == "none" else verified_context(access.ca)
    smtp: smtplib.SMTP | None = None
    try:
        if access.tls == "implicit":
            smtp = smtplib.SMTP_SSL(
                access.host, access.port, _hello(access), timeout=access.connect_timeout, context=context
            )
        else:
            smtp = smtplib.SMTP(access.host, access.port, _hello(access), timeout=access.connect_timeout)
        _enter(smtp, access, context)
    except (Unreachable, Rejected):
        _abandon(smtp)
        raise
    except (OSError, ValueError) as error:
        _abandon(smtp)
        raise _understood(error, access) from None
    return SmtpLine(access, smtp)


def _abandon(smtp: smtplib.SMTP | None) -> None:
    if smtp is not None:
        with suppress(OSError):
            smtp.close()


def _enter(smtp: smtplib.SMTP, access: SmtpAccess, context: ssl.SSLContext | None) -> None:
    assert smtp.sock is not None
    smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    smtp.sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    smtp.sock.settimeout(access.command_timeout)
    _greet(smtp)
    if access.tls == "starttls":
        if not smtp.has_extn("starttls"):
            raise Rejected(f"{access.host} n'offre pas STARTTLS")
        code, text = smtp.starttls(context=context)
        if code != 220:
            raise smtplib.SMTPResponseException(code, text)
        _greet(smtp)
    if access.user:
        _log_in(smtp, access)


def _greet(smtp: smtplib.SMTP) -> None:
    """EHLO, else HELO; smtplib would say HELO to a server that has just told us that it is busy."""
    code, text = smtp.ehlo()
    if 500 <= code < 600:
        code, text = smtp.helo()
    if not 200 <= code < 300:
        raise smtplib.SMTPHeloError(code, text)


def _log_in(smtp: smtplib.SMTP, access: SmtpAccess) -> None:
    secret = password_now(access.password)
    if (access.user + secret).isascii():
        smtp.login(access.user, secret)
        return
    # smtplib knows ASCII passwords only; PLAIN is UTF-8 (RFC 4616)
    token = base64.b64encode(f"\0{access.user}\0{secret}".encode()).decode("ascii")
    code, text = smtp.docmd("AUTH", f"PLAIN {token}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, text)


def _understood(error: OSError | ValueError, access: SmtpAccess) -> Exception:
    """What went wrong before we were in, as Rejected, Unreachable or _Busy, without secrets."""
    if isinstance(error, smtplib.SMTPResponseException):
        code, text = error.smtp_code, _plain(error.smtp_error)
        said = without_secret(f"{access.host} : {code} {text}", access.password)
        if isinstance(error, smtplib.SMTPAuthenticationError):
            later = 400 <= code < 500
            what = "connexion impossible pour le moment" if later else "nom ou mot de passe refusé"
            return (Unreachable if later else Rejected)(f"{what} pour {access.user} par {said}")
        return Rejected(said) if 500 <= code < 600 else _Busy(said)
    told = without_secret(f"{access.host}:{access.port} : {_plain(str(error))}", access.password)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Rejected(told)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return _Busy(told)
    if isinstance(error, smtplib.SMTPException):
        return Rejected(told)
    return Unreachable(told)


def _hello(access: SmtpAccess) -> str:
    """smtplib would ask the resolver for a full name, which may take minutes."""
    if access.hello:
        return access.hello
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"


def _plain(text: str | bytes) -> str:
    decoded = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(decoded.split())[:300]
