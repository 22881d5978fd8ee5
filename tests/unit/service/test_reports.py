"""Reports: figures that add up, and never show a group of fewer than five people."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.reading import as_json
from service.domain import publics, reports
from service.domain.figures import Compared, LotFigures
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
    diffusion,
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
    assert all(count is None or count >= 5 for kind in reports.KINDS for _, count in getattr(of(world), kind))


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
        assert lot.hired + lot.rejected <= lot.presented <= lot.referred
        assert lot.interviewed <= lot.presented


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
    assert turn(award("refused")) == ("facilitator", "company_refused")
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
    assert of(world).refusals == ()  # one person is a group under five, its reason hers


def hired_world(*people):
    """A market that hired these: (criteria, profile, contract type, partner)."""
    asked = need()
    records = []
    for n, (criteria, profile, contract, by) in enumerate(people):
        who = candidate(f"P{n}", "X")
        made = referral(asked, "hired", who=who, by=by, number=n)
        records += [
            who, made,
            CandidateFact(id=f"f{n}", candidate_id=who.id, partner_id=by.id, criteria=criteria, profile=profile,
                          attested_at=NOON),
            Placement(id=made.id, referral_id=made.id, need_id=asked.id, contract_type=contract, start_date="2026-07-01",
                      since=NOON),
        ]  # fmt: skip
    return facts(MARKET, BATI_NORD, NOUR, OLIVIER, award(), asked, *records)


def someone(*criteria, contract="CDD", by=NOUR, **profile):
    """One hire."""
    return list(criteria), profile, contract, by


@pytest.mark.parametrize(
    ("with_it", "without", "shown"),
    [
        (1, 0, ()),  # one person hired: what she lives on is nobody's business
        (4, 0, ()),
        (5, 0, (("rqth", 5),)),
        (4, 9, (("rqth", None),)),
        (5, 5, (("rqth", 5),)),
        (6, 1, (("rqth", None),)),  # the one who has it not would be told by difference
    ],
)
def test_four_people_are_withheld_and_five_are_shown(with_it, without, shown):
    """Those who have a trait, and those who have it not."""
    world = hired_world(*[someone("rqth")] * with_it, *[someone()] * without)

    assert of(world).publics == shown


def test_a_wider_trait_does_not_tell_a_narrow_one_by_difference():
    """Eight on minimum benefits, six of them on RSA: the two others would be told."""
    world = hired_world(*[someone("brsa")] * 6, *[someone("ass")] * 2, *[someone()] * 6)

    assert of(world).publics == (("any_minima", 8), ("ass", None), ("brsa", None))


def test_one_small_part_takes_the_next_with_it():
    """Of ten contracts, seven and three: the seven would tell the three."""
    world = hired_world(*[someone()] * 7, *[someone(contract="PRO")] * 3)

    assert of(world).contract_types == (("CDD", None), ("PRO", None))


def test_ages_sexes_and_levels_are_told_of_the_day_of_the_hire():
    """Born in 2001, hired in July 2026: 25; what is not known is told as such."""
    world = hired_world(
        *[someone(birth_year=2001, sex="F", level="cap")] * 5,
        *[someone(birth_year=1986, sex="M")] * 6,
        *[someone()] * 5,
    )
    figures = of(world)

    assert figures.ages == (("from_26_to_40", 6), ("under_26", 5), ("unknown", 5))
    assert figures.sexes == (("F", 5), ("M", 6), ("unknown", 5))
    assert figures.levels == (("cap", 5), ("unknown", 11))


def test_what_is_known_of_nobody_makes_no_table():
    """« Non connu : 9 » says nothing."""
    figures = of(hired_world(*[someone()] * 9))

    assert (figures.ages, figures.sexes, figures.levels) == ((), (), ())


def test_ways_of_hiring_follow_contract_and_partner():
    """Temporary work and groupings of employers lend; the company hires for itself otherwise."""
    geiq = NOUR.but(id="geiq", kind="geiq")
    world = hired_world(*[someone(contract="CTT")] * 5, *[someone(contract="CDD")] * 5, *[someone(contract="CDDI")] * 5)

    assert of(world).ways == (("direct", 5), ("insertion_structure", 5), ("lent", 5))
    assert publics._way(Placement(id="x", referral_id="r", need_id="n", contract_type="PRO", since=NOON),
                        facts(geiq, referral(need(), "hired", by=geiq).but(id="r"))) == "lent"  # fmt: skip


def test_delays_are_medians_of_the_cases_that_got_there():
    """Notified on 28 May, contacted on 2 June: five days."""
    asked = need(received_at=NOON)
    world = facts(
        MARKET, BATI_NORD, NOUR, award("returned"), asked, diffusion(asked).but(sent_at=NOON + timedelta(days=1)),
        candidate("A", "B"),
        referral(asked, "rejected", who=candidate("A", "B")).but(
            received_at=NOON + timedelta(days=3), presented_at=NOON + timedelta(days=4),
            answered_at=NOON + timedelta(days=10)),
    )  # fmt: skip

    assert {d.step: (d.days, d.cases) for d in of(world).delays} == {
        "contact": (5, 1), "diffusion": (1.0, 1), "first_referral": (2.0, 1), "answer": (6.0, 1),
    }  # fmt: skip


@quick
@given(world=worlds())
def test_every_figure_is_the_sum_of_its_traced_rows(world):
    """`--explain` and the report come from the same place."""
    figures = of(world)
    traced = {tally.name: tally for tally in reports.traced(MARKET, world, NOON)}
    for column in reports.COLUMNS:
        tally = traced[f"total.{column}"]
        assert tally.value == getattr(figures.total, column), column
        assert round(sum(row.amount for row in tally.rows), 1) == (tally.value or 0)
    assert traced["beneficiaries"].value == figures.beneficiaries


@quick
@given(world=worlds())
def test_no_small_group_can_be_found_by_subtraction(world):
    """Whole less what is shown is nothing, or five people or more in two groups or more."""
    figures = of(world)
    wholes = {"contract_types": "hired", "partner_kinds": "hired", "refusals": "rejected", "referral_kinds": "referred"}
    for kind, total in wholes.items():
        groups = getattr(figures, kind)
        hidden = [code for code, count in groups if count is None]
        rest = getattr(figures.total, total) - sum(count or 0 for _, count in groups)
        if groups and hidden and kind != "contract_types":
            assert len(hidden) >= 2, kind
            assert rest >= 5, kind


def test_a_comparison_is_of_totals_alone():
    """No group of people is told of two days, lest the difference tell the few that came between."""
    told = {f.name for f in fields(Compared)}

    assert told == {"kind", "at", "total", "beneficiaries"}
    assert reports.compared("year", MARKET, facts(), NOON) is None
