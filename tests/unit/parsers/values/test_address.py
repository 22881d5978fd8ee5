"""Postal addresses on one line."""

from __future__ import annotations

import pytest

from parsers.values.address import address


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("ZI Nord\n12 rue des Saules\n59 200 Tourcoing", "ZI Nord, 12 rue des Saules, 59200 Tourcoing"), ("Parc Ouest - 3 allée Bleue - 80100 Abbeville", "Parc Ouest, 3 allée Bleue, 80100 Abbeville"), ("3 PLACE DE LA RÉPUBLIQUE, 80300 ALBERT CEDEX", "3 place de la République, 80300 Albert CEDEX"),
        ("12 rue de\nla Paix\n80000\nAmiens", "12 rue de la Paix, 80000 Amiens"), ("2 quai Bélu, Amiens", "2 quai Bélu, Amiens"),
    ],
)  # fmt: skip
def test_lines_and_dashes_become_commas(written, value):
    """Capitals are set as on an envelope; lines that the paper broke are whole."""
    assert address(written).value == value


def test_an_address_without_postcode_is_remarked_upon():
    """It is an address all the same."""
    assert address("2 quai Bélu").problems == ("address_no_postcode",)
