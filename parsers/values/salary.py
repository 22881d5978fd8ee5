"""Salaries: gross pay an hour, a month or a year, one figure or a range, or the minimum wage and percent of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.reading import Salary
from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.wording import folded, number, with_digits

_AMOUNT = r"(\d{1,3}(?:[ .']\d{3})+(?:,\d{1,2})?(?!\d)|\d{1,6}(?:[.,]\d{1,3})?(?!\d))"
_EURO = r"(?:€|eur(?:os?)?\b|e\b|euros)"
_GROSS = r"(?:\(? ?(?:bruts?|brutes?|b\b) ?\)?)"
_PER_HOUR = rf"(?:/|par|de l'|l'|a l'|d')? ?(?:{_GROSS} ?)?(?:/|par|de l'|l'|a l')? ?(?:heures?\b|h\b|horaires?\b|hr\b)"
_PER_MONTH = r"(?:/|par|au|le)? ?(?:mois\b|mensuel\w*|mens\b|m\b)"
_PER_YEAR = r"(?:/|par|a l'|l')? ?(?:ans?\b|annee|annuel\w*|sur 1[2-5](?:[.,]\d)? mois)"
_PER_OTHER = r"(?:/|par|la|a la) ?(?:jour\w*|j\b|semaine|sem\b)|journalier"
_MONEY = re.compile(rf"(?<![\d.,]){_AMOUNT} ?(k)? ?({_EURO})? ?(\d{{2}}(?![\d.,%])(?! ?(?:h\b|mois)))?")
_NOT_MONEY = re.compile(
    r"\d{1,3}(?:[.,]\d{1,2})? ?%|\b(?:pour|sur|base(?: de)?|soit) ?:? ?(?:[1-4]\d|1[3-7]\d(?:[.,]\d{1,2})?)"
    r" ?(?:h|heures?)(?: ?/ ?(?:sem\w*|mois|hebdo\w*)| (?:par|hebdo\w*|mensuel\w*)(?: \w+)?)?"
    r"|(?<![\d.,])(?:35|39|1[3-7]\d(?:[.,]\d{1,2})?) ?(?:h|heures?)\b(?: ?/ ?\w+)?|\b1[3-5] ?(?:e|eme|er|°)?"
    r" ?mois\b|x ?1[2-5](?: mois)?\b|sur 1[2-5](?:[.,]\d)? mois"
    r"|\b(?:coef\w*|niveau|niv\.?|echelon|ech\.?|indice|categorie|cat\.?|position|groupe|classe|idcc|ccn"
    r"|convention\w*|grille|article|annexe) ?(?:n°|:|de la)? ?[a-z]?\d{1,4}\b|\bn\d ?[pe]\d\b|au"
    r" 0?1[./]\d\d?[./]\d{2,4}|\b20[23]\d\b(?!,\d)(?! ?(?:€|eur|bruts?\b|/ ?mois|par mois|mensuel))"
)
_EXTRA = re.compile(
    r"(?:\+|\bplus\b|\bavec\b|\bet\b|,|;|\(|\bhors\b|\bincluant\b)? ?(?:des |les |une |un |la )?(?:\d{1,3}"
    r" ?(?:€|euros?) (?:de |d'))?\b(?:primes?|paniers?|indemnit\w*|tickets?|titres?[- ]rest|mutuelle|ifm|iccp"
    r"|icp|cp\b|conges|trajets?|deplacements?|repas|avantages?|heures? sup|majoration|interess|participation"
    r"|grands? deplac|commission|variable)\b.*"
)
_SMIC = re.compile(r"\bs\.?m\.?i\.?c\b\.?|salaire minimum|minimum legal|minima? (?:legal|en vigueur)")
_PERCENT = re.compile(r"(?:\+|plus|majore de|augmente de) ?(\d{1,3}(?:[.,]\d{1,2})?) ?%")
_TIMES = re.compile(r"(\d{2,3}(?:[.,]\d{1,2})?) ?% (?:du |de la |d'un )?smic")
_LINK = re.compile(r"^ ?(?:€|eur(?:os?)?|bruts?|k)? ?(?:/ ?h(?:eure)?|/ ?mois|/ ?an)? ?(?:a|-|/|et|ou|jusqu'a) ?$")
_NET = re.compile(r"\bnets?\b")
_OPEN = re.compile(
    r"a partir d|minimum|\bmini?\b|au moins|et plus|ou plus|jusqu'a|maximum|\bmaxi\b|[<>≥≤]|\+ ?$|plancher"
    r"|environ|\benv\b|negocia\w+ ?(?:a|$)"
)
_VAGUE_PLUS = re.compile(r"a confirmer|a preciser|a definir|sous reserve|\?")
_THIRTEEN = re.compile(r"(?:sur|x) ?1[2-5](?:[.,]\d)?(?: mois|\b)(?!.*(?:annuel|par an\b|/ ?an\b))")
#: the same pay in two units, but for rounding; overtime and bonuses may make the month more
_NEARLY = 0.97
LEGAL_WEEK = 35.0
WEEKS_A_MONTH = 52 / 12
_LEAST_A_YEAR = 9_000.0
#: what a full-time gross pay may be before somebody should look
BOUNDS = {"hour": (9.0, 60.0), "month": (400.0, 8_000.0), "year": (9_000.0, 110_000.0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Money:
    amount: float
    start: int
    end: int
    period: str | None


def salary(text: str, *, smic_hourly: float | None = None, weekly_hours: float | None = None) -> Parsed[Salary]:
    """The pay; `smic_hourly` is the minimum wage on the day the work starts, for « SMIC + 10 % ».

    `weekly_hours`: by them « 12,50 € de l'heure, soit 1 720 € par mois » is found to say two things.
    """
    flat = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", folded(text)[:400])
    flat = re.sub(r"(?<=\d)'(?=\d{3})", "", flat)
    whole = flat
    cut = _EXTRA.search(flat)
    if cut and cut.start() and (_MONEY.search(_blanked(flat[: cut.start()])) or _SMIC.search(flat[: cut.start()])):
        flat = flat[: cut.start()]
    found = _moneys(flat)
    if _SMIC.search(flat):
        return _smic(flat, found, smic_hourly, weekly_hours)
    if not found:
        return doubtful(None, "salary_vague")
    return _figured(found, flat, whole, weekly_hours)


def _figured(found: Sequence[_Money], flat: str, whole: str, weekly_hours: float | None) -> Parsed[Salary]:
    """One figure, or a range of two that are linked; further figures in another unit say the same again."""
    first = found[0]
    low = high = first.amount
    if (len(found) > 1 and _LINK.match(flat[first.end : found[1].start])) or _said_between(flat, found):
        low, high = sorted((first.amount, found[1].amount))
        if high > 3 * low:
            return doubtful(_salary(low, high, found[1].period or first.period or _guessed(low)), "salary_range_odd")
        period, used = first.period or found[1].period, 2
    else:
        period, used = first.period, 1
    problems: list[str] = []
    if re.search(_PER_OTHER, flat) and not period:
        return doubtful(None, "salary_daily")
    if period is None:
        period = _stated(flat, found[used:]) or _guessed(high)
        if period is None:
            return doubtful(None, "salary_period_unknown")
        if not _sure_guess(low, high, period) and _stated(flat, found[used:]) != period:
            problems.append("salary_period_guessed")
    value = Salary(min=_whole(low), max=_whole(high), period=period)
    low_bound, high_bound = BOUNDS[period]
    if low < low_bound or high > high_bound:
        problems.append("salary_odd")
    if _NET.search(whole) and "brut" not in whole:
        problems.append("salary_net")
    if _OPEN.search(flat) and low == high:
        problems.append("salary_open")
    if _VAGUE_PLUS.search(flat):
        problems.append("salary_uncertain")
    if any(not _repeats(value, other, weekly_hours) for other in found[used:]):
        problems.append("salary_several")
    return doubtful(value, *problems, certainty=0.5) if problems else sure(value)


def _said_between(flat: str, found: Sequence[_Money]) -> bool:
    if len(found) < 2:
        return False
    gap = flat[found[0].end : found[1].start]
    return bool(re.fullmatch(r"[ €a-z/.']{0,24}?\b(?:a|et|-|ou|jusqu'a) ?", gap)) and bool(
        re.search(r"\b(?:de|entre)\b[^\d]{0,12}$", flat[: found[0].start])
    )


def _repeats(value: Salary, other: _Money, weekly_hours: float | None) -> bool:
    """« 12,02 €/h soit 1 823 € par mois »: the same pay in another unit."""
    if other.period is None or value.min is None or value.max is None or other.period == value.period:
        return other.period is None and other.amount < 8
    month = (weekly_hours or LEGAL_WEEK) * WEEKS_A_MONTH
    hours = {"hour": 1.0, "month": month, "year": 12 * month}
    low, high = (each / hours[value.period or "hour"] for each in (value.min, value.max))
    theirs = other.amount / hours[other.period]
    # without the hours of the week a part of full time may be paid
    return (_NEARLY if weekly_hours else 0.3) * low <= theirs <= 1.35 * high


def _salary(low: float, high: float, period: str | None) -> Salary | None:
    return Salary(min=_whole(low), max=_whole(high), period=period) if period else None


def _whole(amount: float) -> float:
    return int(amount) if amount == int(amount) else round(amount, 2)


# --- figures ---


def _blanked(flat: str) -> str:
    """The text with every figure that is no money spaced out."""
    return str(_NOT_MONEY.sub(lambda match: " " * len(match.group()), flat))


def _moneys(flat: str) -> list[_Money]:
    out: list[_Money] = []
    said = _blanked(with_digits(flat) if not re.search(r"\d", flat) else flat)
    for match in _MONEY.finditer(said):
        amount = number(match[1])
        if match[4] and match[3]:
            amount += int(match[4]) / 100
        if match[2] or (amount < 100 and re.match(r" ?(?:-|/|a|et) ?\d{2,3} ?k", said[match.end() :]) and not match[3]):
            amount *= 1000
        behind = flat[match.end() : match.end() + 40]
        money = _Money(
            amount=amount,
            start=match.start(),
            end=match.end() - (len(match.group()) - len(match.group().rstrip())),
            period=_period(behind, flat[: match.start()]),
        )
        if money.period == "year" and amount < _LEAST_A_YEAR and _THIRTEEN.search(behind):
            # « 2 300 € brut sur 13 mois » is what a month is paid, thirteen times
            money = replace(money, period="month")
        if (match[3] and money.period) or (amount >= 5 and (match[3] or match[2] or money.period or amount >= 8)):
            out.append(money)
    return out


def _period(behind: str, before: str) -> str | None:
    """The unit right after the figure, else the word right before it."""
    lead = rf"^[ (]{{0,2}}(?:{_EURO})?[ .]{{0,2}}(?:{_GROSS}|nets?)?[ ,]{{0,2}}"
    for period, unit in (("hour", _PER_HOUR), ("month", _PER_MONTH), ("year", _PER_YEAR)):
        if re.match(rf"{lead}(?:{unit})", behind):
            return period
    ahead = before[-45:]
    hits = [
        (match.start(), period)
        for period, word in (
            ("hour", r"horaire|\bheure\b|\bthb?\b"),
            ("month", r"mensuel\w*|par mois|\bmois :"),
            ("year", r"annuel\w*|par an\b"),
        )
        for match in re.finditer(word, ahead)
        if not re.search(r"\d", ahead[match.start() :])
    ]
    return max(hits)[1] if hits else None


def _stated(flat: str, others: Sequence[_Money]) -> str | None:
    """A unit anywhere in the text, when there is only one and it is no other figure's: « 1 900 € (12,53 €/h) »."""
    units = [
        period
        for period, word in (
            ("hour", r"horaire|heure\b|/ ?h\b"),
            ("month", r"mensuel|/ ?mois|par mois"),
            ("year", r"annuel|par an\b|/ ?an\b|sur 1[2-5]"),
        )
        if re.search(word, _blanked(flat))
    ]
    if not units and re.search(r"sur 1[2-5](?:[.,]\d)? mois|x ?1[2-5]", flat):
        return None
    return units[0] if len(units) == 1 and all(other.period != units[0] for other in others) else None


def _guessed(amount: float) -> str | None:
    if amount < 70:
        return "hour"
    if 400 <= amount < 9_000:
        return "month"
    return "year" if amount >= 9_000 else None


def _sure_guess(low: float, high: float, period: str) -> bool:
    """Whether a figure without a unit can be nothing else."""
    limits = {"hour": (9.0, 40.0), "month": (1_200.0, 5_500.0), "year": (18_000.0, 80_000.0)}
    return limits[period][0] <= low and high <= limits[period][1]


# --- the minimum wage ---


def _smic(flat: str, found: Sequence[_Money], smic_hourly: float | None, weekly_hours: float | None) -> Parsed[Salary]:
    times, percent = _TIMES.search(flat), _PERCENT.search(flat)
    share = number(times[1]) / 100 if times else 1 + number(percent[1]) / 100 if percent else 1.0
    if found:
        figured = _figured(found, flat, flat, weekly_hours)
        return (
            figured if not percent or figured.review else doubtful(figured.value, "salary_smic_percent", certainty=0.6)
        )
    if share != 1.0:
        amount = round(smic_hourly * share, 2) if smic_hourly else None
        value = Salary(min=amount, max=amount, period="hour" if amount else None, basis="smic")
        return doubtful(value, "salary_smic_percent", certainty=0.6)
    value = Salary(basis="smic")
    if re.search(
        r"\+|superieur|au-dessus|minimum smic|ou plus|a negocier|selon|\ba\b.{2,}|sup\b",
        re.sub(r"smic (?:en vigueur|horaire|mensuel|brut|legal)|au smic|a l'embauche", "", flat),
    ):
        return doubtful(value, "salary_smic_about", certainty=0.6)
    return sure(value)
