"""SmtpSender: one mail, one recipient, one transaction; says exactly what is known of its fate."""

from __future__ import annotations

import re
from contextlib import suppress

from mailboxes.departures import Deferred, Outcome, Outgoing, Refused, Sent, Unknown
from mailboxes.errors import Rejected, Unreachable
from mailboxes.smtp_line import BrokenLine, Reply, SmtpAccess, SmtpLine, open_line

#: what can be no part of an address between « < » and « > »
FORBIDDEN = re.compile(r"[\s<>\x00-\x1f\x7f]")
LINE_END = re.compile(rb"\r\n|\r|\n")


class _Busy(Exception):  # noqa: N818
    """The server wants no mail on this line now (4xx at MAIL): a new line may help."""


class SmtpSender:
    """The Sender of one submission server (see `departures.Sender` for what each call promises)."""

    def __init__(self, access: SmtpAccess) -> None:
        self._access = access
        self._line: SmtpLine | None = None

    def send(self, mail: Outgoing) -> Outcome:
        """At most two lines are tried; nothing is tried again once the body has begun to flow."""
        wrong = _unusable(mail)
        if wrong:
            return wrong
        reason = ""
        for _ in range(2):
            try:
                line = self._ready_line()
                refusal = self._envelope(line, mail)
            except (Unreachable, Rejected) as error:
                return Deferred(reason=str(error), everywhere=True)
            except (BrokenLine, _Busy) as error:
                reason = f"{self._access.host} : {error}"
                self._drop()
                continue
            return refusal or self._body(line, mail)
        return Deferred(reason=reason, everywhere=True)

    def check(self) -> None:
        """A line of its own, closed at once."""
        open_line(self._access).close()

    def close(self) -> None:
        """QUIT, shortly."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _ready_line(self) -> SmtpLine:
        if self._line is not None and self._line.mails >= self._access.mails_a_session:
            self.close()
        if self._line is None:
            self._line = open_line(self._access)
        return self._line

    def _drop(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.drop()

    # ---- before the body

    def _envelope(self, line: SmtpLine, mail: Outgoing) -> Outcome | None:
        """None when the server waits for the body; else why it will not have it. Raises BrokenLine, _Busy."""
        commands = _envelope_commands(line, mail)
        if isinstance(commands, Refused):
            return commands
        line.mails += 1
        # DATA may ride along with one recipient only: with two, one of them may be refused, and 354 obliges us to send
        replies = line.ask(*commands, *(() if mail.archive else ("DATA",)))
        refusal = self._refusal(replies, mail)
        if refusal is None and mail.archive:
            replies = [*replies, *line.ask("DATA")]
            refusal = self._refusal(replies, mail)
        if refusal is not None:
            self._take_back(line, begun=replies[-1].code == 354)
        return refusal

    def _refusal(self, replies: list[Reply], mail: Outgoing) -> Outcome | None:
        sender, *rest = replies
        if not sender.yes:
            return self._sender_refused(sender)
        recipient, *rest = rest
        if not recipient.yes:
            return self._recipient_refused(recipient)
        if mail.archive:
            archive, *rest = rest
            if not archive.yes:
                reason = f"{self._access.host} refuse l'adresse d'archive {mail.archive} : {archive}"
                return Deferred(reason=reason, everywhere=True)
        if rest and rest[0].code != 354:
            return self._content_refused(rest[0])
        return None

    def _sender_refused(self, reply: Reply) -> Outcome:
        if reply.later:
            raise _Busy(str(reply))
        if reply.code == 530:  # « log in first » is said of us, not of the mail
            return Deferred(reason=self._said(reply), everywhere=True)
        return Refused(reason=self._said(reply), status=reply.status)

    def _recipient_refused(self, reply: Reply) -> Outcome:
        if reply.later:
            return Deferred(reason=self._said(reply))
        if reply.code == 530:
            return Deferred(reason=self._said(reply), everywhere=True)
        # 5.7.x is policy (relaying, block lists): the address may be quite right (RFC 3463 §3.8)
        policy = (reply.status or "").startswith("5.7.")
        return Refused(reason=self._said(reply), status=reply.status, recipient_at_fault=not policy)

    def _content_refused(self, reply: Reply) -> Outcome:
        if reply.code < 500:
            return Deferred(reason=self._said(reply))
        return Refused(reason=self._said(reply), status=reply.status)

    def _take_back(self, line: SmtpLine, *, begun: bool) -> None:
        """End the transaction, so that the line can be used again; give it up when that fails."""
        try:
            if begun:  # DATA was taken though nobody was to get it: an empty body ends it (RFC 2920 §3.1)
                line.write(b".\r\n")
                line.reply()
            if line.ask("RSET")[0].code != 250:
                self._drop()
        except BrokenLine:
            self._drop()

    # ---- the body

    def _body(self, line: SmtpLine, mail: Outgoing) -> Outcome:
        try:
            line.write(_stuffed(mail.raw), self._access.body_timeout)
        except BrokenLine as error:
            # the dot is in the last octets: when not all were taken, it has not gone
            self._drop()
            return Deferred(reason=f"{self._access.host} a coupé pendant l'envoi : {error}")
        try:
            reply = line.reply(self._access.final_timeout)
        except BrokenLine as error:
            self._drop()
            if error.refused:
                return Deferred(reason=f"{self._access.host} : {error}", everywhere=True)
            return Unknown(reason=f"{self._access.host} n'a pas confirmé : {error}")
        if 200 <= reply.code < 300:
            return Sent(reply=str(reply))
        if reply.code < 400:
            self._drop()
            return Unknown(reason=self._said(reply))
        return self._content_refused(reply)

    def _said(self, reply: Reply) -> str:
        return f"{self._access.host} : {reply}"


def _unusable(mail: Outgoing) -> Refused | None:
    """Addresses that cannot be said to a server at all."""
    for address, fault in ((mail.recipient, True), (mail.envelope_from, False), (mail.archive or "a@b", False)):
        if FORBIDDEN.search(address) or "@" not in address.strip("@"):
            return Refused(reason=f"adresse inutilisable : {address!r}", status="5.1.3", recipient_at_fault=fault)
    return None


def _envelope_commands(line: SmtpLine, mail: Outgoing) -> list[str] | Refused:
    """MAIL and RCPT, with the options that this mail needs and this server offers."""
    sender, recipient = _said_in_ascii(mail.envelope_from), _said_in_ascii(mail.recipient)
    archive = [_said_in_ascii(mail.archive)] if mail.archive else []
    options = f" SIZE={len(mail.raw)}" if line.offers("size") else ""
    if not mail.raw.isascii() and line.offers("8bitmime"):
        options += " BODY=8BITMIME"
    if not all(address.isascii() for address in (sender, recipient, *archive)):
        if not line.offers("smtputf8"):
            at_fault = not recipient.isascii()
            return Refused(reason="le serveur ne connaît pas les adresses accentuées (SMTPUTF8)", status="5.6.7",
                           recipient_at_fault=at_fault)  # fmt: skip
        options += " SMTPUTF8"
    return [f"MAIL FROM:<{sender}>{options}", *(f"RCPT TO:<{address}>" for address in (recipient, *archive))]


def _said_in_ascii(address: str) -> str:
    """The address with its domain in ASCII (IDNA), where that can be."""
    local, _, domain = address.rpartition("@")
    if domain.isascii():
        return address
    with suppress(UnicodeError):
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    return address


def _stuffed(raw: bytes) -> bytes:
    """The body as DATA wants it: CRLF, leading dots doubled, and the final dot (RFC 5321 §4.5.2)."""
    if not raw.count(b"\r\n") == raw.count(b"\n") == raw.count(b"\r"):
        # a bare line end before a dot is how one mail smuggles in another
        raw = LINE_END.sub(b"\r\n", raw)
    if raw.startswith(b"."):
        raw = b"." + raw
    end = b".\r\n" if raw.endswith(b"\r\n") else b"\r\n.\r\n"
    return raw.replace(b"\r\n.", b"\r\n..") + end
