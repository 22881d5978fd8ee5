"""Grey and italic stretches of an RTF text, marked in its source before its text is taken out; pure."""

from __future__ import annotations

import re

from parsers.formats.faint import is_grey
from parsers.formats.flow import Flow

#: marks of private use: they pass through what takes the text out
BEGIN, END = "\ue005", "\ue006"
_SOURCE = {True: rf"\u{ord(BEGIN)} ?", False: rf"\u{ord(END)} ?"}
#: letters of the longest source that is marked: no form without its pictures is longer
_LONGEST = 2_000_000
_TOKEN = re.compile(r"\\(?:([a-z]{1,32})(-?\d{1,10})? ?|[^a-z])|[{}]")
_COLOURS = re.compile(r"\{\\colortbl([^{}]{0,20000})\}")
_SHADE = re.compile(r"\\(?:red|green|blue)(\d{1,3})")


def with_marks(source: str) -> str:
    """The source with a mark where grey or italic text begins, and where it ends."""
    greys = _greys(source)
    if len(source) > _LONGEST or (not greys and "\\i" not in source):
        return source
    out: list[str] = []
    #: italic, grey, of each group that is open
    looks = [(False, False)]
    at = 0
    for token in _TOKEN.finditer(source):
        before = any(looks[-1])
        _take(token, looks, greys)
        if any(looks[-1]) != before:
            out += [source[at : token.end()], _SOURCE[not before]]
            at = token.end()
    return "".join(out) + source[at:]


def _take(token: re.Match[str], looks: list[tuple[bool, bool]], greys: frozenset[str]) -> None:
    """What one token does to the look of the text that follows."""
    italic, grey = looks[-1]
    if token[0] == "{":
        looks.append(looks[-1])
    elif token[0] == "}":
        if len(looks) > 1:
            looks.pop()
    elif token[1] == "i":
        looks[-1] = (token[2] != "0", grey)
    elif token[1] == "cf":
        looks[-1] = (italic, token[2] in greys)
    elif token[1] == "plain":
        looks[-1] = (False, False)


def _greys(source: str) -> frozenset[str]:
    """The numbers of the greys in the table of colours."""
    table = _COLOURS.search(source)
    entries = table[1].split(";") if table else []
    shades = [[int(shade) for shade in _SHADE.findall(entry)] for entry in entries]
    return frozenset(str(number) for number, shade in enumerate(shades) if len(shade) == 3 and is_grey(*shade))


class Marked:
    """Puts text with its marks into a flow; a stretch may go on from one text to the next."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._faint = False

    def put(self, text: str) -> None:
        """More text."""
        for part in re.split(f"([{BEGIN}{END}])", text):
            if part in {BEGIN, END}:
                self._faint = part == BEGIN
            elif part:
                self._flow.text(part, faint=self._faint)
