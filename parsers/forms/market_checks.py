"""What a market as read says against itself: each such place is for a person to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.forms.company_names import is_trade
from parsers.forms.market_draft import AwardDraft, MarketDraft, company_key, owns_domain
from parsers.language.first_names import is_first_name
from parsers.language.folding import fold, words
from parsers.language.names import names_in

#: so many hours may a total differ by rounding
_ROUNDING = 1.0
#: names of companies are shorter
_MOST_WORDS = 8
#: words of sentences, which no name has
_SPOKEN = re.compile(
    r"(?<![\w'])(?:est|sont|ont|avec|vous|nous|je|tu|il|elle|marches?|lots?|heures?|notifi\w+|attribu\w+|retenu\w*|concerne\w*"
    r"|devra|doit|sera|voici|merci|bonjour|contact)\b"
)
_NUMBER_BEHIND = re.compile(r"[\s,;:(–-]+\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{5})?\)?$")
_JOINED = re.compile(r"\set\s(?!(?:fils|cie|associes|freres|soeurs)\b)")
#: how a mail closes
_CLOSES = re.compile(r"(?:amities|amicalement|cordialement|bises|salutations|sincerement|merci)$")


def mark_contradictions(draft: MarketDraft) -> None:
    """Mark what cannot all be true: an address of two companies, a name that is a trade, hours that do not add up."""
    for award in draft.awards:
        _without_number(award)
    nobody = [award for award in draft.awards if _is_nobody(award, draft)]
    if nobody:
        draft.awards = [award for award in draft.awards if award not in nobody]
        draft.unsure.add("awards")
    for award in draft.awards:
        others = [one for one in draft.awards if _differs(one, award)]
        if award.email and (any(one.email == award.email for one in others) or _is_of_another(award, others)):
            award.unsure.add("company.email")
        if award.name and (_is_no_name(award.name, award.lot_title) or _is_doubtful(award, draft)):
            award.unsure.add("company.name")
        if award.contact_name and _is_company(award.contact_name, draft.awards):
            award.unsure.add("company.contact_name")
    told = [award.insertion_hours for award in draft.awards]
    if draft.hours_total and all(told) and abs(sum(filter(None, told)) - draft.hours_total) > _ROUNDING:
        for award in draft.awards:
            award.unsure.add("insertion_hours")


def _without_number(award: AwardDraft) -> None:
    """« Durance Environnement 865 604 250 00015 »: the number is no part of the name; read nowhere, it is in doubt."""
    bare = _NUMBER_BEHIND.sub("", award.name or "")
    if award.name and bare and bare != award.name:
        award.name = bare
        if award.siret is None:
            award.unsure.add("company.siret")


def _is_nobody(award: AwardDraft, draft: MarketDraft) -> bool:
    """A bare name that is hardly a company's, beside awards of which more is told: who signed, or the buyer."""
    told = [one for one in draft.awards if one is not award and _tells_more(one)]
    if _tells_more(award) or not told or not award.name:
        return False
    shares_a_lot = award.lot is None or any(one.lot == award.lot for one in told)
    signed = len(award.name.split()) == 1 and (is_first_name(fold(award.name)) or bool(_CLOSES.match(fold(award.name))))
    return shares_a_lot and (signed or _is_doubtful(award, draft))


def _tells_more(award: AwardDraft) -> bool:
    return bool(
        award.siret or award.insertion_hours or award.email or award.phone or award.contact_name or award.address
    )


def _differs(one: AwardDraft, other: AwardDraft) -> bool:
    return bool(one is not other and one.name and other.name and company_key(one.name) != company_key(other.name))


def _is_of_another(award: AwardDraft, others: Sequence[AwardDraft]) -> bool:
    """« contact@bati-nord.example » with X, where the market also has Bâti Nord."""
    return not owns_domain(award.name, award.email) and any(owns_domain(one.name, award.email) for one in others)


def _is_no_name(name: str, title: str | None) -> bool:
    """« Peinture »: a trade of one word, or the title of the lot itself."""
    return (len(name.split()) == 1 and is_trade(name) and not re.search(r"['’\d-]|[A-ZÀ-Ý]{2}", name)) or (
        title is not None and fold(title) == fold(name)
    )


def _is_doubtful(award: AwardDraft, draft: MarketDraft) -> bool:
    """A sentence, a place that the market is about, or a person, where a company should stand."""
    name = award.name or ""
    if award.weak_name and award.siret is None and not owns_domain(name, award.email):
        return True
    if draft.hours_each is not None and _JOINED.search(fold(name)):
        # « X et Y, 150 h chacun »: one company, or two?
        return True
    told = set(words(name))
    market = set(words(f"{draft.title or ''} {draft.buyer or ''}"))
    if name.isupper() and award.lot and not award.lot_title and len(name.split()) > 3 and is_trade(name.split()[0]):
        # « LOT 4 CHARPENTE BOIS LUBERON BOIS »: where does the title end?
        return True
    if _SPOKEN.search(fold(name)) or len(name.split()) > _MOST_WORDS or "@" in name:
        return True
    if award.siret is not None:
        return False
    if told <= market:
        return True
    person = next((one for one in names_in(name) if one.sign in {"civility", "first_name"}), None)
    return name[:1].islower() or (person is not None and len(person.raw) >= len(name) - 1)


def _is_company(contact: str, awards: Sequence[AwardDraft]) -> bool:
    told = set(words(contact))
    return any(award.name and told == set(company_key(award.name).split()) for award in awards)
