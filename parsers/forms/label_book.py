"""Label book: a vocabulary arranged for looking printed labels up, made once and kept with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from weakref import WeakKeyDictionary

from parsers.forms.label_wording import bare
from parsers.vocabulary import Vocabulary

Kind = Literal["field", "ignored", "opener"]

#: of two wordings that are nearly the same, in hundredths
NEAR = 84
#: the score of a closed question: less than what a label alone on its line needs
QUESTION = 0.88
#: the score of a label that mostly asks for something else
FAINT = 0.8
#: the score of a sentence that the answer ends
BEGUN = 0.95
_BEGUN = re.compile(r"(?:…|(?<!\.)\.\.\.)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a label asks for: field paths, or nothing of ours; after an « opener » somebody else is spoken of."""

    kind: Kind
    paths: tuple[str, ...] = ()
    #: 1.0 for a wording of the lists, less for a near one, about 0.8 for a rule of words
    score: float = 1.0
    #: the wording of the lists that it was taken for, for the contextual ones
    wording: str = ""


@dataclass(slots=True)
class Book:
    """A vocabulary arranged for looking labels up."""

    entries: dict[str, Label]
    wordings: list[str]
    opener_words: re.Pattern[str]
    keywords: list[tuple[str, re.Pattern[str], re.Pattern[str] | None]]
    sections: dict[str, str]
    section_wordings: list[str]
    titles: tuple[str, ...]
    qualifiers: re.Pattern[str]
    #: a short word of a label -> the word that it stands for
    abbreviations: Mapping[str, str]
    #: the beginning of a sentence that the answer ends (« Vous êtes… »), by its words without the ellipsis
    begun: Mapping[str, Label]
    found: dict[str, Label | None] = field(default_factory=dict)
    found_sections: dict[str, tuple[str, float] | None] = field(default_factory=dict)
    _by_length: dict[int, list[str]] = field(default_factory=dict)

    def nearly_as_long(self, text: str) -> list[str]:
        """The wordings that are long enough, and short enough, to differ from a text by a few letters only."""
        size = len(text)
        if size not in self._by_length:
            # of two texts the ratio is at most twice the shorter one's share of both
            self._by_length[size] = [
                word for word in self.wordings if 200 * min(size, len(word)) >= NEAR * (size + len(word))
            ]
        return self._by_length[size]


def is_begun(text: str) -> bool:
    """Whether a label ends with an ellipsis: not with the dots of a leader."""
    return bool(_BEGUN.search(text))


_BOOKS: WeakKeyDictionary[Vocabulary, Book] = WeakKeyDictionary()


def book_of(vocabulary: Vocabulary) -> Book:
    """The vocabulary arranged; kept as long as the vocabulary lives."""
    book = _BOOKS.get(vocabulary)
    if book is None:
        entries: dict[str, Label] = {}
        for wording in vocabulary.ignored:
            entries[bare(wording)] = Label(kind="ignored", wording=wording)
        for wording in vocabulary.openers:
            entries[bare(wording)] = Label(kind="opener", wording=wording)
        for wording, path in vocabulary.labels.items():
            entries.setdefault(bare(wording), Label(kind="field", paths=(path,), wording=wording))
        for wording, path in vocabulary.questions.items():
            entries.setdefault(bare(wording), Label(kind="field", paths=(path,), score=QUESTION, wording=wording))
        for wording, path in vocabulary.faint.items():
            entries[bare(wording)] = Label(kind="field", paths=(path,), score=FAINT, wording=wording)
        for wording, paths in vocabulary.composites.items():
            entries[bare(wording)] = Label(kind="field", paths=paths, wording=wording)
        for wording in vocabulary.contextual:
            known = entries.get(bare(wording))
            entries[bare(wording)] = Label(kind="field", paths=known.paths if known else (), wording=wording)
        book = Book(
            entries=entries,
            wordings=[wording for wording in entries if len(wording) >= 5],
            keywords=[
                (rule.path, re.compile(rule.match), re.compile(rule.without) if rule.without else None)
                for rule in vocabulary.keywords
            ],
            sections={bare(heading): name for heading, name in vocabulary.sections.items()},
            section_wordings=[bare(heading) for heading in vocabulary.sections if len(heading) >= 6],
            titles=vocabulary.titles,
            begun={
                bare(wording): Label(kind="field", paths=(path,), score=BEGUN)
                for wording, path in vocabulary.begun.items()
            },
            abbreviations=vocabulary.abbreviations,
            opener_words=re.compile(vocabulary.opener_words),
            qualifiers=re.compile(rf"\s+(?:{'|'.join(vocabulary.qualifiers)})(?!\w)"),
        )
        _BOOKS[vocabulary] = book
    return book
