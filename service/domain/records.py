"""Records: what Liaison remembers, one class a noun; the tables inherit from them, so no field is written twice."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any, Self

from sqlmodel import JSON, Field, SQLModel
from sqlmodel._compat import SQLModelConfig


def identity(*parts: str | int | None) -> str:
    """An id made of what a thing is, so that making it twice makes it once: 20 hex digits of the parts' hash."""
    return hashlib.sha256("\x1f".join("" if p is None else str(p) for p in parts).encode()).hexdigest()[:20]


class Record(SQLModel):
    """A value: never changed, only replaced by `but`. `version` counts its writes; 0 = not stored yet."""

    model_config = SQLModelConfig(frozen=True)

    id: str = Field(primary_key=True)
    version: int = 0

    def but(self, **changes: Any) -> Self:
        """The same record with these fields changed; an unknown field is an error."""
        unknown = changes.keys() - type(self).model_fields.keys()
        if unknown:
            raise AttributeError(f"{type(self).__name__} has no {sorted(unknown)}")
        return self.model_copy(update=changes)


class Contact(Record):
    """An e-mail address that we write to, and whether it answers. `id` is the address."""

    #: works | bounces | absent | left | silenced (« no more mails »)
    state: str = "works"
    absent_until: date | None = None
    reason: str | None = None
    since: datetime | None = None


class Company(Record):
    """A company, once however many markets it won."""

    name: str
    siret: str | None = Field(default=None, index=True)
    address: str | None = None
    contact_name: str | None = None
    phone: str | None = None
    email: str | None = Field(default=None, index=True)
    #: the company that this record turned out to be, once its SIRET was known
    merged_into: str | None = None


class Market(Record):
    """A public contract that holds a social clause."""

    reference: str | None = Field(default=None, index=True)
    title: str | None = None
    buyer: str | None = None
    notified_on: str | None = None
    facilitator_name: str | None = None
    facilitator_organisation: str | None = None
    facilitator_phone: str | None = None
    facilitator_email: str | None = Field(default=None, index=True)
    publics: list[str] = Field(default_factory=list, sa_type=JSON)
    #: notified | contacted | collected | in_progress | closed
    state: str = "notified"
    #: how many notifications made it what it is
    edition: int = 1
    received_at: datetime
    #: the mail that brought it
    message_id: str | None = None


class MarketVersion(Record):
    """What one notification said of a market, and what that changed."""

    market_id: str = Field(foreign_key="markets.id", index=True)
    edition: int
    #: MARKET of the interface, as that mail had it
    reading: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    #: [{field, about, before, after}]; empty for the first one and for a mere repeat
    differences: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    at: datetime
    who: str
    message_id: str | None = None


class Worksite(Record):
    """Where the work of a market is done."""

    market_id: str = Field(foreign_key="markets.id", index=True)
    name: str | None = None
    address: str | None = None


class Award(Record):
    """A lot of a market and the company that won it, with its liaison form on its way."""

    market_id: str = Field(foreign_key="markets.id", index=True)
    company_id: str = Field(foreign_key="companies.id", index=True)
    lot: str | None = None
    lot_title: str | None = None
    worksite: str | None = None
    insertion_hours: float | None = None
    #: whom the facilitator or the company named for this lot, where it is not the company's own contact
    contact_name: str | None = None
    email: str | None = None
    #: what the form carries, e.g. « F-3K7QX2 »
    form_reference: str = Field(unique=True)
    #: to_complete | contacted | returned | refused | silent | closed
    state: str = "to_complete"
    contacted_at: datetime | None = None
    reminders: int = 0
    reminded_at: datetime | None = None
    #: when the next reminder, or the word to the facilitator, is due
    due_at: datetime | None = Field(default=None, index=True)
    since: datetime


class Need(Record):
    """A company's need: identity and state around what its form said (NEED of the interface)."""

    reference: str = Field(unique=True)
    #: the figure of the reference
    number: int
    company_id: str | None = Field(default=None, foreign_key="companies.id", index=True)
    award_id: str | None = Field(default=None, foreign_key="awards.id", index=True)
    market_id: str | None = Field(default=None, foreign_key="markets.id", index=True)
    title: str | None = None
    #: NeedReading as JSON
    reading: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    #: incomplete | to_validate | validated | diffused | suspended | filled | closed | cancelled
    state: str
    since: datetime
    received_at: datetime
    #: when the company is next asked about candidates presented, or about what its form lacks
    due_at: datetime | None = Field(default=None, index=True)
    reminders: int = 0
    #: the mail and the stored document that it was read from
    message_id: str | None = None
    document_sha256: str | None = None
    document_name: str | None = None


class NeedVersion(Record):
    """What a need said at one time, who changed it and why."""

    need_id: str = Field(foreign_key="needs.id", index=True)
    edition: int
    reading: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime
    who: str
    why: str | None = None


class Proposal(Record):
    """A change of a need that the company was asked to agree to."""

    need_id: str = Field(foreign_key="needs.id", index=True)
    #: the first, second … proposal of this need
    rank: int
    #: field path -> value, as JSON
    changes: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    reason: str | None = None
    #: sent | accepted | refused | discussed | silent | withdrawn
    state: str = "sent"
    who: str
    since: datetime
    sent_at: datetime
    due_at: datetime | None = Field(default=None, index=True)
    reminders: int = 0
    #: the mail that answered it
    message_id: str | None = None


class Partner(Record):
    """Someone who knows jobseekers."""

    name: str
    kind: str
    contact_name: str | None = None
    email: str = Field(index=True)
    #: colleagues who answer for it: [{name, email}]
    contacts: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    phone: str | None = None
    postcodes: list[str] = Field(default_factory=list, sa_type=JSON)
    publics: list[str] = Field(default_factory=list, sa_type=JSON)
    active: bool = True
    #: when the next feedback is due
    feedback_due_at: datetime | None = Field(default=None, index=True)


class Diffusion(Record):
    """One need, sent to one partner."""

    need_id: str = Field(foreign_key="needs.id", index=True)
    partner_id: str = Field(foreign_key="partners.id", index=True)
    #: queued | sent | answered | declined | bounced | silent
    state: str = "queued"
    outbox_id: str
    sent_at: datetime | None = None
    answered_at: datetime | None = None
    reminders: int = 0
    due_at: datetime | None = Field(default=None, index=True)


class Candidate(Record):
    """A person whom a partner referred."""

    last_name: str | None = None
    first_name: str | None = None
    phone: str | None = Field(default=None, index=True)
    email: str | None = Field(default=None, index=True)
    postcode: str | None = None
    #: [{name, type, sha256}] of documents that came with the person; `held` says why one is not passed on
    documents: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    received_at: datetime
    #: the candidate that this one turned out to be, and what it brought there: {referrals, filled, documents}
    merged_into: str | None = None
    brought: dict[str, list[str]] = Field(default_factory=dict, sa_type=JSON)
    #: when all that names the person was deleted; what is counted stays
    erased_at: datetime | None = None


class CandidateFact(Record):
    """What a partner attested and noted of a candidate: sensitive, apart, encrypted, shown to the referent only."""

    candidate_id: str = Field(foreign_key="candidates.id", index=True)
    partner_id: str = Field(foreign_key="partners.id")
    criteria: list[str] = Field(default_factory=list, sa_type=JSON)
    #: what statistics alone are made of: birth_year, sex (F | M), level (none | cap | bac | higher)
    profile: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    notes: str | None = None
    attested_at: datetime


class Referral(Record):
    """A candidate put forward for a need by a partner, from first mail to outcome."""

    need_id: str = Field(foreign_key="needs.id", index=True)
    partner_id: str = Field(foreign_key="partners.id", index=True)
    candidate_id: str = Field(foreign_key="candidates.id", index=True)
    #: the figure by which the referent names it
    number: int = Field(index=True)
    #: a state of service.domain.referrals
    state: str = "received"
    reason: str | None = None
    since: datetime
    received_at: datetime
    presented_at: datetime | None = None
    #: when the company first said what becomes of the person
    answered_at: datetime | None = None
    #: when it first asked for an interview
    interviewed_at: datetime | None = None
    rank: int | None = None
    #: interview or start
    on: str | None = None
    #: the state that the partner was last told, and when
    told_state: str | None = None
    told_at: datetime | None = None
    #: the mail that brought it; None: the referent put the person forward
    message_id: str | None = None
    #: the person's agreement, by the partner's word: given | implied (sent in answer to our request) | awaited
    consent: str = "implied"
    consent_at: datetime | None = None
    #: the hire that closed it, and where it stood before
    closed_by: str | None = None
    state_before: str | None = None


class Placement(Record):
    """A hire and its insertion hours."""

    referral_id: str = Field(foreign_key="referrals.id", index=True, unique=True)
    need_id: str = Field(foreign_key="needs.id", index=True)
    contract_type: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    weekly_hours: float | None = None
    hours_committed: float | None = None
    hours_done: float = 0
    #: planned | running | ended | broken
    state: str = "planned"
    #: why it ended early
    reason: str | None = None
    #: [{on, end_date}] each time that it was prolonged, with the end that it had before
    renewals: list[dict[str, str | None]] = Field(default_factory=list, sa_type=JSON)
    since: datetime


class DeclaredHours(Record):
    """Hours done in one month on one placement, as the company or the referent declared them."""

    placement_id: str = Field(foreign_key="placements.id", index=True)
    #: « 2026-10 »
    month: str
    hours: float
    at: datetime
    who: str
    message_id: str | None = None


class ReviewItem(Record):
    """Something that waits for the referent's eyes: what was found, and why it was not acted upon."""

    number: int = Field(index=True)
    what: str
    why: str
    #: the Message-ID of the mail that it is about
    message_id: str | None = None
    need_id: str | None = None
    #: what settling it is about, e.g. {candidates: [id, id]}
    about: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    since: datetime
    settled_at: datetime | None = None
    settled_as: str | None = None


class Order(Record):
    """One order that was carried out, with all that is needed to take it back."""

    #: « B-0042 », « A-3 »
    target: str = Field(index=True)
    action: str
    at: datetime
    who: str
    #: the mail that gave it
    cause: str | None = Field(default=None, index=True)
    #: what it wrote: [kind, id, version before]; version 0 = it did not exist
    changed: list[list[Any]] = Field(default_factory=list, sa_type=JSON)
    #: ids of the mails that it wrote
    mails: list[str] = Field(default_factory=list, sa_type=JSON)
    #: it set something off that cannot be taken back
    final: bool = False
    undone_at: datetime | None = None


class Thread(Record):
    """What one of our mails was about: where a reply to it belongs. `id` is the outbox row's."""

    token: str = Field(unique=True)
    #: what Outlook hands back of our Thread-Index, in hex
    thread_name: str | None = Field(default=None, index=True)
    message_id: str = Field(unique=True)
    #: snake-case name of the letter
    kind: str
    #: company | partner | facilitator | referent
    role: str
    address: str = Field(index=True)
    subject: str = ""
    market_id: str | None = None
    award_id: str | None = None
    need_id: str | None = None
    partner_id: str | None = None
    company_id: str | None = None
    #: the Message-ID that our mail itself answered
    answers: str | None = None
    #: the question that the referent may answer by replying: {asker, question, message_id}
    asked: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime


class JournalEntry(SQLModel):
    """One thing that happened, before it is chained."""

    model_config = SQLModelConfig(frozen=True)

    at: datetime
    #: liaison | referent | an address
    who: str
    #: code: market_received, need_approved, mail_written …
    what: str
    #: « need:… », « award:… »
    subject: str
    #: the mail, slot or command that caused it
    cause: str | None = None
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


#: what is remembered version by version (service.store.history), and its name there; nothing here names a candidate
NOUNS: dict[type[Record], str] = {
    Market: "market",
    Award: "award",
    Need: "need",
    Diffusion: "diffusion",
    CandidateFact: "candidate_fact",
    Referral: "referral",
    Placement: "placement",
    DeclaredHours: "declared_hours",
    ReviewItem: "review",
}
