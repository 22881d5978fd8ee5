"""Outreach: from a notification to the first contact and its reminders; every company led, none chased for nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from parsers.reading import CompanyReading
from service.domain import chasing, due, notifying
from service.domain.company_letters import CompanyReminder, FirstContact
from service.domain.letters import MissingMarketFacts, SilentCompanies
from service.domain.records import Contact
from service.domain.understanding import Understanding
from tests.cast import (
    BATI_NORD,
    FARIDA,
    MARKET,
    NOON,
    NOUR,
    PARIS,
    World,
    award,
    award_reading,
    facts,
    mail,
    market_reading,
    office,
)

NEWS = mail(FARIDA.email, "le marché 2026-TX-031 est notifié", dmarc="pass")


def notify(world, *readings, inbound=NEWS, now=NOON):
    """Write what a notification makes; the new mails."""
    said = Understanding(kind="facilitator_notification", markets=readings or (market_reading(),))
    return world.write(notifying.on_notification(inbound, said, world.facts, now))


def letters(mails):
    """Kinds of letters, with whom they go to."""
    return [(type(m.letter), m.to) for m in mails]


def contacted(**changes):
    """A world in which Bâti-Nord has its form."""
    return World(facts(MARKET, BATI_NORD, NOUR, award(due_at=NOON, **changes)))


# ------------------------------------------------------------------ step 1
def test_a_notification_sends_the_form_to_each_company_that_can_be_written_to():
    """One first contact, the award contacted, the first reminder due in five working days."""
    world = World(facts(NOUR))
    sent = notify(world)
    lot = next(iter(world.facts.awards.values()))

    assert letters(sent) == [(FirstContact, BATI_NORD.email)]
    assert sent[0].letter.form_reference == lot.form_reference
    assert (lot.state, lot.due_at) == ("contacted", due.opening_after(NOON, 5, office().policy, PARIS))


def test_the_same_notification_again_writes_to_nobody():
    """Nothing is sent twice, and only the market counts one version more."""
    world = World(facts())
    notify(world)
    before = world.facts

    assert notify(world, inbound=mail(FARIDA.email, "rappel", dmarc="pass")) == []
    assert (world.facts.awards, world.facts.companies) == (before.awards, before.companies)
    assert [m.edition for m in world.facts.markets.values()] == [2]


def test_what_lacks_is_asked_of_the_facilitator_in_one_mail():
    """Two companies without an address are two lines of one question."""
    world = World(facts())
    nobody = [award_reading(lot=n, company=CompanyReading(name=f"Toiture {n}")) for n in ("2", "3")]
    sent = notify(world, market_reading(awards=(award_reading(), *nobody)))

    assert letters(sent) == [(FirstContact, BATI_NORD.email), (MissingMarketFacts, FARIDA.email)]
    assert sent[1].letter.lacks == (("Toiture 2", "company.email"), ("Toiture 3", "company.email"))


def test_an_address_told_later_is_written_to_then():
    """The correction completes the company, and its first contact goes."""
    world = World(facts())
    notify(world, market_reading(awards=(award_reading(company=CompanyReading(name="Bâti-Nord")),)))
    sent = notify(world, inbound=mail(FARIDA.email, "voici l'adresse", dmarc="pass"))

    assert letters(sent) == [(FirstContact, BATI_NORD.email)]


def test_a_correction_is_shown_to_the_referent():
    """Each difference waits for a look."""
    world = World(facts())
    notify(world)
    notify(world, market_reading(buyer="Amiens Métropole"), inbound=mail(FARIDA.email, "rectificatif", dmarc="pass"))

    assert [item.what for item in world.review] == [
        "2026-TX-031 : maître d'ouvrage : Ville d'Amiens -> Amiens Métropole"
    ]


def test_a_company_whose_address_bounces_is_not_written_to():
    """It stays to be completed."""
    world = World(facts(Contact(id=BATI_NORD.email, version=1, state="bounces")))

    assert FirstContact not in [kind for kind, _ in letters(notify(world))]


# ------------------------------------------------------------------ reminders
def remind(world, now):
    """The reminder of the only award."""
    lot = next(iter(world.facts.awards.values()))
    return world.write(chasing.company_reminder(lot, world.facts, now))


def test_a_silent_company_is_reminded_twice_then_the_facilitator_is_told_once():
    """The ladder, each step on a working day and three days or more after the one before."""
    world = World(facts())
    sent = [(NOON, m) for m in notify(world)]
    for _ in range(12):
        lot = next(iter(world.facts.awards.values()))
        if lot.due_at is None:
            break
        sent += [(lot.due_at, m) for m in remind(world, lot.due_at)]

    assert [type(m.letter) for _, m in sent] == [FirstContact, CompanyReminder, CompanyReminder, SilentCompanies]
    assert [m.letter.last for _, m in sent[1:3]] == [False, True]
    assert sent[3][1].to == FARIDA.email
    days = [due.local_day(when, PARIS) for when, _ in sent]
    assert days == [date(2026, 6, 2), date(2026, 6, 9), date(2026, 6, 16), date(2026, 6, 23)]
    assert lot.state == "silent"


def test_a_late_daemon_does_not_send_two_reminders_in_a_row():
    """Down for a month, it reminds once, and the next is three working days away at least."""
    world = contacted()
    late = NOON + timedelta(days=31)

    assert letters(remind(world, late)) == [(CompanyReminder, BATI_NORD.email)]
    assert next(iter(world.facts.awards.values())).due_at >= due.opening_after(late, 3, office().policy, PARIS)


@pytest.mark.parametrize("state", ["returned", "refused", "closed"])
def test_whoever_answered_is_not_reminded(state):
    """An award that is not waiting is quiet from then on."""
    world = contacted(state=state)

    assert remind(world, NOON + timedelta(days=9)) == []
    assert next(iter(world.facts.awards.values())).due_at is None


@pytest.mark.parametrize("state", ["bounces", "left", "silenced"])
def test_an_address_that_takes_no_mail_is_not_reminded_but_the_facilitator_is_told_in_time(state):
    """The ladder goes on without mails."""
    world = contacted()
    world.facts.contacts[BATI_NORD.email] = Contact(id=BATI_NORD.email, version=1, state=state)
    sent = []
    while (when := next(iter(world.facts.awards.values())).due_at) is not None:
        sent += remind(world, when)

    assert letters(sent) == [(SilentCompanies, FARIDA.email)]


def test_a_contact_who_is_away_is_reminded_when_back():
    """Absent until Friday 12 June: the reminder waits for Monday."""
    world = contacted()
    world.facts.contacts[BATI_NORD.email] = Contact(
        id=BATI_NORD.email, version=1, state="absent", absent_until=date(2026, 6, 12)
    )

    assert remind(world, NOON + timedelta(days=7)) == []
    lot = next(iter(world.facts.awards.values()))
    assert (due.local_day(lot.due_at, PARIS), lot.reminders) == (date(2026, 6, 15), 0)
    assert letters(remind(world, lot.due_at)) == [(CompanyReminder, BATI_NORD.email)]


def test_silent_companies_of_a_market_are_told_in_one_mail():
    """Two awards whose reminders are spent are two lines."""
    other = BATI_NORD.but(id="toits", name="Toits Picards", email="k@toits.example")
    spent = {"reminders": 2, "due_at": NOON, "reminded_at": NOON - timedelta(days=7)}
    world = World(facts(MARKET, BATI_NORD, other, award(**spent),
                        award(id="lot-2", lot="2", company_id="toits", form_reference="F-2", **spent)))  # fmt: skip
    sent = remind(world, NOON)

    assert letters(sent) == [(SilentCompanies, FARIDA.email)]
    assert [c.company for c in sent[0].letter.companies] == ["Bâti-Nord SARL", "Toits Picards"]
    assert {a.state for a in world.facts.awards.values()} == {"silent"}


def test_an_instant_before_office_hours_still_counts_its_own_day():
    """Contacted on Tuesday at six in the morning, reminded on Tuesday a week later."""
    world = World(facts())
    notify(world, now=datetime.fromisoformat("2026-06-02T06:00:00+02:00"))

    assert due.local_day(next(iter(world.facts.awards.values())).due_at, PARIS) == date(2026, 6, 9)
