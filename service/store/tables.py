"""Tables: the schema: the domain's records as they are, and the ledger (messages, outbox, slots) around them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import JSON, BigInteger, CheckConstraint, Field, LargeBinary, SQLModel, UniqueConstraint

from service.domain import records


def _states(column: str, *words: str) -> CheckConstraint:
    """States are text with a check: a new word is a migration, never a poison row."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class ContactRow(records.Contact, table=True):
    __tablename__ = "contacts"


class CompanyRow(records.Company, table=True):
    __tablename__ = "companies"


class MarketRow(records.Market, table=True):
    __tablename__ = "markets"


class MarketVersionRow(records.MarketVersion, table=True):
    __tablename__ = "market_versions"


class WorksiteRow(records.Worksite, table=True):
    __tablename__ = "worksites"


class AwardRow(records.Award, table=True):
    __tablename__ = "awards"
    __table_args__ = (_states("state", "to_complete", "contacted", "returned", "refused", "silent", "closed"),)


class NeedRow(records.Need, table=True):
    __tablename__ = "needs"
    __table_args__ = (
        _states(
            "state", "incomplete", "to_validate", "validated", "diffused", "suspended", "filled", "closed", "cancelled"
        ),
    )


class NeedVersionRow(records.NeedVersion, table=True):
    __tablename__ = "need_versions"


class ProposalRow(records.Proposal, table=True):
    __tablename__ = "proposals"
    __table_args__ = (_states("state", "sent", "accepted", "refused", "discussed", "silent", "withdrawn"),)


class PartnerRow(records.Partner, table=True):
    __tablename__ = "partners"


class DiffusionRow(records.Diffusion, table=True):
    __tablename__ = "diffusions"
    __table_args__ = (
        UniqueConstraint("need_id", "partner_id", name="one_diffusion_a_need_and_partner"),
        _states("state", "queued", "sent", "answered", "declined", "bounced", "silent"),
    )


class CandidateRow(records.Candidate, table=True):
    __tablename__ = "candidates"


class CandidateFactRow(records.CandidateFact, table=True):
    __tablename__ = "candidate_facts"


class ReferralRow(records.Referral, table=True):
    __tablename__ = "referrals"
    __table_args__ = (
        UniqueConstraint("need_id", "partner_id", "candidate_id", name="one_referral_a_need_partner_and_candidate"),
        _states(
            "state", "received", "to_check", "to_present", "presented", "interview", "hired", "rejected", "no_show",
            "to_call_back", "withdrawn", "pool", "obsolete", "duplicate",
        ),
    )  # fmt: skip


class PlacementRow(records.Placement, table=True):
    __tablename__ = "placements"
    __table_args__ = (_states("state", "planned", "running", "ended", "broken"),)


class DeclaredHoursRow(records.DeclaredHours, table=True):
    __tablename__ = "declared_hours"
    __table_args__ = (UniqueConstraint("placement_id", "month", name="one_declaration_a_placement_and_month"),)


class ReviewItemRow(records.ReviewItem, table=True):
    __tablename__ = "review"


class OrderRow(records.Order, table=True):
    __tablename__ = "orders"


class ThreadRow(records.Thread, table=True):
    __tablename__ = "threads"


class JournalRow(records.JournalEntry, table=True):
    """Append-only; each entry's hash covers the one before."""

    __tablename__ = "journal"
    seq: int = Field(primary_key=True)
    hash: str
    previous: str


class JournalHeadRow(SQLModel, table=True):
    """Where the journal ends, so that entries cut off its end are missed."""

    __tablename__ = "journal_head"
    id: int = Field(primary_key=True)
    seq: int
    hash: str


class HistoryRow(SQLModel, table=True):
    """Every version of the records that reports and undoing look back at, as it was written."""

    __tablename__ = "history"
    kind: str = Field(primary_key=True)
    record_id: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    at: datetime
    said: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class BlobRow(SQLModel, table=True):
    """Bytes by what they are: raw mails in and out, documents."""

    __tablename__ = "blobs"
    sha256: str = Field(primary_key=True)
    size: int
    data: bytes = Field(sa_type=LargeBinary)


class MessageRow(SQLModel, table=True):
    """The ledger of what came in: one row a delivery, known by where it lies on the server."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("account", "folder", "uidvalidity", "uid", name="one_row_a_delivery"),
        _states("state", "received", "done", "review", "duplicate", "ignored", "failed"),
    )
    id: int | None = Field(default=None, primary_key=True)
    account: str
    folder: str
    uidvalidity: int = Field(sa_type=BigInteger)
    uid: int = Field(sa_type=BigInteger)
    sha256: str = Field(index=True)
    message_id: str = Field(index=True)
    sender: str | None = None
    subject: str | None = None
    kind: str | None = None
    state: str = "received"
    reason: str | None = None
    attempts: int = 0
    #: not before; after a failure
    due_at: datetime | None = Field(default=None, index=True)
    #: why it was taken as it was: codes, and the thread it answers
    evidence: list[Any] = Field(default_factory=list, sa_type=JSON)
    header_only: bool = False
    #: what the referent says that it is: {role, need}
    treat_as: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    #: the server's copy was filed away
    acknowledged: bool = Field(default=False, index=True)
    received_at: datetime
    taken_at: datetime | None = None


class OutboxRow(SQLModel, table=True):
    """The ledger of what goes out: written once, frozen, sent once."""

    __tablename__ = "outbox"
    __table_args__ = (_states("state", "waiting", "sending", "sent", "deferred", "refused", "held"),)
    #: identity of `key`
    id: str = Field(primary_key=True)
    #: what the mail is for
    key: str = Field(unique=True)
    kind: str
    account: str
    to_address: str = Field(index=True)
    message_id: str = Field(unique=True)
    subject: str
    sha256: str
    state: str = Field(default="waiting", index=True)
    #: written | evidence | resent | held: how it came to be in this state
    note: str | None = None
    reason: str | None = None
    attempts: int = 0
    due_at: datetime = Field(index=True)
    tried_at: datetime | None = None
    sent_at: datetime | None = None
    #: a copy lies in the Sent folder
    copied: bool = False
    written_at: datetime


class SlotRow(SQLModel, table=True):
    """Periodic work that was done: a clock that rings twice does it once."""

    __tablename__ = "slots"
    job: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    at: datetime


class FolderRow(SQLModel, table=True):
    """How far a folder was read, in which epoch."""

    __tablename__ = "folders"
    account: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    uidvalidity: int = Field(sa_type=BigInteger)
    last_uid: int = Field(default=0, sa_type=BigInteger)
    #: what the server itself does with what we send: copies it to Sent, or not; None = not known yet
    server_copies: bool | None = None
    reconciled_at: datetime | None = None
    #: when a message last came
    heard_at: datetime | None = None


class SecretRow(SQLModel, table=True):
    """Keys made at first start: they sign the tokens of our threads."""

    __tablename__ = "secrets"
    name: str = Field(primary_key=True)
    value: str


#: record class -> table
TABLE_OF: dict[type[records.Record], Any] = {
    records.Contact: ContactRow,
    records.Company: CompanyRow,
    records.Market: MarketRow,
    records.MarketVersion: MarketVersionRow,
    records.Worksite: WorksiteRow,
    records.Award: AwardRow,
    records.Need: NeedRow,
    records.NeedVersion: NeedVersionRow,
    records.Proposal: ProposalRow,
    records.Partner: PartnerRow,
    records.Diffusion: DiffusionRow,
    records.Candidate: CandidateRow,
    records.CandidateFact: CandidateFactRow,
    records.Referral: ReferralRow,
    records.Placement: PlacementRow,
    records.DeclaredHours: DeclaredHoursRow,
    records.ReviewItem: ReviewItemRow,
    records.Order: OrderRow,
    records.Thread: ThreadRow,
}
