"""Gap rows: labels side by side, parted by gaps, over a line of their answers."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.forms.beside import beside
from parsers.forms.evidence import fit
from parsers.forms.label_book import Label
from parsers.forms.labels import label_of
from parsers.forms.open_label import OpenLabel
from parsers.forms.pieces import Piece
from parsers.vocabulary import Vocabulary

_SURE = 0.9
_LIKELY = 0.79
#: points by which the left edges of one column may differ
_SAME_EDGE = 30


def row_of_labels(piece: Piece, following: Piece | None, vocabulary: Vocabulary) -> list[Label | None] | None:
    """The labels of a row over a line of as many answers; an unknown one among them keeps its column."""
    count = len(piece.segments)
    if count < 2 or following is None or len(following.segments) > count or following.quoted != piece.quoted:
        return None
    labels = [label_of(each, vocabulary) for each in piece.segments]
    known = [label for label in labels if label is not None and label.score >= _LIKELY]
    if labels[0] not in known or 2 * len(known) < count or not any(label.score >= _SURE for label in known):
        return None
    if count == 2 and any(label.wording in vocabulary.questions for label in known):
        # « Exigences ⇥ Permis B »: a closed question beside a label is the answer to it
        return None
    if labels[0] is not None and labels[1] is None and _fits(labels[0], piece.segments[1]):
        # « Nombre ⇥ 4 » over a line of a label of no list
        return None
    if count == 2 and _goes_on_beside(piece, following, labels):
        return None
    if any(beside(each, vocabulary) for each in (*piece.segments, *following.segments)):
        return None
    return labels if _answers(following, count, known, vocabulary, placed=piece.left is not None) else None


def _goes_on_beside(piece: Piece, following: Piece, labels: Sequence[Label | None]) -> bool:
    """« Adresse ⇥ Lieu-dit Les Pins » over the next line of the address, which stands under « Lieu-dit »."""
    if len(following.segments) > 1 or piece.left is None or following.left is None:
        return False
    lesser = labels[1] is not None and labels[1].score < _SURE
    return lesser and following.left - piece.left > _SAME_EDGE and not piece.segments[1].rstrip().endswith((":", "?"))


def _fits(label: Label, text: str) -> bool:
    return bool(label.paths) and fit(label.paths[0].rstrip("?"), text) > 0


def _answers(following: Piece, count: int, known: Sequence[Label], vocabulary: Vocabulary, *, placed: bool) -> bool:
    """Whether the line under the labels holds answers and no labels."""
    under = [label_of(each, vocabulary) for each in following.segments]
    if under[0] is not None and under[0].score >= 0.75:
        return False
    if any(label is not None and label.score >= _SURE for label in under):
        return False
    fewer = len(following.segments) < count
    return not fewer or (len(known) == count and placed and following.left is not None)


def reads_as_labels(piece: Piece, row: Sequence[OpenLabel], vocabulary: Vocabulary) -> bool:
    """Whether a line of several segments is rather another row of labels than the answers to the row above it."""
    labels = [label_of(each, vocabulary) for each in piece.segments]
    if len(labels) == len(row):
        # « temps complet » under « Temps de travail » asks for nothing
        labels = [
            None if label is not None and label.paths == above.label.paths and _fits(label, text) else label
            for label, above, text in zip(labels, row, piece.segments, strict=True)
        ]
    sure = labels[0] is not None and labels[0].score >= _SURE
    likely = sum(label is not None and label.score >= _LIKELY for label in labels)
    return len(labels) > 1 and (sure or 2 * likely > len(labels))


def shared_under(row: Sequence[OpenLabel], piece: Piece) -> int | None:
    """Share a line out to the labels above it; the place of the one that may go on, None where it answers none."""
    if len(piece.segments) == len(row):
        for opened, text in zip(row, piece.segments, strict=True):
            opened.texts.append(text)
            opened.certainties.append(piece.certainty)
            opened.strength *= 0.95
        goes_on = 0
    elif len(piece.segments) == 1 and piece.left is not None and row[0].left is not None:
        # one answer: the paper's left edge tells whose
        goes_on = 0 if abs(piece.left - row[0].left) < _SAME_EDGE else len(row) - 1
        row[goes_on].texts.append(piece.segments[0])
        row[goes_on].certainties.append(piece.certainty)
    else:
        return None
    for opened in row:
        opened.below = True
        opened.answer_quoted = piece.quoted
        opened.last_length, opened.left, opened.right = piece.length, piece.left, None
    return goes_on
