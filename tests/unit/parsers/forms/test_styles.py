"""Styles: how a document sets its labels off."""

from __future__ import annotations

from parsers.document import Line
from parsers.forms.pieces import pieces_of
from parsers.forms.styles import style_of
from parsers.vocabulary import usual


def style(*texts):
    """The style of some lines; a star before a text makes it bold."""
    lines = [
        Line(text=text.lstrip("*"), place=f"ligne {n}", heading=text.startswith("*")) for n, text in enumerate(texts, 1)
    ]
    return style_of(pieces_of(lines), usual())


def test_lines_counted_with_answers_between_them_are_labels():
    """Also those that no list holds."""
    found = style(
        "1) Titulaire du lot", "Essonne Net", "2) Siret", "x", "3) Adresse", "y", "4) RIB", "z", "5) Poste", "maçon"
    )

    assert found.marked == {0, 2, 4, 6, 8}


def test_numbers_over_labelled_lines_count_the_parts_of_a_form():
    """« 1/ L'entreprise » over « Siret : … » is a title."""
    found = style(
        "1/ Entreprise",
        "Siret : 1",
        "2/ Poste",
        "Métier : maçon",
        "3/ Contrat",
        "Durée : 6 mois",
        "4/ Signature",
        "Date : 1/1",
    )

    assert not found.marked


def test_labels_before_a_dash_are_the_style_of_a_document():
    """Where they are many; one dash is a dash."""
    many = style("Siret - 1", "Adresse - 2", "Contact - 3", "Mission - 4", "Formation - 5", "Salaire - 6")

    assert many.dashes
    assert not style("Siret - 1", "Bonjour", "à tous", "merci").dashes


def test_bold_questions_over_plain_answers_are_labels():
    """A bold line that asks nothing is a title."""
    questions = [
        "*Quel métier ?",
        "maçon",
        "*Combien ?",
        "2",
        "*Quand ?",
        "mars",
        "*Quel contrat ?",
        "CDD",
        "*Où ?",
        "Sète",
    ]
    found = style("*Vos recrutements", *questions, "*Qui devons-nous appeler ?", "Mme Roca", "*Salaire :", "SMIC")

    assert found.marked == {1, 3, 5, 7, 9, 11, 13}
