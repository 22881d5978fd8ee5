"""Files: what a person would call an attachment of a mail; its name, and whether it is a document or a logo; pure"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailboxes import headers, lines, mime, pictures
from mailboxes.mime import Part
from mailboxes.wrapped import Unpacked

_EXTENSIONS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "text/calendar": ".ics",
    "message/rfc822": ".eml",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One part that a person would call an attachment."""

    name: str
    #: declared MIME type, lower case
    type: str
    size: int
    sha256: str
    #: shown inside the body (a signature's logo): not a document
    inline: bool
    content: bytes


@dataclass(frozen=True, slots=True)
class File:
    """A part that is no body."""

    part: Part
    #: it stands in a multipart/related, beside the page
    in_page: bool = False


def attachments(found: Sequence[File], unpacked: Iterable[Unpacked], cids: frozenset[str]) -> tuple[Attachment, ...]:
    """The files, each content once; a document wins over the same bytes shown in the page.

    `cids`: the Content-IDs that the page shows, in lower case.
    """
    by_hash: dict[str, Attachment] = {}
    for number, file in enumerate(found, 1):
        part = file.part
        content = part.content
        name = _name(part.name) or _made_up_name(part, content, number)
        cid = headers.text(part.fields.raw("content-id")).strip("<> ").lower()
        inline = part.type.startswith("image/") and pictures.is_decoration(
            content,
            name,
            referenced=bool(cid) and cid in cids,
            in_page=file.in_page and part.disposition != "attachment",
        )
        _keep(by_hash, _attachment(name, part.type, content, inline=inline))
    for box in unpacked:
        for name, content in box.files:
            _keep(by_hash, _attachment(_name(name) or "piece-jointe", _type_of(name), content, inline=False))
    return tuple(by_hash.values())


def _keep(by_hash: dict[str, Attachment], attachment: Attachment) -> None:
    known = by_hash.get(attachment.sha256)
    if known is None or (known.inline and not attachment.inline):
        by_hash[attachment.sha256] = attachment


def _attachment(name: str, kind: str, content: bytes, *, inline: bool) -> Attachment:
    digest = hashlib.sha256(content).hexdigest()
    return Attachment(name=name, type=kind, size=len(content), sha256=digest, inline=inline, content=content)


def _name(name: str) -> str:
    """The last part of the name, without control characters, at most 200 characters long."""
    last = re.split(r"[/\\]", lines.cleaned(name).replace("\n", " ").replace("\t", " ").strip())[-1].strip().strip('"')
    if len(last) > 2 and last[0] == last[-1] == "'":
        last = last[1:-1]
    if len(last) > 200:
        stem, dot, extension = last.rpartition(".")
        last = f"{stem[:180]}{dot}{extension[:12]}" if dot else last[:200]
    return "" if last in {".", ".."} else last


def _made_up_name(part: Part, content: bytes, number: int) -> str:
    if part.type == "message/rfc822":
        subject = _name(mime.header_fields(content[:20_000])[0].text("subject").replace("/", "-"))
        return f"{subject[:120]}.eml" if subject else f"message-{number}.eml"
    return f"piece-jointe-{number}{_EXTENSIONS.get(part.type, '')}"


def _type_of(name: str) -> str:
    extension = "." + name.rpartition(".")[2].lower()
    return next((kind for kind, known in _EXTENSIONS.items() if known == extension), "application/octet-stream")
