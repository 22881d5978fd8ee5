"""Plan: all that a decision asks for, in one value: records to save, mails to write, questions, journal entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from service.domain.letters import Letter, MarketFacts, NeedFacts
from service.domain.records import JournalEntry, Record, ReviewItem


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAttachment:
    """The liaison form of an award, as Word and PDF, prefilled with what is known."""

    reference: str
    answer_by: date
    market: MarketFacts | None = None
    #: values already known, by path
    known: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetAttachment:
    """The sheet of a need, as Word and PDF."""

    need: NeedFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAttachment:
    """A document that came in, passed on under this name."""

    sha256: str
    name: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAttachment:
    """The progress report of the letter, as Word, PDF and sheet."""


AttachmentOrder = FormAttachment | SheetAttachment | StoredAttachment | ReportAttachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail to write. `key` is what it is for: the same key is never written twice."""

    key: str
    to: str
    to_name: str = ""
    #: company | partner | facilitator | referent
    role: str
    letter: Letter
    attachments: tuple[AttachmentOrder, ...] = ()
    #: Message-ID and References of the mail that it answers
    answers: str | None = None
    references: tuple[str, ...] = ()
    #: what a reply to it is about
    market_id: str | None = None
    award_id: str | None = None
    need_id: str | None = None
    partner_id: str | None = None
    company_id: str | None = None
    asked: dict[str, str] = field(default_factory=dict)
    #: not before
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A piece of periodic work, done once: (job, key) is unique."""

    job: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retake:
    """A message to be taken once more, as what the referent says that it is."""

    message_id: str
    #: partner | company | facilitator; None = as it seems
    role: str | None = None
    need_reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to write, all of it or nothing."""

    save: tuple[Record, ...] = ()
    mails: tuple[Mail, ...] = ()
    review: tuple[ReviewItem, ...] = ()
    journal: tuple[JournalEntry, ...] = ()
    slots: tuple[Slot, ...] = ()
    retakes: tuple[Retake, ...] = ()
    #: records that an undone order had made
    erase: tuple[Record, ...] = ()
    #: ids of saved records that are as they were before an undone order: no move of the tables leads back
    restored: frozenset[str] = frozenset()
    #: ids of mails that are not to leave after all
    withdraw: tuple[str, ...] = ()

    def __add__(self, other: Plan) -> Plan:
        """Both, in this order; of two writes of one record the later stands."""
        kept = {(type(record), record.id): record for record in self.save + other.save}
        return Plan(
            save=tuple(kept.values()),
            mails=self.mails + other.mails,
            review=self.review + other.review,
            journal=self.journal + other.journal,
            slots=self.slots + other.slots,
            retakes=self.retakes + other.retakes,
            erase=self.erase + other.erase,
            restored=self.restored | other.restored,
            withdraw=self.withdraw + other.withdraw,
        )

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        written = (
            self.save,
            self.mails,
            self.review,
            self.journal,
            self.slots,
            self.retakes,
            self.erase,
            self.withdraw,
        )
        return any(written)


NOTHING = Plan()
