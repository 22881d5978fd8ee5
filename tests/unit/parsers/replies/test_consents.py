"""Consents and amendments: what a partner says of a person's agreement, and how it mends what we understood."""

from __future__ import annotations

import pytest

from parsers.reading import CandidateReading
from parsers.replies.amendments import amendments, takes_all_back, wants_no_mails
from parsers.replies.consents import consents
from parsers.replies.passages import noted, passages

KARIM = CandidateReading(last_name="Benali", first_name="Karim")
SOFIA = CandidateReading(last_name="Martin", first_name="Sofia")
ASKED = "Accord de la personne pour transmettre (oui ou non) : {}"
FORM = f"Nom : Benali\nPrénom : Karim\n{ASKED}\n\nNom : Martin\nPrénom : Sofia\n{ASKED}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karim Benali, il est informé et d'accord.\nSofia Martin, je dois encore lui en parler.", ("given", "awaited")),
        ("Karim Benali et Sofia Martin. Les deux sont bien informés.", ("given", "given")),
        ("- Karim Benali (accord : oui)\n- Sofia Martin", ("given", None)),
        (FORM.format("oui", "non"), ("given", "awaited")),
        (FORM.format("", ""), (None, None)),
        ("Karim Benali sous réserve de son accord ; Sofia Martin a donné son accord", ("awaited", "given")),
    ],
)  # fmt: skip
def test_a_partner_says_who_agrees(text, expected):
    """In prose, in a list, in our own lines filled in; silence is neither yes nor no."""
    assert consents(text, (KARIM, SOFIA)) == expected


def test_what_is_said_of_each_is_kept_with_that_person_and_holds_no_forbidden_number():
    """A social security number is starred out."""
    told = passages(
        "Karim Benali a le permis B, NIR 1 85 05 78 006 084 36.\nSofia Martin n'a pas le permis.", (KARIM, SOFIA)
    )

    assert "permis B" in noted(told[0])
    assert "006 084" not in noted(told[0])
    assert noted(told[1]) == "Sofia Martin n'a pas le permis"


@pytest.mark.parametrize(
    "text",
    [
        "Petite erreur : ce n'est pas Karim Benali mais Karim Belhadj.",
        "C'est Karim Belhadj et non Karim Benali.",
        "Il faut lire Karim BELHADJ au lieu de Karim BENALI",
    ],
)
def test_a_name_is_put_right(text):
    """Whichever of the two is said first."""
    found = amendments(text)

    assert [(a.was, a.last_name, a.first_name) for a in found] == [("Benali Karim", "Belhadj", "Karim")]


def test_two_people_who_are_proposed_are_no_correction():
    """« et » between two names mends nothing."""
    assert amendments("Je vous propose Karim Benali et Sofia Martin.") == ()


@pytest.mark.parametrize("text", ["Oubliez ma proposition.", "Je n'ai proposé personne, c'était une question."])
def test_everybody_is_taken_back(text):
    """« oubliez ma proposition »."""
    assert takes_all_back(text)
    assert not takes_all_back("Je vous propose Karim Benali.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Merci de ne plus m'envoyer de mails.", True),
        ("Merci de me retirer de votre liste de diffusion", True),
        ("Nous ne souhaitons plus recevoir vos offres.", True),
        ("Merci de ne plus m'envoyer de profils sans permis.", False),
        ("Merci de ne pas me relancer pour ce besoin.", False),
        ("Je n'ai personne pour le moment.", False),
    ],
)
def test_no_more_mails_is_told_from_no_more_of_some(text, wanted):
    """What is not wanted any more is sometimes one thing only."""
    assert wants_no_mails(text) is wanted
