"""How long a document takes, beside the library alone, in one run: `python benchmarks/document_speed.py`.

The rounds of the two alternate, so that a busy machine slows both; medians are told, and their ratio.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from parsers.formats import read  # noqa: E402
from parsers.parse import parse, parse_document  # noqa: E402
from parsers.sandbox import Readers  # noqa: E402
from tests.papers import pdf, ruled, written  # noqa: E402

ROUNDS = 25
TODAY = date(2026, 11, 24)
ROWS = (
    ("Raison sociale", "Toitures Daubrée"), ("Siret", "732 829 320 00074"), ("Adresse", "12 rue Haute, 80000 Amiens"),
    ("Personne à joindre", "Mme Aude Daubrée"), ("Téléphone et mail", "01 99 00 12 34 rh@daubree.example"),
    ("Appellation", "Couvreur"), ("Nombre de postes à pourvoir", "2"), ("Date du recrutement", "01/03/2027"),
    ("Activités principales du poste", "Pose de tuiles, dépose, nettoyage des abords, aide aux compagnons"),
    ("Compétences requises", "Travail en hauteur"), ("Expérience professionnelle souhaitée", "Débutant accepté"),
    ("Formation", "CAP couvreur apprécié"), ("Exigences particulières", "Permis B"),
    ("Type et durée du contrat", "CDD de 6 mois"), ("Durée hebdomadaire", "35 h"), ("Salaire brut", "13 € de l'heure"),
    ("Lieu de travail", "80000 Amiens"),
)  # fmt: skip


def word_file() -> bytes:
    """A form as python-docx writes it, with its usual styles."""
    import docx

    document = docx.Document()
    document.add_heading("Formulaire de liaison", 1)
    table = document.add_table(rows=0, cols=2)
    for label, value in ROWS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def flat_pdf() -> bytes:
    """A page with a ruled table."""
    content = written(60, 780, "Formulaire de liaison", font="F2", size=16)
    for row, (label, value) in enumerate(ROWS):
        y = 740 - 24 * row
        content += (
            ruled(60, y, 180, 24) + ruled(240, y, 290, 24) + written(64, y + 8, label) + written(244, y + 8, value)
        )
    return pdf(content)


def with_python_docx(data: bytes) -> object:
    """All that python-docx gives of a file."""
    import docx

    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    return texts, [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def with_pdfplumber(data: bytes) -> object:
    """Words and tables of the page."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as file:
        page = file.pages[0]
        return page.extract_words(), page.extract_tables()


def medians(*tasks: Callable[[], object]) -> list[float]:
    """Milliseconds of each, round by round in turn."""
    times: list[list[float]] = [[] for _ in tasks]
    for task in tasks:
        task()
    for _ in range(ROUNDS):
        for index, task in enumerate(tasks):
            start = time.perf_counter()
            task()
            times[index].append(1000 * (time.perf_counter() - start))
    return [statistics.median(found) for found in times]


def main() -> None:
    """Print one line a format; fail where our reader takes more than a third longer than the library."""
    slow = []
    with Readers(size=2) as readers:
        parse("warm.docx", word_file(), today=TODAY, readers=readers)
        time.sleep(5)  # the readers learn their libraries
        for name, data, library, alone in (
            ("docx", word_file(), "python-docx", with_python_docx),
            ("flat pdf", flat_pdf(), "pdfplumber", with_pdfplumber),
        ):
            document = read(name, data)
            theirs, ours, meaning, whole = medians(
                lambda data=data, alone=alone: alone(data),
                lambda data=data: read("x", data),
                lambda document=document: parse_document(document, today=TODAY),
                lambda data=data: parse("x", data, today=TODAY, readers=readers),
            )
            print(
                f"{name:9} {library} alone {theirs:6.1f} ms · our reader {ours:6.1f} ms (ratio {ours / theirs:.2f}) · "
                f"meaning {meaning:6.1f} ms · all of it in the sandbox {whole:6.1f} ms (ratio {whole / theirs:.2f})"
            )
            slow += [name] if ours > 4 / 3 * theirs else []
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
