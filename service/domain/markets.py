"""A market: what a notification becomes: market, worksites, awards, companies; a repeat changes nothing."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parsers.reading import AwardReading, CompanyReading, MarketReading
from service.domain.records import Award, Company, Market, Worksite, identity

AWARD_MOVES: dict[str, frozenset[str]] = {
    "to_complete": frozenset({"contacted", "closed"}),
    "contacted": frozenset({"returned", "refused", "silent", "closed", "to_complete"}),
    "silent": frozenset({"returned", "refused", "closed", "contacted"}),
    "returned": frozenset({"closed"}),
    "refused": frozenset({"returned", "closed", "contacted"}),
    "closed": frozenset({"contacted"}),
}
LEGAL_FORMS = re.compile(r"\b(sarl|sas|sasu|sa|snc|eurl|scop|sci|ets|etablissements?|societe|entreprise)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notified:
    """What one notified market makes: records that are new or changed, and what came of it."""

    market: Market
    worksites: tuple[Worksite, ...]
    awards: tuple[Award, ...]
    companies: tuple[Company, ...]
    #: awards that were not known before
    new_awards: tuple[Award, ...]
    #: « field: before -> after », of a correction
    differences: tuple[str, ...]
    is_new: bool


def move(award: Award, to: str, now: datetime) -> Award | None:
    """The award in its new state; None when it may not go there."""
    if to not in AWARD_MOVES[award.state]:
        return None
    return award.but(state=to, since=now)


def folded(text: str | None) -> str:
    """Text as it is compared: no accents, no case, no punctuation."""
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def company_key(name: str | None) -> str:
    """A company's name as it is compared: without its legal form."""
    return " ".join(LEGAL_FORMS.sub(" ", folded(name)).split())


def market_id(reading: MarketReading, facilitator: str) -> str:
    """A market is its reference; while that is unknown, its facilitator and title."""
    if reading.reference:
        return identity("market", folded(reading.reference))
    return identity("market", facilitator.lower(), folded(reading.title))


def notified(
    reading: MarketReading,
    *,
    facilitator: str,
    known: Iterable[Market],
    known_awards: Iterable[Award],
    known_companies: Iterable[Company],
    known_worksites: Iterable[Worksite],
    directory: Iterable[Company],
    message_id: str,
    now: datetime,
) -> Notified:
    """The records of a notification, merged with what is known: what it says stands, its silence changes nothing."""
    wanted = market_id(reading, facilitator)
    before = next((m for m in known if m.id == wanted or _same_reference(m, reading)), None)
    market, differences = _market(before, wanted, reading, message_id, now)
    companies: dict[str, Company] = {c.id: c for c in known_companies}
    awards: dict[str, Award] = {a.id: a for a in known_awards if a.market_id == market.id}
    touched: dict[str, Company] = {}
    saved: dict[str, Award] = {}
    fresh: list[Award] = []
    for item in reading.awards:
        company = _company(item.company, companies.values(), directory)
        if company is None:
            continue
        companies[company.id] = touched[company.id] = company
        award, news = _award(awards, item, market, company, now)
        awards[award.id] = saved[award.id] = award
        differences += news
        if award.version == 0:
            fresh.append(award)
    sites = _worksites(reading, market, known_worksites)
    return Notified(
        market=market,
        worksites=sites,
        awards=tuple(saved.values()),
        companies=tuple(touched.values()),
        new_awards=tuple(fresh),
        differences=tuple(differences),
        is_new=before is None,
    )


def _same_reference(market: Market, reading: MarketReading) -> bool:
    return bool(reading.reference) and folded(market.reference) == folded(reading.reference)


def _market(
    before: Market | None, wanted: str, reading: MarketReading, message_id: str, now: datetime
) -> tuple[Market, list[str]]:
    said: dict[str, Any] = {
        "reference": reading.reference,
        "title": reading.title,
        "buyer": reading.buyer,
        "notified_on": reading.notified_on,
        "facilitator_name": reading.facilitator.name,
        "facilitator_organisation": reading.facilitator.organisation,
        "facilitator_phone": reading.facilitator.phone,
        "facilitator_email": reading.facilitator.email,
        "publics": list(reading.publics),
    }
    said = {key: value for key, value in said.items() if value}
    if before is None:
        return Market(id=wanted, received_at=now, message_id=message_id, **said), []
    changes = {key: value for key, value in said.items() if getattr(before, key) != value}
    differences = [f"{key} : {getattr(before, key)} -> {value}" for key, value in changes.items()]
    if not changes:
        return before, []
    return before.but(edition=before.edition + 1, **changes), differences


def _company(said: CompanyReading, known: Iterable[Company], directory: Iterable[Company]) -> Company | None:
    """The company that is meant: by SIRET, else by address of mail, else by name; completed from the directory."""
    if not said.name and not said.siret:
        return None
    found = _same_company(said, known)
    listed = _same_company(said, directory)
    told = {key: getattr(said, key) for key in ("name", "siret", "address", "contact_name", "phone", "email")}
    told = {key: value for key, value in told.items() if value}
    if listed is not None:
        told = {key: getattr(listed, key) for key in told.keys() | _filled(listed)} | told
    if found is None:
        key = said.siret or company_key(said.name)
        return Company(id=identity("company", key), **{"name": said.siret or "?", **told})
    lacks = {key: value for key, value in told.items() if not getattr(found, key)}
    return found.but(**lacks) if lacks else found


def _filled(company: Company) -> set[str]:
    return {key for key in ("siret", "address", "contact_name", "phone", "email") if getattr(company, key)}


def _same_company(said: CompanyReading, companies: Iterable[Company]) -> Company | None:
    companies = list(companies)
    if said.siret:
        same = next((c for c in companies if c.siret == said.siret), None)
        if same:
            return same
    key = company_key(said.name)
    for company in companies:
        if said.siret and company.siret and said.siret != company.siret:
            continue
        if key and company_key(company.name) == key:
            return company
    return None


def _award(
    awards: dict[str, Award], item: AwardReading, market: Market, company: Company, now: datetime
) -> tuple[Award, list[str]]:
    wanted = identity("award", market.id, folded(item.lot), company.id)
    before = awards.get(wanted)
    said: dict[str, Any] = {
        "lot": item.lot,
        "lot_title": item.lot_title,
        "worksite": item.worksite,
        "insertion_hours": item.insertion_hours,
    }
    said = {key: value for key, value in said.items() if value is not None}
    if before is None:
        return Award(
            id=wanted,
            market_id=market.id,
            company_id=company.id,
            form_reference=form_reference(wanted),
            since=now,
            **said,
        ), []
    changes = {key: value for key, value in said.items() if getattr(before, key) != value}
    differences = [f"{company.name}, {key} : {getattr(before, key)} -> {value}" for key, value in changes.items()]
    return (before.but(**changes) if changes else before), differences


def form_reference(award_id: str) -> str:
    """« F-3K7QX2AB »: what the form of an award carries; letters and figures that cannot be mistaken."""
    digest = base64.b32encode(hashlib.sha256(f"form {award_id}".encode()).digest()).decode()
    return f"F-{digest[:8]}"


def _worksites(reading: MarketReading, market: Market, known: Iterable[Worksite]) -> tuple[Worksite, ...]:
    here = {w.id: w for w in known if w.market_id == market.id}
    found = []
    for site in reading.worksites:
        wanted = identity("worksite", market.id, folded(site.name or site.address))
        before = here.get(wanted)
        if before is None:
            found.append(Worksite(id=wanted, market_id=market.id, name=site.name, address=site.address))
        elif site.address and not before.address:
            found.append(before.but(address=site.address))
    return tuple(found)
