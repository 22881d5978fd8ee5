"""Locks: who minds a mailbox: one process at a time, so whatever is left `sending` belongs to nobody alive."""

from __future__ import annotations

import fcntl
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from service.store.store import Store


class Held(Exception):  # noqa: N818
    """Another process minds this mailbox."""


@contextmanager
def minding(store: Store, mailbox: str, *, patience: float = 0.0) -> Iterator[None]:
    """Mind the mailbox; the system lets go when the process dies, however it dies. Raises Held after `patience` s."""
    url = make_url(store.url)
    if url.get_backend_name() == "sqlite":
        with _file_lock(Path(f"{url.database}.{_word(mailbox)}.lock"), patience):
            yield
    else:
        with _advisory_lock(store, mailbox, patience):
            yield


def _word(mailbox: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in mailbox)


@contextmanager
def _file_lock(path: Path, patience: float) -> Iterator[None]:
    end = time.monotonic() + patience
    with path.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= end:
                    raise Held(mailbox_busy()) from error
                time.sleep(0.1)
        yield


@contextmanager
def _advisory_lock(store: Store, mailbox: str, patience: float) -> Iterator[None]:
    """A session lock of PostgreSQL: gone with its connection."""
    key = int.from_bytes(hashlib.sha256(f"liaison {mailbox}".encode()).digest()[:8], "big", signed=True)
    end = time.monotonic() + patience
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar():
            if time.monotonic() >= end:
                raise Held(mailbox_busy())
            time.sleep(0.2)
        try:
            yield
        finally:
            # back in the pool the connection would hold the lock on
            try:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
            except DBAPIError:
                connection.invalidate()


def mailbox_busy() -> str:
    """What a person reads when the mailbox is minded already."""
    return "un autre Liaison s'occupe déjà de cette boîte"
