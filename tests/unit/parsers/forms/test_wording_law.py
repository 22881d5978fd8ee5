"""Wording law: what a need must not ask for, and what it may."""

from __future__ import annotations

import pytest

from parsers.forms.wording_law import unlawful
from parsers.vocabulary import usual


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("Homme de préférence", "sex"),
        ("candidature féminine souhaitée", "sex"),
        ("moins de 30 ans", "age"),
        ("retraités s'abstenir", "age"),
        ("nationalité française exigée", "origin"),
        ("pas d'accent", "origin"),
        ("habitant de la commune uniquement", "origin"),
        ("pas de problème de dos", "health"),
        ("sans enfant", "family"),
        ("pas de voile", "religion"),
        ("bonne présentation exigée", "appearance"),
        ("physique robuste", "appearance"),
        ("non syndiqué", "union"),
        ("pas de chômeurs", "precarity"),
    ],
)
def test_what_the_law_forbids_is_found_with_its_ground(text, ground):
    """Each ground of the list, in the words of those who write it."""
    assert ground in [name for name, _ in unlawful(text, usual())]


@pytest.mark.parametrize(
    "text",
    [
        "Permis B obligatoire",
        "aptitude médicale au port du masque (réglementation amiante)",
        "18 ans révolus (conduite d'engins, réglementation)",
        "casier judiciaire vierge (agent de sécurité, CNAPS)",
        "habilitation défense : nationalité française requise",
        "poste ouvert aux personnes handicapées",
        "contrat pro réservé aux moins de 26 ans",
        "expérience de plus de 10 ans",
        "travail en hauteur, ne pas avoir le vertige",
        "habitants des quartiers prioritaires (QPV), public de la clause",
        "femme de ménage (H/F)",
        "taille de haies",
    ],
)
def test_what_a_trade_or_a_regulation_asks_for_is_lawful(text):
    """A licence, a fitness that a regulation requires, a public of the clause."""
    assert unlawful(text, usual()) == ()
