"""Dates in French wordings, read in November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.values.date import start_date

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1er septembre 2027", "2027-09-01"), ("1 er mars 2027", "2027-03-01"), ("ler mars 2027", "2027-03-01"), ("01/09/27", "2027-09-01"), ("17.05.2027", "2027-05-17"), ("17-05-2027", "2027-05-17"), ("17 05 2027", "2027-05-17"), ("2027-05-17", "2027-05-17"),
        ("2027-05-17 00:00:00", "2027-05-17"), ("46370", "2026-12-14"), ("lundi 3 mai 2027", "2027-05-03"), ("lun. 08/03/2027", "2027-03-08"), ("à partir du 12 octobre 2027", "2027-10-12"), ("Le 15/03/2027 à 8h", "2027-03-15"), ("du 1er mars 2027 au 31 août 2027", "2027-03-01"),
        ("dès que possible", "asap"), ("ASAP", "asap"), ("au plus tôt", "asap"), ("immédiat", "asap"), ("Immédiatement", "asap"), ("de suite", "asap"), ("dans les meilleurs délais", "asap"), ("lundi 3 mai", "2027-05-03"), ("04/01/2027, 8h-12h et 13h-17h", "2027-01-04"),
    ],
)  # fmt: skip
def test_a_day_is_sure(written, value):
    """A day with its year, a weekday that tells the year, or at once."""
    found = start_date(written, today=TODAY)

    assert (found.value, found.review) == (value, False)


@pytest.mark.parametrize(
    ("written", "value", "problem"),
    [
        ("03/2027", "2027-03-01", "date_month"), ("mars 2027", "2027-03-01", "date_month"), ("début octobre", "2027-10-01", "date_month"), ("mi-octobre", "2027-10-15", "date_month"), ("courant mars", "2027-03-01", "date_month"), ("rentrée 2027", "2027-09-01", "date_month"),
        ("S38", "2027-09-20", "date_week"), ("semaine 12", "2027-03-22", "date_week"), ("sem. 12 2027", "2027-03-22", "date_week"), ("T1 2027", "2027-01-01", "date_quarter"), ("2e trimestre 2027", "2027-04-01", "date_quarter"), ("1/3", "2027-03-01", "date_year_guessed"),
        ("15 janvier", "2027-01-15", "date_year_guessed"), ("01/02/2025", "2025-02-01", "date_past"), ("01/06/2031", "2031-06-01", "date_far"), ("01/06/2027 (à confirmer)", "2027-06-01", "date_uncertain"), ("mardi 2 juin 2027", "2027-06-02", "date_weekday_differs"),
        ("d'ici 2 mois", "2027-01-24", "date_relative"), ("entre le 1er et le 15 mars 2027", "2027-03-01", "date_uncertain"), ("dès que possible, au plus tard le 01/06/2027", "asap", "date_and_asap"), ("15 mars ou 1er avril 2027", "2027-03-15", "date_uncertain"),
        ("04/01/2027 et 01/02/2027", "2027-01-04", "date_uncertain"), ("04/01/27 pour 2 postes, 01/02/27 pour le 3ème", "2027-01-04", "date_uncertain"), ("4 janvier 2027 et 1er février 2027", "2027-01-04", "date_uncertain"),
    ],
)  # fmt: skip
def test_what_is_not_a_sure_day_is_shown(written, value, problem):
    """A month, a week, a quarter, a past or guessed date has a value, a problem, and a person."""
    found = start_date(written, today=TODAY)

    assert found.value == value
    assert found.review
    assert problem in found.problems


@pytest.mark.parametrize(
    "written", ["à définir", "selon avancement du chantier", "selon planning", "31/02/2027", "?", "à convenir"]
)
def test_what_is_no_date_has_no_value(written):
    """And a person hears of it."""
    found = start_date(written, today=TODAY)

    assert (found.value, found.review) == (None, True)


def test_a_day_at_the_earliest_is_that_day():
    """« au plus tôt le 15 février » says when, « au plus tôt » says as soon as possible."""
    assert start_date("au plus tôt le 15.02.2027", today=TODAY).value == "2027-02-15"
    assert start_date("au plus tôt le 15.02.2027", today=TODAY).review is False
    assert start_date("au plus tôt", today=TODAY).value == "asap"


def test_two_days_that_nothing_parts_make_the_start_unsure():
    """One of them was perhaps struck out, or is the end."""
    found = start_date("14/12/2026 11/01/2027", today=date(2026, 11, 24))

    assert found.review
    assert "date_several" in found.problems


def test_a_span_says_its_first_day():
    """« du … au … » begins on its first day, surely."""
    found = start_date("du 04/01/2027 au 30/06/2027", today=date(2026, 11, 24))

    assert (found.value, found.review) == ("2027-01-04", False)
