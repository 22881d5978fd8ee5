"""Rendered mail -> bytes: Message-ID, threading, Auto-Submitted; pure, so the same mail gives the same bytes."""

from __future__ import annotations

import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote

from mailboxes.addresses import Address

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u0085]+")
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~ ]+")
_ID = re.compile(r"<[^<>\s@]{1,250}@[^<>\s@]{1,250}>")
_REFERENCES_LIMIT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file that goes with a mail."""

    name: str
    #: MIME type
    type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A mail, rendered and decided: what is left is to write it down as RFC 5322 has it."""

    #: « <…@…> », fixed when the outbox row is written
    message_id: str
    sender: Address
    to: Address
    reply_to: Address | None = None
    subject: str
    #: with an offset
    date: datetime
    text: str
    html: str | None = None
    in_reply_to: str | None = None
    #: oldest first
    references: tuple[str, ...] = ()
    #: 16 bytes that name the thread to Outlook, which hands them back even where relays rewrote the Message-ID
    thread: bytes | None = None
    #: what the mail is for; comes back in loops and tells our own mail
    key: str | None = None
    attachments: tuple[Enclosed, ...] = ()


def compose(mail: Written) -> bytes:
    """The mail with CRLF line ends, every line under 998 octets, nothing taken over from a value into a header."""
    seed = hashlib.sha256(mail.message_id.encode()).hexdigest()[:24]
    body = _body(mail, f"=_alt_{seed}")
    if mail.attachments:
        body = _mixed(body, mail.attachments, f"=_mix_{seed}")
    return "\r\n".join(_header(mail)).encode("ascii") + b"\r\n" + body


def _header(mail: Written) -> list[str]:
    chain = [found for found in dict.fromkeys((*mail.references, mail.in_reply_to or "")) if _ID.fullmatch(found)]
    if len(chain) > _REFERENCES_LIMIT:
        # the first names the thread, the last ones what is answered (RFC 5322 §3.6.4 lets the middle go)
        chain = [chain[0], *chain[1 - _REFERENCES_LIMIT :]]
    fields = [
        ("Message-ID", _clean(mail.message_id)),
        ("Date", format_datetime(mail.date)),
        ("From", _mailbox("From", mail.sender)),
        ("To", _mailbox("To", mail.to)),
        ("Reply-To", _mailbox("Reply-To", mail.reply_to) if mail.reply_to else ""),
        ("Subject", _encoded("Subject", mail.subject)),
        ("Thread-Index", _thread_index(mail.thread) if mail.thread else ""),
        ("In-Reply-To", mail.in_reply_to if mail.in_reply_to and _ID.fullmatch(mail.in_reply_to) else ""),
        ("References", "\r\n ".join(chain)),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("X-Liaison-Key", _encoded("X-Liaison-Key", mail.key) if mail.key else ""),
        ("MIME-Version", "1.0"),
    ]
    return [f"{name}: {value}" for name, value in fields if value]


def _thread_index(thread: bytes) -> str:
    """Outlook's conversation index: a first byte, five of a time (none here), sixteen that name the conversation.

    [MS-OXOMSG] 2.2.1.3.
    """
    return binascii.b2a_base64(b"\x01" + bytes(5) + thread[:16].ljust(16, b"\0"), newline=False).decode()


def _clean(value: str) -> str:
    """One line: whatever could begin another header is a space."""
    return " ".join(_CONTROL.sub(" ", value).split())


def _encoded(name: str, value: str) -> str:
    """An unstructured value, folded, with RFC 2047 words where it is not ASCII."""
    said = _clean(value)
    if said.isascii() and "=?" not in said:
        return str(Header(said, "us-ascii", maxlinelen=76, header_name=name).encode(linesep="\r\n"))
    return str(Header(said, "utf-8", maxlinelen=76, header_name=name).encode(linesep="\r\n"))


def _mailbox(name: str, address: Address) -> str:
    said = _clean(address.name)
    target = _target(address.address)
    if not said:
        return target
    if not said.isascii() or "=?" in said:
        words = Header(said, "utf-8", maxlinelen=76, header_name=name).encode(linesep="\r\n")
        return f"{words}\r\n <{target}>"
    if not _ATOM.fullmatch(said):
        said = '"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{said} <{target}>"


def _target(address: str) -> str:
    """The bare address in ASCII; a domain with accents is written in IDNA."""
    said = re.sub(r"[\s<>,;]", "", _CONTROL.sub("", address))
    local, at, domain = said.rpartition("@")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            domain = domain.encode("ascii", "ignore").decode("ascii")
    return f"{local.encode('ascii', 'ignore').decode('ascii')}{at}{domain}"


def _body(mail: Written, boundary: str) -> bytes:
    plain = _text_part("plain", mail.text)
    if mail.html is None:
        return plain
    head = f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii")
    mark = b"--" + boundary.encode("ascii")
    html = _text_part("html", mail.html)
    return b"".join((head, mark, b"\r\n", plain, b"\r\n", mark, b"\r\n", html, b"\r\n", mark, b"--\r\n"))


def _text_part(kind: str, text: str) -> bytes:
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    encoded = binascii.b2a_qp(lines.encode("utf-8", "replace"), quotetabs=False, istext=True)
    return head.encode("ascii") + encoded.replace(b"\n", b"\r\n") + b"\r\n"


def _mixed(body: bytes, files: tuple[Enclosed, ...], boundary: str) -> bytes:
    head = f'Content-Type: multipart/mixed;\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii")
    mark = b"--" + boundary.encode("ascii")
    pieces = [head, mark, b"\r\n", body]
    for file in files:
        pieces.extend((b"\r\n", mark, b"\r\n", _enclosed(file.name, file.type, file.content)))
    pieces.extend((b"\r\n", mark, b"--\r\n"))
    return b"".join(pieces)


@lru_cache(maxsize=64)
def _enclosed(name: str, kind: str, content: bytes) -> bytes:
    """One file as a MIME part; encoded once, however many mails carry it."""
    said = re.sub(r'[/\\"<>|:*?]', "_", _clean(name))[:150] or "piece-jointe"
    kind = (
        kind if re.fullmatch(r"[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}", kind) else "application/octet-stream"
    )
    if said.isascii():
        type_name, file_name = f'name="{said}"', f'filename="{said}"'
    else:
        # RFC 2231 for those who obey it, an encoded word for those who never learned it
        word = Header(said, "utf-8", maxlinelen=70).encode(linesep="\r\n")
        type_name, file_name = f'name="{word}"', _extended(said)
    head = (
        f"Content-Type: {kind};\r\n {type_name}\r\n"
        f"Content-Disposition: attachment;\r\n {file_name}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    flat = binascii.b2a_base64(content, newline=False)
    wrapped = b"\r\n".join(flat[at : at + 76] for at in range(0, len(flat), 76))
    return head.encode("ascii") + wrapped


def _extended(name: str) -> str:
    """« filename*= », in sections that fit on a line."""
    escaped = quote(name, safe="")
    if len(escaped) <= 60:
        return f"filename*=utf-8''{escaped}"
    sections = re.findall(r"(?:%[0-9A-F]{2}|[^%]){1,20}", escaped)
    first = "utf-8''"
    return ";\r\n ".join(f"filename*{n}*={first if n == 0 else ''}{part}" for n, part in enumerate(sections))
