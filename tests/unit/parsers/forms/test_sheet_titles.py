"""Sheet titles: a job named in the first line of a company's own sheet."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.document import Document, Line
from parsers.forms.liaison_form import extract
from parsers.forms.sheet_titles import sheet_title

TODAY = date(2026, 11, 24)
SHEET = (
    "Profil de poste : agent de propreté – remise en état (H/F)",
    "VITRENET Services assure le nettoyage de fin de chantier du lycée. Nous recrutons deux agents de propreté, à compter du 1er mars 2027.",
    "Vos missions",
    "Lavage des sols",
    "Ce que nous offrons",
    "CDD de 3 mois à temps partiel, 24 heures par semaine (6h-11h selon les jours).",
    "Lieu : lycée d'Arras, rue de la Gare, 62000 Arras.",
    "Pour postuler",
    "Merci d'adresser les candidatures à Mme Rachida Benali, responsable : 01 99 00 12 94",
    "VITRENET Services – SAS au capital de 20 000 € – 22 avenue de la Paix, 62000 Arras – SIRET 732 829 320 00074 – TVA FR 41 732829320",
)


def test_a_companys_own_sheet_is_read_under_its_title():
    """The title, the paragraph under it, the conditions in sentences, who is written to and the foot of the paper."""
    blocks = tuple(Line(text=text, place=f"ligne {n}", heading=n in {1, 3, 5, 8}) for n, text in enumerate(SHEET, 1))
    (need,) = extract(Document(type="docx", blocks=blocks), today=TODAY).needs

    assert (need.job.title, need.job.openings) == ("agent de propreté - remise en état (H/F)", 2)
    assert need.job.start_date == "2027-03-01"
    assert (need.conditions.contract_type, need.conditions.contract_duration) == ("CDD", "P3M")
    assert need.conditions.weekly_hours == 24
    assert need.company.name == "VITRENET Services"
    assert (need.company.contact_name, need.company.phone) == ("Mme Rachida Benali", "+33199001294")
    assert "job.title" in need.to_review


@pytest.mark.parametrize(
    ("text", "heading", "title"),
    [
        ("Profil de poste : peintre (H/F)", False, True),
        ("Profil de poste : peintre en bâtiment", True, True),
        ("Profil de poste : rigoureux et ponctuel", False, False),
        ("Profil de poste : rigoureux. Sait lire un plan.", True, False),
        ("Nos métiers", True, False),
    ],
)
def test_only_a_first_line_that_names_a_job_is_a_title(text, heading, title):
    """Elsewhere « profil de poste » asks for qualities."""
    line = Line(text=text, place="ligne 1", heading=heading)

    assert (sheet_title([line]) is line) is title
    assert sheet_title([Line(text="Entreprise : Vitrenet", place="ligne 1"), line]) is None
