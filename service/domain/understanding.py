"""Understanding: what is known of a mail before it is read, what was read in it, what is made of it: plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mailboxes.inbound import Inbound
from mailboxes.message import Attachment
from parsers.reading import CandidateReading, MarketReading, NeedReading, Reading
from parsers.statements import (
    Agreement,
    Amendment,
    Asked,
    Command,
    Decision,
    Doubt,
    HoursTold,
    MarketFactsTold,
    NeedRef,
    Stance,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One thing that was read: an attachment, or (attachment None) the mail's own body."""

    reading: Reading
    attachment: Attachment | None = None
    #: attachment | body (the author's words) | forwarded | whole (the body with all it quotes)
    origin: str = "attachment"

    @property
    def name(self) -> str | None:
        """The attachment's name; None for the body."""
        return self.attachment.name if self.attachment else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known of a reply before it is read (docs/interface.md, `liaison understand --context`)."""

    role: str | None = None
    need: NeedRef | None = None
    needs: tuple[NeedRef, ...] = ()
    #: « LAST First », in the order presented
    presented: tuple[str, ...] = ()
    partner: str | None = None
    company: str | None = None
    #: True when this company was asked for its form and has not returned it
    form_awaited: bool = False
    #: True when we asked this company to complete its form: a line or two is then an answer
    completing: bool = False
    #: False when a mail in the name of someone who may decide is not proved to be theirs
    trusted: bool = True
    #: the changes that this company was asked to agree to, in the thread that the mail answers
    proposed: Mapping[str, Any] | None = None
    #: those whom this company hired, « LAST First », and the month that it was asked about
    placed: tuple[str, ...] = ()
    hours_month: str | None = None
    #: what a facilitator was asked in the thread that the mail answers
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What the intake makes of a message. What is doubtful stands in `to_review` and not in its list."""

    #: facilitator_notification | liaison_form | partner_reply | company_answer | referent_order | machine | unknown
    kind: str = "unknown"
    reasons: tuple[str, ...] = ()
    needs: tuple[NeedReading, ...] = ()
    #: the papers that the needs were read from, in the same order
    need_papers: tuple[Paper, ...] = ()
    markets: tuple[MarketReading, ...] = ()
    #: what a facilitator answers to what was asked of a market
    facts_told: MarketFactsTold | None = None
    candidates: tuple[CandidateReading, ...] = ()
    for_needs: tuple[str | None, ...] = ()
    #: for each candidate, whether the person is said to agree (« given », « awaited »), and what else is said
    consents: tuple[str | None, ...] = ()
    remarks: tuple[str | None, ...] = ()
    withdrawn: tuple[str, ...] = ()
    #: what the author mends of what we understood before
    amendments: tuple[Amendment, ...] = ()
    takes_all_back: bool = False
    #: the author asks not to be written to any more
    no_more_mails: bool = False
    no_candidate: bool = False
    question: str | None = None
    decisions: tuple[Decision, ...] = ()
    commands: tuple[Command, ...] = ()
    to_review: tuple[Doubt, ...] = ()
    #: the hours that a company says were worked
    hours: HoursTold | None = None
    #: what a company answers to a proposed change
    agreement: Agreement | None = None
    #: what a company answers to the form without filling it
    stance: Stance | None = None
    #: a blank form came back
    blank_form: bool = False
    #: the reference that one of our own forms carried
    form_reference: str | None = None


def nothing_understood(*doubts: Doubt, reason: str = "nothing_recognised") -> Understanding:
    """A mail that a person must read."""
    return Understanding(kind="unknown", reasons=(reason,), to_review=doubts)


def words_of(inbound: Inbound) -> str:
    """What the author wrote; where a mail is nothing but text, all of it."""
    return inbound.reply_text.strip() or ("" if inbound.quoted else inbound.text.strip())
