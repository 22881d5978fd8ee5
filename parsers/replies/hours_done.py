"""Hours done: a company's monthly word on who worked how long: « heures d'octobre : DIALLO 140 h, PETIT 151,67 »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parsers.language.folding import fold, squeezed, tidy
from parsers.statements import Doubt, HoursTold, HoursToldOf
from parsers.values.date import MONTH_WORD, MONTHS

_LIMIT = 8_000
_MONTH = re.compile(
    rf"\b(?P<name>{MONTH_WORD})\b\.?(?: (?P<year>20\d\d))?"
    r"|\b(?P<number>0[1-9]|1[0-2])[/.-](?P<full>20\d\d)\b|\b(?P<iso>20\d\d)-(?P<isomonth>0[1-9]|1[0-2])\b"
    r"|\b(?P<last>mois (?:dernier|passe|precedent|ecoule))\b"
)
_HOURS = re.compile(
    r"(?<![\d,./-])(?P<whole>\d{1,4})(?:[.,](?P<decimals>\d{1,2}))?\s?(?P<unit>h(?:eures?|rs?)?\b|h(?P<minutes>\d\d)\b)"
)
_BARE = re.compile(r"[:=\t|;–—-]\s*(?P<whole>\d{1,4})(?:[.,](?P<decimals>\d{1,2}))?\s*$")
#: « 7 h/jour », « 35 h par semaine »: of a day or a week, and no month's
_OF_LESS = re.compile(r"\s?(?:/|par|chaque|a la)\s?(?:j\b|jours?\b|sem\b|semaines?\b|hebdo)|\s?hebdo")
#: the mail speaks of hours that were worked
_ABOUT = re.compile(
    r"\bheures? (?:\w+ ){0,2}?(?:realisees?|effectuees?|travaillees?|faites?|declarees?|d'insertion)"
    r"|\breleves? d'heures"
    r"|\b(?:declaration|point|bilan|decompte|suivi|etat|recapitulatif|releve)s? (?:mensuel\w* )?(?:des |d'|de )?heures"
    r"|\bheures? (?:d'|de |du mois)|\b(?:a|ont) (?:fait|travaille|effectue|realise)\b"
)
_TOTAL = re.compile(r"\b(?:total|totaux|soit|ensemble|cumul)\b")
#: hours that nobody works in one month
_MOST = 250


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    folded: str
    month: str | None


def read(
    text: str, *, placed: Sequence[str], today: date, asked_month: str | None = None, subject: str = ""
) -> HoursTold | None:
    """Hours by person and month; None when the mail tells none. `placed` are those under contract, « LAST First ».

    The month is the one named last before the hours, else that of the question or of the subject; a month without a
    year is the latest one that has begun.
    """
    told = tidy(text[:_LIMIT]).replace("’", "'")
    if asked_month is None and not _ABOUT.search(fold(f"{subject}\n{told}")):
        return None
    month = asked_month or _month_in(fold(subject), today)
    found: dict[tuple[str, str], HoursToldOf] = {}
    doubts: list[Doubt] = []
    for line in _lines(told, month, today):
        for item in _of_line(line, placed, bare=asked_month is not None):
            _settle(item, line, found, doubts)
    if not found and not doubts:
        return None
    return HoursTold(told=tuple(found.values()), to_review=tuple(doubts))


def _settle(
    item: HoursToldOf | Doubt, line: _Line, found: dict[tuple[str, str], HoursToldOf], doubts: list[Doubt]
) -> None:
    if isinstance(item, Doubt):
        doubts.append(item)
        return
    before = found.get((item.person, item.month))
    if before is not None and before.hours != item.hours:
        doubts.append(
            Doubt(what=squeezed(line.text), why="deux nombres d'heures pour la même personne et le même mois")
        )
    elif item.hours > _MOST:
        doubts.append(Doubt(what=squeezed(line.text), why="nombre d'heures invraisemblable pour un mois"))
    else:
        found[(item.person, item.month)] = item


def _lines(text: str, month: str | None, today: date) -> list[_Line]:
    """The lines with the month that each is about."""
    lines = []
    for line in text.splitlines():
        if line.lstrip().startswith(">") or not line.strip():
            continue
        folded = fold(line)
        month = _month_in(folded, today) or month
        lines.append(_Line(line, folded, month))
    return lines


def _month_in(folded: str, today: date) -> str | None:
    match = _MONTH.search(folded)
    if match is None:
        return None
    if match["iso"]:
        return f"{match['iso']}-{match['isomonth']}"
    if match["number"]:
        return f"{match['full']}-{match['number']}"
    if match["last"]:
        year, number = (today.year - 1, 12) if today.month == 1 else (today.year, today.month - 1)
        return f"{year}-{number:02d}"
    number = MONTHS[match["name"]]
    year = int(match["year"]) if match["year"] else today.year - (number > today.month)
    return f"{year}-{number:02d}"


def _of_line(line: _Line, placed: Sequence[str], *, bare: bool) -> list[HoursToldOf | Doubt]:
    """The people of a line, each with the hours that follow the name, or the only ones of the line."""
    people, amounts = _people(line.folded, placed), [m for m in _HOURS.finditer(line.folded) if not _of_clock(m)]
    if not amounts and bare and people and (last := _BARE.search(line.folded)):
        amounts = [last]
    if not amounts or (_TOTAL.search(line.folded) and not people):
        return []
    if not people:
        named = re.search(r"\b[A-ZÀ-Ý]{3,}\b", line.text)
        why = "heures de quelqu'un qui n'est pas connu comme recruté par cette entreprise"
        return [Doubt(what=squeezed(line.text), why=why)] if named else []
    out: list[HoursToldOf | Doubt] = []
    hours_first = len(people) == len(amounts) and amounts[0].start() < people[0][0]  # « 140 h pour DIALLO »
    for index, (start, names) in enumerate(people):
        stop = people[index + 1][0] if index + 1 < len(people) else len(line.folded)
        mine = [amount for amount in amounts if start <= amount.start() < stop]
        if hours_first:
            mine = [amounts[index]]
        out.append(_one(line, names, mine))
    return out


def _of_clock(amount: re.Match[str]) -> bool:
    """« à 14 h », « vers 9 h 30 »: an hour of the day."""
    before = amount.string[: amount.start()]
    return int(amount["whole"]) <= 24 and re.search(r"\b(?:a|vers|des|avant|apres|entre|jusqu'a) $", before) is not None


def _one(line: _Line, names: list[str], mine: list[re.Match[str]]) -> HoursToldOf | Doubt:
    if len(names) != 1:
        return Doubt(what=squeezed(line.text), why="plusieurs personnes recrutées portent ce nom")
    if len(mine) != 1 or _OF_LESS.match(line.folded, mine[0].end()):
        return Doubt(what=squeezed(line.text), why="le nombre d'heures de cette personne n'est pas clair")
    if line.month is None:
        return Doubt(what=squeezed(line.text), why="heures sans le mois dont il s'agit")
    parts = mine[0].groupdict()
    minutes = int(parts.get("minutes") or 0)
    # « 151h67 » is a decimal in disguise: an hour has no sixty-seventh minute
    hours = float(f"{parts['whole']}.{parts['decimals'] or 0}") + minutes / (60 if minutes < 60 else 100)
    return HoursToldOf(person=names[0], month=line.month, hours=round(hours, 2))


def _people(folded: str, placed: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Where the line names somebody under contract: by last name, told apart by first name."""
    found: dict[int, list[str]] = {}
    for name in placed:
        last, _, first = fold(name).rpartition(" ")
        if (match := re.search(rf"\b{re.escape(last or first)}\b", folded)) is not None:
            found.setdefault(match.start(), []).append(name)
    for start, names in found.items():
        firsts = [name for name in names if re.search(rf"\b{re.escape(fold(name).rpartition(' ')[2])}\b", folded)]
        if len(names) > 1 and firsts:
            found[start] = firsts
    return sorted(found.items())
