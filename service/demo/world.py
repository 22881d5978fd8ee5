"""The world around Liaison: correspondents with mailboxes, who deliver real messages and read real answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol

from service.demo.cast import MAILBOX, Actor

DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
PDF = ("application", "pdf")
KINDS = {"docx": DOCX, "xlsx": XLSX, "pdf": PDF}


class Post(Protocol):
    """How mail reaches Liaison's mailbox and leaves it."""

    def deliver(self, raw: bytes) -> None:
        """Put one mail into Liaison's mailbox."""

    def received(self, address: str) -> list[bytes]:
        """All mails that this correspondent got, oldest first."""


@dataclass(slots=True)
class FolderPost:
    """Two folders: no server, no root."""

    root: Path

    def deliver(self, raw: bytes) -> None:
        """Into the Maildir."""
        from mailboxes.maildrop import deliver

        deliver(self.root / "boite", raw)

    def received(self, address: str) -> list[bytes]:
        """From the correspondent's own Maildir, in the order of the outbox."""
        mails = [path.read_bytes() for path in sorted((self.root / "envoyes").glob("*.eml"))]
        return [raw for raw in mails if address in str(message_from_bytes(raw)["To"])]


@dataclass(slots=True)
class World:
    """Correspondents, a clock, and the post between them."""

    post: Post
    now: Callable[[], datetime]
    count: int = 0
    sent: dict[str, EmailMessage] = field(default_factory=dict)

    def write(
        self,
        actor: Actor,
        subject: str,
        text: str,
        *,
        html: str | None = None,
        files: tuple[tuple[str, bytes], ...] = (),
        answers: EmailMessage | None = None,
        authenticated: bool = True,
        headers: dict[str, str] | None = None,
    ) -> None:
        """One mail from a correspondent, as the agency's server stores it."""
        self.count += 1
        mail = EmailMessage(policy=policy.SMTP)
        domain = actor.address.partition("@")[2]
        verdict = "pass" if authenticated else "fail"
        mail["Return-Path"] = f"<{actor.address}>"
        mail["Authentication-Results"] = (
            f"mx.agence.example; spf={verdict} smtp.mailfrom={actor.address}; "
            f"dkim={verdict if authenticated else 'none'} header.d={domain}; dmarc={verdict} header.from={domain}"
        )
        mail["From"] = f'"{actor.name}" <{actor.address}>'
        mail["To"] = f'"{MAILBOX.name}" <{MAILBOX.address}>'
        mail["Subject"] = subject
        mail["Date"] = format_datetime(self.now())
        mail["Message-ID"] = f"<demo.{self.count}@{domain}>"
        if answers is not None:
            mail["In-Reply-To"] = str(answers["Message-ID"])
            mail["References"] = str(answers["Message-ID"])
            text += _quoted(answers)
        for name, value in (headers or {}).items():
            mail[name] = value
        mail.set_content(text)
        if html:
            mail.add_alternative(html, subtype="html")
        for name, data in files:
            main, sub = KINDS[name.rpartition(".")[2]]
            mail.add_attachment(data, maintype=main, subtype=sub, filename=name)
        self.post.deliver(mail.as_bytes())

    def last(self, actor: Actor, word: str = "") -> EmailMessage:
        """The last mail that a correspondent got whose subject holds `word`."""
        mails = [_parsed(raw) for raw in self.post.received(actor.address)]
        found = [mail for mail in mails if word in str(mail["Subject"])]
        if not found:
            raise LookupError(f"{actor.address} n'a reçu aucun message « {word} »")
        return found[-1]


def _parsed(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def attachment(mail: EmailMessage, ending: str) -> tuple[str, bytes]:
    """The attachment whose name ends so."""
    for part in mail.iter_attachments():
        name = part.get_filename() or ""
        if name.endswith(ending):
            return name, bytes(part.get_payload(decode=True) or b"")
    raise LookupError(f"aucune pièce jointe {ending}")


def _quoted(mail: EmailMessage) -> str:
    """The mail answered, as mail programs quote it."""
    body = mail.get_body(("plain",))
    lines = body.get_content().splitlines() if body is not None else []
    quoted = "\n".join(f"> {line}" for line in lines)
    return f"\n\nLe {mail['Date']}, {mail['From']} a écrit :\n{quoted}\n"
