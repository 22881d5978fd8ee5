"""Contradictions: answers that cannot all be true, or that the law of pay and hours does not allow."""

from __future__ import annotations

from datetime import date

from parsers.reading import ConditionsReading, Salary
from parsers.vocabulary import Vocabulary

_WEEKS_A_MONTH = 52 / 12
_LEGAL_WEEK = 35.0
#: what is more is no working week, and judges no pay
_MOST = 48.0
#: they may lawfully be paid less than the minimum wage
_EXEMPT = frozenset({"APP", "PRO", "STAGE"})
#: pay is rounded: 1 820 € is the minimum wage of 1 823,03 €
_TOLERANCE = 0.995


def contradictions(
    conditions: ConditionsReading, *, start: date | None, today: date, vocabulary: Vocabulary
) -> dict[str, tuple[str, ...]]:
    """Problem codes by field path."""
    out: dict[str, tuple[str, ...]] = {}
    if conditions.contract_type == "CDI" and conditions.contract_duration:
        out["conditions.contract_type"] = ("cdi_with_duration",)
        out["conditions.contract_duration"] = ("cdi_with_duration",)
    smic = vocabulary.smic_on(start or today)
    if smic and conditions.contract_type not in _EXEMPT and conditions.gross_salary:
        hourly = _hourly(conditions.gross_salary, conditions.weekly_hours, vocabulary.overtime)
        if hourly is not None and hourly < smic * _TOLERANCE:
            out["conditions.gross_salary"] = ("salary_below_smic",)
    return out


def _hourly(salary: Salary, weekly_hours: float | None, overtime: float) -> float | None:
    """Pay an hour at its lower end, overtime weighted; None where the hours of the month are not known."""
    if salary.min is None or salary.period is None:
        return None
    if salary.period == "hour":
        return salary.min
    if weekly_hours is None or weekly_hours > _MOST:
        return None
    monthly = salary.min if salary.period == "month" else salary.min / 12
    paid_hours = min(weekly_hours, _LEGAL_WEEK) + max(0.0, weekly_hours - _LEGAL_WEEK) * overtime
    return monthly / (paid_hours * _WEEKS_A_MONTH) if paid_hours else None
