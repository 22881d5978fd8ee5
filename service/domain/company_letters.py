"""Company letters: what is asked of a company beyond its form: a change of its need, the hours worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.domain.letters import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a need, as it is and as it would be, shown in French."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedChange(Letter):
    """To a company: a change of its need that would help, and why; accepted or discussed by plain reply."""

    company: str
    reference: str
    title: str | None
    changes: tuple[FieldChange, ...]
    reason: str | None
    answer_by: date
    #: 0 the first time; then the rank of the reminder
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRequested(Letter):
    """To a company, each month where the policy says so: how many hours did those it hired work."""

    company: str
    #: « 2026-10 »
    month: str
    #: « LAST First »
    people: tuple[str, ...]
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHours:
    """The hours of one person in one month."""

    person: str
    month: str
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursReceived(Letter):
    """To a company: the hours that we noted from its mail; `unclear` were not."""

    company: str
    people: tuple[PersonHours, ...]
    unclear: tuple[str, ...]
