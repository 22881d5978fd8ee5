"""Plain text, number words, and the ways to say nothing."""

from __future__ import annotations

import pytest

from parsers.values.wording import folded, number, says_none, says_nothing, with_digits


@pytest.mark.parametrize(
    "written", ["/", "-", "--", "néant", "NÉANT", "sans objet", "NC", "n.c.", "RAS", "N/A", "non renseigné", "xxx"]
)
def test_there_is_nothing_to_say(written):
    """All ways to answer that there is nothing."""
    assert says_nothing(written)


@pytest.mark.parametrize("written", ["Aucune", "non", "Permis B", "rien de particulier mais ponctualité", "NCS", "2"])
def test_an_answer_is_not_nothing(written):
    """« Aucune » says that none is asked for: it is an answer."""
    assert not says_nothing(written)


def test_none_is_an_answer():
    """It empties a list, and stays as text elsewhere."""
    assert says_none("Aucune.")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("vingt et un", "21"),
        ("vingt-quatre mois", "24 mois"),
        ("quatre-vingt-deux", "82"),
        ("cent vingt", "120"),
        ("soixante-quinze", "75"),
        ("neuve", "neuve"),
        ("quatre-vingt-dix-neuf", "99"),
    ],
)
def test_number_words_are_digits(written, value):
    """And other words stay."""
    assert with_digits(written) == value


@pytest.mark.parametrize(
    ("written", "value"), [("1 850,50", 1850.5), ("1.850", 1850), ("12.02", 12.02), ("12,02", 12.02)]
)
def test_french_numbers(written, value):
    """A dot parts thousands, or decimals."""
    assert number(written) == value


def test_folding_knows_french_print():
    """Ligatures, typographic quotes, narrow spaces."""
    assert folded("L’Œuvre\u202fÀ\u00a0NOTRE") == "l'oeuvre a notre"
