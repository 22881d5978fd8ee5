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
