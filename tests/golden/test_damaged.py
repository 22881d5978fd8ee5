"""Hostile files cost one clear code, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest

from parsers.parse import parse
from parsers.reading import Reading
from parsers.sandbox import Readers
from tests.golden.damaged.make import BIG, EXPECTED, HERE, made

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    """One pool for all: a bad file must not spoil the next."""
    with Readers(size=2) as pool:
        yield pool


def code_of(reading: Reading) -> str:
    """The code of a reading, « ok » where there is none."""
    return reading.error.code if reading.error else "ok"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_damaged_file_gives_its_code(name, readers):
    """Each small file, in the sandbox."""
    reading = parse(name, (HERE / name).read_bytes(), today=TODAY, readers=readers)

    assert code_of(reading) in EXPECTED[name]
    assert reading.error is None or reading.error.message.endswith(".")


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(BIG))
def test_a_bomb_gives_its_code_in_time(name, readers):
    """Each big one, within the clock that the limits allow."""
    data = made(name)
    start = time.monotonic()
    reading = parse(name, data, today=TODAY, readers=readers)

    assert code_of(reading) in BIG[name]
    assert time.monotonic() - start < readers.limits.wall_seconds + 3


def test_the_files_kept_are_those_that_the_script_makes():
    """No hostile file without its maker; the makers that are not by chance give the same bytes or the same length."""
    kept = {path.name for path in HERE.iterdir() if path.suffix not in {".py", ".md"} and path.is_file()}

    assert kept == set(EXPECTED)


def test_nothing_of_the_machine_is_in_a_reading(readers):
    """An external entity is not followed."""
    reading = parse("x", (HERE / "external_entity.docx").read_bytes(), today=TODAY, readers=readers)

    assert reading.document is not None
    assert "root:" not in reading.document.text()
