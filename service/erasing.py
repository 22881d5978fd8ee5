"""Erasing: a person is forgotten, on request or when the time is over: records, documents and mails alike."""

from __future__ import annotations

import functools
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from mailboxes.inbound import inspect
from service.domain import persons, retention
from service.domain.facts import Facts, Keys
from service.domain.records import Candidate, JournalEntry
from service.store import erasure, write

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from service.app import App

log = structlog.get_logger("erasing")
#: a mail may be dated a little before it is remembered
EARLIER = timedelta(days=2)


def expired(app: App, now: datetime) -> tuple[Candidate, ...]:
    """Those whose time is over."""
    facts = app.facts(Keys(everything_open=True))
    everybody = {**facts.candidates, **{c.id: c for c in _merged(app, facts)}}
    return retention.expired(
        everybody.values(), facts.referrals.values(), facts.placements.values(), app.office.policy, now
    )


def _merged(app: App, facts: Facts) -> tuple[Candidate, ...]:
    """Records without a referral of their own: what was merged into those that are known."""
    whole = app.facts(Keys(every_candidate=True))
    return tuple(c for c in whole.candidates.values() if c.id not in facts.candidates)


def erase(app: App, person: Candidate, now: datetime, *, who: str, why: str) -> int:
    """Forget one person; how many documents and mails went with it. The mailbox's own copies are the agency's."""
    facts = app.facts(Keys(candidate_ids=frozenset({person.id})))
    own = [r for r in facts.referrals.values() if r.candidate_id in {person.id, person.merged_into}]
    entry = JournalEntry(
        at=now, who=who, what="candidate_erased", subject=f"candidate:{person.id}", cause=why,
        details={"referrals": sorted(r.number for r in own)},
    )  # fmt: skip

    def forget(connection: Connection) -> int:
        write.begin_writing(connection)
        mails = erasure.mails_about(connection, own, person.received_at - EARLIER)
        naming = [sha256 for sha256, raw in mails.items() if _names(person, _text(raw))]
        gone = erasure.forget(connection, person, functools.partial(_names, person), naming, now)
        write.append_journal(connection, (entry,))
        return gone

    gone = app.store.alone(forget)
    log.info("candidate_erased", candidate=person.id, files=gone)
    return gone


def _text(raw: bytes) -> str:
    mail = inspect(raw)
    return " ".join([mail.subject, mail.text, *(attachment.name for attachment in mail.attachments)])


def _names(person: Candidate, text: str) -> bool:
    """Whether a text holds the person's name, telephone or address."""
    words, name = set(persons.folded(text).split()), set(persons.folded(persons.shown(person)).split())
    digits = "".join(c for c in text if c.isdigit())
    phone = (person.phone or "").removeprefix("+33")
    return bool(
        (name and name <= words)
        or (person.email and person.email in text.lower())
        or (len(phone) >= 9 and phone in digits)
    )
