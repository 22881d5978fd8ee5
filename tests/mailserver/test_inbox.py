"""What an inbox promises, on a Dovecot and on a Maildir alike."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from mailboxes.errors import Unreachable
from tests.mailserver.conftest import Place

Mail = Callable[..., bytes]
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def never() -> bool:
    """Nobody wants us to stop."""
    return False


def subjects(mails: list[bytes]) -> list[str]:
    """What the mails are about."""
    lines = [line for raw in mails for line in raw.split(b"\r\n\r\n")[0].split(b"\r\n")]
    return [line.removeprefix(b"Subject: ").decode() for line in lines if line.startswith(b"Subject: ")]


def test_mails_are_numbered_in_the_order_of_their_arrival(place: Place, mail: Mail):
    """Every mail gets a greater number than those before it."""
    for number in range(5):
        place.deliver(mail(f"n{number}"))
    inbox = place.inbox()
    inbox.connect()

    uids = inbox.uids()

    assert subjects([one.raw for one in inbox.fetch(uids)]) == ["n0", "n1", "n2", "n3", "n4"]
    assert uids == sorted(uids)


def test_only_mails_after_a_number_are_listed(place: Place, mail: Mail):
    """« n:* » holds the last mail even when it is older: it must not come back."""
    place.deliver(mail("old"))
    inbox = place.inbox()
    inbox.connect()
    (old,) = inbox.uids()

    assert inbox.uids(after=old) == []
    assert inbox.uids(after=old + 1000) == []
    place.deliver(mail("new"))
    assert len(inbox.uids(after=old)) == 1


def test_the_bytes_of_a_mail_are_given_as_they_are(place: Place, mail: Mail):
    """Accents in any encoding, long lines, dots and odd bytes come through untouched."""
    raw = mail("bytes", "") + b"\xe9\xe8 " + "é".encode() + b"\r\n.\r\n..\r\n" + b"x" * 3000 + b"\r\n"
    place.deliver(raw)
    inbox = place.inbox()
    inbox.connect()

    (delivered,) = inbox.fetch(inbox.uids())

    assert delivered.raw.endswith(raw)
    assert delivered.size == len(delivered.raw)
    assert not delivered.header_only


def test_the_moment_of_arrival_has_an_offset(place: Place, mail: Mail):
    """It is the server's date, not that of the header."""
    place.deliver(mail("moment"))
    inbox = place.inbox()
    inbox.connect()

    (delivered,) = inbox.fetch(inbox.uids())

    assert delivered.received_at.utcoffset() is not None
    assert abs((delivered.received_at - datetime.now(UTC)).total_seconds()) < 60


def test_fetching_leaves_no_mark(place: Place, mail: Mail):
    """A mail that we read is still unread for people."""
    place.deliver(mail("unread"))
    inbox = place.inbox()
    inbox.connect()

    list(inbox.fetch(inbox.uids()))

    assert place.flags() == [()]


def test_of_a_mail_over_the_limit_only_the_header_comes(place: Place, mail: Mail):
    """A huge mail neither fills the memory nor keeps the small ones from coming."""
    place.deliver(mail("small one"))
    place.deliver(mail("huge", "x" * 70 + "\r\n" + ("y" * 70 + "\r\n") * 2000))
    place.deliver(mail("small two"))
    inbox = place.inbox(size_limit=100_000)
    inbox.connect()

    one, huge, two = inbox.fetch(inbox.uids())

    assert [one.header_only, huge.header_only, two.header_only] == [False, True, False]
    assert huge.size > 140_000
    assert b"Subject: huge" in huge.raw
    assert b"yyy" not in huge.raw


@pytest.mark.parametrize("outcome", ["done", "review", "ignored"])
def test_handled_mail_is_filed_by_its_outcome(place: Place, mail: Mail, outcome: str):
    """The mail leaves the inbox for the folder of its outcome, still unread; the others stay."""
    place.deliver(mail("handled"))
    place.deliver(mail("other"))
    inbox = place.inbox()
    inbox.connect()
    handled, _ = inbox.uids()

    inbox.acknowledge([handled], outcome)

    assert subjects(place.filed(outcome)) == ["handled"]
    assert subjects(place.waiting()) == ["other"]
    assert place.flags() == [()]


def test_filing_twice_is_filing_once(place: Place, mail: Mail):
    """After a crash the same numbers are acknowledged again: no copy, no error."""
    place.deliver(mail("handled"))
    inbox = place.inbox()
    inbox.connect()
    uids = inbox.uids()

    inbox.acknowledge(uids, "done")
    inbox.acknowledge(uids, "done")
    inbox.acknowledge([*uids, 4000], "done")

    assert len(place.filed("done")) == 1


def test_without_acknowledgement_the_mailbox_stays_as_it_is(place: Place, mail: Mail):
    """« none » touches nothing, and makes no folder."""
    place.deliver(mail("handled"))
    inbox = place.inbox(acknowledge="none")
    inbox.connect()

    inbox.acknowledge(inbox.uids(), "done")

    assert subjects(place.waiting()) == ["handled"]
    assert place.flags() == [()]
    assert place.filed("done") == []


def test_a_mail_that_somebody_removed_is_passed_over(place: Place, mail: Mail):
    """Neither fetch nor acknowledge stumbles over it."""
    for name in ("one", "gone", "two"):
        place.deliver(mail(name))
    inbox = place.inbox()
    inbox.connect()
    uids = inbox.uids()
    place.remove(b"gone")

    assert subjects([one.raw for one in inbox.fetch(uids)]) == ["one", "two"]
    inbox.acknowledge(uids, "done")
    assert len(place.filed("done")) == 2


def test_numbers_are_never_given_twice(place: Place, mail: Mail):
    """Also when the newest mail was filed away before the next one came."""
    inbox = place.inbox()
    inbox.connect()
    place.deliver(mail("first"))
    first = inbox.uids()
    inbox.acknowledge(first, "done")
    place.deliver(mail("second"))

    assert inbox.uids()[0] > first[0]


def test_the_epoch_lasts_from_one_connection_to_the_next(place: Place, mail: Mail):
    """Numbers too: the ledger stands on both."""
    place.deliver(mail("lasting"))
    one, two = place.inbox(), place.inbox()
    first = one.connect()
    uids = one.uids()
    one.close()

    assert two.connect() == first
    assert two.uids() == uids


def test_a_new_epoch_is_told_and_never_slips_in(place: Place, mail: Mail):
    """With old numbers nothing is done in a new epoch: the caller has to connect again and is told."""
    place.deliver(mail("moved"))
    inbox = place.inbox()
    old = inbox.connect()
    inbox.uids()
    place.new_epoch()

    with pytest.raises(Unreachable):
        inbox.uids()
    new = inbox.connect()

    assert new.uidvalidity != old.uidvalidity
    assert len(inbox.uids()) == 1


def test_waiting_ends_when_mail_comes(place: Place, mail: Mail):
    """The wait is over long before its time."""
    inbox = place.inbox()
    inbox.connect()
    inbox.uids()
    threading.Timer(0.3, place.deliver, [mail("awaited")]).start()
    start = time.monotonic()

    inbox.wait(30, never)

    assert time.monotonic() - start < 5
    assert len(inbox.uids()) == 1


def test_mail_that_came_between_looking_and_waiting_ends_the_wait(place: Place, mail: Mail):
    """Nothing is said a second time by a server: what came before the wait must count too."""
    inbox = place.inbox()
    inbox.connect()
    inbox.uids()
    place.deliver(mail("quick"))
    start = time.monotonic()

    inbox.wait(30, never)

    assert time.monotonic() - start < 5


def test_mail_announced_during_another_command_ends_the_wait(place: Place, mail: Mail):
    """A server announces once, in the answer to whatever we ask: fetching must not swallow the news."""
    place.deliver(mail("first"))
    inbox = place.inbox()
    inbox.connect()
    uids = inbox.uids()
    place.deliver(mail("second"))
    time.sleep(0.6)
    list(inbox.fetch(uids))
    inbox.acknowledge(uids, "done")
    start = time.monotonic()

    inbox.wait(30, never)

    assert time.monotonic() - start < 3


def test_a_look_at_the_sent_folder_does_not_swallow_the_news(place: Place, mail: Mail):
    """The inbox is left and opened anew: mail that came meanwhile is announced by nothing."""
    inbox = place.inbox()
    inbox.connect()
    inbox.uids()
    inbox.has_copy("<nothing@agence.example>")
    place.deliver(mail("meanwhile"))
    inbox.has_copy("<nothing@agence.example>")
    start = time.monotonic()

    inbox.wait(30, never)

    assert time.monotonic() - start < 3


@pytest.mark.parametrize("filed", [False, True])
def test_nothing_new_is_no_news_however_often_we_connect_and_look(place: Place, mail: Mail, filed: bool):
    """A daemon connects before each step: a wait that ended at once would be a busy loop."""
    place.deliver(mail("known"))
    inbox = place.inbox()
    inbox.connect()
    uids = inbox.uids()
    if filed:
        inbox.acknowledge(uids, "done")
        inbox.connect()
        inbox.uids()
    inbox.has_copy("<nothing@agence.example>")
    inbox.connect()
    start = time.monotonic()

    inbox.wait(1.2, never)

    assert time.monotonic() - start > 1.0


def test_the_rounds_of_a_daemon_are_few(place: Place, mail: Mail):
    """Connect, look, connect, file away, wait: with three mails in three seconds, not more rounds than there is cause."""
    inbox, rounds, handled = place.inbox(), 0, set()
    end = time.monotonic() + 3
    for number in range(3):
        threading.Timer(0.4 + number * 0.7, place.deliver, [mail(f"n{number}")]).start()
    while (left := end - time.monotonic()) > 0:
        inbox.connect()
        new = set(inbox.uids()) - handled
        list(inbox.fetch(sorted(new)))
        inbox.connect()
        inbox.acknowledge(sorted(new), "done")
        handled |= new
        inbox.wait(left, never)
        rounds += 1

    assert len(handled) == 3
    assert rounds <= 8


def test_waiting_ends_when_its_time_is_over(place: Place):
    """Then the caller looks anyway."""
    inbox = place.inbox()
    inbox.connect()
    inbox.uids()
    start = time.monotonic()

    inbox.wait(1.2, never)

    assert 1.0 < time.monotonic() - start < 4


def test_waiting_ends_soon_when_we_are_told_to_stop(place: Place):
    """SIGTERM must not take minutes; the line can still be used."""
    inbox = place.inbox()
    inbox.connect()
    inbox.uids()
    stopped = threading.Event()
    threading.Timer(0.3, stopped.set).start()
    start = time.monotonic()

    inbox.wait(60, stopped.is_set)

    assert time.monotonic() - start < 3
    assert inbox.uids() == []


def test_a_copy_of_what_was_sent_is_kept_once(place: Place, mail: Mail):
    """Read, dated, whole; a second time it is there already."""
    inbox = place.inbox()
    inbox.connect()
    raw = mail("Votre besoin", message_id="<b.42@agence.example>")

    assert not inbox.has_copy("<b.42@agence.example>")
    inbox.keep_copy(raw, NOON)
    inbox.keep_copy(raw, NOON)

    assert inbox.has_copy("<b.42@agence.example>")
    assert place.sent() == [raw]


def test_a_copy_is_known_by_its_whole_message_id(place: Place, mail: Mail):
    """Searching finds substrings; an id that only begins alike is another mail."""
    inbox = place.inbox()
    inbox.connect()
    inbox.keep_copy(mail("x", message_id="<b.421@agence.example>"), NOON)

    assert not inbox.has_copy("<b.42@agence.example>")
    assert not inbox.has_copy("b.421@agence.example")
    assert not inbox.has_copy("<421@agence.example>")


def test_keeping_a_copy_leaves_the_inbox_open(place: Place, mail: Mail):
    """Reading goes on where it was."""
    place.deliver(mail("waiting"))
    inbox = place.inbox()
    inbox.connect()
    inbox.keep_copy(mail("sent"), NOON)

    assert subjects([one.raw for one in inbox.fetch(inbox.uids())]) == ["waiting"]


def test_three_hundred_mails_come_and_go(place: Place, mail: Mail):
    """More than one batch, in order, each once; filed away in one go."""
    for number in range(300):
        place.deliver(mail(f"n{number}"))
    inbox = place.inbox()
    inbox.connect()
    uids = inbox.uids()

    assert subjects([one.raw for one in inbox.fetch(uids)]) == [f"n{number}" for number in range(300)]
    inbox.acknowledge(uids, "done")
    assert inbox.uids() == []
    assert len(place.filed("done")) == 300


def test_closing_twice_is_well(place: Place):
    """Also before any connection."""
    inbox = place.inbox()
    inbox.close()
    inbox.connect()
    inbox.close()
    inbox.close()


def test_connecting_again_after_closing(place: Place, mail: Mail):
    """An inbox can be used again."""
    place.deliver(mail("again"))
    inbox = place.inbox()
    first = inbox.connect()
    inbox.close()

    assert inbox.connect() == first
    assert inbox.connect() == first
    assert len(inbox.uids()) == 1


def test_the_doctor_finds_nothing_to_say(place: Place):
    """Both can do all that we want."""
    assert place.inbox().check() == ()
