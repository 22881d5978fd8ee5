"""Letterhead: the company told without labels: in the head or foot of its paper, or in a line about itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from parsers.forms.evidence import siret_in
from parsers.forms.pairs import Loose, Pair
from parsers.values import mail_address, phone
from parsers.values.wording import folded, plain

#: written in the very line of the SIRET: surely the same company's
_SAME_LINE = 0.8
#: for a person: it may be somebody else's
_GUESS = 0.7
_SIRET = re.compile(
    r"[(,–-]?\s*(?:n° ?)?(?:de )?\bsiret\b\s*(?:n° ?)?:?\s*\d|(?<!\d)\d{3} ?\d{3} ?\d{3} ?\d{5}(?!\d)", re.IGNORECASE
)
LEGAL = re.compile(r"\b(?:SARL|SAS|SASU|EURL|SA|SCOP|SNC|EIRL|SCIC|GIE|Ets|Établissements)\b")
_NAMED = re.compile(
    r"^(?:.{0,80}\b)?(?:la soci[ée]t[ée]|l'entreprise|l'association|entreprise|soci[ée]t[ée]|association)"
    r"\s*:?\s+(?=[A-ZÀ-Ý\d])",
    re.IGNORECASE,
)
_STREET = (
    r"(?:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|quai|cours|route"
    r"|za|zi|zac|zone (?:artisanale|industrielle|d'activit[ée]s?)|lieu-dit|parc)\b"
)
_TOWN = r"[A-ZÀ-Ý][\w'’-]+(?:[ -](?:[A-ZÀ-Ý][\w'’-]+|sur|sous|les?|la|en|de|du|l'\w+)(?![\w'’-]))*"
ADDRESS = re.compile(
    rf"(?:\b\d{{1,4}}(?: ?(?:bis|ter|[A-D]\b))?,? (?=[^\W\d_])|\b(?i:(?={_STREET})))[^;|\n()]{{4,90}}?"
    rf"(?<!\d)\d{{5}} {_TOWN}"
)
_CONTACT = re.compile(
    r"(?i:\b(?:représentée? par|contact(?:er|ez)?|appel(?:er|ez)|renseignements?|joindre|écrivez|écrire|demander"
    r"|interlocut\w+|adresser)"
    r")(?: (?:les?|vos|votre|la|sa|leurs?) (?:candidatures?|CV|dossiers?))?\s*:?\s*(?:à |a )?"
    r"((?:(?:M\.|Mr|Mme|Mlle|Monsieur|Madame)\s+)?[A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ý][\w'’-]+){0,3})"
)
PERSON = re.compile(r"(?:(?:M\.|Mr|Mme|Mlle|Monsieur|Madame)\s+)?[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+){1,3}")
#: lines of a signature under the name of the company
_SIGNATURE = 4
_CIVIL = re.compile(r"^(?:M\.|Mr|Mme|Mlle|Monsieur|Madame)\s")
#: lines under a name that its address may take
_HEAD_LINES = 3
#: what a line is put under: « Pour postuler : NETTOIA Services »
_LED = re.compile(r"^(?:[^\W\d_]+[ '’]){0,3}[^\W\d_]+ ?: (?=\S)")
_LONGEST_NAME = 70
#: SIRET, number of the VAT, SIREN: no telephone
_OTHER_NUMBERS = re.compile(
    r"(?<!\d)\d(?:[ .]?\d){13}(?!\d)|\bFR ?\d\d(?:[ .]?\d){9}(?!\d)"
    r"|\b(?:RCS|SIREN)\b[^\d,;|]{0,30}\d(?:[ .]?\d){8}(?!\d)"
)
_POSTCODE = re.compile(r"(?<!\d)\d{5} [A-ZÀ-Ý]")
_PUBLIC = re.compile(
    r"\b(?:mairie|ville de|commune|communaute|metropole|agglo\w*|departement|region|prefecture|france travail"
    r"|pole emploi|maison de l'emploi|plie|ccas|syndicat|mission locale|agence|service)\b"
)
_INVITES = re.compile(
    r"\b(?:mon|mes|notre|nos) (?:tel|telephone|portable|numero|mail|e-mail|courriel)s?\b"
    r"|contact|appel|renseignement|joindre|ecri|postul|candidat|adresse|representee? par"
)


def company_of(loose: Sequence[Loose], known: Sequence[str] = (), siret: str | None = None) -> list[Pair]:
    """What the lines without labels say of the company, the surest first; all but the SIRET is for a person.

    `known`: names of the company that its labels tell; `siret`: its number, where a label tells it.
    """
    loose = [line for line in loose if siret is None or siret_in(plain(line.text)) in {None, siret}]
    lines = [line for line in loose if not line.foreign]
    out: list[Pair] = []
    for index, line in enumerate(loose):
        out.extend(_about_siret(line, loose[index - 1] if index else None))
    for index, line in enumerate(lines):
        out.extend(_reached(line))
        if (address := ADDRESS.fullmatch(plain(line.text).strip(" .-–"))) is not None:
            out.append(_pair(line, "company.address", address.group(), _GUESS))
        if line.heading and index + 1 < len(lines):
            out.extend(_head(line, lines[index + 1]))
        if line.heading or not index:
            # the first line of a letter is set as any other; its street is right under it
            reach = _HEAD_LINES if line.heading else 2
            out.extend(_head_of_lines(line, lines[index + 1 : index + 1 + reach]))
    out.extend(_on_two_lines(lines))
    names = {folded(pair.text) for pair in out if pair.paths == ("company.name",)} | {folded(name) for name in known}
    return [*out, *_signature(loose, names)]


def _on_two_lines(lines: Sequence[Loose]) -> Iterator[Pair]:
    """A street over its town, the only one of the paper; under an institution's name it is the institution's."""
    texts = [plain(line.text).strip(" ,-–") for line in lines]
    found = [
        (index, address.group())
        for index, (street, town) in enumerate(pairwise(texts))
        if not re.search(r"\d{5}", street) and (address := ADDRESS.fullmatch(f"{street}, {town}")) is not None
    ]
    if len(found) == 1:
        index, place = found[0]
        if not any(_PUBLIC.search(folded(text)) for text in texts[max(0, index - 2) : index]):
            yield _pair(lines[index], "company.address", place, _GUESS)


def _signature(loose: Sequence[Loose], names: Collection[str]) -> Iterator[Pair]:
    """Who signs for the company: the line over its name, and how to reach them in the lines around."""
    for index, line in enumerate(loose):
        if index and folded(line.text).strip(" -–,.") in names:
            above = plain(loose[index - 1].text).strip(" -–,.")
            if PERSON.fullmatch(above):
                yield _pair(loose[index - 1], "company.contact_name", above, _GUESS)
            for near in loose[index : index + _SIGNATURE]:
                yield from _numbers(near, plain(near.text), _GUESS)


def _about_siret(line: Loose, before: Loose | None) -> Iterator[Pair]:
    """A line that holds a SIRET: the number, the name before it, the address, how to reach them."""
    text = plain(line.text)
    digits = siret_in(text)
    if digits is None:
        return
    yield _pair(line, "company.siret", digits, 0.9 if not line.foreign else _GUESS)
    if line.foreign:
        return
    name = _name_before_siret(text)
    if name:
        yield _pair(line, "company.name", name, _SAME_LINE if LEGAL.search(name) else _GUESS)
    elif before is not None and before.heading and not before.foreign:
        yield _pair(before, "company.name", plain(before.text).strip(" :-"), _GUESS)
    address = ADDRESS.search(text)
    if address:
        yield _pair(line, "company.address", address.group(), _SAME_LINE)
    yield from _person(line, text)
    yield from _numbers(line, text, _SAME_LINE)


def _person(line: Loose, text: str) -> Iterator[Pair]:
    person = _CONTACT.search(text)
    if person:
        # who represents a company signs for it; another may be the one to call
        signs = person.group().lower().startswith("repr")
        strength = 0.75 if _CIVIL.match(person[1]) and not signs else _GUESS
        yield _pair(line, "company.contact_name", person[1].strip(" ."), strength)


def _name_before_siret(text: str) -> str | None:
    found = _SIRET.search(text)
    head = text[: found.start()] if found else ""
    named = _NAMED.match(head)
    if named:
        head = head[named.end() :]
    head = _LED.sub("", head)
    head = re.split(r"\s[-–]\s|,|\(|\.\s", head.strip(" ,(-–:"))[0].strip(" ,(-–:")
    sound = 2 < len(head) < 70 and re.search(r"[^\W\d_]{2}", head) and (head[0].isupper() or head[0].isdigit())
    return head if sound and not re.search(rf"capital|\bSIRET\b|\bRCS\b|\b(?i:{_STREET})", head) else None


def _reached(line: Loose) -> Iterator[Pair]:
    """« Pour postuler, appelez Mme Guérin au … »: who is to be reached, and how."""
    text = plain(line.text)
    if siret_in(text) is not None or not _INVITES.search(folded(text)):
        return
    yield from _person(line, text)
    yield from _numbers(line, text, _GUESS)


def _head(line: Loose, following: Loose) -> Iterator[Pair]:
    """A name over a line that holds an address: the paper's head."""
    text, below = plain(line.text).strip(), plain(following.text)
    address = ADDRESS.search(below)
    if address is None or len(text) > 70 or not (LEGAL.search(text) or text.isupper()):
        return
    yield _pair(line, "company.name", text, _GUESS)
    yield _pair(following, "company.address", address.group(), _GUESS)
    yield from _numbers(following, below, _GUESS)


def _head_of_lines(line: Loose, below: Sequence[Loose]) -> Iterator[Pair]:
    """A name over its street and its town, each on a line of its own; a public body's paper is not the company's."""
    name = plain(line.text).strip()
    if len(name) > _LONGEST_NAME or _PUBLIC.search(folded(name)):
        return
    texts = [plain(each.text).strip(" ,-–") for each in below]
    for street, town in pairwise(texts):
        address = ADDRESS.fullmatch(f"{street}, {town}")
        if address is not None and not re.search(r"\d{5}", street):
            yield _pair(line, "company.name", name, _GUESS)
            yield _pair(below[0], "company.address", address.group(), _GUESS)
            return
    if LEGAL.match(name) and any(_POSTCODE.search(text) for text in texts):
        yield _pair(line, "company.name", name, _GUESS)


def _numbers(line: Loose, text: str, strength: float) -> Iterator[Pair]:
    without = _OTHER_NUMBERS.sub(" ", text)
    spans = phone.spans(without)
    if spans:
        start, end = spans[0]
        yield _pair(line, "company.phone", without[start:end], strength)
    mails = mail_address.spans(text)
    if mails:
        start, end = mails[0]
        yield _pair(line, "company.email", text[start:end], strength)


def _pair(line: Loose, path: str, text: str, strength: float) -> Pair:
    return Pair(
        paths=(path,), label="", text=text, place=line.place, strength=strength, certainty=line.certainty, job=None
    )
