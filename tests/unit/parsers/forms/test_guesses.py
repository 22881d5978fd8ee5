"""Guesses: the field of a label that no list holds."""

from __future__ import annotations

import pytest

from parsers.forms.guesses import guessed
from parsers.vocabulary import usual


@pytest.mark.parametrize(
    ("label", "text", "path"),
    [
        ("Qui décide ?", "M. Ximun Etcheto", "company.contact_name"),
        ("Ils commencent", "Le 15 mars 2027", "job.start_date"),
        ("Agissant pour le compte de", "Mayenne Travaux Publics", "company.name"),
        ("À raison de", "35 heures par semaine", "conditions.weekly_hours"),
        ("Par écrit ?", "x.etcheto@menuiserie.example", "company.email"),
        ("Motif", "accroissement", None),
        ("Numéro de dossier", "B-114", None),
    ],
)
def test_a_word_of_the_label_and_the_look_of_the_answer_tell_a_field(label, text, path):
    """Both are needed, unless the answer can only be one thing."""
    assert guessed(label, text, frozenset(), usual()) == path


def test_a_field_that_another_label_asks_for_is_not_guessed():
    """What was asked in plain words has its answer, or none."""
    assert guessed("Qui décide ?", "M. Ximun Etcheto", {"company.contact_name", "company.name"}, usual()) is None
