"""Durations: how long a contract lasts, as ISO 8601; years are counted in months (« un an » is P12M).

The lower end of a range and a duration that must be counted from an end date are for a person.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from parsers.values import date as dates
from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.wording import folded, with_digits

_NUM = r"(\d{1,4}(?:[.,]\d{1,2})?)"
_UNIT = r"(ans?|annees?|mois|trimestres?|semestres?|semaines?|sem|jours?|j|heures?|hrs?|h)"
_SPAN = re.compile(rf"(?<![\d.,/]){_NUM} ?{_UNIT}\b(?: et (?:demie?|1/2))?\.?")
_RANGE = re.compile(rf"(?<![\d.,]){_NUM} ?(?:{_UNIT})? ?(?:a|-|/|ou|et|jusqu'a) ?{_NUM} ?{_UNIT}\b")
_TRIAL = re.compile(
    r"(?:periode )?d'essai[^,;.)]{0,60}|essai (?:de )?\d{1,3} ?\w{1,8}|preavis[^,;.)]{0,40}|tuilage[^,;.)]{0,40}"
)
_RENEWAL = re.compile(r"(?:renouvel|prolong|reconduct|\brenouv|puis |evolut|avant (?:un |1 )?cdi|suivi d|debouch).*")
_WEEKLY = re.compile(
    r"\d{1,3}(?:[.,h]\d{1,2})? ?(?:h|heures?)?\.? ?(?:/|par|hebdo\w*|de l'|a la) ?(?:sem\w*|s\b|mois|jours?"
    r"|j\b|hebdo\w*)|\d{1,3}(?:[.,]\d{1,2})? ?(?:h|heures?) hebdo\w*|\b3[59] ?(?:h|heures?)\b(?! d'insertion)"
)
_INDEFINITE = re.compile(r"indeterminee?|\bcdi\b|permanent|sans limite|illimitee?")
_UNSURE = re.compile(
    r"environ|\benv\b|a confirmer|a preciser|selon|previsionnel|approximat|\?|~|a definir|minimum ou|estime"
)
_OPEN = re.compile(r"minimum|\bmini?\b|au moins|maximum|\bmaxi?\b|jusqu'a|\+")
#: « 1 200 heures »
_THOUSANDS = re.compile(r"(?<![\d.,/])([1-9])[ .'](\d{3})(?= ?h)")
_ABOUT = {"dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "douzaine": 12}
_SAME = re.compile(r"^[ ,;:]{0,3}(?:soit|\(|=|ou encore|c'est-a-dire|representant|pour|sur|/|-|,|;|d'environ)")


def duration(text: str, *, today: date, start: date | None = None) -> Parsed[str]:
    """The first duration said; renewals, trial periods and weekly hours are no durations."""
    flat = _THOUSANDS.sub(r"\1\2", folded(text)[:300])
    between = _from_dates(flat, today, start)
    if between is not None:
        return between
    flat = re.sub(r"\b[dl]'un(?=e? (?:an|mois|trim|sem|jour|ann))", "un", flat)
    said = with_digits(_TRIAL.sub(" ", flat)).replace("24 heures sur 24", "")
    said = _WEEKLY.sub(" ", said)
    kept = _RENEWAL.sub(" ", said) if _SPAN.search(_RENEWAL.sub(" ", said)) else said
    for word, about in _ABOUT.items():
        kept = kept.replace(f"1 {word} de ", f"environ {about} ").replace(f"{word} de ", f"environ {about} ")
    spread = _RANGE.search(kept)
    if spread and (spread[2] is None or spread[2] == spread[4]):
        low = min(_number(spread[1]), _number(spread[3]))
        return doubtful(_iso(low, spread[4]), "duration_range", certainty=0.5)
    return _single(kept) or _wordless(flat)


def _single(said: str) -> Parsed[str] | None:
    spans = [match for match in _SPAN.finditer(said) if _number(match[1])]
    if not spans:
        return None
    value, used = _iso(_number(spans[0][1]), spans[0][2]), 1
    if (
        len(spans) > 1
        and spans[0][2].startswith("a")
        and spans[1][2] == "mois"
        and re.fullmatch(r" ?(?:et|,)? ?", said[spans[0].end() : spans[1].start()])
    ):
        value, used = f"P{int(_number(spans[0][1]) * 12 + _number(spans[1][1]))}M", 2
    if value is None or "demi" in spans[0].group() or "1/2" in spans[0].group():
        return doubtful(_half_more(spans[0]), "duration_fraction", certainty=0.6)
    if _UNSURE.search(said):
        return doubtful(value, "duration_about", certainty=0.6)
    if len(spans) > used and not _SAME.match(said[spans[used - 1].end() : spans[used].start()] or " "):
        return doubtful(value, "duration_several", certainty=0.5)
    return sure(
        value, *(["duration_open"] if _OPEN.search(said) else []), certainty=0.9 if _OPEN.search(said) else 0.99
    )


def _half_more(span: re.Match[str]) -> str | None:
    """« 6 mois et demi », « 1 an et demi », « 1,5 mois »."""
    amount, unit = _number(span[1]), span[2]
    if "demi" in span.group() or "1/2" in span.group():
        amount += 0.5
    if unit.startswith("a"):
        return f"P{int(amount * 12)}M"
    if unit == "mois":
        return f"P{int(amount)}M15D"
    return None


def _iso(amount: float, unit: str) -> str | None:
    """ISO 8601, or None where the figure is not whole in any unit."""
    if unit.startswith("h"):
        return f"PT{_plain(amount)}H" if amount == int(amount) else None
    factor, letter = {"a": (12, "M"), "m": (1, "M"), "t": (3, "M"), "j": (1, "D"), "sem": (1, "W")}.get(
        "sem" if unit.startswith("sema") or unit == "sem" else unit[0], (6, "M")
    )
    total = amount * factor
    return f"P{int(total)}{letter}" if total == int(total) else None


def _plain(amount: float) -> str:
    return str(int(amount))


def _number(written: str) -> float:
    return float(written.replace(",", "."))


def _wordless(flat: str) -> Parsed[str]:
    if _INDEFINITE.search(flat):
        return sure_none("duration_indefinite")
    return doubtful(None, "duration_vague")


def sure_none(remark: str) -> Parsed[str]:
    """No duration, and rightly so."""
    return Parsed(value=None, problems=(remark,), certainty=0.97)


# --- between two dates ---


def _from_dates(flat: str, today: date, start: date | None) -> Parsed[str] | None:
    """« du 1er mars au 31 août »: whole months, else weeks, else days; « jusqu'au » counts from a known start."""
    if _SPAN.search(_TRIAL.sub(" ", flat)):
        return None
    days = dates.days_in(flat, today=today)
    if len(days) == 1 and re.search(r"jusqu|\bau\b|fin (?:le|de contrat)|terme", flat):
        return _between(start, days[0], "duration_end_date") if start else doubtful(None, "duration_end_date")
    if len(days) != 2:
        months = re.search(rf"de ({dates.MONTH_WORD})(?: 20\d\d)? a ({dates.MONTH_WORD})", flat)
        if months:
            length = (dates.MONTHS[months[2]] - dates.MONTHS[months[1]]) % 12 + 1
            return doubtful(f"P{length}M", "duration_from_months", certainty=0.6)
        return None
    first, last = days
    if last < first and not re.search(r"20\d\d.*20\d\d", flat):
        last = last.replace(
            year=first.year + (1 if (last.month, last.day) < (first.month, first.day) else 0),
            day=min(last.day, 28) if last.month == 2 else last.day,
        )
    return _between(first, last, None)


def _between(first: date, last: date, remark: str | None) -> Parsed[str] | None:
    after = last + timedelta(days=1)
    if after <= first:
        return doubtful(None, "duration_dates_reversed")
    if after.day == first.day:
        months = (after.year - first.year) * 12 + after.month - first.month
        return (
            doubtful(f"P{months}M", remark, certainty=0.7)
            if remark
            else sure(f"P{months}M", "duration_from_dates", certainty=0.95)
        )
    value = _to_the_end_of_a_month(first, last) or _counted_in_days((after - first).days)
    return doubtful(value, remark or "duration_from_dates", certainty=0.6)


def _to_the_end_of_a_month(first: date, last: date) -> str | None:
    """« du 31 août au 28 février »: months to a day that the last one does not have; None for any other dates."""
    for end in (last, last + timedelta(days=1)):
        ends_month = (end + timedelta(days=1)).day == 1
        months = (end.year - first.year) * 12 + end.month - first.month
        if ends_month and first.day > end.day and months > 0:
            return f"P{months}M"
    return None


def _counted_in_days(count: int) -> str:
    return f"P{count // 7}W" if count % 7 == 0 else f"P{count}D"
