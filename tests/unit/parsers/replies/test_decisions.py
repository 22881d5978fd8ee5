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
        "Je reviens vers vous pour M. Vasseur.",
        "Nous allons revenir vers M. Vasseur.",
        "M. Vasseur est revenu.",
        "On garde M. Vasseur pour le prochain chantier.",
        "M. Vasseur a commencé lundi mais il n'est pas revenu mardi.",
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


@pytest.mark.parametrize(
    "text",
    [
        "Vasseur retenu, Haddad reste en réserve si désistement",
        "On le prend pas, Vasseur",
        "Nous n'allons finalement pas recruter M. Vasseur",
        "Paul Vasselin est retenu",
        "Je prends tout le monde sauf Haddad",
    ],
)
def test_who_is_set_apart_is_not_hired_along(text):
    """A reserve, a denial as it is spoken, a stranger, an exception: none of them is hired."""
    hired = {who for who, state in states(text).items() if state == "hired"}

    assert "Haddad Sonia" not in hired
    assert "Vasseur Laurent" not in hired or "Vasseur retenu" in text or "tout le monde" in text


def test_a_shortcoming_alone_says_no_only_beside_verdicts():
    """« pas de permis » answers the question only where the others are answered."""
    assert states("Vasseur : ok\nHaddad : pas de permis") == {"Vasseur Laurent": "hired", "Haddad Sonia": "rejected"}
    assert states("Haddad : pas de permis") == {}
    assert states("Vasseur : ok\nHaddad : pas de permis mais motivée") == {"Vasseur Laurent": "hired"}


def test_an_answer_below_a_quoted_name_is_about_that_name():
    """« > 2. HADDAD Sonia », and « non » below it."""
    assert states("> 1. VASSEUR Laurent\nretenu\n> 2. HADDAD Sonia\nnon, trop loin") == {
        "Vasseur Laurent": "hired",
        "Haddad Sonia": "rejected",
    }


def test_a_heading_speaks_of_the_names_below_it_only():
    """« Retenus : », « Non retenus : », and a line of its own between."""
    text = "Retenus :\n- Vasseur\nNon retenus :\n- Haddad\n\nMerci de votre aide.\n- Ozturk à voir"

    assert states(text) == {"Vasseur Laurent": "hired", "Haddad Sonia": "rejected"}


def test_ranks_after_an_article_are_no_days():
    """« le 1 et le 3 » are candidates; « le 1er juillet » is a day."""
    answer = read("On garde le 1 et le 3, début le 1er juillet", presented=THREE, today=MONDAY)

    assert [(one.candidate, one.date) for one in answer.decisions] == [
        ("Vasseur Laurent", "2026-07-01"),
        ("Ozturk Mehmet", "2026-07-01"),
    ]


def test_a_reason_stays_as_it_was_written():
    """What was mended for reading is not put into the company's mouth."""
    answer = read("Vasseur ok, Haddad non na pas le permis", presented=THREE, today=MONDAY)

    assert answer.decisions[1].reason == "na pas le permis"


def test_a_misspelt_name_decides_when_one_letter_parts_it():
    """One slip is a slip; two letters, or two candidates who may be meant, are a doubt."""
    assert states("Vaseur retenu") == {"Vasseur Laurent": "hired"}
    assert states("Vesser retenu") == {}
    assert states("Marten retenu", ["MARTIN Paul", "MARTEL Luc"]) == {}


def test_words_that_only_name_the_candidates_are_no_reason():
    """« …, désolé pour les candidats » tells a partner nothing of why."""
    answer = read("Je ne peux prendre personne, désolé pour les candidats.", presented=THREE, today=MONDAY)

    assert {(one.state, one.reason) for one in answer.decisions} == {("rejected", None)}


def test_the_day_of_another_call_is_not_that_of_the_last_message():
    """« pas de nouvelle depuis mon sms de vendredi » names no day to come; « je la rappelle lundi » does."""
    silent, again = (
        read(text, presented=["MOREL Kevin"], today=date(2026, 6, 22))
        for text in ("Pas de nouvelle de Kevin depuis mon sms de vendredi.", "Kevin : je le rappelle lundi.")
    )

    assert [(one.state, one.date) for one in silent.decisions] == [("to_call_back", None)]
    assert [(one.state, one.date) for one in again.decisions] == [("to_call_back", "2026-06-29")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("M. Vasseur : absent à l'entretien du 18/06", None),
        ("Mme Haddad n'est pas venue jeudi à 9h.", None),
        ("J'ai eu M. Vasseur au téléphone, il n'est plus disponible", None),
        ("Mme Haddad n'est pas retenue, pas de permis", "pas de permis"),
        (
            "M. Vasseur n'a pas souhaité poursuivre, les horaires ne lui conviennent pas",
            "les horaires ne lui conviennent pas",
        ),
        ("Trop loin du chantier, M. Vasseur n'est pas retenu", "Trop loin du chantier"),
    ],
)
def test_a_day_and_a_call_are_no_reason(text, reason):
    """When it was, and how one knows, tell a partner nothing of why."""
    (decision,) = read(text, presented=THREE, today=MONDAY).decisions

    assert decision.reason == reason
