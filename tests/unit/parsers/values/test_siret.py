"""SIRET as it is written, and as it must not be mended."""

from __future__ import annotations

import pytest

from parsers.values.siret import siret


@pytest.mark.parametrize(
    "written",
    ["73282932000074", "732 829 320 00074", "732.829.320.00074", "732\u00a0829\u00a0320\u202f00074", "732 829 320 00074 (RCS Lille)",
     "SIRET : 732 829 320 00074 - APE 4399C", "73282932000074.0", "732829320 00074"],
)  # fmt: skip
def test_fourteen_digits_with_the_right_key_are_sure(written):
    """However they are grouped and whatever stands beside them."""
    found = siret(written)

    assert (found.value, found.review) == ("73282932000074", False)


def test_la_poste_has_a_rule_of_its_own():
    """Its establishments do not satisfy Luhn; the sum of their digits is a multiple of five."""
    assert not siret("356 000 000 09075").review


def test_a_wrong_key_keeps_the_digits_and_asks_for_a_person():
    """The digits are never mended."""
    found = siret("732 829 320 00075")

    assert (found.value, found.review, found.problems) == ("73282932000075", True, ("siret_key_wrong",))


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("732 829 320", "siret_siren_only"),
        ("732 829 320 0007", "siret_length"),
        ("en cours", "siret_unreadable"),
        ("732 829 320 OOO74", "siret_letters"),
    ],
)
def test_what_is_no_siret_is_for_a_person(written, problem):
    """A SIREN, a digit too few, letters for figures."""
    found = siret(written)

    assert found.review
    assert problem in found.problems


def test_two_different_numbers_are_for_a_person():
    """Nobody can tell which of them is meant."""
    assert siret("732 829 320 00074 ou 356 000 000 09075").problems == ("siret_several",)


def test_siren_and_nic_make_a_siret():
    """Nine figures and five, each under its name, whose key is right together."""
    found = siret("SIREN 732 829 320 NIC 00074")

    assert (found.value, found.review) == ("73282932000074", False)


def test_two_numbers_one_behind_the_other_are_for_a_person():
    """The second must not be taken for the only one: it may be another firm's."""
    found = siret("732 829 320 00074 356 000 000 00048")

    assert found.value == "73282932000074"
    assert found.review
    assert "siret_several" in found.problems
