"""Reasons: what a company gives as the ground of its decision, in its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.language.folding import fold, squeezed
from parsers.replies.clauses import Clause
from parsers.replies.pointing import Mention
from parsers.values.date import MONTH_WORD

_WITH_REASON = frozenset({"rejected", "withdrawn", "no_show", "to_call_back"})
_CONNECTOR = re.compile(
    r"^(?:[\s,;:.()=–—-]|(?:car|parce qu[e']|puisqu[e']|en raison (?:de|du|d')|a cause (?:de|du|d')"
    r"|du fait (?:de|du|d')|pour cause de|suite a|motifs? ?:?|raisons? ?:?|en effet|pour (?:le |ce |la "
    r"|cette )?(?:poste|candidature|mission|motif suivant|raison suivante)|a savoir|malheureusement|desolee?"
    r"|finalement|poursuivre|continuer"
    r"|cette fois(?:-ci)?|par nos soins|de notre cote|pour nous|pour moi|comme|et|mais|donc|merci"
    r"|pour|aussi|quand meme|sa candidature|par contre|en revanche|(?:a|au|aux|de"
    r"|sur)(?=\s*[,;:(]))(?=[\s,:;.()]|$|(?<=')))+"
)
_TRAILING = re.compile(
    r"(?:[\s,;:.()=!–—-]|(?<=[\s,])(?:sauf|donc|du coup|alors|c'est|et|mais|pour|a|ce sera|merci|malheureusement|je"
    r"|on|nous|est|pour cela|cordialement))+$"
)
#: verdicts that are a ground by themselves
_GROUND = re.compile(
    r"correspond|profil|convien|trouve|ailleurs|formation|adapte|concluant|besoin|refuse (?:le|l'|notre|la)"
    r"|horaire|numero"
)
_EMPTY = re.compile(
    r"(?:il|elle|ils|elles|est|a|sont|sera|ete|c'est|pour|la|le|les|ne|n|on|je|nous|candidature|de|du"
    r"|monsieur|madame|m|mme|cette fois|par contre|en revanche|finalement|malheureusement|desole|desolee|merci"
    r"|qu[e']|candidate?s?|candidatures|personnes?|profils?|autres?|deux|trois|quatre|cinq|vos|votre|ces|cette|des|dire"
    r"|toujours|pas|encore|helas|donc|et|mais|avis|reponse|decision|statut|suite|avec|tout|retour|\W)*"
)
#: « du 18/06 », « jeudi à 9h »: when it was, and no ground
_WHEN = re.compile(
    r"(?:(?:d[ue]|le|la|ce|cet|cette|a|au|vers|hier|aujourd'hui|matin|midi|apres-midi|soir|prevue?|fixee?|convenue?"
    rf"|lundi|mardi|mercredi|jeudi|vendredi|samedi|{MONTH_WORD}|dernier|derniere|semaine|heures?"
    r"|\d{1,4}(?:h\d{0,2}|er)?)\b|\W)+"
)
#: « j'ai eu Karim au téléphone, il … »: how one knows, and no ground
_ACCOUNT = re.compile(
    r"\W*(?:j'ai|je l'ai|nous (?:l')?avons|on (?:l')?a|apres|suite a)\b.{0,40}"
    r"\b(?:eue?|appele|contacte|joint|rencontre|vue?|recue?|telephon|echang|entretien|appel)\w*\b[^,;:.]{0,40}"
    r"(?:[,;:.]? ?(?:ils?|elles?|qui)\b)?\W*"
)


def reason_of(clauses: Sequence[Clause], state: str) -> str | None:
    """The ground that stands beside the verdict; None for a yes, and where nothing is given."""
    if state not in _WITH_REASON:
        return None
    first = next((place for place, clause in enumerate(clauses) if clause.told), None)
    if first is None:
        return _cleaned("".join(clause.lead + clause.text for clause in clauses if not clause.mentions))
    start, end = _told(clauses[first])
    if start == end:
        return _cleaned(" ".join(clause.without_mentions for clause in clauses[first:]))
    after = _after(clauses[first])
    following = [clause.lead + clause.without_mentions for clause in clauses[first + 1 :]]
    reason = _cleaned(after + "".join(following))
    if reason is None:
        before = "".join(clause.lead + clause.without_mentions for clause in clauses[:first])
        before += clauses[first].lead + _before(clauses[first])
        reason = _cleaned(before)
    if reason is None:
        verdict = clauses[first].text[start:end]
        reason = squeezed(verdict) if _GROUND.search(fold(verdict)) else None
    return reason


def reason_beside(clauses: Sequence[Clause], mention: Mention) -> str | None:
    """« tous sauf X (pas de permis) »: what is said of the one left out, up to the next statement."""
    place = next((place for place, clause in enumerate(clauses) if mention in clause.mentions), None)
    if place is None:
        return None
    said = clauses[place].text[mention.end :]
    for clause in clauses[place + 1 :]:
        if clause.mentions or clause.told:
            break
        said += clause.lead + clause.text
    return _cleaned(said)


def _told(clause: Clause) -> tuple[int, int]:
    spans = [(start, end) for state, start, end in clause.verdicts if state != "past"]
    return spans[0]


def _after(clause: Clause) -> str:
    return clause.without_mentions[_told(clause)[1] :]


def _before(clause: Clause) -> str:
    return clause.without_mentions[: _told(clause)[0]]


def _cleaned(text: str) -> str | None:
    text = re.sub(r"\s+", " ", text).strip()
    match = _CONNECTOR.match(fold(text))
    if match:
        text = text[match.end() :]
    text = text.strip()
    match = _TRAILING.search(fold(text))
    if match:
        text = text[: match.start()]
    text = squeezed(text).rstrip(")")
    if "(" in text and ")" not in text:
        text = squeezed(text.replace("(", ", "))
    folded = fold(text)
    if len(text) < 3 or any(pattern.fullmatch(folded) for pattern in (_EMPTY, _WHEN, _ACCOUNT)):
        return None
    return text[:300]
