"""Doubts: an answer that holds print of the form, or more than its field asks for."""

from __future__ import annotations

import pytest

from parsers.forms.doubts import INSIDE, MISFIT, doubt_of
from parsers.vocabulary import usual


@pytest.mark.parametrize(
    ("path", "text", "doubt"),
    [
        ("company.name", "12 rue du Port, tél. 06 39 98 00 11, a@b.example", INSIDE),
        ("company.name", "06 39 98 00 11", MISFIT),
        ("company.contact_name", "moi et mon associé", MISFIT),
        ("job.title", "Menuisier poseur Nombre d'offres 2", INSIDE),
        ("job.activities", "taille\nContrat : CDD", INSIDE),
        ("job.skills", "rigueur\nDébutant accepté. Aucune formation exigée.", INSIDE),
        ("job.special_requirements", "permis B\nCadre réservé au pôle - visa :", INSIDE),
        ("conditions.workplace", "Lyon ? ex. : Lyon 3e", INSIDE),
        ("job.title", "Maçon (H/F)", None),
        ("job.special_requirements", "Permis : B\nport de charges", None),
        ("job.experience", "2 ans minimum", None),
    ],
)
def test_an_answer_that_holds_something_else_is_doubted(path, text, doubt):
    """And one that does not is left in peace."""
    assert doubt_of(path, text, usual()) == doubt


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("job.title", "Titre pro maçon (niveau 3)"),
        ("job.title", "CAP bois"),
        ("job.experience", "1 an sur chantier\tDiplôme\tSans diplôme exigé"),
    ],
)
def test_another_field_s_answer_is_doubted(path, text):
    """A diploma is no job, and what stands under another label beside is not this one's answer."""
    assert doubt_of(path, text, usual()) is not None


@pytest.mark.parametrize("text", ["Capitaine de péniche", "Licencié en mécanique auto", "Bachelier polyvalent"])
def test_a_job_that_only_begins_like_a_diploma_is_none(text):
    """Whole words count."""
    assert doubt_of("job.title", text, usual()) is None
