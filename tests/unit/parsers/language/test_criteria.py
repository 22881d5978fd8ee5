"""Publics of the social clause in all their wordings."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from parsers.language.criteria import ages_in, criteria_in, criterion_of_header, publics_in

TODAY = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("24 mois d'inscription", {"deld"}),
        ("inscrite à France Travail depuis plus de 2 ans", {"deld"}),
        ("sans emploi depuis 2022", {"deld"}),
        ("au chômage depuis 3 mois", set()),
        ("rsa depuis 3 ans", {"brsa"}),
        ("bénéficiaire du rSa", {"brsa"}),
        ("TH", {"rqth"}),
        ("travailleuse handicapée", {"rqth"}),
        ("allocation de solidarité spécifique", {"ass"}),
        ("réside en quartier prioritaire", {"qpv"}),
        ("BPI", {"refugie"}),
        ("sortante de prison", {"sortant_prison"}),
        ("suivi par le PLIE", {"plie"}),
        ("en CDDI", {"siae"}),
        ("22 ans", {"jeune"}),
        ("55 ans", {"senior"}),
        ("née le 03/02/1975", {"senior"}),
        ("25 ans d'expérience", set()),
        ("maçon depuis 20 ans", set()),
        ("pas de RSA", set()),
        ("ni RQTH ni RSA", set()),
        ("n'est pas bénéficiaire du RSA", set()),
        ("RSA : non", set()),
        ("Reconnu TH.", {"rqth"}),
        ("ex-RSA", set()),
        ("ex-bénéficiaire du RSA", set()),
        ("ex détenu, RSA", {"brsa"}),
        ("Notre mission locale vous propose", set()),
        ("le conseiller de la mission locale", set()),
    ],
)
def test_a_wording_means_its_public(text, codes):
    """What is stated counts; what is denied, or said of the author, does not."""
    assert set(criteria_in(text, today=TODAY).codes) == codes


@pytest.mark.parametrize("text", ["RQTH en cours", "demande de RQTH déposée", "RQTH à confirmer"])
def test_what_is_asked_for_is_not_yet_had(text):
    """A pending recognition is no criterion, and is told apart."""
    found = criteria_in(text, today=TODAY)

    assert (found.codes, found.pending) == ((), ("RQTH",))


def test_an_age_needs_a_birthday_where_the_day_is_known():
    """Whoever turns 26 tomorrow is still 25."""
    assert ages_in("né le 11/06/2000", today=TODAY) == [25]
    assert ages_in("né le 10/06/2000", today=TODAY) == [26]


def test_a_birth_year_that_leaves_the_age_open_tells_nothing():
    """Born in 2000, one may be 25 or 26."""
    assert ages_in("né en 2000", today=TODAY) == []


def test_a_column_can_be_headed_by_a_criterion():
    """« RQTH (oui/non) » heads a column of ticks."""
    assert [criterion_of_header(text) for text in ("RQTH", "Bénéficiaire du RSA", "Nom")] == ["rqth", "brsa", None]


def test_a_market_names_its_publics():
    """Eligible publics are told without any person."""
    assert publics_in("bénéficiaires du RSA, travailleurs handicapés, habitants des QPV") == ("brsa", "rqth", "qpv")


WORDINGS = tomllib.loads(
    (Path(__file__).parents[3] / "golden" / "wordings" / "criteria.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("code", "wording"), [(code, one) for code, each in WORDINGS.items() for one in each])
def test_a_wording_states_the_criterion_of_its_list(code, wording):
    """What stands in the list « none » states nothing."""
    codes = criteria_in(wording, today=date(2026, 6, 10)).codes

    assert (codes == ()) if code == "none" else (code in codes)
