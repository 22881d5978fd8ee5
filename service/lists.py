"""Lists: what the referent reads and settles in the shell: reviews, status, journal, digest, reports, the directory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.statements import Command
from service import board, commands, directory, rendering
from service.domain import due, informing, records
from service.domain.facts import Keys
from service.domain.letters import OrderDone
from service.store import partners, views

if TYPE_CHECKING:
    from service.app import App


def review(app: App) -> list[dict[str, Any]]:
    """What waits for a look, oldest first."""
    with app.store.transaction() as connection:
        rows = [row for row in views.rows(connection, records.ReviewItem) if row["settled_at"] is None]
    return [_item(row) for row in sorted(rows, key=lambda row: int(row["number"]))]


def _item(row: dict[str, Any]) -> dict[str, Any]:
    shown = {key: row[key] for key in ("id", "number", "what", "why", "message_id", "need_id")}
    return {**shown, "since": row["since"].isoformat()}


def review_item(app: App, word: str) -> tuple[dict[str, Any], str] | None:
    """One item and the message it came from, as text; None for an unknown one."""
    from mailboxes.inbound import inspect

    number = "".join(c for c in word if c.isdigit())
    found = next((i for i in review(app) if str(i["number"]) == number or i["id"] == word), None)
    if found is None:
        return None
    with app.store.transaction() as connection:
        raw = views.raw_message(connection, found["message_id"]) if found["message_id"] else None
    if raw is None:
        return found, "(message d'origine non conservé)"
    mail = inspect(raw)
    return found, f"De : {mail.sender.name} <{mail.sender.address}>\nObjet : {mail.subject}\n\n{mail.text}"


def settle(app: App, word: str, how: str, now: datetime) -> OrderDone:
    """Settle an item; « reprendre » and « comme réponse de partenaire B-0012 » have its message taken once more."""
    found = review_item(app, word)
    target = f"A-{found[0]['number']}" if found else word
    return commands.order(app, Command(action="settle", target=target, reason=how or None), now)


def status(app: App, now: datetime) -> dict[str, Any]:
    """Counts by state, and for every market, award and need whose turn it is, since when, what comes next and when."""
    facts = app.facts(Keys(everything_open=True))
    with app.store.transaction() as connection:
        counts = views.counts(connection)
    return {"at": now.isoformat(), "counts": counts, "turns": board.rows(facts, now)}


def status_text(tree: dict[str, Any]) -> str:
    """The status, for a person."""
    lines = [f"{name} : " + (", ".join(f"{n} {state}" for state, n in states.items()) or "aucun")
             for name, states in tree["counts"].items()]  # fmt: skip
    waiting = board.text(tree["turns"])
    lines += ["", "À qui de jouer :", *waiting] if waiting else ["", "Rien n'attend personne."]
    return "\n".join(lines)


def journal(app: App) -> Iterator[dict[str, Any]]:
    """The journal's entries."""
    with app.store.transaction() as connection:
        for row in views.journal(connection):
            yield {**row, "at": row["at"].isoformat()}


def journal_fault(app: App) -> int | None:
    """The first entry that is not as it was written; None when the chain holds."""
    with app.store.transaction() as connection:
        return views.journal_fault(connection)


def digest_text(app: App, now: datetime) -> str:
    """The digest as it would go out now."""
    facts = app.facts(Keys(everything_open=True))
    day = due.local_day(now, app.office.zone)
    letter = informing.digest_letter(facts, day, now - timedelta(days=1), now, now)
    shown = rendering.render(letter, app.settings.service.templates)
    return f"{shown.subject}\n\n{shown.text}"


def import_partners(app: App, path: Path, *, dry_run: bool) -> dict[str, Any]:
    """Merge a CSV file into the directory, or tell what that would change; a faulty file changes nothing."""
    read = directory.read_partners(path)
    with app.store.transaction() as connection:
        write = not dry_run and not any(fault.blocking for fault in read.faults)
        merged = partners.merge(connection, read.partners) if write else partners.compare(connection, read.partners)
    return {
        "written": write,
        "added": [p.name for p in merged.added],
        "changed": [p.name for p in merged.changed],
        "gone": [p.name for p in merged.gone],
        "faults": [{"line": fault.line, "message": fault.message} for fault in read.faults if fault.blocking],
        "remarks": [{"line": fault.line, "message": fault.message} for fault in read.faults if not fault.blocking],
    }
