"""A partner's reply: whom it proposes, for which need, whom it takes back, that it has nobody, what it asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parsers.language.folding import LONGEST, tidy
from parsers.language.people import Person, joined, labelled_people, people_in_table
from parsers.language.sensitive import masked
from parsers.language.sentences import lines_of
from parsers.reading import CandidateReading, Reading
from parsers.replies.blocks import blocks_of, labels_in
from parsers.replies.courtesy import author_words, body_of, is_author
from parsers.replies.needs_named import NeedNames
from parsers.replies.notebook import Notes
from parsers.replies.papers import with_papers
from parsers.replies.referral_lines import MOST, Reader
from parsers.statements import Doubt, NeedRef, PartnerReply


def read(
    text: str,
    *,
    documents: Sequence[tuple[str, Reading]] = (),
    needs: Sequence[NeedRef] = (),
    need: NeedRef | None = None,
    today: date,
    signature: str = "",
    sender: str = "",
) -> PartnerReply:
    """What a partner answers to a diffusion; whoever is named without being clearly proposed is a doubt."""
    clean, secrets = masked(tidy(text))
    notes = Notes(doubts=[_secret(kind, number) for kind, number in secrets])
    if len(text) > LONGEST:
        notes.doubt(f"{len(text)} caractères", "message trop long : la fin n'a pas été lue")
    author = author_words(signature, sender)
    papers = tuple(
        (one.last_name, one.first_name)
        for _, paper in documents
        for one in paper.candidates
        if one.last_name and one.first_name
    )
    notes.one_paper = len(papers) == 1
    reader = Reader(notes=notes, needs=NeedNames(needs, need), author=author, today=today, papers=papers)
    for block in blocks_of(body_of(lines_of(clean))):
        if isinstance(block, tuple):
            if not _add_labelled(block, reader):
                for line in block:
                    _read_line(line, reader)
        elif isinstance(block, str):
            _read_line(block, reader)
        else:
            _read_rows(block, reader)
    notes.propose_cited(evident=True)
    notes.take_back()
    people, needs_of = with_papers(notes.people, notes.needs, documents, set_aside=notes.set_aside, doubts=notes.doubts)
    people = [joined(person, Person(criteria=tuple(notes.of_all))) for person in people]
    _review(people, notes)
    return _reply(people, needs_of, notes, needs, need)


def _secret(kind: str, number: str) -> Doubt:
    what = "numéro de sécurité sociale" if kind == "nir" else "coordonnées bancaires"
    return Doubt(what=number, why=f"le message contient un {what} : il a été masqué et n'est pas conservé")


def _add_labelled(lines: Sequence[str], reader: Reader) -> bool:
    """« Nom : … », « Prénom : … »: whether these lines told of somebody."""
    people, _ = labelled_people(lines, today=reader.today)
    told = [person for person in people if person.last and (person.first or person.phone or person.criteria)]
    for person in told:
        reader.notes.add(person, reader.notes.heading)
    return bool(told)


def _read_line(line: str, reader: Reader) -> None:
    if len(reader.notes.people) < MOST and labels_in(line) >= 2 and _add_labelled([line], reader):
        return
    reader.read_line(line)


def _read_rows(rows: list[list[str]], reader: Reader) -> None:
    people = people_in_table(rows, today=reader.today)
    if not people:
        for row in rows:
            _read_line(" ; ".join(cell for cell in row if cell), reader)
        return
    for person in people[:MOST]:
        if not is_author(reader.author, person.last, person.first):
            named = reader.needs.in_text(person.need or "", loose=True)
            reader.notes.add(person, named or reader.notes.heading)


def _review(people: Sequence[Person], notes: Notes) -> None:
    """What a person must look at in those who stay."""
    for person in people:
        for written in person.pending:
            notes.doubt(f"{person.raw} : {written}", "critère en cours de demande ou à confirmer, non retenu")


def _reply(
    people: Sequence[Person],
    needs_of: Sequence[tuple[str, ...]],
    notes: Notes,
    needs: Sequence[NeedRef],
    need: NeedRef | None,
) -> PartnerReply:
    candidates: list[CandidateReading] = []
    for_needs: list[str | None] = []
    for person, refs in zip(people, needs_of, strict=True):
        if (person.last is None and person.first is None) or len(person.last or "..") < 2:
            notes.doubt(person.raw, "le nom du candidat est incomplet")
            continue
        if not refs and need is None and len(needs) > 1:
            notes.doubt(person.raw, "le message ne dit pas pour quel besoin")
        for ref in refs or (None,):
            candidates.append(person.as_candidate())
            for_needs.append(ref)
    nobody = notes.nobody or (notes.no_one_else and not notes.cited)
    return PartnerReply(
        candidates=tuple(candidates),
        for_needs=tuple(for_needs),
        withdrawn=tuple(dict.fromkeys(notes.withdrawn)),
        no_candidate=nobody and not candidates and not any("candidat" in doubt.why for doubt in notes.doubts),
        question=" ".join(dict.fromkeys(notes.questions)) or None,
        to_review=tuple(dict.fromkeys(notes.doubts)),
    )
