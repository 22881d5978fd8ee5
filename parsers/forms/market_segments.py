"""The head of a notification cut at commas, dashes and brackets, and what such a piece may be about."""

from __future__ import annotations

import re

from parsers.language.folding import fold, words

_CUT = re.compile(r"\s*(?:[,;()«»\"“”]|\s[-–—]\s|\s?:\s|(?<=\w{3})\.\s|\.$)\s*")
#: what a name is told with, and no part of it
ARTICLE = re.compile(r"(?i)^(?:la |le |les |l['’])")
#: the part of the line that tells awards begins here
_AWARDS = re.compile(
    r"\blots? (?:n°|\d|[a-z]\b|unique)|\btitulaires?\b|\battributaires?\b|\bsiret\b|\d\s?(?:h\b|heures)"
    r"|\bmandataires?\b"
)
#: a piece that tells a day
DATED = re.compile(
    r"\bnotif|\battribu|\bsign[ee]|\d{1,2}[/.-]\d{1,2}|\b20\d\d\b|\bhier\b|\bce jour\b|\bdate\b|\bduree\b"
)
#: what markets are about
WORKS = re.compile(
    r"\b(?:re)?(?:construction|habilitation|fection|novation|structuration|qualification|amenagement)|\bextension"
    r"|\bentretien|\btravaux|\bfourniture|\bnettoyage|\bgardiennage|\bmaintenance|\bcollecte|\bservices?\b|\bdemolition"
    r"|\btransport|\bassistance|\bcreation|\bremplacement|\bmise |\baccord-cadre|\bprestation|\bmission|\bexploitation"
    r"|\bisolation|\bravalement|\bpeinture|\bvoirie|\bgestion|\brestauration|\btraitement"
)

#: what a letter is about, not what the market is
_OCCASION_TABLE = """
notification notifications attribution attributions information informations avis signature nouveau nouveaux marche
marches attributaire attributaires titulaire titulaires lot lots clause clauses sociale sociales public publics
insertion heures n no numero de du des d l le la les et sur pour rectificatif rectification erratum correction
correctif resultat resultats consultation suite urgent liste tableau recapitulatif mise a jour maj bonne nouvelle
"""
_OCCASION = frozenset(_OCCASION_TABLE.split())


def is_occasion(text: str) -> bool:
    """« Notification de marché », « Rectificatif marché »: what is written about, and not the market's title."""
    return _OCCASION.issuperset(words(text))


def pieces_of(text: str) -> list[str]:
    """The pieces of a line up to where it begins to tell awards."""
    head = _AWARDS.search(fold(text))
    text = text[: head.start()] if head else text
    return [piece.strip(" .:–—-") for piece in _CUT.split(text) if piece and re.search(r"[^\W\d_]{2}", piece)]
