"""Open labels: a label that was read, the answer that grows beside and under it, and the pair that they become."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.forms.continuations import ITEM
from parsers.forms.evidence import fit
from parsers.forms.guesses import GUESS, is_misled
from parsers.forms.label_book import Label
from parsers.forms.pairs import UNKNOWN, Loose, Pair
from parsers.forms.pieces import Piece
from parsers.vocabulary import Vocabulary

#: what the layout says is a label, but no list holds
UNLISTED = Label(kind="ignored", score=0.7)
_LEADERS = re.compile(r"(?:\.\s?){4,}|…[.…\s]*|_{2,}[_\s]*")
_LONG_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|_{3,})")
_NOT_ASKED = re.compile(r"(?i)(?:non|pas|aucune?|sans)\b(?! applicable).{2,40}$")
#: an arrow that leads to the answer
_ARROW = re.compile(r"^\s*(?:→|►|▶|➤|➔|⇒|=>|->)\s*")


@dataclass(slots=True)
class OpenLabel:
    """A label whose answer may go on."""

    label: Label
    written: str
    texts: list[str]
    place: str
    strength: float
    certainties: list[float]
    job: int | None
    quoted: bool
    last_length: int
    #: nothing stood beside the label
    below: bool = False
    #: the last line of the answer was quoted
    answer_quoted: bool | None = None
    left: float | None = None
    right: float | None = None
    #: nothing stood beside it, and it is set as a title is
    titled: bool = False
    #: a line of it reads like another label
    doubted: bool = False

    @property
    def waits(self) -> bool:
        """Nothing was read of its answer yet."""
        return not self.texts

    def is_told(self) -> bool:
        """A label of no concern that was answered beside it: the lines under it are not its own."""
        return self.label.kind != "field" and not self.below and bool(self.texts)

    def is_another_voice(self, piece: Piece) -> bool:
        """Quoted and typed text are two voices: an answer does not go from one into the other."""
        if self.answer_quoted is not None:
            return self.answer_quoted != piece.quoted
        # under a quoted label the answer is not quoted, unless it was all typed into the quotation
        first = piece.segments[0]
        return self.quoted and piece.quoted and not ITEM.match(first) and not first[:1].isspace()

    def is_prose(self) -> bool:
        """« Le poste : vous taillez les haies … » tells what is done, not what it is called."""
        return self.label.paths == ("job.title",) and fit("job.title", "\n".join(self.texts)) < 0

    def pair(self, vocabulary: Vocabulary) -> Pair | None:
        """The pair that it became; None where it is of no concern."""
        text = "\n".join(self.texts).strip()
        text = (_LONG_LEADERS if re.search(r"\w", text) else _LEADERS).sub(" ", text).strip()
        misled = bool(text) and (self.is_prose() or is_misled(self.label, text, vocabulary))
        if misled or (self.label is UNLISTED and text):
            return self._pair((UNKNOWN,), text, GUESS)
        if self.label.kind != "field":
            return None
        if self.label.wording in vocabulary.questions and _NOT_ASKED.match(text):
            # « Permis B : non requis » without its label would say nothing
            text = f"{self.written.strip(' :')} : {text}"
        if "\n" not in text:
            text = _ARROW.sub("", text).strip()
        return self._pair(self.label.paths, text, min(self.strength, GUESS) if self.doubted else self.strength)

    def as_loose(self) -> Loose:
        """The label and its answer as a line of prose."""
        text = " ".join(self.texts)
        return Loose(text=f"{self.written} : {text}", place=self.place, certainty=min(self.certainties), heading=False)

    def lines_as_loose(self) -> list[Loose]:
        """Each line of the answer, said under its label."""
        head, certainty = self.written.strip(" :"), min(self.certainties)
        return [
            Loose(text=f"{head} : {text}", place=self.place, certainty=certainty, heading=False) for text in self.texts
        ]

    def _pair(self, paths: tuple[str, ...], text: str, strength: float) -> Pair:
        return Pair(
            paths=paths,
            label=self.written.strip(),
            text=text,
            place=self.place,
            strength=strength,
            certainty=min(self.certainties),
            job=self.job,
        )
