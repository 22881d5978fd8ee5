"""A company: one record a SIRET, or a name and place while that is unknown; two that prove to be one are merged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.language.folding import fold
from parsers.reading import CompanyReading
from service.domain.facts import PUBLIC_DOMAINS
from service.domain.records import Award, Company, Need, identity

#: « S.A.R.L. », « A B C »: letters that stand alone are one word
INITIALS = re.compile(r"\b[a-z](?: [a-z]\b){1,6}")
LEGAL_FORMS = re.compile(r"\b(sarl|sas|sasu|sa|snc|eurl|scop|sci|ets|etablissements?|societe|entreprise)\b")
POSTCODE = re.compile(r"\b(\d{2}|2[AB])\d{3}\b")
FACTS = ("name", "siret", "address", "contact_name", "phone", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What becomes of two records of one company."""

    #: the one that stays, completed, and the one that now points to it
    companies: tuple[Company, Company]
    awards: tuple[Award, ...]
    needs: tuple[Need, ...]


def folded(text: str | None) -> str:
    """Text as it is compared: no accents, no case, no punctuation; letters of any alphabet."""
    plain = fold(text or "").replace("œ", "oe").replace("æ", "ae")
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def company_key(name: str | None) -> str:
    """A company's name as it is compared: without its legal form, unless it is nothing else."""
    whole = INITIALS.sub(lambda found: found.group().replace(" ", ""), folded(name))
    return " ".join(LEGAL_FORMS.sub(" ", whole).split()) or whole


def department(address: str | None) -> str | None:
    """« 80 » of an address; None when it tells no postcode."""
    found = POSTCODE.findall(address or "")
    return found[-1] if found else None


def meant(said: CompanyReading, known: Iterable[Company], directory: Iterable[Company]) -> Company | None:
    """The company that is meant, completed by what is said and by the directory; None when it has no name."""
    if not said.name and not said.siret:
        return None
    listed = same(said, directory)
    told = {key: getattr(said, key) for key in FACTS if getattr(said, key)}
    if listed is not None:
        told = {key: getattr(listed, key) for key in FACTS if key != "name" and getattr(listed, key)} | told
    if said.siret is None and told.get("siret"):
        said = CompanyReading(name=said.name, siret=told["siret"], address=told.get("address"))
    found = same(said, known)
    if found is None:
        return Company(id=_identity(told), **{"name": told.get("siret") or "?", **told})
    lacks = {key: value for key, value in told.items() if not getattr(found, key)}
    return found.but(**lacks) if lacks else found


def _identity(told: dict[str, str]) -> str:
    place = department(told.get("address"))
    named = (company_key(told.get("name")), *([place] if place else []))
    return identity("company", told["siret"]) if told.get("siret") else identity("company", *named)


def same(said: CompanyReading, companies: Iterable[Company]) -> Company | None:
    """The one of these that is meant: by SIRET, else by name, where neither SIRET nor place speaks against it."""
    standing = [company for company in companies if company.merged_into is None]
    if said.siret and (found := next((c for c in standing if c.siret == said.siret), None)):
        return found
    key, place = company_key(said.name), department(said.address)
    named = [
        c for c in standing
        if key and company_key(c.name) == key and not (said.siret and c.siret and said.siret != c.siret)
        and not (place and department(c.address) and place != department(c.address))
    ]  # fmt: skip
    return min(named, key=lambda c: (c.siret != said.siret, department(c.address) != place), default=None)


def standing(company: Company | None, companies: dict[str, Company]) -> Company | None:
    """The record that stands for this company: itself, or the one that it was merged into."""
    while company is not None and company.merged_into:
        company = companies.get(company.merged_into)
    return company


def merged(
    company: Company, known: dict[str, Company], awards: Iterable[Award], needs: Iterable[Need]
) -> Merged | None:
    """A company whose SIRET is another record's: its lots and needs go to that one. None while it is the only one.

    A lot that both hold of one market is one lot: the later record's is closed.
    """
    twin = next(
        (
            c
            for c in known.values()
            if c.siret and c.siret == company.siret and c.id != company.id and not c.merged_into
        ),
        None,
    )
    if twin is None or company.merged_into:
        return None
    lacks = {key: getattr(company, key) for key in FACTS if getattr(company, key) and not getattr(twin, key)}
    held = {_place(a) for a in awards if a.company_id == twin.id and a.state != "closed"}
    return Merged(
        companies=(twin.but(**lacks), company.but(merged_into=twin.id)),
        awards=tuple(
            a.but(company_id=twin.id, **({"state": "closed", "due_at": None} if _place(a) in held else {}))
            for a in awards
            if a.company_id == company.id
        ),
        needs=tuple(n.but(company_id=twin.id) for n in needs if n.company_id == company.id),
    )


def alike(one: Company, other: Company) -> bool:
    """Whether two records may be one company for all that their names and addresses tell: a SIRET may be mistyped."""
    ours, theirs = set(company_key(one.name).split()), set(company_key(other.name).split())
    domains = {(company.email or "").lower().rpartition("@")[2] for company in (one, other)} - {""}
    return bool(ours & theirs) or (
        len(domains) == 1 and bool(one.email and other.email) and not domains & PUBLIC_DOMAINS
    )


def _place(award: Award) -> tuple[str, str, str]:
    return award.market_id, folded(award.lot), folded(award.worksite)
