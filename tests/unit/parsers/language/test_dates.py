"""Dates as they are said on the day of the mail."""

from datetime import date

import pytest

from parsers.language.dates import dates_in

MONDAY = date(2026, 6, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("entretien jeudi 25 juin à 8h", "2026-06-25"),
        ("demain 14h", "2026-06-23"),
        ("lundi prochain", "2026-06-29"),
        ("lundi en huit", "2026-07-06"),
        ("mardi de la semaine prochaine", "2026-06-30"),
        ("le 29", "2026-06-29"),
        ("le 15", "2026-07-15"),
        ("le 1er juillet", "2026-07-01"),
        ("le 06/07", "2026-07-06"),
        ("01.09.2026", "2026-09-01"),
        ("le 5 janvier", "2027-01-05"),
    ],
)
def test_a_day_is_the_next_one(text, day):
    """Without a year, a month or a date it is the next that fits."""
    assert [found.day.isoformat() for found in dates_in(text, today=MONDAY)] == [day]


@pytest.mark.parametrize("text", ["12,50 €/h", "8h30", "06 39 98 62 01", "3 postes", "35 h"])
def test_other_figures_are_no_days(text):
    """Pay, hours, numbers and counts name no day."""
    assert dates_in(text, today=MONDAY) == []


def test_a_weekday_that_is_not_that_days_is_marked():
    """« mardi 24 juin » when the 24th is a Wednesday."""
    (found,) = dates_in("mardi 24 juin", today=MONDAY)

    assert found.contradicted


def test_a_notification_looks_back():
    """A market notified « le 28 décembre », told in January, was so last year."""
    (found,) = dates_in("notifié le 28 décembre", today=date(2026, 1, 5), backward=True)

    assert found.day == date(2025, 12, 28)


def test_the_hour_after_a_weekday_is_no_day_of_the_month():
    """« mercredi 14h » is Wednesday."""
    assert [found.day for found in dates_in("on se voit mercredi 14h", today=date(2026, 6, 22))] == [date(2026, 6, 24)]
