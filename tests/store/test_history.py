"""History: what a record was on a past day, and before an order; what is sealed stays sealed there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from service.domain import records
from service.store import history, write
from service.store.seal import Seal
from service.store.store import Store
from service.store.tables import HistoryRow
from tests.store.samples import NOON, award, company, market, need

DAY = timedelta(days=1)


def kept(store: Store, at: Any, *things: records.Record) -> None:
    """Save and remember, in one transaction."""
    with store.transaction() as connection:
        write.save(connection, things)
        history.keep(connection, things, at)


def test_a_record_stands_as_it_stood(store: Store):
    """Before its first day it was not there; between two writes the first stands."""
    kept(store, NOON, company(), market(), award(), need(state="to_validate"))
    kept(store, NOON + DAY * 2, need(state="diffused", version=1))
    wanted = need().id

    def state(at: Any) -> str | None:
        with store.transaction() as connection:
            found = history.as_of(connection, records.Need, [wanted], at)
        return found[wanted].state if found else None

    assert [state(NOON + DAY * n) for n in (-1, 0, 1, 2, 9)] == [
        None,
        "to_validate",
        "to_validate",
        "diffused",
        "diffused",
    ]


def test_a_version_comes_back_whole(store: Store):
    """With its instants and its readings."""
    first = need(reading={"job": {"title": "Maçon"}}, received_at=NOON)
    kept(store, NOON, company(), market(), award(), first)

    with store.transaction() as connection:
        assert history.version(connection, "need", first.id, 1) == first.but(version=1)
        assert history.version(connection, "need", first.id, 7) is None


def test_what_partners_attest_is_sealed_in_the_history_too(address: str):
    """No criterion and no age can be read without the key."""
    store = Store(address, Seal(b"0" * 43 + b"="))
    store.migrate()
    who = records.Candidate(id="k", last_name="X", received_at=NOON)
    partner = records.Partner(id="p", name="ML", kind="mission_locale", email="ml@x.example")
    fact = records.CandidateFact(
        id="f", candidate_id="k", partner_id="p", criteria=["rqth"], profile={"birth_year": 1990}, attested_at=NOON
    )
    kept(store, NOON, who, partner, fact)
    table: Any = HistoryRow.__table__  # type: ignore[attr-defined]

    with store.transaction() as connection:
        said = connection.execute(select(table.c.said).where(table.c.kind == "candidate_fact")).scalar_one()
        assert history.as_of(connection, records.CandidateFact, ["f"], NOON) == {"f": fact.but(version=1)}
    assert "rqth" not in str(said)
    assert "1990" not in str(said)
    store.close()


@pytest.mark.parametrize("thing", [company(), records.Candidate(id="k", last_name="X", received_at=NOON)])
def test_nothing_that_names_a_person_is_kept_there(store: Store, thing: records.Record):
    """A person who is erased is erased."""
    kept(store, NOON, thing)
    table: Any = HistoryRow.__table__  # type: ignore[attr-defined]

    with store.transaction() as connection:
        assert connection.execute(select(table)).all() == []
