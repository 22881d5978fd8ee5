"""Agreements: only a plain yes to all that was proposed changes anything; the rest is no, or to be talked over."""

from __future__ import annotations

import pytest

from parsers.replies.agreements import read
from tests.cast import TODAY

ONE = {"conditions.gross_salary": {"min": 13.0, "max": 13.0, "period": "hour", "basis": None}}
TWO = {**ONE, "job.openings": 3}


def kind(text, proposed=None):
    """What the answer is."""
    found = read(text, proposed or ONE, today=TODAY)
    return found.kind if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour,\nC'est d'accord pour nous.\nCordialement",
        "ok",
        "Oui, vous pouvez modifier.",
        "Pas de souci, allez-y !",
        "Cela nous convient parfaitement, merci.",
        "Nous acceptons votre proposition.",
        "Aucune objection de notre part.",
        "D'accord pour 13 € de l'heure",
        "Entendu pour le permis non exigé.",
        "je valide",
        "Bon pour accord",
    ],
)
def test_a_plain_yes_is_one(text):
    """However it is said."""
    assert kind(text) == "accepts"


@pytest.mark.parametrize(
    "text",
    [
        "Non, ce n'est pas possible.",
        "Cela ne nous convient pas.",
        "Nous maintenons notre demande initiale.",
        "Pas d'accord.",
        "Nous ne pouvons pas accepter ce tarif.",
        "Impossible pour nous.",
    ],
)
def test_a_plain_no_is_one(text):
    """A denied yes is no yes."""
    assert kind(text) == "refuses"


@pytest.mark.parametrize(
    "text",
    [
        "D'accord, mais pas avant septembre.",
        "D'accord sur le principe.",
        "Nous ne sommes pas contre.",
        "Ok pour 12,50 € de l'heure",
        "Oui sous réserve de l'accord de ma direction.",
        "Je vois avec mon directeur et je reviens vers vous.",
        "Pourquoi pas, qu'en pensez-vous ?",
        "A priori oui.",
        "Oui si possible à partir de lundi",
        "Merci pour votre message.",
        "Et si on disait 12,80 € ?",
        "Nous préférerions 39 h par semaine",
        "Oui pour le salaire, non pour le reste",
    ],
)
def test_anything_else_is_talked_over(text):
    """Other values, conditions, questions, a word of thanks."""
    assert kind(text) == "discusses"


def test_a_yes_to_one_point_of_two_is_no_yes():
    """« D'accord pour le salaire »: nothing is said of the openings."""
    assert kind("D'accord pour le salaire.", TWO) == "discusses"
    assert kind("D'accord pour le salaire et pour les 3 postes.", TWO) == "accepts"
    assert kind("D'accord avec ces deux changements.", TWO) == "accepts"


def test_the_value_that_a_company_would_rather_have_is_told():
    """The referent sees it beside its words."""
    answer = read("Plutôt 12,50 € de l'heure et 2 postes", TWO, today=TODAY)

    assert answer is not None
    assert answer.others["job.openings"] == 2


def test_an_empty_answer_is_none():
    """Nothing but a greeting at the end."""
    assert read("   \n", ONE, today=TODAY) is None


def test_a_yes_to_one_and_a_no_to_another_is_for_talking():
    """« pas pour le salaire » is no yes to the salary."""
    assert kind("D'accord pour les 3 postes, pas pour le salaire", TWO) == "discusses"
