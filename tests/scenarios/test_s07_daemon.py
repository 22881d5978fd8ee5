"""s07: the daemon takes a mail in within seconds of its arrival, answers, and ends cleanly on SIGTERM."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from service.demo import cast
from tests.scenarios.stage import Stage

STOP_LIMIT = 15.0


def until(happened: Callable[[], bool], seconds: float) -> float:
    """Wait for it; how long it took. Fails when it does not happen in time."""
    began = time.monotonic()
    while not happened():
        assert time.monotonic() - began < seconds, "it did not happen in time"
        time.sleep(0.1)
    return time.monotonic() - began


def log_of(stage: Stage) -> str:
    """What the daemon wrote."""
    path = stage.folder / "daemon.log"
    return path.read_text("utf-8", "replace") if path.exists() else ""


def mails(stage: Stage, kind: str) -> int:
    """How many mails of a kind went; reminders of what June left open go too, for the daemon's clock is the real one."""
    return sum(kind in mail.message_id for mail in stage.accepted())


@pytest.fixture
def daemon(diffused: Stage) -> Iterator[subprocess.Popen[bytes]]:
    """`liaison run`, up; killed after the test if it still lives."""
    process = diffused.starts()
    try:
        until(lambda: "started" in log_of(diffused), 30)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def a_partner_replies(stage: Stage) -> None:
    """One message, that makes one referral and one mail."""
    asked = stage.world.last(cast.PLIE, "B-0001")
    stage.world.write(
        cast.PLIE, f"RE: {asked['Subject']}", "Je vous propose Tony LAMBERT, 06 39 98 20 01.\n", answers=asked
    )


def test_a_mail_is_taken_in_and_answered_within_seconds(diffused: Stage, daemon: subprocess.Popen[bytes]):
    """By IDLE: the next look by the clock would be five minutes away. The original is filed away."""
    time.sleep(1.0)  # it waits in IDLE by now
    a_partner_replies(diffused)

    took = until(lambda: mails(diffused, "referrals-received") == 1, 20)
    until(lambda: len(diffused.mailbox.mails("Liaison/Traité")) == 1, 20)

    assert took < 20
    daemon.send_signal(signal.SIGTERM)
    assert daemon.wait(STOP_LIMIT) == 0, log_of(diffused)
    assert "Traceback" not in log_of(diffused)
    assert diffused.states("referrals") == ["to_present"]


def test_a_daemon_that_is_idle_ends_on_sigterm(diffused: Stage, daemon: subprocess.Popen[bytes]):
    """Status 0, within seconds, leaving no process and no temporary folder of its own behind."""
    children = psutil.Process(daemon.pid).children(recursive=True)

    daemon.send_signal(signal.SIGTERM)

    assert daemon.wait(STOP_LIMIT) == 0, log_of(diffused)
    until(lambda: not any(child.is_running() for child in children), 10)


def test_a_daemon_whose_readers_get_the_signal_too_ends_as_well(diffused: Stage, daemon: subprocess.Popen[bytes]):
    """A service manager signals every process of the unit at once."""
    a_partner_replies(diffused)
    until(lambda: mails(diffused, "referrals-received") == 1, 20)
    children = psutil.Process(daemon.pid).children(recursive=True)
    assert children

    for process in (*children, psutil.Process(daemon.pid)):
        process.send_signal(signal.SIGTERM)

    assert daemon.wait(STOP_LIMIT) == 0, log_of(diffused)
    assert "Traceback" not in log_of(diffused)


def test_a_killed_daemon_leaves_no_process_and_no_lock_behind(diffused: Stage, daemon: subprocess.Popen[bytes]):
    """SIGKILL: its readers end by themselves, and the next one starts at once."""
    a_partner_replies(diffused)
    until(lambda: mails(diffused, "referrals-received") == 1, 20)
    children = psutil.Process(daemon.pid).children(recursive=True)
    daemon.kill()
    daemon.wait()

    began = time.monotonic()
    diffused.runs()

    assert time.monotonic() - began < 20
    until(lambda: not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children), 10)


def test_a_daemon_outlives_its_mail_server(diffused: Stage, daemon: subprocess.Popen[bytes]):
    """Dovecot is killed and comes back; the daemon connects again and takes in what came meanwhile."""
    time.sleep(1.0)
    diffused.mailbox.kill()
    until(lambda: "mailbox_unreachable" in log_of(diffused), 30)
    diffused.mailbox.restart()
    a_partner_replies(diffused)

    until(lambda: mails(diffused, "referrals-received") == 1, 40)

    daemon.send_signal(signal.SIGTERM)
    assert daemon.wait(STOP_LIMIT) == 0, log_of(diffused)


def test_mails_go_while_the_mailbox_is_away(diffused: Stage, daemon: subprocess.Popen[bytes]):
    """Copies for Sent cannot be kept, which must not slow the sending down: five notices within seconds."""
    time.sleep(1.0)
    diffused.mailbox.kill()

    diffused.liaison("close", "B-0001", "--reason", "chantier reporté")

    until(lambda: mails(diffused, "need-stopped") == 5, 25)
    daemon.send_signal(signal.SIGTERM)
    assert daemon.wait(STOP_LIMIT) == 0, log_of(diffused)
