"""A PDF gives what was typed in its fields and what is printed on its pages, each where a person finds it."""

from __future__ import annotations

import pytest

from parsers.document import Document, Table
from parsers.errors import Unreadable
from parsers.formats import read
from tests.papers import grey, pdf, ruled, written


def of(content: str, **more: object) -> Document:
    """The document of a page."""
    return read("x.pdf", pdf(content, **more))  # type: ignore[arg-type]


def form(*fields: str, words: str = "", catalog: str = "") -> Document:
    """The document of a page with these fields, numbered from 10."""
    numbers = " ".join(f"{10 + n} 0 R" for n in range(len(fields)))
    more = "\n".join(f"{10 + n} 0 obj<</Type/Annot/Subtype/Widget{field}>>endobj" for n, field in enumerate(fields))
    return of(
        words or written(60, 700, "Formulaire de liaison a remplir ici"),
        more=more,
        catalog=f"/AcroForm<</Fields[{numbers}]{catalog}>>",
        page=f"/Annots[{numbers}]",
    )


def test_words_of_one_height_make_a_line_and_a_wide_gap_a_tab():
    """Label and value in two columns."""
    (line, other) = of(
        written(60, 700, "Siret") + written(200, 700, "732 829 320") + written(60, 680, "Lieu : Amiens")
    ).lines()

    assert (line.text, line.place, other.text) == ("Siret\t732 829 320", "page 1", "Lieu : Amiens")


def test_ruled_cells_become_a_table_with_the_merged_ones_where_they_begin():
    """Rectangles with a wide one above."""
    content = ruled(60, 740, 300, 20) + written(64, 746, "Entreprise")
    for row, (label, value) in enumerate((("Siret", "123"), ("Lieu", "Amiens"))):
        y = 720 - 20 * row
        content += (
            ruled(60, y, 100, 20) + ruled(160, y, 200, 20) + written(64, y + 6, label) + written(164, y + 6, value)
        )
    (table,) = of(content).tables()

    assert [[(c.text, c.column_span) for c in row] for row in table.rows] == [
        [("Entreprise", 2)],
        [("Siret", 1), ("123", 1)],
        [("Lieu", 1), ("Amiens", 1)],
    ]
    assert table.rows[1][1].place == "page 1, tableau 1, ligne 2, colonne 2"


def test_three_rows_that_part_at_one_place_are_a_table_without_rules():
    """Columns told by gaps, with a value of two lines."""
    content = ""
    for y, label, value in (
        (700, "Siret", "123"),
        (686, "Adresse", "12 rue Haute"),
        (672, "", "80000 Amiens"),
        (658, "Lieu", "Lille"),
    ):
        content += (written(60, y, label) if label else "") + written(220, y, value)
    (table,) = of(content).tables()

    assert not table.ruled
    assert [tuple(c.text for c in row) for row in table.rows] == [
        ("Siret", "123"),
        ("Adresse", "12 rue Haute\n80000 Amiens"),
        ("Lieu", "Lille"),
    ]


def test_two_rows_are_not_sure_enough_for_a_table():
    """They stay lines with tabs."""
    content = written(60, 700, "Siret") + written(220, 700, "1") + written(60, 686, "Lieu") + written(220, 686, "2")

    assert not of(content + written(60, 600, "fin du document")).tables()


def test_bold_lines_are_headings():
    """By the font's name."""
    content = written(60, 700, "Votre entreprise", font="F2") + written(60, 680, "Siret : 123 456 789")

    assert [line.heading for line in of(content).lines()] == [True, False]


def test_drawn_boxes_are_boxes_ticked_by_a_cross_or_a_letter():
    """Small squares with strokes inside, or with an X."""
    content = (
        ruled(60, 700, 9, 9) + written(75, 701, "contrat CDI")
        + ruled(60, 680, 9, 9) + "61 681 m 68 688 l S 61 688 m 68 681 l S\n" + written(75, 681, "contrat CDD")
        + ruled(60, 660, 9, 9) + written(61.5, 661, "X", size=9) + written(75, 661, "contrat CTT")
    )  # fmt: skip

    assert [line.text for line in of(content).lines()] == ["☐ contrat CDI", "☒ contrat CDD", "☒ contrat CTT"]


def test_drawn_discs_before_a_line_are_bullets_and_others_are_not():
    """A small square before a text, and one between two words."""
    content = (
        "64 703 3 3 re f\n" + written(75, 701, "poser les tuiles")
        + written(60, 660, "Siret") + "90 663 3 3 re f\n" + written(100, 660, "aucun")
    )  # fmt: skip

    assert [line.text for line in of(content).lines()] == ["• poser les tuiles", "Siret\taucun"]


def test_a_comb_of_small_squares_holds_figures_and_no_ticks():
    """A four is a tick in a font of signs, and a figure in a comb."""
    content = written(60, 701, "Heures")
    for number, figure in enumerate("354"):
        content += ruled(150 + 14 * number, 698, 14, 14) + written(154 + 14 * number, 701, figure)

    assert [line.text for line in of(content).lines()] == ["Heures\t354"]


def test_dingbats_are_boxes_and_ticks():
    """ZapfDingbats letters stand for signs."""
    content = written(60, 700, "o", font="F3") + written(75, 700, "sans permis de conduire")

    assert of(content).lines()[0].text == "☐ sans permis de conduire"


def test_a_page_stored_on_its_side_is_read_upright():
    """/Rotate turns the page, not the meaning."""
    content = "BT /F1 10 Tf 0 1 -1 0 100 60 Tm (Siret : 123 456) Tj ET BT /F1 10 Tf 0 1 -1 0 120 60 Tm (Lieu : Amiens ici) Tj ET"
    texts = [line.text for line in of(content, page="/Rotate 90").lines()]

    assert texts == ["Siret : 123 456", "Lieu : Amiens ici"]


def test_a_field_gives_its_name_its_spoken_label_and_its_value():
    """/T, /TU, /V, page and box."""
    (field,) = form("/FT/Tx/T(siret)/TU(Numero Siret)/V(732 829 320 00074)/Rect[200 600 400 618]").fields

    assert (field.name, field.label, field.value, field.page) == ("siret", "Numero Siret", "732 829 320 00074", 1)
    assert field.place == "page 1, champ « Numero Siret »"
    assert field.box == (200, 224, 400, 242)


def test_a_field_without_a_label_takes_the_text_beside_it():
    """« Texte1 » says nothing; the words at its left do."""
    words = (
        written(60, 605, "Raison sociale :")
        + written(60, 580, "Nombre de postes")
        + written(60, 500, "pied de page du document")
    )
    document = form(
        "/FT/Tx/T(Texte1)/V(Bati-Nord)/Rect[200 600 400 618]", "/FT/Tx/T(Texte2)/Rect[200 575 400 593]", words=words
    )

    assert [(f.name, f.label, f.value) for f in document.fields] == [
        ("Texte1", "Raison sociale", "Bati-Nord"),
        ("Texte2", "Nombre de postes", None),
    ]


def test_what_was_typed_stands_in_the_text_beside_its_label():
    """A page's own text holds no field value: it is put where it is seen."""
    words = written(60, 605, "Raison sociale :") + written(60, 500, "pied de page du document")

    assert "Raison sociale :\tBati-Nord" in form("/FT/Tx/T(a)/V(Bati-Nord)/Rect[200 600 400 618]", words=words).text()


def test_a_value_printed_and_kept_in_its_field_stands_once():
    """Flattened files may keep their fields."""
    words = written(60, 605, "Raison sociale :") + written(202, 605, "Bati-Nord") + written(60, 500, "pied de page")

    assert form("/FT/Tx/T(a)/V(Bati-Nord)/Rect[200 600 400 618]", words=words).text().count("Bati-Nord") == 1


@pytest.mark.parametrize(
    ("state", "ticked"), [("/V/Oui/AS/Oui", True), ("/V/1", True), ("/V/Off/AS/Off", False), ("", False)]
)
def test_a_check_box_is_ticked_by_any_state_but_off(state, ticked):
    """The name of the ticked state is arbitrary."""
    (field,) = form(f"/FT/Btn/T(cdd){state}/Rect[60 600 70 610]").fields

    assert (field.kind, field.checked) == ("checkbox", ticked)


def test_a_list_gives_the_entry_that_was_seen():
    """/V may be a list, and a code with another face."""
    (field,) = form("/FT/Ch/T(duree)/V[(39)]/Opt[[(35)(35 heures)][(39)(39 heures)]]/Rect[60 600 160 615]").fields

    assert (field.kind, field.value) == ("choice", "39 heures")


def test_names_are_joined_and_values_inherited():
    """A parent holds /FT and /V, its kid the place."""
    more = (
        "10 0 obj<</T(entreprise)/FT/Tx/Kids[11 0 R]>>endobj\n"
        "11 0 obj<</T(siret)/Parent 10 0 R/V(123)/Kids[12 0 R]>>endobj\n"
        "12 0 obj<</Type/Annot/Subtype/Widget/Parent 11 0 R/Rect[60 600 160 615]>>endobj"
    )
    document = of(
        written(60, 700, "un formulaire de liaison"),
        more=more,
        catalog="/AcroForm<</Fields[10 0 R]>>",
        page="/Annots[12 0 R]",
    )

    assert [(f.name, f.value) for f in document.fields] == [("entreprise.siret", "123")]


def test_a_loop_of_kids_ends():
    """Guarded by object number."""
    more = "10 0 obj<</T(a)/FT/Tx/Kids[11 0 R]>>endobj\n11 0 obj<</T(b)/Kids[10 0 R]>>endobj"

    assert (
        of(written(60, 700, "un formulaire de liaison"), more=more, catalog="/AcroForm<</Fields[10 0 R]>>").type
        == "pdf"
    )


def test_a_note_typed_over_a_flat_page_is_read_where_it_lies():
    """FreeText, as readers of PDF let people type."""
    more = "10 0 obj<</Type/Annot/Subtype/FreeText/Contents(732 829 320)/Rect[200 696 300 712]>>endobj"
    document = of(written(60, 700, "Siret de votre entreprise"), more=more, page="/Annots[10 0 R]")

    assert document.lines()[0].text == "Siret de votre entreprise\t732 829 320"


def test_ink_on_a_page_is_a_doubt():
    """Handwriting cannot be read: someone must look."""
    more = "10 0 obj<</Type/Annot/Subtype/Ink/InkList[[1 2 3 4]]/Rect[200 696 300 712]>>endobj"

    assert of(written(60, 700, "Siret de votre entreprise"), more=more, page="/Annots[10 0 R]").problems == (
        "handwriting",
    )


def test_a_form_of_the_old_xfa_kind_is_refused_with_advice():
    """Nothing but Adobe Reader shows it."""
    with pytest.raises(Unreadable) as refusal:
        form("/FT/Tx/T(a)/Rect[60 600 160 615]", catalog="/XFA(x)")

    assert refusal.value.code == "unsupported"
    assert "XFA" in refusal.value.message


def test_a_file_without_its_end_is_corrupt_and_not_half_read():
    """Cut between two updates, it would still open."""
    whole = pdf(written(60, 700, "Siret de votre entreprise"))
    with pytest.raises(Unreadable) as refusal:
        read("x", whole + b"10 0 obj<</Type/Annot/Subtype/FreeText")

    assert refusal.value.code == "corrupt"


def test_a_mail_address_broken_by_a_narrow_cell_is_whole_again():
    """The hyphen belongs to it."""
    content = ruled(60, 700, 60, 30) + ruled(120, 700, 90, 30)
    content += written(64, 714, "Mail") + written(122, 718, "rh@bati-") + written(122, 706, "nord.example")
    (table,) = of(content).tables()
    assert isinstance(table, Table)

    assert table.rows[0][1].text == "rh@bati-nord.example"


def test_a_grey_hint_where_a_value_should_stand_is_no_value():
    """A form printed to PDF prints its untouched placeholders too."""
    content = ruled(60, 700, 100, 20) + ruled(160, 700, 200, 20) + written(64, 706, "Appellation")
    content += grey(written(164, 706, "Par exemple : couvreur")) + written(60, 600, "Fait a Amiens ce jour")
    (table,) = of(content).tables()

    assert table.rows[0][1].text == ""


def test_on_our_own_form_every_grey_word_beside_a_label_is_a_placeholder():
    """The reference that it prints tells that it is ours."""
    content = written(60, 780, "Ref. F-3K7Q-0042") + ruled(60, 700, 100, 20) + ruled(160, 700, 200, 20)
    content += (
        written(64, 706, "Adresse")
        + grey(written(164, 706, "Rue, code postal, ville"))
        + written(60, 600, "Fait a Amiens")
    )

    assert of(content).tables()[0].rows[0][1].text == ""


def test_a_value_that_a_foreign_form_prints_in_grey_is_kept():
    """Only hints are dropped there."""
    content = ruled(60, 700, 100, 20) + ruled(160, 700, 200, 20) + written(64, 706, "Adresse")
    content += grey(written(164, 706, "12 rue Haute, 80000 Amiens")) + written(60, 600, "Fait a Amiens ce jour")

    (_, shown) = of(content).tables()[0].rows[0]

    assert (shown.text, shown.faint) == ("12 rue Haute, 80000 Amiens", ("12 rue Haute, 80000 Amiens",))
