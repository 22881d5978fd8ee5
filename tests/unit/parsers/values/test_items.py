"""Lists cut into items."""

from __future__ import annotations

import pytest

from parsers.values.items import items


@pytest.mark.parametrize(
    "written",
    ["• Tri des déchets\n• Balayage\n• Lavage", "- tri des déchets\n- balayage\n- lavage", "1) Tri des déchets\n2) Balayage\n3) Lavage", "1. tri des déchets 2. balayage 3. lavage", "Tri des déchets\nBalayage\nLavage", "tri des déchets ; balayage ; lavage",
     "Tri des déchets, balayage, lavage", "• Tri des déchets• Balayage• Lavage", "- tri des déchets- balayage- lavage", "1) Tri des déchets2) Balayage3) Lavage", "☒ Tri des déchets ☒ Balayage ☐ Cuisine ☒ Lavage", "tri des déchets;\nbalayage;\nlavage."],
)  # fmt: skip
def test_the_same_three_items_however_they_are_listed(written):
    """Bullets, numbers, lines, semicolons, commas, ticked boxes."""
    assert items(written).value == ("Tri des déchets", "Balayage", "Lavage")


@pytest.mark.parametrize(
    "written",
    [
        "Rigueur, écoute et sens du service.",
        "Être à l'aise en hauteur, avec ou sans nacelle",
        "Pose de revêtements (PVC, carrelage)",
        "Permis B",
        "Travail de 7h30 à 15h, sauf le mercredi",
    ],
)
def test_a_sentence_stays_one_item(written):
    """Commas inside it do not cut it."""
    assert items(written).value == (written.rstrip("."),)


def test_a_line_that_breaks_off_goes_on_with_the_next():
    """« port de » is not an item."""
    assert items("Port de\ncharges\nConduite d'engins").value == ("Port de charges", "Conduite d'engins")


def test_how_long_stays_with_what_it_measures():
    """« Permis B, 2 ans » is one requirement."""
    assert items("Permis B, 2 ans").value == ("Permis B, 2 ans",)


@pytest.mark.parametrize(
    "written",
    ["Percements | pose de radiateurs | évacuation", "Percements / pose de radiateurs / évacuation"],
)
def test_bars_and_strokes_part_items(written):
    """As data bases and hurried people write lists."""
    assert items(written).value == ("Percements", "Pose de radiateurs", "Évacuation")


def test_at_ease_begins_an_item():
    """« à l'aise en hauteur » is no end of the item before it."""
    assert items("Sérieux, à l'aise en hauteur").value == ("Sérieux", "À l'aise en hauteur")
