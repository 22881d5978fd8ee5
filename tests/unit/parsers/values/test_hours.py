"""The working week."""

from __future__ import annotations

import pytest

from parsers.values.hours import weekly_hours


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("35h00", 35), ("CDD 6 mois, 35h", 35), ("cdd 3 mois 35h", 35), ("35 h", 35), ("35H", 35), ("35", 35), ("35,5", 35.5), ("17h30", 17.5), ("35 heures hebdo", 35), ("28h/semaine", 28), ("35 h/s", 35), ("temps plein 35h", 35), ("temps partiel 24h", 24), ("151,67 h/mois", 35), ("151.67 heures mensuelles", 35), ("1607 h/an", 35),
        ("39 heures dont 4 supplémentaires", 39), ("7h/jour 5 jours", 35), ("4 jours x 7h", 28), ("35h (8h-12h / 13h30-16h30)", 35), ("35 h du lundi au vendredi", 35), ("trente-cinq heures", 35), ("35h annualisées", 35), ("3x8, 35h", 35), ("35h en 2x8", 35),
    ],
)  # fmt: skip
def test_a_week_is_sure(written, value):
    """Also where it was written as a month, a year or days, and with the hours of the day beside it."""
    found = weekly_hours(written)

    assert (found.value, found.review) == (value, False)


@pytest.mark.parametrize(
    ("written", "value"),
    [("151,67", 35), ("169h", 39), ("mi-temps", 17.5), ("temps plein", 35), ("80 %", 28), ("28 à 35", 28), ("35 ou 39h", 35), ("60h", 60), ("7h", 7), ("7h par jour", 35), ("temps partiel", None), ("du lundi au vendredi 8h-16h", None), ("selon planning", None), ("15h / mois", 3.5), ("2x8", None), ("équipes en 3 x 8", None)],
)  # fmt: skip
def test_what_must_be_guessed_is_for_a_person(written, value):
    """Monthly hours in a weekly field, a share of full time, a range, more than the law allows, fewer than anybody works."""
    found = weekly_hours(written)

    assert (found.value, found.review) == (value, True)


def test_a_month_written_with_an_h_is_a_decimal():
    """« 151h67 » is the legal month: an hour has no sixty-seventh minute."""
    assert weekly_hours("151h67/mois").value == 35


def test_hours_of_a_week_beside_times_of_the_day_stand():
    """What is said plainly is taken."""
    assert weekly_hours("du lundi au vendredi 8h-12h 13h-16h, 35h par semaine").value == 35


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("du lundi au jeudi 8h-12h 13h-16h30", 30),
        ("8h-12h / 13h30-16h30 du lundi au vendredi", 35),
        ("du lundi au jeudi 8h-12h 13h-17h, vendredi 8h-12h", 36),
        ("lundi, mercredi et vendredi 8h-12h 14h-18h", 24),
        ("6h à 12h, 5 jours par semaine", 30),
    ],
)
def test_days_times_the_hours_of_a_day_are_counted(written, value):
    """Days and times of the day that leave nothing unsaid make a week."""
    found = weekly_hours(written)

    assert (found.value, found.review) == (value, False)


@pytest.mark.parametrize(
    "written",
    [
        "8h-12h",
        "du lundi au vendredi 8h-17h",
        "du lundi au vendredi 8h-12h 13h-17h dont 1h de pause",
        "14h-20h sauf le dimanche",
        "6h-13h ou 13h-20h",
    ],
)
def test_times_of_the_day_that_do_not_make_a_week_are_for_a_person(written):
    """Without the days, with a pause, or with a choice nothing is counted."""
    found = weekly_hours(written)

    assert (found.value, found.review) == (None, True)


def test_hours_of_two_weeks_are_halved():
    """« 70 h par quinzaine » are 35 a week."""
    assert weekly_hours("70h / quinzaine").value == 35


def test_how_many_weeks_a_contract_lasts_is_no_week():
    """« CDD de 26 semaines à 32 h » says both."""
    found = weekly_hours("CDD de 26 semaines à 32 h")

    assert (found.value, found.review) == (32, False)
