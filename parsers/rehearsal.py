"""Rehearsal: forms of our own in the three dresses that most forms come in; readers read them before they serve."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from html import escape

TODAY = "2026-01-05"
_TITLE = "Formulaire de liaison"
#: label, an answer for the nursery to learn by, and another for readers, whose caches do not know it yet
_ROWS = (
    ("Raison sociale", "Essai SARL", "Exemple & fils"),
    ("Siret", "732 829 320 00074", "356 000 000 00048"),
    ("Adresse", "1 rue d'Essai, 80000 Amiens", "22 quai de l'Exemple, 80100 Abbeville"),
    ("Personne à joindre", "Mme Anne Essai", "M. Luc Exemple"),
    ("Téléphone et mail", "01 99 00 00 00, essai@essai.example", "01 99 00 00 01 luc@exemple.example"),
    ("Appellation", "Maçon", "Peintre en bâtiment"),
    ("Nombre de postes à pourvoir", "1", "3"),
    ("Date du recrutement", "01/03/2030", "15/04/2030"),
    ("Activités principales du poste", "Maçonnerie, coffrage", "Préparation des supports, mise en peinture"),
    ("Compétences requises", "Lecture de plans", "Travail soigné"),
    ("Expérience professionnelle souhaitée", "Un an", "Première expérience appréciée"),
    ("Formation", "CAP", "Titre professionnel"),
    ("Exigences particulières", "Permis B", "Travail en hauteur"),
    ("Type et durée du contrat", "CDD de 6 mois", "CDD de 9 mois"),
    ("Durée hebdomadaire", "35 h", "39 heures"),
    ("Salaire brut", "1 900 € par mois", "13,50 € de l'heure"),
    ("Lieu de travail", "Amiens", "Abbeville"),
)
_FEW = ("Appellation", "Date du recrutement", "Type et durée du contrat", "Salaire brut", "Lieu de travail")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: as many as word processors write, used or not
_STYLES = 160
_LOOK = "<w:tblStylePr/>" * 140


@cache
def papers(column: int) -> tuple[bytes, ...]:
    """The form as a Word file; a few lines of it as a PDF with ruled lines and as plain text."""
    rows = [(row[0], row[column]) for row in _ROWS]
    few = [row for row in rows if row[0] in _FEW]
    return _word(rows), _pdf(few), "\n".join([_TITLE, *(f"{label} : {answer}" for label, answer in few)]).encode()


def _word(table: list[tuple[str, str]]) -> bytes:
    """The title, and a table of labels beside answers, with the further parts that Word files have."""
    rows = "".join(f"<w:tr>{_cell(label)}{_cell(answer)}</w:tr>" for label, answer in table)
    styles = "".join(
        f'<w:style w:type="table" w:styleId="T{number}"><w:basedOn w:val="T0"/>{_LOOK}</w:style>'
        for number in range(_STYLES)
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relations("styles", "styles.xml"),
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{_paragraph(_TITLE)}'
        f'<w:tbl><w:tblPr><w:tblStyle w:val="T1"/></w:tblPr>{rows}</w:tbl></w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">{styles}</w:styles>',
        "docProps/core.xml": "<coreProperties/>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _relations(kind: str, target: str) -> str:
    one = f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}">{one}</Relationships>'


def _paragraph(text: str) -> str:
    return f"<w:p><w:pPr/><w:r><w:rPr/><w:t>{text}</w:t></w:r></w:p>"


def _cell(text: str) -> str:
    return f"<w:tc><w:tcPr/>{_paragraph(escape(text))}</w:tc>"


def _pdf(table: list[tuple[str, str]]) -> bytes:
    """The same table drawn on a page."""
    drawn = _written(60, 780, _TITLE)
    for number, (label, answer) in enumerate(table):
        foot = 740 - 24 * number
        drawn += f"60 {foot} 180 24 re S 240 {foot} 290 24 re S\n"
        drawn += _written(64, foot + 8, label) + _written(244, foot + 8, answer)
    stream = drawn.encode("cp1252")
    objects = (
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R",
        b"/Resources<</Font<</F 5 0 R>>>>>>endobj",
        b"4 0 obj<</Length %d>>stream" % len(stream),
        stream,
        b"endstream endobj",
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj",
    )
    return b"\n".join((b"%PDF-1.7", *objects, b"trailer<</Root 1 0 R>>", b"%%EOF", b""))


def _written(left: int, foot: int, text: str) -> str:
    return f"BT /F 10 Tf {left} {foot} Td ({text}) Tj ET\n"
