"""The small tables of a report or a review: who was hired and how, why not, and how long the steps take."""

from __future__ import annotations

from typing import Any

from service import wording as french
from service.domain.figures import Delay, ReportFigures, YearFigures
from service.domain.tallies import Groups

#: of a group under five, or of one that would tell such a group
WITHHELD = "non communiqué"
_ORDERS = {
    "publics": ("any_minima",),
    "ages": ("under_26", "from_26_to_40", "from_41_to_50", "over_50"),
    "levels": ("none", "cap", "bac", "higher"),
}
_PROTECTED = (
    "Pour protéger les personnes, les groupes de moins de cinq ne sont pas chiffrés, ni ceux qui permettraient de les "
    "calculer."
)
#: figure, title, section of its words
_OF_PEOPLE = (
    ("publics", "Publics recrutés", "criterion"),
    ("ages", "Âge à l'embauche", "age_band"),
    ("sexes", "Femmes et hommes", "sex"),
    ("levels", "Niveau de formation", "level"),
    ("contract_types", "Contrats signés", "contract"),
    ("ways", "Modes de recrutement", "way"),
    ("partner_kinds", "Personnes recrutées, par famille de partenaires", "partner_kind"),
)
_OF_CANDIDATES = (
    ("referral_kinds", "Candidatures reçues, par famille de partenaires", "partner_kind"),
    ("refusals", "Motifs de refus", "reason"),
)


def report_parts(figures: ReportFigures, words: french.Wording) -> list[dict[str, Any]]:
    """The small tables of a market's report, those that hold something."""
    parts = _parts(figures, (*_OF_PEOPLE, *_OF_CANDIDATES), words)
    reached = [delay for delay in figures.delays if delay.days is not None]
    if reached:
        rows = [_delay_row(delay, words) for delay in reached]
        parts.append({"title": "Délais entre les étapes (médiane, en jours)", "rows": rows})
    return parts


def year_parts(figures: YearFigures, words: french.Wording) -> list[dict[str, Any]]:
    """The small tables of a year's review, those that hold something."""
    return _parts(figures, _OF_PEOPLE, words)


def _parts(
    figures: ReportFigures | YearFigures, tables: tuple[tuple[str, str, str], ...], words: french.Wording
) -> list[dict[str, Any]]:
    return [
        {"title": title, "rows": [_counted_row(words, section, code, count) for code, count in _ordered(name, groups)]}
        for name, title, section in tables
        if (groups := getattr(figures, name))
    ]


def _ordered(name: str, groups: Groups) -> Groups:
    """Ages and levels from the lowest to the highest, what is not known last."""
    order = _ORDERS.get(name, ())
    return tuple(sorted(groups, key=lambda group: order.index(group[0]) if group[0] in order else len(order)))


def _counted_row(words: french.Wording, section: str, code: str, count: int | None) -> dict[str, Any]:
    label = words.word(section, code)
    return {
        "label": label[:1].upper() + label[1:],
        "count": WITHHELD if count is None else french.number(count),
        "number": count,
    }


def _delay_row(delay: Delay, words: french.Wording) -> dict[str, Any]:
    label = f"{words.word('delay', delay.step)} ({french.counted(delay.cases, 'cas', 'cas')})"
    assert delay.days is not None
    return {"label": label[:1].upper() + label[1:], "count": french.number(delay.days), "number": delay.days}


def withheld_note(figures: ReportFigures | YearFigures) -> list[str]:
    """Why some figures are not told, where some are not."""
    names = [name for name, _, _ in (*_OF_PEOPLE, *_OF_CANDIDATES)]
    if any(count is None for name in names for _, count in getattr(figures, name, ())):
        return [_PROTECTED]
    return []
