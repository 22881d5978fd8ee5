"""What one element of a Word file says by itself: switches, looks, spans, the state of a control; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from parsers.formats.faint import is_grey_colour
from parsers.formats.glyphs import symbols

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_TRUE = frozenset(("1", "true", "on"))
#: wrappers that a reader looks through
THROUGH = {
    W + tag for tag in ["ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "bdo", "dir", "sdtContent"]
}
#: what an untouched control shows
PLACEHOLDER = re.compile(
    r"^\W{0,3}(?:(?:cliquez|appuyez|tapez|click|tap)\b.{0,80}|(?:choisi\w{0,6}|sélectionn\w{0,4}|select|choose|enter|entrez|saisi\w{0,6})"
    r" (?:un|une|le|la|l['’]|votre|du|des|an?|ici|dans)\b.{0,60})$",
    re.IGNORECASE | re.DOTALL,
)


def characters_of(element: _Element, font: str) -> str:
    """What one element of a run shows."""
    tag = element.tag
    if tag == W + "t":
        return symbols(element.text or "", font) if font else element.text or ""
    if tag == W + "sym":
        code = element.get(W + "char", "")
        try:
            letter = chr(int(code, 16))
        except (ValueError, OverflowError):
            return ""
        return symbols(letter, element.get(W + "font", ""))
    return {W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-"}.get(str(tag), "\n")


def value_of(parent: _Element | None, name: str) -> str | None:
    """The value of a property, None where it is not set."""
    found = None if parent is None else parent.find(W + name)
    return None if found is None else found.get(W + "val")


def is_on(parent: _Element | None, name: str) -> bool:
    """Whether a switch is on: a property that is there, unless it says off."""
    found = None if parent is None else parent.find(W + name)
    return found is not None and found.get(W + "val", "1") not in {"0", "false", "off"}


def hides(properties: _Element | None) -> bool:
    """Hidden text is not for the reader, and struck text is a choice that was crossed out."""
    return properties is not None and any(is_on(properties, name) for name in ("vanish", "strike", "dstrike"))


def is_loud(properties: _Element | None) -> bool:
    """Whether a run is bold or large, as headings are."""
    if properties is None:
        return False
    size = value_of(properties, "sz") or "0"
    return is_on(properties, "b") or (size.isdigit() and len(size) < 4 and int(size) >= 28)


def is_faint(properties: _Element | None) -> bool | None:
    """Whether a run is grey or in italics, as hints are; None where its style decides."""
    if properties is None:
        return None
    if is_on(properties, "i") or is_grey_colour(value_of(properties, "color")):
        return True
    return False if properties.find(W + "i") is not None else None


def font_of(properties: _Element | None) -> str:
    """The font of a run, empty where none is named."""
    fonts = None if properties is None else properties.find(W + "rFonts")
    return "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""


def list_of(properties: _Element | None) -> str | None:
    """The list that a paragraph belongs to; « 0 » takes it out of its style's list."""
    found = None if properties is None else properties.find(f"{W}numPr/{W}numId")
    return None if found is None else found.get(W + "val")


def chosen_version(element: _Element) -> _Element | None:
    """One version of content written twice: the newer one, never both."""
    choice = element.find(MC + "Choice")
    return choice if choice is not None else element.find(MC + "Fallback")


def children_of(parent: _Element) -> Iterator[_Element]:
    """The children of an element, those of mere wrappers among them."""
    for child in parent:
        if child.tag in THROUGH:
            yield from children_of(child)
        else:
            yield child


def rows_in(table: _Element) -> Iterator[_Element]:
    """The rows of a table, also those inside controls and changes; deleted ones are none."""
    for child in table:
        if child.tag == W + "tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                yield from rows_in(content)
        elif child.tag in THROUGH:
            yield from rows_in(child)


def cells_in(row: _Element, control: _Element | None = None) -> Iterator[tuple[_Element, _Element | None]]:
    """The cells of a row, each with the control around it."""
    for child in row:
        if child.tag == W + "tc":
            if child.find(f"{W}tcPr/{W}cellDel") is None:
                yield child, control
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                yield from cells_in(content, child)
        elif child.tag in THROUGH:
            yield from cells_in(child, control)


def columns_before(row: _Element) -> int:
    """How many columns of the grid a row leaves free at its beginning."""
    before = row.find(f"{W}trPr/{W}gridBefore")
    return 0 if before is None else _bounded(before.get(W + "val"))


def spans_of(properties: _Element | None) -> tuple[int, str | None]:
    """How many columns a cell covers, and whether it begins or goes on a vertical merge."""
    if properties is None:
        return 1, None
    span = properties.find(W + "gridSpan")
    merge = properties.find(W + "vMerge")
    state = None if merge is None else merge.get(W + "val", "continue")
    return (1 if span is None else max(1, _bounded(span.get(W + "val")))), state


def _bounded(number: str | None) -> int:
    return min(int(number), 63) if number and number.isdigit() and len(number) < 6 else 0


def only_cell(table: _Element) -> _Element | None:
    """The cell of a table that has just one."""
    found = [cell for row in rows_in(table) for cell, _ in cells_in(row)][:2]
    return found[0] if len(found) == 1 else None


def is_grid(table: _Element) -> bool:
    """A nested table of its own right: two rows of two cells at least."""
    return sum(1 for row in rows_in(table) if sum(1 for _ in cells_in(row)) >= 2) >= 2


def is_field(control: _Element) -> bool:
    """A control that holds a value, not one that wraps a part of the document."""
    properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
    if properties is None or content is None or properties.find(W + "docPartObj") is not None:
        return False
    return next(content.iter(W + "sdt", W + "tbl"), None) is None


def control_kind(control: _Element) -> str:
    """text, checkbox or choice."""
    properties = control.find(W + "sdtPr")
    if properties is None:
        return "text"
    if properties.find(W14 + "checkbox") is not None:
        return "checkbox"
    if properties.find(W + "dropDownList") is not None or properties.find(W + "comboBox") is not None:
        return "choice"
    return "text"


def is_ticked(control: _Element) -> bool:
    """Whether a check box of the newer kind is ticked."""
    state = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
    return state is not None and state.get(W14 + "val", "1") in _TRUE


def shows_placeholder(control: _Element) -> bool:
    """Whether the control says that it shows its placeholder, and its text does not gainsay it."""
    properties = control.find(W + "sdtPr")
    if properties is None or not is_on(properties, "showingPlcHdr"):
        return False
    content = control.find(W + "sdtContent")
    if content is None:
        return True
    text = "".join(element.text or "" for element in content.iter(W + "t")).strip()
    styles = [style.get(W + "val", "").lower() for style in content.iter(W + "rStyle")]
    # a program that fills a control may leave the mark behind: typed text then has lost the placeholder's style
    typed = bool(text) and not PLACEHOLDER.match(text) and not any("placeholder" in s or "espacer" in s for s in styles)
    return not (typed and _filled_by_program(properties))


def _filled_by_program(properties: _Element) -> bool:
    return properties.find(W + "placeholder") is None


def legacy_ticked(data: _Element) -> bool:
    """Whether a check box of the older kind is ticked: its state, else its default."""
    box = data.find(W + "checkBox")
    if box is None:
        return False
    for name in ("checked", "default"):
        state = box.find(W + name)
        if state is not None:
            return state.get(W + "val", "1") in _TRUE
    return False


def chosen_entry(data: _Element) -> str:
    """The chosen entry of a legacy drop-down."""
    entries = [entry.get(W + "val", "") for entry in data.iterfind(f"{W}ddList/{W}listEntry")]
    index = value_of(data.find(W + "ddList"), "result") or value_of(data.find(W + "ddList"), "default") or "0"
    place = int(index) if index.isdigit() and len(index) < 4 else 0
    return entries[place] if place < len(entries) else ""
