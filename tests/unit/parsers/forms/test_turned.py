"""Turned tables: panels side by side, labels under their answers."""

from __future__ import annotations

from datetime import date

from parsers.document import Cell, Document, Table
from parsers.forms.liaison_form import extract
from parsers.forms.turned import turned
from parsers.vocabulary import usual

TODAY = date(2026, 11, 24)


def table(*rows, span=1):
    """A table of these texts; the cells of its first row span so many columns."""
    return Table(
        rows=tuple(
            tuple(
                Cell(
                    text=text,
                    place=f"ligne {r + 1}, colonne {c + 1}",
                    row=r,
                    column=c if r else c * span,
                    column_span=1 if r else span,
                )
                for c, text in enumerate(row)
            )
            for r, row in enumerate(rows)
        )
    )


def test_what_stands_under_the_facilitator_is_not_the_company_s():
    """Two panels side by side: each is read under its own title."""
    panels = table(
        ("Facilitateur", "Entreprise"),
        ("Structure", "PLIE de la Lys", "Nom", "Lys Propreté"),
        ("Tél.", "03 53 01 11 22", "Tél.", "03 53 01 33 44"),
        ("Mail", "a.roy@plie.example", "Mail", "rh@lys.example"),
        ("Poste", "", "Poste", "Agent d'entretien"),
        ("Contrat", "", "Contrat", "CDI"),
        span=2,
    )

    (need,) = extract(Document(type="docx", blocks=(panels,)), today=TODAY).needs

    assert (need.company.name, need.company.email) == ("Lys Propreté", "rh@lys.example")
    assert need.company.phone == "+33353013344"


def test_a_label_under_its_answer_still_asks_for_it():
    """« 3 » over « nombre de postes », in nearly every cell."""
    cells = table(
        ("Lys Propreté\nnom de l'entreprise", "732 829 320 00074\nnuméro SIRET"),
        ("Agent d'entretien\nemploi proposé", "3\nnombre de postes"),
        ("CDD\nnature du contrat", "10 mois\ndurée du contrat"),
    )

    (need,) = extract(Document(type="docx", blocks=(cells,)), today=TODAY).needs

    assert (need.company.name, need.job.title, need.job.openings) == ("Lys Propreté", "Agent d'entretien", 3)
    assert (need.conditions.contract_type, need.conditions.contract_duration) == ("CDD", "P10M")


def test_a_table_in_its_usual_order_stays_as_it_is():
    """Labels over their answers in the same cell are not turned."""
    cells = table(
        ("Raison sociale\nLys Propreté", "SIRET\n732 829 320 00074"),
        ("Poste\nAgent d'entretien", "Nombre de postes\n3"),
    )

    assert turned(cells, usual()) == cells
