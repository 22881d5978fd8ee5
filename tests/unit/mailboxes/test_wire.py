"""The pure parts of the wire: windows and batches of UIDs, bodies as DATA wants them."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mailboxes.imap import BATCH_MAILS, BATCH_OCTETS, MOST_WINDOWS, WINDOW, _batches, _Listed, _Selected, _windows
from mailboxes.smtp import _stuffed
from mailboxes.smtp_line import Reply

uids = st.integers(min_value=1, max_value=2**32 - 1)


@given(first=uids, uidnext=uids, exists=st.integers(min_value=0, max_value=10**7))
def test_windows_cover_every_uid_once_and_are_few(first: int, uidnext: int, exists: int):
    """No mail falls between two windows; the last one is open for those that come meanwhile."""
    folder = _Selected(name="INBOX", uidvalidity=1, uidnext=uidnext, exists=exists, keywords=True)

    windows = [window.split(":") for window in _windows(first, folder)]

    assert int(windows[0][0]) == first
    assert windows[-1][1] == "*"
    assert all(int(one[1]) + 1 == int(two[0]) for one, two in pairwise(windows))
    assert len(windows) <= MOST_WINDOWS + 1
    assert len(windows) == 1 or exists > WINDOW


@given(st.lists(st.tuples(st.integers(min_value=0, max_value=20_000_000), st.booleans()), max_size=300))
def test_batches_keep_every_mail_in_order_and_stay_small(mails: list[tuple[int, bool]]):
    """At most 50 and 8 MB, one kind at a time; one big mail alone may be more."""
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    listed = [_Listed(uid=n, size=size, received_at=moment, header_only=only) for n, (size, only) in enumerate(mails)]

    batches = list(_batches(listed))

    assert [one for batch in batches for one in batch] == listed
    for batch in batches:
        assert 1 <= len(batch) <= BATCH_MAILS
        assert len({one.header_only for one in batch}) == 1
        assert len(batch) == 1 or batch[0].header_only or sum(one.size for one in batch) <= BATCH_OCTETS


@given(st.lists(st.sampled_from([b"\r", b"\n", b"\r\n", b".", b"..", b"x", b"\xe9"]), max_size=40).map(b"".join))
def test_a_stuffed_body_ends_once_and_says_the_same(raw: bytes):
    """Read as a server reads it, line by line, only the last line is the end, and the text comes back."""
    *lines, end, nothing = _stuffed(raw).split(b"\r\n")

    assert (end, nothing) == (b".", b"")
    assert b"." not in lines
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    said = b"\n".join(line.removeprefix(b".") for line in lines)
    assert said == raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n")


def test_a_status_is_read_where_it_stands_and_nowhere_else():
    """An address of a machine in the text is none."""
    assert Reply(code=550, text="5.1.1 no such user").status == "5.1.1"
    assert Reply(code=550, text="#5.7.26 unauthenticated").status == "5.7.26"
    assert Reply(code=554, text="Service unavailable; client [5.4.3.2] blocked").status is None
    assert Reply(code=554, text="client host 5.4.3.2 blocked").status is None
    assert Reply(code=550, text="sorry, no mailbox here by that name. (#5.1.1)").status == "5.1.1"
    assert Reply(code=550, text="2.0.0 contradicts itself").status is None
    assert Reply(code=550, text="").status is None
