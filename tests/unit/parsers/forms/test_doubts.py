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
