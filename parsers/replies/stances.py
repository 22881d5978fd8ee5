"""Stances: what a company answers to the form without filling it: no, later, not me; anything else is for a person."""

from __future__ import annotations

import re
from datetime import date

from parsers.language.contacts import emails
from parsers.language.dates import dates_in
from parsers.language.folding import fold, squeezed
from parsers.language.names import names_in
from parsers.statements import Stance

_LIMIT = 4_000
_NO = re.compile(
    r"\b(?:n(?:e |')(?:recrut|embauch|souhait|somm?es pas concern|avons (?:pas|aucun|plus)|prevoyons (?:pas|aucun)"
    r"|comptons pas|pouvons pas|donner(?:ons|ai) pas|donnons pas)"
    r"|(?:pas|aucun|aucune|plus) (?:de |d')?(?:besoin|recrutement|embauche|poste)"
    r"|ne (?:recrutons|recrute|recruterons|sera pas)|renon(?:cons|ce)|refus(?:ons|e)"
    r"|pas concernes?|pas interesse|deja (?:fait|pourvu|recrute|embauche)|heures? (?:sont )?deja (?:faites|realisees))"
)
_LATER = re.compile(
    r"\b(?:plus tard|pas (?:encore|avant|pour l'instant|pour le moment|tout de suite)|revien\w{0,8} vers vous"
    r"|recontact\w{0,6}|rappel(?:ez|er)[- ]?(?:moi|nous)?|report\w{0,4}|decal\w{0,4}|trop tot"
    r"|demarr\w{0,8} (?:qu'?en|seulement|en|le|debut|fin)|debut\w{0,6} (?:qu'?en|seulement)|d'ici|courant"
    r"|vous (?:repond|envoi|envoy|retourn|transmet|tien)\w{0,6})"
)
_NOT_ME = re.compile(
    r"\b(?:pas (?:la bonne|le bon|la personne|mon service|de mon ressort|moi qui)"
    r"|plus (?:chez|dans|en charge|dans l'entreprise)|a quitte|est parti"
    r"|(?:contact|adress|ecri|vo(?:ir|yez)|rapproch)\w{0,8}\b"
    r"|(?:interlocut|correspond|personne)\w{0,6} (?:est|en charge|a contacter|competente)"
    r"|c'est [^.\n]{3,40} qui (?:s'en occupe|gere|suit)|transfer\w{0,6}|fais suivre|faites suivre|en copie)"
)


def read(text: str, *, today: date, sender: str = "", sender_address: str = "") -> Stance | None:
    """What the company answers; None when it is none of the three, or more than one of them."""
    words = squeezed(text[:_LIMIT].replace("’", "'"))
    folded = fold(words)
    others = [found.value for found in emails(text[:_LIMIT]) if found.value.lower() != sender_address.lower()]
    if others and _NOT_ME.search(folded):
        return _someone_else(text[:_LIMIT], others, sender)
    later, no = _LATER.search(folded), _NO.search(folded)
    days = [dated.day for dated in dates_in(text[:_LIMIT], today=today) if dated.day > today]
    if later and (days or not no):
        return Stance(kind="later", on=min(days).isoformat() if days else None, words=words[:300])
    if no and not later and not others:
        return Stance(kind="refuses", words=words[:300])
    return None


def _someone_else(text: str, others: list[str], sender: str) -> Stance | None:
    """Another person to write to; several addresses are nobody in particular."""
    if len(set(others)) != 1:
        return None
    named = [f"{name.first or ''} {name.last or ''}".strip() for name in names_in(text)]
    owner = fold(others[0].partition("@")[0])
    mine = [name for name in named if fold(name).split()[-1] in owner and fold(name) not in fold(sender)]
    return Stance(
        kind="someone_else",
        email=others[0].lower(),
        name=mine[0] if len(mine) == 1 else None,
        words=squeezed(text)[:300],
    )
