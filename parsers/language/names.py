"""Names of persons in running text: « LAMBRECHT Tony », « Mme Fatoumata Diallo », « issa ouedraogo »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from parsers.language.common_words import COMMON_WORDS, NAMING_WORDS
from parsers.language.first_names import is_first_name, is_sure_first_name
from parsers.language.folding import fold

#: how a name was told: a civility before it, capitals and a first name, a first name, capitals alone, small letters
Sign = Literal["civility", "capitals", "first_name", "shape", "small"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One person as named in a text."""

    last: str | None
    first: str | None
    #: as written, civility included
    raw: str
    start: int
    end: int
    sign: Sign
    #: the order of last and first name was told by habit alone
    unsure_order: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    folded: str
    start: int
    end: int

    @property
    def upper(self) -> bool:
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) > 1 and all(char.isupper() for char in letters)

    @property
    def title(self) -> bool:
        return self.text[:1].isupper() and not self.upper

    @property
    def small(self) -> bool:
        return self.text[:1].islower() and not _NOBLE.match(self.text)


_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+){0,4}")
_ELISION = re.compile(r"(?:[ldjmtsncLDJMTSC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)['’](?=[^\W\d_])")
_NOBLE = re.compile(r"d['’][A-ZÀ-Ý]")
_CIVILITY = re.compile(
    r"(?<![\w'’.])(?:MM\.?|M\.?|Mr\.?|MR\.?|Mme\.?|MME\.?|Mmes|Mlle\.?|MLLE|Melle|Mrs|Monsieur|Madame"
    r"|Mademoiselle|MONSIEUR|MADAME|mr\.?|mme\.?|mlle\.?|monsieur|madame)[ ]{1,2}"
)
#: « Mme N'GUESSAN épouse TOURÉ Adjoua »: the second family name is passed over
_MARRIED = re.compile(r"[ ,(]{1,2}(?:[ÉéEe]pouse|[ÉE]POUSE|[ÉéEe]p\.|[Nn]ée|NÉE|NEE) [A-ZÀ-Ý][\w'’-]+\)?")
#: « M. Petit (Sylvain) »
_BRACKETED = re.compile(r" \((?P<first>[^\W\d_]{2,20}(?:-[^\W\d_]{2,20})?)\)")
_JOINING_TABLE = """
da dos das di del della el al ben bin ibn ait ould van von der den le la st saint ter te abou bou mc mac o san santa
"""
_JOINING = frozenset(_JOINING_TABLE.split())
#: what follows is where somebody lives or works
_PLACING_TABLE = """
habite habitant reside residant sur au secteur vers en dans demeurant domicilie domiciliee commune
"""
_PLACING = frozenset(_PLACING_TABLE.split())
#: no other word of French is written so
_SURE_PARTICLES = frozenset(["da", "dos", "das", "el", "ben", "bin", "ibn", "ait", "ould", "van", "von"])
#: a second first name often stands behind these
_FIRST_OF_TWO = frozenset(["jean", "marie", "anne"])
_WEAK_JOINING = frozenset(["de", "du", "des", "d'"])


def proper(text: str) -> str:
    """« OUEDRAOGO » and « ouedraogo » as « Ouedraogo »; a name in small and capital letters stays as it is."""
    text = re.sub(r"\s+", " ", text).strip(" ,.;:-")
    letters = [char for char in text if char.isalpha()]
    if letters and (all(char.isupper() for char in letters) or all(char.islower() for char in letters)):
        return re.sub(r"[^\W\d_]+", lambda match: match.group()[:1].upper() + match.group()[1:].lower(), text)
    return text


def key(last: str | None, first: str | None) -> frozenset[str]:
    """What two writings of one name share: their folded words, in no order."""
    return frozenset(re.findall(r"[^\W\d_]+", fold(f"{last or ''} {first or ''}")))


def last_first(written: str) -> str:
    """« Mme Fatou DIALLO » as « Diallo Fatou »; what is no name stays as it is."""
    name = next(iter(names_in(written, small=True)), None)
    return " ".join(part for part in (name.last, name.first) if part) if name is not None else written


def names_in(text: str, *, small: bool = False) -> list[Name]:
    """The names of persons in one line, in order; `small` also takes « issa ouedraogo »."""
    tokens = _tokens(text)
    out: list[Name] = []
    taken = -1
    civilities = {match.end(): match.start() for match in _CIVILITY.finditer(text)}
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.start < taken:
            index += 1
            continue
        civil = civilities.get(token.start)
        found = _run_after_civility(text, tokens, index) if civil is not None else _run(text, tokens, index, small)
        if not found:
            index += 1
            continue
        name = _named(text, tokens[index : index + found], civil)
        if name is not None:
            out.append(name)
            taken = name.end
        index += found
    return out


def _tokens(text: str) -> list[_Token]:
    out: list[_Token] = []
    married = [found.span() for found in _MARRIED.finditer(text)]
    for match in _WORD.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in married):
            continue
        start, word = match.start(), match.group()
        elided = None if out and _noble(text, out[-1], match) else _ELISION.match(word)
        if elided and (word[0].islower() or fold(word[elided.end() :]) in COMMON_WORDS or len(word) - elided.end() < 3):
            start += elided.end()
            word = word[elided.end() :]
        out.append(_Token(word, fold(word), start, match.end()))
    return out


def _noble(text: str, before: _Token, match: re.Match[str]) -> bool:
    """« Jeanne-Marie d'Orgeval »: after a first name, « d' » is part of the family name."""
    beside = text[before.end : match.start()] == " "
    return beside and is_first_name(before.folded) and _NOBLE.match(match.group()) is not None


def _beside(text: str, left: _Token, right: _Token) -> bool:
    gap = text[left.end : right.start]
    return gap in {" ", "  "} or bool(gap.endswith(" ") and _MARRIED.fullmatch(gap.rstrip()))


def _may_name(token: _Token) -> bool:
    """A capital letter that is not explained by a common word."""
    if token.small or len(token.text) < 2:
        return False
    if token.folded in COMMON_WORDS:
        return (
            is_first_name(token.folded)
            and not token.upper
            and token.folded not in {"mai", "mars", "france", "line", "lin"}
        )
    return True


def _run(text: str, tokens: list[_Token], index: int, small: bool) -> int:
    """How many tokens from here make one name; 0 for none."""
    first = tokens[index]
    if index and tokens[index - 1].folded in NAMING_WORDS and _beside(text, tokens[index - 1], first):
        return 0
    if index and not _may_follow(text, tokens[index - 1], first):
        return 0
    if small and (first.small or is_sure_first_name(first.folded)):
        length = _small_run(text, tokens, index)
        if length:
            return length
    if not _may_name(first) and not _begins_family_name(text, tokens, index):
        return 0
    length = 1
    while length < 6 and index + length < len(tokens):
        before, here = tokens[index + length - 1], tokens[index + length]
        if not _beside(text, before, here):
            break
        if _may_name(here) or (here.upper and here.folded in _JOINING | _WEAK_JOINING and before.upper is here.upper):
            length += 1
            continue
        joined = _joined_by_particles(text, tokens, index + length)
        if joined and (here.folded in _JOINING or length == 1):
            length += joined
            continue
        if _is_initial(text, here) and length == 1:
            after = tokens[index + 2] if index + 2 < len(tokens) else None
            middle = after is not None and text[here.end : after.start] in {". ", " "} and after.title
            if not (middle and after is not None and _may_name(after)):
                return 2
            length = 3
            continue
        break
    return length if length > 1 else 0


def _joined_by_particles(text: str, tokens: list[_Token], at: int) -> int:
    """How many tokens « da Silva », « DE LA Fuente » are; 0 where no particle, or no name, stands there."""
    for count in (1, 2):
        if at + count >= len(tokens):
            return 0
        particle, after = tokens[at + count - 1], tokens[at + count]
        if particle.folded not in _JOINING | _WEAK_JOINING or not _beside(text, particle, after):
            return 0
        if _may_name(after):
            return count + 1
    return 0


def _begins_family_name(text: str, tokens: list[_Token], index: int) -> bool:
    """« DOS SANTOS Patricia », « LE GOFF Yann »: a particle in capitals before a name in capitals."""
    first, second = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    if second is None or not first.upper or first.folded not in _JOINING | _WEAK_JOINING:
        return False
    third = tokens[index + 2] if index + 2 < len(tokens) else None
    named = (
        third is not None
        and _beside(text, second, third)
        and _may_name(third)
        and (third.title or is_sure_first_name(third.folded) or first.folded in _SURE_PARTICLES)
    )
    return _beside(text, first, second) and second.upper and _may_name(second) and named


def _may_follow(text: str, before: _Token, first: _Token) -> bool:
    """« à Saint Denis », « habite Villers Bretonneux »: what follows such a word is a place."""
    if first.folded in {"saint", "sainte", "st", "ste"}:
        return False
    placed = _beside(text, before, first) and before.folded in _PLACING
    return not placed or is_sure_first_name(first.folded)


def _is_initial(text: str, token: _Token) -> bool:
    return len(token.text) == 1 and token.text.isupper() and text[token.end : token.end + 1] in {".", "", ",", " "}


def _small_run(text: str, tokens: list[_Token], index: int) -> int:
    """Two or three words, a sure first name among them, none of them common; « el mansouri samira » is one."""
    particle, after = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    if particle.small and particle.folded in _SURE_PARTICLES and after is not None and _beside(text, particle, after):
        more = _small_run(text, tokens, index + 1)
        return more + 1 if more else 0
    length = 0
    while length < 3 and index + length < len(tokens):
        token = tokens[index + length]
        if length and not _beside(text, tokens[index + length - 1], token):
            break
        if sum(not one.small for one in tokens[index : index + length]) > 1 and token.small:
            break
        if len(token.text) < 2 or (
            token.folded in COMMON_WORDS and not (is_sure_first_name(token.folded) and length < 2)
        ):
            break
        length += 1
    if length < 2:
        return 0
    run = tokens[index : index + length]
    if run[0].small and not run[1].small and not is_sure_first_name(run[0].folded):
        return 0
    if not any(is_sure_first_name(token.folded) for token in run[:2]) or not any(token.small for token in run):
        return 0
    return length


def _run_after_civility(text: str, tokens: list[_Token], index: int) -> int:
    length = _run(text, tokens, index, small=False)
    if length:
        return length
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if _may_name(token):
        given = following is not None and _beside(text, token, following) and is_sure_first_name(following.folded)
        return 2 if given else 1
    particle = (token.small or token.title) and token.folded in _JOINING | _WEAK_JOINING
    if particle and index + 1 < len(tokens) and _beside(text, token, tokens[index + 1]):
        family = tokens[index + 1]
        if len(family.text) < 3 or family.folded in COMMON_WORDS:
            return 0
        last = tokens[index + 2] if index + 2 < len(tokens) else None
        named = last is not None and _beside(text, family, last) and is_first_name(last.folded)
        return 3 if named else 2
    if token.small and token.folded not in COMMON_WORDS:
        if (
            following is not None
            and _beside(text, token, following)
            and following.folded not in COMMON_WORDS
            and following.small
        ):
            return 2 if is_first_name(token.folded) or is_first_name(following.folded) else 1
        return 1
    return 0


def _named(text: str, run: list[_Token], civil: int | None) -> Name | None:
    start = run[0].start if civil is None else civil
    end = run[-1].end
    if len(run) == 2 and len(run[1].text) == 1 and text[end : end + 1] == ".":
        end += 1
    run = [token for token in run if len(token.text) > 1 or token.folded in _JOINING] if len(run) > 2 else run
    last, first, unsure = _split(run, civil is not None)
    bracketed = _BRACKETED.match(text, end) if first is None else None
    if bracketed and is_sure_first_name(fold(bracketed["first"])):
        first, end = bracketed["first"], bracketed.end()
    sign = _sign(run, civil is not None)
    if sign == "shape" and all(token.upper and len(token.text) <= 4 for token in run):
        return None
    if sign is None or (sign == "shape" and re.search(r"\b(?:de|du|des|d['’]|le|la|les|à)\s?$", text[:start].lower())):
        return None
    return Name(
        last=proper(last) if last else None,
        first=proper(first) if first else None,
        raw=text[start:end],
        start=start,
        end=end,
        sign=sign,
        unsure_order=unsure,
    )


def _sign(run: list[_Token], civil: bool) -> Sign | None:
    if civil:
        return "civility"
    uppers = sum(token.upper for token in run)
    known = any(is_first_name(token.folded) for token in run)
    if any(token.small and token.folded not in _JOINING | _WEAK_JOINING for token in run):
        return "small"
    if 0 < uppers < len(run):
        titles = [token for token in run if token.title]
        return "capitals" if known or titles else "shape"
    return "first_name" if known else "shape"


def _split(run: list[_Token], civil: bool) -> tuple[str | None, str | None, bool]:
    """(last, first, whether habit alone told their order)."""
    if len(run) == 1:
        only = run[0]
        if not civil or not is_sure_first_name(only.folded):
            return only.text, None, False
        return only.text, None, True
    if len(run) == 2 and len(run[1].text) == 1 and not is_first_name(run[0].folded):
        return run[0].text, run[1].text, False  # « Dupont J. »
    mixed = _split_by_capitals(run) or _split_by_particle(run) or _split_by_thi(run)
    if mixed is not None:
        return mixed
    known = [is_first_name(token.folded) for token in run]
    sure = [is_sure_first_name(token.folded) for token in run]
    for told in (sure, known):
        if told[0] and not told[-1]:
            count = 1
            while count < len(run) - 1 and (told[count] or (count == 1 and _is_compound(run, known))):
                count += 1
            return _text(run[count:]), _text(run[:count]), False
        if told[-1] and not told[0]:
            count = 1
            while count < len(run) - 1 and told[-1 - count]:
                count += 1
            return _text(run[:-count]), _text(run[-count:]), False
    if all(token.upper for token in run):
        return _text(run[:-1]), run[-1].text, True
    return _text(run[1:]), run[0].text, True


def _is_compound(run: list[_Token], known: list[bool]) -> bool:
    """« Marie Claire Dupuis »: a first name of two words without its hyphen."""
    return run[0].folded in _FIRST_OF_TWO and known[1]


def _split_by_capitals(run: list[_Token]) -> tuple[str, str, bool] | None:
    """Capitals are the family name: « LAMBRECHT Tony », « Tony DE SOUSA »."""
    uppers = [token for token in run if token.upper]
    others = [token for token in run if not token.upper]
    firsts = [token for token in others if token.title or is_first_name(token.folded)]
    if not uppers or not firsts:
        return None
    first_upper, last_upper = run.index(uppers[0]), run.index(uppers[-1])
    family = [
        token
        for place, token in enumerate(run)
        if token.upper or first_upper < place < last_upper or (token not in firsts)
    ]
    return _text(family), _text([token for token in run if token not in family]), False


def _split_by_particle(run: list[_Token]) -> tuple[str, str | None, bool] | None:
    """« Karim Ben Youssef », « Ben Youssef Karim »: the family name begins at the particle."""
    at = next((place for place, token in enumerate(run) if token.folded in _JOINING | _WEAK_JOINING), None)
    if at is None or at == len(run) - 1:
        return None
    if at > 0:
        return _text(run[at:]), _text(run[:at]), False
    # « Van Den Berghe Luc »: all its particles, and the word behind them
    particles = _JOINING | _WEAK_JOINING
    end = next((place for place, token in enumerate(run) if token.folded not in particles), len(run) - 1)
    return _text(run[: end + 1]), _text(run[end + 1 :]) or None, False


def _split_by_thi(run: list[_Token]) -> tuple[str, str, bool] | None:
    """« NGUYEN THI LAN »: what follows the family name in Vietnam is the middle name of a woman, and her first name."""
    at = next((place for place, token in enumerate(run) if token.folded == "thi"), None)
    if at is None or at in {0, len(run) - 1}:
        return None
    return _text(run[:at]), _text(run[at:]), False


def _text(tokens: list[_Token]) -> str:
    return " ".join(token.text for token in tokens)
