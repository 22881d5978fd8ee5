"""A market while it is being read: fields gathered from tables, labels and prose, then set as a MarketReading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from parsers.language.contacts import emails, phones
from parsers.language.folding import fold, squeezed
from parsers.language.names import names_in
from parsers.values.siret import is_right

#: buyers begin with one of these, or hold it
BUYER = re.compile(
    r"\b(?:villes?|communes?|mairies?|agglo\w*|communaute\w*|cc|ca|cu|conseil|departement\w*|region\w*"
    r"|metropole\w*|syndicat\w*|office|oph|opac|sivom|sivu|sivos|s[imy]\w{0,4}tom|petr|cias|chu|ch|ghu"
    r"|centre hospitalier|hopital"
    r"|ehpad|etat|prefecture|ministere|rectorat|universite|crous|sncf|rff|ratp|habitat|hlm|bailleur|logement"
    r"|epf\w*|epa|epci|spl|sem|semi|sdis|lycee|france travail|pole emploi|agence|pays|etablissement public|anru"
    r"|vnf|port|chambre|cci|cma|ccas|caf|cpam|la poste|edf|enedis|caisse|maison|groupement|immobiliere|fonciere"
    r"|amenagement|assemblee|collectivite|eurometropole|grand \w+)\b"
)
#: what only a public body's name begins with: no title of works does
PUBLIC_BODY = re.compile(
    r"\b(?:villes?|communes?|mairies?|agglo\w*|communaute\w*|cc|ca|conseil (?:departemental|regional|municipal)"
    r"|departement|region|metropole|syndicat\w*|office|oph|opac|sivom|sivu|sivos|s[imy]\w{0,4}tom|chu|ch(?= d)"
    r"|centre hospitalier|etat"
    r"|prefecture|ministere|rectorat|etablissement public)\b"
)
_LEGAL_END = re.compile(r"\s*[,;:.\-–—]+$")


@dataclass(slots=True)
class AwardDraft:
    """One lot and its company, as far as read."""

    lot: str | None = None
    lot_title: str | None = None
    worksite: str | None = None
    insertion_hours: float | None = None
    name: str | None = None
    siret: str | None = None
    address: str | None = None
    contact_name: str | None = None
    phone: str | None = None
    email: str | None = None
    #: nothing but its capitals told the name
    weak_name: bool = False
    #: part of the lot's hours, in percent
    share: float | None = None
    #: the hours of all who share the lot
    lot_hours: float | None = None
    #: paths below the award that a person must look at
    unsure: set[str] = field(default_factory=set)

    def filled(self) -> bool:
        """Whether there is a company, or enough to ask for one."""
        return bool(self.name or self.siret or self.email or (self.lot and self.insertion_hours))

    def complete_with(self, more: AwardDraft) -> None:
        """Take what is not yet known; a contradiction is marked."""
        for name in (
            "lot",
            "lot_title",
            "worksite",
            "insertion_hours",
            "name",
            "siret",
            "address",
            "contact_name",
            "phone",
            "email",
            "share",
        ):
            mine, other = getattr(self, name), getattr(more, name)
            if mine is None:
                setattr(self, name, other)
            elif other is not None and name in {"insertion_hours", "siret", "email"} and mine != other:
                self.unsure.add(name if name == "insertion_hours" else f"company.{name}")
        self.unsure |= more.unsure


@dataclass(slots=True)
class MarketDraft:
    """One market, as far as read."""

    reference: str | None = None
    title: str | None = None
    buyer: str | None = None
    notified_on: str | None = None
    #: (name, address)
    worksites: list[tuple[str | None, str | None]] = field(default_factory=list)
    awards: list[AwardDraft] = field(default_factory=list)
    publics: list[str] = field(default_factory=list)
    #: hours that every company of the market owes
    hours_each: float | None = None
    #: hours of all its awards together, where told
    hours_total: float | None = None
    unsure: set[str] = field(default_factory=set)

    def add(self, award: AwardDraft) -> None:
        """Add an award, or complete the one of the same lot and company."""
        if not award.filled():
            return
        for known in self.awards:
            if _same(known, award):
                known.complete_with(award)
                return
        self.awards.append(award)

    def add_rows(self, awards: list[AwardDraft]) -> None:
        """Rows of one table: each is an award of its own, and may complete what was told before the table."""
        before = list(self.awards)
        for award in awards:
            known = next((one for one in before if _same(one, award)), None)
            if known is None:
                self.awards.append(award)
            else:
                known.complete_with(award)
                before = [one for one in before if one is not known]

    def complete_with(self, more: MarketDraft) -> None:
        """Take over what another passage or paper says of the same market."""
        for name in ("reference", "title", "buyer", "notified_on", "hours_each", "hours_total"):
            if getattr(self, name) is None:
                setattr(self, name, getattr(more, name))
        for worksite in more.worksites:
            if worksite not in self.worksites:
                self.worksites.append(worksite)
        for award in more.awards:
            self.add(award)
        self.publics = list(dict.fromkeys((*self.publics, *more.publics)))
        self.unsure |= more.unsure


def _same(one: AwardDraft, other: AwardDraft) -> bool:
    if one.siret and other.siret:
        return one.siret == other.siret and one.lot in {other.lot, None} | ({one.lot} if other.lot is None else set())
    if one.name and other.name:
        alike = company_key(one.name) == company_key(other.name)
        return (
            alike
            and (one.lot is None or other.lot is None or one.lot == other.lot)
            and (one.worksite == other.worksite or None in (one.worksite, other.worksite))
        )
    if one.lot and one.lot == other.lot and (one.name is None or other.name is None):
        return True
    return bool(one.email and one.email == other.email and (one.lot is None or other.lot is None))


@lru_cache(maxsize=2048)
def company_key(name: str) -> str:
    """A company's name without legal form, case and punctuation."""
    words = re.findall(r"[^\W_]+", fold(name))
    legal = {
        "sa",
        "sas",
        "sasu",
        "sarl",
        "eurl",
        "scop",
        "snc",
        "ei",
        "entreprise",
        "societe",
        "ste",
        "ets",
        "etablissements",
        "groupe",
        "la",
        "les",
    }
    return " ".join(word for word in words if word not in legal) or " ".join(words)


@lru_cache(maxsize=2048)
def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


def owns_domain(name: str | None, address: str | None) -> bool:
    """Whether a mail address is of the company's own domain: « contact@bati-nord.example » of Bâti Nord."""
    letters = _letters(company_key(name or ""))
    return len(letters) > 4 and letters in _letters((address or "").rpartition("@")[2].rpartition(".")[0])


def hours_of(text: str) -> float | None:
    """« 1 200 h », « 550 heures d'insertion », « 200.0 »; None for a percentage or nothing."""
    flat = fold(text).strip()
    if "%" in flat and not re.search(r"\d\s*h", flat):
        return None
    match = re.search(r"(?<![\d.,])(\d{1,3}(?:[ .]\d{3})+|\d{1,6})(?:[.,](\d{1,2}))?(?!\d)", flat)
    if match is None:
        return None
    whole = int(re.sub(r"\D", "", match.group(1)))
    value = float(f"{whole}.{match.group(2)}") if match.group(2) else float(whole)
    return value if 0 < value <= 200_000 else None


def set_siret(award: AwardDraft, digits: str) -> None:
    """Keep the number as written; a wrong key is for a person."""
    award.siret = digits
    if len(digits) != 14 or not is_right(digits):
        award.unsure.add("company.siret")


def contact_of(text: str) -> str | None:
    """« Denis Coquelle » of « M. Denis Coquelle (gérant) », « Mme Duriez » where there is no first name."""
    for found in (*phones(text), *emails(text)):
        text = text.replace(text[found.start : found.end], " " * (found.end - found.start))
    written = squeezed(re.sub(r"\(.*?\)", " ", text))
    names = names_in(written)
    if names:
        name = names[0]
        if name.first and name.last:
            return re.sub(
                r"^(?:MM?|Mr|MR|Mme|MME|Mlle|Monsieur|Madame|Mademoiselle|mr|mme|monsieur|madame)\.?\s+", "", name.raw
            )
        return name.raw
    return written if re.fullmatch(r"[^\W\d_][\w'’ .-]{1,40}", written) and written[:1].isupper() else None


def cleaned(text: str) -> str | None:
    """A value as written, quotes and hanging punctuation gone; None for a dash or « néant »."""
    text = re.sub(r"\s+", " ", text).strip(" \t\"«»“”'’*•")
    text = _LEGAL_END.sub("", text).strip()
    return (
        None
        if not re.search(r"[^\W_]", text)
        or fold(text) in {"neant", "nc", "n/c", "na", "n/a", "ras", "a completer", "inconnu", "non communique", "?"}
        else text
    )
