"""Amendments: how a partner mends what we understood: another name, nobody at all, no more mails."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.language.folding import fold, tidy
from parsers.language.names import Name, names_in
from parsers.language.sentences import bounded
from parsers.statements import Amendment

#: how far before a name the word stands that takes it back
_REACH = 40
_OLD_BEFORE = re.compile(r"(?:\bpas|\bnon|\bau lieu de|\bet pas|\bremplacer|\bremplacez|\bnom de)\s*[\"«]?\s*$")
_NEW_AFTER = re.compile(
    r"^[\s\"»,;:.]*(?:mais|c'est|il s'agit de|lire|il faut lire|par|->|=>)\s*(?:bien |plutot |de )*[\"«]?\s*$"
)
_OLD_AFTER = re.compile(
    r"^[\s\"»,;:.(]*(?:et non|et pas|pas|au lieu de|a la place de|plutot que)\s*(?:pas )?(?:de )?[\"«]?\s*$"
)
_NOBODY = re.compile(
    r"\b(?:(?:oublie[rz]?|ignore[rz]?|annule[rz]?|retire[rz]?|supprime[rz]?) (?:tout|toutes?|l'ensemble|ma"
    r"|mes|ces|cette|les|la)"
    r"[^.\n]{0,20}(?:proposition|candidature|candidat|personne)"
    r"|je (?:ne |n')?(?:propos(?:e|ais)|ai propose) (?:en fait |finalement )?(?:personne|aucun)"
    r"|(?:ce n'est|il n'y a|ce n'etait) pas une (?:proposition|candidature)"
    r"|aucune? (?:de ces |des )(?:deux |trois |quatre )?(?:personnes|candidats|noms)[^.\n]{0,30}(?:candidat"
    r"|propos|concern))"
)
_NO_MORE_MAILS = re.compile(
    r"\b(?:ne (?:plus|pas) (?:(?:m'|nous |me )(?:envoyer|adresser|ecrire|solliciter|contacter|transmettre|relancer)"
    r"|recevoir)|(?:me |m'|nous )?(?:desabonne[rz]?|desinscri(?:re|vez))|(?:retire[rz]?|enleve[rz]?"
    r"|supprime[rz]?|ote[rz]?)"
    r"(?:-moi|-nous| moi| nous| mon adresse| notre adresse| l'adresse)?[^.\n]{0,30}(?:liste|diffusion"
    r"|annuaire|envois?|fichier)"
    r"|(?:me|nous) retirer [^.\n]{0,30}(?:liste|diffusion|annuaire|envois?|fichier)"
    r"|ne souhait(?:e|ons) plus (?:recevoir|etre (?:destinataire|sollicite|contacte))"
    r"|cesse[rz]? (?:de m'|de nous |vos |ces |les |l')\s?(?:envoi|ecrire|envoyer|courriel|mail|message)\w*)"
)
#: « ne plus m'envoyer de profils sans permis » is no good-bye: what is not wanted any more is named
_ONLY_SOME = re.compile(
    r"\b(?:pour ce besoin|sur ce (?:besoin|poste)|de relances?|ce (?:type|genre) d|(?:offres?|postes?"
    r"|besoins?|profils?) (?:de|du|en"
    r"|sans|hors|pour|dans)|jusqu'a|pendant|avant le)\b"
)


def amendments(text: str) -> tuple[Amendment, ...]:
    """« ce n'est pas Karim Benali mais Karim Belhadj »: who was named wrongly, and how that person is called."""
    found = []
    for line in (piece for whole in tidy(text).split("\n") for piece in bounded(whole)):
        names = names_in(line)
        for one, other in pairwise(names):
            before, between = fold(line[max(0, one.start - _REACH) : one.start]), fold(line[one.end : other.start])
            if _OLD_BEFORE.search(before) and _NEW_AFTER.match(between):
                found.append(_amended(one, other))
            elif _OLD_AFTER.match(between) and not _OLD_BEFORE.search(before):
                found.append(_amended(other, one))
    return tuple(found)


def _amended(old: Name, new: Name) -> Amendment:
    was = " ".join(filter(None, (old.last, old.first)))
    return Amendment(was=was, last_name=new.last, first_name=new.first)


def takes_all_back(text: str) -> bool:
    """Whether the author says that none of those we understood was proposed."""
    return bool(_NOBODY.search(fold(tidy(text))))


def wants_no_mails(text: str) -> bool:
    """Whether the author asks not to be written to any more, about anything."""
    folded = fold(tidy(text))
    return any(_NO_MORE_MAILS.search(line) and not _ONLY_SOME.search(line) for line in re.split(r"[\n.!]", folded))
