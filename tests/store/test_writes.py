"""Writes: records by version, blobs by content, slots once, the journal in a chain that shows every change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from service.domain import records
from service.store import views, write
from service.store.store import Conflict, Store
from service.store.tables import JournalRow
from tests.store.samples import NOON, award, company, entry, market, need

JOURNAL: Any = JournalRow.__table__  # type: ignore[attr-defined]


def stored(store: Store, kind: type[records.Record]) -> list[dict[str, Any]]:
    """All records of a kind."""
    with store.transaction() as connection:
        return views.rows(connection, kind)


def save(store: Store, *things: records.Record) -> None:
    """Save in one transaction."""
    with store.transaction() as connection:
        write.save(connection, things)


def test_a_record_comes_back_as_it_was_saved(store: Store):
    """Instants keep their moment whatever their offset; JSON, accents and nothing come back too."""
    paris = datetime(2026, 6, 2, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    reading = {"job": {"title": "Étancheur « toiture »", "activities": ["poser", "réparer"]}, "n": 1.5, "rien": None}

    save(store, need(reading=reading, received_at=paris, company_id=None, title=None))

    (row,) = stored(store, records.Need)
    assert row["reading"] == reading
    assert row["received_at"] == NOON
    assert row["received_at"].utcoffset() is not None
    assert row["title"] is None
    assert row["version"] == 1


def test_records_that_belong_to_each_other_may_be_saved_in_any_order(store: Store):
    """An award before its market and company."""
    save(store, award(), company(), market())

    assert len(stored(store, records.Award)) == 1


def test_a_record_that_changed_since_it_was_read_is_not_overwritten(store: Store):
    """Conflict, and nothing of the transaction stays."""
    save(store, company())
    mine = company(version=1)
    save(store, mine.but(phone="+33199000001"))

    with pytest.raises(Conflict):
        save(store, company(2), mine.but(phone="+33199000002"))

    assert [row["phone"] for row in stored(store, records.Company)] == ["+33199000001"]


def test_making_the_same_thing_twice_is_a_conflict(store: Store):
    """Two who decide to make the same record: the second is told."""
    save(store, company())

    with pytest.raises(Conflict):
        save(store, company())
    with pytest.raises(Conflict):
        save(store, need(1), need(2, reference="B-0001"))


def test_an_unknown_state_is_refused(store: Store):
    """A state that no reader knows never gets in."""
    with pytest.raises(Conflict):
        save(store, need(state="whatever"))


def test_the_same_bytes_are_kept_once(store: Store):
    """By what they are; what was never kept is None."""
    with store.transaction() as connection:
        first, second = write.keep_blob(connection, b"\x00\xff" * 9), write.keep_blob(connection, b"\x00\xff" * 9)
        assert first == second
        assert write.blob(connection, first) == b"\x00\xff" * 9
        assert write.blob(connection, "0" * 64) is None


def test_a_slot_is_taken_once(store: Store):
    """A clock that rings twice."""
    with store.transaction() as connection:
        assert write.take_slot(connection, "digest", "2026-06-02", NOON)
    with store.transaction() as connection:
        assert not write.take_slot(connection, "digest", "2026-06-02", NOON)
        assert write.take_slot(connection, "digest", "2026-06-03", NOON)
        assert views.slot_taken(connection, "digest", "2026-06-02")
        assert not views.slot_taken(connection, "report", "2026-06-02")


# ------------------------------------------------------------------ the journal
def journal(store: Store, entries: list[records.JournalEntry]) -> None:
    """A new journal of these."""
    with store.transaction() as connection:
        connection.execute(delete(JOURNAL))
        write.append_journal(connection, entries)


def fault(store: Store) -> int | None:
    """The first entry that is wrong."""
    with store.transaction() as connection:
        return views.journal_fault(connection)


WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
DETAILS = st.dictionaries(
    WORDS,
    st.one_of(WORDS, st.integers(-(2**53), 2**53), st.booleans(), st.none(), st.lists(WORDS, max_size=3)),
    max_size=3,
)
ENTRIES = st.lists(
    st.builds(
        records.JournalEntry, at=st.datetimes(timezones=st.just(UTC)), who=WORDS, what=WORDS, subject=WORDS,
        cause=st.none() | WORDS, details=DETAILS,
    ),
    min_size=1, max_size=6,
)  # fmt: skip
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(ENTRIES)
def test_a_journal_that_nobody_touched_is_whole(store: Store, entries: list[records.JournalEntry]):
    """Whatever words it holds."""
    journal(store, entries)

    assert fault(store) is None


@FEW
@given(ENTRIES, st.data())
def test_a_change_of_any_entry_is_found_where_it_is(
    store: Store, entries: list[records.JournalEntry], data: st.DataObject
):
    """One field of one entry."""
    journal(store, entries)
    seq = data.draw(st.integers(1, len(entries)))
    field = data.draw(st.sampled_from(["who", "what", "subject", "cause", "at", "details", "hash", "previous"]))
    before = entries[seq - 1]
    value = {"at": before.at + timedelta(seconds=1) if before.at.year < 9999 else before.at - timedelta(seconds=1),
             "details": {**before.details, "added": 1}}.get(field, f"{getattr(before, field, '')}x")  # fmt: skip
    with store.transaction() as connection:
        connection.execute(update(JOURNAL).where(JOURNAL.c.seq == seq).values({field: value}))

    assert fault(store) == seq


@FEW
@given(ENTRIES, st.data())
def test_a_removal_is_found(store: Store, entries: list[records.JournalEntry], data: st.DataObject):
    """Any entry; those after it may even be numbered anew."""
    journal(store, entries)
    seq = data.draw(st.integers(1, len(entries)))
    with store.transaction() as connection:
        connection.execute(delete(JOURNAL).where(JOURNAL.c.seq == seq))
        if data.draw(st.booleans()):
            for later in range(seq + 1, len(entries) + 1):
                connection.execute(update(JOURNAL).where(JOURNAL.c.seq == later).values(seq=later - 1))

    assert fault(store) is not None


@FEW
@given(ENTRIES, st.data())
def test_entries_cut_off_the_end_are_missed(store: Store, entries: list[records.JournalEntry], data: st.DataObject):
    """The last few, or all of them: what is left is a whole chain, and too short a one."""
    journal(store, entries)
    kept = data.draw(st.integers(0, len(entries) - 1))
    with store.transaction() as connection:
        connection.execute(delete(JOURNAL).where(JOURNAL.c.seq > kept))

    assert fault(store) == kept + 1


@FEW
@given(ENTRIES, st.data())
def test_an_insertion_is_found(store: Store, entries: list[records.JournalEntry], data: st.DataObject):
    """Anywhere, also at the end, by one who knows how the chain is made but not how to make the rest again."""
    journal(store, entries)
    seq = data.draw(st.integers(1, len(entries) + 1))
    with store.transaction() as connection:
        for later in range(len(entries), seq - 1, -1):
            connection.execute(update(JOURNAL).where(JOURNAL.c.seq == later).values(seq=later + 1))
        rows = {row["seq"]: row for row in views.journal(connection)}
        previous = rows[seq - 1]["hash"] if seq > 1 else write.GENESIS
        slipped_in = entry("slipped_in")
        connection.execute(insert(JOURNAL).values(
            slipped_in.model_dump() | {"seq": seq, "previous": previous, "hash": write.chained(previous, seq, slipped_in)}
        ))  # fmt: skip

    assert fault(store) is not None
