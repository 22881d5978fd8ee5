"""Chasing: reminders spare whoever was just written to, gather what one person owes, and end with somebody told."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from service.domain import chasing, due
from service.domain.company_letters import CompanyReminder, IncompleteForm
from service.domain.letters import MissingMarketFacts
from service.domain.records import Company
from tests.cast import (
    BATI_NORD,
    FARIDA,
    MARKET,
    NOON,
    NOUR,
    PARIS,
    World,
    award,
    facts,
    full_reading,
    need,
    office,
    quick,
    without,
)

WEEK = timedelta(days=7)


def letters(mails):
    """Kinds of letters, with whom they go to."""
    return [(type(m.letter), m.to) for m in mails]


@quick
@given(st.integers(0, 60), st.integers(0, 23))
def test_no_reminder_within_three_days_of_any_mail_and_none_on_a_day_off(days, hour):
    """Whatever we wrote about, and whenever the clock wakes: it waits, or three days have passed."""
    now = NOON + timedelta(days=days, hours=hour)
    assume(due.is_working_day(due.local_day(now, PARIS), office().policy))  # the clock rings no reminder on others
    for since in range(6):
        written = {BATI_NORD.email: now - timedelta(days=since)}
        world = World(facts(MARKET, BATI_NORD, award(due_at=NOON), written_to=written))
        sent = world.write(chasing.company_reminder(world.facts.awards[award().id], world.facts, now))
        lot = world.facts.awards[award().id]
        gap = (due.local_day(now, PARIS) - due.local_day(written[BATI_NORD.email], PARIS)).days

        assert bool(sent) == (gap >= 3)
        assert due.is_working_day(due.local_day(lot.due_at, PARIS), office().policy)
        assert (due.local_day(lot.due_at, PARIS) - due.local_day(written[BATI_NORD.email], PARIS)).days >= 3


def test_one_mail_reminds_of_all_forms_that_a_company_owes():
    """Two lots of two markets, one person: both forms are enclosed, both count the reminder."""
    other = MARKET.but(id="other", reference="2026-TX-040", title="Gymnase")
    second = award(id="second", market_id="other", form_reference="F-SECOND22", due_at=NOON)
    world = World(facts(MARKET, other, BATI_NORD, award(due_at=NOON), second))
    sent = world.write(chasing.company_reminder(world.facts.awards[award().id], world.facts, NOON + WEEK))

    assert letters(sent) == [(CompanyReminder, BATI_NORD.email)]
    assert [one.form_reference for one in sent[0].letter.others] == ["F-SECOND22"]
    assert [form.reference for form in sent[0].attachments] == [award().form_reference, "F-SECOND22"]
    assert {a.reminders for a in world.facts.awards.values()} == {1}


def test_a_ladder_that_begins_anew_writes_again():
    """The second person asked is reminded like the first: no mail is taken for one that went long ago."""
    world = World(facts(MARKET, BATI_NORD, award(due_at=NOON)))
    lot = world.facts.awards[award().id]
    world.write(chasing.company_reminder(lot, world.facts, NOON + WEEK))
    anew = world.facts.awards[lot.id].but(reminders=0, contacted_at=NOON + 2 * WEEK)
    world.facts = facts(MARKET, BATI_NORD, anew)

    assert len(world.write(chasing.company_reminder(anew, world.facts, NOON + 3 * WEEK))) == 1


# ------------------------------------------------------------------ forms that stay incomplete
def incomplete(**changes):
    """A need that lacks its date."""
    return need("incomplete", reading=without(full_reading(), "job.start_date"), due_at=NOON, **changes)


def test_a_company_is_reminded_of_the_points_that_its_form_lacks():
    """Just those, twice; then the referent hears."""
    world = World(facts(MARKET, BATI_NORD, award("returned"), incomplete()))
    sent = []
    for week in range(4):
        asked = world.facts.needs["need-42"]
        if asked.due_at is not None:
            sent += world.write(chasing.completion_reminder(asked, world.facts, NOON + week * WEEK))

    assert letters(sent) == [(IncompleteForm, BATI_NORD.email)] * 2
    assert [m.letter.rank for m in sent] == [1, 2]
    assert [row.path for row in sent[0].letter.missing] == ["job.start_date"]
    assert [item.why for item in world.review] == ["l'entreprise ne complète pas son formulaire"]
    assert world.facts.needs["need-42"].due_at is None


def test_a_need_that_was_completed_meanwhile_is_left_alone():
    """Its day brings nothing."""
    world = World(facts(MARKET, BATI_NORD, need("to_validate", due_at=NOON)))

    assert world.write(chasing.completion_reminder(world.facts.needs["need-42"], world.facts, NOON)) == []
    assert world.facts.needs["need-42"].due_at is None


# ------------------------------------------------------------------ addresses that the facilitator owes
def test_the_facilitator_is_reminded_once_of_all_that_a_market_lacks_then_the_referent_hears():
    """One mail for two companies; silence after it is for a person."""
    nobody = [Company(id=name, version=1, name=name) for name in ("Toits", "Murs")]
    lots = [award("to_complete", id=c.id, lot=c.id, company_id=c.id, form_reference=c.id, due_at=NOON) for c in nobody]
    world = World(facts(MARKET, *nobody, NOUR, *lots))
    first = world.write(chasing.award_due(world.facts.awards["Toits"], world.facts, NOON))
    late = NOON + 2 * WEEK
    second = world.write(chasing.award_due(world.facts.awards["Toits"], world.facts, late))

    assert letters(first) == [(MissingMarketFacts, FARIDA.email)]
    assert first[0].letter.lacks == (("Murs", "company.email"), ("Toits", "company.email"))
    assert second == []
    assert [item.what for item in world.review] == ["Murs, Toits"]
    assert {a.due_at for a in world.facts.awards.values()} == {None}
