"""Exclusions: « pas les autres », « ni X ni Y » written out; conditions left to a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.language.folding import fold, squeezed
from parsers.language.sentences import sentences_of
from parsers.statements import Doubt

_OTHERS = (
    r"(?:les? |l')(?:deux |trois |quatre |cinq |\d )?autres?(?: candidate?s?| personnes?| profils?)?"
    r"|le reste|les restant(?:e)?s"
)
_CIVILITY = r"(?:(?:m|mr|mme|mlle|monsieur|madame)\.? )?"
_TURNED_ROUND = re.compile(
    r"\b(?:personne|aucun|nul) (?:d'autre|autre) que\b|\bne vois pas pourquoi\b|\bpourquoi pas\b"
)
_CONDITION = re.compile(
    r"\b(?:retenu|prise?|embauche|ok|d'accord|bon|oui|valide|recrute|engage|prend|prends|gard)\w{0,4}\b[^.;\n]{0,60}"
    r"\bsi (?:son|sa|ses|le |la |l'|il |elle |ils |elles |tout|on |et seulement|jamais|les )"
)
#: « aucun ne correspond, avez-vous d'autres profils ? » decides, then asks
_NONE_THEN_ASKS = re.compile(
    r"^\W{0,3}(?P<told>(?:aucun|aucune|personne|malheureusement aucun)\b[^,;?]{3,80})[,;] "
    r"(?P<asked>(?:en )?(?:avez|auriez|aurais|as|pouvez|pourriez|est-ce|y a)\b.{0,200}\?)"
)
_WHY = {
    "turned_round": "phrase à double négation : à confirmer",
    "condition": "décision sous condition : à confirmer",
}


def written_out(text: str, presented: Sequence[str]) -> tuple[str, tuple[Doubt, ...]]:
    """The text with its exclusions as sentences of their own, and what of it is for a person."""
    person = _person(presented)
    if person is None:
        return text, ()
    doubts: list[Doubt] = []
    lines = []
    for line in text.splitlines():
        kept = [_sentence(sentence, person, doubts) for sentence in sentences_of(line)] if line.strip() else [line]
        lines.append(" ".join(kept) if any(kept) else "")
    return "\n".join(lines), tuple(doubts)


def _person(presented: Sequence[str]) -> str | None:
    """A pattern of whoever was presented, by any part of the name, and of the others."""
    parts = {re.escape(word) for name in presented for word in re.findall(r"[^\W\d_]{2,}", fold(name))}
    if not parts:
        return None
    name = "|".join(sorted(parts, key=len, reverse=True))
    one = rf"(?:{_CIVILITY}(?:{name})(?:[ -](?:{name})){{0,4}}\b|{_OTHERS})"
    return rf"(?:{one}(?:(?: ?, ?(?:et |ni )?| et | ni | ou )(?:pour )?{one}){{0,6}})"


def _sentence(sentence: str, person: str, doubts: list[Doubt]) -> str:
    folded = fold(sentence)
    for kind, pattern in (("turned_round", _TURNED_ROUND), ("condition", _CONDITION)):
        if pattern.search(folded):
            doubts.append(Doubt(what=squeezed(sentence)[:200], why=_WHY[kind]))
            return ""
    asked_too = _NONE_THEN_ASKS.match(folded)
    if asked_too:
        return f"{sentence[: asked_too.end('told')]}.\n{sentence[asked_too.start('asked') :]}"
    left_out = re.search(
        rf"(?:,|;| -| mais| et)\s{{0,3}}(?:mais |et )?(?:pas (?:pour |de |avec )?|ni (?:pour )?)(?P<who>{person})"
        r"(?=\s*(?:[.,;:!)]|$| car | faute | pour | parce))",
        folded,
    )
    if left_out is None or not re.search(person, folded[: left_out.start()]):
        return sentence
    who = re.sub(r"\bni\b", ",", sentence[left_out.start("who") : left_out.end("who")])
    rest = sentence[left_out.end("who") :].strip(" .,;:")
    ground = f", {rest}" if rest else ""
    return f"{sentence[: left_out.start()].rstrip(' ,')}.\n{squeezed(who)} : non{ground}."
