"""Siblings and couples: « Yanis et Bilal HADJ ALI » are two people with one family name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.language.contacts import phones
from parsers.language.first_names import is_first_name
from parsers.language.folding import fold
from parsers.language.names import Name, proper

_AND = re.compile(r"(?P<first>[^\W\d_]{2,20}(?:-[^\W\d_]{2,20})?)(?P<tie>,|\s(?:et|&))\s{1,2}$")
#: siblings whom anybody proposes at once
_MOST = 4


def with_siblings(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, and before each those that share its family name: a first name tied to it by « et » or a comma."""
    out: list[Name] = []
    for name in names:
        if name.first and name.last and name.raw.startswith(name.first):
            out += _before(text, name, out[-1].end if out else 0)
        out.append(name)
    return out


def _before(text: str, name: Name, stop: int) -> list[Name]:
    found: list[Name] = []
    at = name.start
    ties: tuple[str, ...] = ("et", "&")
    while len(found) < _MOST:
        tied = _AND.search(text[max(stop, at - 48) : at])
        if tied is None or tied["tie"].strip() not in ties or not is_first_name(fold(tied["first"])):
            break
        start = max(stop, at - 48) + tied.start("first")
        if re.search(r"[^\W\d_][ '’-]$", text[:start]) and _named_beside(text[:start]):
            break
        first = proper(tied["first"])
        found.append(
            Name(
                last=name.last,
                first=first,
                raw=f"{first} {name.last}",
                start=start,
                end=start + len(tied["first"]),
                sign=name.sign,
            )
        )
        at, ties = start, (",",)
    return found[::-1]


def _named_beside(before: str) -> bool:
    """Whether the word before is part of a name itself: « Marc DURAND Paul et Jean PETIT »."""
    word = re.search(r"([^\W\d_]+)[ '’-]$", before)
    return word is not None and word[1][:1].isupper() and len(word[1]) > 1


def shared_out(segments: Sequence[str]) -> list[str]:
    """« X et Y (06 …, 06 …) »: as many telephones after the last as there are people go to each in turn."""
    numbers = phones(segments[-1]) if segments else []
    if len(segments) < 2 or len(numbers) != len(segments) or any(phones(segment) for segment in segments[:-1]):
        return list(segments)
    last = segments[-1]
    for found in numbers[:-1]:
        last = last[: found.start] + " " * (found.end - found.start) + last[found.end :]
    return [
        *(
            f"{segment} {segments[-1][found.start : found.end]}"
            for segment, found in zip(segments[:-1], numbers[:-1], strict=True)
        ),
        last,
    ]
