"""Names of persons in running text: « LAMBRECHT Tony », « Mme Fatoumata Diallo », « issa ouedraogo »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from parsers.language.common_words import COMMON_WORDS, NAMING_WORDS
from parsers.language.first_names import is_first_name, is_sure_first_name
from parsers.language.folding import fold
from parsers.language.name_order import parted
from parsers.language.name_words import JOINING, MARRIED, SURE_PARTICLES, WEAK_JOINING, Token, tokens_of

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


_CIVILITY = re.compile(
    r"(?<![\w'’.])(?:MM\.?|M\.?|Mr\.?|MR\.?|Mme\.?|MME\.?|Mmes|Mlle\.?|MLLE|Melle|Mrs|Monsieur|Madame"
    r"|Mademoiselle|MONSIEUR|MADAME|mr\.?|mme\.?|mlle\.?|monsieur|madame)[ ]{1,2}"
)
#: « M. Petit (Sylvain) »
_BRACKETED = re.compile(r" \((?P<first>[^\W\d_]{2,20}(?:-[^\W\d_]{2,20})?)\)")
#: what follows is where somebody lives or works
_PLACING_TABLE = """
habite habitant reside residant sur au secteur vers en dans demeurant domicilie domiciliee commune
"""
_PLACING = frozenset(_PLACING_TABLE.split())


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
    tokens = tokens_of(text)
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


def _beside(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    return gap in {" ", "  "} or bool(gap.endswith(" ") and MARRIED.fullmatch(gap.rstrip()))


def _may_name(token: Token) -> bool:
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


def _run(text: str, tokens: list[Token], index: int, small: bool) -> int:
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
        if _may_name(here) or (here.upper and here.folded in JOINING | WEAK_JOINING and before.upper is here.upper):
            length += 1
            continue
        joined = _joined_by_particles(text, tokens, index + length)
        if joined and (here.folded in JOINING or length == 1):
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


def _joined_by_particles(text: str, tokens: list[Token], at: int) -> int:
    """How many tokens « da Silva », « DE LA Fuente » are; 0 where no particle, or no name, stands there."""
    for count in (1, 2):
        if at + count >= len(tokens):
            return 0
        particle, after = tokens[at + count - 1], tokens[at + count]
        if particle.folded not in JOINING | WEAK_JOINING or not _beside(text, particle, after):
            return 0
        if _may_name(after):
            return count + 1
    return 0


def _begins_family_name(text: str, tokens: list[Token], index: int) -> bool:
    """« DOS SANTOS Patricia », « LE GOFF Yann »: a particle in capitals before a name in capitals."""
    first, second = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    if second is None or not first.upper or first.folded not in JOINING | WEAK_JOINING:
        return False
    third = tokens[index + 2] if index + 2 < len(tokens) else None
    named = (
        third is not None
        and _beside(text, second, third)
        and _may_name(third)
        and (third.title or is_sure_first_name(third.folded) or first.folded in SURE_PARTICLES)
    )
    return _beside(text, first, second) and second.upper and _may_name(second) and named


def _may_follow(text: str, before: Token, first: Token) -> bool:
    """« à Saint Denis », « habite Villers Bretonneux »: what follows such a word is a place."""
    if first.folded in {"saint", "sainte", "st", "ste"}:
        return False
    placed = _beside(text, before, first) and before.folded in _PLACING
    return not placed or is_sure_first_name(first.folded)


def _is_initial(text: str, token: Token) -> bool:
    return len(token.text) == 1 and token.text.isupper() and text[token.end : token.end + 1] in {".", "", ",", " "}


def _small_run(text: str, tokens: list[Token], index: int) -> int:
    """Two or three words, a sure first name among them, none of them common; « el mansouri samira » is one."""
    particle, after = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    if particle.small and particle.folded in SURE_PARTICLES and after is not None and _beside(text, particle, after):
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


def _run_after_civility(text: str, tokens: list[Token], index: int) -> int:
    length = _run(text, tokens, index, small=False)
    if length:
        return length
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if _may_name(token):
        given = following is not None and _beside(text, token, following) and is_sure_first_name(following.folded)
        return 2 if given else 1
    particle = (token.small or token.title) and token.folded in JOINING | WEAK_JOINING
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


def _named(text: str, run: list[Token], civil: int | None) -> Name | None:
    start = run[0].start if civil is None else civil
    end = run[-1].end
    if len(run) == 2 and len(run[1].text) == 1 and text[end : end + 1] == ".":
        end += 1
    run = [token for token in run if len(token.text) > 1 or token.folded in JOINING] if len(run) > 2 else run
    last, first, unsure = parted(run, civil is not None)
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


def _sign(run: list[Token], civil: bool) -> Sign | None:
    if civil:
        return "civility"
    uppers = sum(token.upper for token in run)
    known = any(is_first_name(token.folded) for token in run)
    if any(token.small and token.folded not in JOINING | WEAK_JOINING for token in run):
        return "small"
    if 0 < uppers < len(run):
        titles = [token for token in run if token.title]
        return "capitals" if known or titles else "shape"
    return "first_name" if known else "shape"
