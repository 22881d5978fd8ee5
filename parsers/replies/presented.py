"""Which of the presented candidates a sentence speaks of: by name, by initials, by « elle » or « lui », by rank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.language.common_words import COMMON_WORDS
from parsers.language.first_names import sex_of
from parsers.language.folding import fold
from parsers.language.names import Name, names_in, proper
from parsers.language.numerals import count_of
from parsers.replies.pointing import Mention, by_group, by_rank
from parsers.replies.predicates import said_in

#: family names that are also words of the trade or the language: only a capital makes a name of them
_ALSO_WORDS_TABLE = """
petit grand blanc noir leblanc lenoir rouge roux court fort roi marchand boulanger boucher berger fournier meunier
charpentier masson macon marin moulin bois dubois poirier rose rousseau leger bon bonnet sage vert vidal lefort
legrand lepetit jolly joly gros legros blond lebrun brun bref neuf noel paris champion clerc chevalier langlois
picard lombard breton flament allemand rey roy prince duc page clement constant parfait desire ange claire victoire
sow sy ba ly diop fall da do
"""
_ALSO_WORDS = frozenset(_ALSO_WORDS_TABLE.split())
#: two letters of these are no initials
_ABBREVIATIONS = frozenset(
    ["OK", "KO", "RH", "CV", "PL", "VL", "TP", "CP", "NB", "PS", "EI", "AI", "CE", "SP", "DP", "BE", "CT", "RC"]
)
#: « la dame », « les deux hommes », « lui, non »: a person by her or his sex
_TITLED = re.compile(r"(?P<man>m|mr|monsieur)\b|(?:mme|mlle|melle|madame|mademoiselle)\b")
BY_SEX = "plusieurs candidats peuvent être désignés ainsi"
_BY_SEX: tuple[tuple[str, bool, re.Pattern[str]], ...] = tuple(
    (sex, several, re.compile(wording))
    for sex, several, wording in (
        (
            "M",
            True,
            r"\b(?:les|ces|aux|des) (?P<count>deux |trois |\d )?(?:jeunes )?(?:hommes|messieurs|garcons|gars)\b",
        ),
        (
            "F",
            True,
            r"\b(?:les|ces|aux|des) (?P<count>deux |trois |\d )?(?:jeunes )?(?:femmes|dames|demoiselles|filles)\b",
        ),
        ("M", False, r"\b(?:le|ce|au|du|cet|l')\s?(?:jeune )?(?:homme|monsieur|garcon|gars)\b"),
        ("F", False, r"\b(?:la|cette)\s(?:jeune )?(?:femme|dame|demoiselle|fille)\b"),
        (
            "M",
            False,
            (
                r"(?:^\W*|[,;:!] |\b(?:et|mais|quant a|pour) )lui(?=,| c'est| on\b| je\b| nous\b| non\b| oui\b| ok\b"
                r"| est\b| a\b| n')"
            ),
        ),
        ("M", False, r"^\W*il\b(?=[^.]{0,80}[,;] (?:et |mais )?elle\b)"),
        ("F", False, r"^\W*elle\b(?=[^.]{0,80}[,;] (?:et |mais )?lui\b)"),
        (
            "F",
            False,
            r"(?:^\W*|[,;:!] |\b(?:et|mais|quant a|pour) )elle(?=,| c'est| on\b| je\b| nous\b| non\b| oui\b| ok\b)",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class _Known:
    last: str
    first: str


class Presented:
    """The candidates that were presented, in their order."""

    def __init__(self, names: Sequence[str]) -> None:
        self.labels = [_label(name) for name in names]
        self._known = [_parts(name) for name in names]
        self._sexes = [sex_of(fold(known.first)) for known in self._known]

    def __len__(self) -> int:
        return len(self.labels)

    def mentions(self, text: str) -> list[Mention]:
        """Every pointing in one sentence, in order, none inside another."""
        folded = fold(text)
        found: list[Mention] = []
        for one in (
            *self._by_name(text, folded),
            *self._by_initials(text),
            *self._by_sex(folded),
            *by_group(folded, len(self)),
            *by_rank(folded, len(self)),
        ):
            if not any(one.start < other.end and other.start < one.end for other in found) and not (
                one.kind == "sex" and any(set(other.who) <= set(one.who) for other in found)
            ):
                found.append(replace(one, kind="rank") if one.kind == "sex" else one)
        return sorted(found, key=lambda one: one.start)

    def learn(self, text: str) -> None:
        """Remember who is « M. » and who « Mme » in the text."""
        for mention in self._by_name(text, fold(text)):
            title = _TITLED.match(fold(text[mention.start : mention.end]))
            if title and len(mention.who) == 1 and mention.doubt is None:
                self._sexes[mention.who[0]] = "M" if title["man"] else "F"

    def may_be(self, index: int, sex: str) -> bool:
        """Whether the candidate is of that sex, as far as is known."""
        return self._sexes[index] in {None, sex}

    def only(self, sex: str) -> int | None:
        """The one candidate of that sex; None when another may be meant."""
        fitting = [index for index in range(len(self)) if self.may_be(index, sex)]
        return fitting[0] if len(fitting) == 1 else None

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
        meant = [self._told_by_title(mention, folded) for mention in _several_meant(found)]
        return meant + self._misspelt(text, folded, found)

    def _told_by_title(self, mention: Mention, folded: str) -> Mention:
        """« Mme Lecomte » of two Lecomtes is the woman."""
        title = _TITLED.match(folded, mention.start)
        if mention.doubt is None or title is None:
            return mention
        sex = "M" if title["man"] else "F"
        fitting = tuple(index for index in mention.who if self.may_be(index, sex))
        return replace(mention, who=fitting, doubt=None) if len(fitting) == 1 else mention

    def _wordings(self, index: int, known: _Known) -> list[str]:
        """How the person can be written, longest first; by the first name alone when it is nobody else's."""
        last, first = _spaced(known.last), _spaced(known.first)
        out = [rf"{last}[\s,]{{1,2}}{first}", rf"{first}\s{last}"] if last and first else []
        initial = fold(known.first[:1])
        if last and initial:
            out.append(rf"{last}\s{initial}\.")
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

    def _by_initials(self, text: str) -> list[Mention]:
        """« LC est venu »: first and family name in either order, when nobody else has the same letters."""
        letters = [
            {f"{k.first[:1]}{k.last[:1]}".upper(), f"{k.last[:1]}{k.first[:1]}".upper()}
            if k.first and k.last
            else set()
            for k in self._known
        ]
        found = []
        for match in re.finditer(r"(?<![\w.@'-])[A-Z]\.?[A-Z]\b\.?(?!\w|-\w)", text):
            written = match.group().replace(".", "")
            who = [index for index, own in enumerate(letters) if written in own]
            if len(who) == 1 and written not in _ABBREVIATIONS:
                found.append(Mention(who=(who[0],), kind="name", start=match.start(), end=match.end()))
        return found

    def _by_sex(self, folded: str) -> list[Mention]:
        found = []
        for sex, several, pattern in _BY_SEX:
            for match in pattern.finditer(folded):
                who = tuple(index for index in range(len(self)) if self.may_be(index, sex))
                said = count_of(match["count"].strip()) if several and match["count"] else None
                sure = said == len(who) or all(self._sexes[index] for index in who)
                fits = (len(who) > 1 and said in {None, len(who)}) if several else len(who) == 1
                kind = "all" if several and len(who) == len(self) else "sex"
                if who:
                    why = None if sure and fits else BY_SEX
                    found.append(Mention(who=who, kind=kind, start=match.start(), end=match.end(), doubt=why))
        return found


def _somebody_else(text: str, match: re.Match[str], known: _Known) -> bool:
    """« Paul Marchand » is not Paul Henry: a first name goes with the family name that stands beside it."""
    if fold(match.group()) != fold(known.first) or not known.last:
        return False
    after = re.match(r"\s+([A-ZÀ-Ý][\w'-]+)", text[match.end() :])
    if not after:
        return False
    word = fold(after.group(1))
    own = word in fold(f"{known.last} {known.first}") or word[:1] == fold(known.last)[:1]
    return not (own or word in COMMON_WORDS or len(word) < 4 or said_in(word))


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
