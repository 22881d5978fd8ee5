"""Samples: small records and rows of invented people, as tests need them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from typing import Any
from zoneinfo import ZoneInfo

from service.domain import records
from service.domain.facts import Office
from service.domain.letters import Person
from service.settings import Policy
from service.store import ledger, outbox

NOON = datetime(2026, 6, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
#: processes that have loaded what they need before they are asked
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(
    ["service.store.store", "service.store.views", "service.store.ledger", "alembic.command"]
)
OFFICE = Office(
    referent=Person(name="Aude Lenoir", email="a.lenoir@agence.example", phone=None, organisation="Agence"),
    institution="Agence",
    mailbox="clauses@agence.example",
    account="clauses",
    facilitators=(),
    policy=Policy(),
    zone=ZoneInfo("Europe/Paris"),
    known_companies=(),
)


def company(number: int = 1, **changes: Any) -> records.Company:
    """A company with an address of its own."""
    known = {"id": f"company-{number}", "name": f"Toitures Émeraude {number}", "email": f"rh@toitures-{number}.example"}
    return records.Company(**known | changes)


def market(number: int = 1, **changes: Any) -> records.Market:
    """A market."""
    return records.Market(**{"id": f"market-{number}", "reference": f"M-{number}", "received_at": NOON} | changes)


def award(number: int = 1, **changes: Any) -> records.Award:
    """A lot of market 1, won by the company of the same number."""
    known = {"id": f"award-{number}", "market_id": "market-1", "company_id": f"company-{number}",
             "form_reference": f"F-{number:06d}", "since": NOON}  # fmt: skip
    return records.Award(**known | changes)


def need(number: int = 1, **changes: Any) -> records.Need:
    """A need of company 1."""
    known = {"id": f"need-{number}", "reference": f"B-{number:04d}", "number": number, "company_id": "company-1",
             "title": "Couvreur", "reading": {"job": {"title": "Couvreur", "openings": 2}}, "state": "diffused",
             "since": NOON, "received_at": NOON}  # fmt: skip
    return records.Need(**known | changes)


def partner(number: int = 1, **changes: Any) -> records.Partner:
    """A partner."""
    known = {"id": f"partner-{number}", "name": f"Relais {number}", "kind": "association",
             "email": f"contact@relais-{number}.example", "postcodes": ["80"]}  # fmt: skip
    return records.Partner(**known | changes)


def entry(what: str = "need_received", **changes: Any) -> records.JournalEntry:
    """Something that happened."""
    known = {"at": NOON, "who": "liaison", "what": what, "subject": "need:need-1", "details": {"état": "reçu", "n": 1}}
    return records.JournalEntry(**known | changes)


def arrival(uid: int = 1, **changes: Any) -> ledger.Arrival:
    """One delivery."""
    known = {"account": "clauses", "folder": "INBOX", "uidvalidity": 7, "uid": uid,
             "raw": f"Subject: {uid}\r\n\r\nBonjour\r\n".encode(), "message_id": f"<{uid}@relais.example>",
             "sender": "contact@relais.example", "subject": str(uid), "header_only": False,
             "received_at": NOON}  # fmt: skip
    return ledger.Arrival(**known | changes)


def written(number: int = 1, **changes: Any) -> outbox.Written:
    """One mail."""
    known = {"id": f"mail-{number}", "key": f"key-{number}", "kind": "need_diffusion", "account": "clauses",
             "to_address": f"contact@relais-{number}.example", "message_id": f"<mail.{number}@agence.example>",
             "subject": "Couvreur [B-0001]", "raw": f"Subject: {number}\r\n\r\n".encode(), "due_at": NOON,
             "written_at": NOON}  # fmt: skip
    return outbox.Written(**known | changes)
