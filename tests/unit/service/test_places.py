"""Places: a need whose place of work lies outside its market's area is for the referent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.domain import collecting, needs, places, threads
from service.domain.letters import NeedToValidate
from service.domain.records import Worksite
from service.domain.understanding import Understanding
from service.wording import wording
from tests.cast import BATI_NORD, MARKET, NOON, World, award, body, facts, full_reading, mail


def working_in(place):
    """A complete form with this place of work."""
    reading = full_reading()
    return replace(reading, conditions=replace(reading.conditions, workplace=place))


def sent_for(place, *addresses):
    """The mail in which the referent gets a need with this place of work, in a market of these worksites."""
    sites = [
        Worksite(id=f"site {number}", market_id=MARKET.id, name="Chantier", address=address)
        for number, address in enumerate(addresses)
    ]
    world = World(facts(MARKET, BATI_NORD, award(), *sites))
    inbound = mail(BATI_NORD.email, "form")
    said = Understanding(kind="liaison_form", needs=(working_in(place),), need_papers=(body("formulaire"),))
    plan = collecting.on_form(inbound, said, threads.correspondence(inbound, world.facts), world.facts, NOON)
    (letter,) = (each.letter for each in world.write(plan) if isinstance(each.letter, NeedToValidate))
    return next(row for row in letter.rows if row.path == "conditions.workplace")


def test_a_place_of_work_in_another_departement_than_the_worksites_is_shown_to_the_referent():
    """Marked in the mail that asks to validate the need, with a sentence."""
    row = sent_for("Quai Sud, 59000 Lille", "Rue du Hocquet, 80000 Amiens")

    assert row.to_review
    assert row.problems == ("workplace_outside_market",)
    assert "département" in wording().problem(row.problems[0])


@pytest.mark.parametrize(
    ("place", "sites"),
    [
        ("Rue Haute, 80100 Abbeville", ["Rue du Hocquet, 80000 Amiens"]),
        ("Abbeville (80)", ["Rue du Hocquet, 80000 Amiens"]),
        ("Amiens et Lille : 80000, 59000", ["Rue du Hocquet, 80000 Amiens"]),
        ("Quai Sud, 59000 Lille", ["Rue du Hocquet, 80000 Amiens", "Place Haute, 59000 Lille"]),
        ("Ajaccio, 20000", ["Port de Bastia (2B)"]),
    ],
)
def test_a_place_of_work_in_a_departement_of_the_worksites_is_no_doubt(place, sites):
    """By postcode, by number, in any of several."""
    assert not sent_for(place, *sites).to_review


@pytest.mark.parametrize(
    ("place", "sites"),
    [
        ("Quai Sud, 59000 Lille", []),
        ("Quai Sud, 59000 Lille", ["Rue du Hocquet, Amiens"]),
        ("Quai Sud, 59000 Lille", ["Rue du Hocquet, 80000 Amiens", None]),
        ("Lille", ["Rue du Hocquet, 80000 Amiens"]),
        (None, ["Rue du Hocquet, 80000 Amiens"]),
    ],
)
def test_where_an_area_is_not_known_nothing_is_said(place, sites):
    """Not of the market, not of one of its worksites, not of the work."""
    area = places.market_departments(
        MARKET.id,
        facts(MARKET, *(Worksite(id=str(n), market_id=MARKET.id, address=each) for n, each in enumerate(sites))),
    )

    assert places.compared(working_in(place), area) == working_in(place)


def test_overseas_departements_are_told_apart_by_three_figures():
    """Guadeloupe is far from Réunion."""
    assert places.departments("97110 Pointe-à-Pitre") == {"971"}
    assert places.departments("Saint-Denis (974)") == {"974"}
    assert places.departments("marché de 80000 € de travaux") == frozenset()


def test_what_the_referent_corrects_is_no_longer_doubted():
    """The new place stands by the referent's word."""
    doubted = places.compared(working_in("Quai Sud, 59000 Lille"), {"80"})
    mended = needs.with_value(doubted, "conditions.workplace", "Amiens")

    assert mended.to_review == ()
    assert mended.fields["conditions.workplace"].problems == ()
