"""Candidates' papers: CVs, sheets and tables."""

from datetime import date

import pytest

from parsers.document import Cell, Document, Line, Table
from parsers.forms.candidate_document import extract, score

TODAY = date(2026, 6, 10)
CV = "Tony LAMBERT\n06 39 98 62 01 - tony.lambert@mail.example\n20 ans, permis B\nParcours\n2023 : agent, Mission locale de Ham\nCentres d'intérêt\nFootball"


def paper(text):
    """A document of lines."""
    return Document(
        type="txt", blocks=tuple(Line(text=line, place=f"ligne {n}") for n, line in enumerate(text.split("\n"), 1))
    )


def test_a_cv_says_who_and_how_to_reach_them():
    """The top line is the name; what one has done is no public."""
    (candidate,) = extract(paper(CV), today=TODAY, name="CV.pdf").candidates

    assert score(paper(CV)) >= 0.5
    assert (candidate.last_name, candidate.first_name) == ("Lambert", "Tony")
    assert (candidate.phone, candidate.email) == ("+33639986201", "tony.lambert@mail.example")
    assert candidate.criteria == ("jeune",)
    assert candidate.documents == ("CV.pdf",)


@pytest.mark.parametrize(
    "top",
    [
        "CURRICULUM VITAE\nDIALLO Fatoumata",
        "Fatoumata\nDIALLO",
        "CV de Fatoumata Diallo",
        "Agent d'entretien polyvalent\nFatoumata DIALLO",
        "Nom : DIALLO\nPrénom : Fatoumata",
        "fatoumata diallo",
    ],
)
def test_the_name_is_found_wherever_it_stands_at_the_top(top):
    """Below a title, on two lines, after labels."""
    (candidate,) = extract(
        paper(f"{top}\n06 39 98 62 02\nExpériences\n2020 ménage\nFormation\nCAP"), today=TODAY
    ).candidates

    assert (candidate.last_name, candidate.first_name) == ("Diallo", "Fatoumata")


def test_the_name_of_the_file_helps_where_the_paper_names_nobody():
    """« CV_DIALLO_Fatou.pdf »."""
    (candidate,) = extract(paper("Maçon\nExpériences\n2020"), today=TODAY, name="CV_DIALLO_Fatou.pdf").candidates

    assert (candidate.last_name, candidate.first_name) == ("Diallo", "Fatou")


def test_a_table_of_candidates_gives_all_of_them():
    """One a row; the list itself is nobody's paper."""
    rows = [
        ["Nom", "Prénom", "Tél", "Situation"],
        ["DIALLO", "Fatou", "06 39 98 62 03", "BRSA"],
        ["PETIT", "Luc", "06 39 98 62 04", "RQTH"],
    ]
    cells = tuple(
        tuple(Cell(text=text, place="", row=r, column=c) for c, text in enumerate(row)) for r, row in enumerate(rows)
    )
    document = Document(type="xlsx", blocks=(Table(rows=cells),))

    reading = extract(document, today=TODAY, name="liste.xlsx")

    assert score(document) >= 0.5
    assert [(one.last_name, one.criteria, one.documents) for one in reading.candidates] == [
        ("Diallo", ("brsa",), ()),
        ("Petit", ("rqth",), ()),
    ]


def test_a_liaison_form_is_no_cv():
    """It speaks of training and experience too."""
    form = "FORMULAIRE DE LIAISON\nRaison sociale : X\nSIRET : 1\nExpérience professionnelle souhaitée\nFormation\nSalaire brut"

    assert score(paper(form)) == 0.0


def test_a_social_security_number_on_a_cv_is_not_read():
    """It is masked before anything is looked for."""
    (candidate,) = extract(paper("Luc PETIT\nNIR 1 71 05 80 021 123 45\nFormation\nCAP"), today=TODAY).candidates

    assert candidate.phone is None


def test_an_empty_paper_is_nobody():
    """No name, no number."""
    (candidate,) = extract(Document(type="pdf"), today=TODAY).candidates

    assert (candidate.last_name, candidate.phone) == (None, None)
