"""Board: every market, award and need, and what waits for a look: whose turn, since when, what next and when."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from service.domain import hours as counted
from service.domain import turns
from service.domain.facts import Facts
from service.domain.records import ReviewItem
from service.wording import wording


def rows(facts: Facts, now: datetime) -> list[dict[str, Any]]:
    """One row a market, award and need, over ones too (`whose` is then nobody), and one a review item."""
    return [*(_standing(one) for one in turns.all_of(facts, now)), *(_review(item, facts) for item in facts.review)]


def hours(facts: Facts, now: datetime) -> list[dict[str, Any]]:
    """The insertion hours of every award: objective, committed, done, projected, and whether they are at risk."""
    on = now.astimezone(facts.office.zone).date()
    rows = []
    for award in sorted(facts.awards.values(), key=lambda award: (award.market_id, award.lot or "", award.id)):
        told = asdict(counted.of_award(award, facts, on))
        months = [{"placement_id": placement, "month": month} for placement, month in told.pop("undeclared")]
        rows.append(
            {"id": f"hours:{award.id}", "market_id": award.market_id, "company_id": award.company_id,
             **told, "at_risk": told["risk"] is not None, "undeclared": months}
        )  # fmt: skip
    return rows


def _standing(one: turns.Standing) -> dict[str, Any]:
    return {
        "id": f"{one.kind}:{one.id}",
        "kind": one.kind,
        "reference": one.reference,
        "state": one.state,
        "stage": one.stage,
        "whose": one.whose,
        "what": one.what,
        "since": one.since.isoformat(),
        "next": one.next,
        "next_on": one.next_on.isoformat() if one.next_on else None,
        "market_id": one.market_id,
        "award_id": one.award_id,
        "need_id": one.need_id,
        "company_id": one.company_id,
        "about": one.about,
        "sentence": wording().sentence("turn", one.what, one.about),
    }


def _review(item: ReviewItem, facts: Facts) -> dict[str, Any]:
    about = {"what": item.what, "why": item.why}
    return {
        "id": f"review:{item.id}",
        "kind": "review",
        "reference": f"A-{item.number}",
        "state": "open",
        "stage": "open",
        "whose": "referent",
        "what": "review_item",
        "since": item.since.astimezone(facts.office.zone).date().isoformat(),
        "next": "digest",
        "next_on": None,
        "market_id": None,
        "award_id": None,
        "need_id": item.need_id,
        "company_id": None,
        "about": about,
        "sentence": wording().sentence("turn", "review_item", about),
    }


def text(tree: list[dict[str, Any]]) -> list[str]:
    """What is open, for a person: the referent's own first."""
    lines = []
    for row in sorted(tree, key=lambda row: (turns.FIRST.index(row["whose"]), row["since"])):
        if row["whose"] == "nobody" or row["kind"] == "market":
            continue
        whose = wording().word("whose", row["whose"])
        ahead = f" ; ensuite : {wording().word('next', row['next'])}" if row["next"] else ""
        ahead += f", le {row['next_on']}" if row["next"] and row["next_on"] else ""
        lines.append(f"- {row['reference'] or '—'} — {whose}, depuis le {row['since']} : {row['sentence']}{ahead}")
    return lines
