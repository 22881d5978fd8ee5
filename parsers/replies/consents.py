"""Consents: whether a partner says that each person knows and agrees to be put forward."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from parsers.language.folding import fold
from parsers.reading import CandidateReading
from parsers.replies.passages import passages

Consent = Literal["given", "awaited"]

_AWAITED = re.compile(
    r"\b(?:pas (?:encore )?(?:ete )?(?:informee?s?|prevenue?s?|au courant|donne (?:son|leur) accord|d'accord)"
    r"|sous reserve d[eu] (?:son|leur) accord|(?:dois|devons|va falloir|reste a|vais|allons) (?:encore |d'abord )?"
    r"(?:lui|leur|l'|les|la|le) ?(?:en )?(?:parler|demander|informer|prevenir|proposer)"
    r"|(?:attend(?:s|ons)?|attente d[eu]|demander?|recueillir) (?:encore )?(?:son|leur|l') ?(?:accord"
    r"|feu vert|consentement)"
    r"|n'(?:a|ont) pas (?:encore )?(?:donne|confirme)|(?:accord|consentement)[^:;.\n]{0,50}: ?(?:non"
    r"|pas encore|en attente"
    r"|a (?:demander|recueillir|confirmer))"
    r"|je (?:ne )?(?:lui|leur) en ai pas (?:encore )?parle)\b"
)
_GIVEN = re.compile(
    r"\b(?:(?:est|sont|bien|tous|toutes|deux|et) (?:bien |tout a fait |tous |toutes |deux )*"
    r"(?:informee?s?|prevenue?s?|au courant|d'accord|consentante?s?|volontaires?)"
    r"|(?:avec|a donne|ont donne|ai|j'ai|avons|nous avons) (?:bien )?(?:son|leur|l') ?(?:accord|consentement)"
    r"|informee?s? et d'accord|d'accord pour (?:etre|que|transmettre|candidater|postuler|un entretien)"
    r"|donne(?:nt)? (?:son|leur) accord|(?:accord|consentement)[^:;.\n]{0,50}: ?oui)\b"
)


def consents(text: str, people: Sequence[CandidateReading]) -> tuple[Consent | None, ...]:
    """For each person « given », « awaited », or None where nothing is said; a no anywhere outweighs a yes."""
    return tuple(_of(sentences) for sentences in passages(text, people))


def _of(sentences: Sequence[str]) -> Consent | None:
    folded = [fold(sentence) for sentence in sentences]
    if any(_AWAITED.search(sentence) for sentence in folded):
        return "awaited"
    return "given" if any(_GIVEN.search(sentence) for sentence in folded) else None
