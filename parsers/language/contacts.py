"""Contacts in running text: telephone numbers, mail addresses, postcodes, SIRET, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.values.address import POSTCODE
from parsers.values.phone import phone

_PHONE = re.compile(
    r"(?<![\d])(?:(?:\+|00)\s?(?:33|262|590|594|596)\s?(?:\(0\)\s?)?[1-9]|0\s?[1-9])(?:[ .\-/]{0,2}\d){8}(?!\d)"
)
_EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+'-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,24}")
_POSTCODE = re.compile(rf"(?:(?<![\d\w-])|(?<=\bF-)){POSTCODE}(?![\d\w])")
_SIRET = re.compile(r"(?<!\d)\d(?:[ .\u00a0-]?\d){13}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value found in a text, and where."""

    value: str
    start: int
    end: int


def phones(text: str) -> list[Found]:
    """Every French telephone number, as E.164; the ten digits in the midst of a SIRET are none."""
    longer = [(found.start(), found.end()) for found in _SIRET.finditer(text)]
    return [
        Found(value=phone(match.group()).value or _as_written(match.group()), start=match.start(), end=match.end())
        for match in _PHONE.finditer(text)
        if not any(start <= match.start() and match.end() <= end for start, end in longer)
    ]


def _as_written(number: str) -> str:
    """Ten digits in French groups are dialled as they stand, whether or not the numbering plan has given them out."""
    return f"+33{re.sub(r'[^0-9]', '', number.replace('(0)', ''))[-9:]}"


def emails(text: str) -> list[Found]:
    """Every mail address, in lower case."""
    return [
        Found(value=match.group().lower().rstrip("."), start=match.start(), end=match.end())
        for match in _EMAIL.finditer(text)
    ]


def postcodes(text: str) -> list[Found]:
    """Every group of five digits that can be a French postcode and is no part of another number."""
    taken = [(found.start, found.end) for found in (*phones(text), *sirets(text), *emails(text))]
    return [
        Found(value=re.sub(r"\s", "", match.group()), start=match.start(), end=match.end())
        for match in _POSTCODE.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
        and not re.match(r"\s*(?:€|euros?|h\b|heures?)", text[match.end() :])
    ]


def sirets(text: str) -> list[Found]:
    """Every group of fourteen digits, whatever its key."""
    return [
        Found(value=re.sub(r"\D", "", match.group()), start=match.start(), end=match.end())
        for match in _SIRET.finditer(text)
    ]


def without_contacts(text: str) -> str:
    """The text with telephone numbers and mail addresses blanked out, letter for letter."""
    for found in (*phones(text), *emails(text)):
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return text
