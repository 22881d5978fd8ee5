"""The body of a Word document: paragraphs, tables, controls, boxes, as the person who filled it sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.document import Cell, FormField, Line, Table
from parsers.errors import Unreadable
from parsers.formats.archive import TOO_LARGE
from parsers.formats.faint import Stretches
from parsers.formats.glyphs import EMPTY_BOX, TICKED_BOX, gaps_to_tabs, tidy
from parsers.formats.word_marks import (
    MC,
    PLACEHOLDER,
    THROUGH,
    W,
    cells_in,
    characters_of,
    children_of,
    chosen_entry,
    chosen_version,
    columns_before,
    control_kind,
    font_of,
    hides,
    is_faint,
    is_field,
    is_grid,
    is_loud,
    is_ticked,
    legacy_ticked,
    list_of,
    only_cell,
    rows_in,
    shows_placeholder,
    spans_of,
    value_of,
)
from parsers.formats.word_styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CELLS = 40_000
#: said by properties, or no longer there for whoever accepts the changes
_SKIPPED = frozenset(
    W + tag
    for tag in (
        "del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "tblPr", "tcPr", "trPr", "tblGrid",
        "sectPr", "sdtPr", "sdtEndPr", "fldData", "bookmarkStart", "bookmarkEnd", "proofErr", "commentReference",
        "footnoteRef", "endnoteRef", "annotationRef",
    )
)  # fmt: skip
_HEADING = re.compile(r"(?:heading|titre|title|berschrift)\d*$", re.IGNORECASE)
_LIST = re.compile(r"(?:listbullet|listnumber|listepuces|listenum|puce)", re.IGNORECASE)
_BULLETED = re.compile(r"^(?:[•\-–—*▪●◦➢✓☐☒]|\d{1,2}[.)])")


@dataclass(slots=True)
class _Legacy:
    """A complex field being walked through: its form data, and where its shown result began."""

    data: _Element | None
    start: int | None = None


@dataclass(slots=True)
class _Run:
    """The text of one paragraph while it is gathered, how much of it is bold or large, and what of it is faint."""

    out: list[str] = field(default_factory=list)
    letters: int = 0
    loud: int = 0
    boxes: list[_Element] = field(default_factory=list)
    faint: Stretches = field(default_factory=Stretches)

    def put(self, text: str, *, loud: bool, faint: bool = False) -> None:
        self.out.append(text)
        self.faint.put(text, faint=faint)
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
        #: the style of the paragraph under way sets it in grey or italics
        self._faint = False

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
                chosen = chosen_version(child)
                if chosen is not None:
                    yield from self._blocks(chosen, place)
            elif child.tag in THROUGH or child.tag in {W + "footnote", W + "endnote"}:
                yield from self._blocks(child, place)

    def _paragraph(self, paragraph: _Element, place: str) -> Iterator[Line | Table]:
        run, heading = self._run_of(paragraph)
        self._paragraphs += not place
        where = place or f"paragraphe {self._paragraphs}"
        for text in run.text.split("\n"):
            line = gaps_to_tabs(text)
            if line:
                yield Line(text=line, place=where, heading=heading, faint=run.faint.within(line))
        for box in run.boxes:
            self._boxes += 1
            yield from self._blocks(box, f"zone de texte {self._boxes}")

    def _block_control(self, control: _Element, place: str) -> Iterator[Line | Table]:
        content = control.find(W + "sdtContent")
        if content is None:
            return
        kind = control_kind(control)
        if kind == "checkbox" or shows_placeholder(control):
            run = _Run()
            self._control(control, run, hidden=False)
            if run.text:
                yield Line(text=run.text, place=place or "contrôle")
            return
        found = list(self._blocks(content, place))
        if is_field(control):
            self._add_field(control, "\n".join(block.text for block in found if isinstance(block, Line)), kind)
        yield from found

    # -- tables ---------------------------------------------------------------------------------------------------

    def _table(self, table: _Element, place: str) -> Iterator[Line | Table]:
        frame = only_cell(table)
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
        for number, row in enumerate(rows_in(table)):
            cells: list[dict[str, object]] = []
            column = columns_before(row)
            header = row.find(f"{W}trPr/{W}tblHeader") is not None
            for cell, control in cells_in(row):
                self._cells += 1
                if self._cells > MAX_CELLS:
                    raise Unreadable("too_large", TOO_LARGE)
                properties = cell.find(W + "tcPr")
                span, merge = spans_of(properties)
                above = merged.get(column)
                if merge == "continue" and above is not None:
                    above["row_span"] = number - int(str(above["row"])) + 1
                    column += span
                    continue
                where = f"{label}, ligne {number + 1}, colonne {column + 1}"
                text, heading, faint = self._cell(cell, where)
                if control is not None and is_field(control):
                    text = "" if self._add_field(control, text, control_kind(control)) is None else text
                record: dict[str, object] = {
                    "text": text, "place": where, "row": number, "column": column, "row_span": 1, "column_span": span,
                    "heading": bool(text) and (heading or header), "faint": faint if text else (),
                }  # fmt: skip
                for covered in range(column, column + span):
                    merged.pop(covered, None)
                if merge == "restart":
                    merged[column] = record
                cells.append(record)
                column += span
            rows.append(cells)
        return [tuple(Cell(**record) for record in cells) for cells in rows]  # type: ignore[arg-type]

    def _cell(self, cell: _Element, where: str) -> tuple[str, bool, tuple[str, ...]]:
        """A cell's text, whether all of it is set as a heading, and what of it is faint."""
        lines: list[str] = []
        loud: list[bool] = []
        faint: list[str] = []
        for child in children_of(cell):
            if child.tag == W + "p":
                run, heading = self._run_of(child)
                if run.text:
                    lines.append(run.text)
                    loud.append(heading)
                    faint += run.faint.within(run.text)
                for box in run.boxes:
                    lines += [block.text for block in self._blocks(box, where) if isinstance(block, Line)]
            elif child.tag == W + "tbl":
                if is_grid(child):
                    self._hoisted.append((child, where))
                else:
                    lines += self._flat(child, where)
            elif child.tag == W + "sdt":
                lines += [block.text for block in self._block_control(child, where) if isinstance(block, Line)]
        return tidy("\n".join(lines)), bool(loud) and all(loud), tuple(faint)

    def _flat(self, table: _Element, where: str) -> list[str]:
        """The rows of a table that only lays out the text of one cell."""
        return ["\t".join(cell.text for cell in row if cell.text) for row in self._rows(table, where) if row]

    # -- paragraphs -----------------------------------------------------------------------------------------------

    def _run_of(self, paragraph: _Element) -> tuple[_Run, bool]:
        run = _Run()
        properties = paragraph.find(W + "pPr")
        style = value_of(properties, "pStyle") or ""
        self._faint = style in self._styles.faint
        for child in paragraph:
            self._walk(child, run, hidden=style in self._styles.hidden)
        heading = run.heading or (bool(_HEADING.match(style)) and run.letters > 0)
        number = list_of(properties)
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
            chosen = chosen_version(element)
            if chosen is not None:
                for child in chosen:
                    self._walk(child, run, hidden=hidden)
        else:
            for child in element:
                self._walk(child, run, hidden=hidden)

    def _run(self, element: _Element, run: _Run, *, hidden: bool) -> None:
        properties = element.find(W + "rPr")
        hidden = hidden or hides(properties) or value_of(properties, "rStyle") in self._styles.hidden
        loud = is_loud(properties)
        faint = is_faint(properties)
        if faint is None:
            faint = self._faint or value_of(properties, "rStyle") in self._styles.faint
        font = font_of(properties)
        for child in element:
            tag = child.tag
            if tag == W + "fldChar":
                self._field_mark(child, run)
            elif tag in (W + "t", W + "tab", W + "br", W + "cr", W + "noBreakHyphen", W + "sym", W + "ptab"):
                if not hidden:
                    run.put(characters_of(child, font), loud=loud, faint=faint)
            elif not hidden:
                self._walk(child, run, hidden=hidden)

    # -- controls and legacy fields -------------------------------------------------------------------------------

    def _control(self, control: _Element, run: _Run, *, hidden: bool) -> None:
        kind = control_kind(control)
        if kind == "checkbox":
            ticked = is_ticked(control)
            run.put(TICKED_BOX if ticked else EMPTY_BOX, loud=False)
            self._add_field(control, TICKED_BOX if ticked else "", kind, checked=ticked)
            return
        content = control.find(W + "sdtContent")
        start = len(run.out)
        if content is not None and not shows_placeholder(control):
            for child in content:
                self._walk(child, run, hidden=hidden)
        text = tidy("".join(run.out[start:]))
        if PLACEHOLDER.match(text):
            del run.out[start:]
            text = ""
        if is_field(control):
            self._add_field(control, text, kind)

    def _add_field(self, control: _Element, text: str, kind: str, *, checked: bool | None = None) -> str | None:
        """Record a control; its value, None when nothing was filled in."""
        properties = control.find(W + "sdtPr")
        name, label = value_of(properties, "tag") or "", value_of(properties, "alias") or ""
        value = None if not text.strip() or PLACEHOLDER.match(text) or shows_placeholder(control) else text.strip()
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
                run.put(TICKED_BOX if legacy_ticked(data) else EMPTY_BOX, loud=False)
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
            kind, ticked = "checkbox", legacy_ticked(data)
            text = TICKED_BOX if ticked else ""
        elif data.find(W + "ddList") is not None:
            kind, text = "choice", shown or chosen_entry(data)
            if not shown:
                run.put(text, loud=False)
        else:
            text = shown
        if PLACEHOLDER.match(text):
            del run.out[start if start is not None else len(run.out) :]
            text = ""
        name = value_of(data, "name") or ""
        label = value_of(data, "statusText") or value_of(data, "helpText") or ""
        if name or label:
            self.fields.append(
                FormField(
                    name=name or label, label=label, kind=kind, value=text or None, checked=ticked,
                    place=f"champ « {label or name} »",
                )
            )  # fmt: skip
