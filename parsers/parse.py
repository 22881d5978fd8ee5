"""parse(name, data) -> Reading: a document read in the sandbox, its meaning told; never raises for a bad file."""

from __future__ import annotations

import atexit
import importlib
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

from parsers.document import Document
from parsers.errors import Unreadable
from parsers.reading import Failure, Reading
from parsers.sandbox import TOO_LARGE, Limits, Readers

#: what a document must score to be taken for one of our kinds
THRESHOLD = 0.5
_FORMS = ("liaison_form", "facilitator_notification", "candidate_document")
_LOCK = threading.Lock()
_SHARED: list[Readers] = []
_USUAL = Limits()


def parse(
    name: str,
    data: bytes,
    *,
    today: date,
    limits: Limits = _USUAL,
    vocabulary: Mapping[str, Any] | None = None,
    readers: Readers | None = None,
) -> Reading:
    """What a file says, read in a process of its own; a bad file gives kind « unknown » and its error."""
    if len(data) > limits.file_bytes:
        return Reading(error=Failure(code="too_large", message=TOO_LARGE))
    arguments = {"name": name, "today": today.isoformat(), "vocabulary": vocabulary}
    try:
        return (readers or _shared()).run("parsers.parse:understood", Reading, data, arguments, limits)
    except Unreadable as fault:
        return Reading(error=Failure(code=fault.code, message=fault.message))


def understood(data: bytes, name: str, today: str, vocabulary: Mapping[str, Any] | None = None) -> Reading:
    """The same in this very process: the task that the sandbox runs; raises Unreadable."""
    from parsers.formats import read

    return parse_document(read(name, data), today=date.fromisoformat(today), vocabulary=vocabulary, name=name)


def parse_document(
    document: Document, *, today: date, vocabulary: Mapping[str, Any] | None = None, name: str = ""
) -> Reading:
    """What a document says: the kind that it resembles most, unknown when it resembles none."""
    scored = [(form.score(document), form) for form in _forms()]
    best, form = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if form is None or best < THRESHOLD:
        return Reading(document=document)
    extra: dict[str, Any] = {} if vocabulary is None else {"vocabulary": vocabulary}
    if form.__name__.endswith("candidate_document"):
        extra["name"] = name
    reading: Reading = form.extract(document, today=today, **extra)
    return replace(reading, document=document)


def _forms() -> Iterator[ModuleType]:
    """The kinds of document that we know, in the order that settles a tie."""
    for name in _FORMS:
        try:
            yield importlib.import_module(f"parsers.forms.{name}")
        except ModuleNotFoundError as fault:
            if fault.name != f"parsers.forms.{name}":
                raise


def _shared() -> Readers:
    """The readers of callers that keep none of their own; started at the first call, ended with the program."""
    with _LOCK:
        if not _SHARED:
            readers = Readers(size=2)
            readers.__enter__()
            atexit.register(readers.close)
            _SHARED.append(readers)
        return _SHARED[0]
