"""Weekly hours: the working week, also where a company writes a month, a year, a day or a share of full time."""

from __future__ import annotations

import re

from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.wording import folded, with_digits

LEGAL_WEEK = 35.0
MOST = 48.0
#: fewer hours a week are lawful but rare: more often hours a day
LEAST = 10.0
_HOURS = r"(\d{1,4}(?:[.,]\d{1,2})?)(?!\d)(?: ?(?:h|heures?|hrs?)\.? ?(\d{2})?(?!\d))?"
_CLOCK = re.compile(
    r"(?:de )?(?<!\d)(?:[01]?\d|2[0-4]) ?(?:h|:)(?: ?[0-5]\d(?! ?[h:\d]))? ?(?:a|-|/|jusqu'a) ?(?:[01]?\d|2[0-4])"
    r" ?(?:h|:)(?: ?[0-5]\d(?! ?[h:\d]))?(?!\d| ?(?:/|par|hebdo) ?(?:s\b|sem|hebdo))"
)
#: « CDD 6 mois, 35 h » tells how long, not six hours a month
_LASTS = r"(?!\d{1,2} ?mois\b)"
_MONTHLY = re.compile(rf"(?<![\d.,]){_LASTS}{_HOURS} ?(?:/|par|de |au)? ?(?:mois\b|mensuel\w*|mens\b|m\b(?!in|ax))")
_YEARLY = re.compile(r"(?<!\d)(\d ?\d{3}) ?(?:h|heures?)?\.? ?(?:/|par|sur l')? ?(?:an\b|annee|annuel\w*)")
_DAILY = re.compile(rf"{_HOURS} ?(?:/|par|chaque|x) ?(?:j\b|jour\w*)")
_DAYS = re.compile(r"(\d(?:[.,]5)?) ?(?:j\b|jours?\b)(?! ?(?:de conge|d'essai))")
_TIMES = re.compile(rf"(?<![\d.,])([1-7]) ?(?:j|jours?)? ?(?:x|de|\*) ?{_HOURS}(?! ?(?:/|par))")
_WEEKLY = re.compile(
    rf"(?<![\d.,])(?!\d{{1,2}} ?semaines\b){_HOURS} ?(?:/|par|a la|de|sur la)?"
    r" ?(?:sem\w*|hebdo\w*|(?<=/)s\b|(?<=/ )s\b)"
)
_NUMBER = re.compile(rf"(?<![\d.,:/]){_HOURS}(?! ?(?:%|€|euros?|jours?|j\b|mois|semaines\b|ans?\b|x ?8|postes?))")
_RANGE = re.compile(
    r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?) ?(?:h|heures?)? ?(?:a|-|/|ou|et) ?(\d{1,2}(?:[.,]\d{1,2})?) ?(?:h"
    r"|heures?)?(?![\d%])"
)
#: « 3x8 »: teams that take turns around the clock
_ROTA = re.compile(r"(?<![\d.,])[2-5] ?x ?8\b(?! ?h)")
_SHARE = re.compile(r"(\d{2,3}) ?%")
_ASIDE = re.compile(
    r"\bdont\b.*|\by compris\b.*|\+.*|(?:avec|et) (?:des )?(?:heures? )?sup\w*.*|heures? sup\w*.*|\bpause.*"
)
_FORTNIGHT = re.compile(
    rf"{_HOURS} ?(?:/|par|sur|la|chaque)? ?(?:quinzaine|(?:15|quinze) jours|2 ?semaines|deux semaines)"
)
_WEEK = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_WEEKDAY = r"(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|anche|\.)?s?"
_PARTS = re.compile(
    rf"(?P<many>(?:du |de )?(?P<from>{_WEEKDAY})(?: a[ul]? ?| ?[-/>] ?)(?P<to>{_WEEKDAY})(?: inclus)?)"
    r"|(?P<each>(?P<number>[1-7]) ?(?:jours?|j)\b(?: ?(?:par semaine|/ ?(?:7|sem\w*|semaine)|sur 7))?)"
    rf"|(?P<one>(?:le )?{_WEEKDAY})(?![a-z])"
    r"|(?:de )?(?<!\d)(?P<h1>[01]?\d|2[0-4]) ?(?:h|:)(?: ?(?P<m1>[0-5]\d)(?! ?[h:\d]))? ?(?:a|-|/|jusqu'a) ?"
    r"(?P<h2>[01]?\d|2[0-4]) ?(?:h|:)(?: ?(?P<m2>[0-5]\d)(?! ?[h:\d]))?(?!\d)"
)
#: between days and times only this may stand for the sum to be sure
_LEFT_OVER = re.compile(
    r"\d|[a-z]{2,}(?<!\bet)(?<!\bde)(?<!\bpuis)(?<!\ble)(?<!\bles)(?<!\bhoraires)(?<!\bmatin)(?<!\bsoir)"
)
_UNSURE = re.compile(
    r"environ|\benv\b|selon|variable|a definir|a confirmer|minimum|maximum|\?|~|modulable|possibilite|negocia"
    r"|evolutif|jusqu"
)


#: a figure beside times of the day under which it is one of them
LEFT_OF_A_DAY = 24
#: hours that may be worked without a pause
UNBROKEN = 6.0


def weekly_hours(text: str) -> Parsed[float]:
    """Hours a week; what had to be counted by a guess, and any range, is for a person."""
    flat = re.sub(r"(?<=\d) (?=\d{3}\b)", "", _ROTA.sub(" ", with_digits(folded(text)[:300])))
    said = _ASIDE.sub("", flat) if re.search(r"\d", _ASIDE.sub("", flat)) else flat
    plain = _CLOCK.sub(" ", said)
    fortnight = _FORTNIGHT.search(plain)
    if fortnight:
        return _judged(sure(_hours(fortnight[1], fortnight[2]) / 2, "hours_from_fortnight", certainty=0.95), plain)
    found = _weekly(plain) or _monthly(plain) or _yearly(plain) or _daily(plain) or _bare(plain)
    if found is not None and plain != said and (found.value or 0) < LEFT_OF_A_DAY and not _weekly(plain):
        # « 8h-12h 13h-16h30 »: what is left of the times of a day is not how long a week is
        found = None
    if found is not None and found.value is not None:
        return _judged(found, plain)
    if plain != said:
        return _counted(flat)
    if found is not None:
        return _judged(found, plain)
    return _in_words(flat)


def _counted(said: str) -> Parsed[float]:
    """Days times the hours between two times of a day, where nothing else is said; else for a person."""
    total = days = spans = 0.0
    last = 0
    for part in _PARTS.finditer(said):
        if _LEFT_OVER.search(said[last : part.start()]):
            return doubtful(None, "hours_vague")
        last = part.end()
        if part["one"] or part["many"] or part["each"]:
            if spans and days:
                total, days, spans = total + days * spans, 0.0, 0.0
            days += _days(part)
        else:
            each = _between_times(part)
            if each > UNBROKEN:
                # a pause is owed within it, and is not told
                return doubtful(None, "hours_vague")
            spans += each
    total += days * spans
    if not days or not spans or _LEFT_OVER.search(said[last:]) or not LEAST <= total <= MOST or _UNSURE.search(said):
        return doubtful(None, "hours_vague")
    return sure(round(total, 2), "hours_from_days", certainty=0.93)


def _days(part: re.Match[str]) -> float:
    if part["each"]:
        return float(part["number"] or 5)
    if part["many"]:
        first, last = (_WEEK.index(day[:3]) for day in (part["from"], part["to"]))
        return float(last - first + 1) if last > first else 0.0
    return 1.0


def _between_times(part: re.Match[str]) -> float:
    begin = int(part["h1"]) + int(part["m1"] or 0) / 60
    end = int(part["h2"]) + int(part["m2"] or 0) / 60
    return (end - begin) % 24


def _judged(found: Parsed[float], said: str) -> Parsed[float]:
    hours = found.value
    if hours is None or found.review:
        return found
    if hours > MOST:
        return doubtful(hours, *found.problems, "hours_over_48", certainty=0.4)
    if hours < LEAST:
        return doubtful(hours, *found.problems, "hours_odd", certainty=0.3)
    if _UNSURE.search(said):
        return doubtful(hours, *found.problems, "hours_uncertain", certainty=0.6)
    return found


def _weekly(said: str) -> Parsed[float] | None:
    spread = _between(said)
    if spread:
        return spread
    match = _WEEKLY.search(said)
    return sure(_hours(match[1], match[2])) if match else None


def _between(said: str) -> Parsed[float] | None:
    match = _RANGE.search(said)
    if not match:
        return None
    low, high = sorted((_hours(match[1], None), _hours(match[2], None)))
    if not 8 <= low < high <= 60:
        return None
    return doubtful(low, "hours_range", certainty=0.5)


def _monthly(said: str) -> Parsed[float] | None:
    match = _MONTHLY.search(said)
    if match:
        weekly = _from_month(_hours(match[1], match[2]))
        if weekly * 4 % 1:
            return doubtful(weekly, "hours_from_month", certainty=0.5)
        return sure(weekly, "hours_from_month", certainty=0.97)
    return None


def _yearly(said: str) -> Parsed[float] | None:
    match = _YEARLY.search(said)
    if not match:
        return None
    hours = float(match[1].replace(" ", ""))
    if hours == 1607:
        return sure(LEGAL_WEEK, "hours_from_year", certainty=0.95)
    return doubtful(round(hours / 1607 * LEGAL_WEEK * 4) / 4, "hours_from_year", certainty=0.5)


def _daily(said: str) -> Parsed[float] | None:
    times = _TIMES.search(said)
    if times:
        return sure(float(times[1]) * _hours(times[2], times[3]), "hours_from_days", certainty=0.93)
    match = _DAILY.search(said)
    if not match:
        return None
    days = _DAYS.search(said[: match.start()] + " " + said[match.end() :])
    each = _hours(match[1], match[2])
    if days and each <= 12:
        return sure(each * float(days[1].replace(",", ".")), "hours_from_days", certainty=0.95)
    return doubtful(each * 5 if each <= 12 else None, "hours_daily", certainty=0.3)


def _bare(said: str) -> Parsed[float] | None:
    """A figure without a unit of time: a week, unless it can only be a month."""
    numbers = [(match, _hours(match[1], match[2])) for match in _NUMBER.finditer(said)]
    numbers = [(match, hours) for match, hours in numbers if hours]
    if not numbers:
        return None
    hours = numbers[0][1]
    if 75 <= hours <= 220:
        return doubtful(_from_month(hours), "hours_monthly", certainty=0.6)
    if hours > 220:
        return doubtful(None, "hours_odd")
    if len({value for _, value in numbers}) > 1:
        return doubtful(hours, "hours_several", certainty=0.5)
    return sure(hours, certainty=0.98)


def _in_words(flat: str) -> Parsed[float]:
    share = _SHARE.search(flat)
    if re.search(r"mi[- ]temps|50 ?%", flat):
        return doubtful(LEGAL_WEEK / 2, "hours_full_time_share", certainty=0.6)
    if share and 10 <= int(share[1]) <= 100:
        return doubtful(LEGAL_WEEK * int(share[1]) / 100, "hours_full_time_share", certainty=0.5)
    if re.search(r"temps (?:plein|complet)|plein temps|temps-plein|legale|full.?time", flat):
        return doubtful(LEGAL_WEEK, "hours_full_time", certainty=0.7)
    return doubtful(None, "hours_vague")


def _from_month(hours: float) -> float:
    """35 h a week are 151,67 h a month: 52 weeks in 12 months; rounded to the quarter of an hour that was meant."""
    weekly = hours * 12 / 52
    quarter = round(weekly * 4) / 4
    return quarter if abs(weekly - quarter) < 0.06 else round(weekly, 2)


def _hours(whole: str, minutes: str | None) -> float:
    value = float(whole.replace(",", "."))
    if not minutes:
        return value
    # « 151h67 » is a decimal in disguise: an hour has no sixty-seventh minute
    return round(value + int(minutes) / (60 if int(minutes) < 60 else 100), 2)
