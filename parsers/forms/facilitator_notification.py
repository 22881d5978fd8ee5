"""A facilitator's notification: which markets were awarded, on which worksites, to whom, for how many hours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from parsers.document import Document, Line, Table
from parsers.forms.award_prose import awards_in, lots_in, subcontractors_in
from parsers.forms.market_draft import AwardDraft, MarketDraft, cleaned, company_key
from parsers.forms.market_labels import column_of
from parsers.forms.market_prose import read_market, reference_in
from parsers.forms.market_tables import (
    add_worksite,
    award_of,
    header_of,
    read_rows,
    set_market_field,
    split_place,
)
from parsers.forms.signatures import facilitator_of
from parsers.language.contacts import emails
from parsers.language.criteria import publics_in
from parsers.language.folding import fold, tidy
from parsers.language.sentences import bounded, has_bullet, lines_of, sentences_of, unbulleted
from parsers.reading import AwardReading, CompanyReading, FacilitatorReading, MarketReading, Reading, WorksiteReading

_HEADER_LINE = re.compile(
    r"^\W{0,3}(?:de|from|envoye|sent|date|a|to|pour|cc|copie|objet|sujet|subject|repondre a|reply-to)\s?:",
    re.IGNORECASE,
)
_FORWARD_MARK = re.compile(
    r"(?i)^\W{0,12}(?:message transféré|forwarded message|message d'origine|mail original"
    r"|original message|début du message|begin forwarded)"
)
_AWARD_LABELS = frozenset(
    {
        "lot",
        "lot_and_title",
        "company",
        "siret",
        "hours",
        "contact",
        "phone",
        "email",
        "address",
        "reach",
        "town",
        "share",
        "role",
    }
)
_DETAILS = frozenset({"siret", "hours", "contact", "phone", "email", "address", "reach", "town"})
_MARKET_LABELS = frozenset(
    {"market", "title", "buyer", "notified", "worksite", "worksite_address", "publics", "lot_title"}
)
_PUBLICS = re.compile(
    r"\bpublics?\b|\beligibles?\b|\bbeneficiaires de la clause|\bdestinee? (?:a|aux)|\bpriorit\w+ (?:a|aux)"
)
_WORKSITE = re.compile(
    r"^(?:le |les |l['’])?(?:chantiers?|sites?(?: concernés?)?|lieux?(?: (?:d['’]exécution|des travaux"
    r"|du chantier|d['’]intervention))?|adresse du chantier|travaux)\s?(?:concernés?\s?|est\s|sont\s"
    r"|situés?\s)*(?:\d\s?)?:?\s?(?P<what>.*)$",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"\bnotifi|\battributair|\btitulaire|\bentreprises? retenue|\bclauses? (?:sociales?|d'insertion)"
    r"|\bheures? d'insertion|\bh d'insertion|\blots? (?:n°|\d)|\bmarche\b|\bmaitr\w+ d'ouvrage|\bacheteur"
    r"|\bfacilitat"
)


def score(document: Document) -> float:
    """How much the paper looks like a notification, 0 to 1."""
    text = fold(document.text()[:20_000])
    signs = len({match.group() for match in _SIGNS.finditer(text)})
    table = any(header_of(rows) for _, rows in _tables(document))
    form = bool(
        re.search(
            r"date (?:du|de) recrutement|postes? a pourvoir|appellation|formulaire de liaison"
            r"|competences requises|salaire brut|duree hebdomadaire",
            text,
        )
    )
    worth = min(signs, 5) * 0.12 + (0.45 if table else 0.0) - (0.5 if form else 0.0)
    if not table and not re.search(r"notifi|attribu|titulaire|retenue", text):
        worth = min(worth, 0.3)
    return round(max(0.0, min(1.0, worth)), 2)


def extract(document: Document, *, today: date, vocabulary: Mapping[str, Any] | None = None) -> Reading:
    """The markets of one paper; who sends it is not known here."""
    del vocabulary
    markets = read_notification([document], sender=("", ""), signature="", subject="", today=today)
    if not markets:
        return Reading(document=document)
    return Reading(kind="facilitator_notification", markets=markets, document=document)


def read_notification(
    documents: Sequence[Document], *, sender: tuple[str, str], signature: str, subject: str, today: date
) -> tuple[MarketReading, ...]:
    """The markets that a mail and its papers speak of, each once; () when no company and no market is named."""
    facilitator = facilitator_of(sender, signature)
    read = [draft for document in documents for draft in _drafts(document, signature, today)]
    merged = _merged(read)
    if not merged:
        return ()
    _from_subject(merged, subject)
    return tuple(
        _reading(draft, facilitator)
        for draft in merged
        if draft.awards or (draft.reference and (draft.title or draft.notified_on))
    )


def _drafts(document: Document, signature: str, today: date) -> list[MarketDraft]:
    """The markets of one paper: its tables, its labelled lines and its sentences, in reading order."""
    drafts = [MarketDraft()]
    current = _Labels()
    for kind, rows in _tables(document, signature):
        if kind == "table":
            found, was_awards = read_rows(rows, today)
            if was_awards:
                _take_table(found, drafts)
                continue
            for row in rows:
                cells = [cell for cell in row if cell.strip()]
                if not _label_line(cells, drafts, current, today):
                    _prose("; ".join(cells), drafts, current, today, listed=True)
            continue
        for line in (piece for cells in rows for piece in _labelled_pieces(cells[0])):
            parts = _labelled(line)
            if parts is None or not _label_line(parts, drafts, current, today):
                _prose(line, drafts, current, today, listed=has_bullet(line))
    current.close(drafts)
    for draft in drafts:
        _settle_shares(draft)
    return [
        draft
        for draft in drafts
        if draft.awards
        or draft.reference
        or draft.title
        or draft.worksites
        or draft.buyer
        or draft.notified_on
        or draft.publics
    ]


class _Labels:
    """The award whose labelled lines are going by."""

    def __init__(self) -> None:
        self.cells: dict[str, str] = {}

    def add(self, column: str, value: str, drafts: list[MarketDraft]) -> None:
        if column in {"lot", "company"} and (column in self.cells or (column == "lot" and "company" in self.cells)):
            kept = {"lot": self.cells["lot"]} if column == "company" and "lot" in self.cells else {}
            self.close(drafts)
            self.cells = kept
        self.cells[column] = value

    def close(self, drafts: list[MarketDraft]) -> None:
        if self.cells:
            drafts[-1].add(award_of(self.cells))
        self.cells = {}


def _tables(document: Document, signature: str = "") -> Iterator[tuple[str, list[list[str]]]]:
    """Tables and runs of lines, in order; lines with tabs are rows; forward headers and the signature are left out."""
    lines: list[str] = []
    signed = {line.strip() for line in signature.splitlines() if line.strip()}
    for block in document.blocks:
        if isinstance(block, Line):
            lines += [piece for line in tidy(block.text).split("\n") for piece in bounded(line)]
            continue
        yield from _runs(lines, signed)
        lines = []
        yield "table", _grid(block)
    yield from _runs(lines, signed)


def _grid(table: Table) -> list[list[str]]:
    """Rows of equal length, every cell under its column, merged cells once."""
    width = max((cell.column + cell.column_span for row in table.rows for cell in row), default=0)
    first = min((cell.column for row in table.rows for cell in row), default=0)
    rows = []
    for row in table.rows:
        cells = [""] * max(0, width - first)
        for cell in row:
            if 0 <= cell.column - first < len(cells):
                cells[cell.column - first] = tidy(cell.text).strip()
        rows.append(cells)
    return rows


def _runs(lines: list[str], signed: set[str]) -> Iterator[tuple[str, list[list[str]]]]:
    prose: list[str] = []
    rows: list[list[str]] = []
    headers = _forward_headers(lines)
    for number, line in enumerate([*lines, ""]):
        if line.count("|") >= 2 and "\t" not in line:
            line = line.strip().strip("|").replace("|", "\t") if re.search(r"\w", line) else ""
        if number in headers or line.strip() in signed or _FORWARD_MARK.match(line):
            line = ""
        cells = [cell.strip() for cell in line.split("\t")]
        if sum(bool(cell) for cell in cells) >= 2:
            if prose:
                yield "lines", [[one] for one in lines_of("\n".join(prose))]
                prose = []
            rows.append(cells)
            continue
        if rows:
            yield "table", rows
            rows = []
        prose.append(line)
    if any(line.strip() for line in prose):
        yield "lines", [[one] for one in lines_of("\n".join(prose))]


def _forward_headers(lines: list[str]) -> set[int]:
    """The lines « De : », « Envoyé : », « À : », « Objet : » where two or more of them stand together."""
    like = {number for number, line in enumerate(lines) if _HEADER_LINE.match(fold(line.strip()))}
    return {number for number in like if {number - 1, number + 1} & like}


def _labelled_pieces(line: str) -> list[str]:
    """« Objet : … - Acheteur : … - Attributaire : … » cut into its labels; any other line stays whole."""
    for wording, least in ((r"\s[-–—|•]\s|\s?;\s", 3), (r"\.\s+(?=[A-ZÀ-Ý])|\s\((?=[^():]{2,30}\s?:)|\)", 2)):
        pieces = [piece for piece in re.split(wording, line) if piece.strip(" .)")]
        told = [parts for piece in pieces if (parts := _labelled(piece)) is not None and column_of(parts[0])]
        if len(told) >= least and (least == 3 or told[0] == _labelled(pieces[0])):
            return pieces
    return [line]


def _labelled(line: str) -> list[str] | None:
    match = re.match(r"^([^:\n]{2,60}?)\s?:\s*(\S.*)$", unbulleted(line))
    return [match[1], match[2]] if match else None


def _label_line(cells: list[str], drafts: list[MarketDraft], current: _Labels, today: date) -> bool:
    """One label and its value; False when it is none of ours."""
    if len(cells) < 2:
        return False
    column, value = column_of(cells[0]), cleaned(" ".join(cells[1:]))
    if column is None or value is None:
        return column is not None and len(cells) == 2 and value is None
    if column == "market" and drafts[-1].reference and reference_in(value)[0] not in {None, drafts[-1].reference}:
        current.close(drafts)
        drafts.append(MarketDraft(buyer=None))
    if column in {"lot_title", "address", "contact"} and not current.cells and column == "lot_title":
        column = "title"
    if column == "company" and re.search(r"\d\s?h\b|heures|@|siret", fold(value)) and len(value) > 40:
        return False
    if column in _DETAILS and not current.cells and drafts[-1].awards:
        drafts[-1].awards[-1].complete_with(award_of({column: value}))
        return True
    if column in _AWARD_LABELS or (column == "lot_title" and current.cells):
        current.add(column, value, drafts)
        return True
    if column in _MARKET_LABELS:
        set_market_field(drafts[-1], "title" if column == "lot_title" else column, value, today)
        return True
    return column == "other"


def _prose(line: str, drafts: list[MarketDraft], current: _Labels, today: date, *, listed: bool) -> None:
    """A line of running text: facts of the market, of its worksite, or of the awards that it tells."""
    bare = unbulleted(line) if not re.match(r"^\s*\d", line) else line
    references = [ref for ref in (reference_in(sentence)[0] for sentence in sentences_of(bare)) if ref]
    if (
        references
        and drafts[-1].reference
        and references[0] != drafts[-1].reference
        and not any(d.reference == references[0] for d in drafts)
    ):
        current.close(drafts)
        drafts.append(MarketDraft())
    draft = next((d for d in drafts if references and d.reference == references[0]), drafts[-1])
    match = _WORKSITE.match(bare)
    if match and re.match(r"(?i)(?:le |les |l['’])?(?:chantier|site|lieu|adresse)", bare) and not lots_in(bare):
        value = cleaned(match["what"]) or ""
        if value and len(value) < 200 and (":" in bare[:60] or split_place(value)[1]):
            add_worksite(draft, value, address_only=split_place(value)[0] is None)
            return
    if _PUBLICS.search(fold(bare)):
        draft.publics = list(dict.fromkeys((*draft.publics, *publics_in(bare))))
    read_market(bare, draft, today)
    subcontracted = subcontractors_in(bare)
    names = {company_key(one.name or "") for one in subcontracted}
    found = [
        award
        for award in awards_in(
            bare,
            listed=listed
            and bool(
                emails(bare)
                or re.search(
                    r"\d\s?(?:h\b"
                    r"|heures)",
                    fold(bare),
                )
                or lots_in(bare)
            ),
        )
        if award.filled() or award.lot
    ]
    if not found and draft.awards and not subcontracted:
        _more(bare, draft.awards[-1])
    for award in found:
        if company_key(award.name or "") not in names:
            if not _joins_lot(award, current):
                current.close(drafts)
            _add_told(award, draft, current)
    for award in subcontracted:
        lead = draft.awards[-1] if draft.awards else None
        award.lot, award.lot_title = (lead.lot, lead.lot_title) if lead else (None, None)
        draft.add(award)


def _joins_lot(award: AwardDraft, current: _Labels) -> bool:
    """« Le lot 3 va au groupement : », then its members line by line: each takes the lot, which stays for the next."""
    if award.lot or not award.name or not current.cells or not set(current.cells) <= {"lot", "lot_title"}:
        return False
    award.lot, award.lot_title = current.cells.get("lot"), current.cells.get("lot_title")
    return True


def _add_told(award: AwardDraft, draft: MarketDraft, current: _Labels) -> None:
    """A lot told without its company waits for the labelled lines below it, or for the sentence that names it."""
    last = draft.awards[-1] if draft.awards else None
    if last is not None and last.lot and not last.name and award.name and not award.lot:
        last.complete_with(award)
        return
    if last is not None and not (award.name or award.lot or award.siret) and last.email in {None, award.email}:
        # « Mme X sera votre contact »: of the award told just before
        last.complete_with(award)
        return
    if award.lot and not (award.name or award.email or award.siret) and award.insertion_hours is None:
        current.cells = {"lot": award.lot, **({"lot_title": award.lot_title} if award.lot_title else {})}
        return
    draft.add(award)


def _more(sentence: str, award: AwardDraft) -> None:
    """A sentence after an award that adds to it: hours, contact, address."""
    if re.search(r"\b(?:total|global|ensemble|tous lots|chaque|r[ée]union)\b", fold(sentence)):
        return
    found = awards_in(sentence, listed=False)
    if found:
        more = replace(found[0], lot=None, name=None)
        if award.name is not None:
            award.complete_with(more)


def _take_table(found: list[MarketDraft], drafts: list[MarketDraft]) -> None:
    """The first market of a table is the one that the lines before it spoke of, unless it has another reference."""
    for market in found:
        known = next((d for d in drafts if market.reference and d.reference == market.reference), None)
        if (known is None and drafts[-1].reference in {None, market.reference}) or (
            market.reference is None and known is None
        ):
            known = drafts[-1]
        if known is None:
            drafts.append(market)
        else:
            awards, market.awards = market.awards, []
            known.complete_with(market)
            for award in awards:
                known.add(award)


def _settle_shares(draft: MarketDraft) -> None:
    """A part in percent of a lot whose hours another row gives."""
    for award in draft.awards:
        if award.share is None or award.insertion_hours is not None:
            continue
        whole = next(
            (
                one.insertion_hours
                for one in draft.awards
                if one is not award and one.lot == award.lot and one.insertion_hours and one.share is None
            ),
            None,
        )
        if whole:
            award.insertion_hours = round(whole * award.share / 100, 2)
            award.unsure.add("insertion_hours")


def _merged(drafts: Sequence[MarketDraft]) -> list[MarketDraft]:
    """One draft a market, by reference; what has no reference belongs to the only one that has."""
    out: list[MarketDraft] = []
    for draft in drafts:
        known = next((one for one in out if draft.reference and one.reference == draft.reference), None)
        if known is None and (draft.reference is None or all(one.reference is None for one in out)):
            named = [one for one in out if one.reference] or out
            known = named[0] if len(named) == 1 else None
        if known is None:
            out.append(draft)
        else:
            known.complete_with(draft)
    return out


def _from_subject(drafts: list[MarketDraft], subject: str) -> None:
    """What only the subject says."""
    if len(drafts) != 1:
        return
    bare = re.sub(r"(?i)^(?:(?:tr|re|fw|fwd|réf|ref)\s?:\s*)+", "", tidy(subject)).strip()
    reference, rest = reference_in(bare)
    draft = drafts[0]
    draft.reference = draft.reference or reference
    if draft.title is None:
        parts = [
            part
            for part in re.split(r"\s[-–—:]\s|:\s", rest)
            if not re.search(r"(?i)notif|attribu|clause|march[ée]s? notif|nouveau|information|titulaire", part)
        ]
        title = (
            cleaned(re.sub(r"(?i)^(?:marché|notification|attribution)s?\s?(?:du |de |d['’])?", "", parts[0]))
            if parts
            else None
        )
        draft.title = title[:1].upper() + title[1:] if title and len(title) > 4 else None


def _reading(draft: MarketDraft, facilitator: FacilitatorReading) -> MarketReading:
    worksites = _worksites(draft)
    only = worksites[0].name if len(worksites) == 1 else None
    awards = tuple(_award(award, only) for award in draft.awards)
    missing = [] if draft.reference else ["reference"]
    missing += [] if draft.title or draft.reference else ["title"]
    missing += [] if awards else ["awards"]
    for index, award in enumerate(awards):
        missing += [] if award.company.name else [f"awards[{index}].company.name"]
        missing += [] if award.company.email else [f"awards[{index}].company.email"]
        missing += [] if award.insertion_hours is not None else [f"awards[{index}].insertion_hours"]
    unsure = [f"awards[{index}].{path}" for index, award in enumerate(draft.awards) for path in sorted(award.unsure)]
    return MarketReading(
        reference=draft.reference,
        title=draft.title,
        buyer=draft.buyer,
        notified_on=draft.notified_on,
        facilitator=facilitator,
        worksites=worksites,
        awards=awards,
        publics=tuple(draft.publics),
        missing=tuple(missing),
        to_review=(*sorted(draft.unsure), *unsure),
    )


def _worksites(draft: MarketDraft) -> tuple[WorksiteReading, ...]:
    """Each place once; an address alone is the place of the operation itself."""
    out: list[WorksiteReading] = []
    for name, address in draft.worksites:
        named = WorksiteReading(name=name or draft.title, address=address)
        same = next(
            (index for index, one in enumerate(out) if one.name and named.name and fold(one.name) == fold(named.name)),
            None,
        )
        if same is None:
            out.append(named)
        elif out[same].address is None:
            out[same] = named
    return tuple(out)


def _award(draft: AwardDraft, only_worksite: str | None) -> AwardReading:
    return AwardReading(
        lot=draft.lot,
        lot_title=draft.lot_title,
        worksite=draft.worksite or only_worksite,
        insertion_hours=int(draft.insertion_hours)
        if draft.insertion_hours and draft.insertion_hours.is_integer()
        else draft.insertion_hours,
        company=CompanyReading(
            name=draft.name,
            siret=draft.siret,
            address=draft.address,
            contact_name=draft.contact_name,
            phone=draft.phone,
            email=draft.email,
        ),
    )
