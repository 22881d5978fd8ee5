"""Tab tables: one job a column, where tabs stand for the lines of a table."""

from __future__ import annotations

from datetime import date

from parsers.document import Document, Line, Table
from parsers.forms.liaison_form import extract
from parsers.forms.tab_tables import with_tables
from parsers.vocabulary import usual

ROWS = (
    "Entreprise : Lys Propreté",
    "Intitulé\tVitrier\tAgent d'accueil",
    "Nombre\t1\t2",
    "Début\t01/02/2027\t15/02/2027",
    "Missions\tpose de vitrages\taccueil, standard",
    "Contrat\tCDD\tCDI",
    "Durée\t12 mois\t–",
    "Heures\t35 h\t28 h",
)


def lines(*texts):
    """Lines with their places."""
    return [Line(text=text, place=f"ligne {number}") for number, text in enumerate(texts, 1)]


def test_each_column_is_a_job():
    """Nothing of the second job gets into the first."""
    needs = extract(Document(type="docx", blocks=tuple(lines(*ROWS))), today=date(2026, 11, 24)).needs

    assert [(need.job.title, need.job.openings) for need in needs] == [("Vitrier", 1), ("Agent d'accueil", 2)]
    assert [need.conditions.weekly_hours for need in needs] == [35, 28]


def test_labels_in_other_columns_make_no_such_table():
    """« label ⇥ answer ⇥ label » is read as lines."""
    pairs = lines(*["Nom\tLys Propreté\tSiret"] * 5)

    assert not any(isinstance(block, Table) for block in with_tables(pairs, usual()))
