"""Signed company: who sends a need in their own words says who they are in the signature of the mail; for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from parsers.forms.agency import is_institution
from parsers.forms.evidence import siret_in
from parsers.forms.letterhead import ADDRESS, LEGAL, PERSON
from parsers.forms.signatures import organisations_in
from parsers.reading import CompanyReading, NeedReading, Reading, Value
from parsers.values import mail_address, phone
from parsers.values.wording import folded, plain

#: the problem of a value that the mail tells around the need and not in it
SIGNED = "signed"
_SOURCE = "signature du courriel"
_CONFIDENCE = 0.6
#: a need that names its company well enough is left as it is
_IDENTITY = frozenset({"company.name", "company.siret", "company.email", "company.phone"})
_FIELDS = ("name", "siret", "address", "contact_name", "phone", "email")
#: lines of a signature that are looked at
_MOST = 16
_FUNCTION = re.compile(
    r"^(?:co-?)?(?:gerante?|president\w*|dirigeante?|patron\w*|artisan\w*|conduct\w+|chef\w*|comptable|associee?|pdg|dg"
    r"|drh|rh|rrh|recrut\w*|ressources humaines|metreu\w*|ingenieu\w*|siret|siren|rcs|tva|ape|naf|capital|bureau)\b"
)
#: a word of a name that says whose it is
_TELLING = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset(
    {"sarl", "sas", "sasu", "eurl", "scop", "snc", "les", "des", "and", "fils", "societe", "entreprise"}
)


def with_signed_company(reading: Reading, *, sender: str, address: str, signature: str) -> Reading:
    """The needs with what the sender's name, address and signature tell of a company that they name not at all, or so.

    An institution's mail tells of no company; nor does one whose signature names another company than the need.
    """
    lines = [line for line in plain(signature).split("\n") if line.strip()][:_MOST]
    if is_institution("\n".join((*lines, sender, address))):
        return reading
    told = dict(_told(lines, sender, address))
    return replace(reading, needs=tuple(_completed(need, told, sender) for need in reading.needs))


def without_signed(need: NeedReading, known: CompanyReading) -> NeedReading:
    """The need without what only a signature tells and is known better; without all of it where nothing lacks."""
    whole = bool(known.name and known.siret and (known.email or known.phone))
    doubted = {
        path
        for path, value in need.fields.items()
        if SIGNED in value.problems and (whole or getattr(known, path.removeprefix("company.")))
    }
    if not doubted:
        return need
    return replace(
        need,
        company=replace(need.company, **{path.removeprefix("company."): None for path in doubted}),
        fields={path: value for path, value in need.fields.items() if path not in doubted},
        to_review=tuple(path for path in need.to_review if path not in doubted),
    )


def _completed(need: NeedReading, told: Mapping[str, str], sender: str) -> NeedReading:
    if not _IDENTITY & set(need.missing) or not _same_company(need, told, sender):
        return need
    filled = {
        name: value
        for name, value in told.items()
        if getattr(need.company, name) is None and f"company.{name}" not in need.fields
    }
    paths = [f"company.{name}" for name in _FIELDS if name in filled]
    values = {name: _typed(name, value) for name, value in filled.items()}
    reached = {"company.phone", "company.email"} if {"phone", "email"} & set(filled) else set()
    marks = {
        f"company.{name}": Value(raw=value, source=_SOURCE, confidence=_CONFIDENCE, problems=(SIGNED,))
        for name, value in filled.items()
    }
    return replace(
        need,
        company=replace(need.company, **values),
        fields={**need.fields, **marks},
        to_review=(*paths, *need.to_review),
        missing=tuple(path for path in need.missing if path not in {*paths, *reached}),
    )


def _same_company(need: NeedReading, told: Mapping[str, str], sender: str) -> bool:
    """Whether nothing in the need says that it is another company's than the sender's."""
    if need.company.siret and "siret" in told:
        return need.company.siret == told["siret"]
    if need.company.name:
        around = " ".join((told.get("name", ""), told.get("email", ""), sender))
        return bool(_words(need.company.name) & _words(around))
    return True


def _words(text: str) -> set[str]:
    return set(_TELLING.findall(folded(text))) - _COMMON


def _typed(name: str, value: str) -> str:
    if name == "phone":
        return str(phone.phone(value).value)
    return value


def _told(lines: list[str], sender: str, address: str) -> Iterator[tuple[str, str]]:
    """What is told of each field, at most once."""
    found = next((digits for line in lines if (digits := siret_in(line))), None)
    if found:
        yield "siret", found
    person = _person(lines, sender)
    if person:
        yield "contact_name", person
    name = _name(lines, person or sender)
    if name:
        yield "name", name
    place = _place(lines)
    if place:
        yield "address", place
    numbers = [number for line in lines for number in _phones(line)]
    if numbers:
        yield "phone", numbers[0]
    mails = [line[start:end].lower() for line in lines for start, end in mail_address.spans(line)]
    if mails or address:
        yield "email", (mails[0] if mails and address.lower() not in mails else address.lower() or mails[0])


def _person(lines: list[str], sender: str) -> str | None:
    """The name that the mail is sent in, as it is signed."""
    known = _words(re.sub(r"\(.*?\)", " ", sender))
    bare = re.sub(r"\s*\(.*?\)", "", sender).strip()
    signed = [
        part
        for line in lines[:4]
        for part in (re.split(r"\s[-–|]\s|, ", line)[0].strip(" ,.-–"),)
        if PERSON.fullmatch(part) and not LEGAL.search(part) and (_words(part) & known or not known)
    ]
    return signed[0] if signed else bare if PERSON.fullmatch(bare) and not LEGAL.search(bare) else None


def _name(lines: list[str], person: str) -> str | None:
    """The company: the part with a legal form, else what alone is left when all the rest is known."""
    parts = [part for part in organisations_in(lines, person) if not _FUNCTION.match(folded(part))]
    parts = [part for part in parts if len(part) < 70 and ADDRESS.search(part) is None and siret_in(part) is None]
    legal = [part for part in parts if LEGAL.search(part)]
    if legal:
        return legal[0]
    return parts[0] if len(parts) == 1 else None


def _place(lines: list[str]) -> str | None:
    for line in lines:
        if (match := ADDRESS.search(line)) is not None:
            return match.group()
    for street, town in pairwise(line.strip(" ,-–") for line in lines):
        if (match := ADDRESS.fullmatch(f"{street}, {town}")) is not None and not re.search(r"\d{5}", street):
            return match.group()
    return None


def _phones(line: str) -> Iterator[str]:
    without = re.sub(r"(?<!\d)\d(?:[ .]?\d){13}(?!\d)", " ", line)
    if re.search(r"\bfax\b|\btva\b|\bcapital\b", folded(without)):
        return
    for start, end in phone.spans(without):
        if phone.phone(without[start:end]).value:
            yield without[start:end]
