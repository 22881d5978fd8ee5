"""Figures: what a report and the review of a year tell, as plain values; every table and chart is made of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketFacts:
    """The market as its companies and partners may know it."""

    reference: str | None
    title: str | None
    buyer: str | None
    lot: str | None = None
    lot_title: str | None = None
    worksite: str | None = None
    insertion_hours: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LotFigures:
    """The figures of one award in a report. Hours are insertion hours."""

    lot: str | None
    lot_title: str | None
    company: str
    hours_objective: float | None
    hours_committed: float
    hours_done: float
    #: done, and what running contracts will still bring
    hours_projected: float
    openings: int
    hired: int
    #: sent, returned, silent: state code of the award
    form_state: str
    reminders: int
    referred: int
    presented: int
    interviewed: int
    rejected: int
    #: who must act, what blocks (codes)
    whose_turn: str
    blocking: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """Days from one step to the next: the median of the cases; None when there is no case yet."""

    #: contact | diffusion | first_referral | answer
    step: str
    days: float | None
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The totals of an earlier day, beside those of today."""

    #: last (the last report) | year (the year before)
    kind: str
    at: date
    total: LotFigures
    beneficiaries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFigures:
    """The figures of one market at one date; every table and chart of the report is made of these and nothing else."""

    market: MarketFacts
    notified_on: date | None
    at: date
    since: date | None
    lots: tuple[LotFigures, ...]
    #: totals of the same columns
    total: LotFigures
    #: (code, count), small groups already withheld: count None. Of people hired:
    publics: tuple[tuple[str, int | None], ...] = ()
    ages: tuple[tuple[str, int | None], ...] = ()
    sexes: tuple[tuple[str, int | None], ...] = ()
    levels: tuple[tuple[str, int | None], ...] = ()
    contract_types: tuple[tuple[str, int | None], ...] = ()
    ways: tuple[tuple[str, int | None], ...] = ()
    partner_kinds: tuple[tuple[str, int | None], ...] = ()
    #: of candidates referred, and of those refused
    referral_kinds: tuple[tuple[str, int | None], ...] = ()
    refusals: tuple[tuple[str, int | None], ...] = ()
    delays: tuple[Delay, ...] = ()
    compared: tuple[Compared, ...] = ()
    #: hired people, each counted once
    beneficiaries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTotals:
    """The sums of one year."""

    year: int
    #: markets and companies that hired
    markets: int
    companies: int
    openings: int
    referred: int
    contracts: int
    #: people, each once
    beneficiaries: int
    hours_committed: float
    hours_done: float


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """The review of one year, for one referent or over all; groups as in a report, small ones withheld."""

    #: the referent, or « all »
    of: str
    at: date
    totals: YearTotals
    #: the year before
    before: YearTotals
    publics: tuple[tuple[str, int | None], ...] = ()
    ages: tuple[tuple[str, int | None], ...] = ()
    sexes: tuple[tuple[str, int | None], ...] = ()
    levels: tuple[tuple[str, int | None], ...] = ()
    contract_types: tuple[tuple[str, int | None], ...] = ()
    ways: tuple[tuple[str, int | None], ...] = ()
    partner_kinds: tuple[tuple[str, int | None], ...] = ()
