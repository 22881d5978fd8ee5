"""Two readings of one page made one: words that both give are surer, words on which they differ are in doubt; pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from parsers.tools.tesseract import Found

#: what a word loses that only one reading gives, and one that the other reads otherwise
_ALONE = 0.03
_CONTESTED = 0.08
#: the most that a word may be believed that two readings give differently: under what any field needs
_CONTESTED_MOST = 0.9
#: of two readings with faults of their own, the share in which they have the same fault (measured: three times chance)
_SHARED = 3.0
#: a word that only the second reading gives must be sure: the first leaves nothing out but specks
_SECOND_ALONE = 0.75


def agreed(first: Sequence[Found], second: Sequence[Found]) -> list[Found]:
    """The words of the first reading, each as sure as the second makes it; and what only the second saw for sure."""
    if not second:
        return list(first)
    rows = _Rows(second)
    out: list[Found] = []
    met: set[int] = set()
    for word in first:
        others = rows.over(word.box)
        met |= {id(other) for other in others}
        out += _settled(word, others)
    firsts = _Rows(first)
    lone = [word for word in second if id(word) not in met and not firsts.over(word.box)]
    return out + [
        replace(word, certainty=word.certainty - _ALONE)
        for word in lone
        if word.certainty >= _SECOND_ALONE and any(letter.isalnum() for letter in word.text)
    ]


def _settled(word: Found, others: list[Found]) -> list[Found]:
    """One word of the first reading, judged by what the second shows in its place."""
    if not others:
        return [replace(word, certainty=max(0.0, word.certainty - _ALONE))]
    sure = min(other.certainty for other in others)
    if _plain("".join(other.text for other in others)) == _plain(word.text):
        both = 1 - _SHARED * (1 - word.certainty) * (1 - sure)
        return [replace(word, certainty=max(word.certainty, min(both, 0.995)))]
    if len(others) == 1 and others[0].certainty > word.certainty + 0.15 and _covers(others[0], word):
        # the better of two readings stands, and stays in doubt
        return [replace(others[0], certainty=min(others[0].certainty - _CONTESTED, _CONTESTED_MOST))]
    return [replace(word, certainty=max(0.0, min(word.certainty - _CONTESTED, _CONTESTED_MOST)))]


def _plain(text: str) -> str:
    """Without what readings differ in that changes no word: shapes of apostrophes and dashes."""
    return text.translate({0x2019: "'", 0x2018: "'", 0x2013: "-", 0x2014: "-"})


def _covers(one: Found, other: Found) -> bool:
    """Whether two words stand in the same place, not one beside or within the other."""
    shared = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    return shared > 0.8 * max(one.box[2] - one.box[0], other.box[2] - other.box[0])


class _Rows:
    """Words by height, to find those that lie over a place."""

    def __init__(self, words: Sequence[Found]) -> None:
        self._words = sorted(words, key=lambda word: word.box[1])
        self._tops = [word.box[1] for word in self._words]
        self._tallest = max((word.box[3] - word.box[1] for word in words), default=0)

    def over(self, box: tuple[int, int, int, int]) -> list[Found]:
        """Words that take more than half of the narrower one's width, and the same row, from left to right."""
        left, top, right, bottom = box
        start = bisect_left(self._tops, top - self._tallest)
        end = bisect_left(self._tops, bottom)
        found = [word for word in self._words[start:end] if _shared(word.box, (left, top, right, bottom))]
        return sorted(found, key=lambda word: word.box[0])


def _shared(one: tuple[int, int, int, int], two: tuple[int, int, int, int]) -> bool:
    across = min(one[2], two[2]) - max(one[0], two[0])
    down = min(one[3], two[3]) - max(one[1], two[1])
    narrow, low = min(one[2] - one[0], two[2] - two[0]), min(one[3] - one[1], two[3] - two[1])
    return across > 0.5 * narrow and down > 0.4 * low


#: what the round and square marks before the lines of a list are taken for
_BULLETS = frozenset("eoO0°º®©@+*«»·.-°¢")


def bulleted(words: Sequence[Found]) -> list[Found]:
    """The words with the marks before the lines of a list as « • », close before the word that they announce."""
    rows = _Rows(words)
    return [_as_bullet(word, rows) if _like_bullet(word) else word for word in words]


def _like_bullet(word: Found) -> bool:
    high = word.box[3] - word.box[1]
    return word.text in _BULLETS and word.certainty < 0.9 and word.box[2] - word.box[0] <= 1.4 * high


def _as_bullet(word: Found, rows: _Rows) -> Found:
    """A lone doubtful mark with nothing close before it and a word after it."""
    left, top, right, bottom = word.box
    reach = 6 * max(bottom - top, 12)
    row = [other for other in rows.over((0, top - 4, 1 << 20, bottom + 4)) if other is not word]
    before = [other for other in row if other.box[0] < left and other.box[2] > left - reach]
    after = [other for other in row if left < other.box[0] < right + reach]
    if before or not after:
        return word
    # near enough to be of one line, however far the tab has pushed the text
    end = after[0].box[0] - 6
    return replace(word, text="•", box=(max(left, end - 12), top, max(right, end), bottom), certainty=0.96)
