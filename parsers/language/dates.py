"""Dates in running text, as said on the day of the mail: « jeudi 25 juin à 8h », « demain », « le 29 »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from parsers.language.folding import fold
from parsers.values.date import MONTH_WORD, MONTHS

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAY = r"(?:(?P<weekday>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun\.|mar\.|mer\.|jeu\.|ven\.|sam\.)\s+)"
_WITH_MONTH = re.compile(
    rf"\b{_DAY}?(?:le\s+)?(?P<day>\d{{1,2}})\s?(?:er)?\s+(?P<month>{MONTH_WORD})\b\.?(?:\s+(?P<year>20\d{{2}}))?"
)
_ISO = re.compile(r"(?<!\d)(?P<year>20\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_FIGURES = re.compile(
    rf"(?<![\d/.]){_DAY}?(?:le\s+)?(?P<day>\d{{1,2}})(?P<sep>[/.-])(?P<month>\d{{1,2}})(?:(?P=sep)(?P<year>(?:20)?\d{{2}}))?(?![\d/]|[.,]\d)"
)
_DAY_ONLY = re.compile(
    rf"\b(?:{_DAY}(?:le\s+)?|(?:le|du|au|des le|a partir du|pour le"
    rf"|debut le)\s+)(?P<day>\d{{1,2}})(?:er)?\b(?!\s?(?:h\b|h\d|:\d|[/.-]\d|eme|e\b|ans|mois|heures|semaines"
    rf"|postes|%|€|personnes|candidats|\d))"
)
_WEEKDAY = re.compile(
    r"\b(?P<this>ce )?(?P<weekday>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b(?P<last>\s+(?:dernier"
    r"|passe)e?\b)?(?P<more>\s+(?:en huit|en 8"
    r"|de la semaine prochaine|semaine prochaine|d'apres|suivant))?(?!\s+(?:le\s+)?\d{1,2}(?!\d|\s?(?:h|:)))"
)
_NEAR = re.compile(
    r"\b(?P<word>apres[- ]demain|demain|avant[- ]hier|hier|aujourd'hui|ce jour|ce matin|cet(?:te)? apres[- ]midi"
    r"|ce soir)\b"
)
_IN_DAYS = re.compile(r"\bdans (?P<count>\d{1,2}) (?P<unit>jours?|semaines?)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day named in a text."""

    day: date
    start: int
    end: int
    #: the weekday that was written is not that day's
    contradicted: bool = False


def dates_in(text: str, *, today: date, backward: bool = False) -> list[Dated]:
    """The days that a text names, in order; a day without a year is the next one (`backward`: the last one)."""
    folded = fold(text)
    out: list[Dated] = []
    for pattern in (_ISO, _WITH_MONTH, _FIGURES, _DAY_ONLY, _NEAR, _IN_DAYS, _WEEKDAY):
        for match in pattern.finditer(folded):
            if any(found.start < match.end() and match.start() < found.end for found in out):
                continue
            day = _day(pattern, match, today, backward)
            if day is not None:
                out.append(Dated(day=day, start=match.start(), end=match.end(), contradicted=_contradicted(match, day)))
    return sorted(out, key=lambda found: found.start)


def _day(pattern: re.Pattern[str], match: re.Match[str], today: date, backward: bool) -> date | None:
    parts = match.groupdict()
    if pattern is _NEAR:
        ahead = {"apres": 2, "demai": 1, "hier": -1, "avant": -2}.get(parts["word"][:5], 0)
        return today + timedelta(days=ahead) if ahead >= 0 or backward else None
    if pattern is _IN_DAYS:
        return today + timedelta(days=int(parts["count"]) * (7 if parts["unit"].startswith("sem") else 1))
    if pattern is _WEEKDAY and parts.get("last"):
        return _last_weekday(parts, today) if backward else None
    if pattern is _WEEKDAY:
        day = _next_weekday(parts, today)
        return day - timedelta(days=7) if backward and day > today and not parts.get("more") else day
    if pattern is _DAY_ONLY:
        return _day_of_month(int(parts["day"]), today, backward)
    month_text = parts["month"]
    month = int(month_text) if month_text.isdigit() else MONTHS[month_text]
    return _full(int(parts["day"]), month, parts.get("year"), today, backward)


def _last_weekday(parts: dict[str, str], today: date) -> date:
    """« lundi dernier », said on a Monday, is a week ago."""
    return today - timedelta(days=(today.weekday() - _DAYS.index(parts["weekday"]) - 1) % 7 + 1)


def _next_weekday(parts: dict[str, str], today: date) -> date:
    ahead = (_DAYS.index(parts["weekday"]) - today.weekday()) % 7 or (0 if parts.get("this") else 7)
    more = parts.get("more") or ""
    if "huit" in more or "8" in more:
        ahead += 7
    elif "semaine prochaine" in more:
        ahead = 7 - today.weekday() + _DAYS.index(parts["weekday"])
    return today + timedelta(days=ahead)


def _day_of_month(day: int, today: date, backward: bool) -> date | None:
    step = -1 if backward else 1
    year, month = today.year, today.month
    for _ in range(3):
        found = _real(year, month, day)
        if found is not None and (found <= today if backward else found >= today):
            return found
        month += step
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return None


def _full(day: int, month: int, year_text: str | None, today: date, backward: bool) -> date | None:
    if year_text:
        return _real(int(year_text) + (2000 if len(year_text) == 2 else 0), month, day)
    found = _real(today.year, month, day)
    if found is None:
        return None
    if not backward and (today - found).days > 60:
        return _real(today.year + 1, month, day)
    if backward and (found - today).days > 31:
        return _real(today.year - 1, month, day)
    return found


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _contradicted(match: re.Match[str], day: date) -> bool:
    parts = match.groupdict()
    weekday = parts.get("weekday")
    if not weekday or "day" not in parts:
        return False
    return next(index for index, name in enumerate(_DAYS) if name.startswith(weekday[:3])) != day.weekday()
