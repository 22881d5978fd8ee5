"""The progress report of a market as Word, PDF and spreadsheet: three looks at the same figures, counted elsewhere."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from service import wording as french
from service.documents.fallback import ours_if_theirs_fails
from service.documents.typesetting import template_file, typeset_pdf, typeset_png
from service.documents.word import clean, word_document
from service.domain.letters import LotFigures, ReportFigures

#: a chart with more bars says nothing any more
MOST_BARS = 20
WITHHELD = "moins de 5"

#: (key of a row, heading, is it words?)
HOURS = (
    ("name", "Lot et entreprise", True),
    ("objective", "Objectif", False),
    ("committed", "Engagées", False),
    ("done", "Réalisées", False),
    ("share", "Réalisé", False),
    ("committed_share", "Engagé", False),
)
PEOPLE = (
    ("name", "Lot et entreprise", True),
    ("openings", "Postes", False),
    ("hired", "Recrutés", False),
    ("referred", "Reçues", False),
    ("presented", "Présentées", False),
    ("interviewed", "Entretiens", False),
    ("rejected", "Refusées", False),
)
STEPS = (
    ("name", "Lot et entreprise", True),
    ("form_state", "Formulaire", True),
    ("reminders", "Relances", False),
    ("turn", "À qui d'agir", True),
    ("blocking", "Ce qui bloque", True),
)


@ours_if_theirs_fails
def report_docx(figures: ReportFigures, institution: str, overrides: Path | None = None) -> bytes:
    """The report as a Word document, its chart a real picture with words for who cannot see it."""
    shown = _shown(figures, institution, french.wording(overrides))
    chart = typeset_png("report_chart", {"chart": shown["chart"]}, overrides)
    return word_document(
        template_file("report.docx", overrides),
        {key: value for key, value in shown.items() if key != "chart"},
        title=f"{shown['title']} – {shown['market']}",
        pictures={"chart": (chart, 176, shown["chart_words"])},
    )


@ours_if_theirs_fails
def report_pdf(figures: ReportFigures, institution: str, overrides: Path | None = None) -> bytes:
    """The report as a tagged PDF."""
    shown = _shown(figures, institution, french.wording(overrides))
    columns = {"hours": _columns(HOURS), "people": _columns(PEOPLE), "steps": _columns(STEPS)}
    return typeset_pdf("report", {**shown, "columns": columns}, overrides)


def _columns(columns: tuple[tuple[str, str, bool], ...]) -> list[dict[str, Any]]:
    return [{"key": key, "label": label, "words": words} for key, label, words in columns]


def _shown(figures: ReportFigures, institution: str, words: french.Wording) -> dict[str, Any]:
    lots, total = figures.lots, figures.total
    return {
        "title": f"Point d'avancement au {french.day(figures.at)}",
        "institution": institution,
        "market": _market(figures),
        "period": _period(figures),
        "essence": _essence(figures),
        "chart": [_bar(lot) for lot in _largest(lots)],
        "chart_words": _chart_words(lots),
        "chart_legend": _chart_legend(lots),
        "hours": [_hours_row(lot, _name(lot)) for lot in lots],
        "hours_total": _hours_row(total, "Ensemble"),
        "people": [_people_row(lot, _name(lot)) for lot in lots],
        "people_total": _people_row(total, "Ensemble"),
        "steps": [_steps_row(lot, words) for lot in lots],
        "parts": _parts(figures, words),
        "notes": _notes(figures),
    }


def _market(figures: ReportFigures) -> str:
    market = figures.market
    reference = f"réf. {market.reference}" if market.reference else None
    return ", ".join(part for part in (market.title, reference, market.buyer) if part) or "Marché"


def _period(figures: ReportFigures) -> str:
    parts = [f"Marché notifié le {french.day(figures.notified_on)}"] if figures.notified_on else []
    if figures.since:
        parts.append(f"point précédent : {french.day(figures.since)}")
    parts.append(f"chiffres arrêtés au {french.day(figures.at)}")
    text = " ; ".join(parts) + "."
    return text[:1].upper() + text[1:]


def _essence(figures: ReportFigures) -> list[str]:
    total = figures.total
    goal = f" sur un objectif de {french.hours(total.hours_objective)}" if total.hours_objective else ""
    share = f" ({_percent(total.hours_done, total.hours_objective)})" if total.hours_objective else ""
    return [
        (
            f"Heures d'insertion : {french.hours(total.hours_done)} réalisées{goal}{share}, "
            f"{french.hours(total.hours_committed)} engagées par contrat."
        ),
        (
            f"Postes : {french.counted(total.openings, 'poste demandé', 'postes demandés')}, "
            f"{french.counted(total.hired, 'recrutement')} ; "
            f"{french.counted(figures.beneficiaries, 'personne recrutée', 'personnes recrutées')}."
        ),
        (
            f"Candidatures : {french.counted(total.referred, 'reçue')}, "
            f"{french.counted(total.presented, 'présentée')}, "
            f"{french.counted(total.interviewed, 'entretien')}, {french.counted(total.rejected, 'refusée')}."
        ),
    ]


def _name(lot: LotFigures) -> str:
    told = [f"Lot {lot.lot}"] if lot.lot else []
    told += [lot.lot_title] if lot.lot_title else []
    return f"{' – '.join(told)}{french.NO_BREAK}: {lot.company}" if told else lot.company


def _percent(part: float, whole: float | None) -> str:
    return f"{french.number(100 * part / whole, 0)}{french.NO_BREAK}%" if whole else "–"


def _hours_row(lot: LotFigures, name: str) -> dict[str, str]:
    return {
        "name": name,
        "objective": french.hours(lot.hours_objective) if lot.hours_objective is not None else "–",
        "committed": french.hours(lot.hours_committed),
        "done": french.hours(lot.hours_done),
        "share": _percent(lot.hours_done, lot.hours_objective),
        "committed_share": _percent(lot.hours_committed, lot.hours_objective),
    }


def _people_row(lot: LotFigures, name: str) -> dict[str, str]:
    counts = {key: french.number(getattr(lot, key)) for key, _, words in PEOPLE if not words}
    return {"name": name, **counts}


def _steps_row(lot: LotFigures, words: french.Wording) -> dict[str, str]:
    return {
        "name": _name(lot),
        "form_state": words.word("award", lot.form_state),
        "reminders": french.number(lot.reminders),
        "turn": words.word("whose", lot.whose_turn) if lot.whose_turn not in {"", "nobody"} else "–",
        "blocking": words.word("blocking", lot.blocking) if lot.blocking else "–",
    }


def _parts(figures: ReportFigures, words: french.Wording) -> list[dict[str, Any]]:
    """The small tables, those that hold something."""
    counted = (
        ("Publics recrutés", "criterion", figures.publics),
        ("Contrats signés", "contract", figures.contract_types),
        ("Candidatures reçues, par famille de partenaires", "partner_kind", figures.partner_kinds),
        ("Motifs de refus", "reason", figures.refusals),
    )
    return [
        {"title": title, "rows": [_counted_row(words, section, code, count) for code, count in counts]}
        for title, section, counts in counted
        if counts
    ]


def _counted_row(words: french.Wording, section: str, code: str, count: int | None) -> dict[str, str]:
    label = words.word(section, code)
    return {
        "label": label[:1].upper() + label[1:],
        "count": WITHHELD if count is None else french.number(count),
    }


def _notes(figures: ReportFigures) -> list[str]:
    notes = [
        (
            "Heures engagées : durée hebdomadaire multipliée par la durée des contrats signés. "
            "Heures réalisées : déclarées par les entreprises."
        )
    ]
    groups = (*figures.publics, *figures.contract_types, *figures.partner_kinds, *figures.refusals)
    if any(count is None for _, count in groups):
        notes.append("Pour protéger les personnes, les groupes de moins de cinq ne sont pas chiffrés.")
    return notes


# --- the chart --------------------------------------------------------------------------------------------------


def _largest(lots: tuple[LotFigures, ...]) -> list[LotFigures]:
    """The lots that the chart shows, in the report's order."""
    by_size = sorted(lots, key=lambda lot: -(lot.hours_objective or lot.hours_committed))[:MOST_BARS]
    return [lot for lot in lots if lot in by_size]


def _bar(lot: LotFigures) -> dict[str, Any]:
    return {
        "name": _name(lot),
        "objective": lot.hours_objective or 0,
        "committed": lot.hours_committed,
        "done": lot.hours_done,
        "label": _percent(lot.hours_done, lot.hours_objective) + " réalisé" if lot.hours_objective else "sans objectif",
    }


def _chart_words(lots: tuple[LotFigures, ...]) -> str:
    told = [
        f"{_name(lot)} : {french.hours(lot.hours_done)} réalisées et {french.hours(lot.hours_committed)} engagées"
        + (f" sur {french.hours(lot.hours_objective)}" if lot.hours_objective else "")
        for lot in _largest(lots)
    ]
    return "Barres des heures d'insertion par lot. " + " ; ".join(told) + "."


def _chart_legend(lots: tuple[LotFigures, ...]) -> str:
    legend = "Vert foncé : heures réalisées. Vert clair : heures engagées par contrat. Trait noir : objectif."
    rest = len(lots) - MOST_BARS
    return legend + (f" Les {MOST_BARS} lots les plus importants sur {len(lots)} sont montrés." if rest > 0 else "")


# --- the spreadsheet --------------------------------------------------------------------------------------------

_SHEET = (
    ("Lot", "lot", 8),
    ("Intitulé du lot", "lot_title", 28),
    ("Entreprise", "company", 30),
    ("Heures : objectif", "hours_objective", 14),
    ("Heures engagées", "hours_committed", 14),
    ("Heures réalisées", "hours_done", 14),
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
_SUMMED = frozenset(
    {"hours_objective", "hours_committed", "hours_done", "openings", "hired", "referred", "presented", "interviewed",
     "rejected", "reminders"}
)  # fmt: skip


@ours_if_theirs_fails
def report_xlsx(figures: ReportFigures, overrides: Path | None = None) -> bytes:
    """The figures as a spreadsheet: a row a lot, sums as formulas with their values, text that stays text."""
    import xlsxwriter

    words = french.wording(overrides)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": f"Point d'avancement – {clean(_market(figures))}", "author": "Liaison"})
        looks = _looks(book)
        _lots_sheet(book, figures, words, looks)
        _parts_sheet(book, figures, words, looks)
    return out.getvalue()


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
    sheet.write_string(1, 0, clean(_market(figures)))
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


def _parts_sheet(book: Any, figures: ReportFigures, words: french.Wording, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet("Répartitions")
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, 1, 14)
    row = 0
    for part in _parts(figures, words):
        sheet.write_string(row, 0, part["title"], looks["head"])
        sheet.write_string(row, 1, "Nombre", looks["head"])
        for line in part["rows"]:
            row += 1
            sheet.write_string(row, 0, clean(line["label"]), looks["text"])
            count = line["count"].replace(french.NARROW, "")
            if count.isdigit():
                sheet.write_number(row, 1, int(count), looks["number"])
            else:
                sheet.write_string(row, 1, count, looks["text"])
        row += 2
    sheet.write_string(row, 0, "Personnes recrutées, chacune comptée une fois", looks["text"])
    sheet.write_number(row, 1, figures.beneficiaries, looks["number"])
