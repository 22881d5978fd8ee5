"""Inbound: a message and every answer about it (front door; = `liaison inspect`)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mailboxes import absence, authentication, automatic, bounce, lines, message, outlook, references, reply
from mailboxes.authentication import Authentication
from mailboxes.bounce import Bounce, BouncedRecipient
from mailboxes.message import Address, Attachment, Message

__all__ = [
    "Address",
    "Attachment",
    "Authentication",
    "Bounce",
    "BouncedRecipient",
    "Fault",
    "Inbound",
    "as_json",
    "inspect",
]

#: `date` names a field of Inbound
Day = date


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a message could not be understood as mail."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message, understood as mail."""

    #: « <…> » as received, or « <sha256.…@liaison.invalid> » when there was none
    message_id: str
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    #: the sixteen bytes, in hex, by which Outlook names the conversation
    thread_name: str | None = None
    sender: Address
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    #: with an offset; None when absent or absurd
    date: datetime | None = None
    subject: str = ""
    #: the whole body as plain text; the cells of an HTML table are parted by tabs, one row a line
    text: str = ""
    #: what its author wrote: no quoted text, no signature, no disclaimer
    reply_text: str = ""
    #: the author's signature block, as text ('' when none was found)
    signature: str = ""
    #: the messages it quotes or forwards, as text without quote marks, outermost first
    quoted: tuple[str, ...] = ()
    #: True for « TR : », « Fwd: » and forwards told by their shape
    forwarded: bool = False
    attachments: tuple[Attachment, ...] = ()
    #: None | auto_reply | bounce | list | calendar | loop
    auto: str | None = None
    #: last day of absence that an automatic reply announces
    absent_until: Day | None = None
    bounce: Bounce | None = None
    authentication: Authentication = field(default_factory=Authentication)
    error: Fault | None = None
    #: where each answer came from, as stable codes: « auto:header:auto-submitted », « quote:outlook-header » …
    evidence: tuple[str, ...] = ()


#: the limits and locks of message.py, as a person is told of them; the first that was met is reported
_FAULTS = {
    "too_large": "Le message dépasse la taille admise ; seul son début a été lu.",
    "too_deep": "Le message imbrique trop de parties ; seules les premières ont été lues.",
    "too_many_parts": "Le message contient trop de parties ; seules les premières ont été lues.",
    "header_too_large": "L’en-tête du message est démesuré ; seul son début a été lu.",
    "encrypted": "Le message est chiffré : son contenu n’a pas pu être lu.",
    "unsupported": "Le message est signé d’une façon qui n’a pas pu être lue.",
    "corrupt": "Le fichier Outlook est endommagé : il n’a pas pu être lu.",
    "empty": "Le message est vide.",
}


def inspect(raw: bytes, *, trusted: str | None = None, own: tuple[str, ...] = ()) -> Inbound:
    """Everything the mail itself tells; `trusted` is the authserv-id believed, `own` our addresses. Never raises.

    `raw` is a mail as it was received, or an Outlook .msg file.
    """
    digest = hashlib.sha256(raw).hexdigest()
    if raw.startswith(outlook.MAGIC):
        converted = outlook.as_mail(raw)
        if converted is None:
            return _unreadable(digest, "corrupt")
        raw = converted
    if not raw.strip():
        return _unreadable(digest, "empty")
    return _understood(message.read(raw), digest, trusted, own)


def _understood(mail: Message, digest: str, trusted: str | None, own: tuple[str, ...]) -> Inbound:
    answer = reply.read(mail.lines, sender=mail.sender, subject=mail.subject)
    returned = None if mail.fields.has(automatic.OWN_KEY) else bounce.read(mail)
    machine = None if returned else automatic.read(mail, own=own, text=answer.unquoted)
    verdict, verdict_evidence = authentication.read(mail, trusted)
    auto = "bounce" if returned else machine.kind if machine else None
    evidence = (
        *((returned[1],) if returned else (machine.evidence,) if machine else ()),
        *answer.evidence,
        *verdict_evidence,
    )
    away = absence.last_day(answer.unquoted, mail.date.date() if mail.date else None) if auto == "auto_reply" else None
    return Inbound(
        message_id=references.message_id(mail.fields) or f"<sha256.{digest}@liaison.invalid>",
        in_reply_to=references.in_reply_to(mail.fields),
        references=references.references(mail.fields),
        thread_name=references.thread_name(mail.fields),
        sender=mail.sender,
        to=mail.to,
        cc=mail.cc,
        date=mail.date,
        subject=mail.subject,
        text=lines.as_text(mail.lines),
        reply_text=answer.text,
        signature=answer.signature,
        quoted=answer.quoted,
        forwarded=answer.forwarded or _forwards_as_attachment(mail, answer),
        attachments=mail.attachments,
        auto=auto,
        absent_until=away,
        bounce=returned[0] if returned else None,
        authentication=verdict,
        error=next((Fault(code=code, message=_FAULTS[code]) for code in mail.faults if code in _FAULTS), None),
        evidence=evidence,
    )


def _forwards_as_attachment(mail: Message, answer: reply.Reply) -> bool:
    """Whether the mail hands on others as files, with a word or two of its own."""
    return (
        any(item.type == "message/rfc822" for item in mail.attachments) and len(answer.text) < 400 and not answer.quoted
    )


def _unreadable(digest: str, code: str) -> Inbound:
    return Inbound(
        message_id=f"<sha256.{digest}@liaison.invalid>",
        sender=Address(name="", address=""),
        error=Fault(code=code, message=_FAULTS[code]),
    )


def as_json(file: str, inbound: Inbound) -> dict[str, Any]:
    """The object that `liaison inspect` prints for one file."""
    return {
        "file": file,
        "message_id": inbound.message_id,
        "in_reply_to": list(inbound.in_reply_to),
        "references": list(inbound.references),
        "from": _person(inbound.sender),
        "to": [_person(address) for address in inbound.to],
        "cc": [_person(address) for address in inbound.cc],
        "date": inbound.date.isoformat() if inbound.date else None,
        "subject": inbound.subject,
        "text": inbound.text,
        "reply_text": inbound.reply_text,
        "attachments": [
            {"name": item.name, "type": item.type, "size": item.size, "sha256": item.sha256, "inline": item.inline}
            for item in inbound.attachments
        ],
        "auto": inbound.auto,
        "bounce": _bounce(inbound.bounce),
        "authentication": {
            "spf": inbound.authentication.spf,
            "dkim": inbound.authentication.dkim,
            "dmarc": inbound.authentication.dmarc,
        },
        "error": {"code": inbound.error.code, "message": inbound.error.message} if inbound.error else None,
        "signature": inbound.signature or None,
        "quoted": list(inbound.quoted),
        "forwarded": inbound.forwarded,
        "absent_until": inbound.absent_until.isoformat() if inbound.absent_until else None,
        "evidence": list(inbound.evidence),
    }


def _person(address: Address) -> dict[str, str]:
    return {"name": address.name, "address": address.address}


def _bounce(found: Bounce | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "permanent": found.permanent,
        "recipients": [{"address": each.address, "status": each.status} for each in found.recipients],
        "original_message_id": found.original_message_id,
    }
