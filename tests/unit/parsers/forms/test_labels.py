"""Labels: what printed labels, questions and abbreviations ask for."""

from __future__ import annotations

import pytest

from parsers.forms.labels import label_of
from parsers.vocabulary import usual


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("Qui devons-nous appeler ?", "company.contact_name"),
        ("Combien de personnes voulez-vous embaucher ?", "job.openings"),
        ("Combien d'heures par semaine ?", "conditions.weekly_hours"),
        ("Quand doivent-elles commencer ?", "job.start_date"),
        ("Que fera la personne ?", "job.activities"),
        ("Où travailleront-elles ?", "conditions.workplace"),
        ("Où est-elle installée ?", "company.address"),
        ("Combien gagneront-elles (brut) ?", "conditions.gross_salary"),
        ("De quelle durée ?", "conditions.contract_duration"),
        ("Interlocutrice", "company.contact_name"),
        ("Sté", "company.name"),
        ("B4. Principales activités", "job.activities"),
    ],
)
def test_a_question_or_an_abbreviation_asks_for_its_field(written, path):
    """Spoken wordings, feminine forms and short forms are labels like others."""
    label = label_of(written, usual())

    assert label is not None
    assert label.paths == (path,)


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        ("Emploi et nombre", ("job.title", "job.openings")),
        ("Contact – fonction – tél – mail", ("company.contact_name", "company.phone", "company.email")),
        ("Nom et SIRET de l'entreprise ?", ("company.name", "company.siret")),
        ("Quel poste, combien de personnes et à partir de quand ?", ("job.title", "job.openings", "job.start_date")),
        ("Salaire et avantages", ("conditions.gross_salary",)),
        ("SIREN / SIRET / NAF / TVA", ("company.siret",)),
    ],
)
def test_labels_side_by_side_ask_for_each_of_their_fields(written, paths):
    """What is not ours among them is left out."""
    label = label_of(written, usual())

    assert label is not None
    assert label.paths == paths


def test_an_example_in_the_label_is_no_part_of_it():
    """« (ex. : 2 ans) » is printed for the person who fills in."""
    label = label_of("SIRET (14 chiffres, ex. : 123 456 789 00012)", usual())

    assert label is not None
    assert label.paths == ("company.siret",)


def test_a_label_that_speaks_of_the_follower_opens_his_part():
    """What comes after « Suivi assuré par » is not the company's."""
    label = label_of("Suivi assuré par", usual())

    assert label is not None
    assert label.kind == "opener"
