"""Siblings and couples: who shares a family name, and how telephones told together are shared out."""

import pytest

from parsers.language.families import shared_out, with_siblings
from parsers.language.names import names_in


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Yanis et Bilal HADJ ALI", [("Hadj Ali", "Yanis"), ("Hadj Ali", "Bilal")]),
        ("les sœurs Awa, Fanta et Mariam Cissé", [("Cissé", "Awa"), ("Cissé", "Fanta"), ("Cissé", "Mariam")]),
        ("Paul DURAND et Marie PETIT", [("Durand", "Paul"), ("Petit", "Marie")]),
        ("la mairie et Paul DURAND", [("Durand", "Paul")]),
    ],
)
def test_first_names_tied_to_a_full_name_share_its_family_name(text, people):
    """A first name before « et » or a comma is one more person; a full name or another word is not."""
    assert [(one.last, one.first) for one in with_siblings(text, names_in(text))] == people


def test_telephones_told_together_go_to_each_in_turn():
    """As many numbers after the last name as there are people: one each."""
    first, second = shared_out(["Yanis et ", "Bilal HADJ ALI : 06 39 98 31 07 et 06 39 98 31 08"])

    assert "06 39 98 31 07" in first
    assert "31 08" in second
    assert "31 07" not in second


def test_one_telephone_for_two_stays_where_it_stands():
    """Nothing tells that it is the other's as well."""
    assert shared_out(["Yanis et ", "Bilal : 06 39 98 31 07"]) == ["Yanis et ", "Bilal : 06 39 98 31 07"]
