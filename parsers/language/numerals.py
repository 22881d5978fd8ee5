"""Small numbers in words: how many, and which one of a list; on folded text."""

from __future__ import annotations

_COUNTS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
#: wording -> which one of a list
RANKS = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "1re": 1, "deuxieme": 2, "second": 2, "seconde": 2, "2e": 2,
    "2eme": 2, "2nd": 2, "2nde": 2, "2ieme": 2, "troisieme": 3, "3e": 3, "3eme": 3, "3ieme": 3, "quatrieme": 4,
    "4e": 4, "4eme": 4, "cinquieme": 5, "5e": 5, "5eme": 5, "sixieme": 6, "6e": 6, "6eme": 6, "septieme": 7, "7e": 7,
    "7eme": 7, "huitieme": 8, "8e": 8, "8eme": 8,
}  # fmt: skip
#: any of them, as a pattern
ORDINAL = "|".join(sorted(RANKS, key=len, reverse=True))


def count_of(said: str) -> int:
    """« trois », « 3 »."""
    return _COUNTS.get(said) or int(said)
