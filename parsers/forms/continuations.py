"""Continuations: whether a line without a label goes on with the answer above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.forms.pieces import LEAD, Piece

ITEM = re.compile(r"^\s*(?:[•●▪◦‣∙·*➢►▶→–—-]|[+°¢®©¥] |\d{1,2} ?[.)]|[☐☒☑✓])")
#: a capital and a small letter begin a sentence
SENTENCE = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ']")
HANGS = re.compile(r"(?:[,(]|\b(?:de|des|du|la|le|les|et|ou|à|au|aux|en|pour|sur|avec)|[dl]['’])$")
LISTS = frozenset({"job.activities", "job.skills", "job.special_requirements"})
#: fields whose answer may stand under a gap
_CONTINUED = LISTS | {
    "company.address", "job.training", "job.experience", "conditions.workplace", "conditions.gross_salary",
    "conditions.contract_type",
}  # fmt: skip
_UNKNOWN_LABEL = re.compile(r"^([A-ZÀ-Ý][^:\d]{2,60}?)\s*:(?!//)")
_ITEM_LABEL = re.compile(r"^\s*[•●▪◦‣∙·*➢►▶→–—-]\s*([^\W\d_][^:=\d]{1,40}?)\s*(?::(?!//)|=)\s*(?=\S)")
#: width of a letter in points, about
_LETTER = 5.0
_MOST_BELOW = 6
_MOST_ADDRESS = 4


def unknown_label(text: str) -> str | None:
    """« Personne que vous appellerez : Mme Roux »: what stands before the colon reads like a label of no list."""
    head = _UNKNOWN_LABEL.match(text)
    return head[1] if head and len(head[1].split()) <= 9 else None


def asked_in_item(text: str) -> str | None:
    """« * Moi = Hervé Mandin » among labels behind bullets: what its item asks for."""
    head = _ITEM_LABEL.match(text)
    return head[1] if head else None


def wraps(last: str, text: str, *, length: int, width: int | None, right: float | None, edge: float | None) -> bool:
    """Whether the line before was full: the paper broke it, not its author.

    `length` and `right`: letters and right edge of the line before; `width` and `edge`: those of a full line.
    """
    if ITEM.match(text):
        return False
    if last.count("(") > last.count(")"):
        return True
    hanging = bool(HANGS.search(last))
    if width is None:
        return hanging and text[:1].islower()
    first = text.split(" ", 1)[0]
    if edge is not None and right is not None:
        full = right + (len(first) + 1) * _LETTER >= edge
    else:
        full = length + 1 + len(first) >= width * 0.9
    return full and (hanging or not SENTENCE.match(text))


def may_go_on(paths: Sequence[str], texts: Sequence[str], piece: Piece, *, below: bool) -> bool:
    """Whether an answer to these fields may hold another line; `below`: nothing stood beside its label."""
    if set(paths) & LISTS:
        first = piece.segments[0]
        if piece.apart and LEAD.match(texts[-1]) and not LEAD.match(first):
            # what stands off under the bullets of a list is none of its items
            return False
        told_whole = not below and texts[-1].rstrip().endswith(".") and SENTENCE.match(first) and first.endswith(".")
        return not told_whole and not (piece.parted and not LEAD.match(first) and len(first) > 90)
    if below and len(texts) < _MOST_BELOW:
        return not piece.parted or bool(set(paths) & _CONTINUED)
    if "company.address" in paths or "conditions.workplace" in paths:
        return len(texts) < _MOST_ADDRESS and len(piece.segments[0]) < 70 and not piece.parted
    return len(paths) > 1 and len(texts) < 3 and not piece.parted
