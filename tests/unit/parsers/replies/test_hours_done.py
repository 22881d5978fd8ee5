"""Hours done: each figure goes to the person and month that it is of; what is not clear is a doubt, never a guess."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.replies.hours_done import read

PLACED = ("DIALLO Mamadou", "PETIT Anne", "N'GUESSAN Jean-Marc")
TODAY = date(2026, 11, 4)


def told(text, **more):
    """{(last name, month): hours}."""
    found = read(text, placed=PLACED, today=TODAY, **more)
    return {(one.person.split()[0], one.month): one.hours for one in found.told} if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heures réalisées en octobre : DIALLO 140 h, PETIT 151,67 h",
         {("DIALLO", "2026-10"): 140.0, ("PETIT", "2026-10"): 151.67}),
        ("Bonjour,\nRelevé d'heures octobre 2026\n- Mamadou Diallo : 140h\n- Anne PETIT : 120h30\nTotal : 260h30",
         {("DIALLO", "2026-10"): 140.0, ("PETIT", "2026-10"): 120.5}),
        ("Voici le point heures du mois dernier : M. Diallo a fait 98 heures.", {("DIALLO", "2026-10"): 98.0}),
        ("Heures effectuées\nSeptembre : Diallo 151 h\nOctobre : Diallo 35 h",
         {("DIALLO", "2026-09"): 151.0, ("DIALLO", "2026-10"): 35.0}),
        ("Déclaration des heures 10/2026 : 140 h pour Diallo, 120 h pour Petit",
         {("DIALLO", "2026-10"): 140.0, ("PETIT", "2026-10"): 120.0}),
        ("Heures de décembre : N'Guessan 70 h", {("N'GUESSAN", "2025-12"): 70.0}),
        ("Heures d'octobre : Diallo 151h67", {("DIALLO", "2026-10"): 151.67}),
    ],
)  # fmt: skip
def test_hours_go_to_their_person_and_month(text, expected):
    """In a sentence, a list, a table of lines; months named or told."""
    assert told(text) == expected


def test_an_answer_to_our_question_needs_neither_month_nor_unit():
    """We asked of October."""
    assert told("DIALLO : 140\nPETIT : 151,67", asked_month="2026-10") == {
        ("DIALLO", "2026-10"): 140.0, ("PETIT", "2026-10"): 151.67,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Heures réalisées en octobre : DUPONT 140 h",
        "Heures réalisées en octobre : DIALLO 1400 h",
        "Heures réalisées : DIALLO 140 h",
        "Heures réalisées en octobre :\nDIALLO 140 h\nDIALLO 120 h",
        "Heures réalisées en octobre : DIALLO 140 h ou 120 h",
    ],
)
def test_what_is_not_clear_is_a_doubt(text):
    """A stranger, too many hours, no month, two figures."""
    found = read(text, placed=PLACED, today=TODAY)

    assert found is not None
    assert len(found.to_review) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Nous retenons Diallo, à partir de lundi.",
        "Rendez-vous avec Petit à 14 h 30",
        "Bonjour, merci",
        "35 h par semaine",
    ],
)
def test_another_mail_tells_no_hours(text):
    """An interview at two is no work done."""
    assert told(text) is None


def test_two_of_one_name_are_told_apart_by_first_name_or_not_at_all():
    """Anne and Paul Petit."""
    both = ("PETIT Anne", "PETIT Paul")
    clear = read("Heures d'octobre : Petit Paul 120 h", placed=both, today=TODAY)
    unclear = read("Heures d'octobre : Petit 120 h", placed=both, today=TODAY)

    assert clear is not None
    assert [one.person for one in clear.told] == ["PETIT Paul"]
    assert unclear is not None
    assert (unclear.told, len(unclear.to_review)) == ((), 1)


@pytest.mark.parametrize(
    "text", ["M. Diallo a fait 35 h par semaine en octobre", "Diallo : 7 h/jour, heures d'octobre"]
)
def test_hours_of_a_day_or_a_week_are_no_months(text):
    """How many days or weeks it were is for a person to ask."""
    found = read(text, placed=PLACED, today=TODAY)

    assert found is not None
    assert found.told == ()
    assert found.to_review
