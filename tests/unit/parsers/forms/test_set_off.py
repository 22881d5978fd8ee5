"""Set off: questions and answers set off within a line."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.document import Document, Line
from parsers.forms.liaison_form import extract
from parsers.forms.set_off import between_leaders, without_stars

TODAY = date(2026, 11, 24)


def the_need(*texts):
    """The only need of these lines."""
    blocks = tuple(Line(text=text, place=f"ligne {number}") for number, text in enumerate(texts, 1))
    (need,) = extract(Document(type="docx", blocks=blocks), today=TODAY).needs
    return need


def test_answers_between_leaders_stand_beside_what_was_printed_before_them():
    """A sentence with gaps that were filled."""
    need = the_need(
        "Je soussigné(e) .......Anne Roy....... agissant pour .......Lys Propreté.......",
        "dont le n° SIRET est ....732 829 320 00074....",
        "tél. ....03 53 01 33 44.... fax ....03 53 01 33 45.... courriel ....a.roy@lys.example....",
        "souhaite recruter ....2.... personnes au poste de ....vitrier....",
        "type de contrat ....CDD.... durée ....10 mois....",
    )

    assert (need.company.name, need.company.contact_name) == ("Lys Propreté", "Anne Roy")
    assert (need.company.phone, need.company.email) == ("+33353013344", "a.roy@lys.example")
    assert (need.job.title, need.job.openings, need.conditions.contract_duration) == ("vitrier", 2, "P10M")


def test_gaps_that_nobody_filled_hold_no_answer():
    """Leaders with nothing between them."""
    assert between_leaders("tél. .................. courriel ..................") == []


def test_an_interview_is_read_question_by_question():
    """« Q – » asks, « R – » answers."""
    need = the_need(
        "Q – Le nom de votre entreprise ?", "R – Lys Propreté",
        "Q – Le SIRET ?", "R – 732 829 320 00074",
        "Q – Vous êtes où ?", "R – 4 rue du Puits, 62120 Aire",
        "Q – On vous joint comment ?", "R – 03 53 01 33 44",
        "Q – Quel métier recherchez-vous ?", "R – vitrier",
        "Q – Combien de postes ?", "R – 2",
        "Q – Quel contrat ?", "R – CDI",
    )  # fmt: skip

    assert (need.company.name, need.company.address) == ("Lys Propreté", "4 rue du Puits, 62120 Aire")
    assert (need.job.title, need.job.openings, need.conditions.contract_type) == ("vitrier", 2, "CDI")


def test_a_name_over_its_street_and_its_town_is_proposed_as_the_company():
    """A letterhead, for a person; the paper of a public body tells no company."""
    lines = ("4 rue du Puits", "62120 Aire", "Poste : vitrier", "Contrat : CDI", "Lieu : Aire", "Nombre de postes : 1")

    def read(name):
        blocks = (Line(text=name, place="ligne 1", heading=True), *(Line(text=text, place="ligne") for text in lines))
        return extract(Document(type="docx", blocks=blocks), today=TODAY).needs[0]

    assert read("Lys Propreté").company.name == "Lys Propreté"
    assert "company.name" in read("Lys Propreté").to_review
    assert read("Mairie de Lys").company.name is None


def test_an_engagement_to_recruit_tells_the_job():
    """« s'engage à recruter 2 personnes en qualité de … par contrat CDD d'une durée de … »."""
    need = the_need(
        "La société Lys Propreté, SIRET 732 829 320 00074, 4 rue du Puits, 62120 Aire,",
        "représentée par Mme Anne Roy, téléphone 03 53 01 33 44, courriel a.roy@lys.example,",
        "s’engage à recruter 2 personne(s) en qualité de vitrier à compter du 07/06/2027, par contrat CDD d’une durée"
        " de 9 mois, à raison de 35 heures par semaine.",
        "Le lieu de travail sera la gare d'Aire.",
    )

    assert (need.job.title, need.job.openings, need.conditions.contract_duration) == ("vitrier", 2, "P9M")
    assert need.company.contact_name == "Mme Anne Roy"
    assert {"job.title", "company.contact_name", "conditions.workplace"} <= set(need.to_review)


def test_a_count_beside_its_label_is_no_head_of_a_column():
    """« Nombre ⇥ 4 » over a line whose label is of no list."""
    need = the_need("Poste\tVitrier", "Nombre\t4", "Mise en route\tdemain", "Contrat\tCDI", "Lieu\tAire")

    assert need.job.openings == 4


def test_a_hint_behind_its_label_is_no_part_of_it():
    """« Mon entreprise le nom exact » over the answer, in a paper that sets its labels so."""
    need = the_need(
        "Mon entreprise le nom exact", "Lys Propreté",
        "Mon SIRET celui de l'établissement", "732 829 320 00074",
        "Je cherche un métier par fiche", "vitrier",
        "J'en veux combien de personnes", "2",
        "Expérience mettez « aucune » si débutant", "aucune",
        "Je propose contrat et durée", "un CDD de 18 semaines",
        "Je paie en brut", "12,70 € de l'heure",
    )  # fmt: skip

    assert (need.company.name, need.job.title, need.job.openings) == ("Lys Propreté", "vitrier", 2)
    assert (need.conditions.contract_type, need.conditions.contract_duration) == ("CDD", "P18W")
    assert need.conditions.gross_salary.min == 12.7


def test_leaders_behind_a_label_of_two_words_lead_to_its_answer_not_to_a_hint():
    """« Contraintes particulières ........ - carte BTP » is no « Contraintes » with a hint."""
    lines = [
        Line(text=text, place="page 1")
        for text in (
            "Intitulé du poste ........ Maçon",
            "Nombre de postes ........ trois",
            "Missions confiées ........ • Coffrage",
            "• Ferraillage",
            "Compétences attendues ........ • Lecture de plans",
            "• Calcul",
            "Contraintes particulières ........ - carte BTP",
            "- travail en extérieur",
            "Formation demandée ........ CAP",
            "Type de contrat ........ CDD",
        )
    ]

    (need,) = extract(Document(type="pdf", blocks=tuple(lines)), today=TODAY).needs

    assert need.job.activities == ("Coffrage", "Ferraillage")
    assert need.job.skills == ("Lecture de plans", "Calcul")
    assert need.job.special_requirements == ("Carte BTP", "Travail en extérieur")


@pytest.mark.parametrize("star", ["*", "**"])
def test_stars_around_bold_words_of_a_mail_are_no_part_of_label_or_answer(star):
    """With the colon within them or behind them, around an answer, on quoted lines."""
    need = the_need(
        f"{star}Raison sociale :{star} Lys Propreté",
        f"{star}Siret{star} : 732 829 320 00074",
        f"{star}Métier recherché :{star} {star}vitrier{star}",
        f"> {star}Lieu de travail :{star} Aire",
        "* Lavage * Rangement",
    )

    assert (need.company.name, need.company.siret) == ("Lys Propreté", "73282932000074")
    assert (need.job.title, need.conditions.workplace) == ("vitrier", "Aire")


def test_labels_in_stars_over_their_answers_are_set_as_headings():
    """A form in plain text, its labels bold."""
    need = the_need(
        "**Raison sociale**", "Lys Propreté", "**Poste**", "vitrier", "**Missions**", "- Lavage", "- Rangement",
        "**Type de contrat**", "CDI", "**Lieu de travail**", "Aire",
    )  # fmt: skip

    assert (need.company.name, need.job.title, need.conditions.workplace) == ("Lys Propreté", "vitrier", "Aire")
    assert need.job.activities == ("Lavage", "Rangement")


def test_a_star_that_is_a_bullet_or_a_mark_stays():
    """« * Lavage », « Nom* », « 5*8 »."""
    for text in ("* Lavage", "Nom* : Lys  Prénom* : Anne", "5*8 = 40", "*Lavage *Rangement"):
        assert without_stars(Line(text=text, place="ligne 1")).text == text
