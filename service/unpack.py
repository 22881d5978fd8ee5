"""Unpack: a raw mail becomes an Inbound and a Reading for each thing in it; the daemon and the shell alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from mailboxes import inbound as mail
from mailboxes.inbound import Inbound
from mailboxes.message import Attachment
from parsers.forms.signed_company import with_signed_company
from parsers.parse import parse
from parsers.sandbox import Readers
from service.domain.understanding import Paper

#: mails inside mails are opened this deep
DEPTH = 3
#: attachments read of one mail; the rest is told of
MOST = 40
#: more text than a form or a list of lots ever has
BODY_LIMIT = 200_000
MAIL_TYPES = frozenset({"message/rfc822", "application/vnd.ms-outlook"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A mail and what was read in it."""

    inbound: Inbound
    papers: tuple[Paper, ...]


def unpack(
    raw: bytes,
    *,
    today: date,
    trusted: str | None = None,
    own: tuple[str, ...] = (),
    readers: Readers | None = None,
) -> Opened:
    """The mail and its papers; a machine's mail is not read further. Never raises for what is in the mail."""
    inbound = mail.inspect(raw, trusted=trusted, own=own)
    if inbound.auto:
        return Opened(inbound=inbound, papers=())
    day = inbound.date.date() if inbound.date else today
    papers = (*_bodies(inbound, min(day, today), readers), *_attached(inbound, today, readers, DEPTH))
    return Opened(inbound=inbound, papers=papers)


def _bodies(inbound: Inbound, today: date, readers: Readers | None) -> Iterator[Paper]:
    """What the author wrote; what a forward brings; where that holds no form, the whole text with its quotes."""
    own_words = inbound.reply_text.strip() or ("" if inbound.quoted else inbound.text.strip())
    first = _text_paper(own_words, "body", today, readers)
    if first:
        yield first if inbound.forwarded else _signed(first, inbound)
    if inbound.forwarded:
        for text in inbound.quoted[:DEPTH]:
            paper = _text_paper(text, "forwarded", today, readers)
            if paper:
                yield paper
    elif inbound.quoted and not (first and first.reading.needs):
        whole = _text_paper(inbound.text, "whole", today, readers)
        if whole and whole.reading.needs:
            yield whole


def _signed(paper: Paper, inbound: Inbound) -> Paper:
    """A need in the author's own words, with who they say they are around them."""
    if not paper.reading.needs:
        return paper
    sender = inbound.sender
    told = with_signed_company(paper.reading, sender=sender.name, address=sender.address, signature=inbound.signature)
    return replace(paper, reading=told)


def _text_paper(text: str, origin: str, today: date, readers: Readers | None) -> Paper | None:
    if not text.strip():
        return None
    reading = parse("corps.txt", text[:BODY_LIMIT].encode(), today=today, readers=readers)
    return Paper(reading=reading, origin=origin)


def _attached(inbound: Inbound, today: date, readers: Readers | None, depth: int) -> Iterator[Paper]:
    for attachment in [a for a in inbound.attachments if not a.inline][:MOST]:
        if attachment.type in MAIL_TYPES and depth:
            yield from _mail_attached(attachment, today, readers, depth - 1)
        else:
            reading = parse(attachment.name, attachment.content, today=today, readers=readers)
            yield Paper(reading=reading, attachment=attachment, origin="attachment")


def _mail_attached(attachment: Attachment, today: date, readers: Readers | None, depth: int) -> Iterator[Paper]:
    """A mail inside the mail: its words and its own attachments."""
    inner = mail.inspect(attachment.content)
    for paper in _bodies(inner, today, readers):
        yield Paper(reading=paper.reading, attachment=attachment, origin="forwarded")
    yield from _attached(inner, today, readers, depth)
