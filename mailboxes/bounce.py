"""Bounces: which of our mails came back, for whom, and whether for good: RFC 3464 and the dialects without it"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailboxes import bounce_words as words
from mailboxes import mime, references
from mailboxes.addresses import cleaned
from mailboxes.bounce_words import Failure
from mailboxes.charsets import decoded
from mailboxes.message import Message, Part

_LIMIT = 200
_TEXT_LIMIT = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BouncedRecipient:
    """One address that did not get our mail."""

    address: str
    #: RFC 3463 status, e.g. « 5.1.1 »; None where the report gives none
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """What a delivery report says."""

    permanent: bool
    recipients: tuple[BouncedRecipient, ...]
    #: « <…> » of the mail that bounced
    original_message_id: str | None


def read(message: Message) -> tuple[Bounce, str] | None:
    """The delivery report that the mail is, and how that is known; None when it is none."""
    failures = _from_status_parts([*message.parts(), *_enclosed_report(message)])
    evidence = "bounce:delivery-status"
    if failures is None:
        likely = words.looks_like_report(message)
        failures = words.failures(message) if likely else []
        evidence = "bounce:words"
        if not failures and likely and (returned := _returned_path(message)):
            failures, evidence = (
                [Failure(returned, words.status_of(message.text[:4000]), _action(message))],
                "bounce:verp",
            )
        if not failures and likely != "sure":
            return None
    elif not failures:
        # a report of success, of a relay or of an expansion: nobody failed
        return None
    recipients = {failure.address.lower(): failure for failure in failures}
    return (
        Bounce(
            permanent=any(_is_permanent(failure) for failure in recipients.values())
            if recipients
            else words.is_final(message.subject, message.text),
            recipients=tuple(BouncedRecipient(address=f.address, status=f.status) for f in recipients.values())[
                :_LIMIT
            ],
            original_message_id=_original_id(message),
        ),
        evidence,
    )


def _is_permanent(failure: Failure) -> bool:
    if failure.action == "delayed":
        return False
    return not (failure.status or "5").startswith("4")


def _action(message: Message) -> str:
    return "delayed" if words.is_delayed(message.subject, message.text) else "failed"


#: « clauses+marc=corp.example@agence.example »: an address that a sender or a list wrote into its own return path
_VERP = re.compile(r"[^@\s]{1,100}?[+=-]([^@=+\s]{1,64})=((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24})@", re.IGNORECASE)


def _returned_path(message: Message) -> str:
    """The address that the return path names which the report was sent to; '' when it names none."""
    for name in ("x-original-to", "delivered-to", "envelope-to", "to"):
        for value in message.fields.every(name)[:3]:
            found = _VERP.search(value.decode("latin-1"))
            if found:
                return f"{found.group(1)}@{found.group(2).lower()}"
    return ""


def _enclosed_report(message: Message) -> list[Part]:
    """The parts of a delivery report that another server put inside a mail of its own."""
    if not (words.SUBJECT.search(message.subject) or message.root.parameters.get("report-type")):
        return []
    found: list[Part] = []
    for part in message.parts():
        if part.type == "message/rfc822":
            inner = mime.tree(part.content[:2_000_000]).root
            if inner.type == "multipart/report":
                found.extend(inner.children)
    return found


def _from_status_parts(parts: list[Part]) -> list[Failure] | None:
    """The failures of the machine-readable part (RFC 3464 §2.3); None when there is no such part."""
    found: list[Failure] = []
    seen = False
    for part in parts:
        if part.type not in {"message/delivery-status", "message/global-delivery-status"}:
            continue
        seen = True
        for block in re.split(rb"\n[ \t]*\n", _lf(part.content.strip()[:500_000]))[: _LIMIT * 2]:
            fields, _ = mime.header_fields(block.strip(b"\r\n"))
            failure = _of_block(fields)
            if failure:
                found.append(failure)
    if not seen:
        return None
    failures = [failure for failure in found if failure.action in {"failed", "delayed"}]
    # a part that says nothing leaves it to the words of the report
    return failures if found else None


def _of_block(fields: mime.Headers) -> Failure | None:
    action = re.split(r"[\s;(]", fields.text("action").lower().strip() + " ")[0]
    address = ""
    for name in ("original-recipient", "final-recipient", "x-actual-recipient", "x-original-recipient"):
        value = fields.text(name)
        said = words.MAIL.search(value.rpartition(";")[2]) or words.MAIL.search(value)
        if said:
            address = cleaned(said.group()) if ".." not in said.group() else ""
            break
        bare = value.partition(";")[2].strip().strip("<>")
        if bare and re.fullmatch(r"[\w.+-]{1,64}", bare):
            address = address or bare
    if not address:
        return None
    diagnostic = fields.text("diagnostic-code")
    status = words.STATUS.search(fields.text("status"))
    code = status.group(1) if status else None
    if code is None or code.endswith(".0.0"):
        better = words.STATUS.search(diagnostic)
        code = (
            better.group(1)
            if better and (code is None or better.group(1)[0] == code[0])
            else code or words.status_of(diagnostic)
        )
    if action.startswith(("fail", "error", "échec", "echec")):
        action = "failed"
    elif action.startswith("delay"):
        action = "delayed"
    elif not action and code:
        action = "failed" if code[0] == "5" else "delayed" if code[0] == "4" else "other"
    return Failure(address, code, action)


def _original_id(message: Message) -> str | None:
    """The Message-ID of the returned mail, from its headers, from the text, or from what the report answers."""
    for part in message.parts():
        found = _id_of_returned(part)
        if found:
            return found
    said = re.search(r"Message-ID\s{0,3}:\s{0,5}(<[^<>\s]{3,300}>)", _all_text(message), re.IGNORECASE)
    if said:
        return said.group(1)
    answered = references.in_reply_to(message.fields) or references.references(message.fields)[-1:]
    return answered[0] if answered else None


def _id_of_returned(part: Part) -> str | None:
    if part.type not in {
        "message/rfc822",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/global",
        "message/global-headers",
        "message/partial",
    }:
        return None
    fields, _ = mime.header_fields(_header_of(part.content))
    return references.message_id(fields)


def _header_of(content: bytes) -> bytes:
    stripped = content.lstrip(b"\r\n")[:200_000]
    end = re.search(rb"\r?\n[ \t]*\r?\n", stripped)
    return stripped[: end.start()] if end else stripped


def _lf(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _all_text(message: Message) -> str:
    texts = [part.text[:_TEXT_LIMIT] for part in message.parts() if part.type.startswith("text/") and not part.children]
    return decoded("\n".join(texts).encode("utf-8", "replace"))
