"""Prose and letterheads: companies and needs told without labels."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.document import Document, Line
from parsers.forms.liaison_form import extract, score
from parsers.forms.pairs import Loose
from parsers.forms.prose import need_of

TODAY = date(2026, 11, 24)
AD = (
    "La société Jardins de l'Oise (SIRET 732 829 320 00074), installée 3 rue du Moulin, 60000 Beauvais, recherche 3 agents d'entretien pour un marché.",
    "Nous proposons un CDD de 9 mois, 35 h par semaine, payé 1 870 € brut par mois, à compter du 1er avril 2027.",
    "Permis B indispensable.",
    "Contact : M. Éric Tellier, 03 53 01 77 41, e.tellier@jardins.example",
)


def document(*texts):
    """A document of paragraphs."""
    return Document(type="docx", blocks=tuple(Line(text=text, place=f"ligne {n}") for n, text in enumerate(texts, 1)))


def test_an_advertisement_is_a_need_that_a_person_looks_at():
    """Everything is read; what only a sentence says is to review."""
    (need,) = extract(document(*AD), today=TODAY).needs

    assert (need.company.name, need.company.siret) == ("Jardins de l'Oise", "73282932000074")
    assert need.company.address == "3 rue du Moulin, 60000 Beauvais"
    assert (need.job.title, need.job.openings, need.job.start_date) == ("agents d'entretien", 3, "2027-04-01")
    assert (need.conditions.contract_type, need.conditions.contract_duration) == ("CDD", "P9M")
    assert need.conditions.weekly_hours == 35
    assert {"company.name", "job.title", "job.openings"} <= set(need.to_review)


@pytest.mark.parametrize(
    ("sought", "title"),
    [
        ("recherche un(e) Menuisier(ère) poseur pour un chantier", "Menuisier(ère) poseur"),
        ("recrute 2 agent(e)s d'entretien", "agent(e)s d'entretien"),
        ("recherche un coffreur (H/F) confirmé, en CDD", "coffreur (H/F) confirmé"),
        ("recherche un coffreur (bâtiment ou travaux publics)", "coffreur"),
        ("s'engage à recruter 2 personnes en qualité de plombier(ère) chauffagiste, par contrat CDD", "plombier(ère) chauffagiste"),
    ],
)  # fmt: skip
def test_what_a_title_says_in_brackets_of_woman_and_man_belongs_to_it(sought, title):
    """Other brackets end it."""
    loose = Loose(text=f"Lys Propreté {sought}.", place="ligne 1", certainty=1.0, heading=False)

    assert [pair.text for pair in need_of([loose]) if pair.paths == ("job.title",)] == [title]


def test_a_letter_that_looks_for_nobody_is_no_form():
    """A recruitment is spoken of, none is asked for."""
    letter = document(
        "Nous étudions le recrutement d'une personne en CDD, 35 h par semaine.",
        "Le chantier débutera le 4 janvier 2027.",
    )

    assert score(letter) < 0.5


def test_the_head_of_the_paper_does_not_fill_a_blank_form():
    """What the form asks for and nobody answered stays missing, though an agency is named above."""
    blank = document(
        "MAISON DE L'EMPLOI",
        "2 rue Haute, 57000 Metz - 03 53 01 00 00 - clauses@mde.example",
        "Entreprise : ………",
        "Métier : ………",
        "Salaire : ……… €",
        "Contrat : ☐ CDI ☐ CDD",
    )

    assert extract(blank, today=TODAY).needs == ()


def test_a_sentence_that_the_paper_broke_is_read_whole():
    """A line that is full goes on with the next."""
    lines = (
        "Lys Propreté, entreprise de nettoyage des bords de la Lys, recherche un agent d'entretien",
        "des vitres pour ses chantiers. Le poste est à pourvoir dès que possible.",
    )
    loose = [Loose(text=text, place="page 1", certainty=1.0, heading=False) for text in lines]

    found = {pair.paths[0]: pair.text for pair in reversed(need_of(loose))}

    assert (found["job.title"], found["job.start_date"]) == ("agent d'entretien des vitres", "dès que possible")


def headed(*texts):
    """Pairs of a paper whose headings these are."""
    return need_of([Loose(text=text, place="page 1", certainty=1.0, heading=True) for text in texts])


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Coursier à vélo (3 postes)", {"job.title": "Coursier à vélo", "job.openings": "3"}),
        ("Agent de propreté – remise en état (H/F)", {"job.title": "Agent de propreté - remise en état (H/F)"}),
        ("Demande de personnel (2 postes)", {}),
        ("Activités (à compléter)", {}),
    ],
)
def test_the_heading_of_a_job_sheet_is_its_title(heading, told):
    """« (3 postes) » or « (H/F) » says so; it is for a person."""
    found = headed("Notre entreprise", heading)

    assert {pair.paths[0]: pair.text for pair in found} == told
    assert all(pair.strength < 0.72 for pair in found)


def test_two_titles_in_headings_are_two_jobs_and_none_is_guessed():
    """Which part belongs to which is not known here."""
    assert headed("Coursier à vélo (3 postes)", "Préparateur de commandes (2 postes)") == []


def test_a_full_line_makes_no_paragraph_of_the_short_lines_after_it():
    """Each line of a mail that is written line by line is read alone."""
    lines = (
        "société Vasseur Toitures, siret 732 829 320 00074, 1 rue de la Halle 62000 Arras",
        "mon tel est dessous",
        "je cherche 3 manœuvres toiture",
        "cdd 3 mois 35h",
    )
    loose = [Loose(text=text, place="corps", certainty=1.0, heading=False) for text in lines]

    assert [pair.text for pair in need_of(loose) if pair.paths == ("job.title",)] == ["manoeuvres toiture"]


def said(*texts):
    """What sentences tell, and how surely."""
    loose = [Loose(text=text, place="corps", certainty=1.0, heading=False) for text in texts]
    return {pair.paths[0]: (pair.text, pair.strength >= 0.72) for pair in reversed(need_of(loose))}


@pytest.mark.parametrize(
    "text",
    [
        "Je recherche un emploi de maçon en CDI, 35 h par semaine, à compter du 4 janvier 2027.",
        "Je suis à la recherche d'un poste de peintre, on m'a dit que votre agence recrute.",
        "Nous ne recrutons personne pour le moment : le CDD de 6 mois à 35 h par semaine est annulé.",
    ],
)
def test_who_looks_for_work_or_recruits_nobody_tells_no_need(text):
    """A candidate's mail and a refusal speak of contracts too."""
    assert said(text) == {}


def test_what_may_be_said_of_the_works_is_for_a_person():
    """« durée », « démarrage » and « débuteront » may be the market's."""
    found = said("Le lot 3 a une durée de 18 mois, démarrage le 5 avril 2027.", "Nous cherchons un manœuvre.")

    assert found["conditions.contract_duration"] == ("18 mois", False)
    assert found["job.start_date"] == ("le 5 avril 2027", False)


@pytest.mark.parametrize(
    ("text", "openings", "title"),
    [
        ("Nous avons besoin de 2 caristes pour trois mois.", "2", "caristes"),
        ("On a besoin d'un cariste en intérim.", "un", "cariste"),
        ("Notre société va recruter trois ouvriers paysagistes.", "trois", "ouvriers paysagistes"),
    ],
)
def test_other_words_for_looking_for_somebody(text, openings, title):
    """As companies write."""
    found = said(text)

    assert (found["job.openings"][0], found["job.title"][0]) == (openings, title)


def test_full_time_and_where_they_will_work():
    """Both for a person."""
    found = said("Nous cherchons un peintre à temps plein. Il travaillera au parc Bonnet, 80000 Amiens.")

    assert found["conditions.weekly_hours"] == ("à temps plein", False)
    assert found["conditions.workplace"] == ("parc Bonnet, 80000 Amiens", False)


def test_il_nous_faut_somebody_but_not_something():
    """« Il me faudrait un aide-couvreur » looks for somebody, « il nous faut un devis » does not."""
    assert said("Il me faudrait un aide-couvreur pour mars.")["job.title"] == ("aide-couvreur", False)
    assert said("Il nous faut un devis, et une copie du contrat de 6 mois à 35 h par semaine.") == {}
    assert said("Il nous faut deux jours pour le CDD de 6 mois à 35 h par semaine.") == {}


def test_hours_alone_are_a_week_for_a_person():
    """« contrat de 6 mois, 35h, payé … »: no time of the day is so late."""
    assert said("Nous cherchons un peintre, contrat de 6 mois, 35h.")["conditions.weekly_hours"] == ("35h", False)
    assert "conditions.weekly_hours" not in said("Nous cherchons un peintre, de 7h à 15h, 2 jours.")
