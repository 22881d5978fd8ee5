"""The papers that came with a reply: each put to the person it is about; a CV of nobody named is somebody too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.language.folding import fold
from parsers.language.names import key
from parsers.language.people import Person, joined
from parsers.language.profiles import Profile
from parsers.reading import CandidateReading, Reading
from parsers.statements import Doubt

_CV_NAME = re.compile(r"(?<![a-z])(?:cv|curriculum)(?![a-z])")


def with_papers(
    people: Sequence[Person],
    needs: Sequence[tuple[str, ...]],
    documents: Sequence[tuple[str, Reading]],
    *,
    set_aside: Sequence[frozenset[str]],
    doubts: list[Doubt],
) -> tuple[list[Person], list[tuple[str, ...]]]:
    """The people with what their papers add, then those whom only a paper names; doubts are added to `doubts`."""
    out, refs = list(people), list(needs)
    late: list[tuple[str, Reading]] = []
    for name, reading in documents:
        index = _owner(out, name, reading)
        if index is None:
            late.append((name, reading))
        else:
            out[index] = _completed(out[index], name, reading)
    for name, reading in late:
        _put_elsewhere(out, refs, name, reading, set_aside, doubts)
    return out, refs


def _owner(people: Sequence[Person], name: str, reading: Reading) -> int | None:
    """The one person whose name the paper or its file carries."""
    if len(reading.candidates) > 1:
        return None
    file_words = set(re.findall(r"[^\W\d_]{2,}", fold(re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])", " ", name))))
    paper = (
        key(reading.candidates[0].last_name, reading.candidates[0].first_name) if reading.candidates else frozenset()
    )
    scores = []
    for index, person in enumerate(people):
        words = key(person.last, person.first)
        last = key(person.last, None)
        if (paper and (words == paper or (len(words & paper) >= 2))) or (words and words <= file_words):
            scores.append((3, index))
        elif (paper and ((words < paper) or (paper < words))) or (last and last <= file_words and not paper):
            scores.append((2, index))
    best = max((score for score, _ in scores), default=0)
    fitting = [index for score, index in scores if score == best]
    return fitting[0] if len(fitting) == 1 else None


def _completed(person: Person, name: str, reading: Reading) -> Person:
    paper = reading.candidates[0] if reading.candidates else CandidateReading()
    more = _person(paper)
    first = person.first or (paper.first_name if key(person.last, None) & key(paper.last_name, None) else None)
    return replace(joined(person, more), first=first, documents=tuple(dict.fromkeys((*person.documents, name))))


def _put_elsewhere(
    people: list[Person],
    needs: list[tuple[str, ...]],
    name: str,
    reading: Reading,
    set_aside: Sequence[frozenset[str]],
    doubts: list[Doubt],
) -> None:
    """A paper whose owner the mail does not name."""
    if len(reading.candidates) > 1:
        for candidate in reading.candidates:
            _add(people, needs, _person(candidate), set_aside)
        return
    named = next((c for c in reading.candidates if c.last_name), None)
    if named is not None:
        _add(people, needs, replace(_person(named), documents=(name,)), set_aside)
        return
    bare = [index for index, person in enumerate(people) if not person.documents]
    is_cv = bool(reading.candidates) or bool(_CV_NAME.search(fold(name)))
    if is_cv and len(people) == 1 and bare:
        people[0] = _completed(people[0], name, reading)
    elif is_cv:
        doubts.append(Doubt(what=name, why="CV joint sans nom lisible : on ne sait pas de quel candidat il s'agit"))


def _add(
    people: list[Person], needs: list[tuple[str, ...]], person: Person, set_aside: Sequence[frozenset[str]]
) -> None:
    words = key(person.last, person.first)
    if not words or any(aside and (aside <= words or words <= aside) for aside in set_aside):
        return
    for index, known in enumerate(people):
        if key(known.last, known.first) == words:
            people[index] = joined(known, person)
            return
    people.append(person)
    needs.append(())


def _person(candidate: CandidateReading) -> Person:
    return Person(
        last=candidate.last_name,
        first=candidate.first_name,
        raw=f"{candidate.last_name or ''} {candidate.first_name or ''}".strip(),
        phone=candidate.phone,
        email=candidate.email,
        postcode=candidate.postcode,
        criteria=tuple(sorted(candidate.criteria)),
        profile=Profile(**candidate.profile),  # type: ignore[arg-type]
    )
