"""Guesses: the field that a label of no list may ask for: by a word of it and by what its answer looks like."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from parsers.forms.evidence import fit, told_by
from parsers.forms.label_book import Label
from parsers.forms.label_wording import bare
from parsers.forms.pairs import Pair
from parsers.values.wording import folded
from parsers.vocabulary import Vocabulary

#: for a person
GUESS = 0.7
#: a label that only its words point to scores no more
_RULED = 0.84
_SHAPED = frozenset(
    {
        "company.siret", "company.phone", "company.email", "job.openings", "job.start_date",
        "conditions.contract_type", "conditions.contract_duration", "conditions.weekly_hours",
        "conditions.gross_salary",
    }
)  # fmt: skip


_PROFILE = re.compile(r"(?:le |votre )?profils?(?: (?:recherche|souhaite|demande|attendu|vise)s?)?$")
#: a few words, no list and no sentence
_NAMES_A_JOB = re.compile(r"[^,;:.\n]{4,60}")


def is_misled(label: Label, text: str, vocabulary: Vocabulary) -> bool:
    """« Au : 03 22 … »: a label of one short word whose answer looks like none to its field."""
    ruled = not label.wording and label.kind == "field" and label.score <= _RULED
    if len(label.paths) != 1 or not (ruled or label.wording in vocabulary.telling):
        return False
    path = label.paths[0]
    return fit("job.start_date" if path.endswith("+end") else path, text) < 0


def guessed(label: str, text: str, asked: Collection[str], vocabulary: Vocabulary) -> str | None:
    """The field among those that nothing else asks for; None where neither words nor answer tell."""
    flat, told = folded(label).strip(" ?:.!*"), told_by(text)
    for path, words in vocabulary.hints.items():
        if path in asked or not re.search(words, flat):
            continue
        suits = fit(path, text)
        if suits > 0 or (suits == 0 and path not in _SHAPED and told is None):
            return path
    return told if told not in asked else None


def profile_as_title(pairs: Sequence[Pair]) -> list[Pair]:
    """« Profil recherché : Opérateur désamiantage », where skills have a label of their own and the job has none.

    For a person: it may be a kind of person all the same.
    """
    titled = any("job.title" in pair.paths and pair.text.strip() for pair in pairs)
    skilled = [pair for pair in pairs if pair.paths == ("job.skills",) and pair.text.strip()]
    if titled or len(skilled) < 2:
        return list(pairs)
    profiles = [
        pair for pair in skilled if _PROFILE.match(bare(pair.label)) and _NAMES_A_JOB.fullmatch(pair.text.strip())
    ]
    return [
        replace(pair, paths=("job.title",), strength=GUESS) if profiles and pair is profiles[0] else pair
        for pair in pairs
    ]
