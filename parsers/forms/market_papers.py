"""One paper of a notification: its tables, labelled lines and sentences, taken in reading order into markets."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from datetime import date

from parsers.document import Document
from parsers.forms.announcements import is_announced, tells_winners
from parsers.forms.award_groups import AwardGroups, settle
from parsers.forms.award_mentions import Mention, exact_mentions, lots_in
from parsers.forms.award_prose import mentions_in
from parsers.forms.award_series import respectively
from parsers.forms.company_names import Chunk, name_of
from parsers.forms.market_draft import AwardDraft, MarketDraft, cleaned, company_key
from parsers.forms.market_labels import column_of
from parsers.forms.market_places import Places
from parsers.forms.market_prose import read_market, reference_in
from parsers.forms.market_tables import award_of, read_rows, set_market_field
from parsers.forms.notification_lines import labelled, labelled_pieces, passages, written_on
from parsers.language.contacts import sirets
from parsers.language.criteria import publics_in
from parsers.language.folding import fold
from parsers.language.sentences import bounded, has_bullet, sentences_of, unbulleted

_MARKET_LABELS = frozenset(
    {"market", "title", "buyer", "notified", "worksite", "worksite_address", "publics", "lot_title"}
)
_DETAILS = frozenset({"siret", "hours", "contact", "phone", "email", "address", "reach", "town", "share"})
_PUBLICS = re.compile(
    r"\bpublics?\b|\beligibles?\b|\bbeneficiaires de la clause|\bdestinee? (?:a|aux)|\bpriorit\w+ (?:a|aux)"
)
#: no pattern of ours counts blanks, and many go back and forth over them
_BLANKS = re.compile(r"[^\S\n]{2,}")
_ARROW = re.compile(r"\s*(?:→|⇒|➔|➜|-{1,2}>|={1,2}>)\s*")
#: what a sentence needs to add something to an award told before
_STRONG = frozenset({"lot", "company", "known", "siret", "title", "trade"})
#: a sentence about another occasion, or about all at once
_ASIDE = re.compile(r"\breunion|\bcomite\b|\bcopil\b|\bchaque\b|\btous lots")
#: a sentence about the writer and the reader: whoever it names is not the company's
_BETWEEN_US = re.compile(
    r"\b(?:me|m') ?(?:rappeler|appeler|joindre|contacter|dire|tenir)|\bdesole|\bexcuse|\bje n'ai pas"
    r"|\bje ne (?:connais|dispose)"
)
_SHE = re.compile(r"(?:Elle|Il|Celle-ci|Celui-ci|Cette (?:entreprise|société))\b")
_PLACE_OF_WORK = re.compile(r"\b(?:chantiers?|travaux|demarrage|operation)\b")
_SEAT = re.compile(r"\b(?:siege|adresse|situee?|sise?|domiciliee?|basee?|implantee?|locaux)\b")
_REACH_WORD = re.compile(
    r"\b(?:contact\w*|interlocut\w+|correspond\w+|referente?|responsable|joindre|suivi\w*|suit|represent\w+"
    r"|personne|appel\w+)\b"
)


def drafts_of(document: Document, signature: str, today: date) -> list[MarketDraft]:
    """The markets of one paper, as far as it tells them."""
    paper = _Paper(written_on(document, today))
    for kind, rows in passages(document, signature):
        if kind == "table":
            paper.table(rows)
        else:
            paper.lines([cells[0] for cells in rows])
    for draft in paper.drafts:
        settle(draft)
    return [draft for draft in paper.drafts if _says_something(draft)]


def _says_something(draft: MarketDraft) -> bool:
    return bool(
        draft.awards or draft.reference or draft.title or draft.worksites or draft.buyer or draft.notified_on
        or draft.publics
    )  # fmt: skip


class _Paper:
    """The markets read so far; the last is the one that lines speak of."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.drafts = [MarketDraft()]
        self.groups = AwardGroups(self.drafts[0])
        self.places = Places()
        #: the companies of the question just asked: « Peux-tu écrire à X ? Elle est titulaire de … »
        self._asked: list[str] = []
        #: what the sentences of the line at hand name, and which companies were known when they were read
        self._read: dict[str, list[Mention]] = {}
        self._names: list[str] = []
        #: the one company named before any market was: it won all that are listed
        self._winner: AwardDraft | None = None

    def table(self, rows: list[list[str]]) -> None:
        found, was_awards = read_rows(rows, self.today)
        if was_awards:
            self._take_table(found)
            self.groups.close()
            return
        for row in rows:
            cells = [cell for cell in row if cell.strip()]
            if not self._label(cells):
                for piece in bounded("; ".join(cells)):
                    self._line(piece, listed=True)

    def lines(self, lines: Sequence[str]) -> None:
        for line in (piece for whole in lines for piece in labelled_pieces(whole)):
            parts = labelled(line)
            if parts is None or not self._label(parts):
                self._line(line, listed=has_bullet(line))

    def _take_table(self, found: list[MarketDraft]) -> None:
        """The first market of a table is the one that the lines before it spoke of, unless it has another reference."""
        for market in found:
            last = self.drafts[-1]
            known = next((d for d in self.drafts if market.reference and d.reference == market.reference), None)
            if known is None and (market.reference is None or last.reference in {None, market.reference}):
                known = last
            if known is None:
                self._begin(market)
            else:
                awards, market.awards = market.awards, []
                known.complete_with(market)
                known.add_rows(awards)

    def _begin(self, draft: MarketDraft) -> None:
        self.drafts.append(draft)
        self.groups = AwardGroups(draft)

    def _begin_for_winner(self, last: MarketDraft) -> None:
        """« Deux marchés notifiés à X : » and then the markets, one an item."""
        self._begin(MarketDraft())
        if self._winner is not None and self._winner.name:
            self.drafts[-1].notified_on = last.notified_on
            self.groups.win(self._winner)

    def _label(self, cells: list[str]) -> bool:
        """One label and its value; False when it is none of ours."""
        if len(cells) < 2:
            return False
        column, value = column_of(cells[0]), cleaned(" ".join(cells[1:]))
        if column is None or value is None:
            return column is not None and len(cells) == 2 and value is None
        last = self.drafts[-1]
        if column == "market" and last.reference and reference_in(value)[0] not in {None, last.reference}:
            self._begin(MarketDraft())
        if column == "company" and (_is_passage(value) or lots_in(value)):
            return False
        if column in _DETAILS and self._points(value):
            return False
        if column in {"lot", "lot_and_title"} or (column == "lot_title" and self.groups.open()):
            told = award_of({column: value})
            self.groups.lot(told.lot, told.lot_title)
            return True
        if column == "company":
            several = _series(value) if re.match(r"\w+s\b", cells[0]) else []
            told = award_of({column: value})
            for name in several or ([told.name] if told.name else []):
                self.groups.company(name)
            if not several:
                self._facts({column: value})
            return True
        if column in _DETAILS:
            return self._facts({column: value})
        if column in _MARKET_LABELS:
            set_market_field(last, "title" if column == "lot_title" else column, value, self.today)
            return True
        return column in {"other", "role"}

    def _points(self, value: str) -> bool:
        """« Contacts : X, Mme A ; Y, M. B »: each fact has its company or lot beside it."""
        keys = [company_key(name) for name in self.groups.names]
        told = company_key(value)
        return bool(lots_in(value)) or any(key and re.search(rf"\b{re.escape(key)}\b", told) for key in keys)

    def _facts(self, cells: dict[str, str]) -> bool:
        """Labelled facts of whoever was named last."""
        told = award_of(cells)
        value = next(iter(cells.values()))
        facts = [
            Mention(kind="siret", start=0, end=0, value=told.siret or ""),
            Mention(kind="email", start=0, end=0, value=told.email or ""),
            Mention(kind="phone", start=0, end=0, value=told.phone or ""),
            Mention(kind="person", start=0, end=0, value=told.contact_name or ""),
            Mention(kind="address", start=0, end=0, value=told.address or ""),
        ]
        if "hours" in cells:
            efforts = [one for one in exact_mentions(value) if one.kind in {"hours", "share", "vague", "total"}]
            if not efforts and told.insertion_hours is not None:
                efforts = [Mention(kind="hours", start=0, end=0, number=told.insertion_hours)]
            facts += efforts
        for fact in facts:
            if fact.value or fact.kind in {"hours", "share", "vague", "total"}:
                self.groups.fact(fact)
        return True

    def _line(self, line: str, *, listed: bool) -> None:
        """A line of running text: facts of the market, of its worksite, or of the awards that it tells."""
        line = _ARROW.sub(" – ", _BLANKS.sub(" ", line))
        bare = unbulleted(line) if re.match(r"^\s*(?:\D|\d{1,2}[.)]\s+\D)", line) else line
        draft = self._draft_of(bare)
        if self.places.listed(bare, draft, listed=listed):
            return
        if _PUBLICS.search(fold(bare)):
            draft.publics = list(dict.fromkeys((*draft.publics, *publics_in(bare))))
        item = listed or _is_item(bare)
        self._names = self.groups.names
        self._read = {
            sentence: mentions_in(sentence, known=self._names, listed=item)
            for sentence in ([bare] if item else sentences_of(bare))
        }
        if not bare.endswith("?"):
            companies = {one.value for read in self._read.values() for one in read if one.kind == "company"}
            read_market(bare, draft, self.today, companies)
        for sentence in self._read:
            if not self.places.told(sentence, draft):
                self._sentence(sentence, listed=item)

    def _draft_of(self, line: str) -> MarketDraft:
        """The market that the line speaks of: another reference begins another market."""
        told = [ref for ref in (reference_in(sentence)[0] for sentence in sentences_of(line)) if ref]
        if not told:
            return self.drafts[-1]
        known = next((draft for draft in self.drafts if draft.reference == told[0]), None)
        last = self.drafts[-1]
        if known is None and last.reference is None and len(last.awards) == 1 and last.awards[0].lot is None:
            self._winner = last.awards[0]
        if known is None and last.reference:
            self._begin_for_winner(last)
        elif known is not None and known is not self.groups.draft:
            self.groups = AwardGroups(known)
        return known or self.drafts[-1]

    def _sentence(self, sentence: str, *, listed: bool) -> None:
        if sentence.rstrip(" )").endswith("?"):
            self._asked = [one.value for one in self._read.get(sentence, ()) if one.kind == "company"]
            return
        if self._asked and _SHE.match(sentence) and tells_winners(sentence):
            self.groups.company(self._asked[-1])
        self._asked = []
        if is_announced(sentence) and lots_in(sentence):
            # what is told of other lots stands; this one is for a person to wait for
            self.groups.draft.unsure.add("awards")
            return
        place, rest = self.places.at(sentence, self.groups.draft)
        self._awards(rest, listed=listed)
        if place is not None:
            self.groups.work_at(place)

    def _awards(self, sentence: str, *, listed: bool) -> None:
        folded = fold(sentence)
        series = respectively(sentence)
        if series:
            self.groups.take(series)
            return
        names = self.groups.names
        read = self._read.get(sentence) if names == self._names else None
        told = mentions_in(sentence, known=names, listed=listed) if read is None else read
        mentions = [one for one in told if self._may_be(one)]
        self._owed_by_each(mentions)
        kinds = {one.kind for one in mentions}
        if not kinds & _STRONG and (self.groups.waiting() or self.groups.by_heads):
            mentions = self._bare_name(sentence) + mentions
            kinds = {one.kind for one in mentions}
        if kinds & _STRONG:
            if not (listed and not kinds & {"lot", "company", "known"} and self.groups.repeats(mentions)):
                self.groups.take(mentions)
        elif self.groups.open() and not _ASIDE.search(folded):
            self.groups.take([one for one in mentions if _may_add(one, kinds, folded)])

    def _owed_by_each(self, mentions: Sequence[Mention]) -> None:
        """« chacune s'engageant sur 150 heures »."""
        told = [one.number for one in mentions if one.kind == "each"]
        if told:
            self.groups.draft.hours_each = self.groups.draft.hours_each or told[0]

    def _may_be(self, mention: Mention) -> bool:
        """The buyer is no company that won."""
        if mention.kind != "company":
            return True
        draft = self.groups.draft
        return not (draft.buyer and company_key(draft.buyer) == company_key(mention.value)) and not (
            draft.title and fold(mention.value) in fold(draft.title)
        )

    def _bare_name(self, sentence: str) -> list[Mention]:
        """A line that is nothing but a name, below a lot that waits for its company."""
        head = re.split(r"[,(]|\s[-–—]\s", sentence)[0]
        found = name_of(Chunk(head.strip(), 0, len(head)))
        return [found] if found and len(head.split()) <= 7 and found.value == cleaned(head) else []


def _series(value: str) -> list[str]:
    """« Titulaires : A, B et C »: several names of more than a word each."""
    pieces = re.split(r",\s|\set\s", value)
    names = [found.value for piece in pieces if (found := name_of(Chunk(piece.strip(), 0, len(piece))))]
    return names if len(pieces) > 1 and len(names) == len(pieces) and all(" " in name for name in names) else []


def _is_passage(value: str) -> bool:
    """« Titulaire : X, siret …, 200 h »: more than a name."""
    return len(value) > 40 and bool(re.search(r"\d\s?h\b|heures|@|siret", fold(value)) or sirets(value))


def _is_item(line: str) -> bool:
    """A line that is no sentence: several facts, and nothing but marks between them."""
    if line.rstrip().endswith(".") and re.search(r"\b(?:est|sont|a|ont|sera|vient|doit)\b", fold(line)):
        return False
    told = [one for one in exact_mentions(line) if one.kind != "address"]
    parts = re.split(r"[,;:/|]|\s[-–—]\s", line)
    return (
        len(told) >= 2
        and len(parts) >= len(told)
        and not re.search(r"\b(?:est|sont|a ete|ont|sera|vient|doit|qui)\b", fold(line))
    )


def _may_add(mention: Mention, kinds: Container[str], folded: str) -> bool:
    """Whether a fact in a sentence that names nobody is one of the award told just before."""
    if mention.kind in {"person", "address", "email", "phone"} and _BETWEEN_US.search(folded):
        return False
    reach = "email" in kinds or "phone" in kinds or bool(_REACH_WORD.search(folded))
    if mention.kind == "person":
        return reach
    if mention.kind == "address":
        alone = not folded[: mention.start].strip() or bool(_SEAT.search(folded))
        return alone and not _PLACE_OF_WORK.search(folded)
    if mention.kind in {"email", "phone"}:
        return not _PLACE_OF_WORK.search(folded) or reach
    return True
