"""Companies: one record a SIRET, a name and place while it is unknown, and one again when two prove to be the same."""

from __future__ import annotations

import pytest

from parsers.reading import CompanyReading
from service.domain import companies
from service.domain.records import Company
from tests.cast import BATI_NORD, award, need

LILLE = Company(id="lille", version=1, name="Durand SARL", address="3 rue du Port, 59000 Lille")


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ({"name": "DURAND"}, True),
        ({"name": "Durand", "address": "zone des Moulins, 59800 Lille"}, True),
        ({"name": "Durand", "address": "1 place du Marché, 80000 Amiens"}, False),
        ({"name": "Durand et Fils"}, False),
    ],
)
def test_while_no_siret_is_known_a_company_is_its_name_and_place(said, same):
    """Another department is another company; no department speaks against nobody."""
    assert (companies.same(CompanyReading(**said), [LILLE]) == LILLE) is same


def test_two_places_are_two_records_that_a_repeat_finds_again():
    """The record made of a name and a place is the same one each time."""
    said = CompanyReading(name="Durand", address="1 place du Marché, 80000 Amiens")
    first, again = (companies.meant(said, [LILLE], ()) for _ in range(2))

    assert first is not None
    assert first == again
    assert first.id != LILLE.id


def test_a_siret_that_is_anothers_makes_the_two_one():
    """Lots and needs go to the record that had the SIRET; what it lacked it learns; the other points to it."""
    found = Company(id="found", version=1, name="Bâti Nord", siret=BATI_NORD.siret)
    kept = BATI_NORD.but(phone=None)
    late = found.but(phone="+33199001299")
    mine = award(id="lot-2", lot="2", company_id="found", form_reference="F-2")
    merged = companies.merged(late, {BATI_NORD.id: kept, "found": late}, [award(), mine],
                              [need(company_id="found", award_id="lot-2")])  # fmt: skip

    assert merged is not None
    assert [(c.id, c.merged_into) for c in merged.companies] == [(BATI_NORD.id, None), ("found", BATI_NORD.id)]
    assert merged.companies[0].phone == "+33199001299"
    assert [(a.id, a.company_id, a.state) for a in merged.awards] == [("lot-2", BATI_NORD.id, "contacted")]
    assert [n.company_id for n in merged.needs] == [BATI_NORD.id]


def test_a_lot_that_both_records_hold_is_one_lot():
    """Its second award is closed, so that nobody is asked twice."""
    twin = BATI_NORD.but(id="found")
    twice = award(id="again", company_id="found", form_reference="F-2")
    merged = companies.merged(twin, {BATI_NORD.id: BATI_NORD, "found": twin}, [award(), twice], [])

    assert merged is not None
    assert [(a.id, a.state, a.due_at) for a in merged.awards] == [("again", "closed", None)]


def test_who_was_merged_stands_for_the_one_it_became():
    """Old mails still lead to the company."""
    old = Company(id="old", version=2, name="Bâti", merged_into=BATI_NORD.id)

    assert companies.standing(old, {BATI_NORD.id: BATI_NORD, "old": old}) == BATI_NORD
    assert companies.same(CompanyReading(name="Bâti"), [old]) is None
