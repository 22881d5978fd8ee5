"""Which words of a name are the family name: told by capitals, particles, known first names, at worst by habit."""

from __future__ import annotations

from parsers.language.first_names import is_first_name, is_sure_first_name
from parsers.language.name_words import JOINING, WEAK_JOINING, Token

#: a second first name often stands behind these
_FIRST_OF_TWO = frozenset(["jean", "marie", "anne"])


def parted(run: list[Token], civil: bool) -> tuple[str | None, str | None, bool]:
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
            return written(run[count:]), written(run[:count]), False
        if told[-1] and not told[0]:
            count = 1
            while count < len(run) - 1 and told[-1 - count]:
                count += 1
            return written(run[:-count]), written(run[-count:]), False
    if all(token.upper for token in run):
        return written(run[:-1]), run[-1].text, True
    return written(run[1:]), run[0].text, True


def _is_compound(run: list[Token], known: list[bool]) -> bool:
    """« Marie Claire Dupuis »: a first name of two words without its hyphen."""
    return run[0].folded in _FIRST_OF_TWO and known[1]


def _split_by_capitals(run: list[Token]) -> tuple[str, str, bool] | None:
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
    return written(family), written([token for token in run if token not in family]), False


def _split_by_particle(run: list[Token]) -> tuple[str, str | None, bool] | None:
    """« Karim Ben Youssef », « Ben Youssef Karim »: the family name begins at the particle."""
    at = next((place for place, token in enumerate(run) if token.folded in JOINING | WEAK_JOINING), None)
    if at is None or at == len(run) - 1:
        return None
    if at > 0:
        return written(run[at:]), written(run[:at]), False
    # « Van Den Berghe Luc »: all its particles, and the word behind them
    particles = JOINING | WEAK_JOINING
    end = next((place for place, token in enumerate(run) if token.folded not in particles), len(run) - 1)
    return written(run[: end + 1]), written(run[end + 1 :]) or None, False


def _split_by_thi(run: list[Token]) -> tuple[str, str, bool] | None:
    """« NGUYEN THI LAN »: what follows the family name in Vietnam is the middle name of a woman, and her first name."""
    at = next((place for place, token in enumerate(run) if token.folded == "thi"), None)
    if at is None or at in {0, len(run) - 1}:
        return None
    return written(run[:at]), written(run[at:]), False


def written(tokens: list[Token]) -> str:
    """The words as they stand, parted by blanks."""
    return " ".join(token.text for token in tokens)
