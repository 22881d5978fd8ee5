"""Jobs: when two titles name one job, whatever their gender, number, polish and order of words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from service.domain import companies

#: « maçon / maçonne (H/F) », « aide-maçon confirmé »: what tells nothing of the job
_NOISE = re.compile(
    r"\b(?:h|f|hf|fh|mf|h f|m f|x|confirmee?s?|debutante?s?|experimentee?s?|qualifiee?s?|n\d|en|de|du|des|d|l)\b"
)
_ENDINGS = (
    ("trice", "teur"),
    ("euse", "eur"),
    ("iere", "ier"),
    ("ienne", "ien"),
    ("onne", "on"),
    ("ere", "er"),
    ("e", ""),
)


def job_key(title: str | None, rome: Mapping[str, str]) -> str:
    """What makes two titles one job: the ROME code of the operator's file, else the title without gender and polish."""
    whole, plain = _plain(title or "")
    return rome.get(whole) or rome.get(plain) or plain


@lru_cache(maxsize=4096)
def _plain(title: str) -> tuple[str, str]:
    whole = companies.folded(title.split("/", maxsplit=1)[0].split("(", maxsplit=1)[0])
    return whole, " ".join(_masculine(word) for word in _NOISE.sub(" ", whole).split())


def _masculine(word: str) -> str:
    word = word.removesuffix("s") if len(word) > 3 else word
    for feminine, masculine in _ENDINGS:
        if len(word) > len(feminine) + 2 and word.endswith(feminine):
            return word.removesuffix(feminine) + masculine
    return word


def same_job(one: str | None, other: str | None, rome: Mapping[str, str]) -> bool:
    """Whether two titles name one job: one key, or one says all that the other says; two ROME codes are two jobs."""
    mine, theirs = job_key(one, rome), job_key(other, rome)
    if mine == theirs or {mine, theirs} <= set(rome.values()):
        return bool(mine) and mine == theirs
    said, told = (set(_plain(title or "")[1].split()) for title in (one, other))
    return bool(said and told) and (said <= told or told <= said)


def job_word(title: str | None) -> str | None:
    """The longest word of a job's title: its like are found by it; None when there is none long enough."""
    words = re.findall(r"[^\W\d_]{4,}", (title or "").lower())
    return max(words, key=len, default=None)
