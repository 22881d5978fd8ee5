"""Agreements: what a company answers to a proposed change: yes as it stands, no, or something to talk about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from parsers.language.folding import fold, squeezed, tidy
from parsers.language.sentences import lines_of, sentences_of
from parsers.replies.changes import changes_in
from parsers.replies.courtesy import body_of
from parsers.replies.order_words import FIELDS
from parsers.statements import Agreement

_LIMIT = 4_000
_YES = re.compile(
    r"\b(?:d'accord|ok+|oui|bon pour accord|accord\b(?! de)|accept(?:e|ee?s?|ons|able)"
    r"|nous (?:validons|approuvons)|je valide"
    r"|valid(?:e|ee?s?)|c'est (?:tout )?(?:bon|ok|parfait|note|entendu)|ca (?:nous |me )?(?:va|convient|marche)"
    r"|cela (?:nous |me )?(?:va|convient)|(?:nous|me) convien\w+|parfait|entendu|aucun (?:souci|probleme)"
    r"|pas (?:de (?:souci|probleme|soucis)|d'objection|d'inconvenient)|aucune objection|tres bien|vous pouvez"
    r"|faites(?: donc)? (?:comme ca|ainsi)|allez-y|feu vert|je confirme|nous confirmons|volontiers|banco|go)\b|👍|✅"
)
_NO = re.compile(
    r"\b(?:non\b(?! (?:exige|requis|obligatoire|necessaire|qualifie))"
    r"|pas (?:d'accord|ok|possible|question|envisageable|favorables?)|impossible"
    r"|refus(?:e|ons|er)|(?:ne|n') ?(?:nous |me )?(?:convien\w+|va|acceptons|accepte|pouvons|peux|souhaitons|souhaite"
    r"|voulons|veux|validons|valide|sommes|suis|est) (?:pas|plus)"
    r"|(?:maintenons|maintiens|restons sur|gardons|conservons)"
    r"|trop (?:cher|eleve|tard|tot))\b"
)
#: « mais », « sauf », « je vois avec mon directeur »: a yes beside it is none yet
_HEDGE = re.compile(
    r"\?|\b(?:mais|sauf|hormis|a condition|sous reserve|condition que|plutot|par contre|en revanche|toutefois|cependant"
    r"|neanmoins|a voir|voir avec|vois avec|je (?:dois|vais) (?:en |le |la )?(?:demander|voir|verifier)|peut[- ]etre"
    r"|en principe|a priori|pour l'instant|pas (?:sur|certain)e?|si (?:vous|on|c'est|possible)"
    r"|pas (?:pour|sur|concernant|contre|oppose\w*)|(?:sur|dans) (?:le principe|l'ensemble)|globalement"
    r"|reflechi\w*|revien\w* vers"
    r"|et (?:si|pourquoi)|dommage|prefer\w+|aimer(?:ais|ions)|seulement|uniquement|en partie)\b"
)
_PARTS = re.compile(r"\b(?:pour|sur|concernant|quant)\b")


def read(text: str, proposed: Mapping[str, Any], *, today: date) -> Agreement | None:
    """What the company answers; None when it says nothing that is an answer. A yes with a « but » is for talking."""
    told = "\n".join(body_of(lines_of(tidy(text[:_LIMIT]))))
    folded = fold(told.replace("’", "'"))
    if not folded.strip():
        return None
    words = squeezed(told)[:400]
    named = changes_in(told, today=today).values
    others = {path: value for path, value in named.items() if not _equal(value, proposed.get(path))}
    if others or _numbers(folded) - _numbers(str(proposed)):
        return Agreement(kind="discusses", words=words, others=others)
    yes, no = bool(_YES.search(_NO.sub(" ", folded))), bool(_NO.search(folded))
    if _HEDGE.search(folded) or (yes and no) or (yes and _only_a_part(told, proposed)):
        return Agreement(kind="discusses", words=words)
    if no:
        return Agreement(kind="refuses", words=words)
    if yes or (named and len(named) == len(proposed)):
        return Agreement(kind="accepts", words=words)
    return Agreement(kind="discusses", words=words)


def _numbers(text: str) -> set[float]:
    """Every figure of a text: one that was not proposed is something to talk about."""
    return {float(found.replace(",", ".")) for found in re.findall(r"\d+(?:[.,]\d+)?", text)}


def _equal(said: Any, proposed: Any) -> bool:
    """Whether a value is the one proposed; a salary by its figures, a text by its letters."""
    if isinstance(said, str) and isinstance(proposed, str):
        return fold(said) == fold(proposed)
    if isinstance(proposed, Mapping) and hasattr(said, "__dataclass_fields__"):
        return all(getattr(said, name) == proposed.get(name) or proposed.get(name) is None for name in ("min", "max"))
    return bool(said == proposed or (isinstance(said, tuple) and list(said) == proposed))


def _only_a_part(told: str, proposed: Mapping[str, Any]) -> bool:
    """« D'accord pour le salaire »: a yes to one point of several."""
    if len(proposed) < 2:
        return False
    named = set()
    for sentence in (piece for line in told.splitlines() for piece in sentences_of(line)):
        folded = fold(sentence)
        if _YES.search(folded) and _PARTS.search(folded):
            named |= {path for path, words in FIELDS if path in proposed and re.search(rf"\b(?:{words})\b", folded)}
    return bool(named) and named != set(proposed)
