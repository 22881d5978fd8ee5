"""s10: two processes on one database: one waits or says so, and orders in the shell go through beside a running service."""

from __future__ import annotations

from service.demo import cast
from tests.scenarios.stage import Stage, cold
from tests.scenarios.test_s07_daemon import log_of, mails, until


def test_two_runs_at_once_do_the_work_once(stage: Stage):
    """The second waits for the first; each company gets one form."""
    stage.notify()
    runs = [stage.starts("--once", "--now", stage.clock.isoformat()) for _ in range(2)]

    statuses = [run.wait(90) for run in runs]

    assert statuses == [0, 0], log_of(stage)
    for company in (cast.BATI_NORD, cast.TOITS, cast.SILENT):
        assert len(stage.accepted(company.address)) == 1
    assert stage.states("messages") == ["done"]


def test_a_run_beside_the_daemon_waits_for_it_and_orders_go_through(diffused: Stage):
    """`close` does not wait, and the daemon sends what it makes; the run waits for the daemon's end, then does its work."""
    daemon = diffused.starts()
    try:
        until(lambda: "started" in log_of(diffused), 30)
        second = diffused.starts("--once")
        closed = cold("close", "-c", str(diffused.config), "B-0001", "--reason", "chantier reporté")
        until(lambda: mails(diffused, "need-stopped") == 5, 25)
        assert second.poll() is None
    finally:
        daemon.terminate()
        assert daemon.wait(20) == 0

    assert closed.status == 0, str(closed)
    assert second.wait(40) == 0
    assert "Traceback" not in log_of(diffused)
    assert mails(diffused, "need-stopped") == 5
