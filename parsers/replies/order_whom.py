"""Whom an order presents: « 2 et 3 », « Mme Haddad et le petit Mercier », « les trois premiers », « tout le monde »."""

from __future__ import annotations

import re

from parsers.language.folding import fold, squeezed
from parsers.language.numerals import RANKS, count_of

_COUNT = "deux|trois|quatre|cinq|six|[2-9]"
_EVERYONE = re.compile(r"\b(?:tous|toutes|tout le monde|les candidate?s\b(?! ?\d))")
_EXACTLY = re.compile(rf"\b(?:tous|toutes) les (?P<count>{_COUNT})\b(?! (?:premier|derni))")
_FIRST = re.compile(rf"\bles (?P<count>{_COUNT}) premiere?s?\b")
_THESE = re.compile(
    rf"\W*(?:a l'entreprise )?(?:les |ces )(?P<count>{_COUNT})\b(?! (?:premier|derni|autre))(?=\W|$| a | au )"
)
#: what is left out of « tous »
EXCEPTED = re.compile(r"\b(?:sauf|hormis|excepte|a part|l'exception|en dehors)\b")
#: from here the sentence speaks of something else
_ELSE = re.compile(
    r"[,;.:(]?\s*\b(?:les? (?:deux |trois |\d )?autres?|et les autres|pour les autres|car|parce que?|puisque?"
    r"|(?:je|j'|on|nous|ils?|elles?) ?(?:[a-z]+)|(?:ils?|elles?) (?:sont|ont|est|a)|avant|demain|lundi|mardi|mercredi"
    r"|jeudi|vendredi|cette semaine|des que)\b.*",
    re.DOTALL,
)
_TO_SOMEONE = re.compile(
    r"(?i)\s+(?:à|a|chez|aupr[eè]s de|aupr[eè]s du)\s+(?:l'entreprise|la soci[ée]t[ée]|(?=[A-ZÀ-Ý]).*)"
)
_AROUND = re.compile(
    r"^(?:[\s:.-]|(?:les?|la|l'|une?|candidate?s?|candidatures?|dossiers?|celui|celle|ceux|celles|n°|numeros?"
    r"|no|profils?|m\.?|mr|mme|mlle|monsieur|madame|aussi|cv|de|du|d'|a l'entreprise|svp|stp|merci|donc"
    r"|et)(?=[\s:.]|\d|$)|(?:l'|d')(?=\w)|(?:petite?|jeune)(?=\s\w))+"
)
_COURTESY = re.compile(r"(?i)\b(?:a|à) l'entreprise\b|\b(?:svp|stp|merci|s'il (?:te|vous) pla[iî]t)\b.*")


def _ranked(said: str) -> str:
    """« le premier » as the rank that it is."""
    rank = RANKS.get(re.sub(r" (?:de la liste|candidate?)$", "", fold(said)))
    return said if rank is None else str(rank)


def whom(text: str) -> tuple[str, ...]:
    """The candidates as the order names them: ranks or names; « tous » alone where it says everybody."""
    folded = fold(text)
    if match := _EXACTLY.search(folded) or _FIRST.search(folded) or _THESE.match(folded):
        return tuple(str(rank) for rank in range(1, count_of(match["count"]) + 1))
    if _EVERYONE.search(folded) and not EXCEPTED.search(folded):
        return ("tous",)
    end = _ELSE.search(folded)
    text = _TO_SOMEONE.sub("", text[: end.start()] if end else text)
    out = []
    for piece in re.split(r"\s*[,;+&/]\s*|\s+et\s+(?:aussi\s+)?|\s+puis\s+", text):
        lead = _AROUND.match(fold(piece))
        bare = _ranked(squeezed(_COURTESY.sub("", piece[lead.end() :] if lead else piece)))
        if bare:
            out.append(bare)
    return tuple(out)
