"""Rehearsal: a form of our own in the three dresses that most forms come in, read by every reader before it serves."""

from __future__ import annotations

import io
import zipfile
from functools import cache

TODAY = "2026-01-05"
_TITLE = "Formulaire de liaison"
_ROWS = (
    ("Raison sociale", "Essai SARL"),
    ("Siret", "732 829 320 00074"),
    ("Adresse", "1 rue d'Essai, 80000 Amiens"),
    ("Personne à joindre", "Mme Anne Essai"),
    ("Téléphone et mail", "01 99 00 00 00, essai@essai.example"),
    ("Appellation", "Maçon"),
    ("Nombre de postes à pourvoir", "1"),
    ("Date du recrutement", "01/03/2030"),
    ("Activités principales du poste", "Maçonnerie, coffrage"),
    ("Compétences requises", "Lecture de plans"),
    ("Expérience professionnelle souhaitée", "Un an"),
    ("Formation", "CAP"),
    ("Exigences particulières", "Permis B"),
    ("Type et durée du contrat", "CDD de 6 mois"),
    ("Durée hebdomadaire", "35 h"),
    ("Salaire brut", "1 900 € par mois"),
    ("Lieu de travail", "Amiens"),
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: as many as word processors write, used or not
_STYLES = 160


@cache
def papers() -> tuple[bytes, ...]:
    """The form as a Word file, as a PDF with ruled lines, and as plain text; the most usual first."""
    return _word(), _pdf(), "\n".join([_TITLE, *(f"{label} : {value}" for label, value in _ROWS)]).encode()


def _word() -> bytes:
    """The title, and a table of labels beside answers, with the further parts that Word files have."""
    rows = "".join(f"<w:tr>{_cell(label)}{_cell(value)}</w:tr>" for label, value in _ROWS)
    styles = "".join(
        f'<w:style w:type="table" w:styleId="T{number}"><w:name w:val="T{number}"/><w:basedOn w:val="T0"/></w:style>'
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
    return f"<w:tc><w:tcPr/>{_paragraph(text)}</w:tc>"


def _pdf() -> bytes:
    """The same table drawn on a page."""
    drawn = _written(60, 780, _TITLE)
    for number, (label, value) in enumerate(_ROWS):
        foot = 740 - 24 * number
        drawn += f"60 {foot} 180 24 re S 240 {foot} 290 24 re S\n"
        drawn += _written(64, foot + 8, label) + _written(244, foot + 8, value)
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
