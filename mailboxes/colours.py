"""Colours: which colour a style gives to letters, as a person would name it; black and grey are none."""

from __future__ import annotations

import re
from functools import lru_cache

_STYLE = re.compile(r"(?:^|;|\s)color\s*:\s*([^;!]{3,40})", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})")
_NAMES = {
    "red": "red", "darkred": "red", "crimson": "red", "firebrick": "red", "maroon": "red", "blue": "blue",
    "navy": "blue", "darkblue": "blue", "mediumblue": "blue", "royalblue": "blue", "dodgerblue": "blue",
    "steelblue": "blue", "green": "green", "darkgreen": "green", "forestgreen": "green", "seagreen": "green",
    "lime": "green", "teal": "green", "orange": "orange", "darkorange": "orange", "orangered": "orange",
    "purple": "violet", "violet": "violet", "magenta": "violet", "fuchsia": "violet", "indigo": "violet",
    "darkviolet": "violet",
}  # fmt: skip


#: the dark blues in which Outlook writes every answer by default
_OUTLOOK = frozenset({"1f497d", "44546a", "1f3864", "0563c1", "0000ee"})


def of_style(style: str) -> str | None:
    """The colour that an inline style gives: « red », …; '' for black or grey; None when it gives none."""
    match = _STYLE.search(style) if "color" in style else None
    return named(match.group(1)) if match else None


@lru_cache(maxsize=256)
def named(value: str) -> str | None:
    """The colour word of a CSS or HTML colour; '' for black, grey and white; None for what is no colour."""
    said = value.strip().strip("\"'").lower()
    if said in _NAMES:
        return _NAMES[said]
    match = _RGB.match(said)
    if match:
        return _hue(int(match[1]), int(match[2]), int(match[3]))
    digits = said.lstrip("#")
    if digits in _OUTLOOK:
        return ""
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    if re.fullmatch(r"[0-9a-f]{6}", digits):
        return _hue(int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))
    return "" if said in {"black", "windowtext", "gray", "grey", "white", "dimgray", "inherit", "initial"} else None


def _hue(red: int, green: int, blue: int) -> str:
    """The word for a mixture; colours close to grey are none."""
    strongest, weakest = max(red, green, blue), min(red, green, blue)
    if strongest - weakest < 60:
        return ""
    if red == strongest:
        if blue > green + 60:
            return "violet"
        return "orange" if green > 100 and green > blue + 60 else "red"
    if green == strongest:
        return "green"
    return "violet" if red > green + 40 and red > blue // 2 else "blue"
