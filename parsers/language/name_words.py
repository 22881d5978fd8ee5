"""Words of a text as names are made of them: elisions cut off, maiden names passed over, particles known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.language.common_words import COMMON_WORDS
from parsers.language.first_names import is_first_name
from parsers.language.folding import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+){0,4}")
_ELISION = re.compile(r"(?:[ldjmtsncLDJMTSC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)['’](?=[^\W\d_])")
_NOBLE = re.compile(r"d['’][A-ZÀ-Ý]")
#: « Mme N'GUESSAN épouse TOURÉ Adjoua »: the second family name is passed over
MARRIED = re.compile(r"[ ,(]{1,2}(?:[ÉéEe]pouse|[ÉE]POUSE|[ÉéEe]p\.|[Nn]ée|NÉE|NEE) [A-ZÀ-Ý][\w'’-]+\)?")
_JOINING_TABLE = """
da dos das di del della el al ben bin ibn ait ould van von der den le la st saint ter te abou bou mc mac o san santa
"""
JOINING = frozenset(_JOINING_TABLE.split())
#: no other word of French is written so
SURE_PARTICLES = frozenset(["da", "dos", "das", "el", "ben", "bin", "ibn", "ait", "ould", "van", "von"])
#: they join in a name, and as often do not
WEAK_JOINING = frozenset(["de", "du", "des", "d'"])


@dataclass(frozen=True, slots=True)
class Token:
    """One word, as written and folded, and its place."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def upper(self) -> bool:
        """Two capitals or more and nothing else."""
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) > 1 and all(char.isupper() for char in letters)

    @property
    def title(self) -> bool:
        """A capital before small letters."""
        return self.text[:1].isupper() and not self.upper

    @property
    def small(self) -> bool:
        """No capital, but for the one behind « d' »."""
        return self.text[:1].islower() and not _NOBLE.match(self.text)


def tokens_of(text: str) -> list[Token]:
    """The words of a text; « d'Orgeval » behind a first name is one, a maiden name none."""
    out: list[Token] = []
    married = [found.span() for found in MARRIED.finditer(text)]
    for match in _WORD.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in married):
            continue
        start, word = match.start(), match.group()
        elided = None if out and _noble(text, out[-1], match) else _ELISION.match(word)
        if elided and (word[0].islower() or fold(word[elided.end() :]) in COMMON_WORDS or len(word) - elided.end() < 3):
            start += elided.end()
            word = word[elided.end() :]
        out.append(Token(word, fold(word), start, match.end()))
    return out


def _noble(text: str, before: Token, match: re.Match[str]) -> bool:
    """« Jeanne-Marie d'Orgeval »: after a first name, « d' » is part of the family name."""
    beside = text[before.end : match.start()] == " "
    return beside and is_first_name(before.folded) and _NOBLE.match(match.group()) is not None
