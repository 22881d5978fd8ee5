"""Styles: how a document sets its labels off, told from the document as a whole: by colon, dash, number or bullet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.forms.label_book import Label
from parsers.forms.labels import label_of
from parsers.forms.pieces import Piece
from parsers.vocabulary import Vocabulary

_NUMBER = re.compile(r"^\s*(?:question |q)?(\d{1,2})\s?(?:[.)°/:]|[-–]\s|\s-)\s*(?=\D)", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[•●▪◦‣∙·*➢►▶–—-]\s+|[•●▪◦‣∙·➢►▶])(?=\S)")
_COLON = re.compile(r"^([^:]{2,70}?)\s*[:：]\s*(?!//)(\S.*)?$")
_DASHED = re.compile(r"^([^:–—]{2,40}?)\s+[-–—]\s+\S")
#: as many lines of one style make it the document's
ENOUGH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What sets labels off in a document."""

    #: nearly every line is « Label : answer »
    colons: bool = False
    #: labels stand before a dash
    dashes: bool = False
    #: the lines, by their place, that are labels because of their number or bullet
    marked: frozenset[int] = frozenset()


def style_of(pieces: Sequence[Piece], vocabulary: Vocabulary) -> Style:
    """The style of these lines; nothing where they are too few to tell."""
    if len(pieces) < ENOUGH:
        return Style()
    return Style(
        colons=_colons(pieces, vocabulary),
        dashes=_dashes(pieces, vocabulary),
        marked=_numbered(pieces, vocabulary) or _bulleted(pieces, vocabulary) or _headed(pieces, vocabulary),
    )


def _sure(text: str, vocabulary: Vocabulary, score: float = 0.79) -> Label | None:
    label = label_of(text, vocabulary)
    return label if label is not None and label.score >= score else None


def _colons(pieces: Sequence[Piece], vocabulary: Vocabulary) -> bool:
    heads = [match[1] for piece in pieces for text in piece.segments if (match := _COLON.match(text))]
    known = sum(_sure(head, vocabulary) is not None for head in heads)
    return known >= ENOUGH + 2 and known >= 0.6 * len(heads) and len(heads) >= 0.5 * len(pieces)


def _dashes(pieces: Sequence[Piece], vocabulary: Vocabulary) -> bool:
    heads = [match[1] for piece in pieces if (match := _DASHED.match(piece.segments[0]))]
    known = sum(_sure(head, vocabulary, 0.9) is not None for head in heads)
    return known >= ENOUGH + 2 and known >= 0.6 * len(heads)


def _numbered(pieces: Sequence[Piece], vocabulary: Vocabulary) -> frozenset[int]:
    """Lines counted 1, 2, 3 … with their answers between them."""
    run: list[int] = []
    for place, piece in enumerate(pieces):
        match = _NUMBER.match(piece.segments[0])
        if match and int(match[1]) == len(run) + 1:
            run.append(place)
    if len(run) < ENOUGH:
        return frozenset()
    between = [piece for place, piece in enumerate(pieces[run[0] :], run[0]) if place not in run]
    labelled = sum(
        (match := _COLON.match(piece.segments[0])) is not None and _sure(match[1], vocabulary) is not None
        for piece in between
    )
    if 2 * labelled > len(run):
        # the numbers count the parts of the form, not its questions
        return frozenset()
    apart = sum(following > place + 1 for place, following in zip(run, [*run[1:], len(pieces)], strict=True))
    known = sum(_sure(pieces[place].segments[0], vocabulary, 0.7) is not None for place in run)
    return frozenset(run) if apart >= 0.6 * len(run) and known >= 0.5 * len(run) else frozenset()


def _headed(pieces: Sequence[Piece], vocabulary: Vocabulary) -> frozenset[int]:
    """Bold lines that ask, each with an answer under it that is not bold."""
    places = [
        place
        for place, piece in enumerate(pieces[:-1])
        if piece.heading and len(piece.segments) == 1 and not pieces[place + 1].heading
    ]
    asking = [place for place in places if pieces[place].segments[0].rstrip().endswith(("?", ":"))]
    known = [place for place in asking if _sure(pieces[place].segments[0], vocabulary, 0.7) is not None]
    if len(known) < ENOUGH + 2 or len(known) < 0.4 * len(asking) or len(asking) < 0.6 * len(places):
        return frozenset()
    return frozenset(asking)


def _bulleted(pieces: Sequence[Piece], vocabulary: Vocabulary) -> frozenset[int]:
    """Labels behind bullets, each with an answer under it that has none."""
    places = [place for place, piece in enumerate(pieces) if _BULLET.match(piece.segments[0])]
    known = [place for place in places if _sure(pieces[place].segments[0], vocabulary) is not None]
    answered = [place for place in known if place + 1 < len(pieces) and place + 1 not in places]
    if len(answered) < ENOUGH or len(known) < 0.6 * len(places):
        return frozenset()
    return frozenset(places)
