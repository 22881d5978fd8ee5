"""Faint print: what is set in grey or italics, as hints are; which colours and fonts that is; pure."""

from __future__ import annotations

import re

from parsers.formats.glyphs import tidy

_HEX = re.compile(r"#?([0-9a-f]{6})", re.IGNORECASE)
_SHORT_HEX = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])", re.IGNORECASE)
_RGB = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})")
_NAMED = frozenset({"gray", "grey", "darkgray", "darkgrey", "silver", "dimgray", "dimgrey", "slategray", "slategrey"})
_SLANTED = ("italic", "oblique")


def is_grey(red: int, green: int, blue: int) -> bool:
    """Neither black nor white, and of no colour to speak of."""
    return max(red, green, blue) - min(red, green, blue) <= 40 and 88 <= (red + green + blue) / 3 <= 208


def is_grey_colour(written: str | None) -> bool:
    """Whether a colour as files write it (« 808080 », « #888 », « rgb(136,136,136) », « grey ») is a grey."""
    colour = (written or "").replace(" ", "").lower()
    if colour in _NAMED:
        return True
    if found := _RGB.match(colour):
        return is_grey(*map(int, found.groups()))
    if found := _SHORT_HEX.fullmatch(colour):
        colour = "".join(figure * 2 for figure in found.groups())
    found = _HEX.fullmatch(colour)
    return found is not None and is_grey(*bytes.fromhex(found[1]))


def is_slanted(look: str | None) -> bool:
    """Whether the name of a font, or of its style, says that its letters lean."""
    return any(mark in (look or "").lower() for mark in _SLANTED)


class Stretches:
    """The faint stretches of a text while it is gathered, from the run at one end to the run at the other."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._open = False

    def put(self, text: str, *, faint: bool) -> None:
        """More of the text; blanks part no stretch."""
        if not text.strip():
            if self._open:
                self._found[-1] += text
        elif faint and self._open:
            self._found[-1] += text
        elif faint:
            self._found.append(text)
            self._open = True
        else:
            self._open = False

    def within(self, text: str) -> tuple[str, ...]:
        """Those that stand in a line or cell of the text, line by line."""
        if not self._found:
            return ()
        lines = (line.strip() for part in self._found for line in tidy(part).split("\n"))
        return tuple(line for line in lines if line and line in text)
