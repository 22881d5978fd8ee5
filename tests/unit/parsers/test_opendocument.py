"""OpenDocument texts: tables, frames, controls and changes, as LibreOffice shows them."""

from __future__ import annotations

import pytest

from parsers.document import Document
from parsers.errors import Unreadable
from parsers.formats import read
from tests.papers import odt

STRUCK = (
    '<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
)


def of(body: str, **more: str) -> Document:
    """The document of a body."""
    return read("x.odt", odt(body, **more))


def p(text: str) -> str:
    """A paragraph."""
    return f"<text:p>{text}</text:p>"


def cell(text: str, attributes: str = "") -> str:
    """A cell."""
    return f"<table:table-cell {attributes}>{p(text)}</table:table-cell>"


def test_blanks_tabs_and_breaks_are_what_they_stand_for():
    """text:s, text:tab and text:line-break; blanks of the file itself fold."""
    document = of(p('Siret :<text:s text:c="2"/>\n   123<text:tab/>x<text:line-break/>y'))

    assert [line.text for line in document.lines()] == ["Siret :   123\tx", "y"]


def test_a_table_keeps_its_grid_and_its_merged_cells():
    """Spans, covered and repeated cells."""
    body = (
        "<table:table><table:table-row>"
        + cell("Entreprise", 'table:number-columns-spanned="2"')
        + "<table:covered-table-cell/>"
        "</table:table-row><table:table-row>" + cell("Siret") + cell("123") + "</table:table-row></table:table>"
    )
    (table,) = of(body).tables()

    assert [[(c.text, c.column, c.column_span) for c in row] for row in table.rows] == [
        [("Entreprise", 0, 2)],
        [("Siret", 0, 1), ("123", 1, 1)],
    ]
    assert table.rows[1][1].place == "tableau 1, ligne 2, colonne 2"


def test_struck_words_deleted_words_and_notes_are_left_out():
    """Changes accepted, comments kept apart."""
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>ancien</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>" + p('<text:span text:style-name="S">CDI</text:span> CDD<office:annotation><text:p>note</text:p>'
        "</office:annotation>")
    )  # fmt: skip

    assert [line.text for line in of(body, styles=STRUCK).lines()] == ["CDD"]


def test_a_line_all_in_bold_is_a_heading():
    """And one half bold is not."""
    body = p('<text:span text:style-name="B">Le poste</text:span>') + p(
        '<text:span text:style-name="B">Siret</text:span> 1'
    )

    assert [line.heading for line in of(body, styles=STRUCK).lines()] == [True, False]


def test_form_controls_show_in_the_text_and_as_fields():
    """Check boxes and text boxes of a form."""
    body = (
        '<office:forms><form:form><form:checkbox form:id="c1" form:name="cdd" form:label="CDD" form:current-state="checked"/>'
        '<form:text form:id="c2" form:name="siret" form:current-value="123"/></form:form></office:forms>'
        + p('Contrat : <draw:control draw:control="c1"/>') + p('Siret : <draw:control draw:control="c2"/>')
    )  # fmt: skip
    document = of(body)

    assert [line.text for line in document.lines()] == ["Contrat : ☒ CDD", "Siret : 123"]
    assert [(f.name, f.value, f.checked) for f in document.fields] == [("cdd", "☒", True), ("siret", "123", None)]


def test_a_text_frame_follows_its_paragraph():
    """Boxes drawn on the page."""
    document = of(p("avant<draw:frame><draw:text-box><text:p>Siret : 123</text:p></draw:text-box></draw:frame>"))

    assert [(line.text, line.place) for line in document.lines()] == [
        ("avant", "paragraphe 1"),
        ("Siret : 123", "zone de texte 1"),
    ]


def test_list_items_carry_their_mark():
    """A bullet is part of what a person sees."""
    body = f"<text:list><text:list-item>{p('Poser')}</text:list-item><text:list-item>{p('Couper')}</text:list-item></text:list>"

    assert [line.text for line in of(body).lines()] == ["• Poser", "• Couper"]


def test_a_file_with_a_password_says_so():
    """The manifest tells."""
    with pytest.raises(Unreadable) as refusal:
        of(p("x"), manifest="<manifest:encryption-data/>")

    assert refusal.value.code == "encrypted"


def test_grey_and_italic_stretches_are_told_in_lines_and_cells():
    """As hints of a form are set: by a style of a run, of a paragraph, and one based on it."""
    styles = (
        '<style:style style:name="G" style:family="text"><style:text-properties fo:color="#808080"/></style:style>'
        '<style:style style:name="I" style:family="paragraph"><style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="J" style:family="paragraph" style:parent-style-name="I"/>'
    )
    body = (
        p('Lieu : <text:span text:style-name="G">le nom du chantier</text:span>')
        + '<text:p text:style-name="J">Une tâche par ligne</text:p><table:table><table:table-row><table:table-cell>'
        '<text:p text:style-name="I">Maçon</text:p></table:table-cell></table:table-row></table:table>'
    )
    document = of(body, styles=styles)

    assert [line.faint for line in document.lines()] == [("le nom du chantier",), ("Une tâche par ligne",)]
    assert document.tables()[0].rows[0][0].faint == ("Maçon",)
