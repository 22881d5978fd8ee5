"""What a partner's reply must never be taken for."""

from datetime import date

import pytest

from parsers.reading import CandidateReading, Reading
from parsers.replies.candidates import read
from parsers.statements import NeedRef

TODAY = date(2026, 6, 10)
MASON = NeedRef(ref="B-0042", title="Maçon")


def names(reply):
    """The candidates of a reply, as « Last First »."""
    return [f"{one.last_name} {one.first_name}" for one in reply.candidates]


def test_the_author_is_no_candidate():
    """Neither the sender nor the one who signs is proposed."""
    reply = read(
        "Je vous propose Tarek Aziz 06 39 98 10 01. Sophie Lenoir",
        today=TODAY,
        signature="Sophie Lenoir\nConseillère",
        sender="Sophie Lenoir <s@ml.example>",
    )

    assert names(reply) == ["Aziz Tarek"]


def test_the_colleague_is_no_candidate():
    """Whoever is said to be a colleague, or to follow the person, is not proposed."""
    reply = read("Ma collègue Julie Perrin vous contactera au sujet de Malik Sané (06 39 98 10 02).", today=TODAY)

    assert names(reply) == ["Sané Malik"]


def test_a_paper_of_somebody_taken_back_brings_nobody():
    """A CV does not undo a withdrawal."""
    paper = Reading(candidates=(CandidateReading(last_name="Petit", first_name="Luc"),))

    reply = read("M. Luc Petit a retrouvé un emploi.", documents=[("CV Petit.pdf", paper)], today=TODAY)

    assert reply.candidates == ()
    assert reply.withdrawn == ("M. Luc Petit",)


def test_a_paper_without_a_name_goes_to_the_only_candidate():
    """One person, one nameless CV: it is theirs."""
    paper = Reading(candidates=(CandidateReading(phone="+33639981003"),))

    reply = read("Je vous propose Luc Petit, CV joint", documents=[("scan.pdf", paper)], today=TODAY)

    assert (reply.candidates[0].phone, reply.candidates[0].documents) == ("+33639981003", ("scan.pdf",))


def test_a_paper_without_a_name_and_two_candidates_is_a_doubt():
    """It is put to nobody."""
    paper = Reading(candidates=(CandidateReading(phone="+33639981003"),))

    reply = read("Je propose Luc Petit et Zoé Faure", documents=[("CV.pdf", paper)], today=TODAY)

    assert [one.documents for one in reply.candidates] == [(), ()]
    assert [doubt.what for doubt in reply.to_review] == ["CV.pdf"]


@pytest.mark.parametrize("text", ["", " \n ", "?", "ok", "Merci", "Bonjour,", "\t\t\t", "(((", "06"])
def test_next_to_nothing_is_nothing(text):
    """No candidate, no « nobody »."""
    reply = read(text, today=TODAY, need=MASON, needs=[MASON])

    assert (reply.candidates, reply.no_candidate) == ((), False)


def test_nobody_and_somebody_is_somebody():
    """« pas de maçon, mais … » proposes."""
    reply = read(
        "Pas de candidat maçon confirmé, mais je vous propose Ali Reza, débutant, 06 39 98 10 05.", today=TODAY
    )

    assert names(reply) == ["Reza Ali"]
    assert not reply.no_candidate


@pytest.mark.parametrize(
    "wording",
    [
        "Je propose Rosalie MBEMBA, elle n'a pas de téléphone, passer par moi au 03 99 00 31 22.",
        "Je propose Rosalie MBEMBA, me contacter au 06 39 98 31 22 pour la joindre.",
        "Je propose Rosalie MBEMBA, contactez notre accueil au 03 99 00 31 22.",
    ],
)
def test_a_telephone_by_which_one_reaches_the_partner_is_not_the_candidates(wording):
    """The number after « passer par moi » is kept from the candidate."""
    (candidate,) = read(wording, today=date(2026, 6, 10)).candidates

    assert candidate.last_name == "Mbemba"
    assert candidate.phone is None


def test_the_candidate_is_not_its_own_adviser():
    """« son référent est Y 03 … » names a colleague and the colleague's telephone; X stays proposed."""
    reply = read("Je propose Paul Durand, son référent est Marc Petit 03 99 00 11 22.", today=date(2026, 6, 10))

    assert [(one.last_name, one.phone) for one in reply.candidates] == [("Durand", None)]


def test_people_whose_answer_is_awaited_are_doubts_also_behind_a_comma():
    """« j'attends la réponse de deux candidats, X et Y » proposes nobody yet."""
    reply = read("Bonjour, j'attends la réponse de deux candidats, Kevin Petit et Lola Blanc.", today=date(2026, 6, 10))

    assert reply.candidates == ()
    assert [doubt.what for doubt in reply.to_review] == ["Kevin Petit", "Lola Blanc"]


def test_a_sentence_under_a_header_in_commas_is_no_row():
    """As many commas as the header has do not make a person of a sentence."""
    reply = read("Nom, Prénom, Téléphone\nnous vous les transmettrons demain, promis, juré", today=date(2026, 6, 10))

    assert reply.candidates == ()


def test_the_authors_own_number_is_no_candidates():
    """« mes coordonnées » are those of whoever writes."""
    reply = read("Mes coordonnées : 03 99 00 11 22. Candidat : Malik Sané, disponible de suite.", today=TODAY)

    assert [one.phone for one in reply.candidates] == [None]


def test_a_no_behind_a_name_proposes_nobody():
    """« Karim Benali non », beside one who stays."""
    reply = read("Malik Sané maintient sa candidature, Karim Benali non.", today=TODAY)

    assert names(reply) == ["Sané Malik"]
