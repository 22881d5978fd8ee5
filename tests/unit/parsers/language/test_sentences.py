"""Where a sentence ends."""

from __future__ import annotations

import pytest

from parsers.language.sentences import sentences_of


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("OK pour M. Petit. Mme Roy non.", ["OK pour M. Petit.", "Mme Roy non."]),
        ("Entretien le 3 déc. à 8h avec Mme Roy.", ["Entretien le 3 déc. à 8h avec Mme Roy."]),
        ("Rendez-vous jeu. 3 déc. 2026 au dépôt.", ["Rendez-vous jeu. 3 déc. 2026 au dépôt."]),
        ("Le contrat finit en déc. Merci de nous en trouver un autre.", ["Le contrat finit en déc.", "Merci de nous en trouver un autre."]),
        ("Il se gare sur le parking de la mer. Bien à vous", ["Il se gare sur le parking de la mer.", "Bien à vous"]),
    ],
)  # fmt: skip
def test_an_abbreviation_ends_no_sentence(line, sentences):
    """« M. », and a month or a day cut short where the line goes on in small letters or figures."""
    assert sentences_of(line) == sentences
