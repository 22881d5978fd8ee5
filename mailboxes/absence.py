"""The last day of absence that an automatic reply announces, in French and the languages around it; pure."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

#: the names of the months, French, English, German, Spanish, Italian, Dutch and Portuguese
_MONTH_NAMES = (
    "janvier janv january jan januar enero ene gennaio januari janeiro",
    "février fevrier févr fevr fév february feb februar febrero febbraio februari fevereiro",
    "mars march mar märz marzo maart março",
    "avril avr april apr abril aprile",
    "mai may mayo maggio mei maio",
    "juin june jun juni junio giugno junho",
    "juillet juil july jul juli julio luglio julho",
    "août aout august aug agosto augustus",
    "septembre sept september sep septiembre settembre setembro",
    "octobre oct october oktober okt octubre ottobre outubro",
    "novembre nov november noviembre novembro",
    "décembre decembre déc dec december dezember dez diciembre dicembre dezembro",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_DAY_NAMES = (
    "lundi monday montag lunes lunedì maandag segunda-feira",
    "mardi tuesday dienstag martes martedì dinsdag terça-feira",
    "mercredi wednesday mittwoch miércoles mercoledì woensdag quarta-feira",
    "jeudi thursday donnerstag jueves giovedì donderdag quinta-feira",
    "vendredi friday freitag viernes venerdì vrijdag sexta-feira",
    "samedi saturday samstag sábado sabato zaterdag",
    "dimanche sunday sonntag domingo domenica zondag",
)
_DAYS = {name: number for number, names in enumerate(_DAY_NAMES) for name in names.split()}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAYS = "|".join(_DAYS)

#: a day and its month, never the beginning of a telephone number
_DATE = (
    rf"(?:(?:le |au |on |the |el |il |am |den |op |dia )?(?:{_WEEKDAYS})?,?\s{{0,3}}(?:le |the |den |dem )?"
    rf"(?:(?P<d>\d{{1,2}})(?:er|st|nd|rd|th|\.(?=\s))?(?:\s{{0,2}}[/.-]\s{{0,2}}(?P<m>\d{{1,2}})|"
    rf"\s{{1,2}}(?:of |de |di )?(?P<w>{_NAMES})\b\.?)"
    rf"|(?P<v>{_NAMES})\.?\s(?P<e>\d{{1,2}})(?:st|nd|rd|th)?\b)"
    rf"(?:(?:[\s,/.-]{{1,2}}|\sde(?:l)?\s)(?P<y>20\d\d|\d\d)\b(?!\s?[h:]))?)(?![.\-/ ]?\d\d[.\-/ ]\d\d)"
)
_BACK_WORDS = (
    r"(?:(?:de |mon |à mon |my |for my )?retour|r[ée]ouverture|rouvri\w{0,6}|reprend\w{0,4}|reprise|revien[st]|"
    r"reviendrai|"
    r"(?:be |am |i['’]?m |be back |get )?back|return(?:ing|s)?|r[ée]pondrai|"
    r"(?:de nouveau|à nouveau) (?:joignable|disponible|pr[ée]sente?)|joignable|disponible|"
    r"pr[ée]sente? (?:de|à) nouveau|wieder|zurück|erreichbar|regreso|vuelvo|volver[ée]|vuelta|reincorpor\w{0,6}|"
    r"rientro|rientrer[òo]|torno|torner[òo]|terug|weer|regresso|volto|voltarei|retorno)"
)


def _with_date(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("DATE", _DATE), re.IGNORECASE)


#: what is announced, and how many days before the date named the absence ends; the first that speaks is believed
_ANNOUNCED: tuple[tuple[re.Pattern[str], int], ...] = (
    (
        _with_date(
            r"(?:not|n['’]t|nicht|pas) (?:return|be back|be available|zurück)[^.\n\d]{0,40}(?:until|before|bis|"
            r"vor) DATE"
        ),
        1,
    ),
    (
        _with_date(
            r"(?:jusqu['’]?\s?(?:au|à|a|en)|jusque|until|till|through|\bbis(?:\s(?:zum|einschlie[ßs]+lich|inkl\.?))?|"
            r"hasta|fino (?:al|a)|\btot(?: en met)?|t/m|até(?: ao| o)?)\s{0,2}(?:soir du |matin du |soir |"
            r"including )?DATE"
        ),
        0,
    ),
    (
        _with_date(
            r"\b(?:du|de|from|vom|von|dal|del|van|vanaf|desde)\s[^\n]{1,34}?\s(?:au|to|bis(?: zum)?|al|tot(?: en "
            r"met)?|a|ao|à)\s"
            r"(?:soir du |matin du )?DATE"
        ),
        0,
    ),
    (
        _with_date(
            _BACK_WORDS
            + r"(?:[^.\n\d]{0,60}?\b(?:le|du|au|on|à partir du|à compter du|dès le|from|am|ab(?: dem)?|el|il|"
            r"op|vanaf|em|a|no)|\s(?:au bureau|au travail|prévu|parmi vous|in the office))?\s{0,2}[:,]?\s{0,2}DATE"
        ),
        1,
    ),
    (
        _with_date(
            r"\b(?:ab|vanaf|from|à partir du|dès le)\s(?:dem )?DATE[^.\n]{0,20}(?:wieder|weer|terug|à nouveau|de "
            r"nouveau|again)"
        ),
        1,
    ),
    (_with_date(r"\bam\sDATE\.?\s(?:wieder|zurück)"), 1),
    (
        _with_date(
            r"(?:absente?s?|indisponibles?|ferm[ée]e?s?|en (?:formation|d[ée]placement|r[ée]union|cong[ée]s?|rtt|"
            r"t[ée]l[ée]travail))"
            rf"\s(?:du bureau )?(?:le|les|ce|on)\s(?:(?:(?:{_WEEKDAYS}) )?\d{{1,2}}(?:er)?(?:\s(?:{_NAMES}))?(?:, |"
            rf" et )){{0,4}}DATE"
        ),
        0,
    ),
)
_BACK_WEEKDAY = re.compile(
    rf"{_BACK_WORDS}[^.\n\d]{{0,40}}?\b(?:le |dès |on |next |am |el |il |op "
    rf")?({_WEEKDAYS})\b(?!\s\d)(?:\s(?:prochain|next))?",
    re.IGNORECASE,
)
_UNTIL_WEEKDAY = re.compile(
    rf"(?:jusqu['’]\s?(?:au|à)|until|till|bis|hasta el|fino a|tot)\s(?:ce |next )?({_WEEKDAYS})\b(?!\s\d)",
    re.IGNORECASE,
)
#: « jusqu'à fin juillet », « jusqu'à la fin du mois »
_END_OF_MONTH = re.compile(
    rf"(?:jusqu['’]\s?(?:à|au)|until|bis)\s(?:la |the )?(?:fin|end|ende)\s(?:de |du |of )?(?:mois de |the "
    rf")?(?:({_NAMES})\b|mois|month)",
    re.IGNORECASE,
)
#: « retour le 15 », « jusqu'au 15 »: the next day of that number
_BACK_DAY = re.compile(
    rf"{_BACK_WORDS}[^.\n\d]{{0,30}}?\b(?:le|the|dès le)\s(\d{{1,2}})(?:er|th)?\b(?!\s?[/.:h\d-]|\s(?:{_NAMES}))",
    re.IGNORECASE,
)
_UNTIL_DAY = re.compile(rf"jusqu['’]\s?au\s(\d{{1,2}})(?:er)?\b(?!\s?[/.:h\d-]|\s(?:{_NAMES}))", re.IGNORECASE)
_TODAY = re.compile(
    r"(?:absente?s?|indisponible|en (?:formation|d[ée]placement|r[ée]union|cong[ée]s?|rtt|t[ée]l[ée]travail)) "
    r"(?:du bureau )?(?:toute la |pour la )?(?:ce jour|aujourd['’]hui|journ[ée]e)\b|out of (?:the )?office today",
    re.IGNORECASE,
)
_THIS_WEEK = re.compile(
    r"(?:absente?s?|indisponible|en (?:formation|d[ée]placement|cong[ée]s?|vacances)) (?:du bureau )?(?:toute la|"
    r"cette|pour la) semaine\b",
    re.IGNORECASE,
)
_TOMORROW_BACK = re.compile(r"(?:retour|reprendrai|back) (?:d[èe]s )?(?:demain|tomorrow)", re.IGNORECASE)


def last_day(text: str, written: date | None) -> date | None:
    """The last day of absence; None when the text names none, or a day more than a year away."""
    said = " ".join(text[:4000].split())
    if written is None:
        return _last_of_full_dates(said)
    for pattern, before in _ANNOUNCED:
        for match in pattern.finditer(said):
            found = _day(match, written)
            if found is not None and -60 <= (found - written).days <= 400:
                return found - timedelta(days=before)
    return _by_the_week(said, written) or _by_the_month(said, written)


def _by_the_week(said: str, written: date) -> date | None:
    match = _UNTIL_WEEKDAY.search(said)
    if match:
        return _next(written, match.group(1))
    match = _BACK_WEEKDAY.search(said)
    if match:
        return _next(written, match.group(1)) - timedelta(days=1)
    if _TODAY.search(said) or _TOMORROW_BACK.search(said):
        return written
    return written + timedelta(days=6 - written.weekday()) if _THIS_WEEK.search(said) else None


def _by_the_month(said: str, written: date) -> date | None:
    match = _END_OF_MONTH.search(said)
    if match:
        month = _MONTHS[match.group(1).lower()] if match.group(1) else written.month
        year = written.year + (month < written.month)
        return date(year, month, monthrange(year, month)[1])
    for pattern, before in ((_UNTIL_DAY, 0), (_BACK_DAY, 1)):
        match = pattern.search(said)
        if match and 1 <= int(match.group(1)) <= 31:
            return _next_of_number(written, int(match.group(1))) - timedelta(days=before)
    return None


def _last_of_full_dates(said: str) -> date | None:
    """Without a Date field only a date with its year can be read."""
    for pattern, before in _ANNOUNCED:
        match = pattern.search(said)
        if match and match.group("y"):
            found = _day(match, date(2000, 1, 1))
            return found - timedelta(days=before) if found else None
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


def _next(written: date, weekday: str) -> date:
    ahead = (_DAYS[weekday.lower()] - written.weekday()) % 7 or 7
    return written + timedelta(days=ahead)


def _next_of_number(written: date, number: int) -> date:
    """The next day of the calendar that has that number."""
    day = written
    while day.day != number:
        day += timedelta(days=1)
    return day
