"""Statements: what a person's reply says about candidates, decisions and orders, in the shapes of the interface."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from parsers.reading import CandidateReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that a person must look at: `what` was found (as written) and `why` it is not acted upon (French)."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRef:
    """A need as correspondents know it."""

    ref: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerReply:
    """What a partner answers to a diffusion."""

    candidates: tuple[CandidateReading, ...] = ()
    #: for each candidate, in the same order, the ref of the need it is for; None = the need of the thread
    for_needs: tuple[str | None, ...] = ()
    #: names (as written) that the partner takes back
    withdrawn: tuple[str, ...] = ()
    no_candidate: bool = False
    #: the question as its author wrote it
    question: str | None = None
    to_review: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A person whom we had under a wrong name, and the right one."""

    #: « Last First », as the author says that we had it
    was: str
    last_name: str | None
    first_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a company decides on one presented candidate."""

    #: « Last First », as it was presented
    candidate: str
    #: hired | rejected | interview | no_show | to_call_back | withdrawn
    state: str
    reason: str | None = None
    #: ISO date of the interview or of the start
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyAnswer:
    """What a company answers to a presentation."""

    decisions: tuple[Decision, ...] = ()
    question: str | None = None
    to_review: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What a company answers to the form without filling it."""

    #: refuses | later | someone_else
    kind: str
    #: ISO date from which it wants to hear of it again
    on: str | None = None
    #: who is to be written to instead
    name: str | None = None
    email: str | None = None
    #: its own words
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A company's answer to a proposal."""

    #: accepts | refuses | discusses
    kind: str
    #: its own words
    words: str
    #: values that it names and that were not proposed, by path
    others: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that the facilitator was asked about a market: a company's address, the hours of a lot."""

    #: what names it in our own books
    key: str
    #: company.email | insertion_hours
    path: str
    company: str
    lot: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the facilitator answers to one question."""

    key: str
    path: str
    value: str | float
    #: who is to be written to, with an address
    name: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketFactsTold:
    """A facilitator's answer to what was asked, and what of it could be told to nobody."""

    told: tuple[Told, ...] = ()
    to_review: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursToldOf:
    """Hours that one person worked in one month."""

    #: « LAST First », as we know the person
    person: str
    #: « 2026-10 »
    month: str
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursTold:
    """A company's word on the hours done."""

    told: tuple[HoursToldOf, ...] = ()
    to_review: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One order of the referent."""

    #: approve | reject | correct | propose | present | remind | close | reopen | undo
    action: str
    #: the reference of the need (or of what is meant)
    target: str | None = None
    reason: str | None = None
    #: field path -> typed value
    changes: dict[str, Any] = field(default_factory=dict)
    #: as written: ranks or names; of an approval the partners that are left out
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What the referent orders in one mail."""

    commands: tuple[Command, ...] = ()
    to_review: tuple[Doubt, ...] = ()
