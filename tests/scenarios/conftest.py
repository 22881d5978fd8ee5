"""Fixtures of the scenarios: a stage of one's own, on the run's Dovecot and a new SMTP server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.stage import WARM, Stage
from tests.servers.dovecot import Dovecot
from tests.servers.mailbox import DovecotMailbox
from tests.servers.smtp import RecordingSmtp

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies here starts processes."""
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker("slow")


@pytest.fixture(scope="session", autouse=True)
def warm() -> Iterator[None]:
    """The loaded command line ends with the run."""
    yield
    WARM.close()


@pytest.fixture
def stage(dovecot: DovecotMailbox, smtp_server: RecordingSmtp, tmp_path: Path) -> Stage:
    """Liaison with its defaults, but no TLS, and no time spent on learning whether the server keeps copies."""
    return Stage(folder=tmp_path / "liaison", mailbox=dovecot, smtp=smtp_server, box={"evidence": "none"})


@pytest.fixture(scope="session")
def until_diffused(dovecot_server: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Played once: the need B-0001 is with every partner, on 4 June 2026 at ten."""
    root = tmp_path_factory.mktemp("diffused")
    with RecordingSmtp(root / "smtp") as server:
        mailbox = DovecotMailbox(server=dovecot_server, user="diffused")
        stage = Stage(folder=root / "liaison", mailbox=mailbox, smtp=server, box={"evidence": "none"})
        stage.until_diffused()
    return stage


@pytest.fixture
def diffused(until_diffused: Stage, stage: Stage) -> Stage:
    """A stage of one's own that goes on from there."""
    stage.goes_on_from(until_diffused)
    return stage


@pytest.fixture
def stage_with(dovecot: DovecotMailbox, tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    """A stage whose SMTP server is of another kind: `stage_with(tls="implicit", …)`."""
    with ExitStack() as stack:

        def make(**kind: Any) -> Stage:
            server = stack.enter_context(RecordingSmtp(tmp_path / "smtp", **kind))
            return Stage(folder=tmp_path / "liaison", mailbox=dovecot, smtp=server)

        yield make
