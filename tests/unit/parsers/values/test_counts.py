"""How many people."""

from __future__ import annotations

import pytest

from parsers.values.counts import count


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3", 3),
        ("03", 3),
        ("2.0", 2),
        ("deux", 2),
        ("cinq (5)", 5),
        ("1 (un)", 1),
        ("x2", 2),
        ("2 postes", 2),
        ("2 H/F", 2),
        ("vingt et un", 21),
        ("4 dont 2 à mi-temps", 4),
        ("un(e)", 1),
        ("3 postes dont 2 à Amiens et 1 à Albert", 3),
        ("3 soit 2 en CDI et 1 en CDD", 3),
        ("1 pour le 04/01 et le suivi", 1),
    ],
)
def test_one_number_is_sure(written, value):
    """In figures, in words, or both."""
    found = count(written)

    assert (found.value, found.review) == (value, False)


@pytest.mark.parametrize(
    ("written", "value"),
    [("8 ou 9", 8), ("2 à 3", 2), ("1-2", 1), ("une dizaine", 10), ("environ 5", 5), ("3 minimum", 3), ("1,5 ETP", 1), ("trois (2)", 3), ("0", 0), ("500", 500), ("plusieurs", None), ("à définir", None), ("2 à temps plein et 1 à mi-temps", 2), ("2 pour Amiens et 1 pour Albert", 2), ("1 en CDI, 2 en CDD", 1), ("un en CDI et deux en CDD", 1)],
)  # fmt: skip
def test_anything_else_is_for_a_person(written, value):
    """Ranges give their lower end."""
    found = count(written)

    assert (found.value, found.review) == (value, True)
