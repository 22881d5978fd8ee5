"""Texts and web pages."""

from __future__ import annotations

import time

import pytest

from parsers.errors import Unreadable
from parsers.formats import read


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_lines_of_a_text_of_any_charset_with_their_numbers(charset):
    """Empty lines count, but do not stand."""
    document = read("x", "Raison sociale : Société Déçue\r\n\r\nDurée : 6 mois\r\n".encode(charset))

    assert [(line.text, line.place) for line in document.lines()] == [
        ("Raison sociale : Société Déçue", "ligne 1"),
        ("Durée : 6 mois", "ligne 3"),
    ]


def test_columns_aligned_by_blanks_are_parted_by_a_tab():
    """Four blanks and more."""
    document = read("x", b"Fiche de liaison du referent\nRaison sociale      Bati-Nord\n")

    assert document.lines()[1].text == "Raison sociale\tBati-Nord"


def test_a_web_page_gives_its_tables_lines_and_inputs():
    """What a browser shows, with what was typed."""
    page = (
        b"<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><h1>Fiche</h1>"
        b"<table><tr><th colspan=2>Entreprise</th></tr><tr><td>Siret</td><td>123<br>456</td></tr></table>"
        b"<p>Contrat : <input type=checkbox name=cdd checked> CDD <input name=lieu value=Amiens></p>"
        b"<p style='display:none'>secret</p><script>alert(1)</script><ul><li>Poser</li></ul><del>vieux</del></body></html>"
    )
    document = read("x.txt", page)
    (table,) = document.tables()

    assert [[(c.text, c.column_span) for c in row] for row in table.rows] == [
        [("Entreprise", 2)],
        [("Siret", 1), ("123\n456", 1)],
    ]
    assert [(line.text, line.heading) for line in document.lines()] == [
        ("Fiche", True),
        ("Contrat : ☒ CDD\tAmiens", False),
        ("• Poser", False),
    ]
    assert [(f.name, f.kind, f.value, f.checked) for f in document.fields] == [
        ("cdd", "checkbox", "☒", True),
        ("lieu", "text", "Amiens", None),
    ]


def test_a_page_s_own_charset_counts():
    """Latin-1 stated in its head."""
    document = read(
        "x", "<html><head><meta charset='iso-8859-1'></head><body><p>Durée</p></body></html>".encode("latin-1")
    )

    assert document.lines()[0].text == "Durée"


def test_a_table_that_only_lays_out_is_passed_through():
    """Tables of one cell and tables around tables, as mail programs write them."""
    page = b"<html><body><table><tr><td><p>Bonjour</p><table><tr><td>Siret</td><td>1</td></tr></table></td></tr></table></body></html>"
    document = read("x", page)

    assert [line.text for line in document.lines()] == ["Bonjour"]
    assert [[c.text for c in row] for row in document.tables()[0].rows] == [["Siret", "1"]]


def test_rows_that_tabs_part_are_a_table_with_its_empty_cells():
    """What a mail program makes of a table of HTML: an answer stays under its own label."""
    rows = "Raison sociale\tBati-Nord\tSiret\nAdresse\t\tTéléphone\t01 99 00 12 34\n"
    (table,) = read("x", ("Bonjour,\n\n" + rows + "\nCordialement").encode()).tables()

    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Raison sociale", "Bati-Nord", "Siret", ""],
        ["Adresse", "", "Téléphone", "01 99 00 12 34"],
    ]
    assert table.rows[1][3].place == "ligne 4, colonne 4"


def test_tabs_that_only_align_answers_make_no_table():
    """People press the key until the answers stand under each other."""
    document = read(
        "x",
        b"Bonjour,\nVoici :\nRaison sociale :\t\tBati-Nord\nSiret :\t\t\t732 829 320 00074\nLieu :\t\tAmiens",
    )

    assert [line.text for line in document.lines()][2:] == [
        "Raison sociale :\tBati-Nord", "Siret :\t732 829 320 00074", "Lieu :\tAmiens",
    ]  # fmt: skip


def test_a_line_of_a_hundred_thousand_blanks_takes_no_time():
    """Once through, not once from each blank."""
    start = time.process_time()
    document = read("x", ("Siret : 1\n" + (" " * 100_000 + "x\n") * 3).encode())

    assert [line.text for line in document.lines()] == ["Siret : 1", "x", "x", "x"]
    assert time.process_time() - start < 1.0


def test_grey_and_italic_stretches_of_a_page_are_told_in_lines_and_cells():
    """By elements and by styles; an upright word within italics is upright."""
    page = (
        b"<html><body><p>Lieu : <em>le nom du <b>chantier</b></em></p><p style='color: #888'>Une par ligne</p>"
        b"<p style='font-style:italic'>En <span style='font-style:normal'>clair</span></p>"
        b"<table><tr><td>Poste</td><td><span style='color:rgb(130,130,130)'>Ma\xc3\xa7on</span></td></tr></table></body></html>"
    )
    document = read("x", page)

    assert [line.faint for line in document.lines()] == [("le nom du chantier",), ("Une par ligne",), ("En",)]
    assert [cell.faint for cell in document.tables()[0].rows[0]] == [(), ("Maçon",)]


@pytest.mark.parametrize("open_tag", [b"<font>", b"<b><i>", b"<div>", b"<blockquote>"])
def test_what_follows_many_elements_within_each_other_is_not_lost(open_tag):
    """A page that never closes a tag nests all that follows."""
    page = b"<html><body><p>Siret : 123</p>" + open_tag * 250 + b"Lieu : Amiens" + b"<p>Contrat : CDD</p></body></html>"

    assert "Lieu : Amiens" in read("x", page).text()
    assert "Contrat : CDD" in read("x", page).text()


@pytest.mark.parametrize("count", [700, 100_000])
def test_a_page_nested_too_deep_to_be_read_whole_is_refused(count):
    """Rather than read in part, or found empty."""
    with pytest.raises(Unreadable) as refusal:
        read("x", b"<html><body><p>Siret : 123</p>" + b"<div>" * count + b"Lieu : Amiens</body></html>")

    assert refusal.value.code == "too_large"
