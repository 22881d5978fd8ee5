"""Doubts of the whole paper: they reach whoever checks a need."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.document import Document, Line
from parsers.formats import read, sheet
from parsers.forms.liaison_form import extract

TODAY = date(2026, 11, 28)
TEXTS = (
    "Raison sociale : Bâti-Vaillant", "Siret : 732 829 320 00074", "Poste : Maçon", "Nombre de postes : 2",
    "Contrat : CDD", "Durée : 6 mois", "Durée hebdomadaire : 35 h", "Salaire brut : 12,60 € de l'heure",
)  # fmt: skip


def needs(*problems):
    """The needs of a paper with these doubts."""
    blocks = tuple(Line(text=text, place="page 1") for text in TEXTS)
    return extract(Document(type="pdf", blocks=blocks, problems=problems), today=TODAY).needs


@pytest.mark.parametrize("code", ["pages_left_out", "sheets_left_out", "damaged", "handwriting"])
def test_a_paper_that_was_not_read_whole_is_for_a_person(code):
    """A job on the page that was left out would be lost in silence."""
    (need,) = needs(code)

    assert "job.title" in need.to_review
    assert code in need.fields["job.title"].problems
    assert need.job.title == "Maçon"


def test_a_paper_without_doubts_is_as_sure_as_its_answers():
    """Nothing is added."""
    (need,) = needs()

    assert need.to_review == ()


def test_a_sheet_longer_than_is_read_says_so(monkeypatch):
    """Of a workbook or a CSV file, rows beyond the most."""
    monkeypatch.setattr(sheet, "MAX_ROWS", 3)
    rows = "".join(f"Poste;Maçon {number}\n" for number in range(5))

    assert read("x.csv", rows.encode()).problems == ("sheets_left_out",)
    assert read("x.csv", b"Poste;Ma\xc3\xa7on\nNombre;2\nContrat;CDD\n").problems == ()
