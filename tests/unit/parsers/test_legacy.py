"""Old formats: RTF by its marks, .doc by its tables of pieces and properties."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.document import Document
from parsers.formats import read
from parsers.formats.doc import _form_data
from parsers.formats.flow import Flow

GOLDEN = Path(__file__).parent.parent.parent / "golden" / "documents"


def rtf(body: str) -> Document:
    """The document of an RTF body."""
    return read("x.rtf", ("{\\rtf1\\ansi\\ansicpg1252 " + body + "}").encode("latin-1"))


def test_paragraphs_and_accents():
    r"""\\par and hexadecimal letters."""
    assert [line.text for line in rtf("Raison sociale : Soci\\'e9t\\'e9\\par Siret : 1\\par ").lines()] == [
        "Raison sociale : Société",
        "Siret : 1",
    ]


def test_a_table_keeps_the_lines_within_its_cells_and_its_wide_cells():
    r"""\\cellx tells where a cell ends: a wide one covers two columns."""
    body = (
        "avant\\par \\trowd\\cellx6000 Entreprise\\cell\\row "
        "\\trowd\\cellx2000\\cellx6000 Adresse\\cell 12 rue Haute\\par 80000 Amiens\\cell\\row \\pard apres\\par "
    )
    document = rtf(body)
    (table,) = document.tables()

    assert [[(c.text, c.column, c.column_span) for c in row] for row in table.rows] == [
        [("Entreprise", 0, 2)],
        [("Adresse", 0, 1), ("12 rue Haute\n80000 Amiens", 1, 1)],
    ]
    assert [line.text for line in document.lines()] == ["avant", "apres"]


@pytest.mark.parametrize(("state", "shown"), [("\\ffres1", "☒"), ("\\ffres0", "☐"), ("\\ffres25\\ffdefres1", "☒")])
def test_a_check_box_of_a_form_shows_its_state(state, shown):
    """Kept in the field's data, 25 meaning its default."""
    body = (
        "{\\field{\\*\\fldinst FORMCHECKBOX {\\*\\formfield{\\fftype1"
        + state
        + "{\\*\\ffname CDD}}}}{\\fldrslt }} CDD\\par "
    )

    assert rtf(body).lines()[0].text == f"{shown} CDD"


def test_headers_are_read():
    """Our reference may stand in one."""
    assert rtf("{\\header \\pard Ref. F-3K7Q-0042\\par }Siret : 1\\par ").text().split("\n") == [
        "Ref. F-3K7Q-0042",
        "Siret : 1",
    ]


def test_pictures_and_tables_of_styles_are_no_text():
    """They are cut out before anything reads them."""
    body = "{\\stylesheet{\\s1 Titre;}{\\s2 Corps;}}{\\pict{\\*\\picprop x}ffd8ffe0aabb}Siret : 1\\par "

    assert rtf(body).text().strip() == "Siret : 1"


def test_a_doc_gives_its_table_its_boxes_and_no_deleted_word():
    """Written by LibreOffice in the format of Word 97."""
    document = read("x", (GOLDEN / "besoin.doc").read_bytes())
    (table,) = document.tables()

    assert [[(c.text, c.column_span) for c in row] for row in table.rows] == [
        [("Entreprise", 2)],
        [("Raison sociale", 1), ("Toitures Daubrée", 1)],
        [("Adresse", 1), ("12 rue Haute\n80000 Amiens", 1)],
        [("Contrat", 1), ("☒ CDD ☐ CDI", 1)],
    ]
    assert document.lines()[-1].text == "Lieu : Amiens"


def test_a_row_without_stops_counts_its_cells():
    """Each cell is then one column."""
    flow = Flow()
    for text in ("a", "b"):
        flow.text(text)
        flow.end_cell()
    flow.end_row()
    (table,) = flow.blocks()

    assert [(c.text, c.column, c.column_span) for c in table.rows[0]] == [("a", 0, 1), ("b", 1, 1)]  # type: ignore[union-attr]


def test_the_data_of_a_form_field_in_a_doc():
    """Name, help, state and entries of a drop-down (FFData); 25 means the default."""

    def text(words: str) -> bytes:
        return len(words).to_bytes(2, "little") + words.encode("utf-16-le") + b"\0\0"

    head = b"\xff\xff\xff\xff" + (2 | 25 << 2).to_bytes(2, "little") + b"\0\0\0\0"
    entries = b"\xff\xff\x02\0\0\0" + b"".join(text(word)[:-2] for word in ("CDI", "CDD"))
    data = (
        head + text("Liste1") + b"\x01\0" + text("") + text("Aide") + text("Type de contrat") + text("") * 2 + entries
    )

    assert _form_data(data) == ("Liste1", "Type de contrat", 1, ["CDI", "CDD"])


def test_grey_and_italic_stretches_of_an_rtf_are_told_in_lines_and_cells():
    """In a group, switched off, by a grey of the table of colours; upright words in braces stay upright."""
    body = (
        "{\\colortbl;\\red0\\green0\\blue255;\\red128\\green128\\blue128;}"
        "Lieu : {\\i le nom {du} chantier}\\par \\i Une \\i0 par ligne\\par {\\cf1 Bleu} {\\cf2 gris}\\par "
        "\\trowd\\cellx2000\\cellx6000 Poste\\cell {\\cf2 Ma\\'e7on}\\cell\\row "
    )
    document = rtf(body)

    assert [line.text for line in document.lines()] == ["Lieu : le nom du chantier", "Une par ligne", "Bleu gris"]
    assert [line.faint for line in document.lines()] == [("le nom du chantier",), ("Une",), ("gris",)]
    assert [(cell.text, cell.faint) for cell in document.tables()[0].rows[0]] == [("Poste", ()), ("Maçon", ("Maçon",))]
