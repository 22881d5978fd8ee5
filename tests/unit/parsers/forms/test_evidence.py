"""Evidence: what a text looks like, whatever its label says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.forms.evidence import fit, told_by
from parsers.forms.liaison_form import PATHS

SIRET = "732 829 320 00074"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("job.openings", "3 postes", 1),
        ("job.openings", "1 950 € brut par mois", -1),
        ("job.start_date", "lundi 8 février 2027", 1),
        ("job.start_date", "maçon", -1),
        ("conditions.contract_type", "C.D.D.", 1),
        ("conditions.gross_salary", "SMIC", 1),
        ("company.name", "06 39 98 00 11", -1),
        ("job.title", "12,50 € de l'heure", -1),
        ("job.title", "Maçon", 0),
        ("conditions.weekly_hours", "/", 0),
    ],
)
def test_an_answer_fits_its_field_or_not(path, text, expected):
    """A typed answer tells itself; words tell nothing; a figure is no name."""
    assert fit(path, text) == expected


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (SIRET, "company.siret"),
        ("contact@bati-nord.example", "company.email"),
        ("Tél. 06 39 98 00 11", "company.phone"),
        ("12,60 € brut de l'heure", "conditions.gross_salary"),
        ("39h", "conditions.weekly_hours"),
        ("732 829 320 00075", None),
        ("débutant accepté", None),
    ],
)
def test_some_texts_can_answer_one_field_only(text, path):
    """A wrong key tells nothing."""
    assert told_by(text) == path


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_judged(text):
    """Nothing that a person may write raises."""
    told_by(text)
    assert all(fit(path, text) in {-1, 0, 1} for path in PATHS)
