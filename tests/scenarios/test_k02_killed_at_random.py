"""k02: SIGKILL at random moments while a backlog is handled: nothing lost, nothing twice (benchmarks/crash.py: the long form)."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from tests.scenarios.backlog import Backlog
from tests.scenarios.stage import Stage
from tests.scenarios.test_k01_killed_at_each_step import with_evidence
from tests.servers.postgresql import Postgresql, postgresql_programs

KILLS = 12


@pytest.fixture
def postgresql() -> Iterator[str | None]:
    """The address of a database on a private PostgreSQL; None where there is no such server."""
    if postgresql_programs() is None:
        yield None
        return
    with Postgresql() as server:
        yield server.emptied_database()


def test_a_backlog_survives_kills_at_any_moment(stage: Stage):
    """Forms, notifications, proposals, strangers, robots and repeats; every one has its one effect."""
    check_a_backlog(stage, "sent_folder")


def test_a_backlog_survives_kills_on_postgresql(stage: Stage, postgresql: str | None):
    """With the archive in Bcc as evidence; on SQLite where PostgreSQL is not installed."""
    stage.database = postgresql or stage.database
    check_a_backlog(stage, "bcc")


def check_a_backlog(stage: Stage, evidence: str) -> None:
    """Play it, kill it, count."""
    with_evidence(stage, evidence)
    backlog = Backlog(stage=stage, forms=2, notified=2, proposals=6, noise=3)
    backlog.prepare()
    chance = random.Random(evidence)
    backlog.come()

    kills = 0
    while kills < KILLS:
        if not stage.is_killed_after(chance.uniform(0.1, 0.8)):
            break
        kills += 1
    for _ in range(2):
        stage.runs()
        stage.smtp.settle()

    seen = backlog.seen()
    assert (seen.lost, seen.repeated, seen.wrong) == ([], [], []), f"after {kills} kills"
    assert kills >= 10
