"""A facilitator's notification: which markets were awarded, on which worksites, to whom, for how many hours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from parsers.document import Document
from parsers.forms.announcements import tells_winners
from parsers.forms.market_checks import mark_contradictions
from parsers.forms.market_draft import AwardDraft, MarketDraft, cleaned
from parsers.forms.market_papers import drafts_of
from parsers.forms.market_prose import reference_in
from parsers.forms.market_segments import is_occasion
from parsers.forms.market_tables import header_of
from parsers.forms.notification_lines import passages
from parsers.forms.signatures import facilitator_of, signed_lines
from parsers.language.folding import fold, tidy
from parsers.reading import AwardReading, CompanyReading, FacilitatorReading, MarketReading, Reading, WorksiteReading

_SIGNS = re.compile(
    r"\bnotifi|\battributair|\btitulaire|\bentreprises? retenue|\bclauses? (?:sociales?|d'insertion)"
    r"|\bheures? d'insertion|\bh d'insertion|\blots? (?:n°|\d)|\bmarche\b|\bmaitr\w+ d'ouvrage|\bacheteur"
    r"|\bfacilitat"
)


def score(document: Document) -> float:
    """How much the paper looks like a notification, 0 to 1."""
    text = fold(document.text()[:20_000])
    signs = len({match.group() for match in _SIGNS.finditer(text)})
    table = any(header_of(rows) for _, rows in passages(document))
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


def extract(document: Document, *, today: date) -> Reading:
    """The markets of one paper; who sends it is not known here."""
    markets = read_notification([document], sender=("", ""), signature="", subject="", today=today)
    if not markets:
        return Reading(document=document)
    return Reading(kind="facilitator_notification", markets=markets, document=document)


def read_notification(
    documents: Sequence[Document], *, sender: tuple[str, str], signature: str, subject: str, today: date
) -> tuple[MarketReading, ...]:
    """The markets that a mail and its papers speak of, each once; () when no company and no market is named."""
    signature = signature or (signed_lines(documents[0], sender[0]) if documents else "")
    facilitator = facilitator_of(sender, signature)
    read = [draft for document in documents for draft in drafts_of(document, signature, today)]
    merged = _merged(read)
    if not merged or not _tells_awards(documents, merged, subject):
        return ()
    _from_subject(merged, subject)
    for draft in merged:
        mark_contradictions(draft)
    return tuple(
        _reading(draft, facilitator)
        for draft in merged
        if draft.awards or (draft.reference and (draft.title or draft.notified_on))
    )


def _tells_awards(documents: Sequence[Document], drafts: Sequence[MarketDraft], subject: str) -> bool:
    """Whether a word says that somebody won, or the companies are listed with their numbers."""
    text = "\n".join([subject, *(document.text()[:20_000] for document in documents)])
    listed = any(award.siret and (award.lot or award.insertion_hours) for draft in drafts for award in draft.awards)
    return listed or tells_winners(text) or any(header_of(rows) for one in documents for _, rows in passages(one))


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
        draft.title = title[:1].upper() + title[1:] if title and len(title) > 4 and not is_occasion(title) else None


def _reading(draft: MarketDraft, facilitator: FacilitatorReading) -> MarketReading:
    worksites = _worksites(draft)
    only = worksites[0].name if len(worksites) == 1 else None
    awards = tuple(_award(award, _named_place(award.worksite, worksites) or only) for award in draft.awards)
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
    """Each place once, by its fullest name; an address alone is the place that the market's title names."""
    out: list[WorksiteReading] = []
    for name, address in draft.worksites:
        named = WorksiteReading(name=name or _place_in(draft.title), address=address)
        same = next((index for index, one in enumerate(out) if _one_place(one.name, named.name)), None)
        if same is None:
            out.append(named)
            continue
        fuller = max((out[same].name, named.name), key=lambda name: len(name or ""))
        out[same] = WorksiteReading(name=fuller, address=out[same].address or address)
    return tuple(out)


def _one_place(one: str | None, other: str | None) -> bool:
    """« Les Mimosas » is « Résidence Les Mimosas »."""
    short, long = sorted((fold(one or ""), fold(other or "")), key=len)
    return bool(short) and (short == long or (len(short) > 5 and bool(re.search(rf"\b{re.escape(short)}$", long))))


def _place_in(title: str | None) -> str | None:
    """« Réhabilitation du centre nautique » is done at the « centre nautique »."""
    match = re.match(
        r"(?i)(?:[^\W\d_]+(?:tion|ment|sion|ance|age|vation|fection)|travaux"
        r"|remise en état)s?(?: [^\W\d_]+(?:ique|elle|ale))?"
        r" (?:de la |de l['’]|du |d['’]une |d['’]un )(?P<place>[^\W\d_].{3,})",
        title or "",
    )
    return match["place"] if match else title


def _named_place(name: str | None, worksites: Sequence[WorksiteReading]) -> str | None:
    return next((one.name for one in worksites if name and _one_place(one.name, name)), name)


def _award(draft: AwardDraft, worksite: str | None) -> AwardReading:
    return AwardReading(
        lot=draft.lot,
        lot_title=draft.lot_title,
        worksite=worksite,
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
