"""OpenDocument texts (odt, ott, flat fodt): paragraphs, tables, frames and form controls, with changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.document import Cell, Document, FormField, Line, Table
from parsers.errors import Unreadable
from parsers.formats.archive import CORRUPT, LOCKED, TOO_LARGE, Archive, xml
from parsers.formats.faint import Stretches
from parsers.formats.glyphs import EMPTY_BOX, TICKED_BOX, clean, gaps_to_tabs, symbols, tidy
from parsers.formats.opendocument_controls import chosen, controls_of
from parsers.formats.opendocument_looks import Look, Looks
from parsers.formats.opendocument_names import DRAW, LO, META, OFFICE, STYLE, TABLE, TEXT

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CELLS = 40_000
_UNSEEN = frozenset(
    [TEXT + "tracked-changes", TEXT + "note-citation", OFFICE + "annotation", OFFICE + "forms", TEXT + "sequence-decls",
     TEXT + "variable-decls", TEXT + "bookmark", TEXT + "table-of-content-source", TEXT + "user-field-decls",
     OFFICE + "annotation-end", TEXT + "hidden-text"]
)  # fmt: skip
_PARAGRAPHS = frozenset([TEXT + "p", TEXT + "h"])


def read(data: bytes) -> Document:
    """The document of an OpenDocument text; raises Unreadable when it is locked, broken or a bomb."""
    if data[:2] != b"PK":
        root = xml(data)
        return _document(root, root, None)
    archive = Archive(data)
    manifest = archive.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise Unreadable("encrypted", LOCKED)
    content = archive.xml("content.xml")
    if content is None:
        raise Unreadable("corrupt", CORRUPT)
    return _document(content, archive.xml("styles.xml"), archive.xml("meta.xml"))


def _document(content: _Element, styles: _Element | None, meta: _Element | None) -> Document:
    looks = Looks()
    for root in (styles, content):
        if root is not None:
            looks.learn(root)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Unreadable("corrupt", CORRUPT)
    walker = _Body(looks, controls_of(body))
    blocks = _margins(styles, walker, "header", "en-tête")
    blocks += walker.blocks(body, "")
    blocks += _margins(styles, walker, "footer", "pied de page")
    return Document(
        type="odt", blocks=tuple(blocks), fields=tuple(walker.fields),
        properties=_properties(meta if meta is not None else content),
    )  # fmt: skip


def _margins(styles: _Element | None, walker: _Body, kind: str, place: str) -> list[Line | Table]:
    """Headers or footers of the pages, each text once."""
    out: list[Line | Table] = []
    seen: set[str] = set()
    for part in [] if styles is None else styles.iter(STYLE + kind, STYLE + kind + "-first"):
        for block in walker.blocks(part, place):
            if isinstance(block, Table) or block.text not in seen:
                seen.add(block.text if isinstance(block, Line) else "")
                out.append(block)
    return out


def _properties(root: _Element) -> dict[str, str]:
    out = {}
    for item in list(root.iter(META + "user-defined"))[:50]:
        name = item.get(META + "name")
        if name and item.text:
            out[clean(name)] = clean(item.text.strip())
    return out


class _Set:
    """How the runs of one text are set, while it is gathered."""

    def __init__(self) -> None:
        self._loud: list[bool] = []
        self._faint = Stretches()

    def put(self, text: str, look: Look) -> None:
        """More of the text."""
        self._faint.put(text, faint=look.faint)
        if text.strip():
            self._loud.append(look.bold)

    @property
    def heading(self) -> bool:
        """All of it is bold or large."""
        return bool(self._loud) and all(self._loud)

    def faint(self, text: str) -> tuple[str, ...]:
        """What of it is grey or in italics."""
        return self._faint.within(text)


class _Body:
    """Walks a text in reading order."""

    def __init__(self, looks: Looks, controls: dict[str, FormField]) -> None:
        self._looks = looks
        self._controls = controls
        self.fields: list[FormField] = list(controls.values())
        self._paragraphs = self._tables = self._frames = self._cells = 0

    def blocks(self, parent: _Element, place: str) -> list[Line | Table]:
        """The lines and tables under an element."""
        return list(self._blocks(parent, place))

    def _blocks(self, parent: _Element, place: str, bullet: str = "") -> Iterator[Line | Table]:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in _UNSEEN:
                continue
            if tag in _PARAGRAPHS:
                yield from self._paragraph(child, place, bullet)
            elif tag == TABLE + "table":
                yield from self._table(child, place)
            elif tag == TEXT + "list":
                yield from self._blocks(child, place, "• ")
            elif tag == TEXT + "section" and child.get(TEXT + "display") == "none":
                continue
            else:
                yield from self._blocks(child, place, bullet)

    def _paragraph(self, paragraph: _Element, place: str, bullet: str) -> Iterator[Line | Table]:
        frames: list[_Element] = []
        text, put = self._text(paragraph, frames)
        self._paragraphs += not place
        where = place or f"paragraphe {self._paragraphs}"
        if text and bullet and paragraph.tag != TEXT + "h" and not text.startswith(("•", "-", EMPTY_BOX, TICKED_BOX)):
            text = bullet + text
        for part in text.split("\n"):
            line = gaps_to_tabs(part)
            if line:
                yield Line(text=line, place=where, heading=bool(text) and put.heading, faint=put.faint(line))
        for frame in frames:
            self._frames += 1
            yield from self._blocks(frame, f"zone de texte {self._frames}")

    def _text(self, paragraph: _Element, frames: list[_Element]) -> tuple[str, _Set]:
        """A paragraph's text, and how it is set."""
        style, put = paragraph.get(TEXT + "style-name", ""), _Set()
        if style in self._looks.hidden:
            return "", put
        out: list[str] = []
        look = self._looks.of(style)
        self._gather(paragraph, out, put, frames, replace(look, bold=look.bold or paragraph.tag == TEXT + "h"))
        return tidy("".join(out)), put

    def _gather(self, element: _Element, out: list[str], put: _Set, frames: list[_Element], look: Look) -> None:
        def take(text: str | None) -> None:
            if text:
                folded = _folded(symbols(text, look.font) if look.font else text)
                out.append(folded)
                put.put(folded, look)

        take(element.text)
        for child in element:
            self._child(child, out, put, frames, look)
            take(child.tail)

    def _child(self, child: _Element, out: list[str], put: _Set, frames: list[_Element], look: Look) -> None:
        tag = child.tag
        if not isinstance(tag, str) or tag in _UNSEEN:
            return
        if tag == TEXT + "s":
            out.append(" " * _count(child.get(TEXT + "c")))
        elif tag == TEXT + "tab":
            out.append("\t")
        elif tag == TEXT + "line-break":
            out.append("\n")
        elif tag == DRAW + "control":
            out.append(self._shown(child.get(DRAW + "control", "")))
        elif tag == DRAW + "text-box":
            frames.append(child)
        elif tag == LO + "content-control":
            self._content_control(child, out, put, frames, look)
        elif tag == TEXT + "drop-down":
            out.append(chosen(child))
        elif tag in {TEXT + "span", TEXT + "a"}:
            style = child.get(TEXT + "style-name", "")
            if style not in self._looks.hidden:
                self._gather(child, out, put, frames, self._looks.of(style, within=look))
        elif tag in _PARAGRAPHS:
            out.append("\n")
            self._gather(child, out, put, frames, look)
        else:
            self._gather(child, out, put, frames, look)

    def _content_control(
        self, control: _Element, out: list[str], put: _Set, frames: list[_Element], look: Look
    ) -> None:
        """A content control as LibreOffice 7.4 and later writes it."""
        checked: bool | None = None
        inner: list[str] = []
        self._gather(control, inner, _Set(), frames, Look())
        text = tidy("".join(inner))
        kind = "choice" if control.find(LO + "list-item") is not None else "text"
        if control.get(LO + "checkbox") == "true":
            checked, kind = control.get(LO + "checked") == "true", "checkbox"
            text = TICKED_BOX if checked else EMPTY_BOX
        elif control.get(LO + "showing-place-holder") == "true":
            text = ""
        out.append(text)
        put.put(text, look)
        name = control.get(LO + "tag") or control.get(LO + "alias")
        if name:
            label = control.get(LO + "alias") or name
            self.fields.append(
                FormField(
                    name=name, label=label, kind=kind, value=None if checked is False else text or None,
                    checked=checked, place=f"champ « {label} »",
                )
            )  # fmt: skip

    def _shown(self, identity: str) -> str:
        field = self._controls.get(identity)
        if field is None:
            return ""
        if field.kind != "checkbox":
            return field.value or ""
        return (TICKED_BOX if field.checked else EMPTY_BOX) + (f" {field.label}" if field.label else "")

    # -- tables ---------------------------------------------------------------------------------------------------

    def _table(self, table: _Element, place: str) -> Iterator[Line | Table]:
        if _is_frame(table):
            for cell in table.iter(TABLE + "table-cell"):
                yield from self._blocks(cell, place)
                return
        self._tables += 1
        label = f"{place}, tableau {self._tables}" if place else f"tableau {self._tables}"
        nested: list[_Element] = []
        rows = [tuple(row) for row in self._rows(table, label, nested)]
        if any(rows):
            yield Table(rows=tuple(rows))
        for inner in nested:
            yield from self._table(inner, place)

    def _rows(self, table: _Element, label: str, nested: list[_Element]) -> Iterator[list[Cell]]:
        number = 0
        for row in _row_elements(table):
            cells: list[Cell] = []
            column = 0
            for item in row:
                if item.tag not in {TABLE + "table-cell", TABLE + "covered-table-cell"}:
                    continue
                repeat = min(_count(item.get(TABLE + "number-columns-repeated")), 64)
                for _ in range(repeat):
                    if item.tag == TABLE + "table-cell":
                        cells.append(self._cell(item, label, number, column, nested))
                    column += 1
                    self._cells += 1
                    if self._cells > MAX_CELLS:
                        raise Unreadable("too_large", TOO_LARGE)
            yield cells
            number += 1

    def _cell(self, item: _Element, label: str, row: int, column: int, nested: list[_Element]) -> Cell:
        place = f"{label}, ligne {row + 1}, colonne {column + 1}"
        lines: list[str] = []
        loud: list[bool] = []
        faint: list[str] = []
        for part, bullet in _parts(item):
            if part.tag == TABLE + "table":
                nested.append(part)
                continue
            frames: list[_Element] = []
            text, put = self._text(part, frames)
            if text:
                lines.append(text if not bullet or text.startswith(("•", "-")) else "• " + text)
                loud.append(put.heading)
                faint += put.faint(text)
            for frame in frames:
                lines += [block.text for block in self._blocks(frame, place) if isinstance(block, Line)]
        return Cell(
            text=tidy("\n".join(lines)), place=place, row=row, column=column,
            row_span=_count(item.get(TABLE + "number-rows-spanned")),
            column_span=_count(item.get(TABLE + "number-columns-spanned")), heading=bool(loud) and all(loud),
            faint=tuple(faint),
        )  # fmt: skip


def _parts(cell: _Element, bullet: bool = False) -> Iterator[tuple[_Element, bool]]:
    """The paragraphs and tables of a cell, those of lists marked."""
    for child in cell:
        if child.tag in _PARAGRAPHS or child.tag == TABLE + "table":
            yield child, bullet
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _parts(child, bullet or child.tag == TEXT + "list")


def _row_elements(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == TABLE + "table-row":
            yield child
        elif child.tag in {TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"}:
            yield from _row_elements(child)


def _is_frame(table: _Element) -> bool:
    """A table of one cell that holds other tables only lays out the page."""
    cells = [cell for row in _row_elements(table) for cell in row if cell.tag == TABLE + "table-cell"][:2]
    return len(cells) == 1 and next(cells[0].iter(TABLE + "table"), None) is not None


def _count(value: str | None) -> int:
    return min(max(1, int(value)), 1_000) if value and value.isdigit() and len(value) < 7 else 1


def _folded(text: str) -> str:
    """Blanks as OpenDocument means them: a run of them in the file is one."""
    words = (
        " ".join(text.split()) if text.isascii() else " ".join(text.replace("\n", " ").replace("\t", " ").split(" "))
    )
    if not words.strip():
        return " " if text else ""
    return (" " if text[0] in " \n\t" else "") + words.strip(" ") + (" " if text[-1] in " \n\t" else "")
