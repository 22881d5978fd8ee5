"""What a person sees in a Word file is what the reader gives, and nothing else."""

from __future__ import annotations

import pytest

from parsers.document import Cell, Document, FormField
from parsers.errors import Unreadable
from parsers.formats import read
from tests.papers import W, docx, legacy_field, p, para, r, sdt, table, tc, tr, zipped

PLACEHOLDER = '<w:rStyle w:val="PlaceholderText"/>'
ASKING = "Cliquez ou appuyez ici pour entrer du texte."


def of(body: str, **more: object) -> Document:
    """The document of a body."""
    return read("x.docx", docx(body, **more))  # type: ignore[arg-type]


def lines(body: str, **more: object) -> list[str]:
    """The texts of its lines."""
    return [line.text for line in of(body, **more).lines()]


def cells(body: str) -> list[list[str]]:
    """The texts of its first table."""
    return [[cell.text for cell in row] for row in of(body).tables()[0].rows]


def only_field(body: str) -> FormField:
    """Its one field."""
    (field,) = of(body).fields
    return field


def test_a_paragraph_becomes_a_line_that_can_be_found_again():
    """Text and place of a plain paragraph."""
    (line,) = of(p("Siret : 732 829 320 00074")).lines()

    assert (line.text, line.place) == ("Siret : 732 829 320 00074", "paragraphe 1")


def test_a_line_break_within_a_paragraph_makes_two_lines():
    """Shift and Enter part label and value as a person sees it."""
    assert lines("<w:p><w:r><w:t>Adresse :</w:t><w:br/><w:t>12 rue Haute</w:t></w:r></w:p>") == [
        "Adresse :",
        "12 rue Haute",
    ]


def test_tabs_and_wide_blanks_part_columns_by_one_tab():
    """A label aligned by hand."""
    assert lines("<w:p><w:r><w:t>Siret</w:t><w:tab/><w:tab/><w:t>123</w:t></w:r></w:p>" + p("Lieu        Amiens")) == [
        "Siret\t123",
        "Lieu\tAmiens",
    ]


def test_what_was_deleted_or_moved_away_is_gone_and_what_was_inserted_is_there():
    """Tracked changes are accepted."""
    body = para(
        r("Salaire : "), "<w:del><w:r><w:delText>1 500</w:delText></w:r></w:del>", "<w:ins>", r("1 900"), "</w:ins>"
    )

    assert lines(body) == ["Salaire : 1 900"]


def test_a_deleted_row_is_no_row():
    """A table row removed under change tracking."""
    body = table(tr("Siret", "1"), f"<w:tr><w:trPr><w:del/></w:trPr>{tc(p('vieux'))}</w:tr>")

    assert cells(body) == [["Siret", "1"]]


@pytest.mark.parametrize("look", ["<w:vanish/>", "<w:strike/>", '<w:dstrike w:val="true"/>'])
def test_hidden_and_struck_words_are_left_out(look):
    """A crossed-out choice was not chosen."""
    assert lines(para(r("CDI", look), r(" CDD"))) == ["CDD"]


def test_a_look_switched_off_is_not_on():
    """strike = 0 strikes nothing."""
    assert lines(p("CDI", look='<w:strike w:val="0"/>')) == ["CDI"]


def test_a_style_that_hides_hides_and_one_based_on_it_too():
    """Named styles are followed to what they are based on."""
    styles = (
        '<w:style w:type="character" w:styleId="Cache"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Fils"><w:basedOn w:val="Cache"/></w:style>'
    )

    assert lines(para(r("secret", '<w:rStyle w:val="Fils"/>'), r("visible")), parts={"styles": styles}) == ["visible"]


def test_a_merged_cell_stands_once_where_it_begins():
    """gridSpan and vMerge."""
    body = table(
        tr(tc(p("Entreprise"), '<w:gridSpan w:val="2"/>'), "Lot"),
        tr(tc(p("Nord"), '<w:vMerge w:val="restart"/>'), "a", "1"),
        tr(tc(p(""), "<w:vMerge/>"), "b", "2"),
    )
    first, second, third = of(body).tables()[0].rows

    assert [(c.text, c.column, c.column_span) for c in first] == [("Entreprise", 0, 2), ("Lot", 2, 1)]
    assert (second[0].text, second[0].row_span) == ("Nord", 2)
    assert [(c.text, c.column) for c in third] == [("b", 1), ("2", 2)]


def test_a_cell_is_found_by_table_row_and_column():
    """The place names them from one."""
    cell: Cell = of(table(tr("Siret", "123"))).tables()[0].rows[0][1]

    assert cell.place == "tableau 1, ligne 1, colonne 2"


def test_rows_and_cells_inside_controls_keep_their_columns():
    """w:sdt around a row, and around a cell."""
    row = sdt('<w:tag w:val="x"/>', tr("Lieu", "Amiens"))
    cell = tr(tc(p("Siret")), sdt('<w:tag w:val="siret"/>', tc(p("123"))))

    assert cells(table(row, cell)) == [["Lieu", "Amiens"], ["Siret", "123"]]


def test_a_frame_around_tables_is_not_a_table():
    """A one-celled table that lays out the page."""
    inner = table(tr("Siret", "1"), tr("Lieu", "2"))

    assert cells(table(tr(tc(p("Titre") + inner)))) == [["Siret", "1"], ["Lieu", "2"]]


def test_a_small_table_inside_a_cell_is_that_cell_s_text():
    """A value that was laid out with a table."""
    assert cells(table(tr("Contrat", tc(table(tr("CDD", "6 mois")) + p("")), "x"), tr("a", "b", "c")))[0] == [
        "Contrat",
        "CDD\t6 mois",
        "x",
    ]


def test_a_text_box_is_read_once_not_once_a_version():
    """mc:Fallback repeats what mc:Choice says."""
    content = f"<w:txbxContent>{p('Siret : 123')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        + content
        + "</wps:txbx></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:textbox>"
        + content
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>"
    )
    (line,) = of(body).lines()

    assert (line.text, line.place) == ("Siret : 123", "zone de texte 1")


def test_headers_and_footers_stand_before_and_after_and_say_so():
    """Their place is their name."""
    document = of(p("corps"), parts={"header": p("Réf. B-0042"), "footer": p("page 1")})

    assert [(line.text, line.place) for line in document.lines()] == [
        ("Réf. B-0042", "en-tête"),
        ("corps", "paragraphe 1"),
        ("page 1", "pied de page"),
    ]


def test_a_control_gives_its_name_its_title_and_its_value():
    """Content control with tag and alias."""
    body = para(sdt('<w:alias w:val="Raison sociale"/><w:tag w:val="company.name"/>', r("Bati-Nord")))
    field = only_field(body)

    assert (field.name, field.label, field.value, field.place) == (
        "company.name", "Raison sociale", "Bati-Nord", "champ « Raison sociale »",
    )  # fmt: skip


def test_an_untouched_control_holds_nothing():
    """The placeholder is no value, in the field and in the text."""
    body = para(r("Nom : "), sdt('<w:tag w:val="n"/><w:showingPlcHdr/>', r(ASKING, PLACEHOLDER)))
    document = of(body)

    assert document.fields[0].value is None
    assert [line.text for line in document.lines()] == ["Nom :"]


def test_a_placeholder_that_lost_its_mark_is_still_no_value():
    """Some programs drop w:showingPlcHdr on the way."""
    assert only_field(para(r("Nom :"), sdt('<w:tag w:val="n"/>', r(ASKING)))).value is None


def test_a_ticked_box_and_an_empty_one():
    """Check boxes of content controls."""
    ticked = sdt('<w:tag w:val="cdd"/><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', r("☒"))
    empty = sdt('<w:tag w:val="cdi"/><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', r("☐"))
    document = of(para(ticked, r(" CDD "), empty, r(" CDI")))

    assert [line.text for line in document.lines()] == ["☒ CDD ☐ CDI"]
    assert [(f.name, f.kind, f.checked) for f in document.fields] == [
        ("cdd", "checkbox", True),
        ("cdi", "checkbox", False),
    ]


def test_a_drop_down_left_alone_holds_nothing():
    """« Choisissez un élément. » is a placeholder."""
    body = para(
        r("x"), sdt('<w:tag w:val="c"/><w:showingPlcHdr/><w:dropDownList/>', r("Choisissez un élément.", PLACEHOLDER))
    )

    assert (only_field(body).kind, only_field(body).value) == ("choice", None)


def test_a_legacy_text_field_gives_its_result():
    """FORMTEXT with its name and help text."""
    data = '<w:name w:val="Texte1"/><w:statusText w:val="Siret"/><w:textInput/>'
    document = of(para(r("Siret : "), legacy_field(data, "FORMTEXT", r("123"))))

    assert [line.text for line in document.lines()] == ["Siret : 123"]
    assert (document.fields[0].name, document.fields[0].label, document.fields[0].value) == ("Texte1", "Siret", "123")


def test_an_empty_legacy_text_field_is_five_blanks_and_no_value():
    """Word fills it with en spaces."""
    document = of(para(r("x"), legacy_field('<w:name w:val="T"/><w:textInput/>', "FORMTEXT", r("\u2002" * 5))))

    assert document.fields[0].value is None


def test_legacy_boxes_and_lists_show_their_state():
    """FORMCHECKBOX and FORMDROPDOWN keep it in their data, not in the text."""
    box = legacy_field('<w:name w:val="B"/><w:checkBox><w:checked/></w:checkBox>', "FORMCHECKBOX")
    entries = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="CDI"/><w:listEntry w:val="CDD"/></w:ddList>'
    document = of(para(box, r(" temps plein, "), legacy_field('<w:name w:val="L"/>' + entries, "FORMDROPDOWN")))

    assert [line.text for line in document.lines()] == ["☒ temps plein, CDD"]
    assert [field.value for field in document.fields] == ["☒", "CDD"]


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☒"),
        ('<w:sym w:font="Wingdings" w:char="F0A8"/>', "☐"),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/>', "☒"),
        ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>o</w:t>', "☐"),
        ("<w:t>□</w:t>", "☐"),
        ("<w:t>☑</w:t>", "☒"),
    ],
)
def test_every_way_to_draw_a_box_is_the_same_box(run, shown):
    """Wingdings, private codes and Unicode."""
    assert lines(f"<w:p><w:r>{run}</w:r>{r(' CDD')}</w:p>") == [f"{shown} CDD"]


def test_list_marks_that_word_makes_itself_are_written_out():
    """A bullet is part of what a person sees."""
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'

    assert lines(p("Poser des rails", properties=number) + p("Fin", properties=number.replace('"3"', '"0"'))) == [
        "• Poser des rails",
        "Fin",
    ]


def test_bold_and_heading_styles_are_headings_and_half_bold_lines_are_not():
    """Only a line set so in whole."""
    body = (
        p("Votre entreprise", look="<w:b/>")
        + p("Le poste", properties='<w:pStyle w:val="Titre1"/>')
        + para(r("Siret : ", "<w:b/>"), r("123"))
    )

    assert [line.heading for line in of(body).lines()] == [True, True, False]


def test_a_strict_file_reads_like_any_other():
    """Strict OOXML names its parts in another namespace."""
    assert lines(p("Siret"), namespace="http://purl.oclc.org/ooxml/wordprocessingml/main") == ["Siret"]


def test_the_main_part_is_the_one_that_the_package_names():
    """Office on the web writes word/document2.xml."""
    assert lines(p("Siret"), main="word/document2.xml") == ["Siret"]


def test_the_reference_that_our_form_carries_is_a_property():
    """docProps/custom.xml."""
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{x}" pid="2" name="liaison_reference"><vt:lpwstr>F-3K7Q-0042</vt:lpwstr></property></Properties>'
    )

    assert of(p("x"), parts={"docProps/custom.xml": custom}).properties == {"liaison_reference": "F-3K7Q-0042"}


def test_unbreakable_blanks_and_hyphens_are_plain_and_text_is_composed():
    """NBSP, noBreakHyphen, decomposed accents, zero-width marks."""
    body = "<w:p><w:r><w:t>1\u00a0900\u202f€ e\u0301\u200b</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>"

    assert lines(body) == ["1 900 € é-x"]


def test_an_external_entity_is_not_followed(tmp_path):
    """XXE gives nothing of the machine."""
    secret = tmp_path / "secret"
    secret.write_text("MOTDEPASSE")
    head = f'<!DOCTYPE d [<!ENTITY xxe SYSTEM "{secret.as_uri()}">]>'
    body = f'{head}<w:document xmlns:w="{W}"><w:body>{p("avant &xxe; après")}</w:body></w:document>'
    document = read("x", zipped({"word/document.xml": body}))

    assert "MOTDEPASSE" not in document.text()


def test_a_blank_document_is_empty():
    """Nothing to read is said, not shown as an empty form."""
    with pytest.raises(Unreadable) as refusal:
        of(p(""))

    assert refusal.value.code == "empty"


@pytest.mark.parametrize("look", ["<w:i/>", '<w:color w:val="808080"/>'])
def test_grey_and_italic_stretches_are_told_in_lines_and_cells(look):
    """As hints of a form are set; several runs are one stretch."""
    body = para(r("Lieu : "), r("le nom ", look), r("du chantier", look)) + table(tr(tc(p("Métier", look=look))))
    (line,), (shown,) = of(body).lines(), of(body).tables()

    assert line.faint == ("le nom du chantier",)
    assert shown.rows[0][0].faint == ("Métier",)


def test_a_style_that_only_a_footer_uses_hides_too():
    """Styles are looked up for all that is read, not for the body alone."""
    styles = (
        '<w:style w:styleId="Normal"/><w:style w:styleId="Cache"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Fils"><w:basedOn w:val="Cache"/></w:style>'
    )
    foot = para(r("secret", '<w:rStyle w:val="Fils"/>'), r("visible"))

    assert lines(p("Besoin"), parts={"styles": styles, "footer": foot}) == ["Besoin", "visible"]


@pytest.mark.parametrize(
    "oddly", ["<!-- <w:style -->{}", "<w:style w:styleId='Rien'/>{}", '<w:style w:styleId="Rien"/>{}']
)
def test_a_style_counts_however_its_part_is_written(oddly):
    """What is not cut out for sure is read whole."""
    hidden = '<w:style w:styleId="Cache"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = para(r("secret", '<w:rStyle w:val="Cache"/>'), r("visible"))

    assert lines(body, parts={"styles": oddly.format(hidden)}) == ["visible"]


def test_a_style_in_italics_is_faint_where_the_run_does_not_gainsay_it():
    """The style of a paragraph, of a run, and one based on it."""
    styles = (
        '<w:style w:styleId="Aide"><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:styleId="Note"><w:basedOn w:val="Aide"/></w:style>'
    )
    body = (
        p("Une tâche par ligne", properties='<w:pStyle w:val="Note"/>')
        + p("Maçon", look='<w:i w:val="0"/>', properties='<w:pStyle w:val="Note"/>')
        + para(r("Maçon "), r("en clair", '<w:rStyle w:val="Aide"/>'))
    )

    assert [line.faint for line in of(body, parts={"styles": styles}).lines()] == [
        ("Une tâche par ligne",),
        (),
        ("en clair",),
    ]


def test_black_blue_and_white_are_not_grey():
    """A company may answer in blue."""
    body = "".join(p("Maçon", look=f'<w:color w:val="{colour}"/>') for colour in ("000000", "0000FF", "FFFFFF", "auto"))

    assert [line.faint for line in of(body).lines()] == [(), (), (), ()]
