"""Which of the presented candidates a sentence speaks of: by name, by rank, or all, none and the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.language.common_words import COMMON_WORDS
from parsers.language.folding import fold
from parsers.language.names import Name, names_in, proper
from parsers.replies.verdicts import says_a_verdict

#: family names that are also words of the trade or the language: only a capital makes a name of them
_ALSO_WORDS_TABLE = """
petit grand blanc noir leblanc lenoir rouge roux court fort roi marchand boulanger boucher berger fournier meunier
charpentier masson macon marin moulin bois dubois poirier rose rousseau leger bon bonnet sage vert vidal lefort
legrand lepetit jolly joly gros legros blond lebrun brun bref neuf noel paris champion clerc chevalier langlois
picard lombard breton flament allemand rey roy prince duc page clement constant parfait desire ange claire victoire
sow sy ba ly diop fall da do
"""
_ALSO_WORDS = frozenset(_ALSO_WORDS_TABLE.split())
_ORDINALS = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "1re": 1, "deuxieme": 2, "second": 2, "seconde": 2, "2e": 2,
    "2eme": 2, "2nd": 2, "2nde": 2, "2ieme": 2,
    "troisieme": 3, "3e": 3, "3eme": 3, "3ieme": 3, "quatrieme": 4,
    "4e": 4, "4eme": 4, "cinquieme": 5, "5e": 5, "5eme": 5, "sixieme": 6, "6e": 6, "6eme": 6,
    "septieme": 7, "7e": 7, "7eme": 7, "huitieme": 8, "8e": 8, "8eme": 8,
}  # fmt: skip
_COUNTS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
_NO_RANK_BEFORE = r"(?<!pour la )(?<!du )(?<!des le )"
_RANK = re.compile(
    rf"\b(?:le|la|l'|du|au|n°|numero|candidate?|profil|cv)\s?(?:n°|numero|candidate?|profil"
    rf"|cv)?\s?(?P<ordinal>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\b(?: (?:de la liste|candidate?"
    rf"|profil|personne|cv|dossier|nom|de votre liste))?"
    r"(?! (?:semaine|fois|jour|entretien|experience|mois|temps|contact|etage|choix|rdv|essai|chantier|poste"
    r"|annee|rendez|heure|mission|contrat|equipe|main|abord|janvier|fevrier|mars|avril|mai|juin|juillet|aout"
    r"|septembre|octobre|novembre|decembre|tour|echange|appel|oeuvre|œuvre|trimestre|quinzaine|partie|du mois"
    r"|lot|journee|debut|impression)s?)"
)
_RANK_FIGURE = re.compile(
    r"(?:\b(?:n°|no\.?|numero|candidate?s?(?: n°)?|profil|cv)\s?|#)(?P<figure>\d{1,2})\b(?!\s?(?:h|/|ans|€))"
)
#: « les candidats 2, 4 et 5 », « les n° 1 et 3 »
_RANK_LIST = re.compile(
    r"(?:\b(?:les?|la|au|du)\s(?=\d\s?(?:,|et|/)\s?(?:le |la )\d)|\b(?:candidate?s?|profils?|cv|numeros?"
    r"|personnes)\s?(?:n°s?|numeros?)?\s?|\bles\s(?:n°s?|numeros?)?\s?"
    r"|n°s?\s?|#)"
    r"(?P<ranks>[1-9](?:(?:\s?,\s?|\s?/\s?|\s(?:et|&|\+|ainsi que)\s|\s?\+\s?)(?:le |la |les )?(?:n°\s?"
    r"|#)?[1-9])+)\b(?!\s?(?:h\b|h\d|/|ans\b|€|janv|fev|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec|mois|jours))"
)
_BARE_FIGURE = re.compile(
    r"(?:^\W{0,2}|\b(?:pour|ok|non|oui|retiens|prends|garde|retenons|prenons|vois|recois|et|ou|,) ?)(?:le |la "
    r"|les )?(?P<figure>\d)(?=\s*(?:$|[:.)=,;-](?!\d)| (?:et|oui|non|ok|ne|n'|est|a|pas|retenu|entretien|je|on"
    r"|pour|sera|injoignable|absent|c'est)\b))"
)
_FIRST_ONES = re.compile(r"\bles (?P<count>deux|trois|quatre|\d) (?P<side>premier|dernier|premiere|derniere)s?\b")
_LAST = re.compile(
    r"\b(?:le|la) (?:tout |toute )?(?P<which>dernier|derniere|avant[- ]dernier"
    r"|avant[- ]derniere)\b(?! (?:semaine|fois|jour|entretien|experience|mois|minute|moment|poste|chantier"
    r"|emploi|contrat|nouvelle|mission))"
)
_OTHERS = re.compile(
    r"\b(?:(?:tous |toutes )?les (?:(?P<count>deux|trois|quatre|cinq|\d) )?autres(?: candidate?s?| profils"
    r"| personnes)?|le reste|l'autre(?: candidate?| profil| personne)?|les (?:deux |trois )?suivante?s?"
    r"|autres candidate?s?|aux autres|des autres)\b(?! (?:postes?|chantiers?|besoins?|missions?|offres?|jours?"
    r"|entretiens?))"
)
_ALL = re.compile(
    r"\b(?:tous|toutes)(?: (?:les )?(?P<count>deux|trois|quatre|cinq|\d)\b)?(?: les (?:candidate?s?|profils"
    r"|personnes))?(?! (?:les jours|les matins|les soirs|le monde sait|corps d'etat))|\bles (?P<bare>deux|trois"
    r"|quatre|cinq|[2-9])(?: (?:candidate?s?|profils|personnes|cv|messieurs|dames))?\b(?! (?:premier|dernier"
    r"|autre|mois|semaine|jour|ans|an|fois|poste|chantier|h\b|h\d|heure|/))"
    r"|(?<!parmi )(?<!sur )(?<!entre )(?<!de )(?<!pour )(?<!dans )\b(?:ces|les|vos|leurs) (?:candidatures"
    r"|candidats|candidates|profils|cv)\b(?!\s?(?:n°|numeros?)?\s?\d)|\btout le monde\b"
    r"|\bl'ensemble (?:des candidate?s?|des profils)\b"
    r"|\btoute l'equipe\b"
)
_NONE = re.compile(
    r"\b(?:aucune?)(?= (?:ne|n'|des|de ces|de vos|d'entre|d'eux|candidate?|profil|retenue?|d'elles|n)\b| n'"
    r"|\s?[.,;:!]|\s*$)(?: (?:des (?:deux|trois|quatre|\d)|candidate?|profil|de ces (?:candidats|profils)"
    r"|d'entre eux|d'eux))?|(?<!une )(?<!la )(?<!cette )\bpersonne\b(?! (?:a (?:rappeler|voir|joindre)|ideale"
    r"|motivee|serieuse))|\bni l'un ni l'autre\b|\bpas un seul\b|\bnobody\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One way of pointing at candidates, and where it stands."""

    #: indexes of those who are meant; for « others » they are known at the end only
    who: tuple[int, ...]
    #: name | rank | all | none | others
    kind: str
    start: int
    end: int
    #: why a person must look, where the pointing is not sure
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    last: str
    first: str


class Presented:
    """The candidates that were presented, in their order."""

    def __init__(self, names: Sequence[str]) -> None:
        self.labels = [_label(name) for name in names]
        self._known = [_parts(name) for name in names]

    def __len__(self) -> int:
        return len(self.labels)

    def mentions(self, text: str) -> list[Mention]:
        """Every pointing in one sentence, in order, none inside another."""
        folded = fold(text)
        found: list[Mention] = []
        for one in (*self._by_name(text, folded), *self._groups(folded), *self._by_rank(folded)):
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
        return sorted(found, key=lambda one: one.start)

    def strangers(self, text: str, mentions: Sequence[Mention]) -> list[Name]:
        """Names of persons in the text who are none of the presented."""
        return [
            name
            for name in names_in(text)
            if not any(name.start < mention.end and mention.start < name.end for mention in mentions)
        ]

    def _by_name(self, text: str, folded: str) -> list[Mention]:
        found: list[Mention] = []
        for index, known in enumerate(self._known):
            for wording in self._wordings(index, known):
                for match in re.finditer(rf"(?<![\w@.-]){wording}(?![\w@]|-\w)", folded):
                    if (
                        not self._written_as_name(text, match)
                        or _somebody_else(text, match, known)
                        or any(m.start <= match.start() < m.end for m in found if m.who == (index,))
                    ):
                        continue
                    found.append(
                        Mention(who=(index,), kind="name", start=_with_civility(folded, match.start()), end=match.end())
                    )
        return _several_meant(found) + self._misspelt(text, folded, found)

    def _wordings(self, index: int, known: _Known) -> list[str]:
        """How the person can be written, longest first; by the first name alone when it is nobody else's."""
        last, first = _spaced(known.last), _spaced(known.first)
        out = [rf"{last}[\s,]{{1,2}}{first}", rf"{first}\s{last}"] if last and first else []
        initial = f"{known.first[:1]}" if known.first else ""
        if last and initial:
            out.append(rf"{initial}\.?\s?{last}")
        if last:
            out.append(last)
        others = [other for place, other in enumerate(self._known) if place != index]
        if first and all(fold(known.first) not in {fold(other.first), fold(other.last)} for other in others):
            out.append(first)
        return out

    def _written_as_name(self, text: str, match: re.Match[str]) -> bool:
        written = text[match.start() : match.end()]
        if written[:1].isupper() and (match.start() > 0 or fold(written) not in COMMON_WORDS):
            return True
        return not (fold(written) in _ALSO_WORDS or fold(written) in COMMON_WORDS or len(written) < 3)

    def _misspelt(self, text: str, folded: str, found: Sequence[Mention]) -> list[Mention]:
        """A word that is nearly one family or first name and no word of the language.

        One letter wrong in the name of one candidate alone is a slip; more, or two who may be meant, is a doubt.
        """
        from rapidfuzz import fuzz
        from rapidfuzz.distance import OSA

        out: list[Mention] = []
        for match in re.finditer(r"[^\W\d_]{4,}(?:['-][^\W\d_]+)?", folded):
            word = match.group()
            if (
                word in COMMON_WORDS
                or word in _ALSO_WORDS
                or any(m.start < match.end() and match.start() < m.end for m in found)
            ):
                continue
            parts = [
                (i, fold(part)) for i, known in enumerate(self._known) for part in (known.last, known.first) if part
            ]
            near = sorted({index for index, part in parts if fuzz.ratio(word, part) >= 80})
            start = _with_civility(folded, match.start())
            if (
                any(word == part for _, part in parts)
                or not near
                or not (text[match.start()].isupper() or start < match.start())
            ):
                continue
            slip = len(word) >= 5 and any(
                index == near[0] and part[0] == word[0] and OSA.distance(word, part) == 1 for index, part in parts
            )
            sure = (
                slip
                and len(near) == 1
                and not any(index != near[0] and fuzz.ratio(word, part) >= 65 for index, part in parts)
            )
            why = None if sure else "le nom est écrit autrement que celui du candidat présenté"
            out.append(Mention(who=tuple(near), kind="name", start=start, end=match.end(), doubt=why))
        return out

    def _groups(self, folded: str) -> list[Mention]:
        total, found = len(self._known), []
        everyone = tuple(range(total))
        found += [Mention(who=(), kind="others", start=m.start(), end=m.end()) for m in _OTHERS.finditer(folded)]
        for match in _FIRST_ONES.finditer(folded):
            count = _count(match["count"])
            who = everyone[:count] if match["side"].startswith("premier") else everyone[-count:]
            found.append(
                Mention(
                    who=who,
                    kind="rank",
                    start=match.start(),
                    end=match.end(),
                    doubt=None if count <= total else _TOO_MANY,
                )
            )
        found += [Mention(who=everyone, kind="none", start=m.start(), end=m.end()) for m in _NONE.finditer(folded)]
        for match in _ALL.finditer(folded):
            said = match["count"] or match["bare"]
            fits = said is None or _count(said) == total
            found.append(
                Mention(
                    who=everyone, kind="all", start=match.start(), end=match.end(), doubt=None if fits else _TOO_MANY
                )
            )
        return found

    def _by_rank(self, folded: str) -> list[Mention]:
        total, found = len(self._known), []
        for match in _RANK_LIST.finditer(folded):
            who = tuple(dict.fromkeys(int(rank) - 1 for rank in re.findall(r"\d", match["ranks"])))
            doubt = None if max(who) < total else _TOO_MANY
            found.append(Mention(who=who, kind="rank", start=match.start(), end=match.end(), doubt=doubt))
        for match in _LAST.finditer(folded):
            place = total - 2 if match["which"].startswith("avant") else total - 1
            if place >= 0:
                found.append(Mention(who=(place,), kind="rank", start=match.start(), end=match.end()))
        for pattern in (_RANK, _RANK_FIGURE, _BARE_FIGURE):
            for match in pattern.finditer(folded):
                rank = _ORDINALS[match["ordinal"]] if pattern is _RANK else int(match["figure"])
                start = match.start() if pattern is not _BARE_FIGURE else match.start("figure")
                if 1 <= rank <= total:
                    found.append(Mention(who=(rank - 1,), kind="rank", start=start, end=match.end()))
                elif pattern is not _BARE_FIGURE:
                    found.append(Mention(who=(), kind="rank", start=start, end=match.end(), doubt=_TOO_MANY))
        return found


_TOO_MANY = "le nombre ou le rang ne correspond pas aux candidats présentés"


def _somebody_else(text: str, match: re.Match[str], known: _Known) -> bool:
    """« Paul Marchand » is not Paul Henry: a first name goes with the family name that stands beside it."""
    if fold(match.group()) != fold(known.first) or not known.last:
        return False
    after = re.match(r"\s+([A-ZÀ-Ý][\w'-]+)", text[match.end() :])
    if not after:
        return False
    word = fold(after.group(1))
    own = word in fold(f"{known.last} {known.first}") or word[:1] == fold(known.last)[:1]
    return not (own or word in COMMON_WORDS or len(word) < 4 or says_a_verdict(word))


def _several_meant(found: list[Mention]) -> list[Mention]:
    """Two candidates of one family name: the longer writing wins; a bare family name is a doubt."""
    out: list[Mention] = []
    for one in found:
        rivals = [
            other
            for other in found
            if other is not one and other.start < one.end and one.start < other.end and other.who != one.who
        ]
        longest = max((other.end - other.start for other in rivals), default=0)
        if longest > one.end - one.start:
            continue
        same = [other for other in rivals if other.end - other.start == one.end - one.start]
        if same:
            who = tuple(sorted({*one.who, *(index for other in same for index in other.who)}))
            one = Mention(
                who=who, kind="name", start=one.start, end=one.end, doubt="plusieurs candidats présentés portent ce nom"
            )
        if one not in out:
            out.append(one)
    return out


def _with_civility(folded: str, start: int) -> int:
    match = re.search(r"(?:\b(?:monsieur|madame|mademoiselle|mr|mme|mlle|melle|m)\.? ?)$", folded[:start])
    return match.start() if match else start


def _count(word: str) -> int:
    return _COUNTS.get(word) or int(word)


def _spaced(name: str) -> str:
    words = re.findall(r"[^\W_]+", fold(name))
    return r"[\s'-]{1,2}".join(re.escape(word) for word in words)


def _parts(name: str) -> _Known:
    """« BEN ALI Karim », « Lambrecht Tony »: family name first, as it was presented."""
    words = name.split()
    uppers = [word for word in words if len(word) > 1 and word == word.upper() and any(char.isalpha() for char in word)]
    if uppers and len(uppers) < len(words):
        return _Known(" ".join(uppers), " ".join(word for word in words if word not in uppers))
    if len(words) < 2:
        return _Known(name.strip(), "")
    told = names_in(name)
    if told and told[0].last and told[0].first and not told[0].unsure_order and fold(words[0]) in fold(told[0].last):
        return _Known(told[0].last, told[0].first)
    return _Known(" ".join(words[:-1]), words[-1])


def _label(name: str) -> str:
    known = _parts(name)
    return " ".join(part for part in (proper(known.last), proper(known.first)) if part)
