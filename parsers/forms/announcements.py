"""Whether a mail tells who won at all: what is only announced, asked about or reported makes no market."""

from __future__ import annotations

import re

from parsers.forms.award_mentions import lots_in
from parsers.language.folding import fold, tidy
from parsers.language.sentences import lines_of, sentences_of

_NOT_YET = re.compile(
    r"\b(?:pas|point) encore (?:ete )?(?:notifi|attribu|sign)|\bpressentie?s?\b"
    r"|\b(?:sera|seront|serait|seraient|va etre|vont etre|devrait etre|devraient etre|doit etre) "
    r"(?:prochainement |bientot |officiellement )?(?:notifi|attribu|retenu|sign)"
    r"|\ben cours d'(?:attribution|analyse|examen)|\brien n'est (?:encore )?(?:sign|fait|arret|officiel)"
    r"|\b(?:notification|signature) (?:est |n')?(?:interviendra|prevue|attendue|est attendue|devrait|aura lieu"
    r"|n'est pas)"
    r"|\bsous reserve (?:de|du|des|d')|\ba titre provisoire|\b(?:reponses?|offres?|candidatures?) attendues"
    r"|\bdelai de (?:recours|standstill)[^.]{0,40}\b(?:court|jusqu)|\ben attente (?:de "
    r"|d')(?:la )?(?:notification|signature)"
)

_WON = re.compile(
    r"notif|attribu|titulaire|\bretenu|remport|laureat|mandataire|decroch|\bech(?:oi|u)|\bconfie|\bgagne|\bchoisi|\bdesigne"
    r"|erratum|rectif|\bcorrect|changement|\brepris|remplac|\bsigne|\bclausee?s?\b|\brevien\w+ a|\brevenue? a|\bemport"
    r"|\bobtenu|resultat"
)


#: said by itself; « le titulaire » or « le marché clausé » is also how one asks about them
_WON_FOR_SURE = re.compile(
    r"notifi|attribu|\bretenu|remport|laureat|mandataire|decroch|\bech(?:oi|u)|\bconfie|\bgagne|\bdesigne|erratum|rectif"
    r"|\brepris|remplac|\bemport|\bobtenu"
)


def tells_winners(text: str) -> bool:
    """Whether any word says that somebody won; in a mail that asks something, a plain word."""
    folded = fold(text)
    return bool((_WON_FOR_SURE if "?" in folded else _WON).search(folded))


def is_announced(sentence: str) -> bool:
    """Whether the sentence says that something is not decided yet."""
    return bool(_NOT_YET.search(fold(sentence)))


def nothing_decided(text: str) -> bool:
    """Whether a mail says so of all it speaks of, and not of one lot among others."""
    sentences = [sentence for line in lines_of(tidy(text)) for sentence in sentences_of(line)]
    return any(is_announced(sentence) and not lots_in(sentence) for sentence in sentences)
