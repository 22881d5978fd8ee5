"""Readers that wait: warm, each for one document, and none the worse for what happens while it waits."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from parsers.errors import Unreadable
from parsers.reading import Failure
from parsers.sandbox import Limits, Readers

SMALL = Limits(cpu_seconds=1, wall_seconds=4, memory=400_000_000, tool_memory=400_000_000)


@pytest.fixture
def pool() -> Iterator[Readers]:
    """Two readers that know nothing yet."""
    with Readers(SMALL, size=2, warm=False) as readers:
        yield readers


@pytest.fixture(scope="module")
def learned() -> Iterator[Readers]:
    """Two readers of a nursery that has learned all it can."""
    with Readers(SMALL, size=2) as readers:
        assert until(lambda: run(readers, "learned") == "True", seconds=60)
        assert run(readers, "learned") == "True"
        yield readers


def run(readers: Readers, task: str, data: bytes = b"bonjour") -> str:
    """The message of one task."""
    return readers.run(f"tests.unit.parsers.sandbox_tasks:{task}", Failure, data, {}).message


def until(holds: Callable[[], bool], seconds: float = 5) -> bool:
    """Whether something comes to hold in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False


def nursery_of(readers: Readers) -> psutil.Process:
    """The process that forks the readers."""
    assert readers._nursery is not None
    return psutil.Process(readers._nursery.pid)


def states(readers: Readers) -> list[str]:
    """What each reader is about; one that is gone while we look is of no concern."""
    out = []
    for child in nursery_of(readers).children():
        with contextlib.suppress(psutil.NoSuchProcess):
            out.append(child.status())
    return out


def waiting(readers: Readers) -> list[int]:
    """The numbers of the readers that wait, the first forked first."""
    assert until(lambda: len(nursery_of(readers).children()) == 2)
    return sorted(child.pid for child in nursery_of(readers).children())


def test_the_reader_that_waits_longest_is_the_next_to_serve(pool):
    """It has had the time to rehearse."""
    first, second = waiting(pool)

    assert [int(run(pool, "own_number")) for _ in range(2)] == [first, second]


def test_a_reader_that_was_killed_while_it_waited_costs_no_document(pool):
    """Another reads it, whichever of them died."""
    for number in waiting(pool):
        os.kill(number, signal.SIGKILL)
    assert until(lambda: states(pool) == [psutil.STATUS_ZOMBIE] * 2)
    nursery = nursery_of(pool).pid

    assert [run(pool, "echo") for _ in range(3)] == ["bonjour"] * 3
    assert nursery_of(pool).pid == nursery


@pytest.mark.slow
def test_a_reader_may_wait_longer_than_a_document_may_take():
    """Its time begins with its document."""
    with Readers(Limits(wall_seconds=2, cpu_seconds=1), size=1, warm=False) as readers:
        run(readers, "echo")
        time.sleep(3)

        assert run(readers, "echo") == "bonjour"


def test_nothing_piles_up_however_documents_end(pool):
    """No process that ended and was not buried, no file left open, here or in the nursery."""
    waiting(pool)
    ours, nursery = psutil.Process(), nursery_of(pool)
    before = (ours.num_fds(), nursery.num_fds())
    for number in range(24):
        if number % 4:
            run(pool, "echo")
        else:
            with pytest.raises(Unreadable):
                run(pool, ("crash", "break_down", "lie")[number // 4 % 3])

    assert until(lambda: states(pool) == [psutil.STATUS_SLEEPING] * 2)
    assert (ours.num_fds(), nursery.num_fds()) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("task", "code"),
    [("loop", "timeout"), ("sleep", "timeout"), ("devour", "too_large"), ("abort", "corrupt"), ("crash", "corrupt")],
)
def test_the_limits_hold_for_a_reader_that_has_rehearsed(learned, task, code):
    """What it did before its document changes nothing; the next document is read."""
    time.sleep(0.3)
    with pytest.raises(Unreadable) as caught:
        run(learned, task)

    assert caught.value.code == code
    assert run(learned, "echo") == "bonjour"


@pytest.mark.slow
def test_a_document_that_comes_amid_a_rehearsal_is_read(learned):
    """At whatever moment: more callers than readers, then one after the other."""
    with ThreadPoolExecutor(6) as callers:
        answers = list(callers.map(lambda number: run(learned, "echo", str(number).encode()), range(60)))
    for pause in range(20):
        time.sleep(pause / 400)
        answers.append(run(learned, "echo", str(60 + pause).encode()))

    assert answers == [str(number) for number in range(80)]


@pytest.mark.slow
def test_a_rehearsal_leaves_nothing_to_the_next_reader(learned):
    """Each document has a process of its own, forked from the nursery and from no other reader."""
    numbers = [run(learned, "own_number") for _ in range(6)]

    assert len(set(numbers)) == 6
    assert {run(learned, "parent_number") for _ in range(3)} == {str(nursery_of(learned).pid)}
