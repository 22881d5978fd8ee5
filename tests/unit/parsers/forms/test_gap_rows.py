"""Gap rows: labels side by side over a line of their answers."""

from __future__ import annotations

from datetime import date

from parsers.document import Document, Line
from parsers.forms.evidence import fit
from parsers.forms.liaison_form import extract

TODAY = date(2026, 11, 24)


def the_need(*texts):
    """The only need of these lines of a page."""
    blocks = tuple(Line(text=text, place="page 1") for text in texts)
    (need,) = extract(Document(type="pdf", blocks=blocks), today=TODAY).needs
    return need


def test_an_answer_in_the_words_of_the_label_above_it_is_no_label_of_what_stands_beside_it():
    """« temps complet » under « Temps de travail » beside the pay: the pay is no answer to it."""
    need = the_need(
        "Emploi proposé\tNombre de postes",
        "Agent d'entretien\t1",
        "Contrat\tDurée du contrat",
        "CDD\t6 mois",
        "Temps de travail hebdomadaire\tSalaire",
        "temps complet\t29 k€ brut annuel",
    )

    assert need.conditions.weekly_hours == 35
    assert (need.conditions.gross_salary.min, need.conditions.gross_salary.period) == (29_000, "year")


def test_pay_looks_like_no_answer_to_hours():
    """A figure in euros or before « k€ » counts no hours; hours told beside it do."""
    assert fit("conditions.weekly_hours", "29 k€ brut annuel") == -1
    assert fit("conditions.weekly_hours", "35 h, 12,50 € de l'heure") == 1


def test_a_value_of_several_lines_beside_its_label_is_no_second_label():
    """« Lieu-dit Les Pins » beside « Adresse »: the next lines stand under it, not under the label."""
    blocks = (
        Line(text="Raison sociale\tToitures Daubrée", place="page 1", box=(40, 40, 300, 50)),
        Line(text="Adresse\tLieu-dit Les Pins", place="page 1", box=(40, 60, 260, 70)),
        Line(text="4 route de Ham", place="page 1", box=(160, 72, 260, 82)),
        Line(text="80400 Eppeville", place="page 1", box=(160, 84, 260, 94)),
        Line(text="Poste\tCouvreur", place="page 1", box=(40, 100, 260, 110)),
        Line(text="Nombre de postes\t2", place="page 1", box=(40, 120, 260, 130)),
    )
    (need,) = extract(Document(type="pdf", blocks=blocks), today=TODAY).needs

    assert need.company.address == "Lieu-dit Les Pins, 4 route de Ham, 80400 Eppeville"
    assert need.conditions.workplace is None
