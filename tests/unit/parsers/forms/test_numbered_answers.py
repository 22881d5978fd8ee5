"""Numbered answers to numbered questions that stand elsewhere in the same mail."""

from __future__ import annotations

from datetime import date

from parsers.document import Document, Line
from parsers.forms.liaison_form import extract
from parsers.forms.numbered_answers import numbered_answers
from parsers.vocabulary import usual

QUESTIONS = ("1. Entreprise", "2. Métier recherché", "3. Nombre de postes", "4. Contrat et durée", "5. Lieu de travail")
ANSWERS = ("1. Lys Propreté", "2. vitrier", "3. 2", "4. CDD de 6 mois", "5. gare d'Aire")


def lines(*texts):
    """Lines with their numbers."""
    return [Line(text=text, place=f"ligne {number}") for number, text in enumerate(texts, 1)]


def test_the_number_says_what_is_answered():
    """The reply above, the questions in the message below it."""
    blocks = tuple(lines("Bonjour,", *ANSWERS, "Cordialement", "De : clauses@agence.example", *QUESTIONS))

    (need,) = extract(Document(type="txt", blocks=blocks), today=date(2026, 11, 24)).needs

    assert (need.company.name, need.job.title, need.job.openings) == ("Lys Propreté", "vitrier", 2)
    assert need.conditions.contract_duration == "P6M"


def test_a_counted_list_in_a_form_of_counted_questions_answers_none_of_the_others():
    """« 1. tri 2. lavage … » under « 5. Tâches » are tasks."""
    form = ("1. Entreprise", "Lys Propreté", "2. Métier", "vitrier", "3. Nombre de postes", "2", "4. Lieu", "Aire")
    tasks = ("1. tri des verres", "2. pose de vitres", "3. lavage", "4. rangement")

    assert numbered_answers(lines(*form, *tasks), usual()) == ([], frozenset())


def test_answers_that_look_like_none_are_not_tied_to_the_questions():
    """The numbers count something else."""
    other = ("1. bonjour", "2. merci", "3. bien reçu", "4. à bientôt", "5. merci encore")
    questions = ("1. SIRET", "2. Téléphone", "3. Nombre de postes", "4. Date de début", "5. Lieu de travail")

    assert numbered_answers(lines(*other, *questions), usual()) == ([], frozenset())
