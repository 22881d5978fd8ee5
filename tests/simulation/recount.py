"""An independent recount: the numbers of a report, counted again from nothing but the export's JSON."""

from __future__ import annotations

from datetime import date, datetime
from statistics import median
from typing import Any

Tree = dict[str, list[dict[str, Any]]]
MINIMA = {"brsa", "ass", "aah", "minima"}


def market_of(tree: Tree, reference: str) -> dict[str, Any]:
    """The market of this reference."""
    return next(m for m in tree["markets"] if m["reference"] == reference)


def lots(tree: Tree, reference: str) -> list[dict[str, float]]:
    """The columns of each lot, in the order of the lots."""
    return [_lot(tree, award) for award in market_of(tree, reference)["awards"]]


def _lot(tree: Tree, award: dict[str, Any]) -> dict[str, float]:
    needs = [n for n in tree["needs"] if n["award_id"] == award["id"]]
    ids = {n["id"] for n in needs}
    people = [r for r in tree["referrals"] if r["need_id"] in ids and r["state"] != "duplicate"]
    contracts = [p for p in tree["placements"] if p["need_id"] in ids]
    return {
        "hours_objective": award["insertion_hours"],
        "hours_committed": round(sum(p["hours_committed"] or 0 for p in contracts if p["state"] != "broken"), 1),
        "hours_done": round(sum(p["hours_done"] for p in contracts), 1),
        "openings": sum(n["job"]["openings"] or 0 for n in needs if n["state"] != "cancelled"),
        "hired": sum(r["state"] == "hired" for r in people),
        "reminders": award["reminders"],
        "referred": len(people),
        "presented": sum(
            r["presented_at"] is not None
            and r["state"] in {"presented", "interview", "hired", "rejected", "no_show", "to_call_back"}
            for r in people
        ),
        "interviewed": sum(r["interviewed_at"] is not None for r in people),
        "rejected": sum(r["state"] == "rejected" for r in people),
    }


def _referrals(tree: Tree, reference: str) -> list[dict[str, Any]]:
    awards = {a["id"] for a in market_of(tree, reference)["awards"]}
    needs = {n["id"] for n in tree["needs"] if n["award_id"] in awards}
    return [r for r in tree["referrals"] if r["need_id"] in needs and r["state"] != "duplicate"]


def hired(tree: Tree, reference: str) -> list[dict[str, Any]]:
    """The referrals of those who were hired."""
    return [r for r in _referrals(tree, reference) if r["state"] == "hired"]


def groups(tree: Tree, chosen: list[dict[str, Any]], everybody: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """How many in each group, small ones too."""
    people = {c["id"]: c for c in tree["candidates"]}
    kinds = {p["id"]: p["kind"] for p in tree["partners"]}
    contracts = {p["referral_id"]: p for p in tree["placements"]}
    out: dict[str, dict[str, int]] = {}

    def one_more(table: str, code: str) -> None:
        out.setdefault(table, {})[code] = out.get(table, {}).get(code, 0) + 1

    started: dict[str, date] = {}
    for r in chosen:
        one_more("contract_types", contracts[r["id"]]["contract_type"])
        one_more("partner_kinds", kinds[r["partner_id"]])
        lent = contracts[r["id"]]["contract_type"] == "CTT" or (
            kinds[r["partner_id"]] == "geiq" and contracts[r["id"]]["contract_type"] not in {"CDI", "CDI_CHANTIER"}
        )
        one_more("ways", "lent" if lent else "direct")
        day = date.fromisoformat(contracts[r["id"]]["start_date"])
        started[r["candidate_id"]] = min(day, started.get(r["candidate_id"], day))
    for candidate, day in started.items():
        person = people[candidate]
        for code in person["criteria"]:
            one_more("publics", code)
        if MINIMA & set(person["criteria"]):
            one_more("publics", "any_minima")
        born = person["profile"].get("birth_year")
        years = None if born is None else day.year - born
        if years is None:
            one_more("ages", "under_26" if "jeune" in person["criteria"] else "unknown")
        else:
            one_more("ages", "under_26" if years < 26 else "from_26_to_40" if years <= 40 else "from_41_to_50"
                     if years <= 50 else "over_50")  # fmt: skip
        one_more("sexes", person["profile"].get("sex") or "unknown")
        one_more("levels", person["profile"].get("level") or "unknown")
    for r in everybody:
        one_more("referral_kinds", kinds[r["partner_id"]])
        if r["state"] == "rejected":
            one_more("refusals", r["reason"] or "autre")
    return out


def market_groups(tree: Tree, reference: str) -> dict[str, dict[str, int]]:
    """The groups of one market."""
    return groups(tree, hired(tree, reference), _referrals(tree, reference))


def delays(tree: Tree, reference: str) -> dict[str, tuple[float, int]]:
    """Median days and cases of each step."""
    market = market_of(tree, reference)
    awards = {a["id"] for a in market["awards"]}
    needs = [n for n in tree["needs"] if n["award_id"] in awards]
    found: dict[str, list[float]] = {"contact": [], "diffusion": [], "first_referral": [], "answer": []}
    for award in market["awards"]:
        if award["contacted_at"]:
            told = date.fromisoformat(market["notified_on"])
            found["contact"].append((_instant(award["contacted_at"]).date() - told).days)
    for need in needs:
        sent = [_instant(d["sent_at"]) for d in tree["diffusions"] if d["need_id"] == need["id"] and d["sent_at"]]
        came = [_instant(r["received_at"]) for r in tree["referrals"] if r["need_id"] == need["id"]]
        if sent:
            found["diffusion"].append(_days(_instant(need["received_at"]), min(sent)))
            if came:
                found["first_referral"].append(_days(min(sent), min(came)))
        for r in tree["referrals"]:
            if r["need_id"] == need["id"] and r["presented_at"] and r["answered_at"]:
                found["answer"].append(_days(_instant(r["presented_at"]), _instant(r["answered_at"])))
    return {step: (round(median(days), 1), len(days)) for step, days in found.items() if days}


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _days(start: datetime, end: datetime) -> float:
    return round((end - start).total_seconds() / 86_400, 2)
