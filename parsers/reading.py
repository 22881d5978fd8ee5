"""Reading: what a document says, in the shapes of the interface (docs/interface.md), each value with its doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from parsers.document import Document

Kind = Literal["liaison_form", "facilitator_notification", "candidate_document", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """How one field was read: what was written, where, how sure, and what is wrong with it."""

    #: as written, untouched
    raw: str
    #: where it stood, in French, for a person
    source: str
    #: 0 to 1; of the values given 0.9 or more, at least 99 in 100 are right
    confidence: float
    #: stable codes, e.g. « siret_key_wrong », « date_past », « salary_below_smic »
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyReading:
    """COMPANY of the interface."""

    name: str | None = None
    #: 14 digits
    siret: str | None = None
    address: str | None = None
    contact_name: str | None = None
    #: E.164
    phone: str | None = None
    #: lower case
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReading:
    """The job and the person looked for."""

    title: str | None = None
    openings: int | None = None
    #: ISO date, or « asap »
    start_date: str | None = None
    activities: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    experience: str | None = None
    training: str | None = None
    special_requirements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Salary:
    """Gross pay in EUR; `min` = `max` for one figure; both null and `basis` « smic » for the minimum wage."""

    min: float | None = None
    max: float | None = None
    #: hour | month | year
    period: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionsReading:
    """What the company offers."""

    contract_type: str | None = None
    #: ISO 8601 duration
    contract_duration: str | None = None
    weekly_hours: float | None = None
    gross_salary: Salary | None = None
    workplace: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedReading:
    """NEED of the interface: one job of one liaison form."""

    company: CompanyReading = field(default_factory=CompanyReading)
    job: JobReading = field(default_factory=JobReading)
    conditions: ConditionsReading = field(default_factory=ConditionsReading)
    #: by path, e.g. « company.siret »
    fields: dict[str, Value] = field(default_factory=dict)
    #: required paths that are not there, and asked-for paths that were left blank
    missing: tuple[str, ...] = ()
    #: paths that are there, but a person must look before they are used
    to_review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilitatorReading:
    """Who follows the clauses of the market."""

    name: str | None = None
    organisation: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksiteReading:
    """Where the work is done."""

    name: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardReading:
    """One lot and the company that won it."""

    lot: str | None = None
    lot_title: str | None = None
    worksite: str | None = None
    insertion_hours: float | None = None
    company: CompanyReading = field(default_factory=CompanyReading)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketReading:
    """MARKET of the interface."""

    reference: str | None = None
    title: str | None = None
    buyer: str | None = None
    notified_on: str | None = None
    facilitator: FacilitatorReading = field(default_factory=FacilitatorReading)
    worksites: tuple[WorksiteReading, ...] = ()
    awards: tuple[AwardReading, ...] = ()
    #: eligible publics that the market names, as CRITERION codes
    publics: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    to_review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateReading:
    """CANDIDATE of the interface."""

    last_name: str | None = None
    first_name: str | None = None
    phone: str | None = None
    email: str | None = None
    postcode: str | None = None
    criteria: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    notes: str | None = None
    #: birth_year, sex (F | M), level (none | cap | bac | higher) where told: for statistics, never printed
    profile: dict[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a document could not be read."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one document says."""

    kind: Kind = "unknown"
    error: Failure | None = None
    needs: tuple[NeedReading, ...] = ()
    markets: tuple[MarketReading, ...] = ()
    candidates: tuple[CandidateReading, ...] = ()
    #: the reference that our own form carried, e.g. « F-3K7Q-0042 »; None for a form that is not ours
    form_reference: str | None = None
    #: the paper itself, for whoever must look again; never printed
    document: Document | None = None


def as_json(record: Any) -> Any:
    """The record as JSON values: tuples become lists, unknown stays null; what is for nobody's eyes stays out."""
    if hasattr(record, "__dataclass_fields__"):
        return {
            name: as_json(getattr(record, name))
            for name in record.__dataclass_fields__
            if name not in {"document", "form_reference", "profile"}
        }
    if isinstance(record, dict):
        return {key: as_json(value) for key, value in record.items()}
    if isinstance(record, list | tuple):
        return [as_json(value) for value in record]
    return record
