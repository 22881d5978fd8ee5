"""Where a sentence orders something: the verb, its action, whether it is denied or put off, the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.language.folding import fold
from parsers.replies.order_words import VERBS

_VERBS = tuple((action, re.compile(wording)) for action, wording in VERBS)
#: what leads to an order, wherever in the sentence it stands
_LEAD = re.compile(
    r"\b(?:merci de(?: bien vouloir)?|veuillez|bien vouloir|(?:je|nous) (?:vous|te|t') ?(?:remercions?|remercie|prie"
    r"|prions|demande|demandons|laisse|laissons|invite) (?:de|d')(?: bien vouloir)?|(?:je|on) (?:te|vous) laisse"
    r"|proceder a(?: la| l')?"
    r"|proceder au|peux[- ]tu|tu peux|tu pourrais|pourrais[- ]tu|vous pouvez|pouvez[- ]vous|pourriez[- ]vous"
    r"|il fau(?:t|drait)(?: aussi)?|on peut|ce serait bien de|(?:serait|est) (?:bien|bon|utile) de|pense[rz]? a"
    r"|n'hesite[rz]? pas a|(?:je|nous) (?:veux|voulons|souhaite|souhaitons|voudrais|propose|prefere)(?: que (?:tu"
    r"|vous))?"
    r"|reste a|est a|sont a|puis|ensuite|donc|alors|du coup|quelques|(?:une?|deux|trois|\d) (?:petites? |dernieres? )?"
    r"|(?:en|par) (?:revanche|contre),?(?: une)?(?: petite)?|faites?|fais|aussi)\s+"
    r"(?:(?:me |nous |lui |leur |y |donc |aussi |bien |stp |svp |en )|l'|(?:le |la |les )(?=[a-z]+(?:er|ir|re)\b))*"
)
#: « le maçon est bon », « le besoin peut partir », « 1 et 3 peuvent être présentés »
_IS_GOOD = re.compile(
    r"(?<!n')(?<!si )\b(?:est (?=(?:tout )?(?:bon|ok|valide|parfait)\b)|sont (?=(?:bons|ok|valides)\b)"
    r"|c'est (?=non\b|refuse\b|valide\b)"
    r"|peu(?:t|vent) (?=partir|etre (?:diffus|valid|publi|envoy|present|transm)|y aller))"
)
POLITE = re.compile(
    r"^(?:[\s,;:.!-]|(?:attention|precision|au fait|alors|bon|donc|merci de|svp|stp|s'il te plait|s'il vous plait"
    r"|tu peux|vous pouvez"
    r"|peux-tu|pouvez-vous|il faut|je veux|je souhaite|pour moi|liaison|bonjour|et|puis|ensuite|pour|par contre"
    r"|en revanche|mais|de mon cote|a|on peut|apres (?:la )?(?:correction|modification)s?(?: suivantes?)?"
    r"|en (?:corrigeant|modifiant|changeant)|une (?:petite )?(?:correction|modification)|la (?:correction"
    r"|modification) suivante|ce besoin|le besoin|tout est|tout|avec|en|quelques|deux|trois|c'est|est|par ailleurs"
    r"|de plus|en outre"
    r"|enfin|egalement|d'autre part|au passage|sinon|aussi)(?=[\s,;:.!]))+"
)
#: an order that is denied, by what stands before its verb or after it
_DENYING = re.compile(
    r"(?:\bne\s+(?:(?:pas|plus|surtout|jamais|le|la|les|lui|leur|me|y|en)\s+|l')*|\bn'(?:y |en )?|\b(?:surtout pas"
    r"|pas question d(?:e |')|hors de question d(?:e |')|pas (?:besoin |la peine )?d(?:e |')|inutile d(?:e |')"
    r"|evite[rz]? d(?:e |')|sans |pas )(?:(?:le|la|les|lui|leur)\s+|l')?)"
)
_DENIED_BEFORE = re.compile(rf"{_DENYING.pattern}$")
_DENIED_AFTER = re.compile(r"^(?:-?(?:le|la|les|lui|leur|moi|nous)\b)?\s*(?:surtout |donc )?(?:pas|plus|jamais)\b")
_PUT_OFF = re.compile(
    r"\b(?:encore|tout de suite|maintenant|pour l'instant|pour le moment|avant (?:que|de|d')|tant que|aujourd'hui"
    r"|cette semaine|ce matin|trop vite)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order as written: its verb, and the words around it."""

    #: an action of the interface, « unclear », or '' where the sentence orders nothing
    action: str
    #: the words before the verb, as « 12 : » may stand there
    before: str = ""
    after: str = ""
    text: str = ""
    #: « ne … pas »
    denied: bool = False
    #: « pas encore »
    put_off: bool = False


_PLEASE = re.compile(
    r"^\W*(?:peux[- ]tu|tu peux|pouvez[- ]vous|vous pouvez|pourrais[- ]tu|pourriez[- ]vous|peut[- ]on"
    r"|est[- ]ce que (?:tu peux|vous pouvez)"
    r"|merci de|(?:ok|oui|d'accord|feu vert|bon|accord|c'est (?:bon|ok)|vas[- ]y|go) (?:pour|de)(?= (?:present"
    r"|relanc|clotur|clore|cloturer|rouvr"
    r"|reouvr|ferm|transmet|envoyer|refus|rejet|corrig|modif|chang|annul)))\s+(?:(?:stp|svp|donc|bien vouloir|me"
    r"|nous|aussi) )*(?P<order>\S.*)$"
)
#: « …, pourriez-vous rectifier le lieu ? »: a request within a sentence
_PLEASE_WITHIN = re.compile(
    r"\b(?:peux[- ]tu|tu peux|pouvez[- ]vous|vous pouvez|pourrais[- ]tu|pourriez[- ]vous|tu pourrais)\b[^?]*\?"
)


def politely_asked(sentence: str) -> str:
    """« Peux-tu relancer … ? », « ok pour présenter X »: an order like any other; « on peut diffuser ? » asks."""
    match = _PLEASE.match(fold(sentence))
    if match:
        return re.sub(r"\s*\?\s*$", "", sentence[match.start("order") :])
    if _PLEASE_WITHIN.search(fold(sentence)):
        return re.sub(r"\s*\?", "", sentence)
    return sentence


def cut(text: str, pattern: re.Pattern[str]) -> str:
    """The text without what the pattern finds at its beginning."""
    match = pattern.match(fold(text))
    return text[match.end() :] if match else text


def orders_in(sentence: str) -> list[Order]:
    """The orders of one sentence, cut where a new verb begins; one without an action where it has none."""
    folded = fold(sentence)
    starts = _starts(folded)
    if not starts:
        return [Order(action="", before=sentence, text=sentence)]
    out = []
    for number, (start, end, action) in enumerate(starts):
        stop = starts[number + 1][0] if number + 1 < len(starts) else len(sentence)
        after = folded[end:stop]
        denying = _DENIED_BEFORE.search(folded[:start])
        denied = action not in {"reject", "unclear"} and bool(denying or _DENIED_AFTER.match(after))
        out.append(
            Order(
                action=action,
                before=sentence[: denying.start() if denying else start] if number == 0 else "",
                after=re.sub(r"(?i)[\s,]+(?:mais|et|puis)\s*$", "", sentence[end:stop]),
                text=sentence[start:stop] if number else sentence[:stop],
                denied=denied,
                put_off=denied and bool(_PUT_OFF.search(after)),
            )
        )
    return out


def _starts(folded: str) -> list[tuple[int, int, str]]:
    starts: list[tuple[int, int, str]] = []
    for place in _places(folded):
        if any(start <= place < end for start, end, _ in starts):
            continue
        for action, wording in _VERBS:
            match = wording.match(folded, place)
            if match:
                starts.append((place, match.end(), action))
                break
    return _without_nouns(folded, starts)


def _places(folded: str) -> list[int]:
    """Where an order may begin: the start, after « 12 : », after a comma, « et », « mais », « merci de », « ne »."""
    places = []
    for match in re.finditer(
        r"(?:^|[,;:.!(–-]\s*|\s(?:et|mais|puis|ensuite)\s+"
        r"|^\W*(?:(?:le |les |pour )*(?:besoins? )?(?:[a-z]{1,5}-)?\d{1,6}(?:\s*(?:,|et|&|\+)\s*|\s+))+"
        r"|\bpour \d{1,6}\s+)",
        folded,
    ):
        lead = POLITE.match(folded[match.end() :])
        places.append(match.end() + (lead.end() if lead else 0))
        if lead:
            places.append(match.end())
    places += [match.end() for match in _LEAD.finditer(folded)]
    places += [place for match in _IS_GOOD.finditer(folded) for place in match.span()]
    places += [match.end() for match in _DENYING.finditer(folded)]
    return sorted(set(places))


def _without_nouns(folded: str, starts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """« OK pour diffusion, bien à toi »: two approvals in one breath are one; a reason holds no order."""
    out: list[tuple[int, int, str]] = []
    for start, end, action in sorted(starts):
        if out and out[-1][2] == action == "approve" and not re.search(r"\d", folded[out[-1][1] : start]):
            continue
        if (
            out
            and out[-1][2] == "reject"
            and action in {"approve", "reject", "correct"}
            and not re.match(r"\s*(?:pour |le |la )*\d", folded[end:])
        ):
            continue
        if out and out[-1][2] == "present" and action == "approve":
            continue
        if out and out[-1][2] == "approve" and action == "close" and folded[start:end].startswith("classe"):
            continue
        out.append((start, end, action))
    return out
