"""Nameless: what a partner's sentence without a name says, and of whom: of the last person, of a first name, of all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from parsers.language.criteria import criteria_in
from parsers.language.first_names import is_sure_first_name, sex_of
from parsers.language.folding import fold, squeezed
from parsers.language.names import Name
from parsers.language.people import Person, facts, joined
from parsers.replies.mentions import (
    NOT_WILLING,
    PROPOSED_BY_PRONOUN,
    PROPOSING,
    WAITING,
    WITHDRAWN,
    has_no_one_else,
    says_no_one_else,
)
from parsers.replies.notebook import Notes

_ALL_OF_THEM = re.compile(
    r"\b(?:tous|toutes)\b|\b(?:les|ces) (?:deux|trois|quatre|cinq|\d)\b|\bchacune?\b|\bils sont\b|\belles sont\b"
)
#: « deux personnes », « trois jeunes »: whoever is named next is one of them
SOME_PEOPLE = re.compile(
    r"\b(?:deux|trois|quatre|cinq|six|plusieurs|quelques|[2-9]) (?:autres |jeunes? |bons |beaux |de nos |de mes "
    r"|nouveaux )?(?:personnes"
    r"|candidat\w*|profils|jeunes|beneficiaires|participant\w*|salarie\w*|demandeu\w+|stagiaires|habitants"
    r"|volontaires|usagers|residents|allocataires)\b"
)
_OF_THE_AUTHOR = re.compile(
    r"\b(?:me|moi|mon|ma|nous|notre|nos) (?:joindre|contacter|appeler|rappeler|numero|ligne|portable|disposition"
    r"|mail|adresse|telephone|fixe)|\bjoignable\w* (?:moi|au bureau)|\bje (?:suis|reste) (?:joignable|disponible"
    r"|a votre)|\bnous (?:sommes|restons) (?:joignable|disponible|a votre)"
)
_SAID_OF_EACH = re.compile(
    r"\b(?:tous|toutes) (?:les )?(?:deux|trois|quatre|\d)\b|\bles (?:deux|trois|quatre) (?:sont|au)\b"
    r"|^[\s,(]{0,3}(?:(?:qui )?sont )?(?:suivi|inscrit|accompagne|heberge|reconnu|beneficiaire|allocataire"
    r"|domicilie|oriente"
    r"|salarie|sorti|jeune|habitant|resident)e?s\b"
)
_RANKS = (re.compile(r"\bl[ea] (?:premiere?|1ere?)\b"), re.compile(r"\bl[ea] (?:seconde?|deuxieme|2e(?:me)?)\b"))
_PIECES = re.compile(r"[,;]|\set\s|\smais\s")
_SUBJECT = re.compile(r"^\W*(?:et |mais )?(?P<who>il|elle|lui)\b")
_SEVERAL = re.compile(r"\b(?:deux|trois|quatre|cinq|\d|des|personnes|candidats|jeunes|beneficiaires)\b")


def read_nameless(sentence: str, notes: Notes, today: date, *, asks: bool, colleague: bool) -> None:
    """Add what the sentence says to whom it means."""
    folded = fold(sentence)
    notes.no_one_else |= has_no_one_else(sentence)
    if says_no_one_else(sentence):
        return
    proposes = PROPOSED_BY_PRONOUN.search(folded)
    if proposes and not asks and not NOT_WILLING.search(folded) and not WAITING.search(folded):
        notes.propose_cited()
    if asks or colleague or _OF_THE_AUTHOR.search(folded):
        return
    # « Mme Haddad vous rappellera »: a title in such a sentence may be anybody's
    said = facts(sentence, today=today)
    said = replace(said, profile=replace(said.profile, sex=None))
    everyone = _ALL_OF_THEM.search(folded) is not None and not (said.phone or said.email)
    if not notes.people:
        _before_anybody(sentence, said, notes, everyone=everyone)
    elif not _shared_out(sentence, notes, today):
        _of_people(folded, said, notes, everyone=everyone)


def _before_anybody(sentence: str, said: Person, notes: Notes, *, everyone: bool) -> None:
    """Of one only cited so far, of all who will be named, or of somebody whose name is missing."""
    if notes.cited:
        notes.cited[-1] = replace(notes.cited[-1], person=joined(notes.cited[-1].person, said))
    elif said.criteria and (
        everyone or notes.one_paper or SOME_PEOPLE.search(fold(sentence)) or sentence.rstrip().endswith(":")
    ):
        notes.of_all |= set(said.criteria)
    else:
        _someone_unnamed(sentence, said, notes)


def _of_people(folded: str, said: Person, notes: Notes, *, everyone: bool) -> None:
    """Of the one called by the first name or meant by « il », of all, else of the last one."""
    called = _called(folded, notes.people)
    if len(called) == 1 and (WITHDRAWN.search(folded) or WAITING.search(folded) or NOT_WILLING.search(folded)):
        notes.unsay(called[0], "une phrase le propose et une autre l'écarte ou le réserve")
        return
    if not (said.phone or said.email or said.criteria or said.pending or said.postcode or said.profile.known()):
        return
    called = called or _meant_by_pronoun(folded, notes.people)
    targets = called if len(called) == 1 else range(len(notes.people)) if everyone else [len(notes.people) - 1]
    for index in targets:
        notes.people[index] = joined(notes.people[index], said)


def _called(folded: str, people: Sequence[Person]) -> list[int]:
    """Those whose first name the sentence holds."""
    return [
        index
        for index, person in enumerate(people)
        if person.first and re.search(rf"\b{re.escape(fold(person.first))}\b", folded)
    ]


def _ranked(folded: str, people: Sequence[Person]) -> list[int]:
    """« le premier », « la seconde » among those named so far."""
    return [rank for rank, wording in enumerate(_RANKS) if rank < len(people) and wording.search(folded)]


def _meant_by_pronoun(folded: str, people: Sequence[Person]) -> list[int]:
    """« Elle : RQTH »: the last woman named; nobody where the sentence begins otherwise."""
    subject = _SUBJECT.match(folded)
    if subject is None:
        return []
    sex = "F" if subject["who"] == "elle" else "M"
    fitting = [i for i, one in enumerate(people) if sex in {one.profile.sex, sex_of(fold(one.first or ""))}]
    return fitting[-1:]


def _shared_out(sentence: str, notes: Notes, today: date) -> bool:
    """« 06 … pour Farid, 06 … pour Amélie »: each piece goes to the one whom it names."""
    pieces = [
        (piece, _called(fold(piece), notes.people) or _ranked(fold(piece), notes.people))
        for piece in _PIECES.split(sentence)
    ]
    told = [(piece, called[0]) for piece, called in pieces if len(called) == 1]
    if len({index for _, index in told}) < 2 or any(WITHDRAWN.search(fold(piece)) for piece, _ in told):
        return False
    for piece, index in told:
        notes.people[index] = joined(notes.people[index], facts(piece, today=today))
    return True


def _someone_unnamed(sentence: str, said: Person, notes: Notes) -> None:
    """Someone with a telephone or a first name alone is nobody that could be presented: a person must ask."""
    lone = [
        word
        for word in re.findall(r"[^\W\d_][^\W\d_'-]+(?:-[^\W\d_]+)?", sentence)
        if word[:1].isupper() and is_sure_first_name(fold(word))
    ]
    if (said.phone or said.email or (lone and said.criteria)) and (
        said.criteria or lone or PROPOSING.search(fold(sentence))
    ):
        notes.doubt(squeezed(sentence)[:200], "un candidat semble proposé, mais son nom manque ou est incomplet")


def share(sentence: str, people: Sequence[Name], notes: Notes, today: date) -> None:
    """« Deux bénéficiaires du RSA : X et Y », « X et Y, tous deux RQTH »: what is said of all goes to each."""
    if len(people) < 2:
        return
    before = sentence[: people[0].start]
    after = sentence[people[-1].end :]
    shared: set[str] = set()
    if _SEVERAL.search(fold(before)):
        shared |= set(criteria_in(before, today=today).codes)
    match = _SAID_OF_EACH.search(fold(after))
    if match:
        begins = max(after.rfind(mark, 0, match.start()) for mark in ",;()") + 1
        shared |= set(criteria_in(after[begins:], today=today).codes)
    for name in people:
        index = notes.index_of(Person(last=name.last, first=name.first))
        if index is not None and shared:
            notes.people[index] = joined(notes.people[index], Person(criteria=tuple(shared)))
