"""The title of a market, as sentences give it: between quotes, after its reference, by a verb, between commas."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from parsers.forms.award_mentions import lots_in
from parsers.forms.market_buyers import BUYER_LABEL
from parsers.forms.market_draft import BUYER, PUBLIC_BODY, cleaned
from parsers.forms.market_segments import ARTICLE, DATED, WORKS, is_occasion, pieces_of
from parsers.forms.notification_lines import STREET_LINE
from parsers.language.contacts import emails, phones, sirets
from parsers.language.folding import fold

_QUOTED = re.compile(r"«\s*([^»\n]{3,200})\s*»|“([^”\n]{3,200})”|\"([^\"\n]{3,200})\"")
_TITLED = re.compile(
    r"\b(?:relatif|relative|relatifs|portant|concernant|ayant pour objet|pour objet|intitulée?|dénommée?"
    r"|correspondant)\s?(?:à|aux|au|sur|:)?\s?(?:le|la|les"
    r"|l['’])?\s*(?P<title>[^\n,;()«:]{4,160}?)(?=\s*(?:[,;():\n]|\.(?:\s|$)|$|\s(?:a été|est|vient|ont été|lancé"
    r"|passé|notifié|attribué|dont|pour le compte|pour la (?:ville|commune)|:)))"
)
#: « le marché 24S0012 lot 3 – construction du gymnase – a été attribué »
_BETWEEN_DASHES = re.compile(
    r"[-–—]\s(?:la |le |l['’])?(?P<title>[a-zà-ÿ][^-–—\n,;():]{8,140}?(?:-[^-–—\n,;():]{1,60}){0,3})\s[-–—]"
    r"\s?(?:a été|est|vient|notifi|attribu)"
)
#: « passé par le Centre hospitalier : restructuration des urgences »
_AFTER_BUYER = re.compile(
    r"\b(?:passée?|lancée?|conclue?) par [^:\n]{3,90}?\s?:\s(?:la |le |les "
    r"|l['’])?(?P<title>[^\W\d_][^\n.;:,()]{6,140})"
)
#: a clause of its own, or a word to the reader
_SAYING = re.compile(
    r"\b(?:est|sont|a|ont|vient|viennent|nous|vous|je|tu|il|elle|bonjour|bonsoir|salut|merci|voici|ci-joint|ci-dessous"
    r"|suite|comme|pour info|erratum|retenue?s?|madame|monsieur|objet|marches?|consultation|reference|ref|lots?)\b"
)
_MASTER = re.compile(r"(?:maitr\w+ d'ouvrage|moa\b|acheteurs?\b|pouvoir adjudicateur|donneur d'ordre)")
#: what follows a reference and is no title
_NO_TITLE = re.compile(
    r"(?i)(?:a été|est\b|notifi|attribu|vient|de la |du |des |d['’]|de\b|pour (?:la|le) (?:ville"
    r"|commune)|relati|concern|portant|ayant|qui|dont|a\b|le \d|lanc|pass|sont|ont\b|et\b|en\b|au\b"
    r"|aux\b|par\b|suite\b|lots?\b|que\b|qu['’])"
)
#: somebody does or says something: a sentence, and no title
_SPOKEN = re.compile(
    r"\b(?:nous|vous|je|tu|ils?|elles?|on|n'a|n'ont|ont|attend\w*|voici|voila|suite a|merci|doit|devra"
    r"|demarre\w*|a realise|a fait"
    r"|est|sont|entreprises? retenue)\b"
)
_AFTER_REFERENCE = re.compile(
    r"\)?(?:\s*(?:[,:–—-]|\(|relatif à|pour)\s*"
    r"|\s+)(?P<title>(?![\d(])[^\n,;()«:]{4,160}?)\s*(?:\)\s*)?(?=[,;(:\n]|\s[-–—]\s|\.(?:\s|$)|$"
    r"|\s(?:a été|est|vient|ont été|notifié|attribué|pour le compte))"
)
#: « le marché OPH-26-55 de remplacement des chaudières »
_OF_REFERENCE = re.compile(
    r"\)?\s(?:de la |de l['’]|du |des |de |d['’])(?P<title>[^\n.,;()«:]{6,140}?)(?=\s*(?:[,;():]|\.(?:\s|$)|$"
    r"|\s(?:a été|est|vient|notifié|attribué|pour le compte|pour la ville|à la société|à l['’]entreprise)))"
)
_OF_MARKET = re.compile(
    r"(?i)\bmarché\s(?:public\s)?(?P<of>de|d['’]|du|des|pour)\s?(?:la |le "
    r"|l['’])?(?P<title>[^\n,;()«:]{6,140}?)(?=\s*(?:[,;()«:\n]|\.(?:\s|$)|$|\s(?:a été|est|vient|n°|notifié"
    r"|attribué|pour le compte|passé|lancé|réf)))"
)
#: « EHPAD Les Magnolias (Ville de Lunel), marché … »
_PLACE = re.compile(
    r"(?:ehpad|ecole|college|lycee|gymnase|creche|mediatheque|bibliotheque|piscine|stade|groupe scolaire|salle|maison"
    r"|residence|hopital|caserne|theatre|halle|mairie annexe|centre nautique|centre de loisirs)\b"
)
#: « la mairie a signé avec X pour l'entretien des cimetières »
_OBJECT = re.compile(r"\b[Oo]bjet(?: du marché)?\s?:\s(?P<title>[^\n.;]{4,120})")
_WON_FOR = re.compile(
    r"\b(?:sign|conclu|pass|lanc|retenu|choisi|attribu|notifi)[^.;:\n]{0,120}?\spour (?:la |le |les |l['’])"
    r"(?P<title>[^\n.,;()«:]{6,120})"
)
#: « pour la médiathèque de Tarnos (marché … »
_BEFORE_BRACKET = re.compile(
    r"\b(?:pour|dans le cadre d[eu]s?|au sujet d[eu]s?) (?:la |le |les |l['’])?(?P<title>[^\n.,;()«:]{6,100}?)\s?"
    r"\((?=(?:march|réf|n°|consult))"
)
#: « qui a gagné le nettoyage des bureaux de la Métropole »
_WON_IT = re.compile(
    r"\b(?:gagné|remporté|décroché|obtenu|emporté|va réaliser|réalisera|exécutera|assurera)\s(?:le |la |les "
    r"|l['’])(?P<title>[^\n.,;()«:]{6,120}?)"
    r"(?=\s(?:de la|du|de l['’]|de|pour la)\s?(?:Ville|Commune|Mairie|Communauté|Métropole|Département|Région"
    r"|Agglo)|[.,;()«:]|$)"
)


def title_in(text: str, reference: str | None, companies: Collection[str]) -> str | None:
    """The title that a sentence gives the market; `companies`: those that it names, which are none."""
    for told in _told(text, reference):
        title = cleaned(_before_winner(told, companies))
        if title and _may_be_title(title) and not any(fold(name) in fold(title) for name in companies):
            return title
    return None


def _before_winner(told: str, companies: Collection[str]) -> str:
    """« … ateliers numériques à Pixel Formation »: up to whoever won it."""
    cuts = [told.find(f" à {name}") for name in companies]
    return told[: min((cut for cut in cuts if cut > 0), default=len(told))]


def _may_be_title(title: str) -> bool:
    folded = fold(title)
    if STREET_LINE.match(title) or re.search(r"\s(?:a|ont|est|vient|le|la|les|de|du|des|à)$", title):
        return False
    return not (BUYER_LABEL.match(title) or _SPOKEN.search(folded) or is_occasion(title) or PUBLIC_BODY.match(folded))


def _told(text: str, reference: str | None) -> Iterator[str]:
    """What may be the title, the surest first; brackets and pieces come last: they may say anything."""
    for quoted in _QUOTED.finditer(text):
        said = next(group for group in quoted.groups() if group)
        of_lot = re.search(r"(?i)\blots?\s?(?:n°\s?)?\w{0,3}\s*[:(–-]?\s*$", text[: quoted.start()])
        of_clause = re.search(r"(?i)\b(?:clauses?|publics?|dispositif|critère|label)\s*$", text[: quoted.start()])
        if not of_lot and not of_clause and not re.fullmatch(r"(?i)lots? \w{1,6}", said.strip()):
            yield said
    if match := _OBJECT.search(text):
        yield match["title"]
    after = text[text.find(reference) + len(reference) :] if reference and reference in text else ""
    yield from _after_reference(after)
    for pattern in (_TITLED, _BETWEEN_DASHES, _AFTER_BUYER):
        if match := pattern.search(text):
            yield match["title"]
    if match := _OF_MARKET.search(text):
        yield match["title"]
    for pattern in (_WON_FOR, _WON_IT, _BEFORE_BRACKET):
        match = pattern.search(text)
        if match and (WORKS.match(fold(match["title"])) or _PLACE.match(fold(match["title"]))):
            yield match["title"]
    inside = re.match(r"[^()\n]{0,40}\(([^()\n]{10,200})\)", after)
    if inside:
        yield from _in_brackets(inside[1])
    if reference:
        yield from _beside(text, reference)


def _after_reference(after: str) -> Iterator[str]:
    match = _AFTER_REFERENCE.match(after)
    if match:
        told = match["title"].strip()
        if not (lots_in(told[:8]) or PUBLIC_BODY.match(fold(told)) or _NO_TITLE.match(told)):
            yield re.sub(r"^(?:le |la |les |l['’])(?=[a-zà-ÿ])", "", told)
    match = _OF_REFERENCE.match(after)
    if match and WORKS.match(fold(match["title"])):
        yield match["title"]


def _in_brackets(inside: str) -> Iterator[str]:
    """« (Ville de Péronne, réhabilitation de la salle des fêtes, notifié le 27/05/26) »."""
    for part in re.split(r"\s*[,;–—]\s*|\s-\s", inside):
        if (
            re.match(r"[a-zà-ÿ]", part)
            and len(part.split()) >= 2
            and not re.search(r"\d[/.-]\d|\d\s?h\b|heures|\d{5}|[@%]", part)
            and not re.search(r"notif|attribu", fold(part))
            and (WORKS.match(fold(part)) or not BUYER.match(fold(part)))
            and not lots_in(part)
        ):
            yield re.sub(r"^(?:la |le |les |l['’])", "", part)


def _beside(text: str, reference: str) -> Iterator[str]:
    """The pieces beside the market's reference that say what is to be done."""
    pieces = pieces_of(text)
    at = next((place for place, piece in enumerate(pieces) if reference in piece), None)
    if at is None:
        return
    near = [piece for place, piece in enumerate(pieces) if 0 < abs(place - at) <= 2 and _is_title(piece)]
    told = [piece for piece in near if WORKS.search(fold(piece)) or _PLACE.match(fold(piece))]
    told += [piece for piece in near if piece in pieces[at + 1 : at + 2]]
    yield from (ARTICLE.sub("", piece) for piece in told)


def _is_title(piece: str) -> bool:
    """Whether a piece can be what a market is called."""
    folded = fold(ARTICLE.sub("", piece))
    return bool(
        len(piece) > 6
        and len(piece.split()) > 1
        and not DATED.search(folded)
        and not _SAYING.search(folded)
        and not PUBLIC_BODY.match(folded)
        and not _MASTER.match(folded)
        and not (sirets(piece) or phones(piece) or emails(piece))
    )
