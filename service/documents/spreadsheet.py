"""The figures of a report or a review as a spreadsheet: a row a lot, sums and differences as formulas with values."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from service import wording as french
from service.documents.breakdowns import report_parts, year_parts
from service.documents.fallback import ours_if_theirs_fails
from service.documents.report import market_line
from service.documents.word import clean
from service.documents.year_review import YEAR_TOTALS
from service.domain import reports
from service.domain.figures import LotFigures, ReportFigures, YearFigures

_SHEET = (
    ("Lot", "lot", 8),
    ("Intitulé du lot", "lot_title", 28),
    ("Entreprise", "company", 30),
    ("Heures : objectif", "hours_objective", 14),
    ("Heures engagées", "hours_committed", 14),
    ("Heures réalisées", "hours_done", 14),
    ("Heures prévues", "hours_projected", 14),
    ("Postes demandés", "openings", 10),
    ("Recrutements", "hired", 13),
    ("Candidatures reçues", "referred", 13),
    ("Présentées", "presented", 12),
    ("Entretiens", "interviewed", 12),
    ("Refusées", "rejected", 12),
    ("Formulaire", "form_state", 22),
    ("Relances", "reminders", 10),
    ("À qui d'agir", "whose_turn", 20),
    ("Ce qui bloque", "blocking", 34),
)
_SUMMED = frozenset(reports.COLUMNS)


@ours_if_theirs_fails
def report_xlsx(figures: ReportFigures, overrides: Path | None = None) -> bytes:
    """The figures as a spreadsheet: a row a lot, sums as formulas with their values, text that stays text."""
    words = french.wording(overrides)
    out = io.BytesIO()
    with _workbook(out, f"Point d'avancement – {clean(market_line(figures))}") as book:
        looks = _looks(book)
        _lots_sheet(book, figures, words, looks)
        _compared_sheet(book, figures, looks)
        _parts_sheet(book, report_parts(figures, words), figures.beneficiaries, looks)
    return out.getvalue()


def _workbook(out: io.BytesIO, title: str) -> Any:
    """A workbook in which text stays text: a company called « =HYPERLINK(…) » runs nothing."""
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": title, "author": "Liaison"})
    return book


def _looks(book: Any) -> dict[str, Any]:
    head = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E79", "text_wrap": True, "valign": "vcenter"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14, "font_color": "#1F4E79"}),
        "head": book.add_format({**head, "border": 1}),
        "text": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"border": 1, "num_format": "#,##0.##", "valign": "top"}),
        "total": book.add_format({"border": 1, "bold": True, "bg_color": "#EAF1F8", "num_format": "#,##0.##"}),
    }


def _lots_sheet(book: Any, figures: ReportFigures, words: french.Wording, looks: dict[str, Any]) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    sheet = book.add_worksheet("Lots")
    sheet.write_string(0, 0, f"Point d'avancement au {french.day(figures.at)}", looks["title"])
    sheet.write_string(1, 0, clean(market_line(figures)))
    sheet.set_row(3, 32)
    sheet.freeze_panes(4, 3)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    last = 4 + len(figures.lots)
    for column, (label, key, width) in enumerate(_SHEET):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, label, looks["head"])
        for row, lot in enumerate(figures.lots, start=4):
            _write(sheet, row, column, _sheet_value(lot, key, words), looks)
        if key not in _SUMMED:
            sheet.write_string(last, column, "Ensemble" if column == 0 else "", looks["total"])
        elif figures.lots:
            span = f"{xl_rowcol_to_cell(4, column)}:{xl_rowcol_to_cell(last - 1, column)}"
            summed = sum(getattr(lot, key) or 0 for lot in figures.lots)
            sheet.write_formula(last, column, f"=SUM({span})", looks["total"], summed)
        else:
            sheet.write_number(last, column, 0, looks["total"])


def _sheet_value(lot: LotFigures, key: str, words: french.Wording) -> str | float | None:
    value = getattr(lot, key)
    section = {"form_state": "award", "whose_turn": "whose", "blocking": "blocking"}.get(key)
    if section is None or value is None:
        return value if isinstance(value, int | float) or value is None else str(value)
    return words.word(section, value)


def _write(sheet: Any, row: int, column: int, value: str | float | None, looks: dict[str, Any]) -> None:
    if value is None:
        sheet.write_blank(row, column, None, looks["text"])
    elif isinstance(value, str):
        sheet.write_string(row, column, clean(value)[:32_000], looks["text"])
    else:
        sheet.write_number(row, column, value, looks["number"])


def _compared_sheet(book: Any, figures: ReportFigures, looks: dict[str, Any]) -> None:
    """The totals of today, of the last report and of the year before; differences are formulas."""
    if not figures.compared:
        return
    sheet = book.add_worksheet("Comparaison")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 4, 18)
    heads = ["Total", f"Au {french.day(figures.at)}"]
    heads += [f"Au {french.day(one.at)}" for one in figures.compared] + ["Écart avec le premier"]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, looks["head"])
    summed = [(label, key) for label, key, _ in _SHEET if key in _SUMMED]
    for row, (label, key) in enumerate(summed, start=1):
        values = [getattr(total, key) for total in (figures.total, *(one.total for one in figures.compared))]
        _compared_line(sheet, row, label, values, looks)
    people: list[float | None] = [figures.beneficiaries, *(one.beneficiaries for one in figures.compared)]
    _compared_line(sheet, len(summed) + 1, "Personnes recrutées", people, looks)


def _compared_line(sheet: Any, row: int, label: str, values: list[float | None], looks: dict[str, Any]) -> None:
    sheet.write_string(row, 0, label, looks["text"])
    for column, value in enumerate(values, start=1):
        _write(sheet, row, column, value, looks)
    formula = f"=B{row + 1}-C{row + 1}"
    sheet.write_formula(row, len(values) + 1, formula, looks["number"], (values[0] or 0) - (values[1] or 0))


def _parts_sheet(book: Any, parts: list[dict[str, Any]], beneficiaries: int, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet("Répartitions")
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 1, 16)
    row = 0
    for part in parts:
        sheet.write_string(row, 0, part["title"], looks["head"])
        sheet.write_string(row, 1, "Nombre", looks["head"])
        for line in part["rows"]:
            row += 1
            sheet.write_string(row, 0, clean(line["label"]), looks["text"])
            _write(sheet, row, 1, line["count"] if line["number"] is None else line["number"], looks)
        row += 2
    sheet.write_string(row, 0, "Personnes recrutées, chacune comptée une fois", looks["text"])
    sheet.write_number(row, 1, beneficiaries, looks["number"])


@ours_if_theirs_fails
def year_xlsx(figures: YearFigures, overrides: Path | None = None) -> bytes:
    """The review of a year as a spreadsheet: both years with their difference, then who was hired and how."""
    words = french.wording(overrides)
    out = io.BytesIO()
    with _workbook(out, f"Bilan {figures.totals.year}") as book:
        looks = _looks(book)
        sheet = book.add_worksheet("Année")
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 3, 16)
        heads = ("Total", str(figures.totals.year), str(figures.before.year), "Écart")
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, looks["head"])
        for row, (name, label) in enumerate(YEAR_TOTALS, start=1):
            _compared_line(sheet, row, label, [getattr(figures.totals, name), getattr(figures.before, name)], looks)
        _parts_sheet(book, year_parts(figures, words), figures.totals.beneficiaries, looks)
    return out.getvalue()
