"""Pairs: a label and what was written for it, with the place; what every finder hands to the assignment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from parsers.forms.agency import is_institution
from parsers.forms.label_book import Label
from parsers.forms.labels import LAST_RESORT, resolved
from parsers.forms.sections import section_of
from parsers.vocabulary import Vocabulary

#: company fields whose label also serves for a tutor, a buyer, a facilitator
AMBIGUOUS = frozenset(
    {
        "company.contact_name", "company.contact_name+first", "company.contact_name+civility", "company.phone",
        "company.email", "company.address", "company.address+town", "job.start_date",
    }
)  # fmt: skip


#: a heading of the lists, or nearly
SURE = 0.9
#: labels set as headings, from which on a form is taken to set all its labels so
MOST_SO = 3
_CONTACT = "company.contact_name"
#: the path of a pair whose label is of no list: its text may tell what it answers
UNKNOWN = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A line that answers no label."""

    text: str
    place: str
    certainty: float
    heading: bool
    #: it stands in a part that is about somebody else
    foreign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One label, its fields, and the text that answers it; an empty text is a blank that the form asked to fill."""

    paths: tuple[str, ...]
    label: str
    text: str
    place: str
    #: 0 to 1: how surely the label asks for these fields and the text answers it
    strength: float
    #: 0 to 1: how surely the text was read (1 unless recognised from a picture)
    certainty: float = 1.0
    #: which job of the form: 0 = the first or all, then 1, 2 …; None = said once for all jobs
    job: int | None = 0
    #: it was read from a form control, whose text is exactly what was typed
    control: bool = False
    #: a line of it is set in grey or italics, as the hints of a form are
    faint: bool = False


@dataclass(slots=True)
class Context:
    """Where a finder stands while it walks down a document."""

    vocabulary: Vocabulary
    #: the text was recognised from a picture: words may be wrong
    recognised: bool = False
    section: str | None = None
    previous: str | None = None
    #: a label spoke of somebody else than the company; ambiguous labels are his until the next heading
    foreign: bool = False
    #: a label spoke perhaps of somebody else: answers to ambiguous labels are for a person
    unsure_whose: bool = False
    #: the job whose block we are in, and what has been read of it
    job: int = 0
    seen: set[str] = field(default_factory=set)
    blocks: bool = False
    #: all that the document has asked so far, and how often by a sure label alone on its line
    asked: set[str] = field(default_factory=set)
    alone: int = 0
    #: how many of those were set as headings are
    titled: int = 0
    #: the lines that answered no label
    loose: list[Loose] = field(default_factory=list)

    def copy(self) -> Context:
        """The same place, to walk on from on trial."""
        return replace(self, seen=set(self.seen), asked=set(self.asked), loose=list(self.loose))

    def adopt(self, other: Context) -> None:
        """Stand where a trial walk ended."""
        for name in self.__slots__:
            setattr(self, name, getattr(other, name))

    def enter(self, section: str) -> None:
        """A heading: what stood before no longer counts."""
        self.section = section
        self.previous = None
        self.foreign = section == "foreign"
        self.unsure_whose = False

    def drop_title(self, text: str, paths: Iterable[str]) -> bool:
        """Whether a label without an answer was the title of a part; its section is entered, and nothing asked."""
        section = section_of(text, self.vocabulary)
        if section is None or section[1] < 1.0 or text.rstrip().endswith((":", "?")):
            return False
        self.enter(section[0])
        self.asked -= set(paths)
        self.seen -= set(paths)
        return True

    def next_job(self) -> None:
        """Another job begins."""
        self.job += 1
        self.seen = set()

    def enter_block(self, rank: int) -> None:
        """A heading that counts jobs: another job, unless it is the first and nothing was said of one before."""
        begun = self.blocks or "job.title" in self.seen or len(self.seen) > 2
        if (self.seen and begun) or rank > self.job + 1:
            self.next_job()
        self.enter("job")
        self.blocks = True

    def settle(self, label: Label, answer: str = "") -> Label:
        """The label as it is meant here; of no concern where somebody else is spoken of."""
        if label.kind == "opener":
            self.unsure_whose = self._may_be_ours(label, answer)
            self.foreign = not self.unsure_whose
            if self.unsure_whose:
                self.previous = _CONTACT
                return Label(kind="field", paths=(_CONTACT,), score=LAST_RESORT)
            return label
        label = resolved(
            label,
            section=self.section,
            previous=self.previous,
            seen=self.seen | {path for path in self.asked if path.startswith("company.")},
            vocabulary=self.vocabulary,
        )
        if label.kind == "field" and self.section == "foreign":
            return Label(kind="ignored", score=label.score)
        if label.kind == "field" and self.foreign:
            if all(path in AMBIGUOUS for path in label.paths):
                return Label(kind="ignored", score=label.score)
            self.foreign = False
        if label.kind == "field" and self.unsure_whose:
            if any(path in AMBIGUOUS for path in label.paths):
                label = replace(label, score=min(label.score, LAST_RESORT))
            else:
                self.unsure_whose = False
        if label.paths and label.kind == "field":
            self.previous = label.paths[0].rstrip("?")
        return label

    def _may_be_ours(self, label: Label, answer: str) -> bool:
        """« Suivi par » in the company's own part that asked for nobody yet, with no institution in the answer."""
        own = self.section in {"company", "contact"} or (self.section is None and "company.siret" in self.asked)
        either = label.wording in self.vocabulary.either_openers
        return own and either and not self.foreign and _CONTACT not in self.asked and not is_institution(answer)

    def note(self, label: Label) -> None:
        """Remember what this job has been asked; a title asked again begins another job."""
        if label.score <= LAST_RESORT:
            return
        if "job.title" in label.paths and "job.title" in self.seen and len(self.seen) >= 4:
            self.next_job()
        self.asked.update(label.paths)
        self.seen.update(path for path in label.paths if not path.startswith("company."))

    def heading(self, text: str, *, marked: bool) -> bool:
        """Whether the text is a heading; enters its section when it is. `marked`: the layout says so too."""
        found = section_of(text, self.vocabulary)
        if not found or (found[1] < SURE and not (marked and self.asked)):
            return False
        if found == ("foreign", found[1]) and found[1] < SURE and self.titled >= MOST_SO:
            # in a form whose labels are set as headings it is one more question, and no part
            self.foreign, self.previous = True, None
        else:
            self.enter(found[0])
        return True
