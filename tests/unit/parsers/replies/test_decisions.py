"""What a company's answer must never be taken for."""

from datetime import date

import pytest

from parsers.replies.decisions import read

MONDAY = date(2026, 6, 22)
THREE = ["VASSEUR Laurent", "HADDAD Sonia", "OZTURK Mehmet"]


def states(text, presented=THREE):
    """Candidate -> state."""
    return {decision.candidate: decision.state for decision in read(text, presented=presented, today=MONDAY).decisions}


@pytest.mark.parametrize(
    "text",
    [
        "M. Vasseur n'est pas encore retenu",
        "Je ne sais pas si je prends M. Vasseur",
        "J'ai pris contact avec M. Vasseur.",
        "M. Vasseur serait retenu si le chantier démarre.",
        "Vasseur : peut-être",
        "Avez-vous retenu M. Vasseur ?",
        "Merci pour la candidature de M. Vasseur.",
    ],
)
def test_a_yes_that_is_none_hires_nobody(text):
    """Denied, conditional, asked or only mentioned: no decision to hire."""
    assert "hired" not in states(text).values()


def test_the_others_are_those_who_were_not_named():
    """Those named in a question are not « the others » either."""
    assert states("Sonia vient-elle jeudi ? Non pour les autres.") == {
        "Vasseur Laurent": "rejected",
        "Ozturk Mehmet": "rejected",
    }


def test_what_is_said_by_name_stands_over_what_is_said_of_all():
    """« aucun … sauf »."""
    assert states("Aucun ne convient sauf Mme Haddad.")["Haddad Sonia"] == "hired"


def test_a_rank_that_does_not_exist_is_a_doubt():
    """There is no fifth of three."""
    answer = read("Le cinquième est retenu.", presented=THREE, today=MONDAY)

    assert answer.decisions == ()
    assert answer.to_review


def test_a_day_of_the_month_is_no_rank():
    """« le 1er juillet » points at nobody."""
    assert states("Haddad retenue, début le 1er juillet") == {"Haddad Sonia": "hired"}


def test_a_family_name_that_is_a_word_needs_its_capital():
    """« petit » is small, « Petit » is a person."""
    assert states("il y a un petit souci, non", presented=["PETIT Luc", "FAURE Zoé"]) == {}
    assert states("Petit : non", presented=["PETIT Luc", "FAURE Zoé"]) == {"Petit Luc": "rejected"}


def test_nobody_presented_means_nothing_decided():
    """An answer to nothing is a doubt."""
    answer = read("Retenu", presented=[], today=MONDAY)

    assert answer.decisions == ()
    assert answer.to_review
