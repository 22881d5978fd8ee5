"""Counts: how many people a company looks for, in figures or in words."""

from __future__ import annotations

import re

from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.wording import folded, with_digits

_ROUND = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "centaine": 100,
}
_BETWEEN = re.compile(r"(?<!\d)(\d{1,4}) ?(?:a|ou|-|/|et|voire) ?(\d{1,4})(?!\d)")
_VAGUE = re.compile(
    r"environ|\benv\b|minimum|maximum|\bmini\b|\bmaxi\b|\bmin\b|\bmax\b|au moins|jusqu|peut.etre|a confirmer"
    r"|\betp\b|equivalents? temps|\bou plus|et plus|\+|~|≈|≥|<|>|\?|selon|a definir|possible|eventuel"
)
_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?:[.,]\d{1,2})?(?![\d])")
_ASIDE = re.compile(
    r"\bdont\b.*|\bsoit\b.*|\bpour\b.*|\ba (?:mi-temps|temps).*|\ben cdd.*|\ben cdi.*|\bde \d{1,3} ?h.*"
    r"|\(\s*h ?/ ?f\s*\)|\bh ?/ ?f\b|\bf ?/ ?h\b"
)
#: « 2 à temps plein et 1 à mi-temps », « 2 pour Albert, 1 pour Corbie »: more people within what stands aside
_MORE = re.compile(
    r"(?:\bet|[,;+/]|\bpuis|\bplus) ?\d{1,3}(?= (?:autres?|a\b|en\b|pour\b|sur\b|postes?\b|personnes?\b))"
)
_PARTS_OF_IT = re.compile(r"\b(?:dont|soit)\b.*")
MOST = 200


def count(text: str) -> Parsed[int]:
    """The number of people; a range gives its lower end, and is for a person, as is anything but one clear number."""
    flat = folded(text)[:200]
    for word, value in _ROUND.items():
        if word in flat:
            return doubtful(value, "count_about", certainty=0.6)
    told = with_digits(_PARTS_OF_IT.sub("", flat))
    said = with_digits(_ASIDE.sub("", flat))
    between = _BETWEEN.search(said)
    if between:
        return doubtful(min(int(between[1]), int(between[2])), "count_range", certainty=0.5)
    numbers = [float(match.group().replace(",", ".")) for match in _NUMBER.finditer(said)]
    if not numbers:
        return doubtful(None, "count_unreadable")
    if _MORE.search(told):
        return doubtful(int(numbers[0]), "count_several", certainty=0.4)
    return _judged(numbers, vague=bool(_VAGUE.search(said)))


def _judged(numbers: list[float], *, vague: bool) -> Parsed[int]:
    first = numbers[0]
    whole = int(first)
    if first != whole:
        return doubtful(max(1, whole), "count_not_whole")
    if whole == 0 or whole > MOST:
        return doubtful(whole, "count_odd", certainty=0.2)
    if len(set(numbers)) > 1:
        return doubtful(whole, "count_several", certainty=0.4)
    if vague:
        return doubtful(whole, "count_about", certainty=0.6)
    return sure(whole)
