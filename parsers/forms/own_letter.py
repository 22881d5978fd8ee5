"""Own letter: a company that writes to the agency in its own words speaks of itself, whoever is named above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.forms.pairs import Loose
from parsers.values.wording import folded

_GREETS = re.compile(r"^(?:(?:chere?s? )?(?:madame|monsieur|mesdames|messieurs)|bonjour|bonsoir)\b[^.:]{0,40}$")
_TAKES_LEAVE = re.compile(r"\b(?:salutations|cordialement|veuillez (?:agreer|recevoir|croire)|je vous prie d)")
#: the writer recruits for itself: « nous souhaitons recruter », « notre entreprise cherche »
_FOR_ITSELF = re.compile(
    r"\b(?:nous|je|on|notre (?:entreprise|societe|association|structure|etablissement|equipe))"
    r" (?:(?:re)?cherch|recrut|embauch|(?:souhait|desir|voul|dev|all|prevoy|prevoi)\w* (?:de )?(?:recruter|embaucher))"
)


def in_own_words(loose: Sequence[Loose]) -> list[Loose]:
    """The lines, where those between greeting and leave are the writer's own if one of them recruits for itself."""
    greeting = next((at for at, line in enumerate(loose) if _GREETS.match(folded(line.text).strip())), None)
    if greeting is None or not loose[greeting].foreign:
        return list(loose)
    leave = next(
        (at for at in range(greeting + 1, len(loose)) if _TAKES_LEAVE.search(folded(loose[at].text))), len(loose)
    )
    said = loose[greeting + 1 : leave]
    if not _FOR_ITSELF.search(folded(" ".join(line.text for line in said))):
        return list(loose)
    return [*loose[: greeting + 1], *(replace(line, foreign=False) for line in said), *loose[leave:]]
