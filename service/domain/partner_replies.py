"""Replies of partners: whom they propose, take back or mend, what they say of each, also in mails that they pass on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from mailboxes.inbound import Inbound
from parsers.statements import Decision, Doubt
from service.domain.understanding import Context, Paper, Understanding, words_of

#: the author of what is forwarded, in its header
_FORWARDED_FROM = re.compile(
    r"^\W{0,3}(?:De|From) ?: ?\"?(?P<name>[^<\"\n]{0,80}?)\"?\s*<(?P<address>[^<>\s]+@[^<>\s]+)>", re.MULTILINE
)


def partner_reply(inbound: Inbound, papers: tuple[Paper, ...], context: Context, today: date) -> Understanding:
    """What a partner writes in answer to a diffusion, or of its own accord."""
    from parsers.language.names import last_first
    from parsers.replies import amendments, candidates, consents, passages

    told: dict[str, Any] = {"needs": context.needs, "need": context.need, "today": today}
    words = _without_quotes(words_of(inbound))
    read = candidates.read(
        words,
        documents=tuple((p.name, p.reading) for p in papers if p.name is not None and p.reading.error is None),
        signature=inbound.signature,
        sender=inbound.sender.name,
        **told,
    )
    author, passed_on = _passed_on(inbound)
    if passed_on and not (read.candidates or read.withdrawn or read.no_candidate):
        words = passed_on
        theirs = candidates.read(words, sender=f"{inbound.sender.name} {author}", **told)
        read = replace(
            read,
            candidates=theirs.candidates,
            for_needs=theirs.for_needs,
            to_review=(*read.to_review, *theirs.to_review),
        )
    found = Understanding(
        kind="partner_reply",
        reasons=("role:partner",),
        candidates=read.candidates,
        for_needs=read.for_needs,
        consents=consents.consents(words, read.candidates),
        remarks=tuple(passages.noted(said) for said in passages.passages(words, read.candidates)),
        withdrawn=read.withdrawn,
        decisions=tuple(Decision(candidate=last_first(name), state="withdrawn") for name in read.withdrawn),
        amendments=amendments.amendments(words),
        takes_all_back=amendments.takes_all_back(words),
        no_more_mails=amendments.wants_no_mails(words),
        no_candidate=read.no_candidate,
        question=read.question,
        to_review=read.to_review,
    )
    mended = found.amendments or found.takes_all_back or found.no_more_mails
    if not (read.candidates or read.withdrawn or read.no_candidate or read.question or read.to_review or mended):
        why = "réponse de partenaire sans candidat, question ni refus reconnus"
        doubt = Doubt(what=words_of(inbound)[:400] or inbound.subject, why=why)
        return Understanding(kind="partner_reply", reasons=("role:partner",), to_review=(doubt,))
    return found


def _without_quotes(text: str) -> str:
    """The text without the lines it quotes: what they say of candidates is our own wording, coming back."""
    kept = [line for line in text.splitlines() if not line.lstrip().startswith(">")]
    return "\n".join(kept) if any(line.strip() for line in kept) else text


def _passed_on(inbound: Inbound) -> tuple[str, str]:
    """Who wrote the message that a partner forwards, and its words; nothing of a message that is our own."""
    if not inbound.forwarded or not inbound.quoted:
        return "", ""
    head, _, words = inbound.quoted[0].partition("\n\n")
    author = _FORWARDED_FROM.search(head)
    ours = {address.address.lower() for address in inbound.to}
    if author is None or author["address"].lower() in ours:
        return "", ""
    return author["name"], words
