"""Wording: French text made plain for a grammar: folded, bounded, numbers as digits; the words for « nothing »."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: no value of a form is longer; what lies beyond is cut before any pattern sees it
LONGEST = 4_000

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ´`′", "'"),
        **dict.fromkeys("–—‑‒−", "-"),
        **dict.fromkeys("«»“”„", '"'),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u200a\u3000\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),
        "\u0002": "-",
        "⁄": "/",
        "½": ",5",
    }
)

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})

_NOTHING = re.compile(
    r"(?:[/\\\-_.…*x?]{1,20}|neants?|n\.?c\.?|n\.?\s?/?\s?a\.?|ras|r\.a\.s\.?|sans objet|s\.?o\.?|non"
    r" concernee?s?|non communique[es]{0,2}"
    r"|non renseigne[es]{0,2}|vide|(?:pas|rien)(?: de| a signaler)?|rien a signaler)"
)
_NONE = re.compile(r"(?:aucune?s?|non|pas de (?:formation|diplome|experience|prerequis|permis)[\w ]{0,30}|sans)")
_UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_NUMBER_WORD = "|".join(sorted([*_UNITS, *_TENS, "vingts", "cent", "cents", "mille"], key=len, reverse=True))
_NUMBER_WORDS = re.compile(rf"(?<![\w'])(?:{_NUMBER_WORD})(?:(?:[ -]|-et-| et )(?:{_NUMBER_WORD})){{0,6}}(?!\w)")


def plain(text: str) -> str:
    """The text with plain quotes, dashes and spaces, NFC, cut at LONGEST; lines are kept."""
    text = unicodedata.normalize("NFC", text[:LONGEST]).translate(_PLAIN)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Lower case, no accents, plain punctuation, single spaces."""
    bare = unicodedata.normalize("NFD", plain(text).translate(_LIGATURES))
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", bare).strip().lower()


def one_line(text: str) -> str:
    """The text on one line with single spaces."""
    return re.sub(r"\s+", " ", plain(text)).strip()


def says_nothing(text: str) -> bool:
    """Whether a person answered that there is nothing: « / », « - », « néant », « sans objet », « NC » …"""
    return bool(_NOTHING.fullmatch(folded(text).strip(" .!;:()")) or _NOTHING.fullmatch(folded(text)))


def says_none(text: str) -> bool:
    """Whether the answer is « aucune » or « non »: nothing is asked for, in words that mean something."""
    return bool(_NONE.fullmatch(folded(text).strip(" .!")))


def with_digits(text: str) -> str:
    """Folded text whose number words are digits: « vingt-quatre mois » becomes « 24 mois »."""
    return _NUMBER_WORDS.sub(lambda match: str(_number(match.group())), text)


def _number(words: str) -> int:
    """The value of French number words, read left to right."""
    total = current = 0
    for word in re.split(r"[ -]+(?:et[ -]+)?", words):
        if word in _UNITS:
            current += _UNITS[word]
        elif word in {"vingt", "vingts"}:
            current = 80 + current - 4 if current % 100 == 4 and current else current + 20
        elif word in _TENS:
            current += _TENS[word]
        elif word.startswith("cent"):
            current = max(1, current) * 100
        elif word == "mille":
            total, current = total + max(1, current) * 1000, 0
    return total + current


def number(text: str) -> float:
    """The number written « 1 850,50 », « 1.850 » or « 12.02 »."""
    digits = re.sub(r"[ ']", "", text)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){1,3}(?:,\d{1,2})?", digits):
        digits = digits.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3}){1,3}", digits):
        digits = digits.replace(",", "")
    return float(digits.replace(",", "."))
