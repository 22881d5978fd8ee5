"""Reports: the figures of one market at one date, computed here and nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from service.domain.facts import Facts
from service.domain.letters import LotFigures, MarketFacts, ReportFigures
from service.domain.records import Award, Market, Need, Placement, Referral

#: groups under this many people are never shown
SMALLEST_GROUP = 5
SEEN_BY_COMPANY = frozenset({"presented", "interview", "hired", "rejected", "no_show", "to_call_back"})


def figures(market: Market, facts: Facts, now: datetime, *, since: date | None = None) -> ReportFigures:
    """All figures of a market's report. `total` is the sum of `lots`, column by column."""
    by_award: dict[str | None, list[Need]] = {}
    for need in facts.needs.values():
        if need.market_id == market.id and need.state != "cancelled":
            by_award.setdefault(need.award_id, []).append(need)
    lots = tuple(_lot(award, by_award.get(award.id, []), facts) for award in facts.awards_of(market.id))
    hired = _hired(market, facts)
    return ReportFigures(
        market=MarketFacts(reference=market.reference, title=market.title, buyer=market.buyer),
        notified_on=date.fromisoformat(market.notified_on) if market.notified_on else None,
        at=now.astimezone(facts.office.zone).date(),
        since=since,
        lots=lots,
        total=_total(lots),
        publics=_publics(hired, facts),
        contract_types=_counted(p.contract_type for p in _placements(hired, facts)),
        partner_kinds=_counted(facts.partners[r.partner_id].kind for r in hired),
        refusals=_counted(r.reason or "autre" for r in _of_market(market, facts) if r.state == "rejected"),
        beneficiaries=len({r.candidate_id for r in hired}),
    )


def _of_market(market: Market, facts: Facts) -> list[Referral]:
    needs = {n.id for n in facts.needs.values() if n.market_id == market.id}
    return [r for r in facts.referrals.values() if r.need_id in needs and r.state != "duplicate"]


def _hired(market: Market, facts: Facts) -> list[Referral]:
    return [r for r in _of_market(market, facts) if r.state == "hired"]


def _placements(hired: Iterable[Referral], facts: Facts) -> list[Placement]:
    wanted = {r.id for r in hired}
    return [p for p in facts.placements.values() if p.referral_id in wanted] if wanted else []


def _lot(award: Award, needs: list[Need], facts: Facts) -> LotFigures:
    mine = [r for need in needs for r in facts.referrals_of(need.id) if r.state != "duplicate"]
    hired = [r for r in mine if r.state == "hired"]
    contracts = _placements(hired, facts)
    whose, blocking = _turn(award, needs, mine)
    return LotFigures(
        lot=award.lot,
        lot_title=award.lot_title,
        company=facts.companies[award.company_id].name,
        hours_objective=award.insertion_hours,
        hours_committed=round(sum(p.hours_committed or 0 for p in contracts), 1),
        hours_done=round(sum(p.hours_done for p in contracts), 1),
        openings=sum(n.reading.get("job", {}).get("openings") or 0 for n in needs),
        hired=len(hired),
        form_state=award.state,
        reminders=award.reminders,
        referred=len(mine),
        presented=sum(r.state in SEEN_BY_COMPANY and r.presented_at is not None for r in mine),
        interviewed=sum(r.state == "interview" for r in mine),
        rejected=sum(r.state == "rejected" for r in mine),
        whose_turn=whose,
        blocking=blocking,
    )


def _turn(award: Award, needs: list[Need], mine: list[Referral]) -> tuple[str, str | None]:
    """Who must act on a lot, and what blocks it (codes)."""
    if award.state == "to_complete":
        return "facilitator", "company_contact_missing"
    if award.state in {"contacted", "silent"}:
        return "company", "form_not_returned"
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


def _total(lots: tuple[LotFigures, ...]) -> LotFigures:
    objectives = [lot.hours_objective for lot in lots if lot.hours_objective is not None]
    return LotFigures(
        lot=None,
        lot_title=None,
        company="",
        hours_objective=sum(objectives) if objectives else None,
        hours_committed=round(sum(lot.hours_committed for lot in lots), 1),
        hours_done=round(sum(lot.hours_done for lot in lots), 1),
        openings=sum(lot.openings for lot in lots),
        hired=sum(lot.hired for lot in lots),
        form_state="",
        reminders=sum(lot.reminders for lot in lots),
        referred=sum(lot.referred for lot in lots),
        presented=sum(lot.presented for lot in lots),
        interviewed=sum(lot.interviewed for lot in lots),
        rejected=sum(lot.rejected for lot in lots),
        whose_turn="",
    )


def _publics(hired: list[Referral], facts: Facts) -> tuple[tuple[str, int | None], ...]:
    """People hired by criterion, each person once a criterion; a group under five is withheld (None)."""
    people = {r.candidate_id for r in hired}
    counts: Counter[str] = Counter()
    for person in people:
        counts.update({code for f in facts.candidate_facts if f.candidate_id == person for code in f.criteria})
    return _withheld(counts)


def _withheld(counts: Counter[str]) -> tuple[tuple[str, int | None], ...]:
    return tuple((word, count if count >= SMALLEST_GROUP else None) for word, count in sorted(counts.items()))


def _counted(words: Iterable[str | None]) -> tuple[tuple[str, int | None], ...]:
    """How many people by word; a group under five is withheld (None)."""
    return _withheld(Counter(word or "autre" for word in words))
