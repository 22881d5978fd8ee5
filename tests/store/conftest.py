"""Fixtures of the store's suite: the same tests on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.store.store import Store
from tests.servers.postgresql import NoPostgresql, Postgresql


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    """One private cluster for the run."""
    try:
        server = Postgresql().start()
    except NoPostgresql as reason:
        pytest.skip(str(reason).splitlines()[0])
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgresql, pytest.mark.slow])])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'liaison.db'}"
    return str(request.getfixturevalue("postgresql").emptied_database())


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """A store at this version."""
    store = Store(address)
    store.migrate()
    yield store
    store.close()
