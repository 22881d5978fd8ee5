"""Boxes: the options of a text that are ticked, wherever the form prints its boxes: before the option or after it."""

from __future__ import annotations

import re

_TICKED = "☒☑✓✔✗✘■⬛🗹🗷\uf0fe\uf0fd\uf052\uf053"
_EMPTY = "☐□▢⬜◻○\uf0a8\uf06f\uf071"
_BOX = re.compile(rf"[{_TICKED}{_EMPTY}]|[\[(](?: ?[xXvV✓✔] ?| {{1,3}}|_{{1,3}}|)[\])]")
_TICKED_MARK = re.compile(rf"[{_TICKED}xXvV]")


def _beside_their_options(text: str) -> str:
    """The text with each box on the line of its option: « ☐ ⏎ oui » is « ☐ oui »."""
    return re.sub(rf"([{_TICKED}{_EMPTY}])[ \t]*\n[ \t]*(?=[^\s{_TICKED}{_EMPTY}])", r"\1 ", text)


def has_boxes(text: str) -> bool:
    """Whether options to tick are printed in the text."""
    return bool(_BOX.search(text[:4000])) and not _only_bullets(text)


def ticked(text: str) -> list[str]:
    """The options that are ticked, as written; an empty list when none is."""
    text = _beside_their_options(text[:4000])
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return []
    after = _boxes_follow(text, boxes)
    out = []
    for index, box in enumerate(boxes):
        if not _TICKED_MARK.search(box.group()):
            continue
        if after:
            start = boxes[index - 1].end() if index else 0
            option = text[start : box.start()]
        else:
            end = boxes[index + 1].start() if index + 1 < len(boxes) else len(text)
            option = text[box.end() : end].strip().split("\n", 1)[0]
        option = re.sub(r"\s+", " ", option).strip(" \t\n-–/|,;:")
        if option:
            out.append(option)
    return out


def unboxed_lines(text: str) -> str:
    """The lines that hold no box at all: what a person wrote beside the options."""
    return "\n".join(line for line in _beside_their_options(text).split("\n") if not _BOX.search(line))


def _boxes_follow(text: str, boxes: list[re.Match[str]]) -> bool:
    """« CDI ☐ CDD ☒ »: the text begins with an option and ends with a box."""
    before = text[: boxes[0].start()].strip(" \t\n-:")
    behind = text[boxes[-1].end() :].strip(" \t\n-:.;,")
    return bool(before) and not behind and not before.endswith(":")


def _only_bullets(text: str) -> bool:
    """« ✓ nettoyage ✓ rangement »: ticks without a single empty box, one at each line, are bullets."""
    marks = [match.group() for match in _BOX.finditer(text)]
    return all(mark in "✓✔■○" for mark in marks)
