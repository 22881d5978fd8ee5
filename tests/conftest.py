"""Fixtures of all tests: real servers on loopback, one mailbox a test."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

# the same examples in every run: a change that lands is judged by its own faults; `--hypothesis-profile=search` looks on
settings.register_profile("house", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile("house")

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:  # `tests.servers` and the three rooms, wherever pytest was started
    sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from tests.servers.certificates import Certificates
    from tests.servers.dovecot import Dovecot
    from tests.servers.mailbox import DovecotMailbox
    from tests.servers.smtp import RecordingSmtp

# servers are imported in the fixtures: a pure test needs none of them, nor what they stand on
_numbers = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a Dovecot says so by that; `-m "not dovecot"` leaves it out."""
    for item in items:
        if {"dovecot", "dovecot_server"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("dovecot")


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """A private authority, and a server's certificate of it."""
    from tests.servers.certificates import make_certificates

    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def dovecot_server(certificates: Certificates) -> Iterator[Dovecot]:
    """One Dovecot for the whole run, with TLS on `imaps_port` and STARTTLS on `port`."""
    from tests.servers.dovecot import Dovecot, dovecot_program

    if dovecot_program() is None:
        pytest.skip("Dovecot is not installed (Debian: apt install dovecot-imapd dovecot-lmtpd)")
    with Dovecot(certificate=certificates.server) as server:
        yield server


@pytest.fixture
def dovecot(dovecot_server: Dovecot) -> Iterator[DovecotMailbox]:
    """A mailbox of this test's own; a test that kills the server leaves it running for the next."""
    from tests.servers.mailbox import DovecotMailbox

    mailbox = DovecotMailbox(server=dovecot_server, user=f"user{next(_numbers)}")
    yield mailbox
    if not dovecot_server.running:
        mailbox.restart()


@pytest.fixture
def smtp_server(tmp_path: Path) -> Iterator[RecordingSmtp]:
    """A submission server without TLS or login; other kinds: `with RecordingSmtp(...) as server`."""
    from tests.servers.smtp import RecordingSmtp

    with RecordingSmtp(tmp_path / "smtp") as server:
        yield server
