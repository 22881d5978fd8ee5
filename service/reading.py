"""Reading: what `parse`, `inspect` and `understand` print of a file, without a database or a mailbox."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from parsers.reading import Failure, Reading, as_json
from service import clock


def parse(path: Path) -> dict[str, Any]:
    """One line of `liaison parse`; a mail is opened, and what its parts say is put together."""
    from parsers.detect import document_type as detect
    from parsers.parse import parse as read

    try:
        data = path.read_bytes()
    except OSError as error:
        return _printed(path, Reading(error=Failure(code="corrupt", message=f"fichier illisible : {error.strerror}")))
    today = clock.now().date()
    if detect(data) in {"eml", "msg"}:
        return _printed(path, of_mail(data, today))
    return _printed(path, read(path.name, data, today=today))


def of_mail(data: bytes, today: date) -> Reading:
    """What a mail says, whoever sent it: its forms, else its market, else its candidates."""
    from service.domain import classify
    from service.domain.understanding import Context
    from service.unpack import unpack

    opened = unpack(data, today=today)
    said = classify.understand(opened.inbound, opened.papers, Context(), today)
    if said.needs or said.blank_form:
        return Reading(kind="liaison_form", needs=said.needs, form_reference=said.form_reference)
    if said.markets:
        return Reading(kind="facilitator_notification", markets=said.markets)
    candidates = tuple(c for paper in opened.papers for c in paper.reading.candidates)
    error = next((p.reading.error for p in opened.papers if p.reading.error), None)
    return Reading(kind="candidate_document" if candidates else "unknown", candidates=candidates, error=error)


def _printed(path: Path, reading: Reading) -> dict[str, Any]:
    return {"file": str(path), **as_json(reading)}


def inspect(path: Path, *, trusted: str | None, own: tuple[str, ...]) -> dict[str, Any]:
    """One line of `liaison inspect`."""
    from mailboxes import inbound

    try:
        raw = path.read_bytes()
    except OSError as error:
        raw = b""
        return {**inbound.as_json(str(path), inbound.inspect(raw)), "error": _unreadable(error)}
    return inbound.as_json(str(path), inbound.inspect(raw, trusted=trusted, own=own))


def _unreadable(error: OSError) -> dict[str, str]:
    return {"code": "unreadable", "message": f"fichier illisible : {error.strerror}"}


def understand(path: Path, context: dict[str, Any], *, trusted: str | None, own: tuple[str, ...]) -> dict[str, Any]:
    """What `liaison understand` prints: all of `inspect`, and what the intake would make of it."""
    from mailboxes import inbound
    from service.domain import classify
    from service.unpack import unpack

    try:
        raw = path.read_bytes()
    except OSError as error:
        return {**inbound.as_json(str(path), inbound.inspect(b"")), "error": _unreadable(error)}
    today = clock.now().date()
    opened = unpack(raw, today=today, trusted=trusted, own=own)
    day = opened.inbound.date.date() if opened.inbound.date else today
    said = classify.understand(
        opened.inbound, opened.papers, classify.context_of(context, opened.inbound, trusted), day
    )
    return {
        **inbound.as_json(str(path), opened.inbound),
        "kind": said.kind,
        "reasons": list(said.reasons),
        "needs": as_json(said.needs),
        "markets": as_json(said.markets),
        "candidates": as_json(said.candidates),
        "no_candidate": said.no_candidate,
        "question": said.question,
        "decisions": as_json(said.decisions),
        "commands": as_json(said.commands),
        "to_review": as_json(said.to_review),
    }
