"""HTML -> lines as a person sees them: paragraphs, lists, tables by TAB, quote depth; hidden text left out"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from mailboxes import colours, lines
from mailboxes.lines import RULE, Line, Mark, cleaned
from mailboxes.styles import marked, quotes

SIZE_LIMIT = 1_500_000
_DEPTH_LIMIT = 150
_CELL_LIMIT = 600
#: elements walked one by one; what comes after is read as text alone
_NODES_LIMIT = 50_000

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figure", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "legend", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
})  # fmt: skip
_SPACED = frozenset(["blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "ul"])
_SKIPPED = frozenset({
    "head", "script", "style", "title", "template", "noscript", "object", "applet", "svg", "math", "map", "select",
    "option", "textarea", "meta", "link", "base", "colgroup", "col", "audio", "video", "iframe", "datalist",
})  # fmt: skip
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|"
    r"max-height\s*:\s*0(?:px)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_NO_MARGIN = re.compile(r"margin(?:-top|-bottom)?\s*:\s*0|margin\s*:\s*0", re.IGNORECASE)
_SHEET_NO_MARGIN = re.compile(
    r"(?:^|[\s,{}>])p\s{0,3}(?:,[^{]{0,200})?\{[^}]{0,200}margin(?:-top)?\s{0,3}:\s{0,3}0", re.IGNORECASE
)
#: the letters of Symbol and Wingdings that Word draws as bullets
_BULLET = re.compile(r"^(\s*)[·•▪◦●■§\uf0b7\uf0a7\uf0d8\uf076\uf0fc][ \t]+")
#: the item of a list inside a list
_NESTED = re.compile(r"(?: {2}){1,10}(?:- |\d{1,3}\. )\S")
_SPACE = re.compile(r"[ \t\r\n\x0c]+")

_LINE_ENDS = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b", re.IGNORECASE)
_PICTURE = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]+")


def without_pictures(html: str) -> str:
    """The HTML without the pictures written into it, which may be longer than all its words together."""
    return _PICTURE.sub("", html) if ";base64," in html else html


def lines_of(html: str) -> list[Line]:
    """The lines that a person sees; an empty list for markup without text."""
    from lxml import etree

    source = without_pictures(html)[:SIZE_LIMIT]
    if not source.strip():
        return []
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, recover=True, huge_tree=True
    )
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if any("Excessive depth" in fault.message for fault in parser.error_log):
        # deeper than the parser goes, where it leaves out all that follows
        return _without_tags(source)
    if root is None:
        return []
    flat = bool(_SHEET_NO_MARGIN.search(source[:20_000]))
    page = _Page(paragraphs_touch=flat)
    page.walk(root, 0)
    page.end_line()
    return page.lines or _without_tags(source)


def _without_tags(source: str) -> list[Line]:
    """What is left of markup too deep or too broken for the parser."""
    text = unescape(re.sub(r"<[^<>]{0,3000}>", " ", _LINE_ENDS.sub(r"\n\g<0>", source)))
    return [Line(" ".join(line.split())) for line in text.splitlines() if line.strip()]


class _Page:
    """Where the walk stands: the lines so far, the line being written, and what surrounds it."""

    __slots__ = (
        "_buffer",
        "_colour",
        "_depth",
        "_hues",
        "_left",
        "_lists",
        "_mark",
        "_pre",
        "_touch",
        "_want_blank",
        "lines",
    )

    def __init__(self, *, paragraphs_touch: bool) -> None:
        self.lines: list[Line] = []
        self._buffer: list[str] = []
        self._depth = 0
        self._mark: Mark = ""
        self._pre = False
        self._lists: list[int] = []
        self._want_blank = False
        self._touch = paragraphs_touch
        self._left = _NODES_LIMIT
        #: the colour being written in, and those of the pieces of the line
        self._colour = ""
        self._hues: set[str] = set()

    def walk(self, node: Any, level: int) -> None:
        tag = node.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return
        self._left -= 1
        if level > _DEPTH_LIMIT or self._left < 0:
            self._write("".join(node.itertext()))
            return
        attributes = node.attrib
        style = attributes.get("style", "")
        if (style and _HIDDEN.search(style)) or "hidden" in attributes:
            return
        if tag == "br":
            self._line()
        elif tag == "hr":
            self._rule(attributes)
        elif tag == "img":
            pass
        elif tag == "table" and _is_data(node):
            self._table(node, level)
        elif tag in _BLOCKS:
            self._block(node, tag, style, level)
        elif tag == "a":
            self._link(node, level)
        else:
            before = (self._mark, self._colour)
            if attributes:
                self._mark = marked(attributes, style) or self._mark
                self._take_colour(attributes, style)
            self._inside(node, level)
            self._mark, self._colour = before

    def end_line(self) -> None:
        """Finish the line being written, when there is anything on it."""
        if any(piece.strip(" ") for piece in self._buffer):
            self._line()
        self._buffer.clear()

    def _inside(self, node: Any, level: int) -> None:
        if node.text:
            self._write(node.text)
        for child in node:
            self.walk(child, level + 1)
            if child.tail:
                self._write(child.tail)

    def _write(self, text: str) -> None:
        if self._pre:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._buffer.append(first)
            for other in others:
                self._line()
                self._buffer.append(other)
            return
        said = _SPACE.sub(" ", text)
        if said == " " and not self._buffer:
            return
        self._buffer.append(said)
        if not said.isspace():
            self._hues.add(self._colour)

    def _take_colour(self, attributes: Any, style: str) -> None:
        given = colours.of_style(style) if style else None
        if given is None and "color" in attributes:
            given = colours.named(attributes["color"])
        if given is not None:
            self._colour = given

    def _line(self) -> None:
        said = "".join(self._buffer)
        self._buffer.clear()
        said = cleaned(said).replace("\n", " ")
        if not self._pre:
            said = _BULLET.sub(r"\1- ", said if _NESTED.match(said) else re.sub(r" {2,}", " ", said))
        stripped = said.rstrip() if self._pre or _NESTED.match(said) else said.strip(" \t")
        self._blank_line_before()
        line = lines.quoted_line(stripped) if stripped[:1] in ">-" else Line(stripped)
        hues = self._hues - {""}
        colour = min(hues) if hues else ""
        self.lines.append(
            Line(
                line.text,
                self._depth + line.depth,
                self._mark,
                colour,
                all_coloured=bool(hues) and "" not in self._hues,
            )
        )
        self._hues = set()

    def _blank_line_before(self) -> None:
        if self._want_blank and self.lines and not self.lines[-1].blank:
            depth = min(self._depth, self.lines[-1].depth)
            self.lines.append(Line("", depth, self._mark if self.lines[-1].mark == self._mark else ""))
        self._want_blank = False

    def _rule(self, attributes: Any) -> None:
        self.end_line()
        name = f"{attributes.get('id', '')} {attributes.get('data-marker', '')}".lower()
        mark: Mark = "header" if "zwchr" in name or "stopspelling" in name or "__divider__" in name else "rule"
        self.lines.append(Line(RULE, self._depth, mark))

    def _block(self, node: Any, tag: str, style: str, level: int) -> None:
        attributes = node.attrib
        before = (self._depth, self._mark, self._pre, self._colour)
        self.end_line()
        gap = (
            tag in _SPACED and not self._is_tight(tag, attributes, style) and not (tag in {"ul", "ol"} and self._lists)
        )
        self._want_blank = self._want_blank or gap
        if tag == "blockquote" and quotes(attributes, style):
            self._depth += 1
            if attributes.get("type") != "cite" and not attributes.get("cite") and self._depth == 1:
                # people set off a law or a form with it too: what stands around it must tell
                self._mark = "bare" if "quote" in attributes.get("class", "") else "loose"
        if attributes:
            self._mark = marked(attributes, style) or self._mark
            self._take_colour(attributes, style)
        self._pre = self._pre or tag == "pre"
        if tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._buffer.append(self._bullet())
        elif tag == "dd":
            self._buffer.append("  ")
        self._inside(node, level)
        self.end_line()
        if tag in {"ul", "ol"}:
            self._lists.pop()
        self._depth, self._mark, self._pre, self._colour = before
        self._want_blank = self._want_blank or gap

    def _is_tight(self, tag: str, attributes: Any, style: str) -> bool:
        """Whether no white line is seen around this paragraph."""
        if tag == "blockquote":
            return True
        if tag != "p":
            return bool(style and re.search(r"margin(?:-top)?\s*:\s*0", style))
        kind = attributes.get("class", "")
        return self._touch or "Mso" in kind or "msonormal" in kind.lower() or bool(style and _NO_MARGIN.search(style))

    def _bullet(self) -> str:
        indent = "  " * max(0, len(self._lists) - 1)
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            return f"{indent}{self._lists[-1]}. "
        return f"{indent}- "

    def _link(self, node: Any, level: int) -> None:
        start = len(self._buffer)
        self._inside(node, level)
        target = node.attrib.get("href", "")
        if target[:7].lower() == "mailto:":
            address = target[7:].partition("?")[0].strip()
            said = "".join(self._buffer[start:])
            if address and "@" in address and "@" not in said and said.strip():
                # the address that a person would get by a click is part of what was written
                self._buffer.append(f" <{address}>")

    def _table(self, node: Any, level: int) -> None:
        self.end_line()
        grid = _grid(node, level)
        self._left -= sum(len(cells) for cells in grid)
        for cells in grid:
            if any(cells):
                self._blank_line_before()
                self.lines.append(Line("\t".join(cells).rstrip("\t") or "", self._depth, self._mark))
        self._want_blank = False


def _rows(table: Any) -> list[Any]:
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in {"tbody", "thead", "tfoot"}:
            rows.extend(row for row in child if row.tag == "tr")
    return rows


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _is_data(table: Any) -> bool:
    """Whether the table parts data; a table that only places blocks on the page is read as blocks."""
    if next(table.iterdescendants("table", "blockquote"), None) is not None:
        return False
    full = 0
    rows = _rows(table)
    lonely: list[list[str]] = []
    for row in rows:
        said = [text for text in ("".join(cell.itertext()).strip() for cell in _cells(row)) if text]
        if any(len(text) > _CELL_LIMIT for text in said):
            return False
        if len(said) >= 2:
            full += 1
            lonely.append(said)
    if full >= 2:
        return True
    return full == 1 and all(len(text) <= 60 and "\n" not in text for text in lonely[0]) and not _has_breaks(table)


def _has_breaks(table: Any) -> bool:
    """Whether a cell holds several lines or an image: then it is a block of a page (a signature)."""
    return any(
        len(list(cell.iter("br", "p", "div", "img"))) > 1 or next(cell.iter("img"), None) is not None
        for row in _rows(table)
        for cell in _cells(row)
    )


def _grid(table: Any, level: int) -> list[list[str]]:
    """The texts of the cells; a cell over several rows says its text in each of them."""
    hanging: dict[int, tuple[int, str]] = {}
    grid: list[list[str]] = []
    for row in _rows(table):
        style = row.attrib.get("style", "")
        if style and _HIDDEN.search(style):
            continue
        texts: list[str] = []
        for cell in _cells(row):
            _fill(texts, hanging)
            said = _cell_text(cell, level)
            rows_down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            if rows_down > 1:
                hanging[len(texts)] = (rows_down - 1, said)
            texts.extend([said, *[""] * (across - 1)])
        _fill(texts, hanging)
        grid.append(texts)
    return grid


def _fill(texts: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(texts) in hanging:
        column = len(texts)
        left, said = hanging[column]
        texts.append(said)
        if left > 1:
            hanging[column] = (left - 1, said)
        else:
            del hanging[column]


def _span(cell: Any, name: str) -> int:
    value = cell.attrib.get(name, "1").strip()
    return min(int(value), 60) if value.isdigit() and len(value) < 4 and int(value) > 0 else 1


def _cell_text(cell: Any, level: int) -> str:
    """The lines of a cell on one line: a comma stands where a person sees a new line."""
    if len(cell) == 0:
        return cleaned(" ".join((cell.text or "").split())).strip()
    page = _Page(paragraphs_touch=True)
    page.walk(cell, level + 1)
    page.end_line()
    said = ""
    for line in page.lines:
        text = line.text.strip().replace("\t", " ")
        if not text:
            continue
        if said:
            said += " " if said[-1] in ",;:.!?/-–—(" or text[0] in ",;:.!?/)(-–—•" else ", "
        said += text
    return said
