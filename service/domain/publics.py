"""Publics: who was hired, by heads: age, sex, level, criteria; and how: contract, way of hiring, family of partner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from service.domain import tallies
from service.domain.facts import Facts
from service.domain.records import Placement, Referral
from service.domain.tallies import Groups, Row, Tally

#: the criteria that are minimum benefits, and the code that stands for any of them
MINIMA = frozenset({"brsa", "ass", "aah", "minima"})
ANY_MINIMA = "any_minima"
WITHIN = dict.fromkeys(MINIMA, ANY_MINIMA)
#: partners that employ and lend rather than refer
LENDERS = frozenset({"etti", "ai", "geiq"})
AGE_BANDS = ((26, "under_26"), (41, "from_26_to_40"), (51, "from_41_to_50"))
UNKNOWN = "unknown"

#: the tables of who was hired and how, in the order of reports
KINDS = ("publics", "ages", "sexes", "levels", "contract_types", "ways", "partner_kinds")

Sorted = dict[str, list[Row]]


def sorted_by(kind: str, hired: Iterable[Referral], facts: Facts) -> Sorted:
    """The rows of each group of one kind: publics, ages, sexes, levels, contract_types, ways, partner_kinds."""
    hired = list(hired)
    groups: Sorted = {}
    if kind in {"contract_types", "ways"}:
        for contract in contracts_of(hired, facts):
            code = _contract(contract) if kind == "contract_types" else _way(contract, facts)
            groups.setdefault(code, []).append(Row(noun="placement", id=contract.id))
    elif kind == "partner_kinds":
        for referral in hired:
            code = facts.partners[referral.partner_id].kind
            groups.setdefault(code, []).append(Row(noun="referral", id=referral.id))
    else:
        for person, first in _people(hired, facts).items():
            for code in _codes(kind, person, first, facts):
                groups.setdefault(code, []).append(Row(noun="candidate", id=person))
    return groups


def shown(kind: str, groups: Sorted, heads: int) -> Groups:
    """The sizes of the groups, small ones withheld; what is known of nobody is not told."""
    sizes = {code: len(rows) for code, rows in groups.items()}
    if kind == "publics":
        return tallies.traits(sizes, heads, within=WITHIN)
    return () if set(sizes) == {UNKNOWN} else tallies.parts(sizes)


def traced(tables: Mapping[str, Sorted], heads: int) -> list[Tally]:
    """Each group with its rows; a withheld group has none."""
    return [
        Tally(name=f"{kind}.{code}", value=number, rows=() if number is None else tuple(groups[code]))
        for kind, groups in tables.items()
        for code, number in shown(kind, groups, heads)
    ]


def heads(hired: Iterable[Referral]) -> list[Row]:
    """The people hired, each once."""
    return [Row(noun="candidate", id=person) for person in dict.fromkeys(r.candidate_id for r in hired)]


def contracts_of(hired: Iterable[Referral], facts: Facts) -> list[Placement]:
    """The contracts of these hires."""
    found = (facts.placement_of(referral.id) for referral in hired)
    return [placement for placement in found if placement is not None]


def _people(hired: list[Referral], facts: Facts) -> dict[str, date]:
    """Each person and the day of the first hire: the age that counts is that of the day."""
    first: dict[str, date] = {}
    for referral in hired:
        contract = facts.placement_of(referral.id)
        begins = contract.start_date if contract else None
        day = date.fromisoformat(begins) if begins else referral.since.astimezone(facts.office.zone).date()
        first[referral.candidate_id] = min(day, first.get(referral.candidate_id, day))
    return first


def _codes(kind: str, person: str, first: date, facts: Facts) -> list[str]:
    told = facts.attested_of(person)
    criteria = {code for fact in told for code in fact.criteria}
    if kind == "publics":
        return sorted(criteria | ({ANY_MINIMA} if criteria & MINIMA else set()))
    profile = {key: value for fact in reversed(told) for key, value in fact.profile.items()}
    if kind == "ages":
        return [_age_band(profile.get("birth_year"), criteria, first)]
    return [profile.get("sex" if kind == "sexes" else "level") or UNKNOWN]


def _age_band(birth_year: int | None, criteria: set[str], on: date) -> str:
    if birth_year is None:
        return "under_26" if "jeune" in criteria else UNKNOWN
    return next((band for limit, band in AGE_BANDS if on.year - birth_year < limit), "over_50")


def _contract(contract: Placement) -> str:
    return contract.contract_type or "OTHER"


def _way(contract: Placement, facts: Facts) -> str:
    """How the person is employed: by the company itself, lent by another employer, or by an insertion structure."""
    kind = facts.partners[facts.referrals[contract.referral_id].partner_id].kind
    if contract.contract_type == "CTT" or (kind in LENDERS and contract.contract_type not in {"CDI", "CDI_CHANTIER"}):
        return "lent"
    return "insertion_structure" if contract.contract_type == "CDDI" else "direct"
