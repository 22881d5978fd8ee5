"""Mentions: what a sentence of a notification names, each with its place: lots, hours, numbers, people, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from parsers.forms.market_draft import contact_of, hours_of
from parsers.language.contacts import emails, phones, postcodes, sirets
from parsers.language.folding import fold
from parsers.language.names import Name, names_in

Kind = Literal[
    "lot", "title", "trade", "company", "known", "role", "failed",
    "siret", "email", "phone", "address", "person", "hours", "total", "each", "share", "vague",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One thing named in a sentence."""

    kind: Kind
    start: int
    end: int
    value: str = ""
    #: hours, or a share in percent
    number: float | None = None
    #: every lot of « lots 1 et 3 »
    lots: tuple[str, ...] = ()
    #: a name that nothing but its capitals tells
    weak: bool = False


#: stands where something known stood, so that what is left can be looked at alone
BLANK = "|"

_LOT = re.compile(
    r"(?<![\w-])(?:[Ll]ots?|LOTS?)\s?(?:n°s?|N°|no(?=[.\s\d])|n(?=\d)|numéros?"
    r"|#)?\s?(?P<number>(?:\d{1,3}(?!\s?(?:h\b|heures|€|lots))[A-Za-z]?(?![\w])|[Uu]nique|UNIQUE"
    r"|[A-Z](?![\w'’])))"
)
_MORE_LOTS = re.compile(r"(?:\s?(?:,|et|&|/|à|au)\s?(?:n°\s?|le\s|lot\s)?\d{1,3}(?!\s?(?:h|%|\d))\b){1,12}")
#: « L2 Serrurerie → … », at the head of an item
_SHORT_LOT = re.compile(r"\s*[Ll]\s?(?P<number>\d{1,2})(?=\s*(?:[:–—-]\s|\s[A-ZÀ-Ý]))")
_FURTHER = re.compile(r"\s?\([^()\n]{2,60}\)\s?(?:,|et)\s(?P<number>\d{1,3})(?=\s?\()")
_HOURS = re.compile(
    r"(?<![\d.,/])(?P<hours>(?:\d{1,3}(?:[ .]\d{3})+|\d{1,6})(?:[.,]\d{1,2})?)\)?\s?(?:h\b(?!\d)|heures?\b|hrs?\b"
    r"|(?=de ces heures\b))(?=(?P<what>[^\n;.|]{0,30}))",
    re.IGNORECASE,
)
_HOURS_AFTER = re.compile(
    r"\b(?:heures?|volume|clause|engagement|objectif)\b[^\n;.|\d]{0,30}?(?::|=|\bde\b)\s?"
    r"(?P<hours>\d{1,3}(?:[ .]\d{3})+|\d{2,6})(?![\d/%]|[.,]\d|\s?(?:%|€|ans?\b|mois|etp|postes?|personnes?|h\b"
    r"|heure))",
    re.IGNORECASE,
)
#: « Heures : 210 pour le lot 1, 90 pour le lot 2 »
_HOURS_FOR = re.compile(
    r"(?<![\d.,/])(?P<hours>\d{1,3}[ .]\d{3}|\d{2,6})(?=\s(?:pour|sur|au titre d[ue]) (?:le )?lot\b)"
)
#: « Y, cotraitant, en assurera 100 »
_HOURS_OF_THEM = re.compile(
    r"\ben (?:assurera|assure|fera|réalisera|doit|devra|prendra)\s(?P<hours>\d{2,6})(?=\s?(?:[.,;)]|$))"
)
#: « heure d insertion 150 »
_HOURS_BEHIND = re.compile(r"\bheures? d.?insertion\s?:?\s?(?P<hours>\d{2,6})(?![\d/%]|[.,]\d)", re.IGNORECASE)
_CLOCK = re.compile(r"\b(?:à|a|de|vers|dès|entre|et)\s?$")
#: hours of another kind: a week's, or those that were done already
_OTHER_HOURS = re.compile(
    r"^\W{0,2}(?:/|par )\s?(?:sem|jour)|\b(?:deja |ont ete )?(?<!seront )(?<!etre )(?:realisees|effectuees|faites)\b"
)
_TOTAL_BEFORE = re.compile(r"\b(?:total\w*|global\w*|ensemble|cumul\w*)\b[^\n;.|]{0,40}$")
_TOTAL_AFTER = re.compile(r"^[^\n;.|,]{0,30}\b(?:au total|en tout|pour l'ensemble|a repartir)\b")
#: « chacune s'engageant sur 150 h »; « (500 h chacun), lot 4 : X 300 h » is another's
_EACH_BEFORE = re.compile(r"\bchacune?\b(?:(?!\blots?\b)[^\n;.|)]){0,50}$")
_EACH_AFTER = re.compile(r"^[^\n;.|,]{0,25}\b(?:chacune?|par (?:titulaire|entreprise|attributaire))\b")
_SHARE = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)\s?%")
#: an obligation that is told, and not in hours
_VAGUE = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d+)?\s?(?:etp|equivalents? temps)\b")
_ROLE = re.compile(
    r"\b(?:mandataires?|co-?traitante?s?|sous-?traitante?s?|sous-?trait(?:ees?|es?|e|era|ance|ances)|groupement"
    r"|se partagent)\b"
)
#: why a lot has no company
_FAILED = re.compile(
    r"\binfructueu\w+|\bsans suite\b|\bnon attribu\w+|\bpas (?:ete )?(?:encore )?(?:attribu\w+|notifi\w+)"
    r"|\b(?:pas|aucune|sans|non) (?:de )?(?:soumis\w* a (?:la )?)?claus\w+|\bnon concern\w+"
    r"|\brelance[e]?s? (?:en|au|prochain)"
    r"|\ben cours d'(?:analyse|attribution)"
)
_CONTACT_WORD = re.compile(
    r"(?i)\b(?:contacts?|interlocut(?:eur|rice)|personne à (?:contacter|joindre)|correspondante?|référente?"
    r"|responsable(?: rh)?|suivi par|voir avec|représentée? par|représentante?|dirigeante?|gérante?"
    r"|conducteur de travaux|s['’]adresser à|resp\.?(?: chantier)?|appel(?:ez|er)|joindre|demander)\s?"
    r"(?:(?:clause|chantier|rh|(?:chez|pour|de|du|côté) [^:|]{2,40})\s?){0,2}(?P<said>est|sera|:"
    r"|=)?\s?(?P<who>[^\n;(|,]{2,80})"
)
#: a word to the reader that a capital letter glued to the name
_ASKED = re.compile(r"^(?:Appell?ez?|Appeler|Contactez?|Contacter|Joindre|Voir|Demandez?|Demander|Écrire|Contact)\s")
#: « – O. Ravel – »: between two marks
_INITIAL = re.compile(r"(?<=[,;(–-]\s)[A-Z]\. ?[A-ZÀ-Ý][\w'’-]{2,30}(?=\s*(?:[|,;()–-]|$))")
_SMALL_CIVILITY = re.compile(r"(?<![\w.])m\. (?P<name>[a-zà-ÿ][\w'’-]{2,30})(?=\s*(?:[|,;(]|$))")
#: what stands before a name of a street or a school
_NAMED_PLACE = re.compile(
    r"(?i)\b(?:rue|avenue|av\.|place|boulevard|bd|allée|école|collège|lycée|gymnase|quai|square|impasse|groupe"
    r" scolaire|stade|résidence|crèche|salle|espace|parc)\s+(?:de\s|du\s|des\s)?$"
)
_QUOTED = re.compile(r"«[^»\n]{2,200}»|“[^”\n]{2,200}”|\"[^\"\n]{2,200}\"")
_STREET = re.compile(
    r"(?i)(?:(?<![\w])\d{1,4}\s?(?:bis|ter|[a-d])?,?\s(?=[^\W\d_])|\b(?:z\.?a\.?c?\.?|z\.?i\.?|zae|zone|rue"
    r"|avenue|av\.|boulevard|bd|place|impasse|allée"
    r"|chemin|route|square|quai|cours|esplanade|voie|domaine|mas|lieu-dit|rond-point|parc|bp|cs)\b)"
)
_ADDRESS_WORD = re.compile(
    r"(?i)^.*\b(?:adresse|siège|située?|sise|domiciliée?|basée?|implantée?)\b\s?(?:social\s)?(?:est\s)?(?:situé\s)?"
    r"(?:au|aux|à|:)?\s?"
)
_TOWN = re.compile(r"\s?[A-ZÀ-Ýa-zà-ÿ'’ -]{2,50}?(?:\sCEDEX(?:\s\d+)?)?(?=\s*(?:[,;)(\n|.]|$|\s[-–—/]\s|\s\d{3}))")


def exact_mentions(text: str) -> list[Mention]:
    """What has a shape of its own: numbers of companies, ways to reach them, addresses, hours, shares."""
    out = [_at("siret", found.start, found.end, found.value) for found in sirets(text)]
    out += [_at("email", found.start, found.end, found.value) for found in emails(text)]
    out += [_at("phone", found.start, found.end, found.value) for found in phones(text)]
    out += _free(_addresses(text), out)
    out += _hours(blanked(text, out))
    out += _free((_at("share", m.start(), m.end(), m[1]) for m in _SHARE.finditer(text)), out)
    out += _free((_at("vague", m.start(), m.end()) for m in _VAGUE.finditer(fold(text))), out)
    return sorted(out, key=lambda one: one.start)


def _at(kind: Kind, start: int, end: int, value: str = "", number: float | None = None) -> Mention:
    if kind == "share":
        number = float(value.replace(",", "."))
    return Mention(kind=kind, start=start, end=end, value=value, number=number)


def _free(found: Iterable[Mention], taken: Sequence[Mention]) -> list[Mention]:
    return [one for one in found if not any(one.start < other.end and other.start < one.end for other in taken)]


def blanked(text: str, found: Iterable[Mention]) -> str:
    """The text, letter for letter, with what was found in it struck out."""
    for one in found:
        text = text[: one.start] + BLANK * (one.end - one.start) + text[one.end :]
    return text


def lots_in(text: str) -> list[Mention]:
    """Where the text speaks of numbered lots; « lots 1, 3 et 4 » is one mention."""
    out: list[Mention] = []
    for match in _LOT.finditer(text):
        numbers, end = [lot_number(match["number"])], match.end()
        more = _MORE_LOTS.match(text, end) if match.group().lower().startswith("lots") else None
        if more is not None:
            end = more.end()
            told = [int(number) for number in re.findall(r"\d{1,3}", more.group())]
            if re.search(r"\b(?:à|au)\b", more.group()) and len(told) == 1 and numbers[0].isdigit():
                told = list(range(int(numbers[0]) + 1, min(told[0], int(numbers[0]) + 40) + 1))
            numbers += [str(number) for number in told]
        out.append(Mention(kind="lot", start=match.start(), end=end, value=match.group(), lots=tuple(numbers)))
        out += _further_lots(text, end) if match.group().lower().startswith("lots") else []
    short = _SHORT_LOT.match(text)
    if not out and short:
        lot = lot_number(short["number"])
        out.append(Mention(kind="lot", start=short.start(), end=short.end(), value=short.group(), lots=(lot,)))
    return out


def _further_lots(text: str, end: int) -> list[Mention]:
    """« lots 1 (tonte) et 2 (élagage) »: the second has no word of its own."""
    out = []
    while match := _FURTHER.match(text, end):
        start, end = match.span("number")
        out.append(Mention(kind="lot", start=start, end=end, value="more", lots=(lot_number(match["number"]),)))
    return out


def lot_number(written: str) -> str:
    """« 02 » as « 2 », « a » as « A », « UNIQUE » as « unique »."""
    return "unique" if fold(written) == "unique" else re.sub(r"^0+(?=\d)", "", written).upper()


def _hours(text: str) -> list[Mention]:
    out = []
    folded = fold(text)
    for match in _HOURS.finditer(text):
        number = hours_of(match["hours"])
        end = match.end()
        if number is None or _is_clock(text, match) or _OTHER_HOURS.search(folded[end : end + 40]):
            continue
        whole = _TOTAL_BEFORE.search(folded[: match.start()]) or _TOTAL_AFTER.match(folded[end:])
        soit = re.search(r"\bsoit\s(?:environ\s)?$", folded[: match.start()])
        kind: Kind = "total" if whole and not soit else "hours"
        if _EACH_BEFORE.search(folded[: match.start()]) or _EACH_AFTER.match(folded[end:]):
            kind = "each"
        out.append(_at(kind, match.start(), end, "soit" if soit else "", number))
    bare = _HOURS_FOR.finditer(text) if re.search(r"\bheures?\b|\bvolumes?\b", folded) else ()
    for match in (*_HOURS_AFTER.finditer(text), *_HOURS_BEHIND.finditer(text), *_HOURS_OF_THEM.finditer(text), *bare):
        number = hours_of(match["hours"])
        if number is not None and not any(one.start <= match.end() and match.start() < one.end for one in out):
            out.append(_at("hours", match.start("hours"), match.end("hours"), "", number))
    return out


def _is_clock(piece: str, match: re.Match[str]) -> bool:
    """« à 14 h »."""
    figures = re.sub(r"[.,]\d{1,2}$|\D", "", match["hours"])
    before = piece[max(0, match.start() - 8) : match.start()].lower()
    return int(figures) <= 24 and bool(_CLOCK.search(before)) and "insertion" not in fold(match["what"])


def _addresses(text: str) -> list[Mention]:
    """Each postcode with the street before it and the town after it."""
    out: list[Mention] = []
    for code in postcodes(text):
        start = _address_start(text, code.start, max((one.end for one in out), default=0))
        town = _TOWN.match(text, code.end)
        end = town.end() if town else code.end
        written = re.sub(r"\s+", " ", text[start:end]).strip(" ,;:-–—")
        if written:
            out.append(_at("address", start, end, written))
    return out


def _address_start(text: str, code: int, least: int) -> int:
    marks = ",;(\n|"
    start = max(text.rfind(mark, least, code) for mark in marks) + 1
    start = max(start, least)
    if not re.search(r"[^\W\d_]", text[start:code]) and start > least:
        start = max(least, max(text.rfind(mark, least, start - 1) for mark in marks) + 1)
        if re.fullmatch(r"\s*\d{1,4}\s?(?:bis|ter)?\s*", text[start : text.find(",", start)]):
            start = max(least, start)
    before = text[start:code]
    said = _ADDRESS_WORD.match(before)
    if said:
        start += said.end()
        before = text[start:code]
    dash = max((m.end() for m in re.finditer(r"\s[-–—:]\s", before)), default=0)
    street = next((m.start() for m in _STREET.finditer(before) if m.start() >= dash), None)
    if street is not None:
        return start + street
    if dash:
        return start + dash
    return start + len(before) - len(before.lstrip()) if not re.search(r"[^\W\d_]", before) or said else code


def people_in(holes: str, taken: Sequence[Mention]) -> list[Mention]:
    """Whom one may ask for: people named as such, or after a word that says so."""
    quoted = [match.span() for match in _QUOTED.finditer(holes)]
    out = [
        _at("person", name.start, name.end, contact_of(_ASKED.sub("", name.raw)) or name.raw)
        for name in names_in(holes)
        if name.sign in {"civility", "first_name", "capitals"} and not _is_place(holes, name, quoted)
    ]
    for match in _CONTACT_WORD.finditer(holes):
        who = re.split(r"[–—]|\s-\s|\s(?:au|à|par|sur)\s", match["who"])[0]
        shaped = bool(match["said"]) and bool(re.fullmatch(r"(?:[A-ZÀ-Ý][\w'’-]+ ?){2,3}", who.strip()))
        said = contact_of(who) if 1 < len(who.split()) <= 4 and (shaped or names_in(who)) else None
        if said:
            out += _free([_at("person", match.start("who"), match.start("who") + len(who), said)], out)
    for match in _INITIAL.finditer(holes):
        out += _free([_at("person", match.start(), match.end(), match.group())], out)
    for match in _SMALL_CIVILITY.finditer(holes):
        out += _free([_at("person", match.start(), match.end(), match.group())], out)
    return _free(sorted(out, key=lambda one: one.start), taken)


def _is_place(text: str, name: Name, quoted: Sequence[tuple[int, int]]) -> bool:
    inside = any(start <= name.start and name.end <= end for start, end in quoted)
    return inside or (name.sign != "civility" and bool(_NAMED_PLACE.search(text[: name.start])))


def roles_in(text: str) -> list[Mention]:
    """Words that say that several companies share a lot."""
    return [_at("role", match.start(), match.end(), match.group()) for match in _ROLE.finditer(fold(text))]


def failures_in(text: str) -> list[Mention]:
    """Words that say that a lot has no company to write to."""
    return [_at("failed", match.start(), match.end(), match.group()) for match in _FAILED.finditer(fold(text))]
