"""What is said beside an order: the ground of a refusal or a closing, and remarks that change nothing."""

from __future__ import annotations

import re

from parsers.language.folding import fold, squeezed
from parsers.replies.order_verbs import cut
from parsers.replies.order_words import IDLE

FIRST_PERSON = re.compile(
    r"^(?:je|j'|on|nous|merci|a faire|donc|du coup|tu|vous|peux|pouvez|voir avec|appeler|rappeler)\b"
)
_GROUND = re.compile(
    r"^(?:[\s,;:.()–—-]|(?:car|parce que|parce qu'|puisque|puisqu'|motif|raison|en effet)(?=[\s,;:.(]|$|(?<='))"
    r"|(?:pour |pour le|pour la|pour|le|la|besoin|le besoin|ce besoin|ce poste|cette offre|cette fiche|ca"
    r"|c'est)(?=\s*(?:[,;:.(]|$|car\b"
    r"|parce)))+"
)
_BECAUSE = re.compile(
    r"\s?[,:(]\s*(?!\s*(?:le |la |n° ?|b-? ?|besoin )*\d)|\s(?=(?:car|parce|puisque?|comme|motif|pour cause|suite)\b)"
)
_CLOSE_GROUND = re.compile(r"\b(?:pourvue?|postes? pourvus?|annule|abandonne|sans suite|plus besoin)\b")
#: who or what a remark is about: a person, a firm, what was heard
_REMARK = re.compile(
    r"^(?:\W|et |mais |alors |bon )*(?:ils?|elles?|on|nous|je|j'|tu|ca|cela|c'|ce n'|l'entreprise|le client|le chantier"
    r"|la boite|la mairie|leur|leurs|le patron|mme|m\.|mr|monsieur|madame|vu avec|avec|apres|suite|comme|faute|d'apres"
    r"|selon|pour info|il y a|quelqu'un|oups|mince|zut|pardon|desolee?|erreur|nickel|super|tres bon|bons? profils?"
    r"|parfait|vu|entendu|y a)\b"
)
#: something is not right: that is never a mere remark
_TROUBLE = re.compile(
    r"\b(?:manqu\w+|faux|fausse|erreur|trop|probleme|incoheren\w+|bizarre|a revoir|incomplet\w*|pas claire?|mais|sauf"
    r"|attention|toutefois|cependant|a condition|seulement|condition|illegal\w*|interdit\w*|discriminat\w+|revoir"
    r"|sous|plafond|voudrait|faudrait|devrait)\b|\?"
)
#: a field of the form beside a figure: a correction that was not understood
_FIELD = re.compile(
    r"\b(?:salaires?|remuneration|taux|postes?|dates?|demarrage|debut|lieu|duree|contrat|horaires?|heures|siret|cdi"
    r"|cdd|interim"
    r"|telephone|mail|adresse|intitule|experience|formation|permis)\b"
)


def apart(action: str, after: str) -> tuple[str, str]:
    """What a refusal or a closing is about, and its ground, in which a figure names no need."""
    if action not in {"reject", "close", "reopen"}:
        return after, ""
    match = _BECAUSE.search(fold(after))
    if not match:
        return after, ""
    return after[: match.start()], f" {after[match.start() :].strip()}"


def ground_of(action: str, after: str, rest: str) -> str | None:
    """The ground of a refusal or a closing, without what the referent means to do about it."""
    if action not in {"reject", "close"}:
        return None
    if action == "close" and not re.search(r"[:(,]|\bcar\b|\bparce\b", after) and not _CLOSE_GROUND.search(fold(rest)):
        return None
    said: list[str] = []
    for piece in re.split(r"(?<=[,;.)])\s+|\s+(?=je |j')", rest.strip(" ;,:")):
        bare = squeezed(cut(piece, _GROUND))
        if FIRST_PERSON.match(fold(bare)):
            break
        if bare:
            said.append(bare)
    text = squeezed(re.sub(r"^\(|\)$", "", ", ".join(said)))
    return text or None


def as_ground(sentence: str) -> str | None:
    """« Le contrat n'est pas précisé. » after a bare refusal; None where the sentence is about something else."""
    folded = fold(sentence).strip()
    if FIRST_PERSON.match(folded) or idle(sentence):
        return None
    return squeezed(cut(sentence, _GROUND)) or None


def idle(sentence: str) -> bool:
    """Thanks, greetings, « je les appelle »: nothing is ordered, nothing is in doubt."""
    return bool(IDLE.fullmatch(fold(sentence).strip(" .!,;:…)")))


def troubles(remark: str) -> bool:
    """Whether a remark says that something is not right."""
    return bool(_TROUBLE.search(fold(remark)))


def of_the_form(remark: str) -> bool:
    """Whether a remark speaks of a field of the form."""
    return bool(_FIELD.search(fold(remark)))


def harmless(remark: str) -> bool:
    """A remark beside an order that takes nothing away from it: who said what, why, what the referent does next."""
    folded = fold(remark).strip(" .!,;:()…")
    if not folded or idle(remark):
        return True
    if _TROUBLE.search(folded):
        return False
    if _FIELD.search(folded) and (re.search(r"\d", folded) or re.match(r"(?:c'|ca |cela |ce n'|il faut)", folded)):
        return False
    return bool(_REMARK.match(folded))
