"""Passages: what a partner's reply says of each person it names, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.language.folding import fold, squeezed, tidy
from parsers.language.sensitive import masked
from parsers.language.sentences import lines_of, sentences_of, unbulleted
from parsers.reading import CandidateReading

#: more than that is a letter, not a word on someone
_LONGEST = 600
_ALL = re.compile(
    r"\b(?:tous|toutes|chacune?|ces (?:personnes|candidats?|candidates)|ils|elles|les (?:deux|trois|quatre|personnes"
    r"|candidate?s?|interesse(?:e?s)?))\b"
)
_FIRST_LABEL = re.compile(r"\s*(?:[-*•]\s*)?(?:nom|prenom|candidate?)\b[^:]{0,20}:")


def passages(text: str, people: Sequence[CandidateReading]) -> list[list[str]]:
    """For each person, the sentences that speak of that person; one that speaks of all is everybody's."""
    told: list[list[str]] = [[] for _ in people]
    current: set[int] = set()
    for line in lines_of(tidy(text)):
        if _FIRST_LABEL.match(fold(line)):
            current = _whole(line, people) or _labelled(line, people, current)
        for sentence in sentences_of(unbulleted(line)):
            named = _whole(sentence, people) or _whole(line, people) if len(people) != 1 else {0}
            everybody = not named and bool(_ALL.search(fold(sentence)))
            current = named or current
            for index in range(len(people)) if everybody else sorted(current):
                told[index].append(squeezed(masked(sentence)[0]))
    return told


def noted(sentences: Sequence[str]) -> str | None:
    """What was said of a person, as one note of a reasonable length."""
    return " ; ".join(sentences)[:_LONGEST] or None


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", fold(text or "")))


def _whole(text: str, people: Sequence[CandidateReading]) -> set[int]:
    """Whoever is named in the text, by the last name, or by a first name that only one person has."""
    words = _words(text)
    found = set()
    for index, person in enumerate(people):
        last, first = _words(person.last_name), _words(person.first_name)
        alone = sum(_words(other.first_name) == first for other in people) == 1
        if (last and last <= words) or (first and first <= words and alone):
            found.add(index)
    return found


def _labelled(line: str, people: Sequence[CandidateReading], current: set[int]) -> set[int]:
    """« Prénom : » goes on with the person of « Nom : »; another value begins another person."""
    value = _words(line.partition(":")[2])
    mine = {i for i, p in enumerate(people) if value and value <= _words(f"{p.last_name or ''} {p.first_name or ''}")}
    return mine & current or mine or current
