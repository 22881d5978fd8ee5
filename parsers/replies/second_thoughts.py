"""Second thoughts: « non pardon, c'est Elsa »: what is taken back is for a person, what is said of others stands."""

from __future__ import annotations

import re

from parsers.language.folding import fold, squeezed
from parsers.replies.clauses import verdicts_in
from parsers.replies.presented import Presented
from parsers.statements import Doubt

_TAKES_BACK = re.compile(
    r"\b(?:non,? pardon|pardon,|je me (?:suis )?trompe|erreur de ma part|je (?:me )?corrige|rectificati\w*|oubliez"
    r"|au(?:tant| temps) pour moi)\b"
)
#: what is said of everybody, or of somebody by what stands elsewhere, cannot be parted from what is taken back
_OF_MORE = re.compile(
    r"\b(?:inverse|contraire|tous|toutes|tout|aucune?|personne|idem|pareil|meme|ci-dessus|precedent\w*)\b"
)
_ITEM = re.compile(r"\s*(?:[-–—•*→]|\d{1,2}\s?[.)])\s*\S")
_WHY = "l'entreprise se reprend : à confirmer avec elle"


def without_second_thoughts(text: str, people: Presented) -> tuple[str, tuple[Doubt, ...]]:
    """The text without what it takes back, and the doubt; without all of it where that cannot be told from the rest.

    A second thought takes back all that is said of those whom its line names, and of those whom the line above
    names, unless it stands in an item of a list. Who is told in a line of her or his own, by name, keeps the answer.
    """
    lines = text.splitlines()
    thoughts = [place for place, line in enumerate(lines) if _TAKES_BACK.search(fold(line))]
    if not thoughts:
        return text, ()
    named = [_named(line, people) for line in lines]
    meant = {index for place in thoughts for index in (*(named[place] or ()), *_above(place, lines, named))}
    others = [line for place, line in enumerate(lines) if named[place] and not set(named[place] or ()) & meant]
    sure = all(named[place] for place in thoughts) and None not in named and all(map(verdicts_in, others))
    if not sure or _OF_MORE.search(fold(text)):
        return "", (Doubt(what=squeezed(text)[:200], why=_WHY),)
    taken = [place for place in range(len(lines)) if place in thoughts or set(named[place] or ()) & meant]
    doubt = Doubt(what=squeezed(" ".join(lines[place] for place in taken))[:200], why=_WHY)
    return "\n".join("" if place in taken else line for place, line in enumerate(lines)), (doubt,)


def _named(line: str, people: Presented) -> tuple[int, ...] | None:
    """Whom the line names, by name alone; None where it points to somebody in another way, or not surely."""
    mentions = people.mentions(line)
    if any(mention.kind != "name" or mention.doubt for mention in mentions):
        return None
    return tuple(index for mention in mentions for index in mention.who)


def _above(place: int, lines: list[str], named: list[tuple[int, ...] | None]) -> tuple[int, ...]:
    """Whom the line above names, where the two may be one sentence."""
    if not place or _ITEM.match(lines[place]):
        return ()
    return named[place - 1] or ()
