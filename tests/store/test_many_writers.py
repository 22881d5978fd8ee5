"""Many at once: threads and processes on one database lose nothing, and who was quicker is told as Conflict."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor

import pytest

from service.domain import records
from service.store import locks, outbox, views, write
from service.store.store import Conflict, Store
from tests.store.samples import NOON, PROCESSES, company, entry, written

WRITERS, ROUNDS = 4, 15


def writes(address: str, writer: int) -> int:
    """Count a shared figure up, keep a record and a mail of one's own, and journal it, so often; how many conflicts."""
    store, conflicts = Store(address), 0
    for number in range(ROUNDS):
        while True:
            with store.transaction() as connection:
                (shared,) = views.rows(connection, records.Company)[:1]
            counted = records.Company.model_construct(**shared).but(address=str(int(shared["address"]) + 1))
            mine = 1000 * writer + number
            try:
                with store.transaction() as connection:
                    write.begin_writing(connection)
                    write.save(connection, (counted, company(mine, id=f"x{mine:05d}")))
                    outbox.write_mail(connection, written(mine))
                    write.append_journal(connection, [entry(f"w{writer}", subject=str(number))])
                break
            except Conflict:
                conflicts += 1
    store.close()
    return conflicts


def test_four_processes_writing_at_once_lose_nothing(store: Store, address: str):
    """Every increment, record, mail and journal entry is there, and the chain is whole."""
    with store.transaction() as connection:
        write.save(connection, (company(0, id="counter", address="0"),))

    with ProcessPoolExecutor(WRITERS, mp_context=PROCESSES) as pool:
        list(pool.map(writes, [address] * WRITERS, range(1, WRITERS + 1)))

    with store.transaction() as connection:
        rows = views.rows(connection, records.Company)
        assert rows[0]["address"] == str(WRITERS * ROUNDS)
        assert len(rows) == WRITERS * ROUNDS + 1
        assert len(views.outbox(connection)) == WRITERS * ROUNDS
        assert len(list(views.journal(connection))) == WRITERS * ROUNDS
        assert views.journal_fault(connection) is None


def journals(address: str, writer: int) -> int:
    """Journal, so often, as the pen does; how many conflicts."""
    store, conflicts = Store(address), 0
    for number in range(ROUNDS):
        try:
            with store.transaction() as connection:
                write.begin_writing(connection)
                write.append_journal(connection, [entry(f"w{writer}", subject=str(number))])
        except Conflict:
            conflicts += 1
    store.close()
    return conflicts


def test_writers_that_share_nothing_but_the_journal_never_collide(store: Store, address: str):
    """They wait for each other at the start, before anything is read."""
    with ProcessPoolExecutor(WRITERS, mp_context=PROCESSES) as pool:
        conflicts = list(pool.map(journals, [address] * WRITERS, range(WRITERS)))

    assert conflicts == [0] * WRITERS
    with store.transaction() as connection:
        assert views.journal_fault(connection) is None


def claims(address: str) -> list[str]:
    """Claim until nothing is left."""
    store, mine = Store(address), []
    while (mail := store.alone(lambda connection: outbox.claim(connection, "clauses", NOON))) is not None:
        mine.append(mail.id)
    store.close()
    return mine


def test_no_mail_is_claimed_by_two(store: Store, address: str):
    """Three who claim at once share them; none is left over, none is raised out of."""
    with store.transaction() as connection:
        for number in range(60):
            outbox.write_mail(connection, written(number))

    with ProcessPoolExecutor(3, mp_context=PROCESSES) as pool:
        shares = list(pool.map(claims, [address] * 3))

    assert sorted(mail for share in shares for mail in share) == sorted(f"mail-{n}" for n in range(60))


def test_who_comes_second_to_a_record_is_told_so(store: Store):
    """Both have read version 1; the second waits for the first, and gets Conflict, not an error of the database."""
    with store.transaction() as connection:
        write.save(connection, (company(),))
    inside, outcome = threading.Event(), []

    def second() -> None:
        inside.wait(5)
        try:
            with store.transaction() as connection:
                write.save(connection, (company(version=1).but(phone="+33199000002"),))
            outcome.append("written")
        except Conflict:
            outcome.append("conflict")

    thread = threading.Thread(target=second)
    thread.start()
    with store.transaction() as connection:
        write.save(connection, (company(version=1).but(phone="+33199000001"),))
        inside.set()
        time.sleep(0.3)
    thread.join(10)

    assert outcome == ["conflict"]


def test_work_alone_is_done_again_when_others_were_quicker(store: Store):
    """A count that two threads raise fifty times each."""
    with store.transaction() as connection:
        write.save(connection, (company(address="0"),))

    def raise_it() -> None:
        def once(connection: object) -> None:
            (row,) = views.rows(connection, records.Company)  # type: ignore[arg-type]
            write.save(connection, (records.Company.model_construct(**row).but(address=str(int(row["address"]) + 1)),))  # type: ignore[arg-type]

        for _ in range(50):
            store.alone(once)

    threads = [threading.Thread(target=raise_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    with store.transaction() as connection:
        assert views.rows(connection, records.Company)[0]["address"] == "100"


def test_a_mailbox_is_minded_by_one(store: Store, address: str):
    """A second is told; after the first has let go it may; another mailbox is another matter."""
    other = Store(address)
    with locks.minding(store, "clauses"), locks.minding(other, "autre"):
        with pytest.raises(locks.Held), locks.minding(other, "clauses"):
            pass
        began = time.monotonic()
        with pytest.raises(locks.Held), locks.minding(other, "clauses", patience=0.5):
            pass
        assert 0.4 < time.monotonic() - began < 5
    with locks.minding(other, "clauses"):
        pass
    other.close()


MINDS = """
import sys, time
from service.store import locks
from service.store.store import Store
with locks.minding(Store(sys.argv[1]), "clauses"):
    print("minding", flush=True)
    time.sleep(60)
"""


def test_a_killed_process_lets_go_of_its_mailbox(store: Store, address: str):
    """SIGKILL; the next may mind it within a second or two."""
    minder = subprocess.Popen([sys.executable, "-c", MINDS, address], stdout=subprocess.PIPE, text=True)
    assert minder.stdout is not None
    assert minder.stdout.readline() == "minding\n"
    with pytest.raises(locks.Held), locks.minding(store, "clauses"):
        pass

    minder.kill()
    minder.wait()
    minder.stdout.close()

    with locks.minding(store, "clauses", patience=5):
        pass
