"""SIRET: fourteen digits whose key is right; what is written otherwise is kept and shown, never mended.

Policy: fourteen digits are the value even when the key is wrong (with `siret_key_wrong`, to review);
anything that is not fourteen digits has no value.
"""

from __future__ import annotations

import re

from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.wording import plain

_GROUPS = re.compile(r"(?<![\d])\d(?:[ .\-_/·']{0,3}\d){13}(?![ .\-]?\d)")
_LOOSE = re.compile(r"(?<![\w])[\dOolI|](?:[ .\-_/·']{0,3}[\dOolISB|]){13}(?!\w)")
_DIGITS = re.compile(r"\d(?:[ .\-_/·']{0,3}\d){6,20}")
_RUN = re.compile(r"(?<!\d)\d(?:[ .\-_/·']{0,3}\d){27,83}(?!\d)")
_LOOKALIKE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "S": "5", "B": "8"})


_IN_TWO = re.compile(r"(?i)\bsiren\b\D{0,12}(\d(?:[ .]?\d){8})\D{1,12}\bnic\b\D{0,8}(\d(?:[ .]?\d){4})(?!\d)")


def siret(text: str) -> Parsed[str]:
    """The SIRET in the text; a wrong key, a bare SIREN or another count of digits is for a person."""
    flat = re.sub(r"(?<=\d)\.0$", "", re.sub(r"\s+", " ", plain(text)[:400]).strip())
    flat = _IN_TWO.sub(r"\1 \2", flat)
    found = [_only_digits(match.group()) for match in _GROUPS.finditer(flat)]
    found = _one_behind_the_other(flat) or found
    right = [digits for digits in found if is_right(digits)]
    if right:
        return sure(right[0]) if len(set(right)) == 1 else doubtful(right[0], "siret_several")
    if found:
        return doubtful(found[0], "siret_key_wrong", certainty=0.3)
    return _mangled(flat)


def _one_behind_the_other(flat: str) -> list[str]:
    """« 441 902 368 00030 388 771 057 00212 » is two numbers, and not the one that ends it."""
    for match in _RUN.finditer(flat):
        digits = _only_digits(match.group())
        pieces = [digits[start : start + 14] for start in range(0, len(digits), 14)]
        if len(pieces) > 1 and len(pieces[-1]) == 14:
            return pieces
    return []


def is_right(digits: str) -> bool:
    """Whether fourteen digits satisfy the key (Luhn, or the rule of La Poste)."""
    from stdnum.fr import siret as rule

    return bool(rule.is_valid(digits)) and digits != "0" * 14


def _mangled(flat: str) -> Parsed[str]:
    loose = _LOOSE.search(flat)
    if loose:
        digits = loose.group().translate(_LOOKALIKE)
        return doubtful(_only_digits(digits), "siret_letters" if is_right(_only_digits(digits)) else "siret_key_wrong")
    runs = [_only_digits(match.group()) for match in _DIGITS.finditer(flat)]
    if any(len(run) == 9 for run in runs):
        return doubtful(None, "siret_siren_only")
    return doubtful(None, "siret_length" if runs else "siret_unreadable")


def _only_digits(text: str) -> str:
    return re.sub(r"\D", "", text)
