"""Postgresql: a throw-away cluster on loopback, run by an unprivileged user; its database is emptied for each test."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.servers.dovecot import free_port

START_LIMIT = 60.0


class NoPostgresql(Exception):
    """PostgreSQL is not installed here, or does not start; the message says which."""


def postgresql_programs() -> Path | None:
    """The folder of initdb and postgres of the newest release (Debian keeps them out of PATH); None without one."""
    found = shutil.which("initdb")
    releases = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return Path(found).parent if found else releases[-1].parent if releases else None


@dataclass(slots=True)
class Postgresql:
    """One server, without a password, on loopback only. Not for data that matters: it never waits for the disk."""

    port: int = 0
    root: Path = field(default_factory=Path)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Make a cluster, start it, return once it answers. Raises NoPostgresql."""
        programs = postgresql_programs()
        if programs is None:
            raise NoPostgresql("PostgreSQL is not installed (Debian: apt install postgresql)")
        self.port = free_port()
        self.root = Path(tempfile.mkdtemp(prefix="pg"))
        who = _unprivileged(self.root)
        made = subprocess.run(
            [programs / "initdb", "-D", self.root / "data", "-U", "liaison", "-A", "trust", "-E", "UTF8", "--no-sync",
             "--locale=C.UTF-8"],
            capture_output=True, check=False, cwd=self.root, **who,
        )  # fmt: skip
        if made.returncode:
            raise NoPostgresql(made.stderr.decode("utf-8", "replace"))
        with (self.root / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [programs / "postgres", "-D", self.root / "data", "-p", str(self.port), "-k", self.root,
                 "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "max_connections=60"],
                stdout=log, stderr=log, cwd=self.root, start_new_session=True, **who,
            )  # fmt: skip
        self._await_answer()
        return self

    def stop(self) -> None:
        """End every session at once, and remove every trace."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
            self._process = None
        shutil.rmtree(self.root, ignore_errors=True)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def emptied_database(self) -> str:
        """The address of the one database, emptied: what was in it is gone."""
        import psycopg

        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute("SET lock_timeout = '20s'")
            connection.execute("DROP SCHEMA IF EXISTS public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return self._address("postgres")

    def _address(self, name: str) -> str:
        return f"postgresql://liaison@127.0.0.1:{self.port}/{name}"

    def _await_answer(self) -> None:
        import psycopg

        end = time.monotonic() + START_LIMIT
        while True:
            try:
                psycopg.connect(self._address("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError as error:
                if time.monotonic() > end or self._process is None or self._process.poll() is not None:
                    told = (self.root / "log").read_text("utf-8", "replace")
                    self.stop()
                    raise NoPostgresql(f"{error}\n{told}") from error
                time.sleep(0.05)
            else:
                return


def _unprivileged(root: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as « postgres », else « nobody », to whom the folder is given."""
    if os.geteuid():
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    owner = names.get("postgres") or names["nobody"]
    os.chown(root, owner.pw_uid, owner.pw_gid)
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
