"""Doings: what a candidate does or is to do: comes or not, answers or not, is to be met, goes elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from parsers.replies.pointing import AWAITED
from parsers.replies.surroundings import Word

_TOLD_OF_HIM = re.compile(r"\b(?:qu'(?:il|elle)|que)\b")
_WISHED = re.compile(r"\b(?:souhait\w*|voul\w+|veu\w+|desir\w+|envi\w+)\b[^,;:.]*$")
_NOT_BEFORE = re.compile(
    r"\s*(?:pas )?(?:avant|le |la |a |au |pour|les |sur|en |du |qu|l'|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|tout de suite|immediat)"
)
_BEING = re.compile(r"\s*(?:pas |plus )?(?:etre|nous|me|avoir) ")
_DID_NOT_CARE = re.compile(r"\bpas (?:juge utile|pris la peine) de\b|\bdaigne\b")
_IS = re.compile(r"\b(?:est|etait|sont|etaient|pas|plus|jamais)\s$")
_WAS_TO = re.compile(r"\bdevai\w+|\bvenait")
_TO_WORK = re.compile(r"\b(?:depot|chantier|atelier|commencer|demarrer|travail|prise|poste|signer)\b")
_CRITERIA = re.compile(
    r"\s*(?:pas |plus )?(?:aux?|a (?:nos|notre|mes|mon|ce que|la|l')) ?"
    r"(?:profil|criteres?|attentes?|besoins?|recherches?|poste|exigences|nous|demande)"
)
_AWAITING = re.compile(r"\b(?:attend\w*|attente d\w*) (?:encore |toujours )?(?:son|sa|leur|un|une|ses)\s$")
_TRIED = re.compile(r"\b(?:a|reste a|(?:essay|tent)\w+ d[e']\s?(?:l'|le |la )?)\s?$")
_TO_US = re.compile(r"\b(?:me|m'|te)\s?$|\S\s+[nv]ous\s?$")
_NOT_YET = re.compile(r"\bencore\b|\beu (?:le temps|l'occasion)|\bpu\b|\breussi\b|\bpeux\b|\bpouv\w+")
_PAST_MEETING = re.compile(
    r"\b(?:suite (?:a|aux)|apres|lors d\w*|pendant|depuis|en retard|present\w* (?:a|au)|venue?s? (?:a|au)|a l'issue"
    r"|bilan|retour (?:sur|des|de)|(?:vu|recu)\w* en|bout d\w*|le jour d\w*|(?:a|ont|ayant|avoir) (?:\w+ )?passe\w*"
    r"|bon|excellent"
    r"|mauvais|avai\w+|avions|devai\w+|heure d'|issue d\w*|resultats? d\w*|absente? (?:a|au)"
    r"|(?:pose|plante|oublie|manque|rate) \w*|deux|trois)\b[^,;:.]{0,25}$"
)
_PAST_MEETING_AFTER = re.compile(
    r"s? ?(?:[\w']+ )?(?:effectue|realise|passe\b|concluant|s'est |se sont |positif|hier|d'hier|de ce matin"
    r"|fixe ce matin|de la semaine derniere|prevu hier"
    r"|(?:de )?(?:lundi|mardi|mercredi|jeudi|vendredi)(?: matin| apres-midi)? dernier)"
)
_PAPER = re.compile(
    r"\s*(?:[\w']+ )?(?:votre|vos|son|sa|leurs?|les|le|la|de|du|aucune?|un)? ?(?:cv|reponses?|dossiers?|mails?"
    r"|messages?|candidatures?|papiers|documents?|nouvelles|retours?|envois?|profils?|trois|deux)\b"
)
#: « vu son parcours »: in view of it
_IN_VIEW = re.compile(r"\s(?:son|sa|ses|leurs?|que|l'|le (?:nombre|manque|contexte|profil|parcours))")
_SOON = re.compile(
    r"[^,;.]{0,25}\b(?:le (?:\d|lundi|mardi|mercredi|jeudi|vendredi)|lundi|mardi|mercredi|jeudi|vendredi|samedi|demain"
    r"|ce (?:matin|soir|jour)|cette semaine|semaine prochaine|\d\d?[/h]|en (?:entretien|rdv|rendez)|dans nos)"
)
_SEE_WHETHER = re.compile(r"\s*(?:si|avec (?:vous|lui)|ce que)\b")
_WE_DO = re.compile(r"\b(?:je|on|nous)(?: (?:le|la|les|l'|me|se|nous))? ?$")


def _leave(word: Word) -> str | None:
    """« s'est désistée », « part en formation »."""
    ours = word.subject == "company" and not _TOLD_OF_HIM.search(word.before)
    return None if word.denied or ours else "withdrawn"


def _found(word: Word) -> str | None:
    """« a trouvé ailleurs »; « nous avons trouvé » is no one's leaving."""
    if word.says("prefer") and word.subject == "company" and word.somebody_else:
        return "rejected"
    if word.denied or word.subject == "company":
        return None
    return "withdrawn" if word.a_job or word.says("prefer") else None


def _wish(word: Word) -> str | None:
    """« ne veut pas », « plus disponible »; « pas disponible avant lundi » is no refusal."""
    if not word.denied or word.subject == "company" or re.search(r"\b[nv]ous\s$", word.before):
        return None
    free = word.says("dispo", "libre")
    if free and re.search(r"\bjamais\b", word.before):
        return "unsure"
    adjective = free or word.says("partant", "preneu", "candidat", "en recherche")
    if (adjective and _NOT_BEFORE.match(word.after)) or _BEING.match(word.after):
        return None
    return "withdrawn" if adjective or word.subject == "candidate" else None


def _come(word: Word) -> str | None:
    """« n'est pas venue »; « doit venir jeudi »."""
    if word.denied:
        return _not_come(word)
    if word.says("au ", "honor", "arriv") or re.fullmatch(r"la|presente?s?", word.text):
        return None
    if not word.says("venir", "vien", "se ", "s'"):
        return "past"
    if re.match(r"\s*(?:de|d')\b", word.after) or _WAS_TO.search(word.before):
        return "past"
    if _TO_WORK.search(word.after):
        return "hired"
    return "interview" if word.to_come or word.says("vien") else None


def _not_come(word: Word) -> str | None:
    if (word.says("arriv") and word.subject == "company") or _WISHED.search(word.before):
        return None
    infinitive = word.text.endswith("er") or word.text == "venir"
    if word.says("viend", "vienne") or (infinitive and not _DID_NOT_CARE.search(word.before)):
        return "unsure"
    return None if word.text == "la" and not _IS.search(word.before) else "no_show"


def _drop_in(word: Word) -> str | None:
    """« il passe me voir jeudi »."""
    return None if word.denied or word.past else "interview"


def _absent(word: Word) -> str | None:
    if word.text == "personne" and not AWAITED.search(word.sentence):
        return None
    return None if word.denied and not word.says("absence") else "no_show"


def _reach(word: Word) -> str | None:
    """« ne répond pas », « pas pu le joindre »; « ne répond pas à nos critères » is the company's no."""
    if word.says("repond") and _CRITERIA.match(word.after):
        return "rejected" if word.denied else "mild"
    if word.denied:
        return "to_call_back"
    if _TRIED.search(word.before) and not word.past:
        return "to_call_back"
    return "past" if word.past or word.subject == "candidate" else None


def _call_again(word: Word) -> str | None:
    """« à rappeler »; « qu'il me rappelle » waits for the candidate."""
    if word.denied:
        return "to_call_back"
    if word.past or re.search(r"\bentretien\b", word.after):
        return "past"
    return "unsure" if _TO_US.search(word.before) else "to_call_back"


def _news(word: Word) -> str | None:
    """« pas de nouvelles »; « n'a pas donné de nouvelles » may be of one who did not come."""
    if word.denied:
        if word.says("manifest") and re.search(r"\b(?:jour|entretien|rdv|rendez)", word.after):
            return "no_show"
        silent = word.says("manifest") or re.search(r"\bdonn\w+", word.before)
        return "unsure" if silent else "to_call_back"
    return "unsure" if _AWAITING.search(word.before) else None


def _out_of_reach(word: Word) -> str | None:
    """« sans succès », « messagerie »; « attendu en vain » did not come."""
    waited = word.text == "en vain" and re.search(r"\battendu\w*\b", word.before)
    return "no_show" if waited else "to_call_back"


def _meeting(word: Word) -> str | None:
    """« entretien jeudi »; the one that has been held decides nothing."""
    if word.text == "rencontre" and word.past:
        return None if word.denied else "past"
    if re.match(r"[^.;]{0,40}\bpour (?:signer|la signature|commencer|demarrer)\b", word.after):
        return "hired"
    held = word.denied or _PAST_MEETING.search(word.before) or _PAST_MEETING_AFTER.match(word.after)
    return "past" if held else "interview"


def _convene(word: Word) -> str | None:
    return None if word.denied else "interview"


def _meet(word: Word) -> str | None:
    """« je la vois jeudi », « souhaite le rencontrer »; « je l'ai vu » is past, « pas vu » did not come."""
    if (word.says("recu") and _PAPER.match(word.after)) or (word.text == "vu" and _IN_VIEW.match(word.after)):
        return None
    seen = re.fullmatch(r"(?:re)?vue?s?|recue?s?|rencontr(?:e|es|ee|ees)", word.text)
    if word.denied:
        return _not_met(word)
    if re.match(r"(?:(?:re)?voir|recevoir|rencontrer|echanger|faire)\b", word.text):
        return _is_to_be_met(word)
    if word.text == "rencontrera":
        return "interview"
    if not seen:
        return "interview" if word.subject == "company" or word.before.endswith("se ") else None
    future = re.search(r"\bser(?:a|ont)\b", word.before) or (word.says("rencontre") and _WE_DO.search(word.before))
    return "interview" if future else "past"


def _not_met(word: Word) -> str | None:
    if word.says("recu") and re.search(r"\bser(?:a|ont) pas\s$", word.before):
        return "rejected"
    if _NOT_YET.search(word.before):
        return None
    if re.fullmatch(r"vue?s?", word.text):
        return "no_show"
    return "rejected" if _WISHED.search(word.before) else None


def _is_to_be_met(word: Word) -> str | None:
    if _SEE_WHETHER.match(word.after) or re.search(r"\b(?:faire|laisser)\s$", word.before):
        return None
    if re.search(r"(?:^|\s|\x00)a\s$", word.before) and not _SOON.match(word.after):
        return None
    return "interview" if word.to_come else None


DOINGS: dict[str, Callable[[Word], str | None]] = {
    "leave": _leave, "found": _found, "wish": _wish, "come": _come, "drop_in": _drop_in, "absent": _absent,
    "reach": _reach, "call_again": _call_again, "news": _news, "out_of_reach": _out_of_reach,
    "meeting": _meeting, "convene": _convene, "meet": _meet,
}  # fmt: skip
