"""Own letters: a company writes to the agency what it needs, in sentences."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.document import Document, Line
from parsers.forms.liaison_form import extract, score
from parsers.forms.own_letter import in_own_words
from parsers.forms.pairs import Loose
from parsers.forms.prose import need_of

TODAY = date(2026, 11, 24)
LETTER = (
    "Zinguerie Vasseur et fils",
    "Zone artisanale La Plaine",
    "62000 Arras",
    "Tél. : 01 99 00 41 10",
    "SIRET : 732 829 320 00074",
    "À l'attention du référent clauses sociales",
    "Arras, le 23 novembre 2026",
    "Madame, Monsieur,",
    "Comme convenu, notre entreprise souhaite embaucher un couvreur zingueur (poste à pourvoir le 4 janvier 2027) en contrat à durée déterminée de 5 mois, sur la base de 35 heures hebdomadaires.",
    "Le salaire brut mensuel sera de 1 950 euros.",
    "Le travail se déroulera à la halle aux grains, route de Lens, à Arras.",
    "Vous pouvez joindre Mme Odile Vasseur, gérante, à l'adresse odile@vasseur.example.",
    "Veuillez agréer, Madame, Monsieur, nos salutations distinguées.",
    "Odile Vasseur",
)


def document(*texts):
    """A document of paragraphs."""
    return Document(type="odt", blocks=tuple(Line(text=text, place=f"ligne {n}") for n, text in enumerate(texts, 1)))


def test_a_letter_that_says_whom_the_company_wants_to_hire_is_a_need():
    """The agency that it is addressed to does not make it somebody else's."""
    assert score(document(*LETTER)) > 0.6
    (need,) = extract(document(*LETTER), today=TODAY).needs

    assert (need.job.title, need.job.openings, need.job.start_date) == ("couvreur zingueur", 1, "2027-01-04")
    assert (need.conditions.contract_type, need.conditions.contract_duration) == ("CDD", "P5M")
    assert need.conditions.weekly_hours == 35
    assert (need.conditions.gross_salary.min, need.conditions.gross_salary.period) == (1950, "month")
    assert need.conditions.workplace == "halle aux grains, route de Lens, à Arras"
    assert (need.company.name, need.company.address) == (
        "Zinguerie Vasseur et fils", "Zone artisanale La Plaine, 62000 Arras",
    )  # fmt: skip
    assert {"company.name", "company.address", "company.email", "job.title", "conditions.workplace"} <= set(
        need.to_review
    )


@pytest.mark.parametrize(
    "said",
    [
        "L'entreprise Vasseur souhaite embaucher un couvreur, en CDD de 5 mois, 35 heures par semaine.",
        "Nous recueillons les besoins des entreprises qui recrutent un couvreur, en CDD de 5 mois.",
    ],
)
def test_who_speaks_of_another_company_does_not_write_for_itself(said):
    """A facilitator's letter is no company's own."""
    texts = (*LETTER[5:8], said, *LETTER[12:])
    lines = [Loose(text=text, place="", certainty=1.0, heading=False, foreign=True) for text in texts]

    assert all(line.foreign for line in in_own_words(lines))


def test_only_what_stands_between_greeting_and_leave_is_the_writers_own():
    """Who is written to, above, and who signs, below, stay what they are."""
    lines = [Loose(text=text, place="", certainty=1.0, heading=False, foreign=True) for text in LETTER[5:]]

    assert [line.foreign for line in in_own_words(lines)] == [True] * 3 + [False] * 4 + [True] * 2


@pytest.mark.parametrize(
    ("sentence", "path", "told"),
    [
        ("Ils commenceraient le 11 janvier 2027.", "job.start_date", "le 11 janvier 2027"),
        ("Il faudra monter des murs et faire des enduits.", "job.activities", "monter des murs et faire des enduits."),
        ("Le salarié participera au levage de la charpente.", "job.activities", "levage de la charpente."),
        ("Il sera en contrat à durée indéterminée.", "conditions.contract_type", "contrat à durée indéterminée"),
    ],
)
def test_what_sentences_tell_once_somebody_is_sought(sentence, path, told):
    """Each in its own words."""
    texts = ("Nous cherchons 2 maçons.", sentence)
    loose = [Loose(text=text, place="", certainty=1.0, heading=False) for text in texts]

    assert [pair.text for pair in need_of(loose) if pair.paths == (path,)] == [told]
