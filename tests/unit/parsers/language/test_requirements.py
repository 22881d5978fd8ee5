"""Requirements: what a few words about a person say to one thing that a job asks for."""

from __future__ import annotations

import pytest

from parsers.language.requirements import answer, is_plain


@pytest.mark.parametrize(
    ("requirement", "words", "expected"),
    [
        ("Permis B", "il a le permis B et un véhicule", "yes"),
        ("Permis B exigé", "Sofia n'a pas le permis B", "no"),
        ("Permis B", "sans permis", "no"),
        ("Permis B", "le permis", "yes"),
        ("Permis B", "permis C", None),
        ("Permis de conduire", "sans permis", "no"),
        ("Permis B", "permis B : non", "no"),
        ("Permis B", "permis B en cours", "no"),
        ("Permis B", "permis de séjour valable", None),
        ("CACES R482", "CACES R 482 cat. A", "yes"),
        ("CACES R482", "CACES R489", None),
        ("Habilitation électrique", "habilité électrique B1V", "yes"),
        ("Véhicule personnel", "pas de véhicule", "no"),
        ("Travail en hauteur", "accepte le travail en hauteur sans problème", "yes"),
        ("Permis B", "n'a pas de voiture mais a le permis B", "yes"),
        ("Permis B", "permis AM seulement", None),
        ("Permis B", "permis moto", None),
        ("Permis B", "le permis n'est pas valide", "no"),
        ("Permis B", "son permis a été annulé, sans permis", "no"),
        ("Travail en hauteur", "ne craint pas la hauteur", "yes"),
        ("Travail en hauteur", "n'a pas peur de la hauteur", "yes"),
        ("Travail en hauteur", "pas de travail en hauteur", "no"),
        ("Habilitation électrique", "habilité BR", "yes"),
        ("Maçonnerie traditionnelle", "dix ans de maçonnerie", "yes"),
        ("Permis B", "", None),
    ],
)  # fmt: skip
def test_what_is_said_answers_what_is_asked(requirement, words, expected):
    """Yes, no, or nothing; a thing in the making is not there yet."""
    assert answer(requirement, words) == expected


@pytest.mark.parametrize("requirement", ["Permis B", "CACES R482 cat. A", "Véhicule personnel"])
def test_a_licence_is_a_plain_requirement(requirement):
    """One has it or not."""
    assert is_plain(requirement)


@pytest.mark.parametrize("requirement", ["Bonne condition physique", "Port de charges", "Ponctualité", "Casier vierge"])
def test_what_touches_health_or_bearing_is_not(requirement):
    """What was said of it goes to no company."""
    assert not is_plain(requirement)
