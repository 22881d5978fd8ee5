"""Predicates: what the telling words of a sentence say of a candidate; the company's own judgement is told here."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from parsers.replies.doings import DOINGS
from parsers.replies.surroundings import Word, word_at
from parsers.vocabulary import words_of

_INTERVIEW_NEXT = re.compile(
    r"\s*(?:[\w']+ )?(?:pour|en|a|au)\s?(?:un |une |l'|le |la |les |des |passer un )?(?:\w+ )?"
    r"(?:entretien|rdv|rendez|rencontre|visio|voir|recevoir|rencontrer)"
)
_KEPT_BACK = re.compile(
    r"[^;.]{0,30}\b(?:de cote|coude|en reserve|en tete|pour (?:plus tard|la suite|(?:une?|le|la|un) (?:autre|prochain))"
    r"|sa candidature|cette candidature|contact)"
)
#: « j'avais retenu », « je voulais prendre »
_HAD = re.compile(
    r"\b(?:avai|voulai|pensai|comptai|devai|allai|souhaitai|envisageai)\w+|\b(?:av|voul|compt|pens)ions\b"
)
_PARTICIPLE = re.compile(r"ee?s?$")
#: « X : a décliné »
_HAS = re.compile(r"^\W*(?:n')?(?:a|ont) (?:\w+ )?$")
_BY_PRONOUN = re.compile(r"\b(?:ils?|elles?|qui)(?: (?:le|la|les|l'))? $")
_OFFERED = re.compile(r"\b(?:le|la|l'|notre|cette|ce|nos|de|d')")
_TO_CALLS = re.compile(
    r"\s*(?:a|aux) (?:mes|nos|mon|notre)? ?(?:\w+ )?"
    r"(?:appels?|messages?|mails?|relances?|sms|sollicitations?|convocations?)"
)
_NO_SUITE = re.compile(r"\b(?:pas|aucune|sans|plus)(?: de)?\s*$")
_GIVING = re.compile(r"\bdonn\w+|\breserv\w+")
_GOOD = re.compile(r"\b(?:favorable|positive|bonne)")
_BAD = re.compile(r"\b(?:defavorable|negative)")
_WITH_US = re.compile(r"\b(?:avec|chez) nous\b")
_WITH_HIM = re.compile(r"\s*(?:donc |bien |l'aventure |en revanche )?avec")
_END_OF = re.compile(r"\bfin (?:a|de) (?:la |sa |cette )?$")
#: it is the worksite that begins
_NOT_HIS = re.compile(
    r"\b(?:chantier|travaux|lot|marche|mission|formation|saison|projet|campagne|operation)s? "
    r"(?:(?:ne|va|vont|doit|devrait|a|est|sera) ){0,2}$"
)
#: « commence à comprendre »
_WITH_DOING = re.compile(r"\s*(?:a|par)\s(?!partir|compter)\w+")
_ON_A_DAY = re.compile(
    r"\W*(?:est |sont )?(?:prevu|fixe|confirm|cale|le\b|des\b|au\b|a partir|a compter|lundi|mardi|mercredi|jeudi"
    r"|vendredi|\d)"
)
_TO_HIM = re.compile(r"\b(?:lui|leur)\s$")
_THE_JOB = re.compile(r"\b(?:poste|travail|metier|offre|mission|chantier|salaire|horaires?|conditions?|job|boulot)\b")
_ONLY_SO = re.compile(r"(?:^|\x00)\W*(?:n'est )?(?:plus|pas)\s$")
_SAID_BEFORE = re.compile(r"\bavai\w+ (?:dit|donne|repondu)\b|\bavions (?:dit|donne)")
_NO_ANSWER = re.compile(r"-|\s(?:seulement|mobile|vehicul|qualifi|diplom|fumeu|adapt)")

#: (state, start, end); « past » tells of what was, « mild » of an interest, « unsure » of what may be
Said = tuple[str, int, int]


def said_in(folded: str) -> list[Said]:
    """What a folded sentence says, in order; the letters that one wording takes no other one gets."""
    out: list[Said] = []
    for meaning, pattern in _patterns():
        for match in pattern.finditer(folded):
            start, end = match.span()
            if any(begun < end and start < ended for _, begun, ended in out):
                continue
            word = word_at(folded, start, end, meaning)
            state = _state(meaning, word)
            if state == "lack":
                out.append(("rejected", start, start))
            elif state is not None:
                out.append((state, *word.span))
    return sorted(out, key=lambda one: one[1])


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words of each meaning as one pattern, in the order of the word list."""
    return tuple(
        (meaning, re.compile(rf"(?<!\w)(?:{'|'.join(wordings)})(?!\w)"))
        for meaning, wordings in words_of("verdicts")["words"].items()
    )


def _state(meaning: str, word: Word) -> str | None:
    """What the word says; nothing is taken for sure that is supposed."""
    state = _MEANINGS[meaning](word)
    if state is None:
        return None
    if word.supposed or (state in {"hired", "hired_soft"} and word.conditional):
        return "unsure"
    return state


def _take(word: Word) -> str | None:
    """« retenu », « on le prend »."""
    if word.somebody_else:
        return None if word.denied else "rejected"
    if word.denied:
        return "rejected"
    if _HAD.search(word.before):
        return "past"
    if _INTERVIEW_NEXT.match(word.after):
        return None
    if _KEPT_BACK.match(word.after):
        return "unsure"
    return "withdrawn" if word.elsewhere and word.subject != "company" else "hired"


def _accept(word: Word) -> str | None:
    """« acceptée » by the company, « il a accepté » by the candidate."""
    if word.says("accepter") and word.subject != "company" and not word.denied:
        return "unsure"
    own = (word.subject == "candidate" or _HAS.search(word.before)) and not word.passive
    if word.denied:
        return "withdrawn" if own and not word.a_job else "rejected" if not own else None
    return "withdrawn" if own and word.a_job else "hired"


def _refuse(word: Word) -> str | None:
    """« refusé » by the company, « elle a refusé », « refuse le poste » by the candidate."""
    if word.denied:
        return None
    own = (word.subject == "candidate" or _HAS.search(word.before)) and not word.passive
    acted = (
        word.past or not _PARTICIPLE.search(word.text) or _OFFERED.search(word.after) or _BY_PRONOUN.search(word.before)
    )
    return "withdrawn" if own and acted else "rejected"


def _follow_up(word: Word) -> str | None:
    """« donner suite », « poursuivre avec »."""
    if _BAD.search(f"{word.before}{word.text}{word.after}"):
        return "rejected"
    if word.says("suite"):
        return _suite(word)
    if word.says("abouti") or "plus loin" in word.text:
        return "rejected" if word.denied else None
    if word.subject == "candidate":
        return "hired" if not word.denied and _WITH_US.search(word.after) else None
    if word.denied:
        return "rejected"
    return "hired_soft" if _WITH_HIM.match(word.after) else None


def _suite(word: Word) -> str | None:
    if _TO_CALLS.match(word.after):
        return "to_call_back" if word.denied else "past"
    if word.denied:
        if not (_GIVING.search(word.before) or _NO_SUITE.search(word.before)):
            return None
        return "withdrawn" if word.subject == "candidate" and not word.passive else "rejected"
    given = _GIVING.search(word.before) or _GOOD.match(word.after.strip())
    return "hired" if given and _GOOD.search(word.after) else None


def _start(word: Word) -> str | None:
    """« elle commence lundi », « contrat signé »."""
    if _END_OF.search(word.before):
        return "unsure"
    aside = _NOT_HIS.search(word.before) or (word.says("commenc", "debut", "demarr") and _WITH_DOING.match(word.after))
    if aside or (word.before.endswith("pour ") and not word.denied):
        return None
    if word.elsewhere and word.subject != "company":
        return None if word.denied else "withdrawn"
    if "deja en poste" in word.text and not re.search(r"\bnous\b|\bdepuis\b", word.after):
        return "unsure"
    if word.denied:
        return "rejected" if word.says("rejoi", "integr", "propos", "travaill") else "unsure"
    if re.fullmatch(r"demarrage|integration|debute?", word.text) and not _ON_A_DAY.match(word.after):
        return None
    return "hired_soft" if word.says("propos") else "hired"


def _fit(word: Word) -> str | None:
    """« convient », « fait l'affaire »; « ne lui convient pas » is the candidate's own no."""
    job_to_him = _THE_JOB.search(word.before) and re.match(r"(?: pas| plus)? a \x00", word.after)
    if _TO_HIM.search(word.before) or job_to_him:
        return "withdrawn" if word.denied else None
    return "rejected" if word.denied else "hired"


def _like(word: Word) -> str | None:
    """« nous intéresse », « bonne impression »: an interest, and its denial a no, of whoever is not interested."""
    if not word.denied:
        return None if word.says("le ", "favorable") or word.before.endswith("peu ") else "mild"
    if _TO_HIM.search(word.before):
        return "withdrawn"
    if word.says("interess") and word.before.endswith("peu "):
        return "unsure"
    if not word.says("interess") or "ant" in word.text or word.before.endswith("nous "):
        return "rejected"
    own = word.subject == "candidate" or _THE_JOB.search(word.before) or word.after.startswith(" par ")
    return "withdrawn" if word.subject != "company" and (own or _ONLY_SO.search(word.before)) else "rejected"


def _yes(word: Word) -> str | None:
    if _SAID_BEFORE.search(word.before) or word.before.endswith("c'etait "):
        return "past"
    if word.denied and not word.says("pas de"):
        return "rejected"
    return None if _INTERVIEW_NEXT.match(word.after) and not word.after.startswith(" pour le ") else "hired_soft"


def _no(word: Word) -> str | None:
    if re.search(r"\bsinon\W*$", word.sentence):
        return "unsure"
    if word.text == "non" and word.subject == "candidate" and re.search(r"\b(?:a|ont) dit $", word.before):
        return "withdrawn"
    if word.text == "non":
        return None if _NO_ANSWER.match(word.after) else "rejected"
    return None if word.denied or re.search(r"\ben cas d[e']\s?$", word.before) else "rejected"


def _lack(word: Word) -> str | None:
    """What is missing says no, and is the reason of it."""
    return None if word.denied else "lack"


def _ended(word: Word) -> str | None:
    """What was begun and is over is for a person."""
    del word
    return "unsure"


_MEANINGS: dict[str, Callable[[Word], str | None]] = {
    "take": _take, "accept": _accept, "refuse": _refuse, "follow_up": _follow_up, "start": _start, "fit": _fit,
    "like": _like, "yes": _yes, "no": _no, "lack": _lack, "ended": _ended, **DOINGS,
}  # fmt: skip
