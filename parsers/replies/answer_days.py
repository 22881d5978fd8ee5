"""The day that a company's answer names for an interview or a first day of work."""

from __future__ import annotations

import re
from datetime import date, timedelta

from parsers.language.dates import Dated, dates_in
from parsers.language.folding import fold
from parsers.replies.clauses import Clause
from parsers.replies.groups import Group

#: before a day, it tells of what was
_WAS = re.compile(
    r"\b(?:venue?s?|dite?s?|annoncee?s?|indiquee?s?|passee?s?|recue?s?|vue?s?|rencontree?s?|appelee?s?|eue?s?"
    r"|(?:a|ont|est|sont|ete|contrats?|promesse|cd[id]) signee?s?|envoyee?s?|essai|hier|fait"
    r"|faite|mail|courrier|envoi|presentee?s?|suite a)\b(?![^,;.]{0,40}\b(?:commenc|demarr|debut|pour|a partir"
    r"|a compter"
    r"|des|prise|depuis))[^,;.]{0,30}$"
)
#: « a bien commencé hier », « toujours là depuis le 28 »: a first day that was
_BEGUN = re.compile(
    r"\b(?:(?:a|ont) (?:\w+ )?(?:commence|demarre|debute|attaque|integre|pris son poste)\w*|depuis"
    r"|en poste|au travail)\b[^,;.]{0,30}"
)
#: « jeudi 9h au lieu de mercredi »
_INSTEAD = re.compile(r"\b(?:au lieu d[eu]|et non(?: pas)?|initialement prevue?s?|plutot que) ?(?:le )?$")
#: « du 29/06 au 31/12 »: the end
_UNTIL = re.compile(r"\bdu \S.{2,20} au\s*$|\bjusqu'(?:au|a)\s*(?:la )?$")
_ON_THE_START = re.compile(
    r"\b(?:embauch|demarr|commenc|debut|contrat|poste|partir|compter|attaqu|integr|signe|prise?\b)\w*[^,;.]{0,20}$"
)
#: « je la rappelle lundi », « il le fera jeudi »; not « mon sms de vendredi »
_ON_THE_NEXT_CALL = re.compile(
    r"\b(?:rappel|recontact|relanc|retent|reprend|reessa|appel(?:le|er)|contacter|joindre|fer(?:a|ai|ons)\b)\w*"
    r"(?![^,;.]{0,30}\b(?:depuis|sms|message|mail|appel) (?:de |du )?$)[^,;.]{0,30}$"
)
_DATED = frozenset({"hired", "interview", "to_call_back"})


def day_of(group: Group, state: str, today: date) -> tuple[date | None, bool]:
    """The day of an interview, a start or another call, and whether more than one was named."""
    if state not in _DATED:
        return None, False
    told = [(clause, dated) for clause in group.clauses for dated in _days_of(clause, state, today)]
    if state == "to_call_back":
        told = [one for one in told if _ON_THE_NEXT_CALL.search(fold(one[0].without_mentions)[: one[1].start])]
    if state == "hired" and len({dated.day for _, dated in told}) > 1:
        told = [one for one in told if _ON_THE_START.search(fold(one[0].without_mentions)[: one[1].start])] or told
    days = [dated for _, dated in told]
    several = len({dated.day for dated in days}) > 1 or any(dated.contradicted for dated in days)
    if state == "to_call_back":
        return (None if several or not days else days[0].day), False
    return (None, True) if several else (days[0].day if days else None, False)


def _days_of(clause: Clause, state: str, today: date) -> list[Dated]:
    """The days of a clause but those of what was: « reçu en entretien mardi »."""
    text = fold(clause.without_mentions)
    begun = state == "hired" and _BEGUN.search(text) is not None
    earliest = today + timedelta(days=1) if state == "to_call_back" else today
    return [
        dated
        for dated in dates_in(clause.without_mentions, today=today, backward=begun)
        if (begun and _BEGUN.search(text[: dated.start]))
        or (dated.day >= earliest and not _tells_what_was(clause, text, dated))
    ]


def _tells_what_was(clause: Clause, text: str, dated: Dated) -> bool:
    """« reçu mardi », « suite à l'entretien de jeudi »."""
    before = [(state, end) for state, start, end in clause.verdicts if start < dated.start]
    since = max((end for state, end in before if state == "interview" and end <= dated.start), default=0)
    if _INSTEAD.search(text[: dated.start]) or _UNTIL.search(text[: dated.start]):
        return True
    return bool(_WAS.search(text[since : dated.start])) or (bool(before) and before[-1][0] == "past")
