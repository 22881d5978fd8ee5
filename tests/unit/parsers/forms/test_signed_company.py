"""Signed companies: who a company is stands in the signature of its mail."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.document import Document, Line
from parsers.forms.liaison_form import extract
from parsers.forms.signed_company import SIGNED, with_signed_company, without_signed
from parsers.reading import CompanyReading

TODAY = date(2026, 11, 24)
SAID = "Nous cherchons 2 maçons à compter du 11 janvier 2027, en CDD de 4 mois, 39 heures par semaine."
SIGNATURE = """Odile Vasseur
Gérante
VASSEUR MAÇONNERIE SARL
2 rue des Briques - 62000 Arras
Port. 01 99 00 41 10
SIRET 732 829 320 00074"""
IDENTITY = {f"company.{name}" for name in ("name", "siret", "address", "contact_name", "phone", "email")}


def signed(*said, sender="Odile Vasseur", address="odile@vasseur-maconnerie.example", signature=SIGNATURE):
    """The need that a mail tells."""
    lines = tuple(Line(text=text, place=f"ligne {n}") for n, text in enumerate((SAID, *said), 1))
    reading = extract(Document(type="txt", blocks=lines), today=TODAY)
    (need,) = with_signed_company(reading, sender=sender, address=address, signature=signature).needs
    return need


def test_who_recruits_says_who_it_is_in_its_signature():
    """All of it is for a person, and says where it stood."""
    need = signed()

    assert need.company == CompanyReading(
        name="VASSEUR MAÇONNERIE SARL",
        siret="73282932000074",
        address="2 rue des Briques - 62000 Arras",
        contact_name="Odile Vasseur",
        phone="+33199004110",
        email="odile@vasseur-maconnerie.example",
    )
    assert set(need.to_review) >= IDENTITY
    assert not IDENTITY & set(need.missing)
    assert all(need.fields[path].problems == (SIGNED,) for path in IDENTITY)


def test_a_company_named_in_the_line_of_the_function():
    """« Assistante - Vasseur TP, ZI de la Gare, 62000 Arras »."""
    need = signed(
        sender="Odile Vasseur (Vasseur TP)",
        signature="Odile Vasseur\nAssistante - Vasseur TP, ZI de la Gare, 62000 Arras\n01 99 00 41 10",
    )

    assert (need.company.name, need.company.address) == ("Vasseur TP", "ZI de la Gare, 62000 Arras")
    assert need.company.siret is None
    assert "company.siret" in need.missing


@pytest.mark.parametrize(
    "signature",
    ["Odile Vasseur\nFacilitatrice clauses sociales\n01 99 00 41 10", "Odile Vasseur\nMaison de l'emploi d'Arras"],
)
def test_an_institution_that_writes_for_a_company_is_not_the_company(signature):
    """Its telephone and its address are nobody's who recruits."""
    assert signed(signature=signature).company == CompanyReading()


@pytest.mark.parametrize("said", ["Entreprise : Toits du Ternois", "SIRET : 552 100 554 00025"])
def test_a_need_that_names_another_company_takes_nothing_from_the_signature(said):
    """The sender writes for somebody else."""
    assert signed(said).company.phone is None


def test_what_the_need_says_itself_stands():
    """The signature fills what lacks."""
    need = signed("Entreprise : Vasseur Maçonnerie", "Tél : 01 99 00 55 55")

    assert (need.company.name, need.company.phone) == ("Vasseur Maçonnerie", "+33199005555")
    assert "company.phone" not in need.to_review
    assert need.company.siret == "73282932000074"


def test_a_need_that_names_its_company_whole_gets_no_doubt_of_a_signature():
    """Nothing lacks, so nothing is taken."""
    said = ("Entreprise : Vasseur Maçonnerie", "SIRET : 732 829 320 00074", "Tél : 01 99 00 55 55")

    assert signed(*said).company.contact_name is None


def test_what_is_known_of_a_company_is_better_than_its_signature():
    """Of a company known whole, a signature tells nothing new; else only what lacks."""
    known = CompanyReading(name="Vasseur", siret="73282932000074", email="odile@vasseur.example")

    assert without_signed(signed(), known).company == CompanyReading()
    assert without_signed(signed(), CompanyReading(name="Vasseur")).company.siret == "73282932000074"
    assert not IDENTITY & set(without_signed(signed(), known).to_review)


def test_a_mail_without_a_signature_still_tells_whom_it_is_from():
    """The address that it was sent from, for a person."""
    need = signed(signature="")

    assert (need.company.contact_name, need.company.email) == ("Odile Vasseur", "odile@vasseur-maconnerie.example")
    assert {"company.name", "company.siret"} <= set(need.missing)
