"""The last day of absence that an automatic reply announces, in French or English; pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = {
    "janvier": 1, "janv": 1, "january": 1, "jan": 1, "février": 2, "fevrier": 2, "févr": 2, "fév": 2,
    "february": 2, "feb": 2, "mars": 3, "march": 3, "mar": 3, "avril": 4, "avr": 4, "april": 4, "apr": 4,
    "mai": 5, "may": 5, "juin": 6, "june": 6, "jun": 6, "juillet": 7, "juil": 7, "july": 7, "jul": 7, "août": 8,
    "aout": 8, "august": 8, "aug": 8, "septembre": 9, "sept": 9, "september": 9, "sep": 9, "octobre": 10,
    "oct": 10, "october": 10, "novembre": 11, "nov": 11, "november": 11, "décembre": 12, "decembre": 12,
    "déc": 12, "dec": 12, "december": 12,
}  # fmt: skip
_DAYS = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAYS = "|".join(_DAYS)

_DATE = (
    rf"(?:(?:le |au |on |the )?(?:{_WEEKDAYS})?,?\s{{0,3}}(?:le |the )?"
    rf"(?:(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)?(?:\s{{0,2}}[/.-]\s{{0,2}}(?P<m>\d{{1,2}})|"
    rf"\s(?:of )?(?P<w>{_NAMES})\b\.?)"
    rf"|(?P<v>{_NAMES})\.?\s(?P<e>\d{{1,2}})(?:st|nd|rd|th)?)(?:[\s,/.-]{{1,2}}(?P<y>20\d\d|\d\d)\b(?!\s?[h:]))?)"
)


def _with_date(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("DATE", _DATE), re.IGNORECASE)


#: the date is the last day
_UNTIL = _with_date(
    r"(?:jusqu['’]?\s?(?:au|à|a)|jusque|until|till|through|jusqu['’]en|\bau)\s{0,2}(?:soir du |matin du |"
    r"soir |including )?DATE"
)
#: the date is the first day back
_BACK = _with_date(
    r"(?:(?:de |mon |à mon |my |for my )?retour(?:\sau bureau|\sde cong[ée]s|\sparmi vous|\sà l['’]agence|"
    r"\sest)?(?:\spr[ée]vu)?|reprend\w{0,4}|reprise"
    r"(?:\sdu travail|\sde mes fonctions|\sde mon poste|\sd['’]activit[ée])?|(?:be |am |"
    r"i['’]?m )?back(?:\sin the office|\sat work)?|return(?:ing)?(?:\sto the office)?|"
    r"r[ée]pondrai|(?:de nouveau|à nouveau) (?:joignable|disponible|pr[ée]sente?)|joignable|disponible|returning)"
    r"[^.\n\d]{0,60}?\b(?:le|du|au|on|à partir du|à compter du|dès le|from|:)\s{0,2}DATE"
)
_BACK_WEEKDAY = re.compile(
    rf"(?:retour|reprend\w{{0,4}}|reprise|back|return)[^.\n\d]{{0,40}}?\b(?:le |dès |on |"
    rf"next )?({_WEEKDAYS})\b(?!\s\d)(?:\s(?:prochain|next))?",
    re.IGNORECASE,
)
_UNTIL_WEEKDAY = re.compile(
    rf"(?:jusqu['’]\s?(?:au|à)|until|till)\s(?:ce |next )?({_WEEKDAYS})\b(?!\s\d)", re.IGNORECASE
)
_TODAY = re.compile(
    r"(?:absente?s?|indisponible|en (?:formation|d[ée]placement|r[ée]union|cong[ée]s?|rtt|"
    r"t[ée]l[ée]travail)) (?:toute la |pour la )?(?:ce jour|aujourd['’]hui|journ[ée]e)\b",
    re.IGNORECASE,
)
_TOMORROW_BACK = re.compile(r"(?:retour|reprendrai|back) (?:d[èe]s )?(?:demain|tomorrow)", re.IGNORECASE)


def last_day(text: str, written: date | None) -> date | None:
    """The last day of absence; None when the text names none, or a day more than a year away."""
    said = " ".join(text[:4000].split())
    if written is None:
        return _last_of_full_dates(said)
    for pattern, back in ((_UNTIL, 0), (_BACK, 1)):
        days = [found for match in pattern.finditer(said) if (found := _day(match, written))]
        if days:
            return _plausible(days[0] - timedelta(days=back), written)
    match = _UNTIL_WEEKDAY.search(said)
    if match:
        return _next(written, match.group(1))
    match = _BACK_WEEKDAY.search(said)
    if match:
        return _next(written, match.group(1)) - timedelta(days=1)
    return written if _TODAY.search(said) or _TOMORROW_BACK.search(said) else None


def _last_of_full_dates(said: str) -> date | None:
    """Without a Date field only a date with its year can be read."""
    for pattern, back in ((_UNTIL, 0), (_BACK, 1)):
        match = pattern.search(said)
        if match and match.group("y"):
            found = _day(match, date(2000, 1, 1))
            return found - timedelta(days=back) if found else None
    return None


def _day(match: re.Match[str], written: date) -> date | None:
    part = {name: match.group(name) for name in "dmwvey"}
    day = int(part["d"] or part["e"])
    word = part["w"] or part["v"]
    month = _MONTHS[word.lower()] if word else int(part["m"])
    try:
        if part["y"]:
            year = int(part["y"])
            return date(year if year > 99 else 2000 + year, month, day)
        found = date(written.year, month, day)
        # « jusqu'au 4 janvier », written in December, is next year's
        return date(written.year + 1, month, day) if found < written - timedelta(days=60) else found
    except ValueError:
        return None


def _plausible(found: date, written: date) -> date | None:
    return found if -60 <= (found - written).days <= 400 else None


def _next(written: date, weekday: str) -> date:
    ahead = (_DAYS[weekday.lower()] - written.weekday()) % 7 or 7
    return written + timedelta(days=ahead)
