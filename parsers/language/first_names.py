"""First names given in France: what tells « Diallo Fatou » from « Fatou Diallo », and a woman's name from a man's."""

from __future__ import annotations

import re

from parsers.vocabulary import words_of

_LISTS = {name: frozenset(words.split()) for name, words in words_of("first_names").items()}

#: also words of the language, places or family names: on their own they are no evidence of a first name
UNCERTAIN = _LISTS["uncertain"]

FIRST_NAMES = _LISTS["women"] | _LISTS["men"] | _LISTS["either"]


def is_first_name(folded: str) -> bool:
    """Whether the folded word, or each part of a compound one, is known as a first name."""
    if folded in FIRST_NAMES:
        return True
    parts = folded.split("-")
    return len(parts) > 1 and all(part in FIRST_NAMES for part in parts)


def is_sure_first_name(folded: str) -> bool:
    """Whether it is a first name and hardly anything else."""
    return is_first_name(folded) and folded not in UNCERTAIN


def sex_of(folded: str) -> str | None:
    """« F » or « M » of whoever bears the name; None where it is not known, or given to both."""
    for word in (folded, re.split(r"[- ]", folded)[0]):
        if word in _LISTS["women"]:
            return "F"
        if word in _LISTS["men"]:
            return "M"
        if word in _LISTS["either"]:
            return None
    return None
