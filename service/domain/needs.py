"""A need: what a company looks for, from its form to the day it is filled: its states, its moves, its faces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from parsers.reading import CompanyReading, ConditionsReading, JobReading, NeedReading, Value, as_json
from service.domain import jobs
from service.domain.letters import MarketFacts, NeedFacts, Row
from service.domain.records import Award, Company, Market, Need, NeedVersion, identity

POSTCODE = re.compile(r"\b(?:\d{5}|2[AB]\d{3})\b")
MOVES: dict[str, frozenset[str]] = {
    "incomplete": frozenset({"to_validate", "cancelled"}),
    "to_validate": frozenset({"validated", "incomplete", "cancelled"}),
    "validated": frozenset({"diffused", "incomplete", "to_validate", "cancelled"}),
    "diffused": frozenset({"suspended", "filled", "closed", "cancelled"}),
    "suspended": frozenset({"diffused", "closed", "cancelled"}),
    "filled": frozenset({"diffused", "closed"}),
    "closed": frozenset({"diffused"}),
    "cancelled": frozenset({"to_validate", "incomplete"}),
}
OPEN = frozenset({"incomplete", "to_validate", "validated", "diffused", "suspended"})

#: how the problem of a wording that the law forbids begins
UNLAWFUL = "unlawful:"
#: days between two needs for one job that may be the same need, told twice
NEAR = 21

#: required to diffuse (docs/interface.md, NEED)
REQUIRED = (
    "company.name", "company.siret", "job.title", "job.openings", "job.start_date", "conditions.contract_type",
    "conditions.contract_duration", "conditions.weekly_hours", "conditions.gross_salary", "conditions.workplace",
)  # fmt: skip
#: the fields of the form, in its order
FORM_FIELDS = (
    "company.name", "company.siret", "company.address", "company.contact_name", "company.phone", "company.email",
    "job.title", "job.openings", "job.start_date", "job.activities", "job.skills", "job.experience", "job.training",
    "job.special_requirements", "conditions.contract_type", "conditions.contract_duration",
    "conditions.weekly_hours", "conditions.gross_salary", "conditions.workplace",
)  # fmt: skip


def move(need: Need, to: str, now: datetime) -> Need | None:
    """The need in its new state; None when it may not go there."""
    if to not in MOVES[need.state]:
        return None
    return need.but(state=to, since=now)


def reference(number: int) -> str:
    """« B-0042 »."""
    return f"B-{number:04d}"


def new(
    reading: NeedReading,
    *,
    number: int,
    award: Award | None,
    company: Company | None,
    message_id: str,
    document: tuple[str | None, str | None],
    rank: int,
    now: datetime,
) -> Need:
    """A need just read from a form. `rank` tells the jobs of one mail apart."""
    return Need(
        id=identity("need", message_id, rank),
        reference=reference(number),
        number=number,
        company_id=company.id if company else None,
        award_id=award.id if award else None,
        market_id=award.market_id if award else None,
        title=reading.job.title,
        reading=as_json(reading),
        state=state_of(reading),
        since=now,
        received_at=now,
        message_id=message_id,
        document_name=document[0],
        document_sha256=document[1],
    )


def version(need: Need, *, edition: int, who: str, why: str | None, now: datetime) -> NeedVersion:
    """What the need says now, kept for good."""
    return NeedVersion(
        id=identity("need_version", need.id, edition),
        need_id=need.id,
        edition=edition,
        reading=need.reading,
        at=now,
        who=who,
        why=why,
    )


def state_of(reading: NeedReading) -> str:
    """Where a need begins: incomplete while a required fact lacks; doubts are the referent's to settle."""
    return "incomplete" if lacking(reading) else "to_validate"


def lacking(reading: NeedReading) -> tuple[str, ...]:
    """The required fields that are not there; phone and e-mail are listed together when both lack."""
    absent = [path for path in REQUIRED if not _present(reading, path)]
    if reading.conditions.contract_type == "CDI" and "conditions.contract_duration" in absent:
        absent.remove("conditions.contract_duration")
    if not reading.company.email and not reading.company.phone:
        absent += ["company.phone", "company.email"]
    return tuple(path for path in FORM_FIELDS if path in absent)


def doubtful(reading: NeedReading) -> tuple[str, ...]:
    """The fields that a person must look at, in the order of the form."""
    return tuple(path for path in FORM_FIELDS if path in reading.to_review)


def _present(reading: NeedReading, path: str) -> bool:
    return value_at(reading, path) not in (None, "", (), [])


def value_at(reading: NeedReading, path: str) -> Any:
    """The value of a field by its path."""
    part, _, name = path.partition(".")
    return getattr(getattr(reading, part), name)


def with_value(reading: NeedReading, path: str, value: Any) -> NeedReading:
    """The same reading with one field changed by the referent: no longer missing, no longer in doubt."""
    return _told(reading, path, value, source="référent", confidence=1.0)


def agreed(reading: NeedReading, changes: Mapping[str, Any]) -> NeedReading:
    """The same reading with what the company agreed to."""
    for path, value in changes.items():
        reading = _told(reading, path, value, source="accord de l'entreprise", confidence=1.0)
    return reading


def typed(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes that were kept as JSON, as values of their fields."""
    hints: dict[str, Any] = {"company": CompanyReading, "job": JobReading, "conditions": ConditionsReading}
    found = {}
    for path, value in changes.items():
        part, _, name = path.partition(".")
        found[path] = _built(get_type_hints(hints[part])[name], value)
    return found


def shown(reading: NeedReading, path: str) -> str | None:
    """A field's value as a person reads it; None when it is not known."""
    return _shown(value_at(reading, path))


def _told(reading: NeedReading, path: str, value: Any, *, source: str, confidence: float) -> NeedReading:
    if path not in FORM_FIELDS:
        raise KeyError(path)
    part, _, name = path.partition(".")
    if isinstance(value, list):
        value = tuple(value)
    noted = Value(raw=_shown(value) or "", source=source, confidence=confidence)
    return replace(
        reading,
        **{part: replace(getattr(reading, part), **{name: value})},
        fields={**reading.fields, path: noted},
        missing=tuple(p for p in reading.missing if p != path),
        to_review=tuple(p for p in reading.to_review if p != path),
    )


def completed(old: NeedReading, new: NeedReading) -> NeedReading:
    """The old reading with a later answer: what the answer says stands, its silence changes nothing."""
    merged = old
    for path in FORM_FIELDS:
        value = value_at(new, path)
        if value in (None, "", ()) and path not in new.to_review:
            continue
        merged = _told(merged, path, value, source="réponse de l'entreprise", confidence=0.9)
        if path in new.fields:
            merged = replace(merged, fields={**merged.fields, path: new.fields[path]})
        if path in new.to_review:
            merged = replace(merged, to_review=(*merged.to_review, path))
    return merged


def settled(reading: NeedReading) -> NeedReading:
    """The reading after the referent approved it: its doubts are answered."""
    return replace(reading, to_review=())


def unlawful(reading: NeedReading) -> tuple[tuple[str, str], ...]:
    """(field, problem) of each wording that the law forbids and that nobody has settled."""
    return tuple(
        (path, problem)
        for path in FORM_FIELDS
        if path in reading.fields
        for problem in reading.fields[path].problems
        if problem.startswith(UNLAWFUL)
    )


def lawful(reading: NeedReading) -> NeedReading:
    """The reading whose wording the referent has looked at and found permitted."""
    fields = {
        path: replace(noted, problems=tuple(p for p in noted.problems if not p.startswith(UNLAWFUL)))
        for path, noted in reading.fields.items()
    }
    seen = {path for path, _ in unlawful(reading)}
    doubts = tuple(p for p in reading.to_review if p not in seen or fields[p].problems)
    return replace(reading, fields=fields, to_review=doubts)


def twin(need: Need, others: Iterable[Need], rome: Mapping[str, str]) -> Need | None:
    """An open need of the same company for the same job at about the same time; None when there is none."""
    for other in sorted(others, key=lambda n: n.number):
        same = other.id != need.id and other.company_id == need.company_id and other.state in OPEN
        if need.company_id and same and jobs.same_job(need.title, other.title, rome) and _near(need, other):
            return other
    return None


def _near(need: Need, other: Need) -> bool:
    """Whether both begin within three weeks; a need without a date is near to any."""
    days = []
    for one in (need, other):
        try:
            days.append(date.fromisoformat(one.reading.get("job", {}).get("start_date") or ""))
        except ValueError:
            return True
    return abs((days[0] - days[1]).days) <= NEAR


T = TypeVar("T")


def reading_of(need: Need) -> NeedReading:
    """The need's reading, as a value."""
    reading: NeedReading = _built(NeedReading, need.reading)
    return reading


def _built(kind: Any, tree: Any) -> Any:
    """A record of `kind` from its JSON."""
    if tree is None:
        return None
    if get_origin(kind) in {UnionType, Union}:
        kind = next(option for option in get_args(kind) if option is not type(None))
    if get_origin(kind) is tuple:
        return tuple(_built(get_args(kind)[0], item) for item in tree)
    if get_origin(kind) is dict:
        return {key: _built(get_args(kind)[1], item) for key, item in tree.items()}
    if hasattr(kind, "__dataclass_fields__"):
        hints = get_type_hints(kind)
        return kind(**{name: _built(hints[name], tree[name]) for name in kind.__dataclass_fields__ if name in tree})
    return tree


def facts(need: Need) -> NeedFacts:
    """The need as partners and companies may read it."""
    reading = reading_of(need)
    salary = reading.conditions.gross_salary
    return NeedFacts(
        reference=need.reference,
        company=reading.company.name,
        company_address=reading.company.address,
        title=reading.job.title,
        openings=reading.job.openings,
        start_date=reading.job.start_date,
        activities=reading.job.activities,
        skills=reading.job.skills,
        experience=reading.job.experience,
        training=reading.job.training,
        special_requirements=reading.job.special_requirements,
        contract_type=reading.conditions.contract_type,
        contract_duration=reading.conditions.contract_duration,
        weekly_hours=reading.conditions.weekly_hours,
        gross_salary=as_json(salary) if salary else None,
        workplace=reading.conditions.workplace,
    )


def rows(need: Need, paths: tuple[str, ...] = FORM_FIELDS) -> tuple[Row, ...]:
    """The fields as a person reads them: doubts first, then what lacks, then the form's order."""
    reading = reading_of(need)
    lacks = set(lacking(reading))
    made = [_row(reading, path, lacks) for path in paths]
    return tuple(sorted(made, key=lambda row: (not row.to_review, not row.missing)))


def changes(before: Need, after: Need) -> tuple[Row, ...]:
    """The fields that a partner reads of a need and that no longer say what they said, as they are now."""
    old, new = reading_of(before), reading_of(after)
    paths = tuple(path for path in FORM_FIELDS if not path.startswith("company.") or path == "company.name")
    lacks = set(lacking(new))
    return tuple(_row(new, path, lacks) for path in paths if value_at(old, path) != value_at(new, path))


def _row(reading: NeedReading, path: str, lacks: set[str]) -> Row:
    value, noted = value_at(reading, path), reading.fields.get(path)
    return Row(
        path=path,
        value=_shown(value),
        raw=noted.raw if noted else None,
        source=noted.source if noted else None,
        confidence=noted.confidence if noted else None,
        problems=noted.problems if noted else (),
        missing=path in lacks,
        to_review=path in reading.to_review,
    )


def _shown(value: Any) -> str | None:
    if value in (None, "", ()):
        return None
    if isinstance(value, tuple):
        return " ; ".join(value)
    if hasattr(value, "__dataclass_fields__"):
        return _salary_shown(value)
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return str(value)


def _salary_shown(salary: Any) -> str | None:
    if salary.basis == "smic" and salary.min is None:
        return "SMIC"
    if salary.min is None:
        return None
    low, high = (f"{amount:.2f}".replace(".", ",") for amount in (salary.min, salary.max or salary.min))
    return (
        (low if low == high else f"{low} – {high}")
        + " €"
        + {"hour": "/h", "month": "/mois", "year": "/an"}.get(salary.period or "", "")
    )


def understood(need: Need) -> dict[str, Any]:
    """What a new form can say already: every value that is known and not in doubt."""
    reading = reading_of(need)
    told = {path: value_at(reading, path) for path in FORM_FIELDS if path not in reading.to_review}
    return {path: as_json(value) for path, value in told.items() if value not in (None, "", ())}


def postcode(need: Need, only_worksite: str | None) -> str | None:
    """The postcode of the work: of the workplace, else of the market's only worksite; None when nothing tells."""
    places = (need.reading.get("conditions", {}).get("workplace"), only_worksite)
    found = (POSTCODE.search(place) for place in places if place)
    return next((match.group() for match in found if match), None)


#: of a need that no known market asked for
NO_MARKET = MarketFacts(reference=None, title=None, buyer=None)


def market_facts(market: Market | None, award: Award | None) -> MarketFacts | None:
    """The market of a need, as its readers may know it."""
    if market is None:
        return None
    return MarketFacts(
        reference=market.reference,
        title=market.title,
        buyer=market.buyer,
        lot=award.lot if award else None,
        lot_title=award.lot_title if award else None,
        worksite=award.worksite if award else None,
        insertion_hours=award.insertion_hours if award else None,
    )


def changed(reading: NeedReading, changes: Mapping[str, Any]) -> NeedReading:
    """The reading with a person's corrections. Raises KeyError for a field that is none."""
    for path, value in changes.items():
        reading = with_value(reading, path, value)
    return reading
