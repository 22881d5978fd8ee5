"""The review of a year as Word and PDF: the figures that the field publishes, beside those of the year before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from service import wording as french
from service.documents.breakdowns import withheld_note, year_parts
from service.documents.fallback import ours_if_theirs_fails
from service.documents.typesetting import template_file, typeset_pdf, typeset_png
from service.documents.word import word_document
from service.domain.figures import YearFigures, YearTotals

YEAR_TOTALS = (
    ("markets", "Marchés ayant donné lieu à recrutement"),
    ("companies", "Entreprises ayant recruté"),
    ("openings", "Postes demandés"),
    ("referred", "Candidatures reçues"),
    ("contracts", "Contrats signés"),
    ("beneficiaries", "Personnes recrutées, chacune comptée une fois"),
    ("hours_committed", "Heures d'insertion engagées"),
    ("hours_done", "Heures d'insertion réalisées dans l'année"),
)


@ours_if_theirs_fails
def year_docx(figures: YearFigures, institution: str, overrides: Path | None = None) -> bytes:
    """The review as a Word document, its chart a real picture with words for who cannot see it."""
    shown = _shown(figures, institution, french.wording(overrides))
    drawn = typeset_png("report_chart", {"funnel": shown["bars"]}, overrides)
    return word_document(
        template_file("year_review.docx", overrides),
        {key: value for key, value in shown.items() if key != "bars"},
        title=shown["title"],
        pictures={"bars": (drawn, 176, shown["bars_words"])},
    )


@ours_if_theirs_fails
def year_pdf(figures: YearFigures, institution: str, overrides: Path | None = None) -> bytes:
    """The review as a tagged PDF."""
    return typeset_pdf("year_review", _shown(figures, institution, french.wording(overrides)), overrides)


def _shown(figures: YearFigures, institution: str, words: french.Wording) -> dict[str, Any]:
    bars: list[dict[str, Any]] = [
        {"name": words.contract(code), "count": count} for code, count in figures.contract_types if count
    ]
    return {
        "title": f"Clauses sociales : bilan {figures.totals.year}",
        "institution": institution,
        "of": figures.of,
        "period": f"Chiffres arrêtés au {french.day(figures.at)}. Une embauche compte l'année où le contrat commence, "
        "une heure l'année où elle est faite.",
        "essence": _essence(figures),
        "year": str(figures.totals.year),
        "year_before": str(figures.before.year),
        "totals": [_total_row(name, label, figures) for name, label in YEAR_TOTALS],
        "bars": bars or [{"name": "Contrats signés", "count": figures.totals.contracts}],
        "bars_words": "Barres des contrats signés : "
        + (", ".join(f"{bar['name']} {french.number(bar['count'])}" for bar in bars) or "aucun type chiffré")
        + ".",
        "parts": year_parts(figures, words),
        "notes": withheld_note(figures),
    }


def _essence(figures: YearFigures) -> list[str]:
    told, publics, contracts = figures.totals, dict(figures.publics), dict(figures.contract_types)
    sentences = [
        (
            f"{french.counted(told.contracts, 'contrat signé', 'contrats signés')} pour "
            f"{french.counted(told.beneficiaries, 'personne', 'personnes')}, "
            f"{french.hours(told.hours_committed)} engagées et {french.hours(told.hours_done)} réalisées."
        )
    ]
    if minima := publics.get("any_minima"):
        share = french.number(100 * minima / told.beneficiaries, 0)
        sentences.append(f"{share}{french.NO_BREAK}% des personnes recrutées vivaient de minima sociaux.")
    if pro := contracts.get("PRO"):
        sentences.append(f"{french.counted(pro, 'contrat')} de professionnalisation.")
    return sentences


def _total_row(name: str, label: str, figures: YearFigures) -> dict[str, str]:
    def told(totals: YearTotals) -> str:
        value = getattr(totals, name)
        return french.hours(value) if name.startswith("hours") else french.number(value)

    return {"label": label, "now": told(figures.totals), "before": told(figures.before)}
