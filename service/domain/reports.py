"""Reports: the figures of one market at one date, and the rows of each: computed here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from service.domain import delays, placements, publics, tallies
from service.domain.facts import Facts
from service.domain.figures import Compared, LotFigures, ReportFigures
from service.domain.letters import MarketFacts
from service.domain.records import Award, Market, Need, Placement, Referral
from service.domain.tallies import Row, Tally

SEEN_BY_COMPANY = frozenset({"presented", "interview", "hired", "rejected", "no_show", "to_call_back"})
#: the tables of the report
KINDS = (*publics.KINDS, "referral_kinds", "refusals")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lot:
    """One award with all that hangs on it."""

    award: Award
    needs: tuple[Need, ...]
    referrals: tuple[Referral, ...]
    #: those that were broken too: what was worked on them was worked
    contracts: tuple[Placement, ...]


def _in_state(*states: str) -> Callable[[_Lot, date], list[Row]]:
    return lambda lot, _on: [Row(noun="referral", id=r.id) for r in lot.referrals if r.state in states]


def _seen(lot: _Lot, _on: date) -> list[Row]:
    return [
        Row(noun="referral", id=r.id)
        for r in lot.referrals
        if r.state in SEEN_BY_COMPANY and r.presented_at is not None
    ]


#: a column of the report -> the rows that it adds up
COLUMNS: dict[str, Callable[[_Lot, date], list[Row]]] = {
    "hours_objective": lambda lot, _on: [
        Row(noun="award", id=lot.award.id, amount=hours)
        for hours in (lot.award.insertion_hours,) if hours is not None
    ],
    "hours_committed": lambda lot, _on: [
        Row(noun="placement", id=p.id, amount=p.hours_committed or 0) for p in lot.contracts if p.state != "broken"
    ],
    "hours_done": lambda lot, _on: [Row(noun="placement", id=p.id, amount=p.hours_done) for p in lot.contracts],
    "hours_projected": lambda lot, on: [
        Row(noun="placement", id=p.id, amount=placements.hours_projected(p, on)) for p in lot.contracts
    ],
    "openings": lambda lot, _on: [
        Row(noun="need", id=n.id, amount=n.reading.get("job", {}).get("openings") or 0)
        for n in lot.needs if n.state != "cancelled"
    ],
    "hired": _in_state("hired"),
    "reminders": lambda lot, _on: [Row(noun="award", id=lot.award.id, amount=lot.award.reminders)],
    "referred": lambda lot, _on: [Row(noun="referral", id=r.id) for r in lot.referrals],
    "presented": _seen,
    "interviewed": lambda lot, _on: [
        Row(noun="referral", id=r.id) for r in lot.referrals if r.interviewed_at is not None or r.state == "interview"
    ],
    "rejected": _in_state("rejected"),
}  # fmt: skip
HOURS = frozenset({"hours_objective", "hours_committed", "hours_done", "hours_projected"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """Everything that one market's figures are made of."""

    market: Market
    lots: tuple[_Lot, ...]
    facts: Facts
    on: date

    @property
    def referrals(self) -> list[Referral]:
        """Of all lots."""
        return [referral for lot in self.lots for referral in lot.referrals]

    @property
    def hired(self) -> list[Referral]:
        """Those hired."""
        return [referral for referral in self.referrals if referral.state == "hired"]

    def delays(self, step: str) -> list[Row]:
        """The cases of one delay."""
        wanted = [need for lot in self.lots for need in lot.needs]
        return delays.rows(step, self.market, [lot.award for lot in self.lots], wanted, self.facts)

    def groups(self, kind: str) -> publics.Sorted:
        """The rows of each group of one table."""
        if kind not in {"refusals", "referral_kinds"}:
            return publics.sorted_by(kind, self.hired, self.facts)
        groups: publics.Sorted = {}
        for referral in self.referrals:
            if kind == "referral_kinds":
                code = self.facts.partners[referral.partner_id].kind
            elif referral.state == "rejected":
                code = referral.reason or "autre"
            else:
                continue
            groups.setdefault(code, []).append(Row(noun="referral", id=referral.id))
        return groups


def _scope(market: Market, facts: Facts, now: datetime) -> _Scope:
    by_award: dict[str, list[Need]] = {}
    for need in facts.needs.values():
        if need.market_id == market.id and need.award_id:
            by_award.setdefault(need.award_id, []).append(need)
    lots = tuple(_lot(award, by_award.get(award.id, []), facts) for award in facts.awards_of(market.id))
    return _Scope(market=market, lots=lots, facts=facts, on=now.astimezone(facts.office.zone).date())


def _lot(award: Award, needs: list[Need], facts: Facts) -> _Lot:
    mine = tuple(r for need in needs for r in facts.referrals_of(need.id) if r.state != "duplicate")
    contracts = tuple(publics.contracts_of(mine, facts))
    return _Lot(award=award, needs=tuple(needs), referrals=mine, contracts=contracts)


def figures(
    market: Market,
    facts: Facts,
    now: datetime,
    *,
    since: date | None = None,
    compared: tuple[Compared, ...] = (),
) -> ReportFigures:
    """All figures of a market's report. `total` is the sum of `lots`, column by column."""
    scope = _scope(market, facts, now)
    lots = tuple(_lot_figures(lot, scope) for lot in scope.lots)
    heads = tallies.count(publics.heads(scope.hired))
    return ReportFigures(
        market=MarketFacts(reference=market.reference, title=market.title, buyer=market.buyer),
        notified_on=date.fromisoformat(market.notified_on) if market.notified_on else None,
        at=scope.on,
        since=since,
        lots=lots,
        total=total(lots),
        **{kind: publics.shown(kind, scope.groups(kind), heads) for kind in KINDS},
        delays=tuple(delays.delay(step, scope.delays(step)) for step in delays.STEPS),
        compared=compared,
        beneficiaries=heads,
    )


def _lot_figures(lot: _Lot, scope: _Scope) -> LotFigures:
    whose, blocking = _turn(lot.award, list(lot.needs), list(lot.referrals))
    summed: dict[str, Any] = {name: _summed(name, rows(lot, scope.on)) for name, rows in COLUMNS.items()}
    return LotFigures(
        lot=lot.award.lot,
        lot_title=lot.award.lot_title,
        company=scope.facts.companies[lot.award.company_id].name,
        form_state=lot.award.state,
        whose_turn=whose,
        blocking=blocking,
        **summed,
    )


def _summed(name: str, rows: list[Row]) -> float | None:
    if name == "hours_objective" and not rows:
        return None
    return tallies.hours(rows) if name in HOURS else tallies.count(rows)


def total(lots: tuple[LotFigures, ...]) -> LotFigures:
    """The last row of the tables: the sums of the rows above."""
    objectives = [lot.hours_objective for lot in lots if lot.hours_objective is not None]
    summed: dict[str, Any] = {
        name: round(sum(getattr(lot, name) for lot in lots), 1) for name in COLUMNS if name != "hours_objective"
    }
    return LotFigures(
        lot=None,
        lot_title=None,
        company="",
        form_state="",
        whose_turn="",
        hours_objective=round(sum(objectives), 1) if objectives else None,
        **summed,
    )


def compared(kind: str, market: Market, facts: Facts, at: datetime) -> Compared | None:
    """The totals as they stood then; None when the market was not known yet. No group of people is ever compared."""
    if market.id not in facts.markets:
        return None
    before = figures(facts.markets[market.id], facts, at)
    return Compared(kind=kind, at=before.at, total=before.total, beneficiaries=before.beneficiaries)


def traced(market: Market, facts: Facts, now: datetime) -> tuple[Tally, ...]:
    """Every figure of the report with the rows of the export that it is made of; withheld groups have none."""
    scope = _scope(market, facts, now)
    found = []
    for lot in scope.lots:
        name = " ".join(part for part in (lot.award.lot, facts.companies[lot.award.company_id].name) if part)
        for column, rows_of in COLUMNS.items():
            rows = tuple(rows_of(lot, scope.on))
            found.append(Tally(name=f"lots.{name}.{column}", value=_summed(column, list(rows)), rows=rows))
    for column, rows_of in COLUMNS.items():
        rows = tuple(row for lot in scope.lots for row in rows_of(lot, scope.on))
        found.append(Tally(name=f"total.{column}", value=_summed(column, list(rows)), rows=rows))
    everybody = tuple(publics.heads(scope.hired))
    found.append(Tally(name="beneficiaries", value=len(everybody), rows=everybody))
    found += publics.traced({kind: scope.groups(kind) for kind in KINDS}, len(everybody))
    for step in delays.STEPS:
        rows = tuple(scope.delays(step))
        found.append(Tally(name=f"delays.{step}", value=delays.delay(step, list(rows)).days, rows=rows))
    return tuple(found)


def _turn(award: Award, needs: list[Need], mine: list[Referral]) -> tuple[str, str | None]:
    """Who must act on a lot, and what blocks it (codes)."""
    if award.state == "to_complete":
        return "facilitator", "company_contact_missing"
    if award.state in {"contacted", "silent"}:
        return "company", "form_not_returned"
    if award.state == "refused" and not needs:
        return "facilitator", "company_refused"
    if any(n.state == "incomplete" for n in needs):
        return "company", "need_incomplete"
    if any(n.state == "to_validate" for n in needs):
        return "referent", None
    if any(r.state == "presented" for r in mine):
        return "company", "answer_awaited"
    if any(r.state in {"received", "to_check", "to_present"} for r in mine):
        return "referent", None
    if any(n.state == "diffused" for n in needs):
        return "partner", None
    return "nobody", None
