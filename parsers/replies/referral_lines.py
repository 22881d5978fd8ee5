"""Lines of a partner's reply: each person named in them, proposed, taken back, waited for, or only spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsers.language.contacts import emails, phones
from parsers.language.families import shared_out, with_siblings
from parsers.language.folding import fold, squeezed
from parsers.language.names import Name, names_in
from parsers.language.people import Person, facts, joined
from parsers.language.profiles import profile_in
from parsers.language.sentences import has_bullet, sentences_of, unbulleted
from parsers.replies.courtesy import is_author
from parsers.replies.mentions import (
    ALREADY,
    NOT_PROPOSED,
    NOT_WILLING,
    PROPOSING,
    WAITING,
    WITHDRAWN,
    is_colleague,
    own_contacts,
    says_nobody,
)
from parsers.replies.nameless import SOME_PEOPLE, read_nameless, share
from parsers.replies.needs_named import NeedNames
from parsers.replies.notebook import Notes
from parsers.replies.predicates import said_in
from parsers.replies.questions import is_question

#: more people than any partner proposes at once: a list of something else
MOST = 200
_COUPLE = re.compile(
    r"\b(?:m|mr|monsieur)\.? et (?:mme|madame)\b|\b(?:mme|madame)\.? et (?:m|mr|monsieur)\.? (?!\w+ \w+ et)"
)
_UNNAMED = re.compile(
    r"\bune? (?:autre |tres |bon |bonne )?(?:jeune|personne|candidate?|profil|dame|monsieur|homme|femme|beneficiaire"
    r"|salariee?|demandeu\w+|participante?|stagiaire|habitante?|maman|papa)\b"
)
#: before a colleague's or a parent's name: « Son numéro : 06 …, celui de sa mère Mme X »
_OWN_NUMBER = re.compile(r"\b(?:son|sa) (?:numero|portable|tel\w*|mobile|mail|adresse|ligne)\b")
#: « passer par le numéro de sa mère, Mme X : 06 … »
_FAMILY_NUMBER = re.compile(
    r"\b(?:numero|portable|tel\w*|joindre|contacter|appeler|par|chez) [^.;]{0,25}\b(?:sa|son|leur) (?:mere|pere|maman"
    r"|papa|fille|fils|soeur|frere|femme|mari|conjointe?|compagne|compagnon|epouse|tante|oncle|cousine?)\b"
)
#: « RQTH en cours pour Mme X »: what stands before is of X
_FOR = re.compile(
    r"\b(?:pour|de|concernant)\s*$|:\s*$|\bfait (?:plus d'|environ |bientot )?\w+ (?:ans?|mois) qu(?:e |')$"
)
#: « X (17 ans, décrocheur) pourrait convenir ? »
_MIGHT_SUIT = re.compile(r"\bconveni\w+|\bconvien\w+|\bferai\w* l'affaire|\bcorrespond\w+")
#: « pouvez-vous la positionner ? »
_PLACE = re.compile(r"\b(?:re)?positionn\w+")
_SAME = re.compile(r"\b(?:meme (?:chose|situation|profil|statut)|memes criteres|idem|pareil\w*|itou)\b")
_SAME_PHONE = re.compile(r"\bmeme (?:numero|tel\w*|portable|mobile|contact)")
_NO = re.compile(r"\W*(?:lui |elle |pas |c'est )?non\W*")
#: how far before a name its « Mme » stands
_TITLE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What is known while the lines are read: the day, the needs, the author, and the notes taken."""

    notes: Notes
    needs: NeedNames
    author: frozenset[str]
    today: date
    #: (family name, first name) of those whose papers came with the reply
    papers: tuple[tuple[str, str], ...] = ()

    def read_line(self, line: str) -> None:
        """Take notes of one line."""
        if len(self.notes.people) >= MOST:
            self._too_many(line)
            return
        if line.count(";") > 1:
            line = line.replace(";", ",")
        item, bare = has_bullet(line), unbulleted(line)
        self._read_heading(bare)
        for place, sentence in enumerate(sentences_of(bare)):
            self._read_sentence(sentence, item=item or (place == 0 and self.notes.proposing))
        if PROPOSING.search(fold(bare)) and (bare.endswith(":") or not names_in(bare)) and not is_question(bare):
            self.notes.proposing = True

    def _too_many(self, line: str) -> None:
        why = f"plus de {MOST} personnes dans le message : la suite n'a pas été lue"
        if all(doubt.why != why for doubt in self.notes.doubts):
            self.notes.doubt(line[:200], why)

    def _read_heading(self, bare: str) -> None:
        """« Pour le poste de maçon : » is said of those below."""
        heading = self.needs.in_text(bare, loose=bare.endswith(":"))
        if heading and not names_in(bare) and (bare.endswith(":") or len(bare) < 60) and not is_question(bare):
            self.notes.heading = heading

    def _read_sentence(self, sentence: str, *, item: bool) -> None:
        notes, folded = self.notes, fold(sentence)
        asks = is_question(sentence)
        if asks and not (WITHDRAWN.search(folded) and names_in(sentence)):
            notes.questions.append(re.sub(r"\s+", " ", sentence).strip())
        if says_nobody(sentence):
            notes.nobody = True
        if _COUPLE.search(folded):
            notes.doubt(squeezed(sentence)[:200], "deux personnes sous un même nom : on ne sait pas de qui il s'agit")
            return
        found = [
            name
            for name in with_siblings(sentence, self._names(sentence))
            if not is_author(self.author, name.last, name.first)
        ]
        people = [name for name in found if not is_colleague(sentence[: name.start], sentence[name.end :])]
        if not found and SOME_PEOPLE.search(folded) and not (asks or says_nobody(sentence)):
            notes.proposing = True
        if not people:
            self._read_without_candidate(sentence, found, asks=asks)
            return
        stops = [*(name.start for name in people[1:]), len(sentence)]
        for name, segment, stop in zip(people, shared_out(_segments(sentence, people)), stops, strict=True):
            mention = _Mention(
                name=name,
                segment=segment,
                sentence=sentence,
                first=people[0].start,
                stop=stop,
                alone=len(people) == 1,
                asks=asks,
                item=item,
            )
            self._read_mention(mention)
        share(sentence, people, notes, self.today)

    def _names(self, sentence: str) -> list[Name]:
        """The names of the sentence, and those that a paper which came with it tells."""
        found = names_in(sentence, small=_may_be_small(sentence))
        folded = fold(sentence)
        for last, first in self.papers:
            for written in (f"{first} {last}", f"{last} {first}"):
                start = folded.find(fold(written))
                end = start + len(written)
                if start >= 0 and not any(name.start < end and start < name.end for name in found):
                    raw = sentence[start:end]
                    found.append(Name(last=last, first=first, raw=raw, start=start, end=end, sign="capitals"))
        return sorted(found, key=lambda name: name.start)

    def _read_without_candidate(self, sentence: str, found: Sequence[Name], *, asks: bool) -> None:
        """Nobody proposed is named; of a colleague's number only what stands before is the candidate's own."""
        lead = sentence[: found[0].start] if found else ""
        own = bool(_OWN_NUMBER.search(fold(lead)))
        family = bool(found) and bool(_FAMILY_NUMBER.search(fold(lead)))
        text = sentence if family or not own else lead
        read_nameless(text, self.notes, self.today, asks=asks, colleague=bool(found) and not (own or family))

    def _read_mention(self, mention: _Mention) -> None:
        """One person: taken back, not willing, waited for, only asked about, or proposed."""
        notes, name = self.notes, mention.name
        person = self._person(mention)
        known = notes.index_of(person)
        if mention.says(WITHDRAWN) or mention.led_by(WITHDRAWN):
            notes.withdrawn.append(name.raw)
            notes.put_aside(name)
        elif mention.says(NOT_WILLING) or mention.led_by(NOT_PROPOSED) or mention.did_not_come or mention.is_a_no:
            notes.put_aside(name)
            if known is not None:
                notes.unsay(known, "une phrase le propose et une autre l'écarte")
        elif mention.says(WAITING) or mention.led_by(WAITING, apposed=True):
            notes.put_aside(name)
            notes.doubt(name.raw, "la personne est citée, mais le partenaire attend encore sa confirmation")
            if known is not None:
                notes.unsay(known)
        elif known is not None and not mention.asks:
            notes.add(person, self._needs_of(mention))
        else:
            self._read_new(mention, person)

    def _read_new(self, mention: _Mention, person: Person) -> None:
        """Someone not heard of before in this mail."""
        notes, name = self.notes, mention.name
        evident = bool(
            person.phone
            or person.email
            or person.criteria
            or person.pending
            or re.search(r"\b\d{2} ans\b", fold(mention.segment))
        )
        proposed = mention.item or notes.proposing or bool(PROPOSING.search(fold(mention.sentence)))
        suits = mention.says(_PLACE) or (bool(person.criteria) and mention.says(_MIGHT_SUIT))
        if mention.asks and not (person.phone or person.email or suits):
            notes.put_aside(name)
            notes.doubt(name.raw, "la personne est citée dans une question, sans être proposée")
        elif mention.says(ALREADY) or mention.led_by(ALREADY):
            notes.put_aside(name)
            notes.doubt(name.raw, "le message rappelle une proposition déjà faite")
        elif name.sign == "shape" and not (evident and proposed):
            if proposed or evident:
                notes.doubt(name.raw, "nom possible d'un candidat, sans rien qui le confirme")
        elif evident or proposed:
            notes.add(person, self._needs_of(mention) or notes.heading)
        else:
            needs = self._needs_of(mention) or notes.heading
            notes.cite(person, needs, "la personne est citée, sans être clairement proposée")

    def _person(self, mention: _Mention) -> Person:
        """What the passage says of the person it names; « même chose », « même numéro » point to the one before."""
        name, sentence = mention.name, mention.sentence
        said = facts(own_contacts(mention.segment), today=self.today)
        titled = profile_in(sentence[max(0, name.start - _TITLE) : name.start] + name.raw, today=self.today)
        person = replace(said, last=name.last, first=name.first, raw=name.raw, profile=said.profile | titled)
        announced = facts(own_contacts(mention.announced), today=self.today)
        person = joined(person, replace(announced, phone=None, email=None))
        before = self.notes.people[-1] if self.notes.people else None
        folded = fold(mention.segment)
        if before is not None and _SAME.search(folded):
            person = replace(person, criteria=tuple(sorted({*person.criteria, *before.criteria})))
        if before is not None and person.phone is None and _SAME_PHONE.search(folded):
            person = replace(person, phone=before.phone)
        return person

    def _needs_of(self, mention: _Mention) -> tuple[str, ...]:
        name = mention.name
        return self.needs.for_name(mention.sentence, name.start, name.end, first=mention.first, stop=mention.stop)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """One person named in a sentence, the passage about that person, and where the names around begin."""

    name: Name
    segment: str
    sentence: str
    #: where the first name of the sentence begins, and the next one after this
    first: int
    stop: int
    #: nobody else is named in it
    alone: bool
    asks: bool
    item: bool

    @property
    def announced(self) -> str:
        """« une jeune de 20 ans : il s'agit de X », « RQTH pour Mme X »: what is said first, when it is of X."""
        lead = self.sentence[: self.name.start]
        unnamed = _UNNAMED.search(fold(lead))
        begins = unnamed.start() if unnamed else 0 if _FOR.search(fold(lead)) else None
        return f"{lead[begins:]} {self.sentence[self.name.end :]}" if self.alone and begins is not None else ""

    @property
    def did_not_come(self) -> bool:
        """« ne s'est pas présenté au rendez-vous »."""
        told = self.segment.removeprefix(self.name.raw)
        return any(state == "no_show" for state, _, _ in said_in(f"\x00{fold(told)}"))

    @property
    def is_a_no(self) -> bool:
        """« Sonia Petit maintient sa candidature, Karim Benali non »."""
        return bool(_NO.fullmatch(fold(self.segment.removeprefix(self.name.raw))))

    def says(self, wording: re.Pattern[str]) -> bool:
        """Whether the person's own passage says so."""
        return bool(wording.search(fold(self.segment)))

    def led_by(self, wording: re.Pattern[str], *, apposed: bool = False) -> bool:
        """Whether it is said before the name with no other clause between: « merci de retirer M. X »."""
        folded = fold(self.sentence)
        if not wording.search(folded):
            return False
        ahead = folded[: self.first].rstrip(" ,:")
        return _stands_before(wording, folded, self.name.start) or (
            apposed and _stands_before(wording, ahead, len(ahead))
        )


def _may_be_small(sentence: str) -> bool:
    """Small letters make a name only where a telephone, a mail address or a proposal stands beside."""
    folded = fold(sentence)
    return bool(phones(sentence) or emails(sentence) or PROPOSING.search(folded) or WITHDRAWN.search(folded))


def _segments(sentence: str, people: Sequence[Name]) -> list[str]:
    """The passage of each name: up to the next one; what stands before the first only where it holds the contacts."""
    starts = [name.start for name in people]
    lead, rest = sentence[: starts[0]], sentence[starts[-1] :]
    if (phones(lead) or emails(lead)) and not (phones(rest) or emails(rest)):
        ends = [0, *(name.end for name in people[:-1])]
        return [sentence[start : name.end] for start, name in zip(ends, people, strict=True)]
    return [sentence[start:end] for start, end in zip(starts, [*starts[1:], len(sentence)], strict=True)]


def _stands_before(wording: re.Pattern[str], folded: str, name_start: int) -> bool:
    ends = [match.end() for match in wording.finditer(folded[:name_start])]
    return bool(ends) and not re.search(r"[,;:]| mais | par contre ", folded[ends[-1] : name_start])
