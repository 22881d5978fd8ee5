"""Letter boxes: a row of narrow boxes of a page that hold a letter each is one word on its line, and no table; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.document import Box
from parsers.formats.words import Word, around, certainty

_WIDEST = 28.0
_HIGHEST = 36.0
#: boxes of a comb; fewer where nothing but them stands in a row (« 14 / 12 / 2026 »)
_FEWEST = 2
_FEWEST_IN_TABLE = 4
_BETWEEN = frozenset("/.-–")


@dataclass(frozen=True, slots=True)
class _Comb:
    """Boxes side by side, and the words that stand in them."""

    boxes: tuple[Box, ...]
    words: tuple[Word, ...]

    @property
    def step(self) -> float:
        """From one box to the next."""
        return (self.boxes[-1][2] - self.boxes[0][0]) / len(self.boxes)


def combed(words: Sequence[Word], grids: Sequence[Sequence[Box]]) -> tuple[list[Word], list[list[Box]]]:
    """The words, those of each comb as one; and the grids without the boxes of combs."""
    combs = [comb for row in _rows(grids) for run in _side_by_side(row) for comb in _comb(run, words, grids)]
    if not combs:
        return list(words), [list(grid) for grid in grids]
    used = {id(word) for comb in combs for word in comb.words}
    taken = {box for comb in combs for box in comb.boxes}
    rest = [word for word in words if id(word) not in used]
    groups = _groups(sorted(combs, key=lambda comb: (round(comb.boxes[0][1]), comb.boxes[0][0])), rest)
    rest.extend(_word(group) for group in groups)
    left = [[box for box in grid if box not in taken] for grid in grids]
    return rest, [grid for grid in left if grid]


def _rows(grids: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """The narrow boxes of the page that stand in one row each."""
    narrow = sorted(
        {box for grid in grids for box in grid if box[2] - box[0] <= _WIDEST and box[3] - box[1] <= _HIGHEST},
        key=lambda box: (box[1], box[0]),
    )
    out: list[list[Box]] = []
    for box in narrow:
        for row in out[-3:]:
            if abs(row[0][1] - box[1]) < 3 and abs(row[0][3] - box[3]) < 3:
                row.append(box)
                break
        else:
            out.append([box])
    return [sorted(row) for row in out]


def _side_by_side(row: Sequence[Box]) -> list[list[Box]]:
    """Boxes of one width that follow each other closely."""
    out: list[list[Box]] = [[row[0]]]
    for before, box in pairwise(row):
        wide = before[2] - before[0]
        if box[0] - before[2] > 0.45 * wide or abs(box[2] - box[0] - wide) > 0.3 * wide:
            out.append([])
        out[-1].append(box)
    return [run for run in out if len(run) >= _FEWEST]


def _comb(run: Sequence[Box], words: Iterable[Word], grids: Sequence[Sequence[Box]]) -> list[_Comb]:
    """The comb that boxes are, if no other row of a table shares their sides and each holds a letter at most."""
    if len(run) < _FEWEST_IN_TABLE and _in_table(run, grids):
        return []
    if _shared_sides(run, grids):
        return []
    left, top, right, bottom = run[0][0], run[0][1], run[-1][2], run[0][3]
    held = [w for w in words if left - 2 < w.centre < right + 2 and top - 2 < w.middle < bottom + 2]
    held.sort(key=lambda word: word.box[0])
    comb = _Comb(tuple(run), tuple(held))
    letters = sum(len(word.text) for word in held)
    if not held or letters > len(run) or not all(word.text.isalnum() for word in held):
        return []
    spread = all(len(w.text) == 1 or w.box[2] - w.box[0] > (len(w.text) - 0.8) * comb.step for w in held)
    return [comb] if spread else []


def _in_table(run: Sequence[Box], grids: Sequence[Sequence[Box]]) -> bool:
    return any(run[0] in grid and len(grid) > len(run) for grid in grids)


def _shared_sides(run: Sequence[Box], grids: Sequence[Sequence[Box]]) -> bool:
    """Whether cells above or below begin where boxes of the run do, as in columns of figures."""
    inner = [box[0] for box in run[1:]]
    grid = next((grid for grid in grids if run[0] in grid), ())
    others = [box for box in grid if box[3] < run[0][1] + 3 or box[1] > run[0][3] - 3]
    return any(abs(box[0] - x) < 2 for box in others for x in inner)


def _groups(combs: Sequence[_Comb], words: list[Word]) -> list[list[_Comb | Word]]:
    """Combs that make one answer, with the strokes printed between them, which leave the words."""
    out: list[list[_Comb | Word]] = []
    last: _Comb | None = None
    for comb in combs:
        box = comb.boxes[0]
        if last is not None and abs(last.boxes[0][1] - box[1]) < 3 and box[0] - last.boxes[-1][2] < 2.2 * comb.step:
            between = [
                word
                for word in words
                if last.boxes[-1][2] - 3 < word.centre < box[0] + 3 and box[1] < word.middle < box[3]
            ]
            if all(word.text in _BETWEEN for word in between):
                out[-1] += [*between, comb]
                words[:] = [word for word in words if all(word is not each for each in between)]
                last = comb
                continue
        out.append([comb])
        last = comb
    return out


def _word(group: Sequence[_Comb | Word]) -> Word:
    """The letters of combs as one word; an empty box between them is a blank."""
    text = ""
    words: list[Word] = []
    for part in group:
        if isinstance(part, Word):
            text = text.rstrip() + part.text
            words.append(part)
            continue
        if text and text[-1] not in _BETWEEN:
            text += " "
        for before, word in pairwise((None, *part.words)):
            if before is not None and word is not None and word.box[0] - before.box[2] > 1.3 * part.step:
                text += " "
            text += word.text if word is not None else ""
        words += part.words
    return replace(
        words[0], text=text, box=around([word.box for word in words]), certainty=certainty(words), typed=True
    )
