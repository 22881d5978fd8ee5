"""Letters: the mails that Liaison writes, as the facts that each reader may see; those to referent and facilitator."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from service.domain.figures import MarketFacts as MarketFacts  # noqa: PLC0414  (said of a market in most letters)
from service.domain.figures import ReportFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone a mail names: the referent, the facilitator, a contact."""

    name: str
    email: str | None = None
    phone: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of a need, as a person reads it; `path` is the interface's, its French name is wording."""

    path: str
    #: shown in French; None = not known
    value: str | None
    raw: str | None = None
    #: where it stood
    source: str | None = None
    confidence: float | None = None
    #: codes; their sentences are wording
    problems: tuple[str, ...] = ()
    missing: bool = False
    to_review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFacts:
    """A need as partners and companies may read it. Lists are lists of sentences."""

    reference: str
    company: str | None
    company_address: str | None
    title: str | None
    openings: int | None
    #: ISO date or « asap »
    start_date: str | None
    activities: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    experience: str | None = None
    training: str | None = None
    special_requirements: tuple[str, ...] = ()
    contract_type: str | None = None
    contract_duration: str | None = None
    weekly_hours: float | None = None
    #: {min, max, period, basis} of the interface
    gross_salary: dict[str, float | str | None] | None = None
    workplace: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that speaks for a candidate, against, or that nobody has said."""

    #: for | against | unknown
    side: str
    #: has | lacks | not_said | public | no_public | near | far | no_document | document_held | consent_awaited
    code: str
    #: the requirement, the public or the postcode that it is about
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCandidate:
    """A candidate beside the others of a need, for the referent only."""

    number: int
    name: str
    partner: str
    since: date
    speaks_for: tuple[Point, ...] = ()
    against: tuple[Point, ...] = ()
    unknown: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCandidate:
    """Someone known from another need of the same job, for the referent only."""

    number: int
    name: str
    partner: str
    reference: str
    #: pool | not_the_person | contract_ends
    why: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCandidate:
    """A candidate as the partner who sent that person may see it."""

    last_name: str | None
    first_name: str | None
    need_reference: str
    need_title: str | None
    #: state code of a referral
    state: str
    since: date
    reason: str | None = None
    #: date of the interview or of the start
    on: date | None = None
    #: criteria codes as the partner itself gave them (confirmation only)
    criteria: tuple[str, ...] = ()
    phone: str | None = None
    documents: int = 0
    #: given | implied | awaited: the person's agreement to be presented
    consent: str = "implied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What all mails have. The template's name is the class's name in snake case."""

    #: signs the mail
    referent: Person
    #: the institution that the referent works for
    institution: str
    #: who is greeted; None = « Bonjour, »
    greeted: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentCompany:
    """A company that stays silent."""

    company: str
    lot: str | None
    email: str | None
    phone: str | None
    first_sent_on: date
    reminded_on: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentCompanies(Letter):
    """To the facilitator: companies of one market that did not answer the form and its reminders."""

    market: MarketFacts
    companies: tuple[SilentCompany, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingMarketFacts(Letter):
    """To the facilitator: what the notification leaves out, and just that. `lacks`: (company or lot, field path)."""

    market: MarketFacts
    lacks: tuple[tuple[str, str], ...]
    #: asked before, and not answered
    reminder: bool = False
    #: the addresses that were known do not work
    bounced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One line of the digest: who must act, since when, on what."""

    #: « B-0042 », « R-12 », a market's reference
    reference: str
    #: code of what is to be done or waited for; its sentence is wording
    what: str
    #: the words that the sentence needs: title, company, counts …
    about: dict[str, str | int | float | None] = field(default_factory=dict)
    since: date | None = None
    #: who has to act: referent, company, partner, facilitator
    whose: str = "referent"
    #: orders that answer it, as ready replies: (label code, subject, body)
    replies: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedToValidate(Letter):
    """To the referent: a need to validate, doubts first; the original form is attached; answered by plain reply."""

    company: str
    reference: str
    title: str | None
    market: MarketFacts | None
    rows: tuple[Row, ...]
    #: how many partners it would go to
    partners: int
    #: what may be worth talking over with the company
    hints: tuple[Turn, ...] = ()
    #: wording that the law forbids: it must be settled first
    stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Letter):
    """To the referent: a partner or company asks something. A plain reply goes back to the asker."""

    asked_by: str
    reference: str | None
    title: str | None
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerToQuestion(Letter):
    """To whoever asked: the referent's answer, in the thread."""

    reference: str | None
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatesGathered(Letter):
    """To the referent: the candidates of a need side by side, and those known from elsewhere; a reply presents them."""

    reference: str
    title: str | None
    company: str | None
    candidates: tuple[ComparedCandidate, ...]
    known: tuple[KnownCandidate, ...] = ()
    #: where ready replies go
    mailbox: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyDigest(Letter):
    """To the referent, each working morning: your turn, others' turn, news, incidents, the week ahead."""

    day: date
    #: where ready replies go
    mailbox: str
    yours: tuple[Turn, ...]
    others: tuple[Turn, ...]
    news: tuple[Turn, ...]
    incidents: tuple[Turn, ...]
    ahead: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDone:
    """One order of the referent and what came of it."""

    #: approve | reject | correct | present | remind | close | reopen | undo | settle
    action: str
    reference: str
    done: bool
    #: code of why not, or of what follows
    outcome: str | None = None
    #: how many mails it makes
    mails: int = 0
    detail: str | None = None
    #: whether it may be taken back, and until when where its mails wait
    undoable: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersConfirmed(Letter):
    """To the referent: each order with its outcome, and what was not understood (nothing was done for it)."""

    orders: tuple[OrderDone, ...]
    unclear: tuple[str, ...]
    #: where ready replies go
    mailbox: str
    #: the referent's own words, to be sent again with this mail's token: nothing was done for want of one
    again: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReport(Letter):
    """To the facilitator, on schedule: how the recruitments of one market advance (Word, PDF and sheet attached)."""

    figures: ReportFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One need of a path, for one person."""

    reference: str
    title: str | None
    company: str | None
    workplace: str | None
    starts: date
    ends: date
    weekly_hours: float
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolingProposed(Letter):
    """To a facilitator or a GEIQ: needs of one job that together make a path, with the arithmetic."""

    title: str | None
    steps: tuple[PathStep, ...]
    hours: float
    months: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PathProposed(Letter):
    """To one partner: a need that may suit someone it sent before; it says whether the person agrees."""

    partner: str
    candidate: OwnCandidate
    #: when the person's contract ends; None where none does
    ends_on: date | None
    need: NeedFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe(Letter):
    """To our own archive: shows that what was sent before it has arrived (docs/decisions/0005)."""

    at: datetime
