"""Wording law: words of a need that speak of sex, age, origin, health … where the law forbids to choose by them."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.values.wording import folded
from parsers.vocabulary import Ground, Vocabulary


def unlawful(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """(ground, words as found) for each forbidden wording that nothing around it makes lawful."""
    flat = folded(text)[:2_000]
    out: list[tuple[str, str]] = []
    for ground in vocabulary.grounds:
        words = _first_hit(flat, ground)
        if words:
            out.append((ground.name, words))
    return tuple(out)


def _first_hit(flat: str, ground: Ground) -> str | None:
    any_of_them, patterns, lawful = _compiled(ground)
    if not any_of_them.search(flat):
        return None
    shields = [match.span() for pattern in lawful for match in pattern.finditer(flat)]
    for pattern in patterns:
        for match in pattern.finditer(flat):
            near = [span for span in shields if span[0] <= match.end() + 2 and match.start() - 2 <= span[1]]
            if not near:
                return match.group().strip()
    return None


@lru_cache(maxsize=64)
def _compiled(ground: Ground) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """All its words as one pattern, since most texts hold none of them; each word; what makes them lawful."""
    return (
        re.compile("|".join(f"(?:{word})" for word in ground.words)),
        tuple(re.compile(word) for word in ground.words),
        tuple(re.compile(word) for word in ground.lawful),
    )
