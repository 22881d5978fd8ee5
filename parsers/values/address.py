"""Addresses: the lines of a postal address on one line, parted by commas."""

from __future__ import annotations

import re

from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.wording import plain

#: five digits that can be a French postcode, overseas departments and territories included
POSTCODE = r"(?:(?:0[1-9]|[1-8]\d|9[0-5])\s?\d{3}|97\s?[1-8]\d{2}|98\s?[4-8]\d{2})"
_POSTCODE = re.compile(rf"(?<!\d)(?:F-?)?(?:{POSTCODE}|2[AB] ?\d{{3}})(?!\d)")
_SMALL = frozenset(
    re.findall(
        r"\S+",
        "rue avenue boulevard place chemin allée allee impasse quai cours square route passage sentier faubourg "
        "esplanade promenade rond-point résidence residence bâtiment batiment immeuble appartement étage etage porte "
        "bis ter quater de du des d la le les l et à a au aux en sur sous lès les lez parc",
    )
)
_KEPT = re.compile(r"(?:za|zi|zac|zae|zup|bp|cs|tsa|cedex|rn|rd|[ivxlc]{1,4}|\d+\w?)", re.IGNORECASE)


def address(text: str) -> Parsed[str]:
    """The address on one line; the postcode is looked for but not asked for."""
    value = one_address_line(text)
    if not re.search(r"[^\W\d_]{2}", value):
        return doubtful(None, "address_unreadable")
    if not _POSTCODE.search(value):
        return sure(value, "address_no_postcode", certainty=0.92)
    return sure(value)


def has_postcode(text: str) -> bool:
    """Whether a French postcode stands in the text."""
    return bool(_POSTCODE.search(plain(text)[:1000]))


def one_address_line(text: str) -> str:
    """Lines and « - » between parts become commas; capitals only are set in lower case as an envelope would."""
    lines = [re.sub(r"[ \t]+", " ", line).strip(" ,;") for line in plain(text)[:1000].split("\n")]
    joined = ""
    for line in (line for line in lines if line):
        # « 80100 ⏎ Abbeville », « rue de ⏎ la Paix »: the paper broke the line
        broken = re.search(r"(?<!\d)\d{5}$|\b(?:de|des|du|la|le|les|et|à|au|aux|en|sur)$|[dl]'$", joined)
        joined = f"{joined} {line}" if broken else f"{joined}, {line}" if joined else line
    joined = re.sub(r"(?:\s+[-/|]\s+|\s*[;|•]\s*)", ", ", joined)
    joined = re.sub(r"\s*,\s*(?:,\s*)*", ", ", joined).strip(" ,;-.")
    # a number and its street stand together: « 12, rue du Port »
    joined = re.sub(r"\b(\d{2}) (\d{3})(?= [A-ZÀ-Ý])", r"\1\2", joined)
    letters = [char for char in joined if char.isalpha()]
    return _unshouted(joined) if len(letters) > 8 and all(char.isupper() for char in letters) else joined


def _unshouted(text: str) -> str:
    return re.sub(r"[^\W_]+", lambda match: _word(match.group(), text[max(0, match.start() - 1) : match.start()]), text)


def _word(word: str, before: str) -> str:
    if _KEPT.fullmatch(word):
        return word.lower() if word.lower() in {"l", "d", "c"} and before != "'" else word
    if word.lower() in _SMALL:
        return word.lower()
    return word.capitalize()
