"""Series: « lots 1 et 2 attribués respectivement à A et B pour 400 et 150 heures », each taken with its own."""

from __future__ import annotations

import re

from parsers.forms.award_mentions import Mention, lots_in
from parsers.forms.company_names import Chunk, name_of
from parsers.forms.market_draft import hours_of
from parsers.language.folding import fold

_NAMES = re.compile(
    r"(?i)(?:\brespectivement\b[^\n;:]{0,30}?\s|\b)(?:à|aux)\s(?:(?:la |les )?(?:entreprises?|sociétés?)\s)?"
    r"(?:respectivement\s)?"
    r"(?P<names>(?-i:[A-ZÀ-Ý])[^\n;:.()]{4,300}?)(?=\s(?:pour|avec|à hauteur|à raison|respectivement)\b|[.;:(]|$)"
)
_HOURS = re.compile(
    r"(?P<hours>\d(?:[ .]?\d){0,6}(?:\s?(?:h\b|heures))?"
    r"(?:(?:\s?,\s|\set\s)\d(?:[ .]?\d){0,6}(?:\s?(?:h\b|heures))?){1,12})\s?(?:h\b|heures)?"
)


def respectively(sentence: str) -> list[Mention]:
    """Lot, company, hours, lot, company, hours …; [] where the series are not of one length."""
    folded = fold(sentence)
    lots = next((one.lots for one in lots_in(sentence) if len(one.lots) > 1), ())
    if "respectivement" not in folded or not lots:
        return []
    told = _NAMES.search(sentence)
    pieces = re.split(r"\s?,\s(?:à\s)?|\set\s(?:à\s)?", told["names"]) if told else []
    names = [found for piece in pieces if (found := name_of(Chunk(piece.strip(), 0, len(piece))))]
    if len(names) != len(lots):
        return []
    hours = _hours(sentence, len(lots))
    out: list[Mention] = []
    for place, lot in enumerate(lots):
        out.append(Mention(kind="lot", start=0, end=0, lots=(lot,)))
        out.append(names[place])
        if hours:
            out.append(Mention(kind="hours", start=0, end=0, number=hours[place]))
    return out


def _hours(sentence: str, count: int) -> list[float]:
    for match in _HOURS.finditer(sentence):
        rest = sentence[match.start() : match.end() + 10]
        numbers = [hours_of(piece) for piece in re.split(r"\s?,\s|\set\s", match["hours"])]
        told = [number for number in numbers if number is not None]
        if re.search(r"\d\s?(?:h\b|heures)", rest) and len(told) == count == len(numbers):
            return told
    return []
