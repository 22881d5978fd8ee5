"""parse(name, data) -> Reading: a document read in the sandbox, its meaning told; never raises for a bad file."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from parsers.document import Document
from parsers.errors import Unreadable
from parsers.reading import Failure, Reading
from parsers.sandbox import TOO_LARGE, Limits, Readers

#: what a document must score to be taken for one of our kinds
THRESHOLD = 0.5
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
    best, told = 0.0, None
    for worth, reading in _kinds(document, today, vocabulary, name):
        if worth > best:
            best, told = worth, reading
        if best >= 1.0:
            break
    return Reading(document=document) if told is None or best < THRESHOLD else replace(told(), document=document)


def _kinds(
    document: Document, today: date, vocabulary: Mapping[str, Any] | None, name: str
) -> Iterator[tuple[float, Callable[[], Reading]]]:
    """How much the document resembles each kind, and how it is read as one; in the order that settles a tie."""
    from parsers.forms import candidate_document, facilitator_notification, liaison_form
    from parsers.vocabulary import known

    words = known(vocabulary)
    pairs = liaison_form.pairs_of(document, words)
    yield (
        liaison_form.score(document, vocabulary=words, found=pairs),
        lambda: liaison_form.extract(document, today=today, vocabulary=words, found=pairs),
    )
    yield (
        facilitator_notification.score(document),
        lambda: facilitator_notification.extract(document, today=today),
    )
    yield (
        candidate_document.score(document),
        lambda: candidate_document.extract(document, today=today, name=name),
    )


def _shared() -> Readers:
    """The readers of callers that keep none of their own; started at the first call, ended with the program."""
    with _LOCK:
        if not _SHARED:
            readers = Readers(size=2)
            readers.__enter__()
            atexit.register(readers.close)
            _SHARED.append(readers)
        return _SHARED[0]
