"""How the named styles of an OpenDocument text set what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.formats.faint import is_grey_colour, is_slanted
from parsers.formats.opendocument_names import FO, NS, STYLE, TEXT

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a run of text is set."""

    bold: bool = False
    #: in grey or in italics
    faint: bool = False
    #: the name of its font, where that may be one of signs
    font: str = ""


class Looks:
    """What the named styles hide, or set as a heading, in grey or in italics, and the fonts of signs."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self._bold: set[str] = set()
        self._faint: set[str] = set()
        self._fonts: dict[str, str] = {}
        self._faces: dict[str, str] = {}

    def learn(self, root: _Element) -> None:
        """Take in the styles of one part."""
        for face in root.iter(STYLE + "font-face"):
            family = face.get(f"{{{NS}svg-compatible:1.0}}font-family", "").strip("'\"")
            self._faces[face.get(STYLE + "name", "")] = family
        for style in root.iter(STYLE + "style"):
            name = style.get(STYLE + "name", "")
            parent = style.get(STYLE + "parent-style-name", "")
            look = style.find(STYLE + "text-properties")
            if parent in self.hidden:
                self.hidden.add(name)
            if look is None:
                if parent in self._bold:
                    self._bold.add(name)
                if parent in self._faint:
                    self._faint.add(name)
                continue
            struck = look.get(STYLE + "text-line-through-style", "none") != "none"
            if struck or look.get(TEXT + "display") == "none":
                self.hidden.add(name)
            weight = look.get(FO + "font-weight")
            size = look.get(FO + "font-size", "").removesuffix("pt")
            large = size.replace(".", "", 1).isdigit() and len(size) < 6 and float(size) >= 14
            if weight == "bold" or large or (weight is None and parent in self._bold):
                self._bold.add(name)
            slant = look.get(FO + "font-style")
            if is_slanted(slant) or is_grey_colour(look.get(FO + "color")) or (slant is None and parent in self._faint):
                self._faint.add(name)
            family = self._faces.get(look.get(STYLE + "font-name", ""), look.get(FO + "font-family", ""))
            if family:
                self._fonts[name] = family

    def of(self, style: str, *, within: Look | None = None) -> Look:
        """How a named style sets a text, or a run of a text that is set so already."""
        around = within or Look()
        return Look(
            bold=around.bold or style in self._bold,
            faint=around.faint or style in self._faint,
            font=self._fonts.get(style, ""),
        )
