"""Denials: a yes that is denied, and a verdict that is only supposed, in one clause of a company's answer."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.language.folding import fold
from parsers.replies.clauses import Clause

#: « ne l'avons finalement pas », « ne pourra pas être »: what follows is denied, and nothing else is said
_PLAIN_DENIAL = re.compile(
    r"\b(?:ne |n')(?:(?:l'|le |la |les |vous |te |nous |en |y ))*(?:ai|avons|a|ont|est|sont|sera|seront|serons|vais|va"
    r"|allons|vont|peux|peut|pouvons|pourrons|pourrai|pourra|pourront|souhaite|souhaitons|souhaitent|veux|voulons|veut"
    r"|compte|comptons|sommes|suis|desire|desirons|envisage|envisageons|prevoit|prevoyons) "
    r"(?:(?:finalement|malheureusement|donc|du tout|helas) )*(?:pas|plus|jamais) "
    r"(?:(?:finalement|malheureusement|ete|etre|pu|su|pouvoir|en|mesure|de|le|la|les|vous|te|lui|leur|a|possible"
    r"|aller|voulu|souhaite|donc|du|tout|juge|utile|reussi|plus|loin|avec|sa|ces|cette|candidatures?|profils?) |l'"
    r"|d')*$"
)
#: « si désistement », « en cas de refus »: what follows has not happened
_SUPPOSED = re.compile(
    r"\b(?:si|s'|en cas d(?:e|'|une?)|cas d(?:e|'|une?)|risque d(?:e|'|une?)|sauf|eviter|peur qu(?:e"
    r"|'))\s*(?:(?:jamais|il|elle|un|une|le|la|l') ?)*$"
)


#: « on les prend pas », « il convient pas »: as it is said
_DENIED_AFTER = re.compile(r"\s*(?:pas|plus|jamais)\b(?! (?:de (?:souci|probleme)|seulement|que|tard|mal))")


def turned(clause: Clause) -> Clause:
    """The clause with a plainly denied yes as the no that it is: « nous n'allons finalement pas l'embaucher ».

    What is only supposed is not said at all.
    """
    folded = fold(clause.without_mentions)
    supposed = [one for one in clause.verdicts if _SUPPOSED.search(folded[: one[1]])]
    clause = replace(clause, verdicts=tuple(one for one in clause.verdicts if one not in supposed))
    said = tuple(
        ("rejected", start, end)
        if state in {"hired", "hired_soft"}
        and (_DENIED_AFTER.match(folded[end:]) or _PLAIN_DENIAL.search(re.sub(r"\s+", " ", folded[:start])))
        else (state, start, end)
        for state, start, end in clause.verdicts
    )
    return replace(clause, verdicts=said)


def is_denied(clause: Clause) -> bool:
    """A yes with a « ne », « pas » or « ni » before it that no wording of ours took in."""
    folded = fold(clause.without_mentions)
    return any(
        state in {"hired", "hired_soft", "interview"}
        and not folded[start:end].startswith("ne ")
        and re.search(r"\b(?:ne|n'|pas|non|jamais|ni|guere|nullement)\b[^,;:]{0,25}$", folded[:start])
        for state, start, end in clause.verdicts
    )
