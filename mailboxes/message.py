"""Message: the bytes of a mail as headers, bodies and attachments; pure, never raises for a bad mail."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from mailboxes import dates, headers, lines, markup, mime, pictures, wrapped
from mailboxes.addresses import Address, addresses
from mailboxes.lines import Line
from mailboxes.mime import Headers, Part

__all__ = ["Address", "Attachment", "Message", "Part", "read"]

SIZE_LIMIT = 100_000_000
TEXT_LIMIT = 2_000_000

_DROPPED = frozenset({
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    "application/applefile", "text/x-amp-html", "text/watch-html", "text/enriched",
    "message/disposition-notification", "message/delivery-status", "message/feedback-report",
    "message/global-delivery-status", "application/ms-tnef-empty",
})  # fmt: skip
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_PKCS7 = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_HTML_INSIDE = re.compile(r"\s{0,50}(?:<!doctype\s+html|<html|<head|<body|<meta\s)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_CID = re.compile(r"cid:([^\"'\s>)]{1,250})", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail taken apart, before anything is concluded from it."""

    fields: Headers
    root: Part
    sender: Address
    #: how many different mailboxes the From fields name (more than one is forged, or a very old list)
    senders: int
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    date: datetime | None
    subject: str
    #: the body, line by line, with its quote depth
    lines: list[Line]
    attachments: tuple[Attachment, ...]
    #: calendar objects of the body
    calendars: tuple[Part, ...]
    #: limits that were met and locks that were found, as codes
    faults: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole body as plain text."""
        return lines.as_text(self.lines)

    def parts(self) -> Iterator[Part]:
        """All parts, the root first."""
        waiting = [self.root]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.children))


@dataclass(slots=True)
class _Slot:
    """One stretch of the body: the same words as text and as HTML, as far as the sender gave both."""

    plains: list[Part] = field(default_factory=list)
    htmls: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    part: Part
    in_page: bool = False


@dataclass(slots=True)
class _Found:
    """What the walk over the parts collects."""

    files: list[_File] = field(default_factory=list)
    calendars: list[Part] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    #: bodies and files that came out of a winmail.dat
    unpacked: list[wrapped.Unpacked] = field(default_factory=list)


def read(raw: bytes) -> Message:
    """The message that the bytes hold; what cannot be read is left out and named in `faults`."""
    cut = mime.tree(raw[:SIZE_LIMIT])
    found = _Found(faults=list(cut.faults))
    if len(raw) > SIZE_LIMIT:
        found.faults.append("too_large")
    fields = cut.root.fields
    slots = _slots(cut.root, found)
    body, shown = _body(slots, found)
    from_ = addresses(*fields.every("from")) or addresses(*fields.every("sender")) or addresses(fields.raw("reply-to"))
    return Message(
        fields=fields,
        root=cut.root,
        sender=from_[0] if from_ else Address(name="", address=""),
        senders=len({address.address.lower() for address in from_}),
        to=addresses(*fields.every("to")),
        cc=addresses(*fields.every("cc")),
        date=next((date for date in map(dates.instant, map(headers.text, fields.every("date"))) if date), None),
        subject=fields.text("subject"),
        lines=body,
        attachments=_attachments(found, shown),
        calendars=tuple(found.calendars),
        faults=tuple(dict.fromkeys(found.faults)),
    )


def _slots(part: Part, found: _Found, *, page: bool = False, level: int = 0) -> list[_Slot]:
    """The stretches of body text under a part; its files go to `found`."""
    kind = part.type
    if kind.startswith("multipart/"):
        return _of_multipart(part, found, page=page, level=level)
    if kind in _DROPPED or kind == "text/rfc822-headers":
        return []
    if kind in _PKCS7:
        return _of_pkcs7(part, found, level)
    if kind in _TNEF or part.name.lower() == "winmail.dat":
        unpacked = wrapped.tnef(part.content)
        if unpacked:
            found.unpacked.append(unpacked)
            return []
    if kind == "text/calendar":
        found.calendars.append(part)
        if part.disposition == "attachment" or part.name:
            found.files.append(_File(part))
        return []
    if kind in {"text/plain", "text/html"} and part.disposition != "attachment" and not _is_file(part):
        return [_Slot(plains=[part])] if kind == "text/plain" else [_Slot(htmls=[part])]
    if part.body.strip() or part.name:
        found.files.append(_File(part, in_page=page))
    return []


def _is_file(part: Part) -> bool:
    """Whether a text part with a name is a document; an unnamed one is body."""
    name = part.name
    if not name:
        return False
    given = headers.parameters(part.fields.raw("content-disposition"))[1].get("filename")
    return bool(given) or bool(re.search(r"\.(?:txt|csv|html?|log|md|ics|xml)$", name, re.IGNORECASE))


def _of_multipart(part: Part, found: _Found, *, page: bool, level: int) -> list[_Slot]:
    kind = part.type
    if kind == "multipart/encrypted":
        found.faults.append("encrypted")
    children = part.children
    if kind == "multipart/alternative":
        return _alternative(children, found, page=page, level=level)
    if kind == "multipart/related" and children:
        root, *others = _related(part)
        slots = _slots(root, found, page=True, level=level + 1)
        for child in others:
            slots.extend(_slots(child, found, page=True, level=level + 1))
        return slots
    if kind == "multipart/report" and len(children) > 1:
        # the report and the returned mail are evidence, not documents
        children = [
            child for child in children if not child.type.startswith("message/") or child.disposition == "attachment"
        ][:20]
    if not children and part.body.strip():
        # a multipart without a single delimiter: its text is all there is
        whole = Part(Headers([]), "text/plain", {}, part.start, part.body)
        return [_Slot(plains=[whole])]
    slots = []
    for child in children:
        slots.extend(_slots(child, found, page=page, level=level + 1))
    return slots


def _alternative(children: list[Part], found: _Found, *, page: bool, level: int) -> list[_Slot]:
    one = _Slot()
    for child in children:
        if child.type.startswith("text/") and child.type not in {"text/plain", "text/html", "text/calendar"}:
            continue
        for slot in _slots(child, found, page=page, level=level + 1):
            one.plains.extend(slot.plains)
            one.htmls.extend(slot.htmls)
    return [one] if one.plains or one.htmls else []


def _related(part: Part) -> list[Part]:
    """The children, the one that is the page first (RFC 2387 §3.2)."""
    wanted = part.parameters.get("start", "").strip("<> ")
    for child in part.children:
        if wanted and headers.text(child.fields.raw("content-id")).strip("<> ") == wanted:
            return [child, *(other for other in part.children if other is not child)]
    return part.children


def _of_pkcs7(part: Part, found: _Found, level: int) -> list[_Slot]:
    content = part.content
    inside = wrapped.signed_content(content)
    if inside is None or level > 5:
        found.faults.append("encrypted" if wrapped.is_encrypted(content) or inside is None else "unsupported")
        return []
    cut = mime.tree(inside)
    found.faults.extend(cut.faults)
    return _slots(cut.root, found, level=level + 2)


def _body(slots: list[_Slot], found: _Found) -> tuple[list[Line], str]:
    """The lines of the body, and the HTML that was shown (for its Content-IDs)."""
    body: list[Line] = []
    shown: list[str] = []
    for slot in slots:
        html = "\n".join(_html_text(part) for part in slot.htmls)
        shown.append(html)
        _append(body, _chosen(slot, html))
    if not any(not line.blank for line in body):
        for unpacked in found.unpacked:
            _append(body, markup.lines_of(unpacked.html) if unpacked.html else lines.of_text(unpacked.text))
    return body, "\n".join(shown)


def _append(body: list[Line], more: list[Line]) -> None:
    if body and more:
        body.append(Line(""))
    body.extend(more)


def _chosen(slot: _Slot, html: str) -> list[Line]:
    """The more faithful of text and HTML: HTML is what a person sees, unless it says less than the text."""
    seen = markup.lines_of(html) if html.strip() else []
    if not slot.plains:
        return seen
    plain = _plain_lines(slot.plains)
    if not _words(seen) or _words(seen) * 2 < _words(plain):
        return plain
    rows = sum(1 for line in seen if not line.blank)
    short = sum(1 for line in plain if not line.blank and len(line.text) < 55)
    if rows * 3 < short:
        return plain
    return seen


def _words(said: list[Line]) -> int:
    return sum(len(line.text.split()) for line in said if line.text)


def _plain_lines(parts: list[Part]) -> list[Line]:
    out: list[Line] = []
    for part in parts:
        text = part.text[:TEXT_LIMIT]
        if _HTML_INSIDE.match(text):
            _append(out, markup.lines_of(text))
            continue
        flowed = part.parameters.get("format", "").lower() == "flowed"
        delsp = part.parameters.get("delsp", "").lower() == "yes"
        said = lines.of_text(text, flowed=flowed, delsp=delsp)
        _append(out, said if flowed else lines.rejoined(said))
    return out


def _html_text(part: Part) -> str:
    """The HTML of a part; its own « meta charset » counts when the header names none."""
    content = part.content
    label = part.parameters.get("charset")
    if not label:
        said = _META_CHARSET.search(content[:4000])
        label = said.group(1).decode("ascii") if said else None
    from mailboxes.charsets import decoded

    return decoded(content, label)


def _attachments(found: _Found, shown: str) -> tuple[Attachment, ...]:
    """The files, each content once; a document wins over the same bytes shown in the page."""
    cids = {cid.lower() for cid in _CID.findall(shown)}
    by_hash: dict[str, Attachment] = {}
    for number, file in enumerate(found.files, 1):
        part = file.part
        content = part.content
        name = _file_name(part.name) or _made_up_name(part, content, number)
        cid = headers.text(part.fields.raw("content-id")).strip("<> ").lower()
        inline = part.type.startswith("image/") and pictures.is_decoration(
            content,
            name,
            referenced=bool(cid) and cid in cids,
            in_page=file.in_page and part.disposition != "attachment",
        )
        _keep(by_hash, _attachment(name, part.type, content, inline=inline))
    for unpacked in found.unpacked:
        for name, content in unpacked.files:
            _keep(by_hash, _attachment(_file_name(name) or "piece-jointe", _type_of(name), content, inline=False))
    return tuple(by_hash.values())


def _keep(by_hash: dict[str, Attachment], attachment: Attachment) -> None:
    known = by_hash.get(attachment.sha256)
    if known is None or (known.inline and not attachment.inline):
        by_hash[attachment.sha256] = attachment


def _attachment(name: str, kind: str, content: bytes, *, inline: bool) -> Attachment:
    digest = hashlib.sha256(content).hexdigest()
    return Attachment(name=name, type=kind, size=len(content), sha256=digest, inline=inline, content=content)


def _file_name(name: str) -> str:
    """The last part of the name, without control characters, at most 200 characters long."""
    last = re.split(r"[/\\]", lines.cleaned(name).replace("\n", " ").replace("\t", " ").strip())[-1].strip().strip('"')
    if len(last) > 200:
        stem, dot, extension = last.rpartition(".")
        last = f"{stem[:180]}{dot}{extension[:12]}" if dot else last[:200]
    return "" if last in {".", ".."} else last


def _made_up_name(part: Part, content: bytes, number: int) -> str:
    if part.type == "message/rfc822":
        subject = _file_name(mime.header_fields(content[:20_000])[0].text("subject").replace("/", "-"))
        return f"{subject[:120]}.eml" if subject else f"message-{number}.eml"
    return f"piece-jointe-{number}{_EXTENSIONS.get(part.type, '')}"


def _type_of(name: str) -> str:
    extension = "." + name.rpartition(".")[2].lower()
    return next((kind for kind, known in _EXTENSIONS.items() if known == extension), "application/octet-stream")
