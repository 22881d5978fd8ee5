"""Gross pay."""

from __future__ import annotations

import pytest

from parsers.reading import Salary
from parsers.values.salary import salary


@pytest.mark.parametrize(
    ("written", "low", "high", "period"),
    [
        ("12,02 €/h", 12.02, 12.02, "hour"), ("12.50€/heure + panier 12€", 12.5, 12.5, "hour"), ("12 € 50 de l'heure", 12.5, 12.5, "hour"), ("Taux horaire brut : 12,02 €", 12.02, 12.02, "hour"), ("de 12,02 à 13,64 €/h selon profil", 12.02, 13.64, "hour"), ("12,10 à 12,50", 12.1, 12.5, "hour"),
        ("coefficient 150 : 12,30 €/h", 12.3, 12.3, "hour"), ("12,02 €/h soit 1 823,03 € mensuels", 12.02, 12.02, "hour"), ("12,02€ brut/h + 10% IFM + 10% CP", 12.02, 12.02, "hour"), ("1 850 € brut mensuel", 1850, 1850, "month"), ("1.900 € brut mensuel", 1900, 1900, "month"),
        ("1 875,50 € brut/mois", 1875.5, 1875.5, "month"), ("2 000 à 2 200 € brut/mois", 2000, 2200, "month"), ("Entre 1 900 et 2 100 euros", 1900, 2100, "month"), ("1850 € bruts (base 35h)", 1850, 1850, "month"), ("1 850 € x 13", 1850, 1850, "month"), ("1 823,03 € brut mensuel (151,67h)", 1823.03, 1823.03, "month"),
        ("24 k€", 24000, 24000, "year"), ("24-26 k€ annuels", 24000, 26000, "year"), ("25 à 28 K€ selon expérience", 25000, 28000, "year"), ("1 900 € brut (12,53 €/h)", 1900, 1900, "month"), ("26 400 € sur 12 mois", 26400, 26400, "year"), ("Annuel de 26400,00 Euros sur 12 mois", 26400, 26400, "year"),
    ],
)  # fmt: skip
def test_a_pay_is_sure(written, low, high, period):
    """One figure or a range, with what else is paid left aside."""
    found = salary(written)

    assert (found.value, found.review) == (Salary(min=low, max=high, period=period), False)


@pytest.mark.parametrize("written", ["SMIC", "Smic en vigueur", "au SMIC", "SMIC + paniers", "SMIC horaire"])
def test_the_minimum_wage_alone_has_no_amount(written):
    """It moves; the basis says it."""
    found = salary(written)

    assert (found.value, found.review) == (Salary(basis="smic"), False)


def test_percent_of_the_minimum_wage_is_counted_from_the_table_and_shown():
    """SMIC + 10 % on the day the work starts."""
    found = salary("SMIC + 10 %", smic_hourly=12.02)

    assert (found.value, found.review) == (Salary(min=13.22, max=13.22, period="hour", basis="smic"), True)


@pytest.mark.parametrize(
    "written", ["selon convention collective", "selon profil", "à négocier", "N1P2", "150 €/jour", "300"]
)
def test_what_names_no_pay_has_no_value(written):
    """A grid, a profile, a day's pay."""
    found = salary(written)

    assert (found.value, found.review) == (None, True)


@pytest.mark.parametrize(
    ("written", "problem"),
    [("1850 net", "salary_net"), ("à partir de 1 900 €", "salary_open"), ("4 €/h", "salary_odd"), ("12 000 € par mois", "salary_odd"), ("1 900 € par mois, ou 25 €/h", "salary_several"), ("22 à 24 000 € / an", "salary_range_odd")],
)  # fmt: skip
def test_an_odd_pay_keeps_its_value_and_is_shown(written, problem):
    """Net pay, an open end, an amount nobody is paid."""
    found = salary(written)

    assert found.review
    assert problem in found.problems


def test_the_hours_that_a_pay_is_for_are_no_other_pay():
    """« pour 28 h » says for how long."""
    found = salary("1 500 € brut/mois pour 28 h")

    assert (found.value.min, found.value.period, found.review) == (1500, "month", False)


@pytest.mark.parametrize(
    ("hours", "doubted"),
    [(35.0, True), (None, False)],
)
def test_an_hour_and_a_month_that_differ_are_two_answers(hours, doubted):
    """12,50 € an hour for 35 h a week are 1 896 € a month, and not 1 720 €; of part of full time they may be."""
    found = salary("12,50 € de l'heure soit 1 720 € brut mensuel", weekly_hours=hours)

    assert found.review is doubted
