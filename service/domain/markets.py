"""A market: what notifications make of it: worksites, awards, companies; a repeat or correction is a version of it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from parsers.reading import AwardReading, MarketReading, as_json
from service.domain import companies
from service.domain.companies import company_key, folded
from service.domain.records import Award, Company, Market, MarketVersion, Worksite, identity

AWARD_MOVES: dict[str, frozenset[str]] = {
    "to_complete": frozenset({"contacted", "closed"}),
    "contacted": frozenset({"returned", "refused", "silent", "closed", "to_complete"}),
    "silent": frozenset({"returned", "refused", "closed", "contacted"}),
    "returned": frozenset({"closed"}),
    "refused": frozenset({"returned", "closed", "contacted"}),
    "closed": frozenset({"contacted"}),
}
#: what a market goes through; it never goes back, but for a market that is opened again
MOVES: dict[str, frozenset[str]] = {
    "notified": frozenset({"contacted", "collected", "in_progress", "closed"}),
    "contacted": frozenset({"collected", "in_progress", "closed"}),
    "collected": frozenset({"in_progress", "closed"}),
    "in_progress": frozenset({"closed"}),
    "closed": frozenset({"in_progress"}),
}
#: « annule et remplace », « suite au désistement »: what the mail leaves out of a lot has left it
REPLACES = re.compile(
    r"\b(?:annule[nrz]?t? et remplace|(?:est|sera|a ete) remplacee? par"
    r"|remplace (?:la societe|l entreprise|le titulaire)"
    r"|rectifi\w+|erratum|corrig\w+|corrections?|(?:se|s est|ont|a) (?:desist\w+|retir\w+)|desistement|defaill\w+"
    r"|au lieu de|en lieu et place|resili\w+|liquidation)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that a later notification says otherwise."""

    #: code of the field, or « award » for a company that came or went
    field: str
    #: the company or lot that it is about; None for the market itself
    about: str | None
    before: str | float | None
    after: str | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notified:
    """What one notified market makes: records that are new or changed, and what came of it."""

    market: Market
    worksites: tuple[Worksite, ...]
    awards: tuple[Award, ...]
    companies: tuple[Company, ...]
    #: awards that were not known before
    new_awards: tuple[Award, ...]
    #: awards of a lot that is now another company's
    lost_awards: tuple[Award, ...]
    #: empty for a first notification and for a mere repeat
    differences: tuple[Difference, ...]
    version: MarketVersion
    is_new: bool


def move(award: Award, to: str, now: datetime) -> Award | None:
    """The award in its new state; None when it may not go there."""
    if to not in AWARD_MOVES[award.state]:
        return None
    return award.but(state=to, since=now)


def move_market(market: Market, to: str) -> Market | None:
    """The market in its new state; None when it may not go there."""
    return market.but(state=to) if to in MOVES[market.state] else None


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
    thread_market: str | None = None,
) -> Notified:
    """The records of a notification, merged with what is known: what it says stands, its silence changes nothing.

    `thread_market` is the market that the mail answers about, for a reply that does not name it again.
    """
    wanted = market_id(reading, facilitator)
    before = _same_market(list(known), wanted, reading, facilitator, thread_market)
    market, differences = _market(before, wanted, reading, message_id, now)
    known_awards = list(known_awards)
    by_id: dict[str, Company] = {c.id: c for c in known_companies}
    awards: dict[str, Award] = {a.id: a for a in known_awards if a.market_id == market.id}
    repeated = Counter(_lot_of(item) for item in reading.awards)
    touched: dict[str, Company] = {}
    saved: dict[str, Award] = {}
    fresh: list[Award] = []
    for item in reading.awards:
        company = companies.meant(item.company, by_id.values(), directory)
        if company is None:
            continue
        by_id[company.id] = touched[company.id] = company
        award, news = _award(awards, item, market, company, now, by_worksite=repeated[_lot_of(item)] > 1)
        awards[award.id] = saved[award.id] = award
        differences += news
        if award.version == 0 and award.id not in {a.id for a in fresh}:
            fresh.append(award)
    lost, news = _taken_over([a for a in awards.values() if a.id not in saved], fresh, by_id, is_new=before is None)
    differences += news
    sites, news = _worksites(reading, market, known_worksites)
    differences += news
    edition = before.edition + 1 if before else 1
    return Notified(
        market=market.but(edition=edition),
        worksites=sites,
        awards=tuple(saved.values()),
        companies=tuple(touched.values()),
        new_awards=tuple(fresh),
        lost_awards=lost,
        differences=tuple(differences),
        version=_version(market, edition, reading, differences, facilitator, message_id, now),
        is_new=before is None,
    )


def _version(
    market: Market,
    edition: int,
    reading: MarketReading,
    differences: list[Difference],
    who: str,
    message_id: str,
    now: datetime,
) -> MarketVersion:
    return MarketVersion(
        id=identity("market_version", market.id, edition),
        market_id=market.id,
        edition=edition,
        reading=as_json(reading),
        differences=[asdict(difference) for difference in differences],
        at=now,
        who=who,
        message_id=message_id,
    )


def _same_market(
    known: list[Market], wanted: str, reading: MarketReading, facilitator: str, thread_market: str | None
) -> Market | None:
    """The market that is meant: by id or reference; by title or by the thread where one side names no reference."""
    said, title = folded(reading.reference), folded(reading.title)
    by_reference = next((m for m in known if m.id == wanted or (said and folded(m.reference) == said)), None)
    if by_reference:
        return by_reference
    of_thread = next((m for m in known if m.id == thread_market and not (said and m.reference)), None)
    if of_thread or not title:
        return of_thread
    ours = {"", facilitator.lower(), (reading.facilitator.email or "").lower()}
    unnamed = (m for m in known if not (said and m.reference) and (m.facilitator_email or "").lower() in ours)
    return next((m for m in unnamed if folded(m.title) == title), None)


def _lot_of(item: AwardReading) -> tuple[str, str]:
    """The lot and whoever won it: what tells one award of a notification from another, worksites apart."""
    return folded(item.lot), item.company.siret or company_key(item.company.name)


def _market(
    before: Market | None, wanted: str, reading: MarketReading, message_id: str, now: datetime
) -> tuple[Market, list[Difference]]:
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
    return before.but(**changes) if changes else before, [
        Difference(field=key, about=None, before=_plain(getattr(before, key)), after=_plain(value))
        for key, value in changes.items()
        if getattr(before, key)  # what completes the market corrects nothing
    ]


def _plain(value: Any) -> str | float | None:
    return ", ".join(value) if isinstance(value, list) else value


def _award(
    awards: dict[str, Award], item: AwardReading, market: Market, company: Company, now: datetime, *, by_worksite: bool
) -> tuple[Award, list[Difference]]:
    """The award of a lot to a company; where a lot is not named, or is won on several worksites, one a worksite."""
    worksite = (folded(item.worksite),) if item.worksite and (by_worksite or not item.lot) else ()
    wanted = identity("award", market.id, folded(item.lot), company.id, *worksite)
    before = awards.get(wanted) or _held(awards, item, company, by_worksite=bool(worksite))
    said: dict[str, Any] = {
        "lot": item.lot,
        "lot_title": item.lot_title,
        "worksite": item.worksite,
        "insertion_hours": item.insertion_hours,
    }
    known_email = (before.email if before else None) or company.email
    if item.company.email and item.company.email != known_email:
        said |= {"email": item.company.email, "contact_name": item.company.contact_name}
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
    was = {key: getattr(before, key) for key in changes} | ({"email": known_email} if "email" in changes else {})
    differences = [
        Difference(field=key, about=company.name, before=was[key], after=value)
        for key, value in changes.items()
        if was[key] is not None  # what completes the award corrects nothing
    ]
    return (before.but(**changes) if changes else before), differences


def _held(awards: dict[str, Award], item: AwardReading, company: Company, *, by_worksite: bool) -> Award | None:
    """The award of this lot that the company holds under the id of a record that was merged into it."""
    for award in awards.values():
        same_site = not by_worksite or folded(award.worksite) == folded(item.worksite)
        if award.company_id == company.id and folded(award.lot) == folded(item.lot) and same_site:
            return award
    return None


def _taken_over(
    left: list[Award], fresh: list[Award], by_id: dict[str, Company], *, is_new: bool
) -> tuple[tuple[Award, ...], list[Difference]]:
    """Known lots that are now another company's, and « lot 1 : X -> Y »; a company that came to a new lot."""
    lost: dict[str, Award] = {}
    differences = []
    for new in fresh:
        lot = f"lot {new.lot}" if new.lot else new.worksite
        olds = [old for old in left if new.lot and folded(old.lot) == folded(new.lot) and old.state != "closed"]
        lost |= {old.id: old for old in olds}
        names = ", ".join(by_id[old.company_id].name for old in olds if old.company_id in by_id)
        if not is_new:
            after = by_id[new.company_id].name
            differences.append(Difference(field="award", about=lot, before=names or None, after=after))
    return tuple(lost.values()), differences


def form_reference(award_id: str) -> str:
    """« F-3K7QX2AB »: what the form of an award carries; letters and figures that cannot be mistaken."""
    digest = base64.b32encode(hashlib.sha256(f"form {award_id}".encode()).digest()).decode()
    return f"F-{digest[:8]}"


def _worksites(
    reading: MarketReading, market: Market, known: Iterable[Worksite]
) -> tuple[tuple[Worksite, ...], list[Difference]]:
    """The sites that are new or whose address is told, and what that corrects."""
    here = {w.id: w for w in known if w.market_id == market.id}
    found, differences = [], []
    for site in reading.worksites:
        wanted = identity("worksite", market.id, folded(site.name or site.address))
        before = here.get(wanted)
        if before is None:
            found.append(Worksite(id=wanted, market_id=market.id, name=site.name, address=site.address))
        elif site.address and folded(site.address) != folded(before.address):
            found.append(before.but(address=site.address))
            if before.address:
                differences.append(
                    Difference(field="worksite_address", about=site.name, before=before.address, after=site.address)
                )
    return tuple(found), differences
