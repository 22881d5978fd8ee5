"""Store: open the database, bring it to this version, hand out transactions."""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from service.store.seal import Seal
from service.store.tables import SecretRow

T = TypeVar("T")

MIGRATIONS = Path(__file__).parent / "migrations"
#: SQLSTATE of PostgreSQL when another transaction was quicker: serialization failure, deadlock
OTHERS_WERE_QUICKER = frozenset({"40001", "40P01"})
LONE_TRIES = 10
MIGRATION_LOCK = 5_063_747_001


class Conflict(Exception):  # noqa: N818
    """Someone changed a record since it was read: nothing was written; read again and decide again."""


class Store:
    """A database at the version of this program; one Store serves all threads, a connection each transaction."""

    def __init__(self, url: str, seal: Seal | None = None) -> None:
        self.url = url
        #: travels with every connection, so that reads and writes of sensitive facts find it
        self.engine = _engine(url).execution_options(seal=seal)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection inside one transaction: all of it or nothing. Raises Conflict when someone else was quicker."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except IntegrityError as error:
            raise Conflict(str(error.orig)) from error
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) in OTHERS_WERE_QUICKER:
                raise Conflict(str(error.orig)) from error
            raise

    def alone(self, work: Callable[[Connection], T]) -> T:
        """What `work` does in a transaction of its own, done again while others are quicker."""
        for attempt in range(LONE_TRIES):
            try:
                with self.transaction() as connection:
                    return work(connection)
            except Conflict:
                if attempt == LONE_TRIES - 1:
                    raise
                time.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311  (no secret: two that collided part)
        raise AssertionError("unreachable")

    def migrate(self) -> None:
        """Bring the schema to this version, from any earlier one."""
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self._migrating(), self.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def _migrating(self) -> Iterator[None]:
        """One process at a time: SQLite's BEGIN IMMEDIATE sees to it by itself."""
        if self.engine.dialect.name != "postgresql":
            yield
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": MIGRATION_LOCK})

    def is_empty(self) -> bool:
        """Whether the database holds none of our tables yet."""
        return not inspect(self.engine).has_table("messages")

    def secret(self, name: str) -> bytes:
        """A random key of this installation, made at first use and kept."""

        def found_or_made(connection: Connection) -> str:
            table = _table(SecretRow)
            found = connection.execute(select(table.c.value).where(table.c.name == name)).scalar()
            if found is None:
                found = secrets.token_hex(32)
                connection.execute(table.insert().values(name=name, value=found))
            return str(found)

        return bytes.fromhex(self.alone(found_or_made))

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _table(row: Any) -> Any:
    return row.__table__


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed.render_as_string(hide_password=False))
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(parsed, isolation_level="REPEATABLE READ", pool_pre_ping=True)


def _sqlite(url: str) -> Engine:
    """SQLite that loses no update and no commit (research: the default engine lost 62 % of concurrent updates)."""
    engine = create_engine(url, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
