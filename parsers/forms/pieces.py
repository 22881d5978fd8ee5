"""Pieces: the lines of a document as a walk reads them: unquoted, cut at wide gaps, broken labels put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parsers.document import Line
from parsers.forms.label_wording import without_example
from parsers.forms.set_off import between_leaders, without_stars, without_voices
from parsers.values.wording import plain

_QUOTE = re.compile(r"^(?:\s?>)+\s?")
LEAD = re.compile(r"^\s*(?:[•●▪◦‣∙·*➢►▶→–—-]\s*)(?=\S)")
MOST_LINES = 4_000
#: a tab, or blanks before another « Label : »
_GAP = re.compile(r"\t+|\s{3,}(?=[^\W\d_][^:\t]{1,38}? ?:)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One line as the walk sees it: unquoted, in segments parted by wide gaps."""

    segments: tuple[str, ...]
    place: str
    certainty: float
    heading: bool
    quoted: bool
    #: letters of the whole line, to tell a full line from a short one
    length: int
    #: blank lines stood before it
    parted: bool = False
    #: it stands off from the line before, as a label does from the answer above it
    apart: bool = False
    #: a label put together from lines that may hold a piece of the answer
    doubtful: bool = False
    #: left and right edge, where the paper's places are known
    left: float | None = None
    right: float | None = None


def pieces_of(lines: Iterable[Line]) -> list[Piece]:
    """The lines unquoted and cut at wide gaps; a wrapped label « Exigences (permis, ⇥ value » is put together."""
    out: list[Piece] = []
    last_number, last, carried = 0, None, ""
    for line in without_voices([without_stars(line) for line in list(lines)[:MOST_LINES]]):
        text = plain_tabs(line.text)
        quote = _QUOTE.match(text)
        if quote:
            text = text[quote.end() :]
        if len(text.strip()) == 1 and LEAD.match(text.strip() + "x"):
            carried = text.strip() + " "
            continue
        text, carried = carried + text, ""
        text = without_example(text)
        number = _line_number(line.place)
        parts = between_leaders(text) or [each.strip() for each in _GAP.split(text) if each.strip()]
        if len(parts) > 1 and len(parts[0]) == 1 and LEAD.match(parts[0] + "x"):
            parts[:2] = [f"{parts[0]} {parts[1]}"]
        segments = tuple(parts)
        if not segments:
            continue
        out.append(
            Piece(
                segments=segments,
                place=line.place,
                certainty=line.certainty,
                heading=line.heading,
                quoted=bool(quote),
                length=len(text.strip()),
                parted=bool(number and last_number and number > last_number + 1),
                apart=_stands_off(line, last),
                left=line.box[0] if line.box else None,
                right=line.box[2] if line.box else None,
            )
        )
        last_number, last = number, line
    return _labels_rejoined(out)


def _stands_off(line: Line, last: Line | None) -> bool:
    """More room above it than between the lines of one answer."""
    if last is None or last.box is None or line.box is None or last.page != line.page:
        return False
    return line.box[1] - last.box[3] > 0.75 * (line.box[3] - line.box[1])


def plain_tabs(text: str) -> str:
    """Plain text in which tabs stay tabs."""
    return "\t".join(plain(part) for part in text.split("\t"))


def _line_number(place: str) -> int:
    match = re.search(r"ligne (\d{1,6})", place)
    return int(match[1]) if match else 0


def _labels_rejoined(pieces: list[Piece]) -> list[Piece]:
    """A label in parentheses that the paper broke: its end stands at the beginning of the next lines."""
    out: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        head = piece.segments[0]
        if head.count("(") == head.count(")") + 1 and ":" not in head and index + 1 < len(pieces) and len(head) < 90:
            joined, used = _joined(pieces[index : index + 4])
            if joined is not None:
                out.extend(joined)
                index += used
                continue
        out.append(piece)
        index += 1
    return out


def _joined(pieces: Sequence[Piece]) -> tuple[list[Piece] | None, int]:
    first = replace(
        pieces[0], doubtful=bool(re.search(r"\([^)]*[(,]?\s(?:[•*-]\s?\w|[A-ZÀ-Ý][a-zà-ÿ])", pieces[0].segments[0]))
    )
    label, values = first.segments[0], list(first.segments[1:])
    for used, piece in enumerate(pieces[1:], 2):
        head = piece.segments[0]
        closing = head.find(")")
        label = f"{label} {head if closing < 0 else head[: closing + 1]}"
        if closing >= 0:
            rest = head[closing + 1 :].strip()
            if re.fullmatch(r"[?*:\s]+", rest):
                label, rest = f"{label} {rest}", ""
            more = [*([rest] if rest else []), *piece.segments[1:]]
            lines = (
                [_as(first, (label, *values[:1]), first.length)]
                if values
                else [_as(first, (label, *more[:1]), piece.length)]
            )
            tail = [*values[1:], *more] if values else more[1:]
            if rest.startswith(":") and not values:
                return [_as(first, (f"{label} {rest}",), piece.length)], used
            return lines + [_as(piece, (each,), piece.length) for each in tail], used
        values.extend(piece.segments[1:])
    return None, 1


def _as(piece: Piece, segments: tuple[str, ...], length: int) -> Piece:
    return replace(piece, segments=segments, heading=False, length=length)
