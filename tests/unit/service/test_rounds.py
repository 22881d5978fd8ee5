"""Rounds: what the clock asks for is done once: late after a bad morning, by one daemon of several, on odd days."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from service import rounds
from service.app import open_app
from service.export import export
from service.settings import load
from service.store import history, ledger, write
from tests.cast import BATI_NORD, FARIDA, MARKET, PARIS, award, need
from tests.store.samples import arrival

#: each opens databases and renders mails
pytestmark = pytest.mark.slow
CONFIG = f"""
[referent]
name = "Claire Morel"
email = "claire@agence.example"
institution = "Agence"
[[mailbox]]
name = "clauses"
address = "clauses@agence.example"
maildir = "in"
outbox = "out"
[[facilitator]]
name = "{FARIDA.name}"
email = "{FARIDA.email}"
"""


@pytest.fixture
def daemons(tmp_path):
    """Three daemons on one database, which took a message in long ago."""
    (tmp_path / "liaison.toml").write_text(CONFIG)
    with ExitStack() as stack:
        apps = [open_app(load(tmp_path / "liaison.toml")) for _ in range(3)]
        for app in apps:
            stack.callback(app.close)
        began = datetime(2026, 3, 2, 9, tzinfo=UTC)
        rows = [r.but(version=0) for r in (MARKET.but(received_at=began), BATI_NORD, award(), need("to_validate"))]
        with apps[0].store.transaction() as connection:
            write.save(connection, rows)
            history.keep(connection, rows, began)
            ledger.remember(connection, arrival())
            ledger.finish(connection, 1, state="done", kind="unknown", evidence=(), now=began)
        yield apps


def local(text):
    """An instant on people's clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def written(app):
    """How many mails of each kind."""
    return Counter(mail["kind"] for mail in export(app)["outbox"])


def rings(app, now):
    """All that is due is done."""
    while any(work(app, now) for work in (rounds.digest_one, rounds.report_one)):
        pass


def test_a_daemon_that_was_down_at_eight_writes_the_digest_late_and_once(daemons):
    """At eleven, and not again at noon, nor the next morning before eight."""
    for instant in ("2026-06-02T11:00", "2026-06-02T12:00", "2026-06-03T07:59"):
        rings(daemons[0], local(instant))
    assert written(daemons[0])["daily_digest"] == 1

    rings(daemons[0], local("2026-06-03T08:00"))
    assert written(daemons[0])["daily_digest"] == 2


def test_three_daemons_that_ring_together_write_each_thing_once(daemons):
    """One digest and one report, whoever was quickest."""
    now, together = local("2026-06-08T09:30"), Barrier(3)

    def ring(app):
        together.wait()
        rings(app, now)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(ring, daemons))

    assert written(daemons[0]) == {"daily_digest": 1, "progress_report": 1}


@pytest.mark.parametrize(
    ("eve", "morning"),
    [("2026-03-27", "2026-03-30"), ("2026-10-23", "2026-10-26")],
)
def test_around_a_clock_change_each_working_morning_has_its_digest_at_eight(daemons, eve, morning):
    """Friday and Monday, at eight on people's clocks, whatever the hour in Greenwich."""
    rings(daemons[0], local(f"{eve}T07:00") - timedelta(days=1) + timedelta(hours=2))
    for day, expected in ((eve, 2), (morning, 3)):
        rings(daemons[0], local(f"{day}T07:59:59"))
        assert written(daemons[0])["daily_digest"] == expected - 1
        rings(daemons[0], local(f"{day}T08:00:00"))
        assert written(daemons[0])["daily_digest"] == expected


def test_on_a_holiday_nothing_is_written(daemons):
    """14 July 2026 is a Tuesday."""
    rings(daemons[0], local("2026-07-13T10:00"))
    before = written(daemons[0])
    rings(daemons[0], local("2026-07-14T10:00"))

    assert written(daemons[0]) == before


def test_a_second_report_is_compared_with_the_first(daemons):
    """What changed between the two; the first has nothing to compare with."""
    app = daemons[0]
    rings(app, local("2026-06-08T09:30"))
    facts = app.facts(rounds.figures_of(MARKET.id))
    with app.store.transaction() as connection:
        more = facts.awards[award().id].but(reminders=2)
        write.save(connection, (more,))
        history.keep(connection, (more,), local("2026-06-10T09:00"))
    later = local("2026-06-22T09:30")
    facts = app.facts(rounds.figures_of(MARKET.id))
    earlier = rounds.facts_before(app, facts, MARKET.id, later.date(), later + timedelta(minutes=1))

    assert {kind: then.awards[award().id].reminders for kind, (_, then) in earlier.items()} == {"last": 0}
