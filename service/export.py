"""Export: the whole state as JSON, in the shapes of the interface: one object of lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from service import board
from service.domain import records, standing
from service.domain.facts import Keys
from service.store import facts as store_facts
from service.store import views

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from service.app import App

COMPANY = ("name", "siret", "address", "contact_name", "phone", "email")
CANDIDATE = ("last_name", "first_name", "phone", "email", "postcode")


def export(app: App) -> dict[str, list[dict[str, Any]]]:
    """Everything, as one consistent state; `turns` says who must act on what, since when."""
    with app.store.transaction() as connection:
        tree = _tree(connection)
        facts = store_facts.load(connection, Keys(everything_open=True), app.office)
    tree["turns"] = board.rows(facts, app.now())
    tree["hours"] = board.hours(facts, app.now())
    stages = {row["need_id"]: row["stage"] for row in tree["turns"] if row["kind"] == "need"}
    tree["needs"] = [need | {"stage": stages.get(need["id"], need["state"])} for need in tree["needs"]]
    return {name: [_plain(row) for row in rows] for name, rows in tree.items()}


def _tree(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    companies = {row["id"]: row for row in views.rows(connection, records.Company)}
    candidates = {row["id"]: row for row in views.rows(connection, records.Candidate)}
    attested = views.rows(connection, records.CandidateFact)
    outbox = views.outbox(connection)
    sent = {row["id"]: row for row in outbox}
    return {
        "markets": _markets(connection, companies),
        "companies": [
            _picked(row, ("id", *COMPANY, "version")) for row in companies.values() if row["merged_into"] is None
        ],
        "partners": _partners(connection),
        "needs": sorted(
            (_need(row) for row in views.rows(connection, records.Need)), key=lambda need: str(need["reference"])
        ),
        "need_versions": views.rows(connection, records.NeedVersion),
        "diffusions": [_diffusion(row, sent) for row in views.rows(connection, records.Diffusion)],
        "candidates": [_candidate(row, attested) | {"profile": _profile(row, attested)} for row in candidates.values()],
        "referrals": sorted(
            (_referral(row, candidates, attested) for row in views.rows(connection, records.Referral)),
            key=lambda referral: int(referral["number"]),
        ),
        "placements": views.rows(connection, records.Placement),
        "declared_hours": views.rows(connection, records.DeclaredHours),
        "proposals": views.rows(connection, records.Proposal),
        "contacts": views.rows(connection, records.Contact),
        "messages": [_message(row) for row in views.messages(connection)],
        "outbox": [_mail(row) for row in outbox],
        "review": [row for row in views.rows(connection, records.ReviewItem) if row["settled_at"] is None],
        "journal": [_entry(row) for row in views.journal(connection)],
    }


def _picked(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _partners(connection: Connection) -> list[dict[str, Any]]:
    """Each partner with what it got, answered, referred, and what became of it."""
    diffusions, referrals = (_records(connection, kind) for kind in (records.Diffusion, records.Referral))
    rows = views.rows(connection, records.Partner)
    return [row | {"counts": standing.record_of(row["id"], diffusions, referrals)} for row in rows]


def _records(connection: Connection, kind: type[Any]) -> list[Any]:
    return [kind.model_construct(**row) for row in views.rows(connection, kind)]


def _markets(connection: Connection, companies: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    awards, worksites = views.rows(connection, records.Award), views.rows(connection, records.Worksite)
    versions = sorted(views.rows(connection, records.MarketVersion), key=lambda row: int(row["edition"]))
    return [
        _market(row, awards, worksites, companies)
        | {"versions": [_version(v) for v in versions if v["market_id"] == row["id"]]}
        for row in views.rows(connection, records.Market)
    ]


def _version(row: dict[str, Any]) -> dict[str, Any]:
    """What one notification said of a market, and what it changed."""
    return {
        **_picked(row, ("id", "at", "who", "message_id", "differences")),
        "version": row["edition"],
        "market": row["reading"] or None,
    }


def _market(
    row: dict[str, Any],
    awards: list[dict[str, Any]],
    worksites: list[dict[str, Any]],
    companies: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    mine = sorted((a for a in awards if a["market_id"] == row["id"]), key=lambda a: a["lot"] or "")
    return {
        **_picked(row, ("id", "state", "reference", "title", "buyer", "notified_on")),
        "facilitator": {key: row[f"facilitator_{key}"] for key in ("name", "organisation", "phone", "email")},
        "worksites": [_picked(w, ("id", "name", "address")) for w in worksites if w["market_id"] == row["id"]],
        "awards": [
            {
                **_picked(
                    a,
                    (
                        "id",
                        "company_id",
                        "lot",
                        "lot_title",
                        "worksite",
                        "insertion_hours",
                        "form_reference",
                        "state",
                        "since",
                    ),
                ),
                "company": _picked(companies[a["company_id"]], COMPANY),
                "contacted_at": a["contacted_at"],
                "reminders": a["reminders"],
                "due_at": a["due_at"],
            }
            for a in mine
        ],
        "publics": row["publics"],
        "version": row["edition"],
        "received_at": row["received_at"],
        "message_id": row["message_id"],
    }


def _need(row: dict[str, Any]) -> dict[str, Any]:
    reading = row["reading"]
    return {
        **_picked(row, ("id", "reference", "state", "version", "company_id", "award_id", "market_id")),
        **{key: reading.get(key) for key in ("company", "job", "conditions", "fields", "missing", "to_review")},
        "since": row["since"],
        "received_at": row["received_at"],
        "message_id": row["message_id"],
    }


def _diffusion(row: dict[str, Any], sent: dict[str, dict[str, Any]]) -> dict[str, Any]:
    mail = sent.get(row["outbox_id"])
    return {
        **_picked(row, ("id", "need_id", "partner_id", "state", "sent_at", "answered_at", "reminders", "due_at")),
        "message_id": mail["message_id"] if mail else None,
    }


def _candidate(row: dict[str, Any], attested: list[dict[str, Any]]) -> dict[str, Any]:
    """CANDIDATE of the interface; the referent's own export, so with criteria."""
    mine = [fact for fact in attested if fact["candidate_id"] == row["id"]]
    criteria = sorted({code for fact in mine for code in fact["criteria"]})
    return {
        "id": row["id"],
        **_picked(row, CANDIDATE),
        "criteria": criteria,
        "documents": [document["name"] for document in row["documents"]],
        "notes": " ; ".join(fact["notes"] for fact in mine if fact["notes"]) or None,
        "merged_into": row["merged_into"],
        "erased_at": row["erased_at"],
    }


def _profile(row: dict[str, Any], attested: list[dict[str, Any]]) -> dict[str, Any]:
    """What reports count of a person: birth_year, sex, level, as far as they are known; who told it first stands."""
    told = sorted((f for f in attested if f["candidate_id"] == row["id"]), key=lambda f: (f["attested_at"], f["id"]))
    return {key: value for fact in reversed(told) for key, value in fact["profile"].items()}


def _referral(
    row: dict[str, Any], candidates: dict[str, dict[str, Any]], attested: list[dict[str, Any]]
) -> dict[str, Any]:
    person = _candidate(candidates[row["candidate_id"]], attested)
    for own in ("id", "merged_into", "erased_at"):
        person.pop(own)
    return {"candidate": person, **row}


def _message(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **_picked(row, ("id", "message_id", "subject", "kind", "state", "reason", "attempts", "received_at")),
        "from": row["sender"],
        "evidence": row["evidence"],
    }


def _mail(row: dict[str, Any]) -> dict[str, Any]:
    """A mail; one that is on its way this instant is still waiting for its end."""
    row = row | {"state": "waiting" if row["state"] == "sending" else row["state"]}
    return {
        **_picked(row, ("id", "message_id", "subject", "kind", "state", "sent_at", "attempts", "reason", "note")),
        "to": row["to_address"],
    }


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    return {**_picked(row, ("at", "who", "what", "subject", "cause", "hash", "details")), "id": row["seq"]}


def _plain(value: Any) -> Any:
    """JSON values: instants with their offset, dates, text; « » is unknown."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return None if value == "" else value
