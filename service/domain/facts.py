"""Facts: what a rule may know: the part of the world that its keys ask for, loaded in one read, never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from service.domain.letters import Person
from service.domain.records import (
    Award,
    Candidate,
    CandidateFact,
    Company,
    Contact,
    DeclaredHours,
    Diffusion,
    Market,
    MarketVersion,
    Need,
    Order,
    Partner,
    Placement,
    Proposal,
    Record,
    Referral,
    ReviewItem,
    Thread,
    Worksite,
)
from service.settings import FacilitatorSettings, Policy

#: mail providers whose domain says nothing about who someone works for
PUBLIC_DOMAINS = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "orange.fr",
        "wanadoo.fr",
        "free.fr",
        "sfr.fr",
        "laposte.net",
        "hotmail.com",
        "hotmail.fr",
        "outlook.com",
        "outlook.fr",
        "live.fr",
        "live.com",
        "yahoo.fr",
        "yahoo.com",
        "icloud.com",
        "me.com",
        "bbox.fr",
        "neuf.fr",
        "numericable.fr",
        "aol.com",
        "gmx.fr",
        "protonmail.com",
        "proton.me",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What the configuration says of our side: who decides, who signs, which rhythm."""

    referent: Person
    institution: str
    mailbox: str
    account: str
    facilitators: tuple[FacilitatorSettings, ...]
    policy: Policy
    zone: ZoneInfo
    #: the operator's ROME file: folded title -> code
    rome: dict[str, str] = field(default_factory=dict)
    #: companies.csv: what a facilitator's mail may leave out
    known_companies: tuple[Company, ...] = ()

    def is_referent(self, address: str) -> bool:
        """Whether the address is the referent's."""
        return address.lower() == (self.referent.email or "").lower()

    def facilitator(self, address: str | None) -> FacilitatorSettings | None:
        """The configured facilitator of this address."""
        return next((f for f in self.facilitators if f.email.lower() == (address or "").lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What a rule asks the store for. Sets are united; an empty set asks for nothing."""

    #: Message-IDs that a mail answers, nearest first
    message_ids: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    #: Outlook's names of conversations
    thread_names: tuple[str, ...] = ()
    #: addresses, and the domains of those that are not public providers
    addresses: frozenset[str] = frozenset()
    need_references: frozenset[str] = frozenset()
    need_ids: frozenset[str] = frozenset()
    award_ids: frozenset[str] = frozenset()
    market_ids: frozenset[str] = frozenset()
    company_ids: frozenset[str] = frozenset()
    form_references: frozenset[str] = frozenset()
    market_references: frozenset[str] = frozenset()
    sirets: frozenset[str] = frozenset()
    company_names: frozenset[str] = frozenset()
    #: the word of a job by which its like are found
    job_words: frozenset[str] = frozenset()
    #: of candidates
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    last_names: frozenset[str] = frozenset()
    candidate_ids: frozenset[str] = frozenset()
    #: all candidates, also those that no referral names
    every_candidate: bool = False
    referral_numbers: frozenset[int] = frozenset()
    review_numbers: frozenset[int] = frozenset()
    partner_ids: frozenset[str] = frozenset()
    #: whose last order is to be taken back: « B-0042 », « A-3 », « R-7 »
    undone: frozenset[str] = frozenset()
    #: count our answers to the addresses since then
    answers_since: datetime | None = None
    #: all awards of every market that is met
    whole_markets: bool = False
    #: all lots of every company that is met, and when each was last written to
    whole_companies: bool = False
    #: a notification names companies in its own way: compare with all
    every_company: bool = False
    #: names and addresses of candidates are not asked for: nothing but figures is made
    figures_only: bool = False
    #: every need and what hangs on it: what digests and reviews of a year are made of
    everything_open: bool = False

    def __or__(self, other: Keys) -> Keys:
        """Both."""
        united = {}
        for slot in fields(self):
            united[slot.name] = _united(getattr(self, slot.name), getattr(other, slot.name))
        return Keys(**united)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastNeed:
    """How a need for a like job ended."""

    title: str | None
    openings: int
    hired: int
    #: why companies did not take those presented
    reasons: tuple[str, ...] = ()


T = TypeVar("T")


def _grouped(records: Iterable[T], key: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return {name: tuple(group) for name, group in groups.items()}


def _united(mine: Any, theirs: Any) -> Any:
    if mine is None or theirs is None:
        return mine or theirs
    return (
        mine + theirs if isinstance(mine, tuple) else max(mine, theirs) if isinstance(mine, datetime) else mine | theirs
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """An order that was carried out: what it changed as it was before, as it wrote it and as it is; its mails."""

    order: Order
    now: dict[tuple[str, str], Record] = field(default_factory=dict)
    wrote: dict[tuple[str, str], Record] = field(default_factory=dict)
    before: dict[tuple[str, str], Record] = field(default_factory=dict)
    #: id -> state in the outbox
    mails: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A part of the world, as it stood in one transaction. Looked up by index: a digest asks for every need."""

    office: Office
    #: our mails that the message answers, best evidence first
    threads: tuple[Thread, ...] = ()
    contacts: dict[str, Contact] = field(default_factory=dict)
    markets: dict[str, Market] = field(default_factory=dict)
    worksites: tuple[Worksite, ...] = ()
    awards: dict[str, Award] = field(default_factory=dict)
    companies: dict[str, Company] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    diffusions: dict[str, Diffusion] = field(default_factory=dict)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    candidate_facts: tuple[CandidateFact, ...] = ()
    referrals: dict[str, Referral] = field(default_factory=dict)
    placements: dict[str, Placement] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    declared: dict[str, DeclaredHours] = field(default_factory=dict)
    #: how needs for the same job ended
    past: tuple[PastNeed, ...] = ()
    #: what notifications changed, for digests
    market_versions: tuple[MarketVersion, ...] = ()
    #: when each address was last written to; only where reminders are at stake
    written_to: dict[str, datetime] = field(default_factory=dict)
    review: tuple[ReviewItem, ...] = ()
    #: orders of the message being handled, as far as they were carried out
    orders: tuple[Order, ...] = ()
    #: for an undo: the last order about each thing that is meant
    undoable: tuple[Undoable, ...] = ()
    #: pools of needs that the referent has taken up or set aside
    pooled: frozenset[str] = frozenset()
    #: the next free figure of a need, of a referral
    next_need: int = 1
    next_referral: int = 1
    #: how many mails we wrote in answer to this address, to its domain, within the hour
    answers_to_address: int = 0
    answers_to_domain: int = 0
    #: and in the conversation that is answered, whoever wrote, within a day
    answers_in_thread: int = 0
    #: for digests: what went wrong lately, and when the mailbox was last heard
    refused_mails: tuple[tuple[str, str, str], ...] = ()
    heard_at: datetime | None = None
    #: mails that could not be read: (Message-ID, sender, subject, why)
    unread: tuple[tuple[str, str, str, str], ...] = ()

    def need_by_reference(self, reference: str | None) -> Need | None:
        """The need of this reference, however it is written (B-0042, b42, 42)."""
        digits = "".join(c for c in reference or "" if c.isdigit())
        if not digits:
            return None
        return self._needs_by_number.get(int(digits))

    def proposal_of(self, need_id: str) -> Proposal | None:
        """The proposal of a need that waits for the company's word."""
        return next((p for p in self.proposals.values() if p.need_id == need_id and p.state == "sent"), None)

    def diffusions_of(self, need_id: str) -> tuple[Diffusion, ...]:
        """The diffusions of a need."""
        return self._diffusions_by_need.get(need_id, ())

    def referrals_of(self, need_id: str) -> tuple[Referral, ...]:
        """The referrals for a need, oldest first."""
        return self._referrals_by_need.get(need_id, ())

    def awards_of(self, market_id: str) -> tuple[Award, ...]:
        """The awards of a market, by lot."""
        return self._awards_by_market.get(market_id, ())

    def sites_of(self, market_id: str | None) -> tuple[Worksite, ...]:
        """The worksites of a market."""
        return self._sites_by_market.get(market_id or "", ())

    @cached_property
    def _sites_by_market(self) -> dict[str, tuple[Worksite, ...]]:
        return _grouped(self.worksites, lambda site: site.market_id)

    def needs_of(self, award_id: str) -> tuple[Need, ...]:
        """The needs of an award."""
        return self._needs_by_award.get(award_id, ())

    def placements_of(self, need_id: str) -> tuple[Placement, ...]:
        """The contracts that fill a need."""
        return self._placements_by_need.get(need_id, ())

    def declared_of(self, placement_id: str) -> tuple[DeclaredHours, ...]:
        """The hours declared of a contract."""
        return self._declared_by_placement.get(placement_id, ())

    @cached_property
    def _needs_by_award(self) -> dict[str, tuple[Need, ...]]:
        return _grouped((need for need in self.needs.values() if need.award_id), lambda need: need.award_id or "")

    @cached_property
    def _placements_by_need(self) -> dict[str, tuple[Placement, ...]]:
        return _grouped(self.placements.values(), lambda placement: placement.need_id)

    @cached_property
    def _declared_by_placement(self) -> dict[str, tuple[DeclaredHours, ...]]:
        return _grouped(self.declared.values(), lambda declared: declared.placement_id)

    def attested_of(self, candidate_id: str) -> tuple[CandidateFact, ...]:
        """What partners attest of a person, in the order of their word."""
        return self._attested_by_person.get(candidate_id, ())

    def placement_of(self, referral_id: str) -> Placement | None:
        """The contract of a hire."""
        return self._placements_by_referral.get(referral_id)

    @cached_property
    def _attested_by_person(self) -> dict[str, tuple[CandidateFact, ...]]:
        told = sorted(self.candidate_facts, key=lambda fact: (fact.attested_at, fact.id))
        return _grouped(told, lambda fact: fact.candidate_id)

    @cached_property
    def _placements_by_referral(self) -> dict[str, Placement]:
        return {placement.referral_id: placement for placement in self.placements.values()}

    @cached_property
    def _needs_by_number(self) -> dict[int, Need]:
        return {need.number: need for need in self.needs.values()}

    @cached_property
    def _diffusions_by_need(self) -> dict[str, tuple[Diffusion, ...]]:
        return _grouped(self.diffusions.values(), lambda diffusion: diffusion.need_id)

    @cached_property
    def _referrals_by_need(self) -> dict[str, tuple[Referral, ...]]:
        return _grouped(sorted(self.referrals.values(), key=lambda r: r.number), lambda referral: referral.need_id)

    @cached_property
    def _awards_by_market(self) -> dict[str, tuple[Award, ...]]:
        return _grouped(sorted(self.awards.values(), key=lambda a: a.lot or ""), lambda award: award.market_id)

    def reach(self, partner: Partner) -> str | None:
        """The address at which a partner can be written to now: its own, else a colleague's; None when none works."""
        addresses = (partner.email, *(contact["email"] for contact in partner.contacts))
        return next((address for address in addresses if self.works(address)), None)

    def is_silenced(self, partner: Partner) -> bool:
        """Whether the partner asked for no more mails."""
        contact = self.contacts.get(partner.email.lower())
        return contact is not None and contact.state == "silenced"

    def works(self, address: str | None) -> bool:
        """Whether mail to this address may be written: there is one, it does not bounce, it was not silenced."""
        if not address:
            return False
        contact = self.contacts.get(address.lower())
        return contact is None or contact.state not in {"bounces", "left", "silenced"}
