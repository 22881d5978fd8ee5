"""The sheet of a need: all that a partner may know, on one page, in Word and PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from functools import cache

import pikepdf
import pypdf
import pytest
from docx import Document

from parsers.formats import read
from parsers.parse import parse_document
from service.documents import SheetFacts, need_sheet_docx, need_sheet_pdf
from service.domain.letters import NeedFacts
from tests.golden.outgoing.letters import MARKET, NEED, REFERENT

SHEET = SheetFacts(
    need=NEED,
    institution="France Travail Amiens-Dury",
    referent=REFERENT,
    market=MARKET,
    publics=("deld", "qpv"),
    answer_by=date(2026, 6, 12),
    return_to="clauses@agence.example",
)
BARE = replace(
    SHEET,
    need=NeedFacts(reference="B-0001", company=None, company_address=None, title=None, openings=None, start_date=None),
    market=None,
    publics=(),
    answer_by=None,
    return_to=None,
)


def words_of(data):
    """Everything that a person reads, on one line, with plain spaces."""
    return " ".join(read("fiche", data).text().split())


@cache
def usual_words(make):
    """The words of the sheet of our example, made once a format."""
    return words_of(make(SHEET)).replace("’", "'")


@pytest.mark.parametrize("make", [need_sheet_docx, need_sheet_pdf])
@pytest.mark.parametrize(
    "words",
    [
        "Réf. B-0042",
        "Besoin en recrutement : Maçon / maçonne",
        "Bâti-Picardie & Fils",
        "15 juin 2026",
        "6 mois",
        "35 h",
        "1 850,00 € brut par mois",
        "Monter des murs en parpaings",
        "Ranger et nettoyer le chantier",
        "Permis B souhaité",
        "habitant(e) d'un quartier prioritaire",
        "vendredi 12 juin 2026",
    ],
)
def test_the_sheet_says_what_a_partner_needs(make, words):
    """Both formats say the same."""
    assert words in usual_words(make)


@pytest.mark.parametrize("make", [need_sheet_docx, need_sheet_pdf])
def test_a_sheet_of_little_has_no_holes(make):
    """What is not known is said so, or left out with its heading."""
    words = words_of(make(BARE))

    assert "B-0001" in words
    assert "None" not in words
    assert "non précisé" in words
    assert "La clause sociale" not in words


@pytest.mark.parametrize("make", [need_sheet_docx, need_sheet_pdf])
def test_what_a_company_writes_is_only_text(make):
    """Template language and typst in a need do nothing."""
    need = replace(NEED, title="{{ 7*7 }} #panic()", activities=("{% for x in y %}", "<w:p/> & Fils"))
    words = words_of(make(replace(SHEET, need=need)))

    assert "{{ 7*7 }} #panic()" in words
    assert "{% for x in y %}" in words
    assert "<w:p/> & Fils" in words


def test_the_pdf_sheet_is_one_tagged_page():
    """With its title and its language."""
    data = need_sheet_pdf(SHEET)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("fr")
        assert str(pdf.docinfo["/Title"]) == "Besoin en recrutement : Maçon / maçonne"


def test_the_word_sheet_has_real_headings():
    """Who listens to it can jump from part to part."""
    styles = [each.style.name for each in Document(io.BytesIO(need_sheet_docx(SHEET))).paragraphs]

    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") == 4


def test_a_long_need_takes_more_pages_and_loses_nothing():
    """Forty activities are all there."""
    need = replace(NEED, activities=tuple(f"Activité numéro {number}" for number in range(40)))
    pages = pypdf.PdfReader(io.BytesIO(need_sheet_pdf(replace(SHEET, need=need)))).pages

    assert len(pages) == 2
    assert "Activité numéro 39" in words_of(need_sheet_docx(replace(SHEET, need=need)))


@pytest.mark.parametrize("make", [need_sheet_docx, need_sheet_pdf])
def test_a_sheet_that_somebody_sends_back_is_no_form(make):
    """The need is known: read once more it would be another one, of no company."""
    reading = parse_document(read("fiche", make(SHEET)), today=date(2026, 6, 2))

    assert (reading.kind, reading.needs) == ("unknown", ())


def test_a_word_sheet_saved_as_another_format_is_no_form_either():
    """The property is lost; what it says is not."""
    document = replace(read("fiche", need_sheet_docx(SHEET)), properties={})

    assert parse_document(document, today=date(2026, 6, 2)).kind == "unknown"
