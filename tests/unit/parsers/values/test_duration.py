"""Durations as ISO 8601."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.values.duration import duration

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("6 mois", "P6M"), ("6 MOIS renouvelable", "P6M"), ("CDD de 6 mois", "P6M"), ("CDD / 8 mois", "P8M"), ("un an", "P12M"), ("2 ans", "P24M"), ("vingt-quatre mois", "P24M"), ("10 semaines", "P10W"), ("quinze jours", "P15D"), ("400 h", "PT400H"), ("INTERIM 910 h", "PT910H"),
        ("CDD de 6 mois pouvant déboucher sur un CDI", "P6M"), ("18 mois (période d'essai 1 mois)", "P18M"), ("6 mois (910 h)", "P6M"), ("6 mois, 35h/semaine", "P6M"), ("du 1er mars au 31 août", "P6M"), ("01/03/2027 - 31/08/2027", "P6M"), ("1 semestre", "P6M"), ("CDD 6 mois renouvelable 6 mois", "P6M"),
        ("1 200 heures", "PT1200H"), ("1\u202f607 h", "PT1607H"), ("1.820 heures d'insertion", "PT1820H"), ("CDD 1 200 h", "PT1200H"),
    ],
)  # fmt: skip
def test_a_duration_is_sure(written, value):
    """Renewals, trial periods and weekly hours are none."""
    found = duration(written, today=TODAY)

    assert (found.value, found.review) == (value, False)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("6 à 9 mois", "P6M"),
        ("4/6 mois", "P4M"),
        ("6 mois environ", "P6M"),
        ("de mars à juin", "P4M"),
        ("un an et demi", "P18M"),
        ("durée du chantier", None),
        ("jusqu'au 31/12/2027", None),
        ("une dizaine de semaines", "P10W"),
    ],
)
def test_a_range_or_a_guess_is_for_a_person(written, value):
    """Its lower end stands as the value."""
    found = duration(written, today=TODAY)

    assert (found.value, found.review) == (value, True)


def test_an_end_date_counts_from_a_known_start():
    """Counted, and shown."""
    found = duration("jusqu'au 31/08/2027", today=TODAY, start=date(2027, 3, 1))

    assert (found.value, found.review) == ("P6M", True)


@pytest.mark.parametrize("written", ["CDI", "durée indéterminée"])
def test_no_end_is_no_duration_and_no_doubt(written):
    """A permanent contract has none."""
    found = duration(written, today=TODAY)

    assert (found.value, found.review) == (None, False)


@pytest.mark.parametrize(
    ("written", "value"), [("CDD d'un an", "P12M"), ("CDD d'une semaine", "P1W"), ("l'année", None)]
)
def test_one_with_its_article_is_one(written, value):
    """« d'un an » is twelve months."""
    assert duration(written, today=TODAY).value == value


@pytest.mark.parametrize(
    ("text", "value", "review"),
    [
        ("du 04/01/2027 au 03/07/2027", "P6M", False),
        ("du 01/01/2027 au 30/06/2027", "P6M", False),
        ("du 31/08/2027 au 28/02/2028", "P6M", True),
        ("du 31/01/2027 au 27/02/2027", "P1M", True),
        ("du 30/11/2026 au 28/02/2027", "P3M", True),
        ("du 04/01/2027 au 14/02/2027", "P6W", True),
        ("du 04/01/2027 au 30/06/2027", "P178D", True),
    ],
)
def test_between_two_dates_lie_whole_months_else_weeks_else_days(text, value, review):
    """By the calendar; to a day that the last month does not have, and what is no whole month, for a person."""
    found = duration(text, today=TODAY)

    assert (found.value, found.review) == (value, review)
