"""The schema: made from nothing, the same as the tables say, by several processes at once."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from service.store.store import Store
from tests.store.samples import PROCESSES


def test_a_new_database_is_empty_until_it_is_migrated(address: str):
    """Opening changes nothing; migrating makes the tables; doing it again does nothing."""
    store = Store(address)
    assert store.is_empty()

    store.migrate()
    store.migrate()

    assert not store.is_empty()
    store.close()


def test_the_migrations_make_what_the_tables_say(store: Store):
    """A column that someone adds without a migration is found here."""
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, SQLModel.metadata)

    assert differences == []


def opened(address: str) -> bytes:
    """What a service does when it starts."""
    store = Store(address)
    store.migrate()
    secret = store.secret("threads")
    store.close()
    return secret


def test_several_processes_may_start_on_an_empty_database(address: str):
    """Each finds the schema made, and all sign with the same secret."""
    with ProcessPoolExecutor(4, mp_context=PROCESSES) as pool:
        secrets = set(pool.map(opened, [address] * 4))

    assert len(secrets) == 1
    assert len(secrets.pop()) == 32
