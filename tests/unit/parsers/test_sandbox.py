"""Whatever a reader does, it costs one clear code, and the next document is read."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from parsers.errors import Unreadable
from parsers.reading import Failure
from parsers.sandbox import Limits, Readers

SMALL = Limits(cpu_seconds=1, wall_seconds=2.5, memory=400_000_000, tool_memory=400_000_000, written_bytes=5_000_000)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    """A pool for the module, with narrow limits."""
    with Readers(SMALL, size=2, warm=False) as pool:
        yield pool


def run(readers: Readers, task: str, data: bytes = b"bonjour", limits: Limits | None = None) -> Failure:
    """One task of this folder."""
    return readers.run(f"tests.unit.parsers.sandbox_tasks:{task}", Failure, data, {}, limits)


def refusal(readers: Readers, task: str, data: bytes = b"x", limits: Limits | None = None) -> str:
    """The code that a task ends with."""
    with pytest.raises(Unreadable) as caught:
        run(readers, task, data, limits)
    assert run(readers, "echo").message == "bonjour"  # the pool goes on
    return caught.value.code


def test_an_answer_comes_back_as_the_record_that_was_asked_for(readers):
    """Bytes in, record out."""
    assert run(readers, "echo", "été".encode()) == Failure(code="echo", message="été")


def test_each_document_has_a_process_of_its_own(readers):
    """None is used twice, and none is ours."""
    numbers = {run(readers, "own_number").message for _ in range(4)}

    assert len(numbers) == 4
    assert str(os.getpid()) not in numbers


def test_a_refusal_keeps_its_code_and_its_sentence(readers):
    """Unreadable crosses the wall."""
    with pytest.raises(Unreadable) as caught:
        run(readers, "refuse")

    assert (caught.value.code, caught.value.message) == ("encrypted", "Un mot de passe protège ce fichier.")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("break_down", "corrupt"), ("loop", "timeout"), ("sleep", "timeout"), ("devour", "too_large"), ("abort", "corrupt"),
        ("crash", "corrupt"), ("lie", "corrupt"),
    ],
)  # fmt: skip
def test_the_worst_that_a_reader_does_is_one_code(readers, task, code):
    """And the next document is read."""
    assert refusal(readers, task) == code


def test_an_answer_beyond_the_limit_is_refused(readers):
    """What an untrusted process writes is bounded."""
    assert refusal(readers, "flood", limits=replace(SMALL, answer_bytes=100_000)) == "too_large"


def test_a_file_beyond_the_limit_is_not_even_sent(readers):
    """Nor read."""
    assert refusal(readers, "echo", b"x" * 1001, replace(SMALL, file_bytes=1000)) == "too_large"


def test_a_reader_cannot_fill_the_disk(readers, tmp_path):
    """RLIMIT_FSIZE."""
    refusal(readers, "write_much", str(tmp_path / "big").encode())

    assert (tmp_path / "big").stat().st_size <= SMALL.written_bytes


@pytest.mark.slow
def test_a_program_that_a_reader_started_ends_with_it(readers, tmp_path):
    """The whole group is killed."""
    note = tmp_path / "pid"
    assert refusal(readers, "leave_a_child", str(note).encode()) == "timeout"

    deadline = time.monotonic() + 3
    while psutil.pid_exists(int(note.read_text())) and time.monotonic() < deadline:
        if psutil.Process(int(note.read_text())).status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.02)
    assert time.monotonic() < deadline


def test_threads_share_a_pool(readers):
    """More callers than readers: they wait for their turn."""
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda n: run(readers, "echo", str(n).encode()).message, range(24)))

    assert answers == [str(n) for n in range(24)]


def test_a_nursery_that_was_killed_is_started_again():
    """By the next document."""
    with Readers(SMALL, size=1, warm=False) as pool:
        run(pool, "echo")
        nursery = pool._nursery
        assert nursery is not None
        nursery.kill()
        nursery.wait()

        assert run(pool, "echo").message == "bonjour"


def test_nothing_is_left_when_a_pool_is_closed():
    """No process, no folder."""
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    with Readers(SMALL, size=2, warm=False) as pool:
        run(pool, "echo")
        folder = pool._folder
        started = {child.pid for child in psutil.Process().children(recursive=True)} - before

    assert folder is not None
    assert not Path(folder).exists()
    deadline = time.monotonic() + 3
    while any(psutil.pid_exists(pid) for pid in started) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(psutil.pid_exists(pid) for pid in started)
