"""Blocks: « Poste n° 2 » alone on its line: another job of the same form begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.forms.beside import beside
from parsers.forms.sections import section_of
from parsers.values.wording import folded, plain
from parsers.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]")
_RANKS = (("premier", 0), ("1er", 0), ("deu", 1), ("sec", 1), ("2", 1), ("tro", 2), ("3", 2))
#: « 1) Peintre - 2 postes »
_COUNTED = re.compile(
    r"^\(?([1-9])\s?[.)°/-]\s*([^:]{3,60}?)\s*[-–:(,]\s*(\d{1,2}) ?(?:postes?|personnes?|pers\.?)\)?$"
)
LONGEST = 60
LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading that counts jobs."""

    #: 0 for the first
    rank: int
    written: str
    #: what is said beside the count: « Poste n° 2 : maçon »; mostly the title
    title: str
    #: « Peintre - 2 postes »
    openings: str = ""


def block_of(text: str, vocabulary: Vocabulary) -> Block | None:
    """The block that a line opens, if it opens one."""
    counted = _COUNTED.match(text.strip())
    if counted:
        return Block(rank=int(counted[1]) - 1, written=counted[1], title=counted[2], openings=counted[3])
    flat = folded(text)
    match = re.search(vocabulary.block, flat)
    if not match or len(flat) > LONGEST or match.start() > 12 or (":" in text and beside(text, vocabulary)):
        return None
    rest = re.sub(r"^[\s:–-]+", "", plain(text)[match.end() :]) if match.end() < len(text) else ""
    named = _WORD.search(rest) and not section_of(rest, vocabulary) and len(rest) < LONGEST_TITLE
    return Block(rank=_rank(match), written=text[: match.end()], title=rest.strip(" :–-()") if named else "")


def _rank(match: re.Match[str]) -> int:
    """« 2 » and « deuxième » are the second, which is 1."""
    if match[1]:
        return int(match[1]) - 1
    return next((rank for start, rank in _RANKS if match[2].startswith(start)), 3)
