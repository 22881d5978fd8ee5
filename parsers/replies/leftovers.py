"""Leftovers: telephone numbers of a partner's reply that belong to nobody we read: perhaps someone was overlooked."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.language.contacts import phones
from parsers.language.folding import squeezed, tidy
from parsers.language.sensitive import masked
from parsers.language.sentences import lines_of
from parsers.replies.mentions import own_contacts
from parsers.statements import Doubt

WHY = "ce numéro de téléphone n'est rattaché à aucune personne comprise : quelqu'un a peut-être été oublié"
_MOST = 20


def overlooked(text: str, known: Iterable[str | None], signature: str) -> tuple[Doubt, ...]:
    """The lines whose number is no candidate's and not the author's own; a list half read is told of, never lost."""
    mine = {found.value for found in phones(tidy(signature))} | {number for number in known if number}
    doubts = []
    for line in lines_of(tidy(text)):
        others = [found for found in phones(own_contacts(line)) if found.value not in mine]
        if others:
            doubts.append(Doubt(what=masked(squeezed(line))[0][:200], why=WHY))
            mine |= {found.value for found in others}
    return tuple(doubts[:_MOST])
