"""Grounds: what says no by itself beside the verdicts on others: « pas de permis », « trop loin »."""

from __future__ import annotations

import re

from parsers.replies.hedges import HEDGES

#: a ground for no, which says no by itself beside the verdicts on others
_SHORTCOMING = re.compile(
    r"\b(?:pas|plus|jamais|ni) (?:encore )?(?:d'|de |du |des |le |la |les |l'|son |sa )(?!(?:souci|probleme|nouvelle"
    r"|retour|reponse|doute"
    r"|regret|quoi|reserve|hesit|tout|suite|question|contact|cv|meme)\w*)\w{3,}|\b(?:sans|aucun|aucune"
    r"|zero) (?!(?:souci|probleme|doute"
    r"|reserve|hesit|question|nouvelle|reponse|contact)\w*)\w{3,}|\bpas (?:assez|suffisamment|tres|vraiment"
    r"|du tout) (?:d'|de )?\w{3,}"
    r"|\bpas (?:mobile|autonome|vehicul|qualifi|form|diplom|experiment|motive|serieu|polyvalen|apte|ponctuel"
    r"|titulaire|habilit)\w*"
    r"|\bmanque\w* (?:de |d'|trop |un peu )|\binsuffisant\w*|\btrop (?!bien|content|top)\w+|\b(?:ne "
    r"|n')(?:lui )?(?:a|sait|parle"
    r"|lit|ecrit|maitrise|connait|possede|conduit|dispose|ont|savent|peut pas (?:travailler|porter|conduire|monter"
    r"|se deplacer))\b"
    r"(?! (?:pas|plus|jamais) (?:repond|rappel|venu|ete|donne|decroch|voulu|souhait|pu))[^,;]{0,20}\b(?:pas|plus"
    r"|jamais|aucun\w*)\b"
    r"|\bnon (?:mobile|vehicul\w+|qualifi\w+|diplom\w+)|\bhors (?:secteur|zone)|\bperime\w*|\binexperiment\w+"
)
_NUANCE = re.compile(
    r"\bmais\b|\bmalgre\b|\bcependant\b|\btoutefois\b|\bquand meme\b|\bmotive\w*|\bbon(?:ne)?s?\b|\bbien\b"
    r"|\bpas de (?:souci|probleme)|\bencore\b|\brecu\b|\bcv\b|\bnouvelles?\b|\bdispo\w*|\blibres?\b|\bsigne de vie"
    r"|\brepond\w*|\bpour (?:l'instant|le moment)\b|\?"
)


def is_ground_for_no(folded: str) -> bool:
    """Whether the folded words are a shortcoming and nothing else: no « mais », no praise, no hedge."""
    if len(folded.split()) > 14 or _NUANCE.search(folded) or HEDGES.search(folded):
        return False
    return bool(_SHORTCOMING.search(folded))
