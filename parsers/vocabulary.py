"""Vocabulary: the words that forms are read with, all from TOML: labels, sections, contracts, SMIC, forbidden words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILES = ("labels", "contracts", "smic", "forbidden")
#: in a checkout the files stand in config/, in an installed wheel with the service's data
_HERE = Path(__file__).resolve().parent.parent
_PLACES = (_HERE / "config" / "vocabulary", _HERE / "service" / "_data" / "config" / "vocabulary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A rule for labels that no list holds: words that point to a field, words that speak against it."""

    path: str
    match: str
    without: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contextual:
    """A label whose field depends on the section it stands in, or on the label read just before."""

    by_section: Mapping[str, str]
    after: Mapping[str, str]
    #: the field when its usual one was asked already
    again: str | None = None
    #: the field that it may answer where it mostly is of no concern, when nothing else does
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A ground on which the law forbids to choose, the words that tell it, and what makes them lawful."""

    name: str
    #: as a person reads it
    label: str
    words: tuple[str, ...]
    lawful: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Vocabulary:
    """All word lists; compared by identity, so that what is computed from one can be kept with it."""

    #: label -> field path
    labels: Mapping[str, str]
    #: beginnings of sentences that the answer ends, without their ellipsis
    begun: Mapping[str, str]
    #: label -> a field that it may answer when nothing else does
    faint: Mapping[str, str]
    #: short word of a label -> the word that it stands for
    abbreviations: Mapping[str, str]
    #: words that a label may carry without meaning another field
    qualifiers: tuple[str, ...]
    #: label of a closed question -> field path; it counts only with an answer beside it
    questions: Mapping[str, str]
    #: label -> field paths; « ? » at the end of a path says « if it is there »
    composites: Mapping[str, tuple[str, ...]]
    #: labels so short that they count only with an answer that looks like their field's
    telling: frozenset[str]
    contextual: Mapping[str, Contextual]
    #: heading -> section name
    sections: Mapping[str, str]
    ignored: frozenset[str]
    openers: frozenset[str]
    #: those that may speak of the company's own person, in its own part of the form
    either_openers: frozenset[str]
    #: words of an opener that no list holds
    opener_words: str
    keywords: tuple[Keyword, ...]
    #: field path -> words of an unknown label that let it be guessed
    hints: Mapping[str, str]
    #: technical field name -> field path
    technical: Mapping[str, str]
    titles: tuple[str, ...]
    other_titles: tuple[str, ...]
    stops: tuple[str, ...]
    block: str
    #: printed where an answer goes: the answer is blank
    placeholder: re.Pattern[str]
    #: how a hint begins that is set in grey or italics where an answer goes
    faint_hint: re.Pattern[str]
    #: printed units alone are no figure
    units: re.Pattern[str]
    contracts: Mapping[str, tuple[str, ...]]
    weak_contracts: Mapping[str, tuple[str, bool]]
    #: (from, gross euros an hour), the latest last
    smic: tuple[tuple[date, float], ...]
    overtime: float
    grounds: tuple[Ground, ...] = field(default=())

    def smic_on(self, day: date) -> float | None:
        """The minimum wage an hour on a day; None before the first line of the table."""
        rates = [hourly for start, hourly in self.smic if start <= day]
        return rates[-1] if rates else None


@lru_cache(maxsize=1)
def usual() -> Vocabulary:
    """The vocabulary that comes with the program."""
    place = next(place for place in _PLACES if place.is_dir())
    return from_mapping({name: tomllib.loads((place / f"{name}.fr.toml").read_text("utf-8")) for name in _FILES})


@lru_cache
def words_of(name: str) -> Mapping[str, Any]:
    """One file of word lists: the words that mails are read with."""
    place = next(place for place in _PLACES if place.is_dir())
    return tomllib.loads((place / f"{name}.fr.toml").read_text("utf-8"))


#: word lists as a caller may give them: arranged, as additions in the shape of the files, or none: the usual ones
Words = Vocabulary | Mapping[str, Any] | None


def known(vocabulary: Words) -> Vocabulary:
    """The vocabulary itself, the usual one with additions, or the usual one."""
    if isinstance(vocabulary, Vocabulary):
        return vocabulary
    return extended(vocabulary) if vocabulary else usual()


def extended(extra: Mapping[str, Any]) -> Vocabulary:
    """The usual vocabulary with additions in the shape of its files: lists grow, tables gain keys."""
    place = next(place for place in _PLACES if place.is_dir())
    usual_data = {name: tomllib.loads((place / f"{name}.fr.toml").read_text("utf-8")) for name in _FILES}
    return from_mapping(_merged(usual_data, extra))


def from_mapping(data: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary that the four parsed files hold."""
    labels, contracts, smic = data["labels"], data["contracts"], data["smic"]
    return Vocabulary(
        labels={label: path for path, each in labels["fields"].items() for label in each},
        begun={label: path for path, each in labels["begun"].items() for label in each},
        faint={label: path for path, each in labels["faint"].items() for label in each},
        abbreviations=labels["abbreviations"],
        qualifiers=tuple(labels["qualifiers"]["words"]),
        questions={label: path for path, each in labels["questions"].items() for label in each},
        composites={label: tuple(paths) for label, paths in labels["composites"].items()},
        telling=frozenset(labels["telling"]["words"]),
        contextual={
            label: Contextual(
                by_section={key: path for key, path in rule.items() if key not in {"after", "again", "last"}},
                after=rule.get("after", {}),
                again=rule.get("again"),
                last=rule.get("last"),
            )
            for label, rule in labels["contextual"].items()
        },
        sections={label: name for name, each in labels["sections"].items() for label in each},
        ignored=frozenset(labels["ignored"]["labels"]),
        openers=frozenset(labels["ignored"]["openers"]),
        either_openers=frozenset(labels["ignored"]["either"]),
        opener_words=labels["ignored"]["opener_words"],
        keywords=tuple(Keyword(**rule) for rule in labels["keywords"]),
        hints=labels["hints"],
        technical={name: path for path, each in labels["technical"].items() for name in each},
        titles=tuple(labels["document"]["titles"]),
        other_titles=tuple(labels["document"]["others"]),
        stops=tuple(labels["document"]["stops"]),
        block=labels["document"]["block"],
        placeholder=re.compile("|".join(f"(?:{wording})" for wording in labels["blanks"]["placeholders"])),
        faint_hint=re.compile("|".join(f"(?:{wording})" for wording in labels["blanks"]["faint"])),
        units=re.compile(labels["blanks"]["units"]),
        contracts={code: tuple(each) for code, each in contracts["words"].items()},
        weak_contracts={word: (rule["code"], rule["review"]) for word, rule in contracts["weak"].items()},
        smic=tuple(sorted((row["from"], float(row["hourly"])) for row in smic["smic"])),
        overtime=float(smic["hours"]["overtime"]),
        grounds=tuple(
            Ground(name=name, label=rule["label"], words=tuple(rule["words"]), lawful=tuple(rule["except"]))
            for name, rule in data["forbidden"]["grounds"].items()
        ),
    )


def _merged(below: Any, above: Any) -> Any:
    """Tables key by key, lists end to end; of two plain values the one above."""
    if isinstance(below, dict) and isinstance(above, Mapping):
        return {
            key: _merged(below[key], above[key]) if key in below and key in above else below.get(key, above.get(key))
            for key in {**below, **above}
        }
    if isinstance(below, list) and isinstance(above, list):
        return [*below, *above]
    return above
