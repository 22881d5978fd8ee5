"""Faint print: grey or italic words where an answer goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from parsers.document import Cell, Document, Line, Table
from parsers.forms.liaison_form import extract

TODAY = date(2026, 11, 24)
ANSWERS = {
    "Raison sociale": "Lys Propreté",
    "Siret": "732 829 320 00074",
    "Téléphone": "03 53 01 33 44",
    "Appellation du poste": "Agent de propreté",
    "Nombre de postes": "2",
    "Date du recrutement": "11/01/2027",
    "Activités principales": "Entretien des bureaux",
    "Type de contrat": "CDD",
    "Durée du contrat": "6 mois",
    "Durée hebdomadaire": "35 h",
    "Salaire brut": "12,50 € de l'heure",
    "Lieu de travail": "Douai",
}


def form(answers, faint=()):
    """A table of labels and answers; those of the labels in `faint` are grey or in italics."""
    rows = tuple(
        (
            Cell(text=label, place=f"tableau 1, ligne {row + 1}, colonne 1", row=row, column=0, heading=True),
            Cell(
                text=text,
                place=f"tableau 1, ligne {row + 1}, colonne 2",
                row=row,
                column=1,
                faint=tuple(text.split("\n")) if label in faint else (),
            ),
        )
        for row, (label, text) in enumerate(answers.items())
    )
    return Document(type="docx", blocks=(Table(rows=rows),))


def needs(document):
    """What is read of it."""
    return extract(document, today=TODAY).needs


def test_a_grey_example_in_an_unanswered_cell_is_for_a_person():
    """Nothing in its words says that it is one."""
    (need,) = needs(form({**ANSWERS, "Lieu de travail": "Amiens centre"}, faint={"Lieu de travail"}))

    assert need.conditions.workplace == "Amiens centre"
    assert need.fields["conditions.workplace"].problems == ("faint_print",)
    assert need.to_review == ("conditions.workplace",)


def test_a_grey_instruction_in_an_unanswered_cell_is_no_answer():
    """Its words alone might be a company's."""
    hints = {"Lieu de travail": "Si possible, le nom du chantier", "Activités principales": "Une tâche par ligne"}
    (need,) = needs(form({**ANSWERS, **hints}, faint=set(hints)))

    assert need.conditions.workplace is None
    assert need.job.activities == ()
    assert need.missing == ("job.activities", "conditions.workplace")


def test_grey_behind_a_label_is_for_a_person_too():
    """« Lieu de travail : » in black, what follows in grey."""
    lines = [
        Line(text=f"{label} : {text}", place=f"paragraphe {at}") for at, (label, text) in enumerate(ANSWERS.items())
    ]
    lines[-1] = Line(text="Lieu de travail : Amiens centre", place="paragraphe 12", faint=("Amiens centre",))
    (need,) = needs(Document(type="docx", blocks=tuple(lines)))

    assert need.to_review == ("conditions.workplace",)


def test_the_same_words_set_like_any_answer_stay():
    """Without the print they are what somebody wrote."""
    (need,) = needs(form({**ANSWERS, "Lieu de travail": "Si possible, le nom du chantier"}))

    assert need.conditions.workplace == "Si possible, le nom du chantier"


def test_a_company_that_writes_all_in_italics_is_believed():
    """All its answers, its true SIRET among them."""
    (need,) = needs(form(ANSWERS, faint=set(ANSWERS)))

    assert need.to_review == ()
    assert need.job.title == "Agent de propreté"


def test_a_form_with_examples_in_grey_only_was_sent_back_unfilled():
    """Nobody is told by it."""
    examples = {label: text for label, text in ANSWERS.items() if label not in {"Siret", "Téléphone"}}

    assert needs(form({**examples, "Siret": "", "Téléphone": ""}, faint=set(examples))) == ()


def test_hints_under_labels_are_left_out_where_the_form_has_them_throughout():
    """A line in italics between the label and what was written."""
    hinted = {
        "Appellation du poste": "Le métier tel qu'on le nomme\nAgent de propreté",
        "Activités principales": "Ce que fera la personne\nEntretien des bureaux",
        "Lieu de travail": "Le chantier\nDouai",
    }
    document = form({**ANSWERS, **hinted})
    (table,) = document.tables()
    rows = tuple(
        tuple(
            Cell(text=cell.text, place=cell.place, row=cell.row, column=cell.column, faint=(cell.text.split("\n")[0],))
            if "\n" in cell.text
            else cell
            for cell in row
        )
        for row in table.rows
    )
    (need,) = needs(Document(type="docx", blocks=(Table(rows=rows),)))

    assert need.job.title == "Agent de propreté"
    assert need.job.activities == ("Entretien des bureaux",)
    assert need.conditions.workplace == "Douai"
    assert need.to_review == ()


def test_a_hint_beside_a_label_is_no_part_of_it():
    """« Poste (le métier recherché, en clair) » in one line."""
    lines = [
        Line(text=f"{label} : {text}", place=f"paragraphe {at}") for at, (label, text) in enumerate(ANSWERS.items())
    ]
    hint = "précisez aussi le code ROME, s'il est connu"
    lines[3] = Line(text=f"Appellation du poste ({hint}) : Agent", place="paragraphe 3", faint=(hint,))
    (need,) = needs(Document(type="docx", blocks=tuple(lines)))

    assert need.job.title == "Agent"


def test_labels_in_italics_make_no_hints_of_answers_in_italics():
    """The whole form is set so."""
    lines = [
        Line(text=f"{label} : {text}", place=f"paragraphe {at}", faint=(f"{label} : {text}",))
        for at, (label, text) in enumerate(ANSWERS.items())
        if label != "Siret"
    ]
    (need,) = needs(Document(type="docx", blocks=tuple(lines)))

    assert need.job.title == "Agent de propreté"
    assert need.to_review == ()


def test_a_hint_that_its_narrow_cell_broke_is_left_out_whole():
    """As a page tells it: one stretch a line."""
    hints = {
        "Lieu de travail": "Si possible, l'adresse\ndu chantier",
        "Activités principales": "ex. : lavage,\nvitres\nLavage",
    }
    document = form({**ANSWERS, **hints}, faint={"Lieu de travail"})
    (table,) = document.tables()
    rows = tuple(
        tuple(replace(cell, faint=("ex. : lavage,", "vitres")) if "Lavage" in cell.text else cell for cell in row)
        for row in table.rows
    )
    (need,) = needs(replace(document, type="pdf", blocks=(Table(rows=rows),)))

    assert need.conditions.workplace is None
    assert need.job.activities == ("Lavage",)
