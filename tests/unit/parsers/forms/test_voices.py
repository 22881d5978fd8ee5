"""Whose name it is: « Suivi par », « Référent clause » stand for the company's own person or for the agency's."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.document import Cell, Document, Line, Table
from parsers.forms.liaison_form import extract

TODAY = date(2026, 11, 24)
COMPANY = ("Raison sociale : Lys Propreté", "Siret : 732 829 320 00074")
JOB = (
    "Poste : vitrier",
    "Nombre de postes : 1",
    "Contrat : CDI",
    "Lieu de travail : Aire",
    "Date de début : 11/01/2027",
)


def the_need(*texts):
    """The only need of these lines; « # » begins a heading."""
    blocks = tuple(
        Line(text=text.removeprefix("# "), place=f"ligne {number}", heading=text.startswith("# "))
        for number, text in enumerate(texts, 1)
    )
    (need,) = extract(Document(type="docx", blocks=blocks), today=TODAY).needs
    return need


@pytest.mark.parametrize("label", ["Suivi par", "Dossier suivi par", "Référent clause", "Référent clauses sociales"])
def test_who_follows_in_the_company_s_own_part_is_perhaps_its_contact(label):
    """Name, telephone and mail are kept, for a person."""
    need = the_need(
        "# Votre entreprise", *COMPANY, f"{label} : Mme Anne Roy", "Téléphone : 03 53 01 33 44",
        "Mail : a.roy@lys.example", "# Votre besoin", *JOB,
    )  # fmt: skip

    assert (need.company.contact_name, need.company.phone) == ("Mme Anne Roy", "+33353013344")
    assert need.company.email == "a.roy@lys.example"
    assert {"company.contact_name", "company.phone", "company.email"} <= set(need.to_review)


def test_in_a_table_too():
    """Labels in a column, a title over them."""
    texts = ["Entreprise", *COMPANY, "Suivi par : Mme Anne Roy", "Téléphone : 03 53 01 33 44", "Le poste", *JOB]
    rows = tuple(
        tuple(
            Cell(text=text, place="tableau 1", row=row, column=column, heading=" : " not in line)
            for column, text in enumerate(line.split(" : "))
        )
        for row, line in enumerate(texts)
    )
    (need,) = extract(Document(type="docx", blocks=(Table(rows=rows),)), today=TODAY).needs

    assert (need.company.contact_name, need.company.phone) == ("Mme Anne Roy", "+33353013344")
    assert {"company.contact_name", "company.phone"} <= set(need.to_review)


@pytest.mark.parametrize(
    "who", ["Farid Benali, Maison de l'emploi", "Mme Morel, facilitatrice", "C. Roux (France Travail)", "Ville de Lys"]
)
def test_an_institution_s_words_tell_the_agency_s_person(who):
    """What follows is not the company's."""
    need = the_need(
        "# Votre entreprise", *COMPANY, f"Suivi par : {who}", "Téléphone : 03 53 01 33 44", "# Votre besoin", *JOB
    )

    assert (need.company.contact_name, need.company.phone) == (None, None)


@pytest.mark.parametrize(
    "before",
    [("# Cadre réservé au facilitateur",), ("# Le marché", "Objet : nettoyage"), ("Fiche de liaison",)],
)
def test_outside_the_company_s_part_it_is_the_agency_s_person(before):
    """In a part about others, or at the head of the form."""
    need = the_need(
        *before, "Dossier suivi par : Mme Claire Morel", "Téléphone : 03 53 01 33 44", "# Votre entreprise", *COMPANY,
        "# Votre besoin", *JOB,
    )  # fmt: skip

    assert (need.company.contact_name, need.company.phone) == (None, None)


def test_beside_the_company_s_own_contact_it_is_somebody_else():
    """The form asks for both."""
    need = the_need(
        "# Votre entreprise", *COMPANY, "Personne à joindre : Mme Anne Roy", "Téléphone : 03 53 01 33 44",
        "Suivi par : M. Paul Petit", "Mail : p.petit@agence.example", "# Votre besoin", *JOB,
    )  # fmt: skip

    assert (need.company.contact_name, need.company.phone) == ("Mme Anne Roy", "+33353013344")
    assert need.company.email is None
    assert "company.contact_name" not in need.to_review
