"""Paper: what is doubtful of the document as a whole, told with each of its needs so that a person looks at it."""

from __future__ import annotations

from dataclasses import replace

from parsers.document import Document
from parsers.reading import NeedReading, Value

#: part of it was not read, so an answer or a whole job may be missing; or it was mended before it could be read
_OF_THE_WHOLE = frozenset({"pages_left_out", "sheets_left_out", "damaged", "handwriting", "ocr_unavailable"})
#: where whoever checks a need looks first
_FIRST = "job.title"


def with_doubts_of(document: Document, need: NeedReading) -> NeedReading:
    """The need with the document's own doubts on its title, or on its first field where it has none."""
    codes = tuple(code for code in document.problems if code in _OF_THE_WHOLE)
    path = _FIRST if _FIRST in need.fields else next(iter(need.fields), None)
    if not codes or path is None:
        return need
    value = need.fields[path]
    doubted = Value(
        raw=value.raw,
        source=value.source,
        confidence=min(value.confidence, 0.6),
        problems=tuple(dict.fromkeys((*value.problems, *codes))),
    )
    review = need.to_review if path in need.to_review else (*need.to_review, path)
    return replace(need, fields={**need.fields, path: doubted}, to_review=review)
