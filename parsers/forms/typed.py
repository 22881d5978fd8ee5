"""Typed: the text written for a field as its value, by the parser of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parsers.values import boxes
from parsers.values.address import address
from parsers.values.contract import contract_type
from parsers.values.counts import count
from parsers.values.date import start_date
from parsers.values.duration import duration
from parsers.values.hours import weekly_hours
from parsers.values.items import items
from parsers.values.mail_address import mail_address
from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.person import contact_name
from parsers.values.phone import phone
from parsers.values.salary import salary
from parsers.values.siret import siret
from parsers.values.wording import folded, one_line, says_none, says_nothing
from parsers.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a value parser may know beside its text."""

    today: date
    vocabulary: Vocabulary
    #: the start of the work, once it is known
    start: date | None = None
    #: the text was recognised from a picture
    recognised: bool = False


_HANGS = re.compile(r"(?:\b(?:de|des|du|la|le|les|et|à|au|aux|en|sur)|[dl]['’]|-)$")
#: fields whose words are the value, whatever they are: « à définir » is none
_SAID_PLAINLY = frozenset({"company.name", "job.title", "conditions.workplace"})
_UNDETERMINED = re.compile(
    r"(?:encore )?(?:a|reste a) (?:definir|preciser|determiner|confirmer|fixer|voir)"
    r"(?: (?:ensemble|plus tard|avec vous))?"
    r"|(?:selon|suivant) (?:les? |la |l')?(?:chantiers?|planning|sites?|besoins?|affectations?|missions?)"
    r"|non (?:defini|precise|connu|determine)e?|pas encore (?:defini|connu|fixe)e?|en cours(?: de definition)?"
    r"|inconnue?"
)
_Reader = Callable[[str, Setting], Parsed[Any]]


def typed(path: str, text: str, setting: Setting) -> Parsed[Any]:
    """The value of a field; nothing, without a doubt, where somebody wrote that there is nothing."""
    if says_nothing(text):
        return Parsed(value=() if path in _LISTS else None, problems=("nothing_said",), certainty=0.95)
    if path in _LISTS and says_none(text):
        return Parsed(value=(), problems=("nothing_said",), certainty=0.95)
    if path in _SAID_PLAINLY and _UNDETERMINED.fullmatch(folded(one_line(text)).strip(" .!…")):
        return doubtful(None, "text_undetermined")
    return READERS[path](_respaced(text) if setting.recognised else text, setting)


def _respaced(text: str) -> str:
    """« 2à3ans » and « HOBO » as they are seen in pictures, as they were printed: « 2 à 3 ans », « H0B0 »."""
    text = re.sub(r"(?<=\d)(?=(?:à|ans?\b|mois\b|semaines?\b|jours?\b))|(?<=à)(?=\d)", " ", text)
    return re.sub(r"\bH[O0]B[O0]\b", "H0B0", text)


def _name(text: str, _: Setting) -> Parsed[str]:
    value = one_line(text).strip(" ,;:")
    if not re.search(r"\w", value):
        return doubtful(None, "text_unreadable")
    return sure(re.sub(r"\s*\((?:siret|rcs)\b[^)]*\)$", "", value, flags=re.IGNORECASE))


def _free(text: str, _: Setting) -> Parsed[str]:
    """A sentence; of printed options, the ticked ones."""
    if boxes.has_boxes(text):
        options = [*boxes.ticked(text), *([one_line(rest)] if (rest := boxes.unboxed_lines(text)).strip() else [])]
        if not options:
            return Parsed(value=None, problems=("nothing_ticked",), certainty=0.9)
        return sure(", ".join(options), certainty=0.93)
    value = one_line(re.sub(r"^\s*[•●▪◦·*✓➢►–—-]\s*", "", text)).strip(" ;,")
    value = re.sub(r"(?<!\betc)\.$", "", value) if value.count(".") == 1 else value
    return sure(value) if re.search(r"\w", value) else doubtful(None, "text_unreadable")


def _place(text: str, setting: Setting) -> Parsed[str]:
    if boxes.has_boxes(text):
        return _free(text, setting)
    place = _free(joined_place(text), setting)
    return _townless(place)


def _townless(place: Parsed[str]) -> Parsed[str]:
    """« 3 rue du Port, 80100 »: the town that follows a postcode was lost."""
    if place.value and len(place.value) > 8 and re.search(r"\D\d{5}$", place.value):
        return doubtful(place.value, *place.problems, "address_town_missing")
    return place


def joined_place(text: str) -> str:
    """The lines of a place parted by commas, but for a line that the paper broke."""
    lines = [line.strip(" ;") for line in text.split("\n") if line.strip(" ,;")]
    out = ""
    for line in lines:
        broken = line[:1].islower() or _HANGS.search(out) or re.search(r"(?<!\d)\d{5}$", out)
        out = f"{out} {line}" if out and broken else f"{out.rstrip(',')}, {line}" if out else line
    return out.strip(" ,")


def _salary(text: str, setting: Setting) -> Parsed[Any]:
    return salary(text, smic_hourly=setting.vocabulary.smic_on(setting.start or setting.today))


READERS: Mapping[str, _Reader] = {
    "company.name": _name,
    "company.siret": lambda text, _: siret(text),
    "company.address": lambda text, _: _townless(address(text)),
    "company.contact_name": lambda text, _: contact_name(text),
    "company.phone": lambda text, _: phone(text),
    "company.email": lambda text, _: mail_address(text),
    "job.title": _free,
    "job.openings": lambda text, _: count(text),
    "job.start_date": lambda text, setting: start_date(text, today=setting.today),
    "job.activities": lambda text, _: items(text),
    "job.skills": lambda text, _: items(text),
    "job.experience": _free,
    "job.training": _free,
    "job.special_requirements": lambda text, _: items(text),
    "conditions.contract_type": lambda text, setting: contract_type(
        text, setting.vocabulary.contracts, setting.vocabulary.weak_contracts
    ),
    "conditions.contract_duration": lambda text, setting: duration(text, today=setting.today, start=setting.start),
    "conditions.weekly_hours": lambda text, _: weekly_hours(text),
    "conditions.gross_salary": _salary,
    "conditions.workplace": _place,
}
_LISTS = frozenset({"job.activities", "job.skills", "job.special_requirements"})
