"""Typed: the text written for a field as its value, by the parser of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
    #: the hours of the week, once they are known
    weekly_hours: float | None = None
    #: the text was recognised from a picture
    recognised: bool = False


_HANGS = re.compile(r"(?:\b(?:de|des|du|la|le|les|et|à|au|aux|en|sur)|[dl]['’]|-)$")
#: fields whose words are the value, whatever they are: « à définir » is none
_SAID_PLAINLY = frozenset(
    {
        "company.name", "company.address", "company.contact_name", "job.title", "conditions.workplace",
        "job.activities", "job.skills", "job.special_requirements", "job.experience", "job.training",
    }
)  # fmt: skip
_LATER = (
    r"defini\w*|precise\w*|determine\w*|confirme\w*|fixe\w*|voir|complete\w*|communique\w*|choisi\w*|valide\w*"
    r"|arrete\w*|discute\w*|renseigne\w*|convenir|etudie\w*"
)
_UNDETERMINED = re.compile(
    rf"(?:tout )?(?:(?:est |c'est )?(?:encore |reste )?a (?:{_LATER})"
    rf"|(?:pas|non|pas encore|reste) (?:encore )?(?:a )?(?:{_LATER}|connue?s?|decidee?s?))"
    r"(?: (?:ensemble|plus tard|ulterieurement|avec .{2,30}|selon .{2,40}|par .{2,30}|sur place|au cas par cas"
    r"|en fonction .{2,40}"
    r"|lors .{2,40}|suivant .{2,40}|prochainement|en interne))?"
    r"|(?:selon|suivant|en fonction)(?: d(?:e|es|u))? (?:les? |la |l'|vos |nos )?(?:differents? |divers )?"
    r"(?:chantiers?|planning|sites?|besoins?|affectations?|missions?|marches?|clients?|profils?|lots?|avancement|demandes?)"
    r"(?: (?:en cours|du moment|confies?|des chantiers?))?"
    r"|en (?:cours|attente|projet|reflexion)(?: (?:de|d') ?\w{3,20})?|inconnue?s?"
    r"|t\.?b\.?[dca]\.?|je ne sais pas|nsp|on verra"
    r"|(?:a )?voir (?:avec|aupres d[eu]) .{2,120}"
    r"|(?:voir|cf\.?|consulter|se (?:reporter|referer) a)"
    r"(?: (?:la|le|l'|les|en|au|aux|ci|piece|notre|votre|nos|vos|avec))*[ -]?"
    r"(?:annexes?|jointe?s?|pj|fiche.{0,30}|devis|cctp|dessous|dessus|dossier|pieces? jointes?"
    r"|document.{0,20}|planning|offre.{0,20}"
    r"|chef.{0,30}|client|site internet|verso|mail|marche)"
)
_Reader = Callable[[str, Setting], Parsed[Any]]
#: fields of one figure: of printed options only the ticked one tells it
_FIGURES = frozenset(
    {
        "job.openings", "job.start_date", "conditions.weekly_hours", "conditions.contract_duration",
        "conditions.gross_salary",
    }
)  # fmt: skip
#: what some write after their name
_NUMBERED = re.compile(
    r"\s*[,;:(/|–—-]*\s*(?:\bn(?:°|o|um[ée]ro)\s*(?:de\s*)?)?\b(?:siret|siren|rcs)\b.*"
    r"|\s*[,;:(/|–—-]*\s*(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{5}(?!\d).*"
    r"|\s*[,;:(/|–—-]+\s*\bt[ée]l(?:[ée]phone)?\b[ .:]*(?:\+33|0)[ .]?[1-9].*",
    re.IGNORECASE | re.DOTALL,
)
#: what is left before a number that was taken for another field
_LEFT_OF_NUMBER = re.compile(r"\s*[(\[,;:–—-]?\s*\bn(?:°|o|um[ée]ro)\s*(?:de)?\s*:?$", re.IGNORECASE)


def typed(path: str, text: str, setting: Setting) -> Parsed[Any]:
    """The value of a field; nothing, without a doubt, where somebody wrote that there is nothing."""
    if says_nothing(text):
        return Parsed(value=() if path in _LISTS else None, problems=("nothing_said",), certainty=0.95)
    if path in _LISTS and says_none(text):
        return Parsed(value=(), problems=("nothing_said",), certainty=0.95)
    if path in _SAID_PLAINLY and _UNDETERMINED.fullmatch(folded(one_line(text)).strip(" .!…")):
        return doubtful(() if path in _LISTS else None, "text_undetermined")
    text = _respaced(text) if setting.recognised else text
    if path in _FIGURES and boxes.has_boxes(text):
        return _of_ticked(path, text, setting)
    return READERS[path](text, setting)


def _of_ticked(path: str, text: str, setting: Setting) -> Parsed[Any]:
    """« ☐ 20 h ☒ 35 h »: what is ticked is the answer; what stands beside the boxes is for a person."""
    options = boxes.ticked(text)
    told = READERS[path](" ; ".join(options), setting) if options else None
    if told is not None and told.value is not None:
        return told
    whole = READERS[path](text, setting)
    return whole if path == "conditions.contract_duration" else replace(whole, review=True)


def _respaced(text: str) -> str:
    """« 2à3ans » and « HOBO » as they are seen in pictures, as they were printed: « 2 à 3 ans », « H0B0 »."""
    text = re.sub(r"(?<=\d)(?=(?:à|ans?\b|mois\b|semaines?\b|jours?\b))|(?<=à)(?=\d)", " ", text)
    return re.sub(r"\bH[O0]B[O0]\b", "H0B0", text)


def _name(text: str, _: Setting) -> Parsed[str]:
    value = one_line(text).strip(" ,;:")
    if not re.search(r"\w", value):
        return doubtful(None, "text_unreadable")
    name = _LEFT_OF_NUMBER.sub("", _NUMBERED.sub("", value[:300])).strip(" ,;:(/|–—-")
    if not name and _NUMBERED.search(value):
        # « SIRET 732 … – Bâti-Nord »: the number stands first
        name = re.sub(r"(?i)^.*?\d(?:[ .]?\d){8,13}", "", value[:300]).strip(" ,;:–—-()")
    return sure(name) if re.search(r"[^\W\d_]", name) else doubtful(None, "text_unreadable")


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
    smic = setting.vocabulary.smic_on(setting.start or setting.today)
    return salary(text, smic_hourly=smic, weekly_hours=setting.weekly_hours)


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
