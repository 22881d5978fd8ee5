"""Hostile files cost one clear code, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from parsers.parse import parse
from parsers.reading import Reading
from parsers.sandbox import Readers
from tests.golden.damaged import bombs
from tests.golden.damaged.make import EXPECTED, HERE
from tests.papers import docx, p, pdf, written

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
@pytest.mark.parametrize("name", sorted(bombs.EXPECTED))
def test_a_bomb_gives_its_code_in_time(name, readers):
    """Each big one, within the clock that the limits allow; no file of it is left."""
    data = bombs.made(name)
    start = time.monotonic()
    reading = parse(name, data, today=TODAY, readers=readers)

    assert code_of(reading) in bombs.EXPECTED[name]
    assert time.monotonic() - start < readers.limits.wall_seconds + 3
    assert left_behind(readers) == []


def left_behind(readers: Readers) -> list[Path]:
    """The files that readers left in the folder of their pool."""
    return [path for path in Path(readers._folder).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("besoin.pdf", docx(p("Siret : 123")), "ok"),
        ("besoin.docx", pdf(written(60, 700, "Siret : 123")), "ok"),
        ("besoin.xlsx", b"<html><body><p>Siret : 123</p></body></html>", "ok"),
        ("besoin.docx", b"{\\rtf1 Siret : 123\\par}", "ok"),
        ("besoin.docx", b"MZ\x90\x00\x03" + bytes(range(256)) * 4, "unsupported"),
        ("besoin.pdf", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4, "unsupported"),
        ("../../etc/passwd\x00.docx", docx(p("Siret : 123")), "ok"),
    ],
)
def test_a_file_is_what_its_bytes_are(name, data, code, readers):
    """A name is a claim: a program is refused under any, a document is read under any."""
    reading = parse(name, data, today=TODAY, readers=readers)

    assert code_of(reading) == code
    assert reading.document is None or "Siret : 123" in reading.document.text()


def test_the_files_kept_are_those_that_the_script_makes():
    """No hostile file without its maker; the makers that are not by chance give the same bytes or the same length."""
    kept = {path.name for path in HERE.iterdir() if path.suffix not in {".py", ".md"} and path.is_file()}

    assert kept == set(EXPECTED)


def test_nothing_of_the_machine_is_in_a_reading(readers):
    """An external entity is not followed."""
    reading = parse("x", (HERE / "external_entity.docx").read_bytes(), today=TODAY, readers=readers)

    assert reading.document is not None
    assert "root:" not in reading.document.text()
