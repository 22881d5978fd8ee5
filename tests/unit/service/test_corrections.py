"""Corrections: FIELD=VALUE as a person types it becomes the interface's value, or a sentence that says why not."""

from __future__ import annotations

import pytest

from parsers.reading import Salary
from service.corrections import typed
from service.domain.needs import FORM_FIELDS
from tests.cast import TODAY


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("job.openings=3", 3),
        ("job.title=Coffreur-bancheur", "Coffreur-bancheur"),
        ("job.start_date=2026-07-01", "2026-07-01"),
        ("job.start_date=1er juillet 2026", "2026-07-01"),
        ("job.start_date=asap", "asap"),
        ("job.start_date=dès que possible", "asap"),
        ("conditions.contract_type=cdd", "CDD"),
        ("conditions.contract_type=CDI_CHANTIER", "CDI_CHANTIER"),
        ("conditions.contract_type=intérim", "CTT"),
        ("conditions.contract_duration=P6M", "P6M"),
        ("conditions.contract_duration=PT400H", "PT400H"),
        ("conditions.contract_duration=6 mois", "P6M"),
        ("conditions.weekly_hours=35", 35.0),
        ("conditions.weekly_hours=24,5", 24.5),
        ("conditions.gross_salary=12,50 €/h", Salary(min=12.5, max=12.5, period="hour")),
        ("conditions.workplace= rue du Hocquet = Amiens", "rue du Hocquet = Amiens"),
        ("company.siret=732 829 320 00074", "73282932000074"),
        ("company.phone=01 99 00 12 01", "+33199001201"),
        ("company.email=H.Vasseur@Bati-Nord.example", "h.vasseur@bati-nord.example"),
    ],
)
def test_a_value_is_typed_by_its_field(word, value):
    """The interface's own forms, and what a company would write."""
    assert typed([word], TODAY) == {word.partition("=")[0]: value}


@pytest.mark.parametrize(
    "word",
    [
        "job.openings",
        "job.colour=red",
        "=3",
        "job.openings=beaucoup",
        "job.start_date=2026-02-31",
        "job.start_date=un jour",
        "conditions.contract_type=bénévolat",
        "conditions.contract_duration=P",
        "conditions.weekly_hours=souvent",
        "conditions.gross_salary=selon profil",
        "company.siret=73282932000075",
        "company.email=pas une adresse",
        "job.title=",
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(word):
    """Nothing is guessed and nothing half-changed."""
    with pytest.raises(ValueError, match=r"\w+"):
        typed(["job.openings=3", word], TODAY)


def test_lists_are_lists():
    """Activities by semicolon."""
    assert tuple(typed(["job.activities=Banches ; Béton"], TODAY)["job.activities"]) == ("Banches", "Béton")


def test_several_changes_are_taken_together():
    """Each under its field."""
    assert set(typed(["job.openings=3", "job.title=Maçon"], TODAY)) == {"job.openings", "job.title"}


def test_every_field_of_the_form_can_be_named():
    """An unknown one lists them all."""
    with pytest.raises(ValueError, match="champ inconnu") as told:
        typed(["x=1"], TODAY)

    assert all(path in str(told.value) for path in FORM_FIELDS)
