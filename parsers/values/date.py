"""Dates: when the work begins, in the wordings that French companies use; precision that is not a day is for a person.

A month, week, quarter or part of a month is its first day (début = 1, mi = 15, fin = 21). A missing year is the next
occurrence after `today`. What is no date at all (« selon planning ») has no value.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.wording import folded, with_digits

MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5,
    "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "sep": 9, "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11,
    "decembre": 12, "dec": 12,
}  # fmt: skip
MONTH_WORD = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
_DAY = r"(?:(lun|mar|mer|jeu|ven|sam|dim)(?:\.|[a-z]{2,5})?,? ?(?:le )?)?"
_YEAR = r"(20\d{2}|'?\d{2}(?![\d/.:h]))"

_ISO = re.compile(r"(?<!\d)(20\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(rf"(?<![\w.]){_DAY}(\d{{1,2}}) ?[/.\-] ?(\d{{1,2}}) ?[/.\-] ?(20\d{{2}}|\d{{2}})(?!\d)")
_SPACED = re.compile(r"(?<!\d)(\d{2}) (\d{2}) (20\d{2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{2})(\d{2})(20\d{2})(?!\d)")
_LONG = re.compile(
    rf"{_DAY}(?<!\d)(\d{{1,2}}|[1il] ?er) ?(?:er|e|eme)?[ .-]?(?:(?:a|ou|et|/|-) ?\d{{1,2}}"
    rf" )?({MONTH_WORD})\b\.?(?:[ ,-]*(?:de l'annee )?{_YEAR})?"
)
_SHORT = re.compile(rf"(?<![\w./]){_DAY}(\d{{1,2}})[/.](\d{{1,2}})(?![\d/.])")
_WEEK = re.compile(
    r"\b(?:s|sem|semaine|semaine n|sem n|w)[ .°:-]{0,3}(\d{1,2})(?!\d|h)(?:[ ,/-]*(?:de )?(20\d{2}"
    r"|\d{2}(?!\d)))?"
)
_QUARTER = re.compile(
    rf"\b(?:t|q)([1-4])\b[ ,/-]*{_YEAR}?|([1-4])(?:er|e|eme|nd|de)? ?trim\w*\.?(?: de)?[ ,/-]*{_YEAR}?"
    rf"|(premier|deuxieme|second|troisieme|quatrieme|dernier) trimestre(?: de)?[ ,/-]*{_YEAR}?"
)
_HALF = re.compile(
    rf"([12])(?:er|e|eme|nd|de)? ?semestre(?: de)?[ ,/-]*{_YEAR}?|(premier|second|deuxieme) semestre(?: de)?["
    rf" ,/-]*{_YEAR}?"
)
_PART = re.compile(
    rf"(debut|mi|fin|courant|(?:1ere|2eme|2e|premiere|deuxieme|seconde) quinzaine|milieu|au cours|des|pour"
    rf"|en)?[ -]*(?:du |de |d'|mois de |le mois de |mois d')*\b({MONTH_WORD})\b\.?(?:[ ,/-]*{_YEAR})?"
)
_MONTH_YEAR = re.compile(r"(?<![\d/.])(\d{1,2}) ?[/.-] ?(20\d{2})(?!\d)")
_SEASON = re.compile(
    rf"(printemps|ete|automne|hiver|rentree)(?: (?:de )?(?:septembre|scolaire|janvier))?[ ,]*{_YEAR}?\b"
)
_ASAP = re.compile(
    r"des que (?:possible|poss)|d[es]{2} ?q(?:ue)? ?p(?:oss)?\b|\bdqp\b|\basap\b|as soon as|plus (?:tot|vite"
    r"|rapidement)|immediat|tout de suite|de suite\b|sans (?:delai|attendre|tarder)"
    r"|des (?:maintenant|a present|aujourd'hui|reception|validation|accord)|meilleurs delais|\burgent"
    r"|rapidement|au plus tot|des demain|a pourvoir de suite"
)
_RELATIVE = re.compile(r"(?:d'ici|dans|sous|d ici|avant)(?: environ)? (\d{1,3}) (jour|semaine|mois|an)")
_BETWEEN = re.compile(
    rf"(?:entre|du)(?: le)? (\d{{1,2}}|1 ?er) (?:et|au|a)(?: le)? \d{{1,2}}(?: ?er)? (?={MONTH_WORD})"
)
_NEXT = re.compile(
    r"(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaine|mois|annee) (?:prochaine?|suivante?)"
    r"|prochaine? (semaine|mois)"
)
_UNSURE = re.compile(
    r"a confirmer|a preciser|a valider|a affiner|\benv\b|environ|vers (?:le|la|mi|fin|debut)|probable"
    r"|previsionnel|approximat|sous reserve|\bsi\b|selon|\bvoire\b|decal|provisoire|eventuel|idealement|ou"
    r" plus tard|\?|au plus tard|avant le|prevoir"
)
#: « ou », « puis », or a second day beside the first: « le 04/01 et le 01/02 »
_ALTERNATIVE = re.compile(
    r"\bou\b(?! des)|\bpuis\b|(?:\bet|[,;+]) ?(?:le |du |des le |a partir du )?"
    rf"(?:\d{{1,2}}[/.]\d{{1,2}}(?!\d* ?h)|\d{{1,2}}(?:er)? (?:{MONTH_WORD})\b)"
)
#: « du 4 janvier au 30 juin »: the second day is when it ends
_SPAN = re.compile(r"\bau\b|jusqu|\bfin\b|\bterme\b|\d (?:[-–>/]|a) (?:le )?\d|pendant|duree")
_AFTER = re.compile(r"a partir|a compter|des le|des la")
_ORDINAL = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "dernier": 4}

_Exact = tuple[date, tuple[str, ...], bool]


def start_date(text: str, *, today: date) -> Parsed[str]:
    """ISO date, or « asap »; a coarse, past, far, guessed or conditional date is to review."""
    # « au plus tôt le 15/02 » says a day, not haste
    flat = re.sub(
        r"\bau plus tot,? (?=(?:a partir|a compter|le|des|debut|courant|mi|fin|\d)\b)", "", folded(text)[:240]
    )
    asap = bool(_ASAP.search(flat))
    serial = re.fullmatch(r"(\d{5})(?:\.0)?", flat)
    if serial and 40_000 <= int(serial[1]) <= 65_000:
        return _judged((date(1899, 12, 30) + timedelta(days=int(serial[1])), (), False), flat, today)
    said = with_digits(flat)
    between = _BETWEEN.search(said)
    said = _BETWEEN.sub(r"\1 ", said)
    for reader in (_exact, _coarse, _relative):
        found = reader(said, today)
        if found is not None:
            if asap and not _AFTER.search(said):
                return doubtful("asap", "date_and_asap", certainty=0.6)
            return _judged(
                found, said + (" environ" if between and between.group().startswith("entre") else ""), today, asap=asap
            )
    if asap:
        return sure("asap") if not _UNSURE.search(said) else doubtful("asap", "date_uncertain", certainty=0.7)
    return doubtful(None, "date_vague" if re.search(r"[a-z]{3}", said) else "date_unreadable")


def days_in(text: str, *, today: date) -> list[date]:
    """Every date of day precision in the text, in order; those without a year after `today`."""
    said = with_digits(folded(text)[:240])
    found: list[tuple[int, date]] = []
    for match in [*_ISO.finditer(said), *_NUMERIC.finditer(said), *_LONG.finditer(said)]:
        day = _exact(match.group(), today)
        if day and not any(abs(place - match.start()) < 4 for place, _ in found):
            found.append((match.start(), day[0]))
    return [day for _, day in sorted(found)]


def _judged(found: _Exact, said: str, today: date, *, asap: bool = False) -> Parsed[str]:
    day, problems, review = found
    more = list(problems)
    if day < today:
        more.append("date_past")
    if day > today + timedelta(days=900):
        more.append("date_far")
    if asap or _UNSURE.search(said) or _ALTERNATIVE.search(said):
        more.append("date_uncertain")
    elif _says_two_days(said, today):
        # « 14/12/2026 11/01/2027 »: one of the two was perhaps struck out
        more.append("date_several")
    if not more:
        return sure(day.isoformat())
    if review or set(more) & {"date_past", "date_far", "date_uncertain", "date_several"}:
        return doubtful(day.isoformat(), *more, certainty=0.5)
    return sure(day.isoformat(), *more, certainty=0.92)


def _says_two_days(said: str, today: date) -> bool:
    """Two different days that no word makes a beginning and an end."""
    days = days_in(said, today=today)
    return len(set(days)) > 1 and not _SPAN.search(said)


# --- a day ---


def _exact(said: str, today: date) -> _Exact | None:
    """A date of day precision: the earliest place in the text wins."""
    readers: list[tuple[re.Pattern[str], Callable[[re.Match[str], date], _Exact | None]]] = [
        (_ISO, lambda m, _: _day(int(m[1]), int(m[2]), int(m[3]))),
        (_NUMERIC, lambda m, _: _with_weekday(_day(_year(m[4]), int(m[3]), int(m[2])), m[1])),
        (_SPACED, lambda m, _: _day(int(m[3]), int(m[2]), int(m[1]))),
        (_COMPACT, lambda m, _: _day(int(m[3]), int(m[2]), int(m[1]))),
        (_LONG, _long),
    ]
    hits = [
        (match.start(), found)
        for pattern, read in readers
        for match in [pattern.search(said)]
        if match
        for found in [read(match, today)]
        if found
    ]
    if hits:
        return min(hits, key=lambda hit: hit[0])[1]
    short = _SHORT.search(said)
    if short and not _MONTH_YEAR.search(said):
        return _guessed_year(int(short[2]), int(short[3]), short[1], today)
    return None


def _long(match: re.Match[str], today: date) -> _Exact | None:
    day = 1 if not match[2].isdigit() else int(match[2])
    month = MONTHS[match[3]]
    if match[4]:
        return _with_weekday(_day(_year(match[4]), month, day), match[1])
    return _guessed_year(day, month, match[1], today)


def _day(year: int, month: int, day: int) -> _Exact | None:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day), (), False


def _with_weekday(found: _Exact | None, weekday: str | None) -> _Exact | None:
    """A weekday that is not the date's own says that one of the two is wrong."""
    if found is None or not weekday or _DAYS[found[0].weekday()].startswith(weekday):
        return found
    return found[0], (*found[1], "date_weekday_differs"), True


def _guessed_year(day: int, month: int, weekday: str | None, today: date) -> _Exact | None:
    """The next such day; a weekday that fits the year makes sure of it."""
    if not 1 <= month <= 12:
        return None
    coming = [found for year in range(today.year, today.year + 4) for found in [_day(year, month, day)] if found]
    recent = [found for found in coming if timedelta(0) < today - found[0] <= timedelta(days=60)]
    future = [found for found in coming if found[0] >= today]
    if weekday:
        fitting = [found for found in future if _DAYS[found[0].weekday()].startswith(weekday)]
        if fitting and fitting[0][0] - today < timedelta(days=700):
            return fitting[0][0], ("date_year_guessed",), False
    best = next(iter(recent or future), None)
    return (best[0], ("date_year_guessed",), True) if best else None


def _year(written: str) -> int:
    year = int(written.lstrip("'"))
    return year if year > 99 else 2000 + year


# --- a month, a week, a quarter ---


def _coarse(said: str, today: date) -> _Exact | None:
    for read in (_month_year, _week, _quarter, _half, _season, _month):
        found = read(said, today)
        if found:
            return found
    return None


def _month_year(said: str, _today: date) -> _Exact | None:
    match = _MONTH_YEAR.search(said)
    if match and 1 <= int(match[1]) <= 12:
        return date(int(match[2]), int(match[1]), 1), ("date_month",), True
    return None


def _week(said: str, today: date) -> _Exact | None:
    match = _WEEK.search(said)
    if not match or not 1 <= int(match[1]) <= 53:
        return None
    week = int(match[1])
    years = [_year(match[2])] if match[2] else [today.year, today.year + 1]
    days = [
        date.fromisocalendar(year, week, 1)
        for year in years
        if week < 53 or date(year, 12, 28).isocalendar().week == 53
    ]
    day = next((day for day in days if day + timedelta(days=6) >= today), days[-1] if days else None)
    return (day, ("date_week",), True) if day else None


def _quarter(said: str, today: date) -> _Exact | None:
    match = _QUARTER.search(said)
    if not match:
        return None
    number = int(match[1] or match[3] or _ORDINAL[match[5] or "premier"])
    return _first_of(3 * number - 2, match[2] or match[4] or match[6], today, 3, "date_quarter")


def _half(said: str, today: date) -> _Exact | None:
    match = _HALF.search(said)
    if not match:
        return None
    number = int(match[1] or _ORDINAL[match[3]])
    return _first_of(6 * number - 5, match[2] or match[4], today, 6, "date_semester")


def _season(said: str, today: date) -> _Exact | None:
    match = _SEASON.search(said)
    if not match:
        return None
    if match[1] == "rentree":
        return _first_of(1 if "janvier" in said else 9, match[2], today, 1, "date_month")
    month = {"printemps": 3, "ete": 6, "automne": 9, "hiver": 12}[match[1]]
    return _first_of(month, match[2], today, 3, "date_season")


def _month(said: str, today: date) -> _Exact | None:
    match = _PART.search(said)
    if not match:
        return None
    found = _first_of(MONTHS[match[2]], match[3], today, 1, "date_month")
    part = match[1] or ""
    if found and (part.startswith(("mi", "2", "deux", "sec"))):
        return found[0].replace(day=15), found[1], True
    if found and part == "fin":
        return found[0].replace(day=21), found[1], True
    return found


def _first_of(month: int, year: str | None, today: date, months: int, code: str) -> _Exact | None:
    """First day of a span of months; without a year, the next span that is not over."""
    if year:
        return date(_year(year), month, 1), (code,), True
    last = month + months - 1
    over = (today.year, today.month) > (today.year, last)
    return date(today.year + 1 if over else today.year, month, 1), (code, "date_year_guessed"), True


# --- counted from today ---


def _relative(said: str, today: date) -> _Exact | None:
    match = _RELATIVE.search(said)
    if match:
        days = {"jour": 1, "semaine": 7, "mois": 30, "an": 365}[match[2]] * int(match[1])
        return (
            (_months_later(today, int(match[1])) if match[2] == "mois" else today + timedelta(days=days)),
            ("date_relative",),
            True,
        )
    match = _NEXT.search(said)
    if not match:
        return None
    word = match[1] or match[2]
    if word in _DAYS:
        ahead = (_DAYS.index(word) - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead), ("date_relative",), True
    if word == "semaine":
        return today + timedelta(days=7 - today.weekday()), ("date_relative",), True
    if word == "mois":
        return _months_later(today.replace(day=1), 1), ("date_relative",), True
    return date(today.year + 1, 1, 1), ("date_relative",), True


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
