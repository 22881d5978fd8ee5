"""What is read from a picture is believed only where nothing speaks against it."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.document import Document, Line
from parsers.forms import liaison_form

TODAY = date(2026, 11, 24)


def judged(label, text, *, certainty=0.99):
    """The need of a recognised page that answers one label beside some others."""
    lines = [
        ("Raison sociale", "Toitures Daubrée"),
        ("Siret", "732 829 320 00074"),
        ("Intitulé du poste", "Couvreur"),
        (label, text),
    ]
    blocks = tuple(Line(text=f"{name} : {value}", place="page 1", certainty=certainty) for name, value in lines)
    return liaison_form.extract(Document(type="png", blocks=blocks, recognised=True), today=TODAY).needs[0]


@pytest.mark.parametrize(
    ("label", "text", "path", "problem"),
    [
        ("Lieu de travail", "Gare de ▒ Amiens", "conditions.workplace", "ocr_unread"),
        ("Adresse", "8 bis chemin de", "company.address", "ocr_cut"),
        ("Lieu de travail", "Amiens Visite sur place : le lundi", "conditions.workplace", "label_inside"),
    ],
)  # fmt: skip
def test_what_was_lost_or_ran_on_is_for_a_person(label, text, path, problem):
    """Ink that was not read, a line that breaks off, the next label within."""
    need = judged(label, text)

    assert path in need.to_review
    assert problem in need.fields[path].problems


def test_what_was_read_well_is_believed():
    """A person is not asked for nothing."""
    assert "conditions.workplace" not in judged("Lieu de travail", "Gare de Saint-Quentin").to_review


@pytest.mark.parametrize(("text", "certainty"), [("Gare de ▒ Amiens", 1.0), ("Gare Poser de des Saint-Quentin", 0.8)])
def test_print_that_cannot_be_trusted_is_for_a_person_without_any_picture(text, certainty):
    """Letters whose font does not tell what they mean, or that lie over others."""
    blocks = (
        Line(text="Raison sociale : Toitures Daubrée", place="page 1"),
        Line(text="Intitulé du poste : Couvreur", place="page 1"),
        Line(text=f"Lieu de travail : {text}", place="page 1", certainty=certainty),
    )
    (need,) = liaison_form.extract(Document(type="pdf", blocks=blocks), today=TODAY).needs

    assert "text_unreadable" in need.fields["conditions.workplace"].problems
    assert need.to_review == ("conditions.workplace",)


def test_an_answer_under_a_row_of_labels_is_as_unsure_as_it_was_read():
    """The labels are clear, what stands under them is not: « l.wattel » was read as « lwattel »."""
    rows = [
        ("Raison sociale\tN° SIRET", 0.99),
        ("Toitures Daubrée\t732 829 320 00074", 0.99),
        ("Téléphone\tCourriel", 0.99),
        ("01 99 00 11 17\tlwattel@daubree.example", 0.6),
        ("Intitulé du poste\tNombre de postes", 0.99),
        ("Couvreur\t2 personnes", 0.99),
    ]
    blocks = tuple(Line(text=text, place="page 1", certainty=certainty) for text, certainty in rows)
    (need,) = liaison_form.extract(Document(type="png", blocks=blocks, recognised=True), today=TODAY).needs

    assert {"company.email", "company.phone"} <= set(need.to_review)
    assert "company.name" not in need.to_review


def test_that_there_is_nothing_needs_no_second_look():
    """« Néant » in a picture is an answer like any other."""
    assert "job.special_requirements" not in judged("Exigences particulières", "Néant", certainty=0.98).to_review
