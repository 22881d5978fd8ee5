"""What is only announced is nobody's award."""

import pytest

from parsers.forms.announcements import is_announced, nothing_decided, tells_winners


@pytest.mark.parametrize(
    "sentence",
    [
        "Le marché n'est pas encore notifié.",
        "Le lot 2 sera notifié en juillet.",
        "L'entreprise pressentie est Bâti Nord.",
        "Alpes Structures serait retenue sur le gros œuvre.",
        "Rien n'est signé.",
        "L'attribution est faite sous réserve des pièces.",
    ],
)
def test_what_is_to_come_is_announced(sentence):
    """No company is written to for it."""
    assert is_announced(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Le marché a été notifié le 3 juin.", "Le lot 2 est attribué à Bâti Nord.", "Elle devra réaliser 300 heures."],
)
def test_what_is_done_is_not_announced(sentence):
    """It stands."""
    assert not is_announced(sentence)


def test_one_lot_to_come_leaves_the_others():
    """« Le lot 2 sera notifié en juillet » says nothing against lot 1."""
    assert not nothing_decided("Le lot 1 est notifié à Bâti Nord. Le lot 2 sera notifié en juillet.")
    assert nothing_decided("La commission s'est tenue hier. Le marché sera notifié en juillet.")


def test_a_question_about_a_lot_tells_no_winner():
    """Words of winning make a notification, figures alone do not."""
    assert not tells_winners("Où en est Bâti Nord avec le lot 2 et ses 300 heures ?")
    assert tells_winners("Le lot 2 revient à Bâti Nord.")
