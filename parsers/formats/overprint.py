"""Words printed over other words, as fields too small for their answers leave them: whoever reads is told; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.formats.words import Word

_DOUBTFUL = 0.5


def doubted(words: Sequence[Word]) -> list[Word]:
    """The same words; those that lie over different ones are no longer certain. Leaders may lie anywhere."""
    lettered = (index for index, word in enumerate(words) if any(letter.isalnum() for letter in word.text))
    order = sorted(lettered, key=lambda index: words[index].box[1])
    over: set[int] = set()
    for rank, index in enumerate(order):
        for other in order[rank + 1 :]:
            if words[other].box[1] >= words[index].box[3]:
                break
            if _covers(words[index], words[other]):
                over |= {index, other}
    if not over:
        return list(words)
    return [replace(word, certainty=_DOUBTFUL) if index in over else word for index, word in enumerate(words)]


def _covers(one: Word, other: Word) -> bool:
    """Whether two words share most of the smaller one's room; letters printed twice, to be bold, do not count."""
    if one.text in other.text or other.text in one.text:
        return False
    wide = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    high = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return wide > 0.5 * _least(one, other, 0) and high > 0.5 * _least(one, other, 1)


def _least(one: Word, other: Word, side: int) -> float:
    return min(one.box[side + 2] - one.box[side], other.box[side + 2] - other.box[side])
