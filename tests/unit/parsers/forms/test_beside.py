"""Beside: labels and answers on one line."""

from __future__ import annotations

import pytest

from parsers.forms.beside import beside, glued
from parsers.forms.blocks import block_of
from parsers.vocabulary import usual


def pairs(text, **more):
    """(label, answer) of a line."""
    return [(pair.written, pair.value) for pair in beside(text, usual(), **more)]


def test_a_separator_in_parentheses_parts_nothing():
    """« Contact (M. ou Mme : nom) : … » has one colon that counts."""
    assert pairs("Contact (M. ou Mme : prénom, nom) : Mme Raffin") == [
        ("Contact (M. ou Mme : prénom, nom)", "Mme Raffin")
    ]


def test_an_arrow_leads_to_the_answer():
    """As a colon does."""
    assert pairs("Structure employeuse ► Lorient Marée") == [("Structure employeuse", "Lorient Marée")]


def test_a_number_is_no_beginning_of_the_next_label():
    """« 31 – Courriel » would be a counted label; the number is the telephone's."""
    line = "Portable : 06 39 98 70 31 – Courriel : f.diallo@lbg.example"

    assert pairs(line) == [("Portable", "06 39 98 70 31"), ("Courriel", "f.diallo@lbg.example")]


def test_a_label_leads_each_of_several_chunks():
    """Nothing but the bars parts them."""
    assert pairs("Siret 732 829 320 00074 | Correspondante Leïla B. | Tél. 04 65 71 91 36") == [
        ("Siret", "732 829 320 00074"),
        ("Correspondante", "Leïla B."),
        ("Tél.", "04 65 71 91 36"),
    ]


def test_a_single_word_before_a_dash_is_a_label_where_that_is_usual():
    """Else it is a phrase with a dash."""
    assert pairs("Metier - Carreleur", dashes=True) == [("Metier", "Carreleur")]
    assert pairs("Metier - Carreleur") == []


@pytest.mark.parametrize("text", ["SIRET 732 829 320 00074", "À partir du 18 janvier 2027"])
def test_a_typed_answer_may_be_glued_to_its_label(text):
    """It can be nobody else's."""
    assert glued(text, usual()) is not None


def test_a_sentence_is_no_label_and_answer():
    """« Nous recherchons » begins an advertisement."""
    sentence = (
        "Nous recherchons 2 couvreurs pour le chantier. Les contrats sont des CDD de 6 mois à 35 heures par semaine."
    )

    assert glued(sentence, usual()) is None


def test_a_counted_line_with_its_openings_begins_a_job():
    """« 2) Aide-peintre - 1 poste »."""
    block = block_of("2) Aide-peintre - 1 poste", usual())

    assert block is not None
    assert (block.rank, block.title, block.openings) == (1, "Aide-peintre", "1")
