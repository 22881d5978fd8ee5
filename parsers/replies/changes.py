"""Changes: « salaire 12,50 €/h, 3 postes » as field paths and typed values, by the parsers of the form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parsers.language.folding import fold, squeezed
from parsers.replies.order_words import CONTRACTS, FIELDS
from parsers.values import contract, counts, duration, hours, mail_address, phone, salary, siret
from parsers.values import date as start
from parsers.values.parsed import Parsed

_LITTLE = (
    r"(?:le |la |les |l'|un |une |du |de la |des |au |aux |a |en |pour |son |sa |leur |c'est |il y a |que |plutot )*"
)
_LINK = (
    r"\s*(?::|=|->|→|(?:est|sera|soit|a|de|en|passe a|passe en|devient|au|du|par|il faut|c'est)(?=\s))?\s*(?::|=)?\s*"
)
_LABELLED = tuple((path, re.compile(rf"{_LITTLE}(?:{names})(?P<link>{_LINK})(?=\S)")) for path, names in FIELDS)
#: told by their units alone
_BARE: tuple[tuple[str, str], ...] = (
    ("job.openings", (
        rf"{_LITTLE}(?:\d{{1,2}}|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) ?(?:postes?|personnes?"
        rf"|candidats?)(?: a pourvoir)?"
    )),
    ("conditions.gross_salary", rf"{_LITTLE}(?:\d[\d .,]{{0,8}} ?(?:€|euros?|eur)|smic).{{0,40}}"),
    ("conditions.weekly_hours", (
        rf"{_LITTLE}\d{{1,2}}(?:[.,]\d{{1,2}})? ?h(?:eures?)?(?:\d{{2}})?(?: ?(?:/"
        rf"|par) ?(?:sem\w*))?(?: hebdo\w*)?|{_LITTLE}temps (?:plein|complet)"
    )),
    ("conditions.contract_type", (
        rf"{_LITTLE}(?:cdi|cdd|cddi|ctt|interim|contrat (?:pro|d'apprentissage|de professionnalisation|aide)"
        rf"|apprentissage|stage)(?: (?:de |d'|du )?(?:chantier|insertion|operation))?"
    )),
    ("conditions.contract_duration", (
        rf"{_LITTLE}(?:\d{{1,2}}|un|deux|trois|quatre|cinq|six|neuf|dix|douze) ?(?:mois|semaines?|ans?)"
    )),
    ("job.start_date", (
        rf"{_LITTLE}(?:partir (?:du|de) |debut |des (?:le )?"
        rf"|compter du )?(?:\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?|\d{{1,2}}(?:er)? (?:janvier|fevrier|mars"
        rf"|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: \d{{4}})?|des que possible|asap)"
    )),
    ("company.email", r"\S+@\S+"),
    ("company.siret", r"\d(?:[ .]?\d){13}"),
    ("company.phone", r"0\d(?:[ .-]?\d\d){4}"),
)  # fmt: skip
_BARE_COMPILED = tuple((path, re.compile(wording)) for path, wording in _BARE)
#: what stood there before: « au lieu de 2 », « et non un CDD », « (et pas 35 h) »
OLD_VALUE = re.compile(
    r"(?i)\s*(?:à|a) la place\b(?: d(?:e|u|es)\b(?:(?!\set\s)[^,;.)]){0,40})?"
    r"|[\s,(]+(?:au lieu d(?:e |u |es |')|(?:et non(?: pas)?|et pas) (?=un|une|le|la|les|de|en|à|a|du|\d)"
    r"|(?<=[,(])\s?(?:non |pas )(?=\d|une? )|plut[oô]t qu(?:e |'))(?:(?!\set\s)[^,;)]){0,60}\)?"
)
#: « lieu à modifier : Lille »: between the field and its value
_TO_CHANGE = (
    r"(?:\s+(?:est |sont |qui est |était )?(?:(?:à|a) (?:modifier|corriger|changer|rectifier|revoir|mettre|passer"
    r"|remplacer)|modifiée?s?"
    r"|corrigée?s?|rectifiée?s?|erronée?s?|fausse?s?|faux|incorrecte?s?|inexacte?s?|décalée?s?|reportée?s?"
    r"|avancée?s?|repoussée?s?|fixée?s?|portée?s?|passée?s?|ramenée?s?"
    r"|augmentée?s?|baissée?s?|diminuée?s?|prévue?s?|décidée?s?)"
    r"(?: par| en| (?:à|a)| au| aux)?(?=\s*[:,=]|\s))"
)
_LISTS = frozenset({"job.activities", "job.skills", "job.special_requirements"})
_SPLIT = re.compile(r"\s*[;\n]\s*|,(?!\d)\s*(?:et\s+)?|\s+(?:et|puis|avec)\s+|,\s+(?:et\s+)?")


@dataclass(slots=True)
class Changes:
    """What a text asks to change, and the pieces of it that could not be read."""

    values: dict[str, Any] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def changes_in(text: str, *, today: date) -> Changes:
    """Field path -> typed value; a piece that names no field, or whose value is doubtful, stands in `unread`."""
    out = Changes()
    text = re.sub(rf"(?i){_TO_CHANGE}(?:\s*[,:=]\s*(?:mettre |lire |il faut lire |c'est )?)?", " : ", text, count=4)
    for piece in _pieces(text):
        told = _told(piece)
        if told is None:
            out.unread.append(piece)
            continue
        path, written = told
        value = typed_value(path, written, today)
        if value is None or path in out.values:
            out.unread.append(piece)
        else:
            out.values[path] = value
    return out


def names_a_field(text: str) -> bool:
    """Whether the text begins as a change does."""
    pieces = _pieces(text)
    return bool(pieces) and _told(pieces[0]) is not None


def _pieces(text: str) -> list[str]:
    """Cut at commas and « et » where a new field begins, so that a list of skills stays whole."""
    text = re.sub(
        r"(?i)\b(cdd|cddi|ctt|contrat pro|int[ée]rim) (?:de |d'|sur )?(?=\d|un|deux|trois|six|douze)", r"\1, ", text
    )
    text = OLD_VALUE.sub("", text)
    parts = [part for part in _SPLIT.split(text) if part and part.strip(" .:-")]
    out: list[str] = []
    for part in parts:
        bare = squeezed(part)
        if out and _told(bare) is None:
            out[-1] = f"{out[-1]}, {bare}"
        elif bare:
            out.append(bare)
    return out


def _told(piece: str) -> tuple[str, str] | None:
    folded = fold(piece)
    for path, pattern in _BARE_COMPILED:
        match = pattern.match(folded)
        if match and not re.search(r"[^\W_]", folded[match.end() :].replace("a la place", "").replace("brut", "")):
            return path, piece
    for path, pattern in _LABELLED:
        match = pattern.match(folded)
        if match and (match["link"].strip() or match["link"] or folded[match.end() - 1 : match.end()] == " "):
            return path, piece[match.end() :].strip()
    return None


def typed_value(path: str, written: str, today: date) -> Any | None:
    """The value by the form's own parser; None where a person would have to look."""
    if path in _LISTS:
        return tuple(squeezed(part) for part in re.split(r",\s|;\s|\n", written) if squeezed(part))
    parsed = _parsed(path, written, today)
    if parsed is None:
        return squeezed(written) or None
    return None if parsed.review else parsed.value


def _parsed(path: str, written: str, today: date) -> Parsed[Any] | None:
    if path == "job.openings":
        return counts.count(written)
    if path == "job.start_date":
        return start.start_date(written, today=today)
    if path == "conditions.gross_salary":
        return salary.salary(written)
    if path == "conditions.weekly_hours":
        return hours.weekly_hours(written)
    if path == "conditions.contract_duration":
        return duration.duration(written, today=today)
    if path == "conditions.contract_type":
        return contract.contract_type(written, CONTRACTS)
    if path == "company.siret":
        return siret.siret(written)
    if path == "company.phone":
        return phone.phone(written)
    if path == "company.email":
        return mail_address.mail_address(written)
    return None
