"""App: the only place where parts meet: settings become a store, wires, readers and an office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from mailboxes.inbox import ImapAccess, Inbox, MaildirAccess, open_inbox
from mailboxes.sender import OutfolderAccess, Sender, SmtpAccess, open_sender
from parsers.sandbox import Readers
from service import clock, directory
from service.domain.facts import Facts, Keys, Office
from service.domain.letters import Person
from service.settings import MailboxSettings, Settings
from service.store import facts as store_facts
from service.store.seal import Seal, key_in
from service.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything that a worker needs. The wires are opened by whoever uses them, one a thread."""

    settings: Settings
    store: Store
    office: Office
    readers: Readers
    #: reads the clock; `--now` replaces it
    now: Callable[[], datetime]
    #: signs the tokens of our threads
    secret: bytes
    #: where people are told what happens (the demo); silent otherwise
    tell: Callable[[str, dict[str, object]], None]

    @property
    def mailbox(self) -> MailboxSettings:
        """The mailbox that Liaison writes from."""
        return self.settings.mailbox[0]

    def facts(self, keys: Keys) -> Facts:
        """The part of the world that the keys ask for."""
        with self.store.transaction() as connection:
            return store_facts.load(connection, keys, self.office)

    def past(self, facts: Facts, at: datetime) -> Facts:
        """What reports count of this part of the world, as it stood at that instant."""
        with self.store.transaction() as connection:
            return store_facts.as_it_stood(connection, facts, at)

    def close(self) -> None:
        """Let go of everything."""
        self.readers.close()
        self.store.close()


def open_app(
    settings: Settings,
    *,
    now: Callable[[], datetime] = clock.now,
    tell: Callable[[str, dict[str, object]], None] = lambda _what, _about: None,
) -> App:
    """The App of these settings, its database at this version. Raises SQLAlchemyError, OSError."""
    store = Store(settings.service.database, Seal(_key(settings)))
    store.migrate()
    return App(
        settings=settings,
        store=store,
        office=office_of(settings),
        readers=Readers(size=2),
        now=now,
        secret=store.secret("threads"),
        tell=tell,
    )


def _key(settings: Settings) -> bytes:
    """The key of sensitive facts: as configured, else a file of its own beside the configuration."""
    if settings.service.key:
        return settings.service.key.encode()
    return key_in(settings.path.resolve().with_suffix(".key"))


def office_of(settings: Settings) -> Office:
    """Our side, as rules know it."""
    referent, box = settings.referent, settings.mailbox[0]
    companies = directory.read_companies(settings.directory.companies).companies if settings.directory.companies else ()
    return Office(
        referent=Person(
            name=referent.name, email=referent.email, phone=referent.phone, organisation=referent.institution
        ),
        institution=referent.institution,
        mailbox=box.address,
        account=box.name,
        facilitators=settings.facilitator,
        policy=settings.policy,
        zone=ZoneInfo(settings.service.timezone),
        known_companies=companies,
        rome=directory.read_rome(settings.directory.rome)[0] if settings.directory.rome else {},
    )


def inbox_of(box: MailboxSettings) -> Inbox:
    """The mailbox's incoming side, not yet connected."""
    if box.maildir is not None:
        return open_inbox(MaildirAccess(path=box.maildir, acknowledge=box.acknowledge))
    imap = box.imap
    assert imap is not None
    return open_inbox(
        ImapAccess(
            host=imap.host, port=imap.port, user=imap.user, password=imap.password, tls=imap.tls, ca=imap.ca,
            folder=imap.folder, acknowledge=box.acknowledge,
        )
    )  # fmt: skip


def sender_of(box: MailboxSettings) -> Sender:
    """The mailbox's outgoing side, not yet connected."""
    if box.outbox is not None:
        return open_sender(OutfolderAccess(path=box.outbox, maildirs=box.outbox.parent / "boites"))
    smtp = box.smtp
    assert smtp is not None
    return open_sender(
        SmtpAccess(host=smtp.host, port=smtp.port, user=smtp.user, password=smtp.password, tls=smtp.tls, ca=smtp.ca)
    )
