"""Web pages (HTML): what a browser would show of them, and what was typed into their inputs; nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.detect import decoded
from parsers.document import Cell, Document, FormField, Line, Table
from parsers.errors import Unreadable
from parsers.formats.archive import CORRUPT, MAX_TAGS, TOO_LARGE
from parsers.formats.faint import Stretches, is_grey_colour, is_slanted
from parsers.formats.glyphs import EMPTY_BOX, TICKED_BOX, gaps_to_tabs, tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_CELLS = 40_000
#: elements within each other: a page that never closes its <font> makes some hundreds
MAX_DEPTH = 600
_UNSEEN = frozenset(
    ["script", "style", "head", "template", "noscript", "object", "svg", "title", "meta", "link", "del", "s", "strike"]
)
_BLOCKS = frozenset(
    ["p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "section", "article", "header",
     "footer", "form", "fieldset", "legend", "ul", "ol", "dl", "blockquote", "pre", "address", "center", "table",
     "tbody", "caption", "hr", "main", "body", "html"]
)  # fmt: skip
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption"])
_BOLD = frozenset(["b", "strong", "th", "dt", *_HEADINGS])
_ITALIC = frozenset(["em", "i", "cite", "dfn"])
_COLOUR = re.compile(r"(?:^|;)color:([^;!]{1,40})")
_CHARSET = b"charset"
_SPACES = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class _Look:
    """How a text is set: as a heading; in grey or italics."""

    loud: bool = False
    faint: bool = False

    def of(self, element: HtmlElement) -> _Look:
        """How an element sets what is in it."""
        style = str(element.get("style", "")).replace(" ", "").lower()
        colour = _COLOUR.search(style)
        grey = is_grey_colour(colour[1] if colour else element.get("color"))
        faint = (self.faint and colour is None) or grey or element.tag in _ITALIC
        if "font-style:" in style:
            faint = grey or is_slanted(style.split("font-style:", 1)[1].split(";", 1)[0])
        return _Look(loud=self.loud or element.tag in _BOLD, faint=faint)


_PLAIN = _Look()


@dataclass(slots=True)
class _Text:
    """Text under construction: its lines, whether all of each is set as a heading, and what of it is faint."""

    parts: list[str] = field(default_factory=list)
    loud: list[bool] = field(default_factory=list)
    faint: Stretches = field(default_factory=Stretches)

    def put(self, text: str, look: _Look) -> None:
        self.parts.append(text)
        self.faint.put(text, faint=look.faint)
        if text.strip():
            self.loud.append(look.loud)

    @property
    def heading(self) -> bool:
        return bool(self.loud) and all(self.loud)


def read(data: bytes) -> Document:
    """The document of a web page; raises Unreadable when it is a bomb."""
    text = _decoded(data)
    root = _tree(text)
    page = _Page()
    page.walk(root, _PLAIN, depth=0)
    page.end_line()
    return Document(type="html", blocks=tuple(page.blocks), fields=tuple(page.fields))


def _decoded(data: bytes) -> str:
    """The page's text in the charset that it states, if it states one that holds."""
    head = data[:2048].lower()
    at = head.find(_CHARSET)
    if at >= 0:
        name = (
            head[at + len(_CHARSET) : at + 40]
            .lstrip(b" =\"'")
            .split(b'"')[0]
            .split(b"'")[0]
            .split(b">")[0]
            .split(b";")[0]
        )
        try:
            return data.decode(name.strip().decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    text = decoded(data)
    if text is None:
        raise Unreadable("corrupt", CORRUPT)
    return text


def _tree(text: str) -> HtmlElement:
    from lxml import etree, html

    if text.count("<") > 2 * MAX_TAGS:
        raise Unreadable("too_large", TOO_LARGE)
    # without `huge_tree` the library drops, in silence, all that follows the 255th element within another
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    try:
        root = html.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable("corrupt", CORRUPT) from fault
    if any(fault.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for fault in parser.error_log):
        raise Unreadable("too_large", TOO_LARGE)
    return root


class _Page:
    """Walks a page in reading order."""

    def __init__(self) -> None:
        self.blocks: list[Line | Table] = []
        self.fields: list[FormField] = []
        self._line = _Text()
        self._number = self._tables = self._cells = 0

    def end_line(self) -> None:
        """Close the line under construction."""
        for part in tidy("".join(self._line.parts)).split("\n"):
            text = _SPACES.sub(" ", gaps_to_tabs(part))
            if text:
                self._number += 1
                faint = self._line.faint.within(text)
                self.blocks.append(
                    Line(text=text, place=f"ligne {self._number}", heading=self._line.heading, faint=faint)
                )
        self._line = _Text()

    def walk(self, element: HtmlElement, look: _Look, *, depth: int) -> None:
        """Take in an element and all that it shows."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN or _hidden(element):
            return
        _measure(depth)
        if tag == "table" and _is_grid(element):
            self.end_line()
            self._table(element)
            return
        block = tag in _BLOCKS
        if block:
            self.end_line()
        look = look.of(element)
        if tag == "li":
            self._line.put("• ", _PLAIN)
            self._line.loud.clear()
        self._own(element, self._line, look)
        for child in element:
            self.walk(child, look, depth=depth + 1)
            if child.tail:
                self._line.put(_folded(child.tail, element), look)
        if block:
            self.end_line()

    def _own(self, element: HtmlElement, out: _Text, look: _Look) -> None:
        """What an element shows by itself: its text, a line break, a filled-in control."""
        tag = element.tag
        if tag == "br":
            out.put("\n", look)
        elif tag in {"input", "select", "textarea"}:
            out.put(self._control(element), _PLAIN)
            out.loud.append(False)
        elif element.text and tag != "option":
            out.put(_folded(element.text, element), look)

    def _control(self, element: HtmlElement) -> str:
        kind = str(element.get("type", "text")).lower()
        name = tidy(element.get("name") or element.get("id") or "")
        label = tidy(element.get("aria-label") or element.get("title") or "")
        if kind in {"hidden", "submit", "button", "image", "reset", "password", "file"}:
            return ""
        checked: bool | None = None
        if kind in {"checkbox", "radio"}:
            checked = element.get("checked") is not None
            text, shape = (TICKED_BOX if checked else EMPTY_BOX), "checkbox"
            value = tidy(element.get("value") or TICKED_BOX) if checked else None
        elif element.tag == "select":
            chosen = [option for option in element.iter("option") if option.get("selected") is not None]
            text, shape = ", ".join(tidy(option.text or "") for option in chosen), "choice"
            value = text or None
        else:
            raw = (element.text or "") if element.tag == "textarea" else element.get("value", "")
            text, shape = tidy(raw), "text"
            value = text or None
        if name or label:
            self.fields.append(
                FormField(
                    name=name or label, label=label, kind=shape, value=value, checked=checked,
                    place=f"champ « {label or name} »",
                )
            )  # fmt: skip
        gap = "\t" if shape != "checkbox" else " "
        return f"{gap}{text}{gap}" if text else "  "

    # -- tables ---------------------------------------------------------------------------------------------------

    def _table(self, table: HtmlElement) -> None:
        self._tables += 1
        number = self._tables
        nested: list[HtmlElement] = []
        taken: set[tuple[int, int]] = set()
        rows: list[tuple[Cell, ...]] = []
        for row, element in enumerate(_rows(table)):
            cells: list[Cell] = []
            column = 0
            for item in element:
                if item.tag not in {"td", "th"} or _hidden(item):
                    continue
                self._cells += 1
                if self._cells > MAX_CELLS:
                    raise Unreadable("too_large", TOO_LARGE)
                while (row, column) in taken:
                    column += 1
                height, width = _span(item, "rowspan"), _span(item, "colspan")
                taken |= {(row + down, column + right) for down in range(1, height) for right in range(width)}
                text, heading, faint = self._cell(item, nested)
                cells.append(
                    Cell(
                        text=text, place=f"tableau {number}, ligne {row + 1}, colonne {column + 1}", row=row,
                        column=column, row_span=height, column_span=width, heading=bool(text) and heading,
                        faint=faint,
                    )
                )  # fmt: skip
                column += width
            rows.append(tuple(cells))
        if any(cell.text for row_cells in rows for cell in row_cells):
            self.blocks.append(Table(rows=tuple(rows)))
        for inner in nested:
            self._table(inner)

    def _cell(self, cell: HtmlElement, nested: list[HtmlElement]) -> tuple[str, bool, tuple[str, ...]]:
        out = _Text()
        self._inside(cell, out, nested, _PLAIN.of(cell), depth=0)
        lines = [_SPACES.sub(" ", gaps_to_tabs(line)) for line in tidy("".join(out.parts)).split("\n")]
        text = "\n".join(line for line in lines if line)
        return text, out.heading, out.faint.within(text)

    def _inside(self, element: HtmlElement, out: _Text, nested: list[HtmlElement], look: _Look, *, depth: int) -> None:
        _measure(depth)
        self._own(element, out, look)
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == "table" and _is_grid(child):
                nested.append(child)
            elif tag not in _UNSEEN and not _hidden(child):
                broken = tag in _BLOCKS and tag not in {"td", "th"}
                out.put("\n" if broken else "\t" if tag in {"td", "th"} else "", look)
                if tag == "li":
                    out.put("• ", look)
                self._inside(child, out, nested, look.of(child), depth=depth + 1)
                out.put("\n" if broken else "", look)
            if child.tail:
                out.put(_folded(child.tail, element), look)


def _measure(depth: int) -> None:
    """Refuse what is nested too deep to be walked: half a page is not taken for the whole."""
    if depth > MAX_DEPTH:
        raise Unreadable("too_large", TOO_LARGE)


def _folded(text: str, element: HtmlElement) -> str:
    """Blanks as a browser shows them: one, except in preformatted text."""
    if element.tag == "pre":
        return text
    words = " ".join(
        text.split(None) if "\u00a0" not in text else text.replace("\n", " ").replace("\t", " ").split(" ")
    )
    return (" " if text[:1].isspace() else "") + words + (" " if words and text[-1:].isspace() else "")


def _hidden(element: HtmlElement) -> bool:
    style = str(element.get("style", "")).replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None


def _rows(table: HtmlElement) -> list[HtmlElement]:
    out: list[HtmlElement] = []
    for child in table:
        if child.tag == "tr":
            out.append(child)
        elif child.tag in {"thead", "tbody", "tfoot", "form"}:
            out += [row for row in child if row.tag == "tr"]
    return out


def _is_grid(table: HtmlElement) -> bool:
    """A table of values, not one that only frames or lays out a page: no table inside, two cells in some row."""
    if next((inner for inner in table.iter("table") if inner is not table), None) is not None:
        return False
    return any(sum(1 for cell in row if cell.tag in {"td", "th"}) >= 2 for row in _rows(table))


def _span(cell: HtmlElement, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return min(max(1, int(value)), 60) if value.isdigit() and len(value) < 4 else 1
