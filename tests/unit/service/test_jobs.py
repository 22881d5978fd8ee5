"""When two titles name one job."""

from __future__ import annotations

import pytest

from service.domain import jobs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maçon / maçonne", "MAÇON (H/F)"),
        ("Agente d'entretien", "Agent d'entretien H/F"),
        ("Électricienne", "Electricien confirmé"),
        ("Manœuvre", "Manoeuvres"),
    ],
)
def test_a_job_is_one_under_all_its_titles(one, other):
    """Gender, number, case, polish."""
    assert jobs.job_key(one, {}) == jobs.job_key(other, {})


def test_the_operators_file_knows_synonyms():
    """« Ouvrier du béton » and « coffreur » carry one code."""
    rome = {"coffreur bancheur": "F1701", "ouvrier du beton": "F1701", "macon": "F1703"}

    assert jobs.job_key("Ouvrier du béton", rome) == jobs.job_key("Coffreur-bancheur (H/F)", rome) == "F1701"
    assert jobs.job_key("Maçon", rome) != "F1701"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Maçon / maçonne", "MAÇON (H/F)", True),
        ("Maçon", "Maçonne coffreuse", True),
        ("Peintre en bâtiment", "Peintre", True),
        ("Agent d'entretien des espaces verts", "Agents d'entretien", True),
        ("Agent de propreté", "Agent de sécurité", False),
        ("Maçon", None, False),
        ("", "", False),
    ],
)
def test_one_job_may_be_told_in_more_words(one, other, same):
    """A title that says all that another says, and more, is that job; two that each say something else are two."""
    assert jobs.same_job(one, other, {}) is same


def test_two_codes_are_two_jobs():
    """The operator's file parts what the words would put together."""
    rome = {"macon": "F1703", "macon coffreur": "F1701"}

    assert not jobs.same_job("Maçon", "Maçon coffreur", rome)
