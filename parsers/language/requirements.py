"""Requirements: what a few words about a person say to one thing that a job asks for: yes, no, or nothing."""

from __future__ import annotations

import re
from typing import Literal

from parsers.language.folding import fold

Answer = Literal["yes", "no"]

#: what is no licence for a car
_OTHER_PERMIT = r"(?:de (?:sejour|travail)|am|a[12]|b[1e]|[acde]|c1?e|d1?e|moto|bateau|cotier)"
#: a requirement -> how people speak of it; the first that fits counts
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    # « le permis » alone is the one that everybody means
    (re.compile(r"\bpermis b\b"), rf"\bpermis(?: de conduire)?(?! {_OTHER_PERMIT}\b)"),
    (re.compile(r"\bpermis (?P<which>be|c|d|a)\b"), r"\bpermis (?:de conduire )?{which}\b"),
    (re.compile(r"\bpermis\b"), r"\bpermis\b(?! de (?:sejour|travail))"),
    (re.compile(r"\bcaces\b.{0,12}?(?P<which>\d{3})"), r"\bcaces\b.{{0,40}}{which}"),
    (re.compile(r"\bcaces\b"), r"\bcaces\b"),
    (
        re.compile(r"\bhabilitations? electriques?\b"),
        r"\b(?:habilitation electrique|habilite\w* electrique|b[0-2][vrs]?|b[cers]|h[0-2]v?)\b",
    ),
    (re.compile(r"\baipr\b"), r"\baipr\b"),
    (re.compile(r"\bsst\b|sauveteur secouriste"), r"\bsst\b|sauveteur secouriste"),
    (re.compile(r"\bfimo\b"), r"\bfimo\b"),
    (re.compile(r"\bfco\b"), r"\bfco\b"),
    (re.compile(r"\bcarte (?:btp|pro)"), r"\bcarte (?:btp|pro)"),
    (re.compile(r"\b(?:vehicule|voiture|moyen de transport|mobilite|mobile)\b"),
     r"\b(?:vehicule|vehicule\w*|voiture|scooter|mobile|mobilite|moyen de (?:transport|locomotion))\b"),
    (re.compile(r"\bhauteur\b"), r"\bhauteur\b"),
)  # fmt: skip
_DENIED = re.compile(
    r"(?:\b(?:pas|sans|aucun|aucune|ni|non|jamais|manque|ne possede|n'a|n'ont|plus)\b"
    r"(?! (?:de )?(?:probleme|souci))(?:(?!\bmais\b)[^.;,]){0,24}|\ben cours (?:d|de)[^.;,]{0,16}|\bpasse (?:son|le) )$"
)
_DENIED_AFTER = re.compile(
    r"^[^.;,]{0,6}(?:: ?non\b|\(?en cours\b|non obtenu|a passer|suspendu|invalide|annule|retire"
    r"|(?:n'est |est )?(?:pas|plus) valide)"
)
#: « ne craint pas la hauteur », « pas peur de »: the denial is of a fear
_NO_FEAR = re.compile(
    r"(?:\b(?:craint|craignent|redoute|gene|derange)\w* (?:pas|plus|aucunement)"
    r"|\b(?:pas|sans|aucune?|ni) (?:de |d'|le )?(?:peur|crainte|apprehension|vertige))\b[^.;,]{0,16}$"
)
_SMALL_TABLE = """
avec pour dans sans sous leur leurs tout toute tous etre avoir exige exigee souhaite souhaitee apprecie requis requise
obligatoire necessaire travail poste possible
"""
_SMALL = frozenset(_SMALL_TABLE.split())


def answer(requirement: str, words: str) -> Answer | None:
    """Whether these words say that the person has what is required; None where they say nothing of it."""
    pattern = _pattern(fold(requirement))
    if pattern is None:
        return None
    said = fold(words)
    verdict: Answer | None = None
    for match in pattern.finditer(said):
        before = said[: match.start()]
        denied = _DENIED.search(before) and not _NO_FEAR.search(before)
        if denied or _DENIED_AFTER.match(said[match.end() :]):
            return "no"
        verdict = "yes"
    return verdict


def is_plain(requirement: str) -> bool:
    """Whether it asks for a licence, a certificate or a means of transport: a thing that one has or has not.

    Of anything else (strength, health, bearing) what was said of a person is no company's business.
    """
    folded = fold(requirement)
    return any(asked.search(folded) for asked, _ in _KINDS)


def _pattern(requirement: str) -> re.Pattern[str] | None:
    for asked, told in _KINDS:
        found = asked.search(requirement)
        if found:
            which = re.escape(found.groupdict().get("which") or "").replace(r"\ ", " ?")
            return re.compile(told.format(which=which))
    content = [word for word in re.findall(r"[a-z]{5,}", requirement) if word not in _SMALL]
    return re.compile(rf"\b{re.escape(content[0][:6])}\w*") if content else None
