"""Splitting: one answer to a label that asks for several fields."""

from __future__ import annotations

import pytest

from parsers.forms.pairs import Pair
from parsers.forms.splitting import shared_out


def shares(text, *paths):
    """What of the text goes to each field."""
    return dict(shared_out(Pair(paths=paths, label="", text=text, place="ligne 1", strength=1.0)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Façadier (2 postes)", ("Façadier", "2")),
        ("Peintre en bâtiment – 3 postes", ("Peintre en bâtiment", "3")),
        ("2 maçons", ("maçons", "2")),
    ],
)
def test_a_title_and_a_count_are_parted(text, expected):
    """Before, behind or in parentheses."""
    found = shares(text, "job.title", "job.openings")

    assert (found["job.title"], found["job.openings"]) == expected


def test_typed_pieces_go_to_their_fields_and_words_to_the_others():
    """The order of the label counts only for what no shape tells."""
    found = shares(
        "CDD, 35 h, 12,60 €/h brut", "conditions.contract_type", "conditions.weekly_hours", "conditions.gross_salary"
    )

    assert found == {
        "conditions.contract_type": "CDD",
        "conditions.weekly_hours": "35 h",
        "conditions.gross_salary": "12,60 €/h brut",
    }


def test_experience_and_training_are_told_by_their_words():
    """Whichever comes first."""
    found = shares("aucune expérience, pas de diplôme", "job.experience", "job.training")

    assert found == {"job.experience": "aucune expérience", "job.training": "pas de diplôme"}


def test_a_name_keeps_neither_its_siret_nor_its_address():
    """« SARL Béarn Élec (SIRET …), 16 cours Bosquet 64000 Pau » is three answers."""
    found = shares("SARL Béarn Élec (SIRET 732 829 320 00074), 16 cours Bosquet 64000 Pau", "company.name")

    assert found["company.name"] == "SARL Béarn Élec"
    assert found["company.siret"] == "732 829 320 00074"
    assert found["company.address"] == "16 cours Bosquet 64000 Pau"


def test_a_blank_is_heard_by_every_field_that_is_asked_for():
    """An optional one was not asked."""
    assert shares("", "company.phone", "company.email", "company.address?") == {
        "company.phone": "",
        "company.email": "",
    }


def test_a_line_parted_by_middle_dots_tells_name_address_and_person():
    """The person by the civility."""
    found = shares(
        "Lys Propreté · SIRET 732 829 320 00074 · 4 rue du Puits, 62120 Aire · Mme Anne Roy · 03 53 01 33 44",
        "company.name",
    )

    assert (found["company.name"], found["company.contact_name"]) == ("Lys Propreté", "Mme Anne Roy")
    assert found["company.address"] == "4 rue du Puits, 62120 Aire"


def test_a_street_of_an_unusual_kind_stays_with_its_town():
    """« 17 levée de la Loire »: the number tells it for a street."""
    found = shares("17 levée de la Loire, 45500 Gien – 02 61 91 68 16", "company.address", "company.phone")

    assert found["company.address"] == "17 levée de la Loire, 45500 Gien"
