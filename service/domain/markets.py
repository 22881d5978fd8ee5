"""A market: what a notification becomes: market, worksites, awards, companies; a repeat changes nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parsers.language.folding import fold
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
#: « S.A.R.L. », « A B C »: letters that stand alone are one word
INITIALS = re.compile(r"\b[a-z](?: [a-z]\b){1,6}")
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
    """Text as it is compared: no accents, no case, no punctuation; letters of any alphabet."""
    plain = fold(text or "").replace("œ", "oe").replace("æ", "ae")
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def company_key(name: str | None) -> str:
    """A company's name as it is compared: without its legal form, unless it is nothing else."""
    whole = INITIALS.sub(lambda found: found.group().replace(" ", ""), folded(name))
    return " ".join(LEGAL_FORMS.sub(" ", whole).split()) or whole


def market_id(reading: MarketReading, facilitator: str) -> str:
    """A market is its reference; while that is unknown, its facilitator and title, or else its sites and companies."""
    if reading.reference:
        return identity("market", folded(reading.reference))
    if folded(reading.title):
        return identity("market", facilitator.lower(), folded(reading.title))
    told = sorted(folded(site.name or site.address) for site in reading.worksites)
    told += sorted(item.company.siret or company_key(item.company.name) for item in reading.awards)
    return identity("market", facilitator.lower(), *told)


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
    before = _same_market(list(known), wanted, reading, facilitator)
    market, differences = _market(before, wanted, reading, message_id, now)
    companies: dict[str, Company] = {c.id: c for c in known_companies}
    awards: dict[str, Award] = {a.id: a for a in known_awards if a.market_id == market.id}
    repeated = Counter(_lot_of(item) for item in reading.awards)
    touched: dict[str, Company] = {}
    saved: dict[str, Award] = {}
    fresh: list[Award] = []
    for item in reading.awards:
        company = _company(item.company, companies.values(), directory)
        if company is None:
            continue
        companies[company.id] = touched[company.id] = company
        award, news = _award(awards, item, market, company, now, by_worksite=repeated[_lot_of(item)] > 1)
        awards[award.id] = saved[award.id] = award
        differences += news
        if award.version == 0:
            fresh.append(award)
    differences += _taken_over([a for a in awards.values() if a.id not in saved], fresh, companies)
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


def _same_market(known: list[Market], wanted: str, reading: MarketReading, facilitator: str) -> Market | None:
    """The market that is meant: by id or reference; by title where one side names no reference."""
    said, title = folded(reading.reference), folded(reading.title)
    by_reference = next((m for m in known if m.id == wanted or (said and folded(m.reference) == said)), None)
    if by_reference or not title:
        return by_reference
    ours = {"", facilitator.lower(), (reading.facilitator.email or "").lower()}
    unnamed = (m for m in known if not (said and m.reference) and (m.facilitator_email or "").lower() in ours)
    return next((m for m in unnamed if folded(m.title) == title), None)


def _lot_of(item: AwardReading) -> tuple[str, str]:
    """The lot and whoever won it: what tells one award of a notification from another, worksites apart."""
    return folded(item.lot), item.company.siret or company_key(item.company.name)


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
    if before is not None and folded(before.reference) == folded(reading.reference):
        said["reference"] = before.reference  # « 2026 tx 031 » corrects nothing
    if before is None:
        return Market(id=wanted, received_at=now, message_id=message_id, **said), []
    changes = {key: value for key, value in said.items() if getattr(before, key) != value}
    differences = [f"{key} : {getattr(before, key)} -> {value}" for key, value in changes.items()]
    if not changes:
        return before, []
    return before.but(edition=before.edition + 1, **changes), differences


def _company(said: CompanyReading, known: Iterable[Company], directory: Iterable[Company]) -> Company | None:
    """The company that is meant: by SIRET, else by name; completed from the directory."""
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
    awards: dict[str, Award], item: AwardReading, market: Market, company: Company, now: datetime, *, by_worksite: bool
) -> tuple[Award, list[str]]:
    """The award of a lot to a company; where a lot is not named, or is won on several worksites, one a worksite."""
    worksite = (folded(item.worksite),) if item.worksite and (by_worksite or not item.lot) else ()
    wanted = identity("award", market.id, folded(item.lot), company.id, *worksite)
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


def _taken_over(left: list[Award], fresh: list[Award], companies: dict[str, Company]) -> list[str]:
    """« lot 1 : X -> Y »: a known lot that is now another company's; who was asked before is not recalled."""
    return [
        f"lot {new.lot} : {companies[old.company_id].name} -> {companies[new.company_id].name}"
        for new in fresh
        for old in left
        if new.lot and folded(old.lot) == folded(new.lot) and old.company_id in companies
    ]


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
