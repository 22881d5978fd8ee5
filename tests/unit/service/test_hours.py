"""Hours: what a lot must bring, what contracts commit, what was done, what will come of it, and when to worry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from parsers.statements import HoursTold, HoursToldOf
from service.domain import counting, decide, due, hours
from service.domain.company_letters import HoursReceived, HoursRequested
from service.domain.records import DeclaredHours
from service.domain.understanding import Understanding
from tests.cast import BATI_NORD, MARC, MARKET, NOON, NOUR, World, award, facts, mail, need, placement, referral, thread

LOT = award("returned")
CONTRACT = placement(
    start_date="2026-06-15", end_date="2026-12-14", weekly_hours=35.0, hours_committed=910.0, state="running"
)


def declared(month, worked):
    """Hours of Marc's contract."""
    return DeclaredHours(
        id=month, version=1, placement_id=CONTRACT.id, month=month, hours=worked, at=NOON, who=BATI_NORD.email
    )


def world(*records, state="filled", contract=CONTRACT):
    """Bâti-Nord hired Marc."""
    known = (MARKET, BATI_NORD, NOUR, MARC, LOT, need(state), referral(need(), "hired"))
    return World(facts(*known, *([contract] if contract else []), *records))


def told(made, on=date(2026, 9, 1)):
    """The lot's hours on a day."""
    return hours.of_award(LOT, made.facts, on)


# ------------------------------------------------------------------ the figures
def test_the_hours_of_a_lot_are_objective_committed_done_and_projected():
    """640 asked for, 910 committed, 230 declared."""
    done = CONTRACT.but(hours_done=230.0)
    figures = told(world(declared("2026-06", 80.0), declared("2026-07", 150.0), contract=done))

    assert (figures.objective, figures.committed, figures.done, figures.projected) == (640.0, 910.0, 230.0, 910.0)
    assert (figures.risk, figures.missing) == (None, 0)


@pytest.mark.parametrize(
    ("contract", "state", "on", "risk"),
    [
        (None, "diffused", date(2026, 7, 1), None),
        (None, "diffused", date(2026, 9, 15), "late"),
        (CONTRACT.but(state="broken", hours_done=50.0), "filled", date(2026, 9, 1), "short"),
        (CONTRACT.but(state="broken", hours_done=50.0), "diffused", date(2026, 9, 1), None),
        (CONTRACT.but(hours_done=640.0), "filled", date(2026, 9, 1), None),
    ],
)
def test_when_the_hours_of_a_lot_are_at_risk(contract, state, on, risk):
    """Nobody hired for three months; contracts that cannot reach the objective while nobody is searched for."""
    assert told(world(state=state, contract=contract), on).risk == risk


def test_a_lot_whose_hours_fall_behind_its_contracts_is_at_risk():
    """Half of what was foreseen for July."""
    made = world(declared("2026-07", 70.0), contract=CONTRACT.but(hours_done=70.0))

    assert told(made).risk == "behind"


def test_a_lot_without_an_objective_is_never_at_risk():
    """There is nothing to miss."""
    made = world(contract=CONTRACT.but(state="broken"))

    assert hours.of_award(LOT.but(insertion_hours=None), made.facts, date(2027, 1, 1)).risk is None


def test_the_digest_tells_of_lots_at_risk_and_of_months_that_nobody_declared():
    """June and July have ended; August has not been over for ten days."""
    missing = list(hours.at_risk(world().facts, date(2026, 9, 1)))
    risky = list(hours.at_risk(world(contract=CONTRACT.but(state="broken")).facts, date(2026, 9, 1)))

    assert [(t.what, t.about["count"]) for t in missing] == [("hours_undeclared", 2)]
    assert [(t.what, t.about["risk"], t.about["hours_missing"]) for t in risky] == [("hours_at_risk", "short", 640.0)]


# ------------------------------------------------------------------ a company's word
def says(made, *items, text="heures réalisées"):
    """A company's mail tells hours; the new mails."""
    worked = HoursTold(told=tuple(HoursToldOf(person=p, month=m, hours=h) for p, m, h in items))
    said = Understanding(kind="company_answer", hours=worked)
    inbound = mail(BATI_NORD.email, text)
    return made.write(decide.on_message(inbound, (), said, made.facts, NOON + timedelta(days=60)).plan)


def test_hours_that_a_company_tells_are_declared_and_confirmed():
    """Two months add up; the confirmation says what was noted."""
    made = world()
    sent = says(made, ("DURAND Marc", "2026-06", 80.0), ("DURAND Marc", "2026-07", 151.67))

    assert made.facts.placements[CONTRACT.id].hours_done == 231.67
    assert [type(m.letter) for m in sent] == [HoursReceived]
    assert [one.hours for one in sent[0].letter.people] == [80.0, 151.67]


def test_a_month_that_is_told_again_takes_the_place_of_what_was_told():
    """It is not counted twice."""
    made = world()
    says(made, ("DURAND Marc", "2026-07", 140.0))
    says(made, ("DURAND Marc", "2026-07", 150.0), text="correction")

    assert made.facts.placements[CONTRACT.id].hours_done == 150.0
    assert len(made.facts.declared) == 1


def test_hours_outside_the_contract_are_for_a_look():
    """Nothing is counted."""
    made = world()
    sent = says(made, ("DURAND Marc", "2027-03", 140.0))

    assert (sent, made.facts.declared) == ([], {})
    assert len(made.review) == 1


def test_a_real_mail_of_a_company_is_read():
    """From its words to the sum, without a question of ours."""
    made, later = world(), NOON + timedelta(days=60)
    words = "Bonjour,\nHeures réalisées en juillet : DURAND 140 h\nCordialement"
    inbound = mail(BATI_NORD.email, words, date=later)
    said = decide.understood(inbound, (), made.facts, later)
    made.write(decide.on_message(inbound, (), said, made.facts, later).plan)

    assert made.facts.placements[CONTRACT.id].hours_done == 140.0


# ------------------------------------------------------------------ the question
def test_a_company_is_asked_once_for_a_month_that_nobody_declared():
    """By the names of those it hired; the answer needs no month."""
    made = world()
    later = due.opening_after(NOON, 43, made.facts.office.policy, made.facts.office.zone)
    sent = made.write(counting.request(BATI_NORD, "2026-07", made.facts, later))
    again = made.write(counting.request(BATI_NORD, "2026-07", made.facts, later))

    assert [(type(m.letter), m.letter.people) for m in sent] == [(HoursRequested, ("DURAND Marc",))]
    assert again == []
    question = thread(
        "hours_requested", "company", BATI_NORD.email, company_id=BATI_NORD.id, asked={"month": "2026-07"}
    )
    made.facts = facts(*world().facts.companies.values(), MARKET, NOUR, MARC, LOT, need("filled"),
                       referral(need(), "hired"), CONTRACT, question)  # fmt: skip
    inbound = mail(BATI_NORD.email, "Durand : 148")
    said = decide.understood(inbound, (), made.facts, later)
    made.write(decide.on_message(inbound, (), said, made.facts, later).plan)
    assert [(d.month, d.hours) for d in made.facts.declared.values()] == [("2026-07", 148.0)]


def test_a_month_that_was_declared_is_not_asked_for():
    """The slot is taken, and nobody is troubled."""
    made = world(declared("2026-07", 140.0))

    assert made.write(counting.request(BATI_NORD, "2026-07", made.facts, NOON)) == []


def test_the_referent_declares_by_hand_within_the_contract_only():
    """`liaison hours`."""
    made = world()

    assert counting.declare(CONTRACT, "2027-02", 100.0, made.facts, NOON, who="referent", cause="command") == (
        "outside_contract"
    )
    made.write(counting.declare(CONTRACT, "2026-07", 100.0, made.facts, NOON, who="referent", cause="command"))
    assert made.facts.placements[CONTRACT.id].hours_done == 100.0
