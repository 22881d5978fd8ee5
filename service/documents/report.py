"""The progress report of a market as Word and PDF: two looks at the same figures, counted elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from service import wording as french
from service.documents.breakdowns import report_parts, withheld_note
from service.documents.fallback import ours_if_theirs_fails
from service.documents.typesetting import template_file, typeset_pdf, typeset_png
from service.documents.word import word_document
from service.domain.figures import Compared, LotFigures, ReportFigures

#: a chart with more bars says nothing any more
MOST_BARS = 20

#: (key of a row, heading, is it words?)
HOURS = (
    ("name", "Lot et entreprise", True),
    ("objective", "Objectif", False),
    ("committed", "Engagées", False),
    ("done", "Réalisées", False),
    ("share", "Réalisé", False),
    ("projected", "Prévues", False),
    ("projected_share", "Prévu", False),
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


COMPARED = (
    ("name", "Depuis le début du marché", True),
    ("now", "Aujourd'hui", False),
    ("last", "Point précédent", False),
    ("difference", "Écart", False),
    ("year", "Un an avant", False),
)
#: what is compared: a total, its name, is it hours?
_TOTALS = (
    ("hours_done", "Heures réalisées", True),
    ("hours_committed", "Heures engagées", True),
    ("hours_projected", "Heures prévues", True),
    ("openings", "Postes demandés", False),
    ("hired", "Recrutements", False),
    ("referred", "Candidatures reçues", False),
    ("presented", "Candidatures présentées", False),
    ("interviewed", "Entretiens", False),
    ("rejected", "Candidatures refusées", False),
)


@ours_if_theirs_fails
def report_docx(figures: ReportFigures, institution: str, overrides: Path | None = None) -> bytes:
    """The report as a Word document, its chart a real picture with words for who cannot see it."""
    shown = _shown(figures, institution, french.wording(overrides))
    drawn = {
        name: (typeset_png("report_chart", {name: shown[name]}, overrides), 176, shown[f"{name}_words"])
        for name in ("chart", "funnel")
    }
    return word_document(
        template_file("report.docx", overrides),
        {key: value for key, value in shown.items() if key not in drawn},
        title=f"{shown['title']} – {shown['market']}",
        pictures=drawn,
    )


@ours_if_theirs_fails
def report_pdf(figures: ReportFigures, institution: str, overrides: Path | None = None) -> bytes:
    """The report as a tagged PDF."""
    shown = _shown(figures, institution, french.wording(overrides))
    tables = {"hours": HOURS, "people": PEOPLE, "steps": STEPS, "compared": COMPARED}
    columns = {name: _columns(table) for name, table in tables.items()}
    return typeset_pdf("report", {**shown, "columns": columns}, overrides)


def _columns(columns: tuple[tuple[str, str, bool], ...]) -> list[dict[str, Any]]:
    return [{"key": key, "label": label, "words": words} for key, label, words in columns]


def _shown(figures: ReportFigures, institution: str, words: french.Wording) -> dict[str, Any]:
    lots, total = figures.lots, figures.total
    return {
        "title": f"Point d'avancement au {french.day(figures.at)}",
        "institution": institution,
        "market": market_line(figures),
        "period": _period(figures),
        "essence": _essence(figures),
        "chart": [_bar(lot) for lot in _largest(lots)],
        "chart_words": _chart_words(lots),
        "chart_legend": _chart_legend(lots),
        "funnel": _funnel(total),
        "funnel_words": _funnel_words(total),
        "hours": [_hours_row(lot, _name(lot)) for lot in lots],
        "hours_total": _hours_row(total, "Ensemble"),
        "people": [_people_row(lot, _name(lot)) for lot in lots],
        "people_total": _people_row(total, "Ensemble"),
        "steps": [_steps_row(lot, words) for lot in lots],
        "compared": _compared(figures),
        "parts": report_parts(figures, words),
        "notes": _notes(figures),
    }


def market_line(figures: ReportFigures) -> str:
    """« Rénovation du collège, réf. 2026-TX-031, Département de la Somme »."""
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
            f"{french.hours(total.hours_committed)} engagées par contrat, "
            f"{french.hours(total.hours_projected)} prévues."
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
        "projected": french.hours(lot.hours_projected),
        "projected_share": _percent(lot.hours_projected, lot.hours_objective),
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


def _compared(figures: ReportFigures) -> list[dict[str, str]]:
    """The totals beside those of the last report and of the year before; nothing where there is neither."""
    before = {one.kind: one for one in figures.compared}
    if not before:
        return []
    rows = [_compared_row(label, attribute, figures.total, before, hours=hours) for attribute, label, hours in _TOTALS]
    return [*rows, _compared_row("Personnes recrutées", "beneficiaries", figures, before, hours=False)]


def _compared_row(
    label: str, attribute: str, now: Any, before: Mapping[str, Compared], *, hours: bool
) -> dict[str, str]:
    def value(of: Any) -> float | None:
        holder = of if attribute == "beneficiaries" or not isinstance(of, Compared) else of.total
        return None if of is None else float(getattr(holder, attribute))

    def told(number: float | None) -> str:
        return "–" if number is None else french.hours(number) if hours else french.number(number)

    last = value(before.get("last"))
    change = None if last is None else round((value(now) or 0) - last, 1)
    return {
        "name": label,
        "now": told(value(now)),
        "last": told(last),
        "difference": "–" if change is None else french.change(change) + (f"{french.NO_BREAK}h" if hours else ""),
        "year": told(value(before.get("year"))),
    }


def _notes(figures: ReportFigures) -> list[str]:
    notes = [
        (
            "Heures engagées : durée hebdomadaire multipliée par la durée des contrats signés. "
            "Heures réalisées : déclarées par les entreprises. "
            "Heures prévues : réalisées, ou engagées tant que le contrat court."
        ),
        *withheld_note(figures),
    ]
    dates = {one.kind: french.day(one.at) for one in figures.compared}
    if dates:
        told = [f"point précédent au {dates['last']}"] if "last" in dates else []
        told += [f"un an avant au {dates['year']}"] if "year" in dates else []
        notes.append(f"Comparaisons : {french.listed(told)}, selon l'historique à ces dates.")
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


def _funnel(total: LotFigures) -> list[dict[str, Any]]:
    """How many candidates went how far."""
    return [{"name": label, "count": getattr(total, name)} for name, label in _FUNNEL]


_FUNNEL = (
    ("referred", "Candidatures reçues"),
    ("presented", "Présentées"),
    ("interviewed", "En entretien"),
    ("hired", "Recrutées"),
)


def _funnel_words(total: LotFigures) -> str:
    told = ", ".join(f"{each['name'].lower()} {french.number(each['count'])}" for each in _funnel(total))
    return f"Barres du parcours des candidatures : {told}."
