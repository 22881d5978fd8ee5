"""Which need a passage speaks of: by its reference, or by the title of its job."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.language.folding import fold
from parsers.statements import NeedRef

#: words of many titles, which tell no job
_PLAIN_TABLE = """
poste emploi agent ouvrier aide employe chef technicien assistant
"""
_PLAIN = frozenset(_PLAIN_TABLE.split())


class NeedNames:
    """The references and titles of the needs that a correspondent may mean."""

    def __init__(self, needs: Sequence[NeedRef], need: NeedRef | None) -> None:
        known = list(needs)
        if need is not None and all(one.ref != need.ref for one in known):
            known.append(need)
        self._refs = {one.ref: _reference(one.ref) for one in known}
        self._titles = _titles(known) if len(known) > 1 else {}

    def in_text(self, text: str, *, loose: bool = False) -> tuple[str, ...]:
        """The needs that the text names; `loose`: the bare title is enough, as in a heading or a cell."""
        return tuple(dict.fromkeys(ref for ref, _ in self._places(text, loose=loose)))

    def for_name(self, sentence: str, start: int, end: int, *, first: int, stop: int) -> tuple[str, ...]:
        """The needs of the person named at start..end; the first name begins at `first`, the next one at `stop`.

        1. A need told before the first name goes with what follows it: « pour le poste A : X, Y ».
        2. Else a need goes with the name before it, and with those that « et » ties to that name.
        """
        before = self._places(sentence[:start]) if self._places(sentence[:first]) else []
        after = self._places(sentence[end:stop])
        if not after and stop - end < 25:
            after = self._places(sentence[end:])
        if before:
            last = before[-1][1]
            return tuple(dict.fromkeys(ref for ref, place in before if last - place < 30))
        if not after:
            return ()
        first = after[0][1]
        return tuple(dict.fromkeys(ref for ref, place in after if place - first < 30))

    def _places(self, text: str, *, loose: bool = False) -> list[tuple[str, int]]:
        folded = fold(text)
        found = [(ref, match.start()) for ref, pattern in self._refs.items() for match in pattern.finditer(folded)]
        for ref, title in self._titles.items():
            for match in re.finditer(title, folded):
                lead = folded[max(0, match.start() - 45) : match.start()]
                if loose or re.search(r"\b(?:pour|poste|besoin|offre|sur)\b[^.;:]{0,35}$", lead):
                    found.append((ref, match.start()))
        return sorted(found, key=lambda one: one[1])


def _reference(ref: str) -> re.Pattern[str]:
    """« B-0042 » also as « b0042 », « B 42 », « n° 42 »."""
    parts = re.fullmatch(r"(?P<letters>[a-z]*)[^a-z\d]*0*(?P<figures>\d+)", fold(ref))
    if parts is None:
        return re.compile(rf"(?<!\w){re.escape(fold(ref))}(?!\w)")
    letters, figures = parts["letters"], parts["figures"]
    return re.compile(
        rf"(?<!\w){letters}[ -]?0*{figures}(?!\d)|(?:n°|numero|besoin|offre) ?0*{figures}(?!\d)"
        rf"|^\W{{0,2}}0*{figures}\s?[:–-](?!\d)"
    )


def _titles(needs: Sequence[NeedRef]) -> dict[str, str]:
    """What tells each title: its first word where no other need has it, else its first two."""
    words = {need.ref: telling_words(need.title) or _words(need.title) for need in needs}
    out = {}
    for ref, own in words.items():
        others = {_stem(other) for one, theirs in words.items() if one != ref for other in theirs}
        if own:
            lone = next((word for word in own if _stem(word) not in others), None)
            out[ref] = rf"\b{_stem(lone)}" if lone else _together(own)
    return out


def number_of(ref: str) -> int | None:
    """« B-0042 » is need 42."""
    match = re.search(r"(\d+)\D*$", ref)
    return int(match[1]) if match else None


def telling_words(title: str | None) -> list[str]:
    """The words of a title that tell one job from others: « coffreur » of « Aide-coffreur (H/F) »."""
    return [word for word in _words(title) if word not in _PLAIN]


def _words(title: str | None) -> list[str]:
    return re.findall(r"[^\W\d_]{4,}", fold(title or ""))


def _stem(word: str) -> str:
    return re.escape(word[: max(4, len(word) - 2)])


def _together(words: Sequence[str]) -> str:
    return r"\b" + r"[\w'()/-]*[\s-]{1,2}(?:(?:de|en|du|des|d'|la|le) ?)?".join(_stem(word) for word in words[:2])
