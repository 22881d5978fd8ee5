"""Cards: small labels side by side, each over its answer, as a table of labels and answers; pure."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.formats.glyphs import BULLET
from parsers.formats.reading_order import Run
from parsers.formats.words import Word

#: labels of one look that make a page of cards, rows of them with several side by side
_FEWEST_LABELS = 4
_FEWEST_ROWS = 2
#: heights of a line between a label and its answer, and between the lines of one
_NEAR = 1.3
_APART = 1.7
#: left edges of a label and its answer differ by no more
_SAME_EDGE = 4.0
#: the bullets of an answer stand in by no more
_INDENT = 26.0

#: height of the letters, bold, grey
_Look = tuple[float, bool, bool]


@dataclass(slots=True)
class Card:
    """A label, the words under it, and the room between this label and the next one on its right."""

    label: Run
    left: float
    right: float
    answer: list[Run] = field(default_factory=list)

    @property
    def bottom(self) -> float:
        """Where it ends so far."""
        return (self.answer[-1] if self.answer else self.label).box[3]


def cards_of(runs: Sequence[Run]) -> tuple[list[list[Card]], list[Word]]:
    """Groups of cards that follow each other, and the words that belong to none."""
    words = [word for run in runs for word in run.words]
    look = _look_of_labels(runs) if len(runs) >= 2 * _FEWEST_LABELS else None
    if look is None:
        return [], words
    groups = [group for group in _dealt(runs, look) if len(group) > 1]
    used = {id(word) for group in groups for card in group for run in (card.label, *card.answer) for word in run.words}
    return groups, [word for word in words if id(word) not in used]


def _look(run: Run) -> _Look:
    word = run.words[0] if run.words[0].text != BULLET else run.words[-1]
    return round((word.box[3] - word.box[1]) * 2) / 2, word.bold, word.faint


def _look_of_labels(runs: Sequence[Run]) -> _Look | None:
    """The look of runs that stand over others, several side by side; None where no look does."""
    if any(word.certainty < 1 for run in runs for word in run.words):
        # the height of a recognised word tells its letters more than its size
        return None
    looks = [_look(run) for run in runs]
    for look, count in Counter(looks).most_common(6):
        labels = [run for run, each in zip(runs, looks, strict=True) if each == look]
        others = [run for run, each in zip(runs, looks, strict=True) if each != look]
        if count >= _FEWEST_LABELS and _over_answers(labels, others, look):
            return look
    return None


def _over_answers(labels: Sequence[Run], others: Sequence[Run], look: _Look) -> bool:
    """Whether runs of one look stand over runs of one other that is no smaller, and never beside any."""
    under = [answer for label in labels if (answer := _first_under(label, others)) is not None]
    if len(under) < max(_FEWEST_LABELS, 0.6 * len(labels)):
        return False
    answers, same = Counter(_look(run) for run in under).most_common(1)[0]
    smaller = look[0] <= answers[0] - 1 or (
        look[0] <= answers[0] + 0.5 and (look[1] > answers[1] or look[2] > answers[2])
    )
    if same < 0.6 * len(under) or not smaller:
        return False
    beside = sum(any(_level(label, other) for other in others) for label in labels)
    rows = Counter(round(label.box[3]) for label in labels)
    return beside <= 0.1 * len(labels) and sum(count > 1 for count in rows.values()) >= _FEWEST_ROWS


def _first_under(label: Run, others: Sequence[Run]) -> Run | None:
    near = [
        run
        for run in others
        if -3 < run.box[1] - label.box[3] < _NEAR * run.height and -_SAME_EDGE < run.box[0] - label.box[0] < _INDENT
    ]
    return min(near, key=lambda run: run.box[1], default=None)


def _level(one: Run, two: Run) -> bool:
    return abs(one.middle - two.middle) < 0.4 * min(one.height, two.height)


def _dealt(runs: Sequence[Run], look: _Look) -> list[list[Card]]:
    """Each run to the card in whose room it stands; whatever stands across or apart ends the cards above it."""
    labels = [run for run in runs if _look(run) == look]
    tall = statistics.median(run.height for run in runs if _look(run) != look)
    groups: list[list[Card]] = [[]]
    opened: list[Card] = []
    for run in sorted(runs, key=lambda item: (item.middle, item.box[0])):
        if _look(run) == look:
            card = _opened(run, labels)
            opened = [each for each in opened if each.right <= card.left or each.left >= card.right]
            opened.append(card)
            groups[-1].append(card)
            continue
        card_of_run = next((card for card in opened if _takes(card, run, tall)), None)
        if card_of_run is not None:
            card_of_run.answer.append(run)
            continue
        opened = []
        if groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _opened(label: Run, labels: Sequence[Run]) -> Card:
    """The card of a label: from its left edge to that of the next label in its row."""
    right = [other.box[0] for other in labels if other.box[0] > label.box[2] and _level(label, other)]
    return Card(label=label, left=label.box[0] - _SAME_EDGE, right=min(right, default=float("inf")) - _SAME_EDGE)


def _takes(card: Card, run: Run, tall: float) -> bool:
    """Whether a run stands in the room of a card and follows it closely; no heading does."""
    inside = card.left <= run.box[0] and run.box[2] <= card.right + 2 * _SAME_EDGE
    heading = run.height > 1.25 * tall or (
        all(word.bold for word in run.words) and bool(card.answer) and not card.answer[0].words[0].bold
    )
    return inside and not heading and run.box[1] - card.bottom < (_APART if card.answer else _NEAR) * run.height
