"""Reports: figures that add up, and never show a group of fewer than five people."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.reading import as_json
from service.domain import reports
from service.domain.letters import LotFigures
from service.domain.records import CandidateFact, Placement
from service.domain.referrals import MOVES
from tests.cast import (
    BATI_NORD,
    MARKET,
    NOON,
    NOUR,
    OLIVIER,
    award,
    candidate,
    facts,
    full_reading,
    need,
    quick,
    referral,
)

LOT_2 = award(id="lot-2", lot="2", form_reference="F-LOT2", insertion_hours=None)
STATES = st.sampled_from(sorted(MOVES))


@st.composite
def worlds(draw):
    """A market of two lots, with needs, referrals in any state, hires and criteria."""
    records = [MARKET, BATI_NORD, NOUR, OLIVIER, award(), LOT_2]
    for number in range(1, draw(st.integers(1, 4)) + 1):
        of = draw(st.sampled_from([award().id, LOT_2.id]))
        reading = full_reading(openings=draw(st.none() | st.integers(1, 9)))
        state = draw(st.sampled_from(["diffused", "filled", "cancelled", "to_validate"]))
        asked = need(state, number=number, reading=reading, award_id=of)
        records.append(asked)
        for rank in range(draw(st.integers(0, 8))):
            who = candidate(f"P{rank}", "X")
            made = referral(asked, draw(STATES), who=who, by=draw(st.sampled_from([NOUR, OLIVIER])), number=rank)
            criteria = draw(st.lists(st.sampled_from(["brsa", "rqth", "qpv"]), unique=True))
            records += [who, made, CandidateFact(id=f"{who.id}-{made.partner_id}", candidate_id=who.id,
                                                 partner_id=made.partner_id, criteria=criteria, attested_at=NOON)]  # fmt: skip
            if made.state == "hired":
                hours = draw(st.none() | st.floats(0, 2000).map(lambda h: round(h, 1)))
                records.append(Placement(id=made.id, referral_id=made.id, need_id=asked.id, contract_type="CDD",
                                         hours_committed=hours, hours_done=1.5, since=NOON))  # fmt: skip
    return facts(*records)


def of(world):
    """The figures of the market."""
    return reports.figures(MARKET, world, NOON)


@quick
@given(world=worlds())
def test_the_total_is_the_sum_of_the_lots_column_by_column(world):
    """Every number of the last row equals the sum above it."""
    figures = of(world)
    for column in (f.name for f in fields(LotFigures)):
        told = [getattr(lot, column) for lot in figures.lots]
        if all(isinstance(value, int | float) or value is None for value in told) and column not in {
            "lot",
            "lot_title",
            "blocking",
        }:
            total = getattr(figures.total, column)
            assert round(total or 0, 1) == round(sum(value or 0 for value in told), 1), column


@quick
@given(world=worlds())
def test_no_group_of_fewer_than_five_people_is_shown(world):
    """A count of publics is five or more, or withheld."""
    assert all(count is None or count >= 5 for _, count in of(world).publics)


@quick
@given(world=worlds())
def test_a_public_is_counted_by_heads(world):
    """Someone attested by two partners, or hired twice, is one person."""
    hired = {r.candidate_id for r in world.referrals.values() if r.state == "hired"}
    figures = of(world)

    assert figures.beneficiaries == len(hired)
    assert all((count or 0) <= len(hired) for _, count in figures.publics)


@quick
@given(world=worlds())
def test_nobody_is_counted_further_than_where_they_got(world):
    """Hired, refused and in interview were presented; presented were referred."""
    for lot in of(world).lots:
        assert lot.hired + lot.rejected + lot.interviewed <= lot.presented <= lot.referred


def test_what_was_cancelled_was_not_asked_for():
    """Its openings do not count."""
    world = facts(MARKET, BATI_NORD, award(), need("cancelled"), need("diffused", number=43))

    assert of(world).total.openings == 2


def test_a_person_sent_twice_is_referred_once():
    """A duplicate is the same person for the same need."""
    who = candidate("Léa", "Petit")
    asked = need()
    world = facts(MARKET, BATI_NORD, NOUR, OLIVIER, award(), asked, who, referral(asked, who=who),
                  referral(asked, "duplicate", who=who, by=OLIVIER, number=8))  # fmt: skip

    assert of(world).total.referred == 1


def test_without_any_objective_there_is_none_to_show():
    """None is not zero hours."""
    world = facts(MARKET, BATI_NORD, LOT_2)

    assert of(world).total.hours_objective is None
    assert of(facts(MARKET, BATI_NORD, LOT_2, award())).total.hours_objective == 640.0


def test_another_markets_figures_stay_out():
    """A need of another market counts nowhere."""
    asked = need(number=50, award_id="elsewhere", market_id="other")
    world = facts(MARKET, BATI_NORD, NOUR, award(), asked, candidate("A", "B"), referral(asked, "hired"))

    assert (of(world).beneficiaries, of(world).total.referred) == (0, 0)


def test_whose_turn_it_is_follows_the_procedure():
    """From the company's form to the partners' search."""
    asked = need()

    def turn(*records):
        lot = of(facts(MARKET, BATI_NORD, NOUR, *records)).lots[0]
        return lot.whose_turn, lot.blocking

    assert turn(award("to_complete")) == ("facilitator", "company_contact_missing")
    assert turn(award("silent")) == ("company", "form_not_returned")
    assert turn(award("returned"), need("incomplete")) == ("company", "need_incomplete")
    assert turn(award("returned"), need("to_validate")) == ("referent", None)
    assert turn(award("returned"), asked, referral(asked, "presented")) == ("company", "answer_awaited")
    assert turn(award("returned"), asked, referral(asked, "to_present")) == ("referent", None)
    assert turn(award("returned"), asked) == ("partner", None)
    assert turn(award("returned"), need("filled")) == ("nobody", None)


def test_figures_hold_no_name_of_a_candidate():
    """The facilitator's report is made of these and nothing else."""
    asked = need()
    who = candidate("Zébulon", "Quincampoix", phone="+33639980001")
    world = facts(
        MARKET, BATI_NORD, NOUR, award(), asked, who, referral(asked, "rejected", who=who, reason="no_licence")
    )

    assert "Quincampoix" not in str(as_json(of(world)))
    assert of(world).refusals == (("no_licence", None),)  # one person is a group under five


@pytest.mark.parametrize(("people", "shown"), [(1, None), (4, None), (5, 5), (6, 6)])
def test_four_people_are_withheld_and_five_are_shown(people, shown):
    """The line lies between them, and the code stays, so that nobody takes none for few."""
    asked = need()
    records = []
    for n in range(people):
        who = candidate(f"P{n}", "X")
        fact = CandidateFact(id=f"f{n}", candidate_id=who.id, partner_id=NOUR.id, criteria=["rqth"], attested_at=NOON)
        records += [who, fact, referral(asked, "hired", who=who, number=n)]

    assert of(facts(MARKET, BATI_NORD, NOUR, award(), asked, *records)).publics == (("rqth", shown),)
