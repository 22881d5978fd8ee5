"""Profiles: age, sex and diploma as partners write them; what only looks like them tells nothing."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.language.profiles import Profile, profile_in, sex_of_column
from parsers.replies import candidates

TODAY = date(2026, 6, 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mme LEMAIRE Aïcha, 34 ans, CAP maçonnerie", Profile(birth_year=1992, sex="F", level="cap")),
        ("M. Durand, né le 12/05/1990, niveau V", Profile(birth_year=1990, sex="M", level="cap")),
        ("née en 1975, bac pro commerce", Profile(birth_year=1975, sex="F", level="bac")),
        ("DDN : 03.04.98 ; BTS", Profile(birth_year=1998, level="higher")),
        ("né le 3 avril 2004, sans diplôme", Profile(birth_year=2004, sex="M", level="none")),
        ("Madame Petit, âgée de 52 ans, bac +2", Profile(birth_year=1974, sex="F", level="higher")),
        ("Monsieur K., niveau 4", Profile(sex="M", level="bac")),
        ("aucun diplôme, brevet des collèges", Profile(level="none")),
    ],
)
def test_what_is_told_is_known(text, told):
    """Each part alone or together."""
    assert profile_in(text, today=TODAY) == told


@pytest.mark.parametrize(
    "text",
    [
        "20 ans d'expérience en maçonnerie",
        "jeune de moins de 26 ans",
        "+ de 50 ans",
        "inscrit depuis 24 mois",
        "suivie par Cap emploi",
        "entre 25 ans et 30 ans",
        "CACES 1 3 5, permis B",
        "disponible le 12/06/2026",
    ],
)
def test_what_only_looks_like_it_tells_nothing(text):
    """Experience, age limits, names of services."""
    assert profile_in(text, today=TODAY) == Profile()


def test_a_title_column_tells_the_sex():
    """« Civilité » in a table."""
    assert [sex_of_column(word) for word in ("Mme", "M.", "H", "Féminin", "?")] == ["F", "M", "M", "F", None]


def test_a_partners_reply_carries_each_persons_own_profile():
    """Nobody gets another's age, and nothing of it is printed."""
    from parsers.reading import as_json

    said = candidates.read(
        "Bonjour,\nje vous propose :\n- Mme Aïcha LEMAIRE, 34 ans, CAP, 06 39 98 00 11\n"
        "- M. Jean DURAND, né le 12/05/1971, sans diplôme, 06 39 98 00 12\n",
        today=TODAY,
    )

    assert [person.profile for person in said.candidates] == [
        {"birth_year": 1992, "sex": "F", "level": "cap"},
        {"birth_year": 1971, "sex": "M", "level": "none"},
    ]
    assert "profile" not in as_json(said.candidates[0])
