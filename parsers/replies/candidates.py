"""A partner's reply: whom it proposes, for which need, whom it takes back, that it has nobody, what it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from parsers.language.contacts import emails, phones
from parsers.language.criteria import criteria_in
from parsers.language.families import shared_out, with_siblings
from parsers.language.first_names import is_sure_first_name
from parsers.language.folding import LONGEST, fold, squeezed, tidy
from parsers.language.names import Name, key, names_in
from parsers.language.people import Person, facts, joined, labelled_people, people_in_table
from parsers.language.profiles import profile_in
from parsers.language.sensitive import masked
from parsers.language.sentences import has_bullet, lines_of, sentences_of, unbulleted
from parsers.reading import CandidateReading, Reading
from parsers.replies.blocks import blocks_of, labels_in
from parsers.replies.courtesy import author_words, body_of, is_author
from parsers.replies.mentions import (
    ALREADY,
    NOT_WILLING,
    PROPOSING,
    WAITING,
    WITHDRAWN,
    is_colleague,
    own_contacts,
    says_no_one_else,
    says_nobody,
)
from parsers.replies.needs_named import NeedNames
from parsers.replies.papers import with_papers
from parsers.replies.questions import is_question
from parsers.statements import Doubt, NeedRef, PartnerReply

#: more people than any partner proposes at once: a list of something else
_MOST = 200
_ALL_OF_THEM = re.compile(
    r"\b(?:tous|toutes)\b|\bles (?:deux|trois|quatre|cinq|\d)\b|\bchacune?\b|\bils sont\b|\belles sont\b"
)
_COUPLE = re.compile(
    r"\b(?:m|mr|monsieur)\.? et (?:mme|madame)\b|\b(?:mme|madame)\.? et (?:m|mr|monsieur)\.? (?!\w+ \w+ et)"
)
#: « j'ai vu deux personnes que j'accompagne »: whoever is named next is one of them
_SOME_PEOPLE = re.compile(
    r"\b(?:deux|trois|quatre|cinq|six|plusieurs|quelques|[2-9]) (?:autres |jeunes? |bons |beaux "
    r"|nouveaux )?(?:personnes"
    r"|candidat\w*|profils|jeunes|beneficiaires|participant\w*|salarie\w*|demandeu\w+|stagiaires|habitants"
    r"|volontaires)\b"
)
_UNNAMED = re.compile(
    r"\bune? (?:autre |tres |bon |bonne )?(?:jeune|personne|candidate?|profil|dame|monsieur|homme|femme|beneficiaire"
    r"|salariee?|demandeu\w+|participante?|stagiaire|habitante?|maman|papa)\b"
)
#: before a colleague's or a parent's name: « Son numéro : 06 …, celui de sa mère Mme X »
_OWN_NUMBER = re.compile(r"\b(?:son|sa) (?:numero|portable|tel\w*|mobile|mail|adresse|ligne)\b")
_OF_THE_AUTHOR = re.compile(
    r"\b(?:me|moi|mon|ma|nous|notre|nos) (?:joindre|contacter|appeler|rappeler|numero|ligne|portable|disposition"
    r"|mail|adresse|telephone|fixe)|\bjoignable\w* (?:moi|au bureau)|\bje (?:suis|reste) (?:joignable|disponible"
    r"|a votre)|\bnous (?:sommes|restons) (?:joignable|disponible|a votre)"
)
#: how far before a name its « Mme » stands
_TITLE = 12


@dataclass(slots=True, kw_only=True)
class _Notes:
    """What has been understood so far, while the lines go by."""

    people: list[Person] = field(default_factory=list)
    needs: list[tuple[str, ...]] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    #: names that were seen and are not proposed: not to be taken from a CV either
    set_aside: list[frozenset[str]] = field(default_factory=list)
    heading: tuple[str, ...] = ()
    proposing: bool = False
    nobody: bool = False

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
    notes = _Notes(doubts=[_secret(kind, number) for kind, number in secrets])
    if len(text) > LONGEST:
        notes.doubts.append(Doubt(what=f"{len(text)} caractères", why="message trop long : la fin n'a pas été lue"))
    names = NeedNames(needs, need)
    author = author_words(signature, sender)
    for block in blocks_of(body_of(lines_of(clean))):
        if isinstance(block, tuple):
            if not _add_labelled(block, notes, today):
                for line in block:
                    _read_line(line, notes, names, author, today)
        elif isinstance(block, str):
            _read_line(block, notes, names, author, today)
        else:
            _read_rows(block, notes, names, author, today)
    _take_back(notes)
    people, needs_of = with_papers(notes.people, notes.needs, documents, set_aside=notes.set_aside, doubts=notes.doubts)
    _review(people, notes)
    return _reply(people, needs_of, notes, needs, need)


def _secret(kind: str, number: str) -> Doubt:
    what = "numéro de sécurité sociale" if kind == "nir" else "coordonnées bancaires"
    return Doubt(what=number, why=f"le message contient un {what} : il a été masqué et n'est pas conservé")


def _add_labelled(lines: Sequence[str], notes: _Notes, today: date) -> bool:
    """« Nom : … », « Prénom : … »: whether these lines told of somebody."""
    people, _ = labelled_people(lines, today=today)
    told = [person for person in people if person.last and (person.first or person.phone or person.criteria)]
    for person in told:
        notes.add(person, notes.heading)
    return bool(told)


def _read_rows(rows: list[list[str]], notes: _Notes, names: NeedNames, author: frozenset[str], today: date) -> None:
    people = people_in_table(rows, today=today)
    if not people:
        for row in rows:
            _read_line(" ; ".join(cell for cell in row if cell), notes, names, author, today)
        return
    for person in people[:_MOST]:
        if not is_author(author, person.last, person.first):
            named = names.in_text(person.need or "", loose=True)
            notes.add(person, named or notes.heading)


def _read_line(line: str, notes: _Notes, names: NeedNames, author: frozenset[str], today: date) -> None:
    if len(notes.people) >= _MOST:
        why = f"plus de {_MOST} personnes dans le message : la suite n'a pas été lue"
        notes.doubts = list(dict.fromkeys([*notes.doubts, Doubt(what=line[:200], why=why)]))[:_MOST]
        return
    if labels_in(line) >= 2 and _add_labelled([line], notes, today):
        return
    if line.count(";") > 1:
        line = line.replace(";", ",")
    item = has_bullet(line)
    bare = unbulleted(line)
    heading = names.in_text(bare, loose=bare.endswith(":"))
    if heading and not names_in(bare) and (bare.endswith(":") or len(bare) < 60) and not is_question(bare):
        notes.heading = heading
    sentences = sentences_of(bare)
    for place, sentence in enumerate(sentences):
        _read_sentence(sentence, notes, names, author, today, item=item or (place == 0 and notes.proposing))
    if PROPOSING.search(fold(bare)) and (bare.endswith(":") or not names_in(bare)) and not is_question(bare):
        notes.proposing = True


def _read_sentence(
    sentence: str, notes: _Notes, names: NeedNames, author: frozenset[str], today: date, *, item: bool
) -> None:
    asks = is_question(sentence)
    if asks and not (WITHDRAWN.search(fold(sentence)) and names_in(sentence)):
        notes.questions.append(re.sub(r"\s+", " ", sentence).strip())
    if says_nobody(sentence):
        notes.nobody = True
    if _COUPLE.search(fold(sentence)):
        why = "deux personnes sous un même nom : on ne sait pas de qui il s'agit"
        notes.doubts.append(Doubt(what=squeezed(sentence)[:200], why=why))
        return
    found = [
        name
        for name in with_siblings(sentence, names_in(sentence, small=_may_be_small(sentence)))
        if not is_author(author, name.last, name.first)
    ]
    people = [name for name in found if not is_colleague(sentence[: name.start], sentence[name.end :])]
    if not found and _SOME_PEOPLE.search(fold(sentence)) and not (asks or says_nobody(sentence)):
        notes.proposing = True
    if not people:
        lead = sentence[: found[0].start] if found else ""
        own = bool(_OWN_NUMBER.search(fold(lead)))
        _read_more(lead if own else sentence, notes, today, asks=asks, colleague=bool(found) and not own)
        return
    stops = [*(name.start for name in people[1:]), len(sentence)]
    for name, segment, stop in zip(people, shared_out(_segments(sentence, people)), stops, strict=True):
        _read_mention(name, segment, (people[0].start, stop), sentence, notes, names, today, asks=asks, item=item)
    _share(sentence, people, notes, today)
    _announced(sentence, people, notes, today)


def _announced(sentence: str, people: list[Name], notes: _Notes, today: date) -> None:
    """« nous avons une jeune de 20 ans, suivie à la mission locale : il s'agit de X »: what is said first is of X."""
    lead = sentence[: people[0].start]
    unnamed = _UNNAMED.search(fold(lead))
    index = notes.index_of(Person(last=people[0].last, first=people[0].first))
    if len(people) == 1 and unnamed and index is not None:
        said = facts(own_contacts(lead[unnamed.start() :]), today=today)
        notes.people[index] = joined(notes.people[index], replace(said, phone=None, email=None))


def _may_be_small(sentence: str) -> bool:
    """Small letters make a name only where a telephone, a mail address or a proposal stands beside."""
    return bool(
        phones(sentence) or emails(sentence) or PROPOSING.search(fold(sentence)) or WITHDRAWN.search(fold(sentence))
    )


def _segments(sentence: str, people: list[Name]) -> list[str]:
    """The passage of each name: up to the next one; what stands before the first only where it holds the contacts."""
    starts = [name.start for name in people]
    lead = sentence[: starts[0]]
    if (phones(lead) or emails(lead)) and len(phones(sentence[starts[-1] :])) + len(
        emails(sentence[starts[-1] :])
    ) == 0:
        ends = [0, *(name.end for name in people[:-1])]
        return [sentence[start : name.end] for start, name in zip(ends, people, strict=True)]
    return [sentence[start:end] for start, end in zip(starts, [*starts[1:], len(sentence)], strict=True)]


def _read_mention(
    name: Name,
    segment: str,
    around: tuple[int, int],
    sentence: str,
    notes: _Notes,
    names: NeedNames,
    today: date,
    *,
    asks: bool,
    item: bool,
) -> None:
    """One person named in a sentence; `around` is where the first name of it begins, and where the next one does."""
    first, stop = around
    folded = fold(sentence)
    said = facts(own_contacts(segment), today=today)
    titled = profile_in(sentence[max(0, name.start - _TITLE) : name.start] + name.raw, today=today)
    person = replace(said, last=name.last, first=name.first, raw=name.raw, profile=said.profile | titled)
    known = notes.index_of(person)
    own = fold(segment)
    if WITHDRAWN.search(own) or (WITHDRAWN.search(folded) and _stands_before(WITHDRAWN, folded, name.start)):
        notes.withdrawn.append(name.raw)
        notes.set_aside.append(key(name.last, name.first))
        return
    if NOT_WILLING.search(own):
        notes.set_aside.append(key(name.last, name.first))
        if known is not None:
            _unsay(notes, known, name.raw, "une phrase le propose et une autre l'écarte")
        return
    apposed = folded[:first].rstrip(" ,:")
    if WAITING.search(own) or (
        WAITING.search(folded)
        and (_stands_before(WAITING, folded, name.start) or _stands_before(WAITING, apposed, len(apposed)))
    ):
        notes.set_aside.append(key(name.last, name.first))
        notes.doubts.append(
            Doubt(what=name.raw, why="la personne est citée, mais le partenaire attend encore sa confirmation")
        )
        if known is not None:
            _unsay(notes, known, name.raw, "")
        return
    evident = bool(said.phone or said.email or said.criteria or said.pending or re.search(r"\b\d{2} ans\b", own))
    proposed = bool(PROPOSING.search(folded)) or item or notes.proposing
    if known is not None and not asks:
        notes.add(person, names.for_name(sentence, name.start, name.end, first=first, stop=stop))
    elif asks and not (said.phone or said.email):
        notes.set_aside.append(key(name.last, name.first))
        notes.doubts.append(Doubt(what=name.raw, why="la personne est citée dans une question, sans être proposée"))
    elif ALREADY.search(folded):
        notes.set_aside.append(key(name.last, name.first))
        notes.doubts.append(Doubt(what=name.raw, why="le message rappelle une proposition déjà faite"))
    elif name.sign == "shape" and not (evident and proposed):
        if proposed or evident:
            notes.doubts.append(Doubt(what=name.raw, why="nom possible d'un candidat, sans rien qui le confirme"))
    elif evident or proposed:
        notes.add(person, names.for_name(sentence, name.start, name.end, first=first, stop=stop) or notes.heading)
    else:
        notes.doubts.append(Doubt(what=name.raw, why="la personne est citée, sans être clairement proposée"))
        notes.set_aside.append(key(name.last, name.first))


def _stands_before(wording: re.Pattern[str], folded: str, name_start: int) -> bool:
    """Whether the wording comes before the name with no other clause between: « merci de retirer M. X »."""
    ends = [match.end() for match in wording.finditer(folded[:name_start])]
    return bool(ends) and not re.search(r"[,;:]| mais | par contre ", folded[ends[-1] : name_start])


def _unsay(notes: _Notes, index: int, raw: str, why: str) -> None:
    """Whoever is both proposed and not is a doubt, no candidate."""
    del notes.people[index], notes.needs[index]
    if why:
        notes.doubts.append(Doubt(what=raw, why=why))


def _read_more(sentence: str, notes: _Notes, today: date, *, asks: bool, colleague: bool) -> None:
    """A sentence that names nobody: of the last person, of one called by the first name, or of all of them."""
    folded = fold(sentence)
    if asks or colleague or _OF_THE_AUTHOR.search(folded) or says_no_one_else(sentence):
        return
    said = facts(sentence, today=today)
    # « Mme Haddad vous rappellera »: a title in such a sentence may be anybody's
    said = replace(said, profile=replace(said.profile, sex=None))
    if not notes.people:
        _nameless(sentence, said, notes)
        return
    called = [
        i for i, p in enumerate(notes.people) if p.first and re.search(rf"\b{re.escape(fold(p.first))}\b", folded)
    ]
    if len(called) == 1 and (WITHDRAWN.search(folded) or WAITING.search(folded) or NOT_WILLING.search(folded)):
        _unsay(
            notes, called[0], notes.people[called[0]].raw, "une phrase le propose et une autre l'écarte ou le réserve"
        )
        return
    if not (said.phone or said.email or said.criteria or said.pending or said.postcode or said.profile.known()):
        return
    if len(called) == 1:
        targets = called
    elif _ALL_OF_THEM.search(folded) and not (said.phone or said.email):
        targets = list(range(len(notes.people)))
    else:
        targets = [len(notes.people) - 1]
    for index in targets:
        notes.people[index] = joined(notes.people[index], said)


def _nameless(sentence: str, said: Person, notes: _Notes) -> None:
    """Someone with a telephone or a first name alone is nobody that could be presented: a person must ask."""
    lone = [
        w
        for w in re.findall(r"[^\W\d_][^\W\d_'-]+(?:-[^\W\d_]+)?", sentence)
        if w[:1].isupper() and is_sure_first_name(fold(w))
    ]
    if (said.phone or said.email or (lone and said.criteria)) and (
        said.criteria or lone or PROPOSING.search(fold(sentence))
    ):
        notes.doubts.append(
            Doubt(what=squeezed(sentence)[:200], why="un candidat semble proposé, mais son nom manque ou est incomplet")
        )


def _share(sentence: str, people: list[Name], notes: _Notes, today: date) -> None:
    """« Deux bénéficiaires du RSA : X et Y », « X et Y, tous deux RQTH »: what is said of all goes to each."""
    if len(people) < 2:
        return
    before = sentence[: people[0].start]
    after = sentence[people[-1].end :]
    shared: set[str] = set()
    if re.search(r"\b(?:deux|trois|quatre|cinq|\d|des|personnes|candidats|jeunes|beneficiaires)\b", fold(before)):
        shared |= set(criteria_in(before, today=today).codes)
    match = re.search(
        r"\b(?:tous|toutes) (?:les )?(?:deux|trois|quatre|\d)\b|\bles (?:deux|trois|quatre) (?:sont|au)\b"
        r"|^[\s,(]{0,3}(?:(?:qui )?sont )?(?:suivi|inscrit|accompagne|heberge|reconnu|beneficiaire|allocataire"
        r"|domicilie|oriente"
        r"|salarie|sorti|jeune|habitant|resident)e?s\b",
        fold(after),
    )
    if match:
        shared |= set(criteria_in(after[match.start() :], today=today).codes)
    for name in people:
        index = notes.index_of(Person(last=name.last, first=name.first))
        if index is not None and shared:
            notes.people[index] = joined(notes.people[index], Person(criteria=tuple(shared)))


def _take_back(notes: _Notes) -> None:
    """Whoever is taken back anywhere in the mail is no candidate of it."""
    for words in [words for words in notes.set_aside if words]:
        for index in range(len(notes.people) - 1, -1, -1):
            if key(notes.people[index].last, notes.people[index].first) == words:
                _unsay(
                    notes,
                    index,
                    notes.people[index].raw,
                    "la personne est à la fois proposée et écartée dans le message",
                )


def _review(people: list[Person], notes: _Notes) -> None:
    """What a person must look at in those who stay."""
    for person in people:
        for written in person.pending:
            notes.doubts.append(
                Doubt(what=f"{person.raw} : {written}", why="critère en cours de demande ou à confirmer, non retenu")
            )


def _phones_differ(one: Person, other: Person) -> bool:
    return bool(one.phone and other.phone and one.phone != other.phone)


def _reply(
    people: list[Person], needs_of: list[tuple[str, ...]], notes: _Notes, needs: Sequence[NeedRef], need: NeedRef | None
) -> PartnerReply:
    candidates: list[CandidateReading] = []
    for_needs: list[str | None] = []
    doubts = list(notes.doubts)
    for person, refs in zip(people, needs_of, strict=True):
        if (person.last is None and person.first is None) or len(person.last or "..") < 2:
            doubts.append(Doubt(what=person.raw, why="le nom du candidat est incomplet"))
            continue
        if not refs and need is None and len(needs) > 1:
            doubts.append(Doubt(what=person.raw, why="le message ne dit pas pour quel besoin"))
        for ref in refs or (None,):
            candidates.append(_candidate(person))
            for_needs.append(ref)
    return PartnerReply(
        candidates=tuple(candidates),
        for_needs=tuple(for_needs),
        withdrawn=tuple(dict.fromkeys(notes.withdrawn)),
        no_candidate=notes.nobody and not candidates and not any("candidat" in doubt.why for doubt in doubts),
        question=" ".join(dict.fromkeys(notes.questions)) or None,
        to_review=tuple(dict.fromkeys(doubts)),
    )


def _candidate(person: Person) -> CandidateReading:
    return CandidateReading(
        last_name=person.last,
        first_name=person.first,
        phone=person.phone,
        email=person.email,
        postcode=person.postcode,
        criteria=tuple(sorted(person.criteria)),
        documents=person.documents,
        notes=person.notes,
        profile=person.profile.known(),
    )
