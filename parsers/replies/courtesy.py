"""The courtesies of a mail, told from what it says: greetings, closings, and who its author is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from parsers.language.common_words import COMMON_WORDS
from parsers.language.folding import fold
from parsers.language.names import names_in

_GREETING = re.compile(r"^\W{0,3}(?:re[- ]?)?(?:bonjour|bonsoir|salut|hello|coucou|bjr|chere?s?)\b")
_GREETED_TABLE = """
a tous toutes et les le la tout monde mr m mme mlle monsieur madame mesdames messieurs cher chere chers cheres
collegue collegues equipe
"""
_GREETED = frozenset(_GREETED_TABLE.split())
_CLOSING = re.compile(
    r"^\W{0,3}(?:(?:bien |tres )?cordialement|cdt|cdlt|cordlt|bien a (?:vous|toi)|salutations|(?:mes "
    r"|nos )?sinceres salutations|respectueusement|amicalement|bonnes? (?:journee|reception|fin|soiree"
    r"|continuation|apres[- ]midi|week|semaine)|belle journee|excellente journee"
    r"|a (?:bientot|votre disposition|tres vite)|dans l'attente|vous (?:en |remerciant|souhaitant)"
    r"|merci (?:d'avance|par avance|et bonne|a vous|beaucoup|bien)|bises?|envoye (?:de|depuis)|veuillez agreer"
    r"|je vous prie d'agreer)\b"
)
#: a closing alone on its line is the end; what follows « merci » may go on
_AFTERTHOUGHT = re.compile(r"^\W{0,3}(?:p\.?s\b|post[- ]scriptum|nb\b|n\.b\b|edit\b|au fait|j'oubliais|ah oui)")


def without_greeting(line: str) -> str:
    """The line without « Bonjour Arnaud, »; what comes after it stays."""
    folded = fold(line)
    match = _GREETING.match(folded)
    if not match:
        return line
    at = match.end()
    while word := re.compile(r"\s+([^\W\d_]+(?:['-][^\W\d_]+)*)\.?").match(line, at):
        said = fold(word.group(1))
        capital = word.group(1)[:1].isupper()
        if (said not in _GREETED and not (capital and said not in COMMON_WORDS)) or re.match(
            r"\s*(?:\d|\()", line[word.end() :]
        ):
            break
        at = word.end()
    return line[at:].lstrip(" ,.!:;–—-\t")


def body_of(lines: Iterable[str]) -> list[str]:
    """The lines without greeting, and without what follows the closing but an afterthought."""
    out: list[str] = []
    closed = False
    for number, line in enumerate(lines):
        bare = without_greeting(line) if number < 3 else line
        folded = fold(bare).strip()
        if not folded:
            continue
        if _AFTERTHOUGHT.match(folded):
            closed = False
        elif _CLOSING.match(folded) and "\t" not in bare and len(bare) < 90 and not re.search(r"\d{2}", bare):
            closed = True
        if not closed:
            out.append(bare)
    return out


#: a line of a signature: who, where, how to reach
_REACHES = re.compile(
    r"(?:\b(?:tel|tel\.|mob|port|fax|ligne directe)\b.{0,12})?0\d(?:[ .-]?\d\d){4}|\w@\w|\bwww\.|\bconfidentiel"
    r"|\benvoye (?:de|depuis|a partir)\b|\b\d{5} [a-z]|\b(?:rue|avenue|boulevard|cedex)\b"
)
_OFFICE = re.compile(
    r"\b(?:referente?|conseille(?:r|re)|chargee? (?:de|d')|responsable|direct(?:eur|rice)|adjointe?|france travail"
    r"|pole emploi|mission locale|agence|service|clauses?|association|facilitat(?:eur|rice))\b"
)
_NAME_ONLY = re.compile(r"(?:[A-ZÀ-Ý]\.\s?){1,3}$|(?:(?:[A-ZÀ-Ý]\.\s?)?[A-ZÀ-Ý][\w'-]*(?:\s|$)){1,4}$")
_LONGEST_SIGNATURE = 8


def without_signature(lines: list[str], says: Callable[[str], bool]) -> list[str]:
    """The lines without the block at the foot that only tells who wrote: a name or an office, then how to reach them.

    `says` tells of a line whether it says something by itself, however much it looks like a name.
    """
    start = len(lines)
    while (
        start > 1
        and len(lines) - start < _LONGEST_SIGNATURE
        and _signs(lines[start - 1])
        and not says(lines[start - 1])
    ):
        start -= 1
    while start < len(lines) and not _begins_signature(lines[start]):
        start += 1
    return lines[:start]


def _signs(line: str) -> bool:
    bare = line.strip()
    folded = fold(bare)
    if len(bare) > 120 or re.match(r"\W*(?:[a-z]{1,3}-?)?\d{1,6}\s?[:=]", folded):
        return False
    return bool(_REACHES.search(folded) or _begins_signature(bare))


def _begins_signature(line: str) -> bool:
    bare = line.strip(" -_|")
    named = bool(_NAME_ONLY.match(bare)) and fold(bare.split()[0]) not in COMMON_WORDS if bare else False
    office = bool(_OFFICE.search(fold(bare))) and ":" not in bare and not bare.endswith(".")
    return named or office


def author_words(signature: str, sender: str) -> frozenset[str]:
    """The folded words of the author's own names, from the signature's first lines and the sender."""
    out: set[str] = set()
    shown = re.sub(r"<[^>]*>", " ", sender)
    if "@" in shown:
        shown = re.sub(r"[._-]", " ", shown.split("@")[0])
    out |= set(re.findall(r"[^\W\d_]{2,}", fold(shown)))
    for line in signature.splitlines()[:4]:
        for name in names_in(line):
            out |= set(re.findall(r"[^\W\d_]{2,}", fold(name.raw)))
    return frozenset(out - COMMON_WORDS) | frozenset(word for word in out if word in fold(shown))


def is_author(words: frozenset[str], last: str | None, first: str | None) -> bool:
    """Whether all of a name is the author's."""
    named = set(re.findall(r"[^\W\d_]{2,}", fold(f"{last or ''} {first or ''}")))
    return bool(named) and named <= words
