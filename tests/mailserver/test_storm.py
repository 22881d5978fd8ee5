"""A server that is killed again and again, on a line that is cut: every mail is taken in, and filed away once."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable

import pytest

from mailboxes.errors import Unreachable
from tests.mailserver.conftest import ImapPlace
from tests.servers.proxy import Proxy

Mail = Callable[..., bytes]
MAILS = 120
SEED = 42


@pytest.mark.slow
def test_every_mail_comes_through_a_storm(imap: ImapPlace, mail: Mail):
    """Six kills of the server, and a dozen of cut lines, while mails come in: a number is never met twice as another mail."""
    chance = random.Random(SEED)
    seen: dict[int, bytes] = {}
    over = threading.Event()

    def post() -> None:
        for number in range(MAILS):
            while not over.is_set():
                try:
                    imap.deliver(mail(f"n{number}", "x" * 20_000))
                    break
                except OSError:
                    time.sleep(0.05)
            time.sleep(0.04)

    def storm(proxy: Proxy) -> None:
        while not over.is_set():
            over.wait(chance.uniform(0.3, 0.7))
            proxy.cut()
            if chance.random() < 0.5:
                imap.mailbox.restart()

    with Proxy(target=imap.mailbox.port) as proxy:
        inbox = imap.inbox(port=proxy.port, read_timeout=3.0)
        postman, weather = threading.Thread(target=post), threading.Thread(target=storm, args=(proxy,))
        postman.start()
        weather.start()
        quiet_since = None
        end = time.monotonic() + 90
        while time.monotonic() < end and (quiet_since is None or time.monotonic() - quiet_since < 1):
            try:
                inbox.connect()
                for one in inbox.fetch([uid for uid in inbox.uids() if uid not in seen]):
                    seen[one.uid] = one.raw
                inbox.acknowledge(list(seen), "done")
                inbox.wait(0.5, lambda: False)
            except Unreachable:
                time.sleep(0.02)
            if not postman.is_alive() and not over.is_set():
                over.set()
                weather.join()
                quiet_since = time.monotonic()
        over.set()
        postman.join()
        weather.join()

    taken = {line for raw in seen.values() for line in raw.split(b"\r\n") if line.startswith(b"Subject: n")}
    assert len(taken) == MAILS
    filed = imap.filed("done")
    assert len(filed) == len(seen) == len(set(seen.values()))
    assert sorted(filed) == sorted(seen.values())
    assert imap.waiting() == []
    assert set(imap.mailbox.flags("Liaison/Traité").values()) == {()}
