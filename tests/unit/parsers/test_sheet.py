"""Sheets give each cell under the name that a person sees on the screen."""

from __future__ import annotations

import contextlib
import datetime as dt
import io

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.document import Document
from parsers.errors import Unreadable
from parsers.formats import biff, read
from tests import ole
from tests.papers import zipped


def workbook(**sheets: list[list[object]]) -> bytes:
    """A workbook; a sheet whose name begins with an underscore is hidden."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    time = book.add_format({"num_format": "[h]:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, dt.datetime(value.year, value.month, value.day), day)
                elif isinstance(value, dt.timedelta):
                    sheet.write_datetime(number, column, value, time)
                elif value is not None:
                    sheet.write(number, column, value)
        if name.startswith("_"):
            sheet.hide()
    book.close()
    return out.getvalue()


def texts(document: Document) -> list[list[str]]:
    """The texts of its first table."""
    return [[cell.text for cell in row] for row in document.tables()[0].rows]


def test_a_cell_is_found_by_sheet_and_name():
    """« feuille Besoin, cellule B2 »."""
    document = read("x", workbook(Besoin=[["Raison sociale", "Bati-Nord"], ["Siret", "1"]]))
    (table,) = document.tables()

    assert table.name == "Besoin"
    assert table.rows[1][1].place == "feuille Besoin, cellule B2"


def test_numbers_dates_and_hours_read_as_people_write_them():
    """A SIRET loses no digit and gains no point."""
    rows = [
        ["Siret", 73282932000074.0],
        ["Date", dt.date(2030, 3, 1)],
        ["Heures", dt.timedelta(hours=35)],
        ["Taux", 12.5],
        ["x", True],
    ]

    assert [row[1] for row in texts(read("x", workbook(F=rows)))] == [
        "73282932000074",
        "01/03/2030",
        "35h00",
        "12,5",
        "oui",
    ]


def test_a_hidden_sheet_is_not_read():
    """Lists of choices live there."""
    document = read("x", workbook(Besoin=[["Siret", "1"]], _listes=[["CDI"], ["CDD"]]))

    assert [table.name for table in document.tables()] == ["Besoin"]


def test_places_count_from_the_sheet_s_corner_even_when_it_begins_lower():
    """Empty rows above are still rows."""
    document = read("x", workbook(F=[[], [], [None, "Siret", "1"]]))

    assert document.tables()[0].rows[0][0].place == "feuille F, cellule B3"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", "\t"])
def test_csv_of_any_charset_and_separator(charset, mark):
    """Told by the bytes."""
    text = f"Raison sociale{mark}Société Générière\r\nDurée{mark}6 mois\r\n"
    document = read("x.txt", text.encode(charset))

    assert document.type == "csv"
    assert texts(document) == [["Raison sociale", "Société Générière"], ["Durée", "6 mois"]]
    assert document.tables()[0].rows[0][1].place == "cellule B1"


def test_a_workbook_that_claims_more_than_it_holds_is_refused():
    """Memory is not reserved on its word."""
    parts = {"xl/workbook.xml": "<x/>", "xl/sharedStrings.xml": '<sst uniqueCount="99999999999"/>'}
    with pytest.raises(Unreadable) as refusal:
        read("x", zipped(parts))

    assert refusal.value.code == "too_large"


def test_a_sheet_with_a_cell_at_the_far_corner_is_refused_before_it_is_built():
    """Two cells that would make a rectangle of a hundred million."""
    far = workbook(F=[["a"]])
    import zipfile

    with zipfile.ZipFile(io.BytesIO(far)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    with pytest.raises(Unreadable) as refusal:
        read("x", zipped(parts))

    assert refusal.value.code == "too_large"


def test_a_long_string_that_a_thousand_cells_share_is_a_bomb():
    """Ten kilobytes of file would be thirty million letters."""
    with pytest.raises(Unreadable) as refusal:
        read("x", workbook(Besoin=[["a" * 30_000] * 100] * 10))

    assert refusal.value.code == "too_large"


# --- .xls: what the library would reserve memory for ------------------------------------------------------------------


def test_an_old_workbook_is_read():
    """Made by hand, as those below."""
    data = ole.workbook(ole.size(0, 2, 0, 2), ole.cell(0, 0, 12), ole.cell(1, 1, 1500.5))

    assert texts(read("x", data)) == [["12", ""], ["", "1500,5"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ole.endless(ole.workbook(ole.cell(0, 0, 12))), "corrupt"),
        (ole.workbook(ole.size(5, 2, 0, 2), ole.cell(0, 0, 12)), "corrupt"),
        (ole.workbook(ole.cell(0, 0, 12), shared=ole.strings(2_000_000_000, "Siret")), "corrupt"),
        (ole.workbook(ole.size(0, 4_000_000, 0, 256), ole.cell(0, 0, 12)), "too_large"),
        (ole.workbook(ole.cell(0, 0, 12), ole.cell(65_535, 65_535, 12)), "too_large"),
    ],
    ids=[
        "a chain without an end",
        "a sheet that ends before it begins",
        "strings that are not there",
        "rows that are not there",
        "a far cell",
    ],
)
def test_an_old_workbook_that_claims_too_much_is_refused_before_the_library_sees_it(data, code):
    """The library reserves memory for what is claimed, and ends the whole process when there is none."""
    with pytest.raises(Unreadable) as refusal:
        read("x", data)

    assert refusal.value.code == code


@settings(max_examples=100, deadline=None)
@given(at=st.integers(0, 9_000), piece=st.binary(min_size=1, max_size=8))
def test_an_old_workbook_with_any_fault_is_weighed_or_refused(at, piece):
    """No other fault than the refusal that a person is told of."""
    good = ole.workbook(ole.size(0, 2, 0, 2), ole.cell(0, 0, 12), ole.cell(1, 1, 1500.5))
    with contextlib.suppress(Unreadable):
        biff.weigh(good[:at] + piece + good[at + len(piece) :], most=3_000_000)
