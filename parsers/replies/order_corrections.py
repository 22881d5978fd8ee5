"""Corrections of one mail: « 12 : nb postes 3 », « le lieu de travail ? Il s'agit de Douarnenez », « passe à 3 »."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parsers.language.folding import fold
from parsers.replies.changes import changes_in, field_named, reported, typed_value
from parsers.replies.order_grounds import harmless, of_the_form, troubles
from parsers.replies.order_verbs import POLITE, cut

#: « 12 : » before what is to change
_HEAD = re.compile(
    r"^\s*(?:(?:le |au |du |pour (?:le )?|sur (?:le )?)?(?:besoin|n°|numéro|offre|fiche)?\s?(?:n° ?)?#?\d{1,6}"
    r"|(?:(?:le |au |du |pour (?:le )?)?(?:besoin |offre )?)?\[?[A-Za-z]{1,5}-?\d{2,6}\]?)\s*(?:[:,=–—-](?!\d)"
    r"|(?=\s(?!postes?\b|personnes?\b|mois\b|h\b|heures?\b"
    r"|semaines?\b|ans?\b|candidats?\b|euros?\b)[^\W\d])|$)\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\s*([^:]{3,90}?)\s*:\s+(?=\S)")
#: a need named within a correction: « le lieu de travail du besoin B-0270 »
NEED_NAMED = re.compile(
    r"\s*\b(?:(?:pour|sur|du|de|au|dans) (?:le |la |l')?)?(?:(?:besoin|offre|fiche) (?:n° ?)?(?:[a-z]{1,3}-?)?\d{1,6}"
    r"|\[?[a-z]{1,3}-\d{2,6}\]?)(?![\w/])|\s*\bpour (?:le )?\d{1,6}\s*$"
)
#: the value of a field that was named before: « Il s'agit de Douarnenez »
_IT_IS = re.compile(
    r"^\W*(?:il s'agit (?:de |du |d')|c'est (?:a )?|en fait |plutot |il faut lire |lire |mettre |mets )+"
)
#: what says that something changes, and no value yet
_ANNOUNCES = re.compile(
    r"^\W*(?:(?:les |des |quelques |deux |trois |\d |une? )?(?:petites? )?(?:modif(?:ication)?s?|corrections?"
    r"|changements?|rectif\w*|erreurs?)(?: suivante?s?| a faire| a apporter)?(?: demandee?s?)?"
    r"(?: (?:par|sur|de|dans|pour) (?:la |le |les |l')?[^:,.]{3,25})?|a corriger|a modifier|a changer"
    r"|demandee?s? (?:par|de|du) .{2,25}|voici(?: donc)? (?:ce qui (?:manqu\w+|change)|les (?:corrections"
    r"|modifications|elements|infos?)\b)[^:]{0,30}"
    r"|avant (?:toute chose|diffusion|de diffuser|envoi)|(?:merci de |a )?(?:modifier|corriger|rectifier|changer)"
    r"(?: (?:stp|svp|merci|la fiche|le besoin|l'offre|ce point|tout ca|ca|cela))?)"
    r"(?: (?:pour|sur|du|de|au|dans) (?:le |la |l')?(?:besoin|offre|fiche)?)?\W*$"
)


@dataclass(slots=True, kw_only=True)
class Corrections:
    """What the mail changed so far, and a field that it named without a value."""

    today: date
    changed: set[str] = field(default_factory=set)
    awaited: str | None = None

    def head(self, body: str) -> tuple[str, str]:
        """« B-0012 : » or « voici ce qui manquait pour le B-0310 : » that begins a correction, and the rest."""
        head = _HEAD.match(body)
        if head is None:
            lead = _LEAD.match(body)
            said = lead[1] if lead else ""
            head = (
                lead if announces(said) or (harmless(said) and not troubles(said) and not of_the_form(said)) else None
            )
        return (head.group(), body[head.end() :]) if head else ("", body)

    def read(self, body: str) -> tuple[dict[str, Any], list[str]]:
        """Field path -> value, and the pieces that could not be read."""
        body = cut(_without_needs(body), POLITE)
        if self.awaited and (answer := self._answer(body)):
            return answer, []
        if announces(body):
            return {}, []
        changes = changes_in(body, today=self.today)
        if not changes.values and (wanted := reported(body)):
            told = changes_in(wanted, today=self.today)
            changes = told if told.values and not told.unread else changes
        unread = [piece for piece in changes.unread if not announces(piece) and not self._said_before(piece)]
        self.changed |= set(changes.values)
        return changes.values, unread

    def _answer(self, body: str) -> dict[str, Any] | None:
        match = _IT_IS.match(fold(body))
        path, self.awaited = self.awaited, None
        if match is None or path is None:
            return None
        value = typed_value(path, body[match.end() :].strip(' .«»"'), self.today)
        if value is None:
            return None
        self.changed.add(path)
        return {path: value}

    def _said_before(self, piece: str) -> bool:
        """« corrige la date » once the new date was told; a field named alone waits for its value."""
        path = field_named(piece)
        if path is None:
            return False
        if path not in self.changed:
            self.awaited = path
        return True


def _without_needs(body: str) -> str:
    pieces, at = [], 0
    for match in NEED_NAMED.finditer(fold(body)):
        pieces.append(body[at : match.start()])
        at = match.end()
    return "".join([*pieces, body[at:]])


def announces(text: str) -> bool:
    """« Quelques corrections : », « merci de modifier »: that something changes, not what."""
    folded = NEED_NAMED.sub("", fold(text)).strip()
    return not folded.strip(" .:;,!") or bool(_ANNOUNCES.match(folded))
