"""The journal's chain: whatever is changed, cut, slipped in or moved in it is found."""

from __future__ import annotations

from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from service.domain.records import JournalEntry
from service.store.write import GENESIS, chain_fault, chained
from tests.cast import quick

WORDS = st.text(max_size=8)
ENTRIES = st.lists(
    st.builds(
        JournalEntry, at=st.datetimes(timezones=st.just(UTC)), who=WORDS, what=WORDS, subject=WORDS,
        cause=st.none() | WORDS, details=st.dictionaries(WORDS, WORDS | st.integers(), max_size=2),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


def written(entries):
    """The rows of a journal of these, and its head."""
    rows, previous = [], GENESIS
    for seq, entry in enumerate(entries, 1):
        digest = chained(previous, seq, entry)
        rows.append({**entry.model_dump(), "seq": seq, "previous": previous, "hash": digest})
        previous = digest
    return rows, (len(rows), previous)


@quick
@given(ENTRIES)
def test_a_chain_that_nobody_touched_is_whole(entries):
    """And an empty one too."""
    assert chain_fault(*written(entries)) is None
    assert chain_fault([], None) is None


@quick
@given(ENTRIES, st.data())
def test_any_change_of_any_field_is_found_where_it_is(entries, data):
    """Even of a hash itself."""
    rows, head = written(entries)
    seq = data.draw(st.integers(1, len(rows)))
    field = data.draw(st.sampled_from(["who", "what", "subject", "cause", "details", "hash", "previous", "seq"]))
    before = rows[seq - 1][field]
    changed = {"details": {"x": 1, **(before if field == "details" else {}), "y": 2}, "seq": seq + 7}
    rows[seq - 1] = rows[seq - 1] | {field: changed.get(field, f"{before or ''}x")}

    assert chain_fault(rows, head) in {seq, rows[seq - 1]["seq"]}


@quick
@given(ENTRIES, st.data())
def test_entries_cut_or_moved_or_told_twice_are_found(entries, data):
    """At the beginning, in the middle, at the end."""
    rows, head = written(entries)
    at = data.draw(st.integers(0, len(rows) - 1))

    assert chain_fault(rows[:at] + rows[at + 1 :], head) is not None
    assert chain_fault([*rows[: at + 1], *rows[at:]], head) is not None
    assert chain_fault(rows[:at], head) == at + 1
    if len(rows) > 1:
        assert chain_fault(list(reversed(rows)), head) is not None
