"""What crosses the wall of the sandbox is a record of ours, or nothing."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Cell, Document, FormField, Line, Table
from parsers.reading import Failure, NeedReading, Reading, Salary, Value
from parsers.transfer import Untrue, decode, encode

CELL = Cell(text="123", place="tableau 1", row=0, column=1, box=(1.0, 2, 3.5, 4), certainty=0.5)
DOCUMENT = Document(
    type="pdf",
    blocks=(Line(text="a", place="page 1"), Table(rows=((CELL,),), name="F")),
    fields=(FormField(name="n", label="", kind="checkbox", value=None, place="p", checked=False),),
    properties={"liaison_reference": "F-1"},
    problems=("ocr_low",),
)


@pytest.mark.parametrize(
    "record",
    [
        DOCUMENT,
        Reading(
            kind="liaison_form",
            document=DOCUMENT,
            needs=(NeedReading(fields={"x": Value(raw="r", source="s", confidence=1)}),),
        ),
        Reading(error=Failure(code="empty", message="é")),
        Salary(min=12.5, max=12.5, period="hour"),
    ],
)
def test_a_record_comes_back_as_it_went(record):
    """Equal, whatever is nested in it."""
    assert decode(type(record), encode(record)) == record


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"code":1,"message":"x"}',
        b'{"code":"a","message":"b","more":1}',
        b'{"code":"a"}',
        b"[" * 100_000,
    ],
)
def test_anything_else_is_untrue(answer):
    """No half records, no further fields, no other types."""
    with pytest.raises(Untrue):
        decode(Failure, answer)


@given(st.binary(max_size=200))
def test_no_bytes_make_another_exception(data):
    """A record, or Untrue."""
    with contextlib.suppress(Untrue):
        assert isinstance(decode(Reading, data), Reading)
