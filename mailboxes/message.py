"""Message: the bytes of a mail as headers, bodies and attachments; pure, never raises for a bad mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from mailboxes import body, dates, files, headers, lines, markup, mime, wrapped
from mailboxes.addresses import Address, addresses
from mailboxes.body import Room, Slot
from mailboxes.files import Attachment, File
from mailboxes.lines import Line
from mailboxes.mime import Headers, Part

__all__ = ["Address", "Attachment", "Message", "Part", "read"]

SIZE_LIMIT = 100_000_000

_DROPPED = frozenset({
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    "application/applefile",
    "message/disposition-notification", "message/delivery-status", "message/feedback-report",
    "message/global-delivery-status", "application/ms-tnef-empty",
})  # fmt: skip
_WORDS = frozenset({"text/plain", "text/html", "text/markdown", "text/x-markdown", "text"})
_SPARE = frozenset({"text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_PKCS7 = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_CID = re.compile(r"cid:([^\"'\s>)]{1,250})", re.IGNORECASE)


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
class _Found:
    """What the walk over the parts collects."""

    files: list[File] = field(default_factory=list)
    calendars: list[Part] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    #: words in a markup that is read only where there are no others
    spare: list[Part] = field(default_factory=list)
    #: bodies and files that came out of a winmail.dat
    unpacked: list[wrapped.Unpacked] = field(default_factory=list)


def read(raw: bytes) -> Message:
    """The message that the bytes hold; what cannot be read is left out and named in `faults`."""
    cut = mime.tree(raw[:SIZE_LIMIT])
    found = _Found(faults=list(cut.faults))
    if len(raw) > SIZE_LIMIT:
        found.faults.append("too_large")
    fields = cut.root.fields
    said, shown = _body(_slots(cut.root, found), found)
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
        lines=said,
        attachments=files.attachments(found.files, found.unpacked, shown),
        calendars=tuple(found.calendars),
        faults=tuple(dict.fromkeys(found.faults)),
    )


def _slots(part: Part, found: _Found, *, page: bool = False, level: int = 0) -> list[Slot]:
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
            found.files.append(File(part))
        return []
    if kind in _SPARE and not part.name:
        found.spare.append(part)
        return []
    if kind in _WORDS and part.disposition != "attachment" and not _is_file(part):
        if kind == "text/html":
            return [Slot(htmls=[part])]
        found.files.extend(map(File, body.without_uuencoded(part)))
        return [Slot(plains=[part])]
    if part.name or part.body.strip():
        found.files.append(File(part, in_page=page))
    return []


def _is_file(part: Part) -> bool:
    """Whether a text part with a name is a document; an unnamed one is body."""
    name = part.name
    if not name:
        return False
    given = headers.parameters(part.fields.raw("content-disposition"))[1].get("filename")
    return bool(given) or bool(re.search(r"\.(?:txt|csv|html?|log|md|ics|xml)$", name, re.IGNORECASE))


def _of_multipart(part: Part, found: _Found, *, page: bool, level: int) -> list[Slot]:
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
        return [Slot(plains=[whole])]
    slots = []
    for child in children:
        slots.extend(_slots(child, found, page=page, level=level + 1))
    return slots


def _alternative(children: list[Part], found: _Found, *, page: bool, level: int) -> list[Slot]:
    one = Slot()
    for child in children:
        if child.type.startswith("text/") and child.type not in {*_WORDS, *_SPARE, "text/calendar"}:
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


def _of_pkcs7(part: Part, found: _Found, level: int) -> list[Slot]:
    content = part.content
    inside = wrapped.signed_content(content)
    if inside is None or level > 5:
        found.faults.append("encrypted" if wrapped.is_encrypted(content) or inside is None else "unsupported")
        return []
    cut = mime.tree(inside)
    found.faults.extend(cut.faults)
    return _slots(cut.root, found, level=level + 2)


def _body(slots: list[Slot], found: _Found) -> tuple[list[Line], frozenset[str]]:
    """The lines of the body, and the Content-IDs that its HTML shows."""
    said: list[Line] = []
    shown: set[str] = set()
    room = Room()
    for slot in slots:
        html = body.html_of(slot)
        shown.update(cid.lower() for cid in _CID.findall(html))
        body.appended(said, body.lines_of(slot, html, room))
    if not any(not line.blank for line in said):
        for unpacked in found.unpacked:
            inside = room.within(unpacked.html or unpacked.text)
            body.appended(said, markup.lines_of(inside) if unpacked.html else lines.of_text(inside))
    if not any(not line.blank for line in said) and found.spare:
        body.appended(said, body.rich_text(found.spare[0], room))
    if room.exceeded:
        found.faults.append("too_large")
    return said, frozenset(shown)
