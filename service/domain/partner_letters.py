"""Partner letters: the mails to partners: needs, how they change, what was understood, what became of each person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.domain.letters import Letter, MarketFacts, NeedFacts, OwnCandidate, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedDiffusion(Letter):
    """To one partner: a need, its sheet attached (Word and PDF), how to answer by plain mail."""

    partner: str
    need: NeedFacts
    market: MarketFacts | None
    publics: tuple[str, ...]
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedChanged(NeedDiffusion):
    """To one partner: what a need that it is working on says now; the new sheet is attached."""

    #: (path of the field, as it is shown now; None = left out)
    changes: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNeed:
    """A need still waiting for a partner's word."""

    reference: str
    title: str | None
    company: str | None
    workplace: str | None
    openings: int | None
    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerReminder(Letter):
    """To one partner: all its open needs without an answer, in one mail."""

    partner: str
    needs: tuple[OpenNeed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedStopped(Letter):
    """To one partner: a need is `filled`, `suspended`, `closed` or `cancelled`; nothing more to send."""

    partner: str
    reference: str
    title: str | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedReopened(Letter):
    """To one partner: a need that was stopped is open again."""

    partner: str
    reference: str
    title: str | None
    openings: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralsReceived(Letter):
    """To one partner: what we understood of its reply, to be corrected by plain reply."""

    partner: str
    reference: str
    title: str | None
    candidates: tuple[OwnCandidate, ...]
    no_candidate: bool
    #: its question, passed to the referent
    question: str | None
    #: names that it took back
    withdrawn: tuple[str, ...] = ()
    #: what it mended: (as we had it, as it is; None = not a candidate)
    changes: tuple[tuple[str, str | None], ...] = ()
    #: names of those who, it says now, agree to be presented
    agreements: tuple[str, ...] = ()
    #: it asked not to be written to any more
    no_more_mails: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateHired(Letter):
    """To one partner, at once: one of its candidates is hired."""

    partner: str
    candidate: OwnCandidate
    company: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HireWithdrawn(Letter):
    """To one partner, at once: a hire that it was told of is not one after all, and why."""

    partner: str
    candidate: OwnCandidate


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFeedback(Letter):
    """To one partner, on schedule: where each of its candidates stands, « no news yet, since … » included."""

    partner: str
    candidates: tuple[OwnCandidate, ...]
