"""Company letters: the mails to companies: the form and its reminders, candidates and decisions, changes, hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.domain.letters import Letter, MarketFacts, Person, Row


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstContact(Letter):
    """To a company that won a lot: the liaison form (Word and PDF attached), what is expected, by when."""

    company: str
    market: MarketFacts
    facilitator: Person
    form_reference: str
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherForm:
    """Another form that the same person has not returned."""

    market: MarketFacts
    form_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyReminder(Letter):
    """To a company that has not returned its form; same attachments. `last`: the facilitator is told next."""

    company: str
    market: MarketFacts
    facilitator: Person
    form_reference: str
    first_sent_on: date
    rank: int
    last: bool
    answer_by: date
    others: tuple[OtherForm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncompleteForm(Letter):
    """To a company: what is missing or doubtful in its form, and what we understood; the form is attached again."""

    company: str
    reference: str
    title: str | None
    missing: tuple[Row, ...]
    doubtful: tuple[Row, ...]
    understood: tuple[Row, ...]
    #: 0 the first time; then the rank of the reminder
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReceived(Letter):
    """To a company: its form came in and is complete; what happens next."""

    company: str
    reference: str
    title: str | None
    openings: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateAnswers:
    """One requirement of a need, in the company's own words, and what is known of a candidate."""

    asked: str
    #: yes | no; None = not said
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateFacts:
    """A candidate as a company may see one: no criterion, no partner."""

    rank: int
    last_name: str | None
    first_name: str | None
    phone: str | None
    email: str | None
    postcode: str | None
    #: neutral names of the attached documents
    documents: tuple[str, ...] = ()
    #: the need's special requirements, the same lines for each candidate
    answers: tuple[CandidateAnswers, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatesPresented(Letter):
    """To a company: candidates in a batch, numbered, documents attached under neutral names; how to answer each."""

    company: str
    reference: str
    title: str | None
    candidates: tuple[CandidateFacts, ...]
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentationReminder(Letter):
    """To a company that has not said what becomes of the candidates presented."""

    company: str
    reference: str
    title: str | None
    candidates: tuple[CandidateFacts, ...]
    presented_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision, as understood."""

    candidate: str
    #: state code of a referral
    state: str
    reason: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsReceived(Letter):
    """To a company: what we understood of its answer; `unclear` is asked again, `waiting` are those not mentioned."""

    company: str
    reference: str
    title: str | None
    decisions: tuple[Decided, ...]
    unclear: tuple[str, ...]
    waiting: tuple[str, ...]
