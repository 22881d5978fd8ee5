"""Markets: a notification makes records once; a repeat makes nothing, a correction makes differences."""

from __future__ import annotations

import pytest

from parsers.reading import CompanyReading, WorksiteReading
from service.domain import markets
from service.domain.records import Company
from tests.cast import BATI_NORD, FARIDA, MARKET, NOON, award_reading, market_reading


def notified(reading, before=None, *, companies=(), directory=(), message_id="<n@mde.example>"):
    """What a notification makes of what an earlier one left."""
    return markets.notified(
        reading,
        facilitator=FARIDA.email,
        known=[before.market.but(version=1)] if before else [],
        known_awards=[a.but(version=1) for a in before.awards] if before else [],
        known_companies=[*companies, *((c.but(version=1) for c in before.companies) if before else ())],
        known_worksites=[w.but(version=1) for w in before.worksites] if before else [],
        directory=directory,
        message_id=message_id,
        now=NOON,
    )


def company(**said):
    """A reading that awards lot 1 to this company."""
    return market_reading(awards=(award_reading(company=CompanyReading(**said)),))


def test_a_first_notification_makes_market_worksite_company_and_award():
    """All is new, and the award waits for its first contact."""
    made = notified(market_reading())

    assert made.is_new
    assert (made.market.reference, made.market.edition) == ("2026-TX-031", 1)
    assert [w.name for w in made.worksites] == ["Médiathèque"]
    assert [(a.lot, a.state, a.insertion_hours) for a in made.new_awards] == [("1", "to_complete", 640.0)]
    assert [c.siret for c in made.companies] == [BATI_NORD.siret]


def test_a_repeat_is_a_version_that_changes_nothing():
    """The same notification again leaves every record as it was, and is remembered."""
    first = notified(market_reading())
    again = notified(market_reading(), first, message_id="<again@mde.example>")

    assert (again.is_new, again.new_awards, again.differences, again.worksites) == (False, (), (), ())
    assert again.market == first.market.but(version=1, edition=2)
    assert [a.but(version=0) for a in again.awards] == list(first.awards)
    assert (again.version.edition, again.version.differences) == (2, [])
    assert again.version.message_id == "<again@mde.example>"


def test_a_repeat_that_says_less_takes_nothing_away():
    """Its silence changes nothing."""
    first = notified(market_reading())
    short = market_reading(buyer=None, title=None, worksites=(), awards=())
    again = notified(short, first)

    assert again.market == first.market.but(version=1, edition=2)
    assert again.differences == ()


def test_a_correction_is_a_new_edition_with_its_differences():
    """Before and after stand side by side, for the market and for the lot."""
    first = notified(market_reading())
    after = notified(market_reading(buyer="Amiens Métropole", awards=(award_reading(insertion_hours=800.0),)), first)

    assert after.market.edition == 2
    assert after.new_awards == ()
    assert after.version.differences == [
        {"field": "buyer", "about": None, "before": "Ville d'Amiens", "after": "Amiens Métropole"},
        {"field": "insertion_hours", "about": "Bâti-Nord SARL", "before": 640.0, "after": 800.0},
    ]


def test_a_lot_that_is_added_later_is_the_only_new_one():
    """The company of lot 1 is not contacted again."""
    first = notified(market_reading())
    second = award_reading(lot="2", company=CompanyReading(name="Toits Picards SAS", email="k@toits.example"))
    after = notified(market_reading(awards=(award_reading(), second)), first)

    assert [a.lot for a in after.new_awards] == ["2"]


def test_the_same_reference_written_otherwise_is_the_same_market():
    """« 2026 tx 031 » is « 2026-TX-031 », and that is no correction."""
    first = notified(market_reading())
    again = notified(market_reading(reference="2026 tx 031"), first)

    assert again.market.id == first.market.id
    assert again.differences == ()


def test_a_market_whose_reference_comes_later_is_still_the_same():
    """While the reference is unknown a market is its facilitator and title; its companies are not contacted twice."""
    first = notified(market_reading(reference=None))
    after = notified(market_reading(), first)

    assert after.market.id == first.market.id
    assert after.new_awards == ()
    assert after.market.reference == "2026-TX-031"


def test_a_repeat_without_its_reference_is_still_the_same_market():
    """A reminder that names the market by its title alone makes no second one."""
    first = notified(market_reading())
    again = notified(market_reading(reference=None), first)

    assert (again.market.id, again.is_new, again.new_awards) == (first.market.id, False, ())


def test_two_references_are_two_markets_though_they_share_a_title():
    """« Accord-cadre de nettoyage » is awarded every year."""
    first = notified(market_reading())

    assert notified(market_reading(reference="2027-TX-002"), first).is_new


def test_one_company_with_two_worksites_and_no_lots_has_two_awards():
    """Hours of one worksite do not overwrite those of the other."""
    sites = (award_reading(lot=None, worksite="École Pasteur", insertion_hours=200.0),
             award_reading(lot=None, worksite="Gymnase", insertion_hours=300.0))  # fmt: skip
    made = notified(market_reading(awards=sites))

    assert sorted(a.insertion_hours for a in made.awards) == [200.0, 300.0]
    assert made.differences == ()


# ------------------------------------------------------------------ which company
def test_a_company_is_known_by_its_siret_whatever_its_name():
    """The same SIRET is the same company."""
    made = notified(company(name="BATI NORD (groupe Hocquet)", siret=BATI_NORD.siret), companies=[BATI_NORD])

    assert [c.id for c in made.companies] == [BATI_NORD.id]


@pytest.mark.parametrize(
    "name", ["BÂTI-NORD", "Sarl Bati Nord", "bâti nord s a r l", "Entreprise Bâti-Nord", "Bâti-Nord SAS"]
)
def test_a_company_is_known_by_its_name_without_legal_form(name):
    """Case, accents, hyphens and legal forms do not make another company."""
    made = notified(company(name=name), companies=[BATI_NORD])

    assert [c.id for c in made.companies] == [BATI_NORD.id]


def test_another_siret_is_another_company_though_the_name_is_the_same():
    """Two « Bâti-Nord » with two SIRETs are two."""
    made = notified(company(name="Bâti-Nord", siret="55210055400013"), companies=[BATI_NORD])

    assert [c.id == BATI_NORD.id for c in made.companies] == [False]


def test_a_company_that_is_known_learns_only_what_it_lacked():
    """A notification completes a record and overwrites nothing."""
    known = BATI_NORD.but(phone=None)
    said = company(name="Bâti-Nord", phone="+33199001299", email="autre@bati-nord.example")
    made = notified(said, companies=[known]).companies[0]

    assert (made.phone, made.email) == ("+33199001299", BATI_NORD.email)


def test_the_directory_tells_what_the_notification_leaves_out():
    """Only a name was notified; the address comes from companies.csv."""
    listed = Company(id="listed", name="BATI NORD", siret=BATI_NORD.siret, email="contact@bati-nord.example")
    made = notified(company(name="Bâti-Nord SARL"), directory=[listed]).companies[0]

    assert (made.name, made.siret, made.email) == ("Bâti-Nord SARL", BATI_NORD.siret, "contact@bati-nord.example")


def test_what_the_notification_says_stands_before_the_directory():
    """The directory may be old."""
    listed = Company(id="listed", name="Bâti-Nord", email="ancien@bati-nord.example")
    made = notified(company(name="Bâti-Nord", email="nouveau@bati-nord.example"), directory=[listed]).companies[0]

    assert made.email == "nouveau@bati-nord.example"


def test_a_lot_without_any_company_makes_no_award():
    """A lot that nobody won is not one to contact."""
    assert notified(company()).awards == ()


def test_the_same_company_on_two_lots_is_one_company_and_two_awards():
    """It gets one record, and a form for each lot."""
    made = notified(market_reading(awards=(award_reading(), award_reading(lot="2", lot_title="Façades"))))

    assert len(made.companies) == 1
    assert len({a.form_reference for a in made.awards}) == 2


def test_a_worksite_learns_its_address_later_and_is_not_doubled():
    """It is known by its name."""
    first = notified(market_reading(worksites=(WorksiteReading(name="Médiathèque"),)))
    after = notified(market_reading(), first)

    assert [(w.id, w.address) for w in after.worksites] == [(first.worksites[0].id, "Rue du Hocquet, 80000 Amiens")]


def test_form_references_hold_no_figure_that_looks_like_a_letter():
    """Neither 0 nor 1, so that O and I cannot be mistaken."""
    references = {markets.form_reference(f"{MARKET.id}{n}") for n in range(200)}

    assert len(references) == 200
    assert not set("".join(r.removeprefix("F-") for r in references)) & set("0189")


def test_a_lot_that_goes_to_another_company_is_a_difference_to_look_at():
    """And the award of the first company is named."""
    first = notified(market_reading())
    after = notified(company(name="Autre SA", email="a@autre.example"), first)

    assert [(d.about, d.before, d.after) for d in after.differences] == [("lot 1", "Bâti-Nord SARL", "Autre SA")]
    assert [a.id for a in after.lost_awards] == [first.awards[0].id]


def test_a_company_that_joins_another_on_its_lot_is_shown_and_takes_nothing_away():
    """Co-contractors are named together."""
    first = notified(market_reading())
    both = (award_reading(), award_reading(company=CompanyReading(name="Autre SA", email="a@autre.example")))

    after = notified(market_reading(awards=both), first)

    assert [(d.about, d.before, d.after) for d in after.differences] == [("lot 1", None, "Autre SA")]
    assert after.lost_awards == ()
