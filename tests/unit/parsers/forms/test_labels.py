"""Labels: what printed labels, questions and abbreviations ask for."""

from __future__ import annotations

import pytest

from parsers.forms.label_wording import bare
from parsers.forms.labels import label_of
from parsers.values.wording import folded
from parsers.vocabulary import extended, usual, words_of


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


def test_a_wording_stands_in_one_list_and_is_written_as_labels_are_compared():
    """In two lists only one would count; with an accent or a capital it would match nothing."""
    words, seen = words_of("labels"), {}
    lists = {
        **words["fields"],
        **{f"questions {path}": each for path, each in words["questions"].items()},
        **{f"faint {path}": each for path, each in words["faint"].items()},
        "composites": words["composites"],
        "ignored": words["ignored"]["labels"],
        "openers": words["ignored"]["openers"],
    }
    for name, wordings in lists.items():
        for wording in wordings:
            assert wording == folded(wording), wording
            assert seen.setdefault(bare(wording), name) == name, f"« {wording} »: {seen[bare(wording)]}, {name}"


def test_an_addition_in_the_shape_of_the_files_is_put_on_top_of_ours():
    """What a program gives beside the files."""
    words = extended({"labels": {"fields": {"job.title": ["metier de coeur"]}}})

    assert label_of("Métier de cœur", words).paths == ("job.title",)
    assert label_of("Raison sociale", words).paths == ("company.name",)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("Nature de l'engagement", "conditions.contract_type"),
        ("Durée prévisible", "conditions.contract_duration"),
        ("Qualification préparée", "job.training"),
    ],
)
def test_what_a_label_asks_for_is_never_taken_for_something_near(written, path):
    """« Nature de l'engagement » is a few letters from « Durée de l'engagement », and asks for something else."""
    label = label_of(written, usual())

    assert label is not None
    assert label.paths == (path,)


@pytest.mark.parametrize("task", ["Monter les murs sur chantier", "Nettoyer le site", "Lieu-dit Les Bruyères"])
def test_a_task_or_a_place_name_is_no_label_though_it_holds_the_word_of_one(task):
    """« chantier », « site » and « lieu » ask for the place of work only in a label."""
    assert label_of(task, usual()) is None


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        ("Profil : compétences, expérience, formation", ("job.skills", "job.experience", "job.training")),
        (
            "Contrat : type, durée, heures",
            ("conditions.contract_type", "conditions.contract_duration", "conditions.weekly_hours"),
        ),
    ],
)
def test_a_label_that_lists_its_parts_after_a_colon_asks_for_each(written, paths):
    """The first word names the part of the form only."""
    label = label_of(written, usual())

    assert label is not None
    assert label.paths == paths


def test_the_beginning_of_a_sentence_asks_for_its_end():
    """« Vous êtes… » over a list of qualities; with a leader behind it, it asks who answers."""
    begun, led = label_of("Vous êtes…", usual()), label_of("Vous êtes ........", usual())

    assert begun is not None
    assert led is not None
    assert (begun.paths, led.paths) == (("job.skills",), ("company.name",))


def test_a_sentence_about_one_thing_or_another_is_no_label():
    """« Une première expérience, ou pas : on vous forme ! »."""
    assert label_of("Une première expérience du nettoyage, ou pas", usual()) is None
