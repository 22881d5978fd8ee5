"""Daemon: the loop: threads by role, a clean end on SIGTERM; with `once`, everything that waits, then exit."""

from __future__ import annotations

import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import structlog

from mailboxes.errors import Rejected, Unreachable
from service import delivery, directory, intake, rounds
from service.app import inbox_of, sender_of
from service.delivery import Post
from service.settings import MailboxSettings
from service.store import locks, partners

if TYPE_CHECKING:
    from service.app import App

log = structlog.get_logger("daemon")

#: seconds between two looks at work that nothing announces
IDLE_SECONDS = 1.0
CLOCK_SECONDS = 30
#: reconnection: from one second to a quarter of an hour, with jitter; a refusal waits longest at once
FIRST_PAUSE, LAST_PAUSE = 1.0, 900.0
MEASURES = 10_000


class Trouble(Exception):  # noqa: N818
    """`run --once` could not do everything; the lines were printed, the rest was done."""


# ------------------------------------------------------------------ once
def run_once(app: App) -> None:
    """Take in all that waits, do all that is due, send all of it, and end. Raises Trouble after doing what it could."""
    troubles: list[str] = []
    with _minding(app, patience=30.0), _stopping() as stop:
        load_partners(app)
        posts = [_post(app, box, stop.is_set) for box in app.settings.mailbox]
        for post in posts:
            _attempt(troubles, post.box, partial(delivery.recover, post, app.now()))
        for _ in range(MEASURES):
            if not _one_pass(app, posts, troubles, stop.is_set) or stop.is_set():
                break
        for post in posts:
            _attempt(troubles, post.box, partial(intake.file_away, app, post.box, post.inbox))
            _attempt(troubles, post.box, partial(_all_copies, post, app.now()))
            troubles += [f"{post.box.name} (envoi) : {reason}" for reason in post.troubles]
            post.inbox.close()
            post.sender.close()
    if troubles:
        raise Trouble("\n".join(dict.fromkeys(troubles)))


def _one_pass(app: App, posts: list[Post], troubles: list[str], stop: Callable[[], bool]) -> bool:
    """Receive, take, look at the clock, send; whether anything was done."""
    done = 0
    for post in posts:
        if not any(line.startswith(f"{post.box.name} (réception)") for line in troubles):
            done += _attempt(
                troubles, post.box, partial(intake.receive, app, post.box, post.inbox, app.now(), stop),
                side="réception",
            ) or 0  # fmt: skip
    works: list[tuple[str, Callable[[], bool]]] = [("traitement", lambda: intake.take_one(app, app.now()))]
    works += [(work.__name__, lambda work=work: work(app, app.now())) for work in rounds.WORKS]  # type: ignore[misc]
    works += [
        (f"{post.box.name} (envoi)", lambda post=post: delivery.deliver_one(post, app.now()))  # type: ignore[misc]
        for post in posts
    ]
    for what, work in works:
        while not stop() and _done(troubles, what, work):
            done += 1
    return bool(done)


def _done(troubles: list[str], what: str, work: Callable[[], bool]) -> bool:
    """One unit of work; a bug in one kind of work must not keep the others from being done."""
    if any(line.startswith(f"{what} : erreur") for line in troubles):
        return False
    try:
        return work()
    except Exception as error:  # the worker loop
        log.exception("work_failed", work=what)
        troubles.append(f"{what} : erreur inattendue ({type(error).__name__}), voir le journal technique")
        return False


def _attempt(
    troubles: list[str], box: MailboxSettings, work: Callable[[], int | bool], *, side: str = "serveur"
) -> int | bool:
    """Do it, or note in one line why the server does not let us."""
    try:
        return work()
    except (Unreachable, Rejected) as trouble:
        line = f"{box.name} ({side}) : {trouble}"
        if line not in troubles:
            troubles.append(line)
        return False


def _all_copies(post: Post, now: datetime) -> bool:
    while not post.stop() and delivery.keep_copies(post, now):
        pass
    return True


def load_partners(app: App) -> None:
    """The directory as its CSV file now stands; lines that cannot be used are told of, the others serve."""
    path = app.settings.directory.partners
    if path is None:
        return
    try:
        read = directory.read_partners(path)
    except OSError as error:
        log.error("partners_unreadable", file=path.name, reason=error.strerror)  # noqa: TRY400
        return
    for fault in read.faults:
        log.warning("partner_line", file=path.name, line=fault.line, reason=fault.message)
    with app.store.transaction() as connection:
        partners.merge(connection, read.partners)


# ------------------------------------------------------------------ the daemon
def run(app: App) -> None:
    """Mind the mailboxes until SIGTERM or SIGINT."""
    from apscheduler.schedulers.background import BackgroundScheduler

    with _minding(app, patience=30.0), _stopping() as stop:
        load_partners(app)
        ring = threading.Event()
        threads = [
            threading.Thread(target=_mind, args=(app, box, stop, ring), name=f"receive-{box.name}")
            for box in app.settings.mailbox
        ]
        threads += [
            threading.Thread(target=_post_round, args=(app, box, stop, ring), name=f"send-{box.name}")
            for box in app.settings.mailbox
        ]
        threads.append(threading.Thread(target=_work, args=(app, stop, ring), name="work"))
        clock = BackgroundScheduler(timezone="UTC")
        clock.add_job(ring.set, "interval", seconds=CLOCK_SECONDS, coalesce=True, max_instances=1)
        clock.start()
        for thread in threads:
            thread.start()
        log.info("started", mailboxes=len(app.settings.mailbox))
        stop.wait()
        ring.set()
        clock.shutdown(wait=False)
        for thread in threads:
            thread.join(timeout=150)
        log.info("stopped")


def _mind(app: App, box: MailboxSettings, stop: threading.Event, ring: threading.Event) -> None:
    """One mailbox: receive, file away, wait; back off when the server is away."""
    inbox, pause = inbox_of(box), FIRST_PAUSE
    while not stop.is_set():
        try:
            if intake.receive(app, box, inbox, app.now(), stop.is_set):
                ring.set()
            intake.file_away(app, box, inbox)
            pause = FIRST_PAUSE
            inbox.wait(_until_next_look(box), lambda: stop.is_set() or _has_unfiled(app, box))
        except (Unreachable, Rejected) as trouble:
            pause = LAST_PAUSE if isinstance(trouble, Rejected) else min(pause * 2, LAST_PAUSE)
            log.warning("mailbox_unreachable", mailbox=box.name, reason=str(trouble), retry_in=round(pause))
            stop.wait(pause * random.uniform(0.8, 1.2))  # noqa: S311  (jitter, no secret)
        except Exception:  # the worker loop: a bug here must not end the mailbox
            log.exception("receive_failed", mailbox=box.name)
            stop.wait(FIRST_PAUSE * 10)
    inbox.close()


def _until_next_look(box: MailboxSettings) -> float:
    return float(box.poll_seconds)


def _has_unfiled(app: App, box: MailboxSettings) -> bool:
    from service.store import ledger

    with app.store.transaction() as connection:
        row = ledger.folder_facts(connection, box.name)
        return row is not None and bool(ledger.to_file_away(connection, box.name, row.name, row.uidvalidity))


def _work(app: App, stop: threading.Event, ring: threading.Event) -> None:
    """Understand what came, do what is due."""
    while not stop.is_set():
        try:
            busy = intake.take_one(app, app.now())
        except Exception:  # the worker loop
            log.exception("work_failed")
            busy = False
            stop.wait(IDLE_SECONDS * 5)
        for work in () if busy else rounds.WORKS:
            troubles: list[str] = []
            busy = _done(troubles, work.__name__, lambda work=work: work(app, app.now())) or busy  # type: ignore[misc]
        if not busy:
            ring.wait(CLOCK_SECONDS)
            ring.clear()


def _post_round(app: App, box: MailboxSettings, stop: threading.Event, ring: threading.Event) -> None:
    """Send what is due; first of all, and from time to time, settle what was left half sent; keep copies last.

    Each duty has its own pause: a mailbox that is away must not keep mails from going.
    """
    del ring
    post = _post(app, box, stop.is_set)
    pauses = {"recover": 0.0, "send": 0.0, "copy": 0.0}
    while not stop.is_set():
        _duty(pauses, "recover", post, lambda: _nothing_more(delivery.recover(post, app.now())))
        busy = _duty(pauses, "send", post, lambda: delivery.deliver_one(post, app.now()))
        busy = busy or _duty(pauses, "copy", post, lambda: delivery.keep_copies(post, app.now()))
        post.troubles.clear()
        if not busy:
            stop.wait(IDLE_SECONDS)
    post.inbox.close()
    post.sender.close()


def _nothing_more(_count: int) -> bool:
    """What was half sent is looked at once in a while, not in a hurry."""
    return False


def _duty(pauses: dict[str, float], what: str, post: Post, work: Callable[[], bool]) -> bool:
    """Do it unless it pauses; it pauses after trouble, and `recover` after each look."""
    if time.monotonic() < pauses[what]:
        return False
    try:
        busy = work()
    except (Unreachable, Rejected) as trouble:
        log.warning("post_unreachable", mailbox=post.box.name, duty=what, reason=str(trouble))
    except Exception:  # the worker loop
        log.exception("send_failed", mailbox=post.box.name, duty=what)
    else:
        if what != "recover":
            return busy
    pauses[what] = time.monotonic() + CLOCK_SECONDS
    return False


# ------------------------------------------------------------------ around both
def _post(app: App, box: MailboxSettings, stop: Callable[[], bool]) -> Post:
    return Post(app=app, box=box, sender=sender_of(box), inbox=inbox_of(box), stop=stop)


@contextmanager
def _minding(app: App, *, patience: float) -> Iterator[None]:
    with ExitStack() as stack:
        for box in app.settings.mailbox:
            stack.enter_context(locks.minding(app.store, box.name, patience=patience))
        yield


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """An event that SIGTERM and SIGINT set: the work in hand is finished, nothing new is begun."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {name: signal.signal(name, lambda *_: stop.set()) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
