"""What a person reads beside an empty box of a PDF form: the label of a field whose own names do not help; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from parsers.document import Box, FormField
from parsers.formats.words import Word, line_text, rows_of, segments

_FARTHEST_LEFT = 260.0
_FARTHEST_ABOVE = 16.0
_LEADERS = re.compile(r"[ .…_:：]*$")


class Placing(Protocol):
    """A page that knows where a box of the file stands for a person."""

    def placed(self, box: Box) -> Box:
        """The box from the top left corner."""


def labelled(
    fields: Sequence[FormField], pages: Sequence[Placing], printed: Sequence[Sequence[Word]]
) -> tuple[FormField, ...]:
    """The fields with their boxes as seen, and with the printed label where the file gives them none."""
    out: list[FormField] = []
    for field in fields:
        if field.box is None or field.page > len(pages):
            out.append(field)
            continue
        box = pages[field.page - 1].placed(field.box)
        others = [pages[f.page - 1].placed(f.box) for f in fields if f.box and f.page == field.page and f is not field]
        label = field.label or _beside(box, printed[field.page - 1], others, tick=field.kind == "checkbox")
        place = field.place
        if label and not field.label:
            place = f"page {field.page}, champ « {label} »"
        out.append(replace(field, box=box, label=label, place=place))
    return tuple(out)


def _beside(box: Box, words: Sequence[Word], others: Sequence[Box], *, tick: bool) -> str:
    """The text at the right of a tick box; of any other field the text at its left, else above it."""
    if tick:
        right = [w for w in words if box[2] - 1 <= w.box[0] < box[2] + 200 and box[1] - 3 < w.middle < box[3] + 3]
        stop = min((o[0] for o in others if o[0] > box[2] and o[1] < box[3] and o[3] > box[1]), default=1e9)
        found = _text([w for w in right if w.box[2] <= stop + 2], near_left=True)
        if found:
            return found
    start = max((o[2] for o in others if o[2] <= box[0] + 2 and o[1] < box[3] and o[3] > box[1]), default=0.0)
    left = [
        w for w in words
        if max(start - 2, box[0] - _FARTHEST_LEFT) <= w.box[0] and w.box[2] <= box[0] + 4
        and box[1] - 3 < w.middle < box[3] + 3
    ]  # fmt: skip
    found = _text(left, near_left=False)
    if found:
        return found
    above = [
        w for w in words
        if w.box[0] >= box[0] - 6 and w.box[0] < box[2] and box[1] - _FARTHEST_ABOVE < w.middle < box[1] + 1
    ]  # fmt: skip
    return _text(above, near_left=True)


def _text(words: Sequence[Word], *, near_left: bool) -> str:
    """Those words as one label, without leaders; of several columns the one that stands nearest."""
    if not words:
        return ""
    lines = []
    for row in rows_of(words)[:4]:
        parts = segments(row)
        lines.append(line_text(parts[0] if near_left else parts[-1]))
    return _LEADERS.sub("", " ".join(lines))[:120].strip()
