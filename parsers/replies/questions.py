"""Questions: the sentences by which an author wants to know something."""

from __future__ import annotations

import re

from parsers.language.folding import fold

_ASKING = re.compile(
    r"^(?:et |mais |sinon,? |par ailleurs,? |bonjour,? |aussi,? |pour ce poste,? )?(?:est[- ]ce"
    r"|pouvez[- ]vous (?:me |nous )?(?:preciser|dire|indiquer|confirmer|repreciser|rappeler|donner)"
    r"|pourriez[- ]vous|peux[- ]tu (?:me |nous )?(?:preciser|dire|confirmer)|savez[- ]vous|avez[- ]vous"
    r"|sais[- ]tu"
    r"|(?:je|nous) (?:voudrais|voudrions|souhaiterais|souhaiterions|souhaite|souhaitons|aimerais"
    r"|aimerions) (?:savoir|connaitre|avoir (?:plus d'|des )(?:info|precision))|j'aimerais (?:savoir|connaitre"
    r"|avoir (?:plus d'|des )(?:info|precision))"
    r"|merci de (?:me |nous |bien vouloir (?:me |nous )?)?(?:preciser|confirmer|indiquer|dire)\b"
    r"|quel(?:le)?s? (?:est|sont|type|horaire|date|salaire|niveau|permis)|comment |combien |ou se (?:situe"
    r"|trouve)|a quelle |(?:j'ai|nous avons|une|petite) (?:une |quelques |petite |des )?questions?\b|question ?:"
    r"|qu'en est-il|y a[- ]t[- ]il|je me demand\w+)"
)
_COURTESY = re.compile(
    r"^(?:j'espere que|comment (?:allez|vas)|(?:vous allez|tu vas|ca va|tout va) ?(?:bien)?\W*$|comment ca va"
    r"|vous allez bien|tu vas bien|(?:est[- ]ce )?ok pour vous|(?:est[- ]ce que )?ca vous (?:va|convient)"
    r"|d'accord|n'est-ce pas)"
)


def is_question(sentence: str) -> bool:
    """Whether the sentence asks something that wants an answer."""
    folded = re.sub(r"\s+", " ", fold(sentence)).strip(' -–•*\t"')
    if _COURTESY.match(folded):
        return False
    if re.search(r"\?\W*$", folded):
        return bool(re.search(r"[^\W\d_]{2}", folded))
    return bool(_ASKING.match(folded))
