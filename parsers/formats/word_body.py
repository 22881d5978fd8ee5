"""The body of a Word document: paragraphs, tables, controls, boxes, as the person who filled it sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.document import Cell, FormField, Line, Table
from parsers.errors import Unreadable
from parsers.formats.archive import TOO_LARGE
from parsers.formats.glyphs import EMPTY_BOX, TICKED_BOX, gaps_to_tabs, symbols, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

MAX_CELLS = 40_000
_TRUE = {"1", "true", "on"}
#: said by properties, or no longer there for whoever accepts the changes
_SKIPPED = {
    W + tag
    for tag in [
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "rPr",
        "pPr",
        "tblPr",
        "tcPr",
        "trPr",
        "tblGrid",
        "sectPr",
        "sdtPr",
        "sdtEndPr",
        "fldData",
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "commentReference",
        "footnoteRef",
        "endnoteRef",
        "annotationRef",
    ]
}
_THROUGH = {
    W + tag for tag in ["ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "bdo", "dir", "sdtContent"]
}
_HEADING = re.compile(r"(?:heading|titre|title|berschrift)\d*$", re.IGNORECASE)
_LIST = re.compile(r"(?:listbullet|listnumber|listepuces|listenum|puce)", re.IGNORECASE)
_BULLETED = re.compile(r"^(?:[•\-–—*▪●◦➢✓☐☒]|\d{1,2}[.)])")
#: what an untouched control shows
PLACEHOLDER = re.compile(
    r"^\W{0,3}(?:(?:cliquez|appuyez|tapez|click|tap)\b.{0,80}|(?:choisi\w{0,6}|sélectionn\w{0,4}|select|choose|enter|entrez|saisi\w{0,6})"
    r" (?:un|une|le|la|l['’]|votre|du|des|an?|ici|dans)\b.{0,60})$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class Styles:
    """The named styles that hide, strike or number what is set in them."""

    hidden: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()

    @classmethod
    def of(cls, root: _Element) -> Styles:
        """The styles of a styles part, each with what it inherits."""
        found: dict[str, tuple[str | None, bool, bool]] = {}
        for style in root.iter(W + "style"):
            parent = style.find(W + "basedOn")
            found[style.get(W + "styleId", "")] = (
                None if parent is None else parent.get(W + "val"),
                _hidden_run(style.find(W + "rPr")),
                _number(style.find(W + "pPr")) not in {None, "0"},
            )

        def inherits(name: str | None, which: int) -> bool:
            for _ in range(10):
                if name is None or name not in found:
                    return False
                if found[name][which]:
                    return True
                name = found[name][0]
            return False

        return cls(
            hidden=frozenset(name for name in found if inherits(name, 1)),
            numbered=frozenset(name for name in found if inherits(name, 2)),
        )


@dataclass(slots=True)
class _Legacy:
    """A complex field being walked through: its form data, and where its shown result began."""

    data: _Element | None
    start: int | None = None


@dataclass(slots=True)
class _Run:
    """The text of one paragraph while it is gathered, and how much of it is bold or large."""

    out: list[str] = field(default_factory=list)
    letters: int = 0
    loud: int = 0
    boxes: list[_Element] = field(default_factory=list)

    def put(self, text: str, *, loud: bool) -> None:
        self.out.append(text)
        size = len(text.strip())
        self.letters += size
        self.loud += size if loud else 0

    @property
    def text(self) -> str:
        return tidy("".join(self.out))

    @property
    def heading(self) -> bool:
        return self.letters > 0 and self.loud == self.letters


class Body:
    """Walks the parts of one document, counting tables and lines so that each has a place to be found at."""

    def __init__(self, styles: Styles) -> None:
        self.fields: list[FormField] = []
        self._styles = styles
        self._tables = self._paragraphs = self._boxes = self._cells = 0
        self._legacy: list[_Legacy] = []
        self._hoisted: list[tuple[_Element, str]] = []

    def blocks(self, root: _Element | None, place: str = "") -> list[Line | Table]:
        """The lines and tables of a body, a header or a text box."""
        return [] if root is None else list(self._blocks(root, place))

    def _blocks(self, parent: _Element, place: str) -> Iterator[Line | Table]:
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child, place)
            elif child.tag == W + "tbl":
                yield from self._table(child, place)
            elif child.tag == W + "sdt":
                yield from self._block_control(child, place)
            elif child.tag == MC + "AlternateContent":
                chosen = _alternative(child)
                if chosen is not None:
                    yield from self._blocks(chosen, place)
            elif child.tag in _THROUGH or child.tag in {W + "footnote", W + "endnote"}:
                yield from self._blocks(child, place)

    def _paragraph(self, paragraph: _Element, place: str) -> Iterator[Line | Table]:
        run, heading = self._run_of(paragraph)
        self._paragraphs += not place
        where = place or f"paragraphe {self._paragraphs}"
        for text in run.text.split("\n"):
            line = gaps_to_tabs(text)
            if line:
                yield Line(text=line, place=where, heading=heading)
        for box in run.boxes:
            self._boxes += 1
            yield from self._blocks(box, f"zone de texte {self._boxes}")

    def _block_control(self, control: _Element, place: str) -> Iterator[Line | Table]:
        content = control.find(W + "sdtContent")
        if content is None:
            return
        kind = _control_kind(control)
        if kind == "checkbox" or _shows_placeholder(control):
            run = _Run()
            self._control(control, run, hidden=False)
            if run.text:
                yield Line(text=run.text, place=place or "contrôle")
            return
        found = list(self._blocks(content, place))
        if _is_field(control):
            self._add_field(control, "\n".join(block.text for block in found if isinstance(block, Line)), kind)
        yield from found

    # -- tables ---------------------------------------------------------------------------------------------------

    def _table(self, table: _Element, place: str) -> Iterator[Line | Table]:
        frame = _only_cell(table)
        if frame is not None and next(frame.iter(W + "tbl"), None) is not None:
            # a frame drawn around other tables is not a table of values
            yield from self._blocks(frame, place)
            return
        self._tables += 1
        label = f"{place}, tableau {self._tables}" if place else f"tableau {self._tables}"
        outer, self._hoisted = self._hoisted, []
        rows = self._rows(table, label)
        inner, self._hoisted = self._hoisted, outer
        if any(rows):
            yield Table(rows=tuple(rows))
        for nested, where in inner:
            yield from self._table(nested, where)

    def _rows(self, table: _Element, label: str) -> list[tuple[Cell, ...]]:
        rows: list[list[dict[str, object]]] = []
        merged: dict[int, dict[str, object]] = {}
        for number, row in enumerate(_row_elements(table)):
            cells: list[dict[str, object]] = []
            column = _grid_before(row)
            header = row.find(f"{W}trPr/{W}tblHeader") is not None
            for cell, control in _cell_elements(row):
                self._cells += 1
                if self._cells > MAX_CELLS:
                    raise Unreadable("too_large", TOO_LARGE)
                properties = cell.find(W + "tcPr")
                span, merge = _spans(properties)
                above = merged.get(column)
                if merge == "continue" and above is not None:
                    above["row_span"] = number - int(str(above["row"])) + 1
                    column += span
                    continue
                where = f"{label}, ligne {number + 1}, colonne {column + 1}"
                text, heading = self._cell(cell, where)
                if control is not None and _is_field(control):
                    text = "" if self._add_field(control, text, _control_kind(control)) is None else text
                record: dict[str, object] = {
                    "text": text, "place": where, "row": number, "column": column, "row_span": 1, "column_span": span,
                    "heading": bool(text) and (heading or header),
                }  # fmt: skip
                for covered in range(column, column + span):
                    merged.pop(covered, None)
                if merge == "restart":
                    merged[column] = record
                cells.append(record)
                column += span
            rows.append(cells)
        return [tuple(Cell(**record) for record in cells) for cells in rows]  # type: ignore[arg-type]

    def _cell(self, cell: _Element, where: str) -> tuple[str, bool]:
        """A cell's text, and whether all of it is set as a heading."""
        lines: list[str] = []
        loud: list[bool] = []
        for child in _through(cell):
            if child.tag == W + "p":
                run, heading = self._run_of(child)
                if run.text:
                    lines.append(run.text)
                    loud.append(heading)
                for box in run.boxes:
                    lines += [block.text for block in self._blocks(box, where) if isinstance(block, Line)]
            elif child.tag == W + "tbl":
                if _is_grid(child):
                    self._hoisted.append((child, where))
                else:
                    lines += self._flat(child, where)
            elif child.tag == W + "sdt":
                lines += [block.text for block in self._block_control(child, where) if isinstance(block, Line)]
        return tidy("\n".join(lines)), bool(loud) and all(loud)

    def _flat(self, table: _Element, where: str) -> list[str]:
        """The rows of a table that only lays out the text of one cell."""
        return ["\t".join(cell.text for cell in row if cell.text) for row in self._rows(table, where) if row]

    # -- paragraphs -----------------------------------------------------------------------------------------------

    def _run_of(self, paragraph: _Element) -> tuple[_Run, bool]:
        run = _Run()
        properties = paragraph.find(W + "pPr")
        style = _value(properties, "pStyle") or ""
        for child in paragraph:
            self._walk(child, run, hidden=style in self._styles.hidden)
        heading = run.heading or (bool(_HEADING.match(style)) and run.letters > 0)
        number = _number(properties)
        listed = number not in {None, "0"} or (
            number is None and (style in self._styles.numbered or bool(_LIST.match(style)))
        )
        if listed and not _HEADING.match(style) and run.letters and not _BULLETED.match(run.text):
            run.out.insert(0, "• ")
        return run, heading

    def _walk(self, element: _Element, run: _Run, *, hidden: bool) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return
        if tag == W + "r":
            self._run(element, run, hidden=hidden)
        elif tag == W + "sdt":
            self._control(element, run, hidden=hidden)
        elif tag == W + "txbxContent":
            run.boxes.append(element)
        elif tag == MC + "AlternateContent":
            chosen = _alternative(element)
            if chosen is not None:
                for child in chosen:
                    self._walk(child, run, hidden=hidden)
        else:
            for child in element:
                self._walk(child, run, hidden=hidden)

    def _run(self, element: _Element, run: _Run, *, hidden: bool) -> None:
        properties = element.find(W + "rPr")
        hidden = hidden or _hidden_run(properties) or _value(properties, "rStyle") in self._styles.hidden
        loud = _loud(properties)
        font = _font(properties)
        for child in element:
            tag = child.tag
            if tag == W + "fldChar":
                self._field_mark(child, run)
            elif tag in (W + "t", W + "tab", W + "br", W + "cr", W + "noBreakHyphen", W + "sym", W + "ptab"):
                if not hidden:
                    run.put(_characters(child, font), loud=loud)
            elif not hidden:
                self._walk(child, run, hidden=hidden)

    # -- controls and legacy fields -------------------------------------------------------------------------------

    def _control(self, control: _Element, run: _Run, *, hidden: bool) -> None:
        kind = _control_kind(control)
        if kind == "checkbox":
            ticked = _ticked(control)
            run.put(TICKED_BOX if ticked else EMPTY_BOX, loud=False)
            self._add_field(control, TICKED_BOX if ticked else "", kind, checked=ticked)
            return
        content = control.find(W + "sdtContent")
        start = len(run.out)
        if content is not None and not _shows_placeholder(control):
            for child in content:
                self._walk(child, run, hidden=hidden)
        text = tidy("".join(run.out[start:]))
        if PLACEHOLDER.match(text):
            del run.out[start:]
            text = ""
        if _is_field(control):
            self._add_field(control, text, kind)

    def _add_field(self, control: _Element, text: str, kind: str, *, checked: bool | None = None) -> str | None:
        """Record a control; its value, None when nothing was filled in."""
        properties = control.find(W + "sdtPr")
        name, label = _value(properties, "tag") or "", _value(properties, "alias") or ""
        value = None if not text.strip() or PLACEHOLDER.match(text) or _shows_placeholder(control) else text.strip()
        if name or label:
            self.fields.append(
                FormField(
                    name=name or label, label=label or name, kind=kind, value=value, checked=checked,
                    place=f"champ « {label or name} »",
                )
            )  # fmt: skip
        return value

    def _field_mark(self, mark: _Element, run: _Run) -> None:
        """Begin, result and end of a complex field; the form fields among them are what people fill."""
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            data = mark.find(W + "ffData")
            self._legacy.append(_Legacy(data))
            if data is not None and data.find(W + "checkBox") is not None:
                run.put(TICKED_BOX if _legacy_ticked(data) else EMPTY_BOX, loud=False)
        elif kind == "separate" and self._legacy:
            self._legacy[-1].start = len(run.out)
        elif kind == "end" and self._legacy:
            done = self._legacy.pop()
            if done.data is not None:
                self._legacy_field(done.data, done.start, run)

    def _legacy_field(self, data: _Element, start: int | None, run: _Run) -> None:
        ticked: bool | None = None
        kind, text = "text", ""
        shown = tidy("".join(run.out[start:])) if start is not None and start <= len(run.out) else ""
        if data.find(W + "checkBox") is not None:
            kind, ticked = "checkbox", _legacy_ticked(data)
            text = TICKED_BOX if ticked else ""
        elif data.find(W + "ddList") is not None:
            kind, text = "choice", shown or _chosen(data)
            if not shown:
                run.put(text, loud=False)
        else:
            text = shown
        if PLACEHOLDER.match(text):
            del run.out[start if start is not None else len(run.out) :]
            text = ""
        name = _value(data, "name") or ""
        label = _value(data, "statusText") or _value(data, "helpText") or ""
        if name or label:
            self.fields.append(
                FormField(
                    name=name or label, label=label, kind=kind, value=text or None, checked=ticked,
                    place=f"champ « {label or name} »",
                )
            )  # fmt: skip


def _characters(element: _Element, font: str) -> str:
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


def _value(parent: _Element | None, name: str) -> str | None:
    found = None if parent is None else parent.find(W + name)
    return None if found is None else found.get(W + "val")


def _on(parent: _Element | None, name: str) -> bool:
    found = None if parent is None else parent.find(W + name)
    return found is not None and found.get(W + "val", "1") not in {"0", "false", "off"}


def _hidden_run(properties: _Element | None) -> bool:
    """Hidden text is not for the reader, and struck text is a choice that was crossed out."""
    return properties is not None and any(_on(properties, name) for name in ("vanish", "strike", "dstrike"))


def _loud(properties: _Element | None) -> bool:
    if properties is None:
        return False
    size = _value(properties, "sz") or "0"
    return _on(properties, "b") or (size.isdigit() and len(size) < 4 and int(size) >= 28)


def _font(properties: _Element | None) -> str:
    fonts = None if properties is None else properties.find(W + "rFonts")
    return "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""


def _number(properties: _Element | None) -> str | None:
    """The list that a paragraph belongs to; « 0 » takes it out of its style's list."""
    found = None if properties is None else properties.find(f"{W}numPr/{W}numId")
    return None if found is None else found.get(W + "val")


def _alternative(element: _Element) -> _Element | None:
    """One version of content written twice: the newer one, never both."""
    choice = element.find(MC + "Choice")
    return choice if choice is not None else element.find(MC + "Fallback")


def _through(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        if child.tag in _THROUGH:
            yield from _through(child)
        else:
            yield child


def _row_elements(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == W + "tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                yield from _row_elements(content)
        elif child.tag in _THROUGH:
            yield from _row_elements(child)


def _cell_elements(row: _Element, control: _Element | None = None) -> Iterator[tuple[_Element, _Element | None]]:
    for child in row:
        if child.tag == W + "tc":
            if child.find(f"{W}tcPr/{W}cellDel") is None:
                yield child, control
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                yield from _cell_elements(content, child)
        elif child.tag in _THROUGH:
            yield from _cell_elements(child, control)


def _grid_before(row: _Element) -> int:
    before = row.find(f"{W}trPr/{W}gridBefore")
    return 0 if before is None else _bounded(before.get(W + "val"))


def _spans(properties: _Element | None) -> tuple[int, str | None]:
    """How many columns a cell covers, and whether it begins or goes on a vertical merge."""
    if properties is None:
        return 1, None
    span = properties.find(W + "gridSpan")
    merge = properties.find(W + "vMerge")
    state = None if merge is None else merge.get(W + "val", "continue")
    return (1 if span is None else max(1, _bounded(span.get(W + "val")))), state


def _bounded(number: str | None) -> int:
    return min(int(number), 63) if number and number.isdigit() and len(number) < 6 else 0


def _only_cell(table: _Element) -> _Element | None:
    """The cell of a table that has just one."""
    found = [cell for row in _row_elements(table) for cell, _ in _cell_elements(row)][:2]
    return found[0] if len(found) == 1 else None


def _is_grid(table: _Element) -> bool:
    """A nested table of its own right: two rows of two cells at least."""
    return sum(1 for row in _row_elements(table) if sum(1 for _ in _cell_elements(row)) >= 2) >= 2


def _is_field(control: _Element) -> bool:
    """A control that holds a value, not one that wraps a part of the document."""
    properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
    if properties is None or content is None or properties.find(W + "docPartObj") is not None:
        return False
    return next(content.iter(W + "sdt", W + "tbl"), None) is None


def _control_kind(control: _Element) -> str:
    properties = control.find(W + "sdtPr")
    if properties is None:
        return "text"
    if properties.find(W14 + "checkbox") is not None:
        return "checkbox"
    if properties.find(W + "dropDownList") is not None or properties.find(W + "comboBox") is not None:
        return "choice"
    return "text"


def _ticked(control: _Element) -> bool:
    state = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
    return state is not None and state.get(W14 + "val", "1") in _TRUE


def _shows_placeholder(control: _Element) -> bool:
    """Whether the control says that it shows its placeholder, and its text does not gainsay it."""
    properties = control.find(W + "sdtPr")
    if properties is None or not _on(properties, "showingPlcHdr"):
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


def _legacy_ticked(data: _Element) -> bool:
    box = data.find(W + "checkBox")
    if box is None:
        return False
    for name in ("checked", "default"):
        state = box.find(W + name)
        if state is not None:
            return state.get(W + "val", "1") in _TRUE
    return False


def _chosen(data: _Element) -> str:
    """The chosen entry of a legacy drop-down."""
    entries = [entry.get(W + "val", "") for entry in data.iterfind(f"{W}ddList/{W}listEntry")]
    index = _value(data.find(W + "ddList"), "result") or _value(data.find(W + "ddList"), "default") or "0"
    place = int(index) if index.isdigit() and len(index) < 4 else 0
    return entries[place] if place < len(entries) else ""
