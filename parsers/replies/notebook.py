"""Notebook: what has been understood of a partner's reply so far, while its lines go by."""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.language.names import Name, key
from parsers.language.people import Person, joined
from parsers.statements import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Someone named without being proposed; a later « je vous le propose » may make a candidate of her or him."""

    person: Person
    needs: tuple[str, ...]
    doubt: Doubt


@dataclass(slots=True, kw_only=True)
class Notes:
    """People proposed, taken back or only named, questions and doubts; each person once."""

    people: list[Person] = field(default_factory=list)
    needs: list[tuple[str, ...]] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    #: names that were seen and are not proposed: not to be taken from a CV either
    set_aside: list[frozenset[str]] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    #: criteria that were told of all, before anybody was named
    of_all: set[str] = field(default_factory=set)
    #: one person's papers came with the reply
    one_paper: bool = False
    heading: tuple[str, ...] = ()
    proposing: bool = False
    nobody: bool = False
    #: « personne d'autre »: nobody, where nobody is proposed
    no_one_else: bool = False

    def add(self, person: Person, needs: tuple[str, ...]) -> None:
        """Remember a person, once."""
        index = self.index_of(person)
        if index is None:
            self.people.append(person)
            self.needs.append(needs)
        else:
            self.people[index] = joined(self.people[index], person)
            self.needs[index] = tuple(dict.fromkeys((*self.needs[index], *needs)))

    def index_of(self, person: Person) -> int | None:
        """The place of someone already named so, in full or in part."""
        words = key(person.last, person.first)
        for index, known in enumerate(self.people):
            other = key(known.last, known.first)
            if words == other or (words and (words < other or other < words) and not _phones_differ(person, known)):
                return index
        return None

    def put_aside(self, name: Name) -> None:
        """Remember that someone is not proposed."""
        self.set_aside.append(key(name.last, name.first))

    def doubt(self, what: str, why: str) -> None:
        """Remember what a person must look at."""
        self.doubts.append(Doubt(what=what, why=why))

    def cite(self, person: Person, needs: tuple[str, ...], why: str) -> None:
        """Remember someone named and not proposed."""
        doubt = Doubt(what=person.raw, why=why)
        self.doubts.append(doubt)
        self.set_aside.append(key(person.last, person.first))
        self.cited.append(Cited(person=person, needs=needs, doubt=doubt))

    def propose_cited(self, *, evident: bool = False) -> None:
        """Make candidates of those only named; `evident`: of those whom one could reach or whose public is told."""
        for one in list(self.cited):
            if evident and not (one.person.phone or one.person.email or one.person.criteria):
                continue
            self.cited.remove(one)
            self.doubts.remove(one.doubt)
            self.set_aside.remove(key(one.person.last, one.person.first))
            self.add(one.person, one.needs)

    def unsay(self, index: int, why: str = "") -> None:
        """Whoever is both proposed and not is a doubt, no candidate."""
        if why:
            self.doubt(self.people[index].raw, why)
        del self.people[index], self.needs[index]

    def take_back(self) -> None:
        """Whoever is taken back anywhere in the mail is no candidate of it."""
        for words in [words for words in self.set_aside if words]:
            for index in range(len(self.people) - 1, -1, -1):
                if key(self.people[index].last, self.people[index].first) == words:
                    self.unsay(index, "la personne est à la fois proposée et écartée dans le message")


def _phones_differ(one: Person, other: Person) -> bool:
    return bool(one.phone and other.phone and one.phone != other.phone)
