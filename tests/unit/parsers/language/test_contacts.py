"""Contacts in running text."""

from __future__ import annotations

import pytest

from parsers.language.contacts import postcodes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("80000 Amiens", ["80000"]),
        ("habite 97400 Saint-Denis", ["97400"]),
        ("97 233 Schœlcher", ["97233"]),
        ("98800 Nouméa", ["98800"]),
        ("F-80100 Abbeville", ["80100"]),
        ("14 000 €", []),
        ("12000 heures", []),
        ("lot B-80100", []),
    ],
)
def test_five_digits_are_a_postcode_where_they_can_be_one(text, codes):
    """Overseas too; money, hours and references are none."""
    assert [found.value for found in postcodes(text)] == codes
