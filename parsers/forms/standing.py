"""Standing: whether a text is a label where it stands: by its score, its print, its neighbours, the list above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.forms.beside import beside
from parsers.forms.continuations import ITEM, LISTS
from parsers.forms.label_book import Label
from parsers.forms.open_label import OpenLabel
from parsers.forms.pairs import Context
from parsers.forms.pieces import LEAD, Piece

#: alone on its line, and as the print or the form's style helps
_ALONE = 0.93
_HELPED = 0.79
#: labels alone on their lines from which on a form is taken to set them so
_STYLE = 3
#: letters of a lesser label
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """The segments of a line, which of them is meant, the line, the next one, and the label that is open."""

    segments: Sequence[str]
    index: int
    piece: Piece
    following: Piece | None
    opened: OpenLabel | None

    @property
    def alone(self) -> bool:
        """It is all that stands on its line."""
        return len(self.segments) == 1

    @property
    def last(self) -> bool:
        """Nothing stands beside it."""
        return self.index + 1 == len(self.segments)


def stands_as_label(text: str, label: Label, where: Standing, context: Context) -> bool:
    """Whether a text that reads like a label asks for something here."""
    if label.score < _needed(text, label, where, context):
        return False
    if where.last and label.wording in context.vocabulary.questions:
        # « permis B » with nothing beside it is an answer
        return False
    return not (where.alone and _answers(text, label, where))


def _needed(text: str, label: Label, where: Standing, context: Context) -> float:
    """The score that a label must have, by where and how it is set."""
    if not where.alone:
        return _HELPED
    if ITEM.match(text):
        return _ALONE
    piece = where.piece
    printed = piece.heading or piece.parted or piece.apart or text.rstrip().endswith(("?", ":"))
    helped = printed or _in_style(text, label, context) or _between_items(text, label, where, context)
    return _HELPED if helped else _ALONE


def _is_new(label: Label, context: Context) -> bool:
    return label.kind == "field" and not set(label.paths) & context.asked


def _in_style(text: str, label: Label, context: Context) -> bool:
    """In a form of labels alone on their lines, a lesser label that asks for something new."""
    plain = text[:1].isupper() and not text.rstrip().endswith(".") and len(text) < _LONGEST
    return context.alone >= _STYLE and plain and _is_new(label, context)


def _between_items(text: str, label: Label, where: Standing, context: Context) -> bool:
    """After the bullets of one list, before those of another: a line without one that asks for something new."""
    opened, following = where.opened, where.following
    if opened is None or following is None or not text[:1].isupper() or len(text) > _LONGEST:
        return False
    listed = bool(opened.texts) and bool(ITEM.match(opened.texts[-1]))
    head = following.segments[0]
    return listed and _is_new(label, context) and (bool(ITEM.match(head)) or bool(beside(head, context.vocabulary)))


def _answers(text: str, label: Label, where: Standing) -> bool:
    """« Formation » or « Précision » alone on a line under an open list may be one of its items."""
    opened, piece = where.opened, where.piece
    if opened is None or piece.heading or text.rstrip().endswith(":") or piece.quoted != opened.quoted:
        return False
    in_list = opened.below and bool(set(opened.label.paths) & LISTS)
    if in_list and (label.kind == "ignored" or label.paths == opened.label.paths):
        # « Précision » under « Compétences : », « Port de charges lourdes » under « Exigences : »
        return opened.waits or label.kind == "field"
    return bool(opened.texts) and (bool(LEAD.match(text)) or text[:1].islower())
