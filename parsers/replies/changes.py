"""Changes: « salaire 12,50 €/h, 3 postes » as field paths and typed values, by the parsers of the form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from parsers.language.folding import LONGEST, fold, squeezed
from parsers.replies.order_grounds import harmless
from parsers.replies.order_words import FIELDS
from parsers.values import contract, counts, duration, hours, mail_address, person, phone, salary, siret
from parsers.values import date as start
from parsers.values.parsed import Parsed
from parsers.vocabulary import usual

#: no word of these is another two: « de la » twenty times over would be read in a million ways
_LITTLE = (
    r"(?:le |la |les |l'|un |une |du |des |de |d'|au |aux |a |en |pour |sur |son |sa |leur |c'est |il y a |que "
    r"|plutot |par contre |en revanche |bien )*"
)
_LINK = (
    r"\s*(?::|=|->|→|(?:est|sera|soit|a|de|en|passe a|passe en|passe|devient|au|du|par|il faut|c'est|est de|est a"
    r"|est au|sera de|se fait|se fera|doit etre|commence|demarre|prevue? (?:le|pour))(?=\s))?\s*(?::|=|le(?=\s\d))?\s*"
)
_LABELLED = tuple(
    (path, re.compile(rf"{_LITTLE}(?:{names})(?![a-z])(?P<link>{_LINK})(?=\S)")) for path, names in FIELDS
)
_NAMED = tuple((path, re.compile(rf"{_LITTLE}(?:{names})")) for path, names in FIELDS)
#: a capital may begin a value: « lieu : Albert, Corbie »
_CAPITAL = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[ -][A-ZÀ-Ý]|$)")
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
        rf"|compter du )?(?:\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?|\d{{1,2}}(?:er)? (?:{start.MONTH_WORD})"
        rf"(?: \d{{4}})?|des que possible|asap)"
    )),
    ("company.email", r"\S+@\S+"),
    ("company.siret", r"\d(?:[ .]?\d){13}"),
    ("company.phone", r"0\d(?:[ .-]?\d\d){4}"),
)  # fmt: skip
_BARE_COMPILED = tuple((path, re.compile(wording)) for path, wording in _BARE)
#: what stood there before: « au lieu de 2 », « et non un CDD », « (et pas 35 h) »
OLD_VALUE = re.compile(
    r"(?i)\s*(?:à|a) la place\b(?: d(?:e|u|es)\b(?:(?!\set\s)[^,;.)]){0,40})?"
    r"|\bce n'est pas (?:(?:un|une|du|le|la|de la|de l'|en|à|a) ?)?[^,;.]{1,40}?\bmais (?:bien )?"
    r"|(?<![\s,(])[\s,(]+(?:au lieu d(?:e |u |es |')|et non(?: pas)? (?!pour\b|l[ea] (?:besoin |n°)?\d)"
    r"|et pas (?=un|une|le|la|les|de|en|à|a|du|\d)"
    r"|(?<=[,(])\s?(?:non |pas )(?=\d|une? )|(?<=\()(?:non |pas )(?=\w)|plut[oô]t qu(?:e |'))"
    r"(?:(?!\set\s)[^,;)]){0,60}\)?"
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
#: values that may hold commas and figures of their own
_FREE = frozenset(
    {
        "job.activities", "job.skills", "job.special_requirements", "job.training", "job.experience", "company.address",
        "conditions.workplace",
    }
)  # fmt: skip
_LISTS = frozenset({"job.activities", "job.skills", "job.special_requirements"})
_SPLIT = re.compile(
    r"\s*[;\n()]\s*|,(?!\d)\s*(?:et\s+)?|\s+(?:et|puis|avec)\s+|,\s+(?:et\s+)?|\s+(?=au smic\b|[aà] temps (?:plein"
    r"|complet)\b)",
    re.IGNORECASE,
)
#: « le poste de tailleur de pierre est bon »: the need, not a new title for it
_NO_TITLE = re.compile(
    r"^\W*(?:le |ce )?(?:poste|metier|nom) (?!:|=|devient|est a |a )|\best (?:bon|ok|valide|parfait)\b"
)
#: « Liévin, pas Lens »
_NOT_THERE = re.compile(
    r",\s?(?:et )?(?:pas|non)\s+(?:à |au |en )?[A-ZÀ-Ý][\w']*(?:[ -][\w']{1,40}){0,6}\s?(?=$|[.;,)])"
)
#: « ils ne cherchent plus que 2 personnes »: what the firm says it wants
_REPORTED = re.compile(
    r"^.{0,60}?\b(?:ils|elles|on|il|elle|l'entreprise|le client|l'employeur)\s+(?:ne |n'|en )?(?:veu(?:lent|t)"
    r"|cherchent?"
    r"|pren(?:nent|d)|propose(?:nt)?|pai(?:ent|e)|recrute(?:nt)?|demande(?:nt)?|souhaite(?:nt)?|passe(?:nt)?"
    r"|embauche(?:nt)?"
    r"|donne(?:nt)?)(?: plus)?(?: finalement| maintenant| desormais)?(?: que?)? +(?:a |sur |en )?"
)
_RANGE = re.compile(r"(?i)\bentre\s+(\d[\d .,]*)(\s?(?:€|euros?))?\s+et\s+(?=\d)")
#: a kind of contract with its length: two changes in one breath
_CONTRACT_THEN_LENGTH = re.compile(
    r"(?i)\b(cdd|cddi|cdi|ctt|contrat (?:pro|de professionnalisation|d'apprentissage|aidé|d'insertion)|apprentissage"
    r"|int[ée]rim) (?:de |d'|sur |pour )?(?=\d|un\b|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|dix-huit)"
)
#: « mettez « débutant accepté » en expérience »: the value, then the field
_VALUE_FIRST = re.compile(
    r"(?:(?:enleve[rz]?|retire[rz]?|supprime[rz]?|remplace[rz]?)\s+\"[^\"]{1,80}\"\s+(?:et\s+|par\s+)?)?"
    r"(?:(?:met(?:s|tez|tre)?|ecri(?:s|vez|re)|indique[rz]?|note[rz]?)\s+)?"
    r"(?P<value>\"[^\"]{1,200}\")\s+(?:en|comme|dans|a|pour|au champ|a la rubrique)\s+(?:l'|la |le |les )?"
    r"(?P<field>[^,;.]{4,40})(?=[,;.]|$)"
)


@dataclass(slots=True)
class Changes:
    """What a text asks to change, and the pieces of it that could not be read."""

    values: dict[str, Any] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def changes_in(text: str, *, today: date) -> Changes:
    """Field path -> typed value; a piece that names no field, or whose value is doubtful, stands in `unread`."""
    out = Changes()
    text = _NOT_THERE.sub("", _spaced_once(text))
    text = _RANGE.sub(lambda range_: f"{range_[1]}{range_[2] or ''} à ", OLD_VALUE.sub("", text))
    text = re.sub(rf"(?i){_TO_CHANGE}(?:\s*[,:=]\s*(?:mettre |lire |il faut lire |c'est )?)?", " : ", text, count=4)
    for piece in _pieces(text):
        told = _told(piece) or _told_backwards(piece)
        if told is None:
            out.unread.append(piece)
            continue
        path, written = told
        value = typed_value(path, written, today)
        if value is None and path == "conditions.contract_type":
            # « le contrat est de 4 mois »: the length of it
            path, value = "conditions.contract_duration", typed_value("conditions.contract_duration", written, today)
        if value is None or path in out.values:
            out.unread.append(piece)
        else:
            out.values[path] = value
    return out


def _spaced_once(text: str) -> str:
    """The lines that say something, single spaces between their words: no pattern below counts on a run of spaces."""
    return "\n".join(" ".join(line.split()) for line in text[:LONGEST].splitlines() if line.strip())


def reported(text: str) -> str:
    """What a firm is said to want, without who says it: « ils ne cherchent plus que 2 personnes »."""
    match = _REPORTED.match(fold(text))
    return text[match.end() :] if match else ""


def names_a_field(text: str) -> bool:
    """Whether the text begins as a change does."""
    pieces = _pieces(text)
    return bool(pieces) and _told(pieces[0]) is not None


def _pieces(text: str) -> list[str]:
    """Cut at commas and « et » where a new field begins, so that a list of skills stays whole."""
    text = _CONTRACT_THEN_LENGTH.sub(r"\1, ", text)
    if _VALUE_FIRST.match(fold(text)):
        return [text]
    parts = [part for part in _SPLIT.split(text) if part and part.strip(" .:-")]
    out: list[str] = []
    for part in parts:
        bare = squeezed(part)
        if _told(bare) is None and harmless(bare) and not _CAPITAL.match(bare):
            continue
        if out and _told(bare) is None and _may_hold(out[-1], bare):
            out[-1] = f"{out[-1]}, {bare}"
        elif bare:
            out.append(bare)
    return out


def _may_hold(piece: str, part: str) -> bool:
    """Whether an unknown part may belong to the value before it: figures only where the value is free text."""
    told = _told(piece)
    return told is None or told[0] in _FREE or not re.search(r"\d", part)


def _told(piece: str) -> tuple[str, str] | None:
    piece = _unquoted(piece) if piece[:1] in '«"“' else piece
    if field_named(piece):
        return None
    folded = fold(piece)
    for path, pattern in _BARE_COMPILED:
        match = pattern.match(folded)
        if match and not re.search(r"[^\W_]", folded[match.end() :].replace("a la place", "").replace("brut", "")):
            return path, piece
    for path, pattern in _LABELLED:
        match = pattern.match(folded)
        if match and path == "job.title" and _NO_TITLE.search(folded):
            continue
        if match and (match["link"].strip() or match["link"] or folded[match.end() - 1 : match.end()] == " "):
            # « salaire annuel 22 800 € »: the label holds the period
            return path, piece if path == "conditions.gross_salary" else _unquoted(piece[match.end() :])
    return None


def _told_backwards(piece: str) -> tuple[str, str] | None:
    match = _VALUE_FIRST.search(fold(piece))
    path = field_named(match["field"]) if match else None
    return (path, _unquoted(piece[match.start("value") : match.end("value")])) if match and path else None


def _unquoted(text: str) -> str:
    return text.strip(' «»"“”.')


def field_named(text: str) -> str | None:
    """The field of which the text is the name, without a value: « le lieu de travail »."""
    folded = re.sub(
        r"\b(?:du|de la|de l'|de|pour le|pour) (?:besoin|offre|fiche|poste)?\s?(?:[a-z]{1,3}-?\d+)?$", "", fold(text)
    )
    folded = folded.strip(" .:,;!?")
    for path, pattern in _NAMED:
        if pattern.fullmatch(folded):
            return path
    return None


def typed_value(path: str, written: str, today: date) -> Any | None:
    """The value by the form's own parser; None where a person would have to look."""
    if path in _LISTS:
        return tuple(squeezed(part) for part in re.split(r",\s|;\s|\n", written) if squeezed(part))
    parsed = _parsed(path, written, today)
    if parsed is None:
        return squeezed(written) or None
    # a day without its year is the next one: the referent writes of days to come
    sure = not parsed.review or parsed.problems == ("date_year_guessed",)
    return parsed.value if sure else None


def _contact(written: str) -> Parsed[str]:
    """A person's name and nothing else; anything longer is for a person to read."""
    named = person.contact_name(written)
    plain = re.fullmatch(r"(?:(?:M\.|Mr|Mme|Mlle|Monsieur|Madame) )?(?:[A-ZÀ-Ý][\w'.-]*\s?){1,4}", named.value or "")
    return named if plain else replace(named, review=True)


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
        return contract.contract_type(written, usual().contracts)
    if path == "company.siret":
        return siret.siret(written)
    if path == "company.phone":
        return phone.phone(written)
    if path == "company.email":
        return mail_address.mail_address(written)
    if path == "company.contact_name":
        return _contact(written)
    return None
