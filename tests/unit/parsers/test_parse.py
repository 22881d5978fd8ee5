"""The front door: a reading for every file, an error for every bad one, never an exception."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from parsers.document import Document, Line
from parsers.parse import parse, parse_document
from parsers.sandbox import Limits
from tests.papers import docx, p, table, tr

TODAY = date(2026, 11, 24)
FORM = docx(
    p("Formulaire de liaison")
    + table(
        tr("Raison sociale", "Toitures Daubrée"), tr("Siret", "732 829 320 00074"), tr("Personne à joindre", "Mme Aude Daubrée"),
        tr("Téléphone et mail", "01 99 00 12 34 rh@daubree.example"), tr("Appellation", "Couvreur"),
        tr("Nombre de postes à pourvoir", "2"), tr("Date du recrutement", "01/03/2027"),
        tr("Type et durée du contrat", "CDD de 6 mois"), tr("Durée hebdomadaire", "35 h"), tr("Salaire brut", "13 € de l'heure"),
        tr("Lieu de travail", "80000 Amiens"),
    )
)  # fmt: skip


def test_a_form_is_read_and_keeps_its_paper():
    """Kind, need, and the document for whoever must look again."""
    reading = parse("n'importe quoi.pdf", FORM, today=TODAY)

    assert (reading.kind, reading.error) == ("liaison_form", None)
    assert reading.needs[0].company.siret == "73282932000074"
    assert reading.document is not None
    assert reading.document.type == "docx"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 x", "corrupt"),
        (bytes(range(256)) * 9, "unsupported"),
        (b"x" * 26_000_000, "too_large"),
    ],
)
def test_a_bad_file_gives_an_error_and_no_exception(data, code):
    """One of the six words, with a sentence."""
    reading = parse("x", data, today=TODAY)

    assert (reading.kind, reading.needs) == ("unknown", ())
    assert reading.error is not None
    assert reading.error.code == code


def test_a_document_too_slow_for_its_limits_is_a_timeout():
    """The limits of the caller hold."""
    reading = parse("x", FORM, today=TODAY, limits=Limits(wall_seconds=0.0005))

    assert reading.error is not None
    assert reading.error.code == "timeout"


def test_a_letter_is_no_form():
    """What resembles none of our kinds is unknown, and keeps its paper."""
    document = Document(type="txt", blocks=(Line(text="Bonjour, veuillez trouver notre facture.", place="ligne 1"),))
    reading = parse_document(document, today=TODAY)

    assert reading.kind == "unknown"
    assert reading.document is document


def test_a_form_in_words_that_a_person_added_is_known_for_one():
    """What helps to read a form helps to tell it, too."""
    said = ("Gagne-pain : Maçon", "Pour quand : 01/03/2027", "Payé : 13 € de l'heure", "Chez : Toitures Daubrée")
    document = Document(type="txt", blocks=tuple(Line(text=text, place="ligne") for text in said))
    added = {
        "labels": {
            "fields": {
                "job.title": ["gagne-pain"], "job.start_date": ["pour quand"], "company.name": ["chez"],
                "conditions.gross_salary": ["paye"],
            }
        }
    }  # fmt: skip

    assert parse_document(document, today=TODAY).kind == "unknown"
    assert parse_document(document, today=TODAY, vocabulary=added).needs[0].job.title == "Maçon"


@pytest.mark.slow
def test_one_document_costs_about_half_a_second_from_a_cold_start(tmp_path):
    """The time that `liaison parse` has, its own start left out."""
    file = tmp_path / "form.docx"
    file.write_bytes(FORM)
    code = (
        "import sys; from datetime import date; from pathlib import Path; from parsers.parse import parse; "
        "r = parse('x', Path(sys.argv[1]).read_bytes(), today=date(2026, 11, 24)); sys.exit(r.kind != 'liaison_form')"
    )
    times = []
    for _ in range(3):
        start = time.monotonic()
        subprocess.run([sys.executable, "-c", code, str(file)], check=True, cwd=Path(__file__).parents[3])
        times.append(time.monotonic() - start)

    assert min(times) < 1.2  # measured 0.39 to 0.57 s on two busy cores
