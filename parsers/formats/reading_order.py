"""Reading order: columns of a page that do not belong together are read one after the other; pure."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.document import Box
from parsers.formats.words import Edge, Word, rows_of

#: a gutter is at least as wide
_GUTTER = 6.0
#: lines that each side of a gutter has at least
_FEWEST = 4
#: at most as wide is the room between the full lines of a column and the next one
_MARGIN = 18.0
#: columns within columns
_DEEPEST = 4
#: of the lines of one side, as many stand level with one of the other where the two are labels and answers
_LEVEL = 0.5
#: the same where a rule or the edge of a coloured bar parts them, or the file draws one whole before the other
_LEVEL_PARTED = 0.72
#: heights of a line that part one block from the next
_STANDS_OFF = 0.9
#: points by which lines that stand level may differ
_SLACK = 1.0
#: times that the file changes sides where it draws one whole before the other
_DRAWN_APART = 1
_MAX_PLACES = 24
_MAX_RUNS = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one line without a wide gap between them."""

    words: tuple[Word, ...]
    box: Box

    middle: float
    #: of its letters
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is read in one go: runs of words, and ruled tables among them by number."""

    runs: tuple[Run, ...]
    tables: tuple[int, ...] = ()
    #: where the full lines of a column end; None outside columns
    edge: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gutter:
    """Where two columns part: an upright line, and from where to where it goes."""

    x: float
    top: float
    bottom: float
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What tells columns of a page beside its words."""

    #: boxes of ruled tables, frames around several lines, rules
    tables: Sequence[Box]
    frames: Sequence[Box]
    edges: Sequence[Edge]
    #: the place of each word in the order in which the file draws them
    order: dict[int, int]


def in_order(words: Sequence[Word], tables: Sequence[Box], frames: Sequence[Box], edges: Sequence[Edge]) -> list[Part]:
    """The parts of a page, each to be read whole before the next; one part where no columns stand apart."""
    whole = Part(runs=tuple(runs_of(words)), tables=tuple(range(len(tables))))
    if not 2 * _FEWEST <= len(whole.runs) <= _MAX_RUNS:
        return [whole]
    order = {id(word): number for number, word in enumerate(words)}
    return _parted(whole, _Sheet(tables=tables, frames=frames, edges=edges, order=order), _DEEPEST)


def _parted(part: Part, sheet: _Sheet, depth: int) -> list[Part]:
    gutter = _gutter(part, sheet) if depth else None
    if gutter is None:
        return [part]
    shares = _shares(part, sheet.tables, gutter)
    return [found for share in shares if share.runs or share.tables for found in _parted(share, sheet, depth - 1)]


def _shares(part: Part, tables: Sequence[Box], gutter: _Gutter) -> list[Part]:
    """What stands above the columns, left and right of their gutter, and below."""

    def place(x: float, y: float) -> int:
        return 0 if y < gutter.top else 3 if y > gutter.bottom else 1 if x < gutter.x else 2

    runs: list[list[Run]] = [[], [], [], []]
    held: list[list[int]] = [[], [], [], []]
    for run in part.runs:
        runs[place((run.box[0] + run.box[2]) / 2, run.middle)].append(run)
    for number in part.tables:
        left, top, right, bottom = tables[number]
        held[place((left + right) / 2, (top + bottom) / 2)].append(number)
    inner = max(gutter.x - _MARGIN, *(run.box[2] for run in runs[1]))
    outer = part.edge or max(run.box[2] for run in part.runs)
    edges = (part.edge, inner, outer, part.edge)
    return [Part(runs=tuple(r), tables=tuple(t), edge=e) for r, t, e in zip(runs, held, edges, strict=True)]


def runs_of(words: Iterable[Word]) -> list[Run]:
    """Words of one line that stand close together, from top to bottom."""
    out: list[Run] = []
    for row in rows_of(words, near=True):
        start = 0
        for index, (before, word) in enumerate(pairwise(row), 1):
            wide = max(_GUTTER, 0.6 * min(word.box[3] - word.box[1], before.box[3] - before.box[1]))
            if word.typed or before.typed or word.box[0] - before.box[2] > wide:
                out.append(_run(row[start:index]))
                start = index
        out.append(_run(row[start:]))
    return out


def _run(words: Sequence[Word]) -> Run:
    boxes = [word.box for word in words]
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return Run(
        words=tuple(words), box=(boxes[0][0], top, max(box[2] for box in boxes), bottom), middle=(top + bottom) / 2,
        height=max(1.0, bottom - top),
    )  # fmt: skip


def _gutter(part: Part, sheet: _Sheet) -> _Gutter | None:
    """The gutter along which most lines stand, if the columns that it parts are independent."""
    runs = part.runs
    best: _Gutter | None = None
    tables = [sheet.tables[number] for number in part.tables]
    for x in _places(runs, sheet.edges):
        for top, bottom in _clear(runs, tables, sheet.edges, x):
            found = _judged(runs, sheet, x, top, bottom)
            if found is not None and (best is None or found.weight > best.weight):
                best = found
    return best


def _places(runs: Sequence[Run], edges: Sequence[Edge]) -> list[float]:
    """Where a second column may begin: left edges that several lines share, and upright rules."""
    lefts = sorted(run.box[0] for run in runs)
    out: list[tuple[int, float]] = []
    start = 0
    for index in range(1, len(lefts) + 1):
        if index == len(lefts) or lefts[index] - lefts[index - 1] > 2.0:
            if index - start >= 3:
                out.append((index - start, lefts[start]))
            start = index
    shared = [x for _, x in sorted(out, reverse=True)[:_MAX_PLACES]]
    rules = sorted({round(e.box[0]) for e in edges if not e.level and e.box[3] - e.box[1] > 60})
    return [x for x in shared if x > lefts[0] + 10] + [float(x) for x in rules[:_MAX_PLACES]]


def _clear(
    runs: Sequence[Run], tables: Sequence[Box], edges: Sequence[Edge], x: float
) -> Iterator[tuple[float, float]]:
    """From where to where nothing stands across the strip just left of x."""
    across = [run.box for run in runs if run.box[0] < x - 1.5 and run.box[2] > x - _GUTTER]
    across += [box for box in tables if box[0] < x - _GUTTER and box[2] > x + 1.5]
    across += [
        (edge.box[0], edge.box[1] - 1, edge.box[2], edge.box[3] + 1)
        for edge in edges
        if edge.level and edge.box[0] < x - 30 and edge.box[2] > x + 30
    ]
    top = float("-inf")
    for box in sorted(across, key=lambda item: item[1]):
        if box[1] > top:
            yield top, box[1]
        top = max(top, box[3])
    yield top, float("inf")


def _judged(runs: Sequence[Run], sheet: _Sheet, x: float, top: float, bottom: float) -> _Gutter | None:
    """The gutter with its true ends, if its sides are independent of each other."""
    sides = _sides(runs, x, top, bottom)
    if min(map(len, sides)) < _FEWEST:
        return None
    changes = _changes(sides, sheet.order)
    if changes > 0.5 * min(map(len, sides)):
        # drawn line by line across both, as tables are
        return None
    left, right = map(_lines, sides)
    if min(len(left), len(right)) < _FEWEST:
        return None
    first = max(left[0].box[1], right[0].box[1])
    last = min(left[-1].box[3], right[-1].box[3])
    beside = [[line for line in side if first - 1 < line.middle < last + 1] for side in (left, right)]
    if min(len(side) for side in beside) < _FEWEST or not _apart(beside[0], beside[1], sheet, changes):
        return None
    start = _head(right, first) if right[0].box[1] < first - 1 else first
    end = _tail(left, last) if left[-1].box[3] > last + 1 else max(left[-1].box[3], right[-1].box[3])
    start = min(start, left[0].box[1])
    return _Gutter(x=x - 3.0, top=start - 0.5, bottom=end + 0.5, weight=sum(len(side) for side in beside))


def _sides(runs: Sequence[Run], x: float, top: float, bottom: float) -> tuple[list[Run], list[Run]]:
    """What stands left and right of a gutter."""
    sides: tuple[list[Run], list[Run]] = ([], [])
    for run in runs:
        if top < run.middle < bottom:
            sides[run.box[0] >= x - 1.5].append(run)
    return sides


def _changes(sides: tuple[list[Run], list[Run]], order: dict[int, int]) -> int:
    """How often the file changes sides as it draws them; recognised words are drawn by nobody, and tell little."""
    if any(run.words[0].certainty < 1 for side in sides for run in side):
        return _DRAWN_APART + 1
    drawn = sorted(
        (order[id(run.words[0])], side) for side in (0, 1) for run in sides[side] if run.words[-1].text[0].isalnum()
    )
    return sum(before != after for (_, before), (_, after) in pairwise(drawn))


def _head(lines: Sequence[Run], first: float) -> float:
    """Where the right column begins: what stands off above the beginning of the left one comes before both."""
    start = lines[0].box[1]
    for before, line in pairwise(lines):
        if before.box[3] > first:
            break
        if line.box[1] - before.box[3] > _STANDS_OFF * before.height:
            start = line.box[1]
    return start


def _tail(lines: Sequence[Run], last: float) -> float:
    """Where the left column ends: what stands off below the end of the right one follows both."""
    usual = statistics.median(line.box[1] - before.box[3] for before, line in pairwise(lines))
    for before, line in pairwise(lines):
        if line.box[1] > last and line.box[1] - before.box[3] > max(_STANDS_OFF * before.height, 1.6 * usual):
            return before.box[3]
    return lines[-1].box[3]


def _lines(runs: Iterable[Run]) -> list[Run]:
    """The lines of one side, each in one piece."""
    out: list[Run] = []
    for run in sorted(runs, key=lambda item: (item.middle, item.box[0])):
        if out and abs(out[-1].middle - run.middle) < 0.45 * min(out[-1].height, run.height):
            out[-1] = _run(sorted((*out[-1].words, *run.words), key=lambda word: word.box[0]))
        else:
            out.append(run)
    return out


# -- whether two sides belong together --------------------------------------------------------------------------------


def _apart(left: list[Run], right: list[Run], sheet: _Sheet, changes: int) -> bool:
    """Whether two columns are independent: framed or headed each, not level with each other, or full lines of text."""
    if _framed(left, right, sheet.frames) or (changes <= _DRAWN_APART and _headed(left) and _headed(right)):
        return True
    parted = _ruled_between(left, right, sheet.edges) or changes <= _DRAWN_APART
    most = _LEVEL_PARTED if parted else _LEVEL
    if max(_level(left, right), _level(right, left)) < most:
        return True
    return changes <= _DRAWN_APART and _running(left) and _running(right)


def _framed(left: Sequence[Run], right: Sequence[Run], frames: Sequence[Box]) -> bool:
    """Whether each side stands in frames of its own, with several lines in one."""
    sides = []
    for side in (left, right):
        held = [sum(_holds(frame, line.box) for line in side) for frame in frames]
        sides.append(sum(held) > 0.8 * len(side) and max(held, default=0) >= _FEWEST)
    return all(sides)


def _holds(frame: Box, box: Box) -> bool:
    return frame[0] - 2 < box[0] and box[2] < frame[2] + 2 and frame[1] - 2 < box[1] and box[3] < frame[3] + 2


def _headed(lines: Sequence[Run]) -> bool:
    """Whether a heading in larger letters stands over a column."""
    return lines[0].height > 1.15 * statistics.median(line.height for line in lines)


def _ruled_between(left: Sequence[Run], right: Sequence[Run], edges: Sequence[Edge]) -> bool:
    """Whether an upright rule, or the side of a coloured bar, parts them all the way."""
    inner, outer = max(line.box[2] for line in left), min(line.box[0] for line in right)
    first = min(left[0].box[1], right[0].box[1])
    last = max(left[-1].box[3], right[-1].box[3])
    return any(
        not edge.level
        and inner - 1 <= edge.box[0] <= outer + 1
        and min(edge.box[3], last) - max(edge.box[1], first) > 0.8 * (last - first)
        for edge in edges
    )


def _level(side: Sequence[Run], other: Sequence[Run]) -> float:
    """The share of one side's blocks that stand beside something of the other, all shifted alike.

    Answers that were typed over a printed form may all stand somewhat higher or lower than their labels.
    """
    blocks, facing = (
        found if len(found := _blocks(lines)) >= _FEWEST else [[line] for line in lines] for lines in (side, other)
    )
    best = 0
    for measure in (_top, _baseline, _middle):
        shifts = sorted(
            (measure(each) - measure(block), number)
            for number, block in enumerate(blocks)
            for each in facing
            if abs(measure(each) - measure(block)) < 0.45 * max(block[0].height, each[0].height)
        )
        for start, (shift, _) in enumerate(shifts):
            slack = 2 * _SLACK
            alike = {number for each, number in shifts[start:] if each - shift <= slack}
            best = max(best, len(alike))
    return best / len(blocks)


def _top(block: Sequence[Run]) -> float:
    return block[0].box[1]


def _baseline(block: Sequence[Run]) -> float:
    return block[0].box[3] - 0.21 * block[0].height


def _middle(block: Sequence[Run]) -> float:
    return (block[0].box[1] + block[-1].box[3]) / 2


def _blocks(lines: Sequence[Run]) -> list[list[Run]]:
    """Lines that follow each other closely."""
    out: list[list[Run]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if line.box[1] - before.box[3] > 0.5 * min(before.height, line.height):
            out.append([])
        out[-1].append(line)
    return out


def _running(lines: Sequence[Run]) -> bool:
    """Whether a column is running text: most lines are full, and of many letters."""
    if len(lines) < _FEWEST + 1:
        return False
    edge = max(line.box[2] for line in lines)
    width = edge - min(line.box[0] for line in lines)
    letters = statistics.median([sum(len(word.text) + 1 for word in line.words) for line in lines])
    full = sum(line.box[2] > edge - 0.18 * width for line in lines)
    return letters >= 24 and full >= 0.6 * len(lines)
