"""Letterheads: a company told without labels."""

from __future__ import annotations

import pytest

from parsers.forms.letterhead import company_of
from parsers.forms.pairs import Loose


def told(*texts, path):
    """What the lines tell of one field."""
    loose = [Loose(text=text, place="page 1", certainty=1.0, heading=False) for text in texts]
    return [pair.text for pair in company_of(loose) if pair.paths == (path,)]


def test_a_street_over_its_town_is_the_companys_address():
    """As in the margin of a job sheet."""
    assert told("Vélos d'Artois", "x", "48 chemin du Moulin", "62000 Arras", path="company.address") == [
        "48 chemin du Moulin, 62000 Arras"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Accueil", "Maison de l'emploi", "48 chemin du Moulin", "62000 Arras"),
        ("Bonjour", "Accueil", "48 chemin du Moulin", "62000 Arras", "ou", "3 rue Haute", "80000 Amiens"),
    ],
)
def test_an_institutions_address_or_one_of_two_is_not_guessed(lines):
    """Whose it is, is not known."""
    assert told(*lines, path="company.address") == []


def test_my_telephone_is_how_to_reach_me():
    """« mon tel … mail … », as people write."""
    line = "mon tel 01.99.00.12.98 mail vasseur@toits.example"

    assert told("Bonjour", line, path="company.phone") == ["01.99.00.12.98"]
    assert told("Bonjour", line, path="company.email") == ["vasseur@toits.example"]
