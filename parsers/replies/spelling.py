"""Spelling: a hurried hand made readable: a lost apostrophe, one letter wrong in a word that decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from parsers.language.folding import fold

_APOSTROPHE_LOST = re.compile(
    r"(?<![\w'.@-])(?:(?!sont\b)(?P<head>[njcsl]|qu|m(?=a\b))(?P<verb>ai|est|etait|etaient|avons|avait|ont|arrive"
    r"|arrivent"
    r"|a(?= (?:pas"
    r"|plus|jamais))))"
    r"(?![\w'@-])|(?<![\w'.@-])(?P<alone>c)(?= (?:est|ok|bon|non|oui|pas|valide|mort|parti)\b)"
)
#: what a phone writes for a word
_SHORT = {
    "jms": "jamais",
    "tjs": "toujours",
    "tjrs": "toujours",
    "dispo": "dispo",
    "rdvs": "rdv",
    "ds": "dans",
    "laffaire": "l'affaire",
}
#: the words that decide, each one wrong letter away from what is often written
_DECIDING_TABLE = """
embauche embauchee embauches embaucher embauchons recrute
recrutee recruter recrutons prendre prenons garder gardons commence commencera commencent demarre demarrera demarrent
debute debutera entretien entretiens rendez-vous injoignable joignable repond repondent messagerie repondeur
absent absente absents interesse interessee interesses disponible desiste desistement refuse refusee decline
correspond correspondent convient conviennent selectionne selectionnee valide validee favorable defavorable
presente presentee rappeler recontacter contacter candidature experience juillet janvier fevrier septembre octobre
"""
_DECIDING = tuple(_DECIDING_TABLE.split())
#: right words that stand one letter from those above
_RIGHT_TABLE = """
absence absences commerce detenu detenue detenus entretient retenu refus refuser refuses valides validez valider
decide declinee declinees decliner refusees presenter presents present presentes presentees presenta interessant
interesser contactee contacte contactes rappele rappelee rappeles contracter correspondant conviens retenait
recrutes recrutees embauchees embauchons demarrer demarree debuter debutee debutes debutant commencer commences
commencee garde gardes gardee prendra reponds repondu experiences candidatures disponibles favorables injoignables
joignables selectionnes selectionner desister entretenir reprendre apprendre reprenons recruteur regarder regardons
presence prefere preside presse valise reprend comprendre surprendre attendre interessees interessent absentes
descend debite reflute refute deguste desistee desistes favorise commencons recrutez embauchez
"""
_KNOWN_SLIPS = {
    "entretient": "entretien",
    "absant": "absent",
    "absante": "absente",
    "abscent": "absent",
    "abscente": "absente",
}
_RIGHT = frozenset(_RIGHT_TABLE.split()) | frozenset(_DECIDING)


def respelt(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text with its hurried words mended, and (mended, as written) for each of them."""
    changed: list[tuple[str, str]] = []

    def apostrophe(match: re.Match[str]) -> str:
        written = text[match.start() : match.end()]
        mended = (
            f"{written[:1]}'" if match["alone"] else f"{written[: len(match['head'])]}'{written[len(match['head']) :]}"
        )
        changed.append((mended, written))
        return mended

    folded = fold(text)
    pieces, at = [], 0
    for match in _APOSTROPHE_LOST.finditer(folded):
        pieces += [text[at : match.start()], apostrophe(match)]
        at = match.end() + (1 if match["alone"] else 0)
    text = "".join([*pieces, text[at:]])
    return re.sub(r"[^\W\d_]{2,}", lambda match: _mended(match.group(), changed), text), changed


def as_written(text: str | None, changed: Sequence[tuple[str, str]]) -> str | None:
    """What was mended, put back as its author wrote it."""
    for mended, written in changed if text else ():
        text = re.sub(rf"(?<!\w){re.escape(mended)}(?!\w)", written, text or "")
    return text


def _mended(word: str, changed: list[tuple[str, str]]) -> str:
    folded = fold(word)
    meant = _SHORT.get(folded) or (_meant(folded) if len(folded) >= 6 and not word[:1].isupper() else None)
    if meant is None or meant == folded:
        return word
    changed.append((meant, word))
    return meant


@lru_cache(maxsize=4096)
def _meant(word: str) -> str | None:
    """The one deciding word from which a single letter parts it; None when it is a word already."""
    from rapidfuzz.distance import OSA

    from parsers.language.common_words import COMMON_WORDS

    if word in _KNOWN_SLIPS:
        return _KNOWN_SLIPS[word]
    if word in _RIGHT or word in COMMON_WORDS:
        return None
    # a letter too many or too few; another letter in its place makes other words: « revenue », « prénoms »
    near = [
        right
        for right in _DECIDING
        if right[0] == word[0] and len(right) != len(word) and OSA.distance(word, right, score_cutoff=1) <= 1
    ]
    return min(near, key=lambda right: (abs(len(right) - len(word)), right)) if near else None
