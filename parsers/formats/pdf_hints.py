"""Grey hints printed where a value should stand: what a form says of an empty field once it is printed to PDF; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.formats.words import Word, line_text, rows_of, segments

#: our own forms print their reference; on them grey words beside a label are always placeholders
_OURS = re.compile(r"F-[0-9A-Z]{3,8}(?:-[0-9A-Z]{2,6})?")
_HINT = re.compile(
    r"(?:par |p\. ?)?ex(?:emple|\.)\b|(?:cliquez|saisi|appuyez|tapez|choisi|sélectionn|indiqu|précis|complét"
    r"|à compléter|[jJ]{1,2}/[mM]{1,2}/[aA]{2,4}|une? \w{1,20} par ligne)",
    re.IGNORECASE,
)
_INDENT = 40.0


def ours(words: Sequence[Word]) -> bool:
    """Whether a page carries the reference of one of our own forms."""
    return any(_OURS.fullmatch(word.text) for word in words)


def without_hints(words: list[Word], *, own_form: bool) -> list[Word]:
    """The words without the grey phrases that stand for a value which nobody filled in."""
    if not any(word.faint for word in words) or all(word.faint for word in words):
        return words
    start = min(word.box[0] for word in words)
    dropped: set[int] = set()
    for row in rows_of(word for word in words if word.faint):
        for phrase in segments(row):
            hint = own_form or _HINT.match(line_text(phrase))
            if hint and phrase[0].box[0] > start + _INDENT and not ours(phrase) and not _parted(phrase, words):
                dropped |= {id(word) for word in phrase}
    return [word for word in words if id(word) not in dropped]


def _parted(phrase: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether the phrase is a part of a longer one: other words stand close before it on its line."""
    first = phrase[0]
    return any(
        not word.faint and abs(word.middle - first.middle) < 4 and 0 <= first.box[0] - word.box[2] < first.size
        for word in words
    )
