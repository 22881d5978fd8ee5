"""The ledgers: what came in is remembered and taken once, what goes out is written, claimed and settled once."""

from __future__ import annotations

from datetime import timedelta

from service.domain import records
from service.store import ledger, outbox, views, write
from service.store.store import Store
from tests.store.samples import MINUTE, NOON, arrival, written

INBOX = ("clauses", "INBOX", 7)


# ------------------------------------------------------------------ in
def remembered(store: Store, *arrivals: ledger.Arrival) -> list[bool]:
    """Remember each; which were new."""
    found = []
    for one in arrivals:
        with store.transaction() as connection:
            found.append(ledger.remember(connection, one))
    return found


def states(store: Store) -> list[str]:
    """The states of all messages, in order."""
    with store.transaction() as connection:
        return [row["state"] for row in views.messages(connection)]


def test_a_delivery_is_remembered_once(store: Store):
    """By account, folder, epoch and number."""
    assert remembered(store, arrival(1), arrival(1), arrival(2)) == [True, False, True]


def test_the_same_mail_elsewhere_is_a_duplicate(store: Store):
    """By Message-ID, or by its octets; in another epoch or under another number."""
    remembered(store, arrival(1), arrival(2, message_id="<1@relais.example>"), arrival(3, raw=arrival(1).raw),
               arrival(1, uidvalidity=8), arrival(4))  # fmt: skip

    assert states(store) == ["received", "duplicate", "duplicate", "duplicate", "received"]


def test_messages_are_taken_in_the_order_of_their_arrival_and_once(store: Store):
    """What is finished does not come again; finishing twice does nothing."""
    remembered(store, arrival(1), arrival(2))
    with store.transaction() as connection:
        first = ledger.next_received(connection, NOON)
        assert first is not None
        assert first.message_id == "<1@relais.example>"
        assert first.raw == arrival(1).raw
        assert ledger.finish(connection, first.row, state="done", kind="partner_reply", evidence=("a",), now=NOON)
        assert not ledger.finish(connection, first.row, state="review", kind=None, evidence=(), now=NOON)
    with store.transaction() as connection:
        second = ledger.next_received(connection, NOON)

    assert second is not None
    assert second.message_id == "<2@relais.example>"


def test_a_message_that_fails_waits_and_after_three_times_is_left_to_a_person(store: Store):
    """Others go first meanwhile."""
    remembered(store, arrival(1), arrival(2))
    for attempt in (1, 2):
        with store.transaction() as connection:
            row = ledger.next_received(connection, NOON + 10 * attempt * MINUTE)
            assert row is not None
            assert row.message_id == "<1@relais.example>"
            assert ledger.fail(connection, row.row, reason="KeyError", now=NOON + 10 * attempt * MINUTE) == attempt
            other = ledger.next_received(connection, NOON + 10 * attempt * MINUTE)
            assert other is not None
            assert other.message_id == "<2@relais.example>"
    with store.transaction() as connection:
        ledger.fail(connection, row.row, reason="KeyError", now=NOON + 30 * MINUTE)

    assert states(store) == ["failed", "received"]


def test_what_is_handled_is_filed_away_by_outcome(store: Store):
    """Done, review and ignored; what waits is left; a new epoch's numbers are its own."""
    remembered(store, *(arrival(uid) for uid in range(1, 6)), arrival(6, message_id="<1@relais.example>"))
    with store.transaction() as connection:
        for row, state in ((1, "done"), (2, "review"), (3, "ignored"), (4, "done")):
            ledger.finish(connection, row, state=state, kind=None, evidence=(), now=NOON)
        assert ledger.to_file_away(connection, *INBOX) == {"done": [1, 4], "review": [2], "ignored": [3, 6]}
        ledger.filed_away(connection, *INBOX, [1, 2, 3])
        assert ledger.to_file_away(connection, *INBOX) == {"done": [4], "ignored": [6]}
        assert ledger.to_file_away(connection, "clauses", "INBOX", 8) == {}


def test_a_folder_is_read_from_where_we_were_and_from_the_start_in_a_new_epoch(store: Store):
    """The place is kept; a new UIDVALIDITY begins at nothing."""
    with store.transaction() as connection:
        assert ledger.cursor(connection, *INBOX) == 0
        ledger.advance(connection, "clauses", "INBOX", last_uid=41, reconciled_at=NOON)
        assert ledger.cursor(connection, *INBOX) == 41
        assert ledger.cursor(connection, "clauses", "INBOX", 8) == 0
        assert ledger.folder_facts(connection, "clauses").reconciled_at is None


def test_numbers_that_are_known_are_not_fetched_again(store: Store):
    """In this epoch only."""
    remembered(store, arrival(1), arrival(3))
    with store.transaction() as connection:
        assert ledger.unknown(connection, *INBOX, [1, 2, 3, 4]) == [2, 4]
        assert ledger.unknown(connection, "clauses", "INBOX", 8, [1, 2]) == [1, 2]
        assert ledger.has_arrived(connection, "<3@relais.example>")
        assert not ledger.has_arrived(connection, "<2@relais.example>")


# ------------------------------------------------------------------ out
def posted(store: Store, *mails: outbox.Written) -> list[bool]:
    """Write each; which were new."""
    with store.transaction() as connection:
        return [outbox.write_mail(connection, mail) for mail in mails]


def claimed(store: Store, now=NOON) -> outbox.Claimed | None:
    """Claim one."""
    return store.alone(lambda connection: outbox.claim(connection, "clauses", now))


def test_a_mail_of_one_key_is_written_once(store: Store):
    """Whatever the second says."""
    assert posted(store, written(1), written(1, id="other", message_id="<other@agence.example>")) == [True, False]


def test_mails_go_oldest_first_when_they_are_due_each_claimed_once(store: Store):
    """Two claims are two mails; one that is not due waits."""
    posted(store, written(2, due_at=NOON + MINUTE), written(1), written(3, due_at=NOON + 60 * MINUTE))

    first, second, third = (claimed(store, NOON + MINUTE) for _ in range(3))

    assert first is not None
    assert second is not None
    assert (first.id, second.id, third) == ("mail-1", "mail-2", None)
    assert first.raw == written(1).raw
    assert first.attempts == 1


def test_what_waits_for_an_address_that_was_lost_is_held_until_a_person_releases_it(store: Store):
    """Mails to partners and companies; the referent's and the facilitator's still go."""
    lost = records.Contact(id="rh@toitures-1.example", state="bounces")
    posted(
        store, *(written(n, to_address=address) for n, address in ((1, "RH@toitures-1.example"), (2, "a@b.example")))
    )
    posted(store, written(3, to_address=lost.id, due_at=NOON + MINUTE))
    with store.transaction() as connection:
        write.save(connection, (lost, *(
            records.Thread(id=f"mail-{n}", token=f"A{n:09}", message_id=f"<t.{n}@agence.example>", kind="x", role=role,
                           address="x", at=NOON) for n, role in ((1, "company"), (2, "partner"), (3, "referent")))
        ))  # fmt: skip

    sent = [claimed(store, NOON + MINUTE) for _ in range(3)]

    assert [mail.id if mail else None for mail in sent] == ["mail-2", "mail-3", None]
    with store.transaction() as connection:
        assert outbox.by_id(connection, "mail-1").state == "held"
        assert outbox.release(connection, "mail-1", NOON)
    again = claimed(store, NOON + MINUTE)
    assert again is not None
    assert again.id == "mail-1"


def test_a_mail_that_was_being_sent_is_abandoned_until_it_is_settled_once(store: Store):
    """What a dead process left; two who settle it: the second is told."""
    posted(store, written(1), written(2))
    mail = claimed(store)
    assert mail is not None
    with store.transaction() as connection:
        (left,) = outbox.abandoned(connection, "clauses")
        assert left == mail
        assert outbox.settle(connection, mail.id, state="sent", sent_at=NOON)
        assert not outbox.settle(connection, mail.id, state="waiting")
        assert outbox.abandoned(connection, "clauses") == []
        assert [one.id for one in outbox.uncopied(connection, "clauses")] == ["mail-1"]
        outbox.copied(connection, mail.id)
        assert outbox.uncopied(connection, "clauses") == []


def test_a_mail_put_off_is_tried_later_and_a_server_in_trouble_puts_all_off(store: Store):
    """Not before its time."""
    posted(store, written(1), written(2))
    mail = claimed(store)
    assert mail is not None
    with store.transaction() as connection:
        outbox.settle(connection, mail.id, state="deferred", due_at=outbox.put_off(1, NOON))
        outbox.put_off_all(connection, "clauses", NOON + 2 * MINUTE)

    assert claimed(store, NOON + MINUTE) is None
    assert claimed(store, NOON + 2 * MINUTE) is not None


def test_patience_grows_and_a_person_may_release_what_is_held(store: Store):
    """Minutes first, hours later."""
    pauses = [outbox.put_off(attempt, NOON) - NOON for attempt in range(1, 9)]
    assert pauses == sorted(pauses)
    assert pauses[0] == MINUTE
    assert pauses[-1] <= timedelta(hours=4)
    posted(store, written(1))
    mail = claimed(store)
    assert mail is not None
    with store.transaction() as connection:
        assert not outbox.release(connection, mail.id, NOON)
        outbox.settle(connection, mail.id, state="held")
        assert outbox.release(connection, mail.id, NOON)
    assert claimed(store) is not None


def test_mails_tried_within_the_minute_are_counted(store: Store):
    """What a provider's limit is held against."""
    posted(store, written(1), written(2), written(3))
    claimed(store)
    claimed(store)
    with store.transaction() as connection:
        assert outbox.sent_since(connection, "clauses", NOON - MINUTE) == 2
        assert outbox.sent_since(connection, "clauses", NOON) == 0
