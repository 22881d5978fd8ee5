"""Names of contacts."""

from __future__ import annotations

import pytest

from parsers.values.person import contact_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("M. Luc NOËL, responsable RH", "M. Luc NOËL"), ("Inès Carpentier – conductrice de travaux", "Inès Carpentier"), ("Jean DUPUY (gérant) 06 39 98 00 11", "Jean DUPUY"), ("Paul Durand RRH", "Paul Durand"), ("Mme QUENTIN Hélène", "Mme QUENTIN Hélène"), ("Responsable RH : Mme Lucie Bon", "Mme Lucie Bon"),
        ("Mme Bon et M. Petit", "Mme Bon et M. Petit"), ("Luc Noël - luc.noel@x.example", "Luc Noël"), ("Service RH", "Service RH"),
        ("Jean PETIT, tél. 01 99 00 00 00", "Jean PETIT"), ("Jean Petit – Téléphone : 01 99 00 00 00", "Jean Petit"), ("Monsieur le Directeur", "Monsieur le Directeur"), ("Madame la Présidente", "Madame la Présidente"),
    ],
)  # fmt: skip
def test_a_name_stands_without_its_function(written, name):
    """And without numbers and addresses."""
    assert contact_name(written).value == name


def test_a_number_alone_is_nobody():
    """A telephone number in the place of a name."""
    assert contact_name("01 99 00 12 34 (standard)").value is None


@pytest.mark.parametrize(
    "written", ["moi-même (Nadia Roy)", "Nadia Roy (moi-même)", "C'est moi : Nadia Roy", "moi meme, Nadia Roy, gérante"]
)
def test_who_writes_of_oneself_is_named(written):
    """« moi-même » is nobody's name; the name beside it is."""
    found = contact_name(written)

    assert (found.value, found.review) == ("Nadia Roy", False)


def test_oneself_without_a_name_is_for_a_person():
    """« moi-même » alone names nobody."""
    found = contact_name("moi-même")

    assert (found.value, found.review) == (None, True)
