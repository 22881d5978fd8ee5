"""Surroundings: a telling word of a sentence with what stands around it: denied or not, who is its subject, when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

#: a conclusion: « donc non », « donc on ne le prend pas »; not the one of « ne prenons donc pas »
_SO = r"\bdonc(?= (?:je|on|nous|il|elle|non|oui|ok|c'est)\b)"
#: what begins another statement: nothing before it counts for what follows
_BOUND = re.compile(
    rf"[,;:.!?()\n]|{_SO}|\b(?:mais|car|puis|or|et|qui|que|lorsque|quand|alors|parce|puisque|sinon|en revanche"
    r"|par contre)\b|\s[-–]\s|(?<=\s)(?=(?:je|on|il|elle) )"
)
_AFTER_BOUND = re.compile(rf"[,;:.!?()\n]|{_SO}|\b(?:mais|car|puis|et|lorsque|alors|parce|puisque)\b|\s[-–]\s")
#: « pas de souci », « sans hésiter »: denies nothing
_NO_DENIAL = re.compile(
    r"\b(?:pas|sans|aucune?) (?:de |d'|un |une )?(?:soucis?|problemes?|hesit\w+|reserves?|objections?|doute"
    r"|difficultes?)|\bpas mal\b|\bnon seulement\b|\bmanque pas\b|\bsans (?:attendre|tarder|delai)\b"
)
#: a denial reaches six words far; « non », « sans » and « plus » two
_DENIAL = re.compile(
    r"\b(?:pas|jamais|aucune?|ni|guere|nullement|personne|peu|impossible)\b(?:[\s-]+[\w'\x00-]+){0,6}\s*$"
    r"|\b(?:non|sans|plus)[\s-]+(?:[\w']+ ){0,1}$"
)
_MORE = re.compile(r"(?<!n')\b(?:de|en|le|la|les|a|au) plus\s*\S*\s*$|\bnon plus\s*$")
_ONLY_BEFORE = re.compile(r"\bn(?:e |')[\w' ]{0,30}\bque\s*$")
_ONLY_AFTER = re.compile(r"\s*(?:donc |finalement )?qu[e']")
#: « ne peut », « ne saurait » deny without « pas »
_LITERARY = re.compile(r"\bn(?:e |')(?:saur|puis\b|peut\b|pouvons|pouvoir)[^,]*$")
_DENIED_AFTER = re.compile(
    r"\s*(?:(?:vraiment|toujours|finalement|malheureusement|donc|du tout|absolument|meme) ){0,2}"
    r"(?:pas|plus|jamais|ni|aucun\w*|personne)\b(?! (?:de souci|de probleme|tard|tot|que\b|mal))"
)
_DENIED_WITHIN = re.compile(r"\b(?:pas|plus)\b")
_NE = re.compile(r"\bn(?:e\b|')(?:(?!\b(?:pas|plus|jamais)\b)[^,;:.\x00]){0,60}$")
#: a denial after them is of something else
_DENIED_BEFORE_ONLY = frozenset({"yes", "no", "lack", "out_of_reach"})
_COMPLEMENT = re.compile(
    r"(?: [\w-]*ment)?(?: (?:favorable|positive))?(?: (?:aux?|a (?:nos|notre|mes|ce|la|sa|son|leur|cette|ces)|a l'|a|au"
    r"|pour|par|du|de|le|la|notre) ?(?:profil|besoins?|attentes?|poste|criteres?|recherches?|entretiens?|rdv"
    r"|rendez-vous|appels?|messages?|candidatures?|offre|proposition|demande)(?: recherchee?s?)?)?"
)
_COMPANY = re.compile(
    r"\b(?:je|j'|on|nous(?! (?:a|ont|avait|aurait)\b)|notre (?!candidat)\w+|mon \w+|ma \w+|l'equipe|la direction"
    r"|le chef(?: \w+)?|le patron"
    r"|le gerant|mes \w+|nos \w+|la boite|l'entreprise)(?!\w)|\bj'"
    r"|\b(?:le|la|les|l') ?(?=prend|retien|embauch|recrut|vois|recoi)"
)
_CANDIDATE = re.compile(
    r"\b(?:il|elle|ils|elles|qui|celui-ci|celle-ci|ce(?:tte)? (?:candidate?|personne|monsieur|dame|jeune)|l'interessee?"
    r"|le (?:jeune|monsieur|candidat|garcon)|la (?:jeune|dame|candidate)|le second|la seconde|le premier|la premiere"
    r"|l'autre)\b|(?<!pour )(?<!concernant )(?<!de )(?<!d')(?<!avec )(?<!a )\x00+"
)
_PASSIVE = re.compile(r"\b(?<!s')(?:est|sont|sera|seront|ete|etait|etaient|soit|etre)(?: [\w-]+){0,2} $")
_HAVING = re.compile(
    r"\b(?:ai|a|as|avons|avez|ont|avait|avais|avions|avaient|eu|ayant|aurait|aurai)(?: [\w'-]+){0,3} $"
    r"|'a(?: [\w-]+){0,2} $"
)
_INFINITIVE = re.compile(r"(?:er|ir|[dvi]re)$")
_TO_COME = re.compile(
    r"\b(?:vais|va|allons|vont|souhait\w*|aimer\w*|voudr\w*|veux|veut|voulons|desir\w+|peux|peut|pouvons|pourr\w+"
    r"|propos\w+|prevoi\w+|prevoyons|compt\w+|dois|doit|doivent|devons|faudra\w*|faut|envie|a|pour|de|d'|afin"
    r"|invit\w+|convi\w+|convoqu\w+|attend\w*)\b"
    r"(?:[ ']+(?:bien|le|la|les|l|lui|leur|vous|te|en|d'abord|aussi|encore|de|a|me|nous))*[ ']*$"
)
_SUPPOSED = re.compile(
    r"(?:^|[\s,;(])(?:si|s'il|s'ils|en cas d[e']|au cas ou|sauf si|a condition)\b"
    r"(?! (?:bien|besoin|possible))[^;.]*$"
)
_ON_CONDITION = re.compile(
    r"[^,;.]{0,30}\b(?:en cas d[e']|si (?:\x00|ils?\b|elles?\b|l[ea]\b|l'|une?\b|on\b|rien\b|personne\b))"
)
_MAYBE = re.compile(r"\b(?!souhait|aimer|voudr|desir|prefer|devr)\w{2,}(?:rait|raient|rions|rais)\b")
_SOMEBODY_ELSE = re.compile(
    r"\s(?:plutot )?(?:quelqu'un|une? autres?|d'autres|une? (?:personne|profil|candidate?) (?:plus|ayant|avec|deja"
    r"|qui))"
)
_ELSEWHERE = re.compile(
    r"\bailleurs\b|\bautres? (?:emplois?|postes?|offres?|travail|boulot|job|employeur|entreprise|proposition|chose"
    r"|mission|contrat|societe|boite|piste|chantier)|\bmieux(?: paye\w*)?\b|\b(?:une|en) formation\b"
    r"|\bchez (?:un|une|son|l'|des)|\bconcurren|\bpar une? autre|\bplus pres\b"
)
_A_JOB = re.compile(
    r"\bdu (?:travail|boulot|taf)\b|\bun (?:emploi|travail|boulot|taf|job|cdi|cdd|poste)\b"
    r"|\bune (?:place|mission|embauche)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A telling word, and its own statement around it; all folded, names blanked out."""

    text: str
    before: str
    after: str
    #: the sentence up to the word
    sentence: str
    denied: bool
    #: where its wording begins and ends, denial and complement included
    span: tuple[int, int]

    def says(self, *beginnings: str) -> bool:
        """Whether the word begins in one of these ways."""
        return self.text.startswith(beginnings)

    @property
    def subject(self) -> Literal["company", "candidate"] | None:
        """Who acts, where the statement tells."""
        company = max((m.end() for m in _COMPANY.finditer(self.before)), default=-1)
        candidate = max((m.end() for m in _CANDIDATE.finditer(self.before)), default=-1)
        if company == candidate:
            return None
        return "company" if company > candidate else "candidate"

    @property
    def passive(self) -> bool:
        """« est refusé »: done to the subject."""
        return bool(_PASSIVE.search(self.before))

    @property
    def past(self) -> bool:
        """« j'ai vu », « a répondu »."""
        return not _INFINITIVE.search(self.text) and bool(_HAVING.search(self.before))

    @property
    def to_come(self) -> bool:
        """« je vais voir », « merci de convoquer », « à rencontrer »."""
        return bool(_TO_COME.search(self.before))

    @property
    def elsewhere(self) -> bool:
        """« chez un autre », « en formation »."""
        return bool(_ELSEWHERE.search(self.after) or _ELSEWHERE.search(self.text))

    @property
    def a_job(self) -> bool:
        """« un CDI », « du travail », ours or another's."""
        return self.elsewhere or bool(_A_JOB.search(self.after) or _A_JOB.search(self.text))

    @property
    def somebody_else(self) -> bool:
        """« prendre quelqu'un d'autre »: not the one whom the sentence names."""
        return bool(_SOMEBODY_ELSE.match(self.after))

    @property
    def supposed(self) -> bool:
        """« si … », « en cas de … », before or after: it has not happened."""
        return bool(_SUPPOSED.search(self.sentence) or _ON_CONDITION.match(self.after))

    @property
    def conditional(self) -> bool:
        """« pourrait », « serait »: a perhaps; « souhaiterait » is a polite wish."""
        return bool(_MAYBE.search(f"{self.before}{self.text}{self.after}"))


def word_at(folded: str, start: int, end: int, meaning: str) -> Word:
    """The word of a known meaning at start..end of a folded sentence."""
    bound = _bound_before(folded, start)
    stop = next((found.start() for found in _AFTER_BOUND.finditer(folded, end)), len(folded))
    before, after = folded[bound:start], folded[end:stop]
    plain = _NO_DENIAL.sub(lambda found: " " * len(found.group()), before)
    denial = None if folded[start:end] == "non" else _denial_before(plain, after)
    later = None if meaning in _DENIED_BEFORE_ONLY or _only(plain, after, denial) else _DENIED_AFTER.match(after)
    if folded[:bound].rstrip().endswith("qui"):
        plain = f"qui{plain}"
    ended = end + (later.end() if later else 0)
    complement = _COMPLEMENT.match(folded, ended)
    return Word(
        text=folded[start:end],
        before=plain,
        after=after,
        sentence=folded[:start].rpartition(";")[2],
        denied=bool(denial or later)
        or (meaning not in _DENIED_BEFORE_ONLY and _DENIED_WITHIN.search(folded, start, end) is not None),
        span=(
            bound + _denial_begins(before, denial) if denial or later else start,
            complement.end() if complement else ended,
        ),
    )


def _bound_before(folded: str, start: int) -> int:
    """Where the word's own statement begins; the « que » of « ne … que » begins none."""
    ends = [
        found.end()
        for found in _BOUND.finditer(folded, 0, start)
        if found.group() != "que" or not _ONLY_BEFORE.search(folded[: found.end()])
    ]
    return max(ends, default=0)


def _denial_before(plain: str, after: str) -> re.Match[str] | None:
    """The last denial that reaches the end of what stands before the word."""
    found, at = None, 0
    while match := _DENIAL.search(plain, at):
        found, at = match, match.start() + 1
    if found and (_ONLY_BEFORE.search(plain) or (found.group().startswith("plus") and _MORE.search(plain))):
        found = None
    return found or (None if _only(plain, after, None) else _LITERARY.search(plain))


def _only(plain: str, after: str, denial: re.Match[str] | None) -> bool:
    """« nous ne prenons que X » takes X."""
    return denial is None and bool(_ONLY_AFTER.match(after) and _NE.search(plain))


def _denial_begins(before: str, denial: re.Match[str] | None) -> int:
    """Where in `before` the denial begins, its « ne » included; never before a name."""
    ne = _NE.search(before[: denial.start()] if denial else before)
    begins = min((found.start() for found in (denial, ne) if found), default=len(before))
    return max(begins, before.rfind("\x00") + 1)
