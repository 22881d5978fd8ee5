"""Document: what every format becomes before anyone looks for meaning: lines, tables, form fields, with places."""

from __future__ import annotations

from dataclasses import dataclass, field

#: left, top, right, bottom in points from the top left corner of the page
Box = tuple[float, float, float, float]
#: stands in a recognised text where something is written that could not be read
UNREAD = "▒"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line (or one paragraph, where the format knows paragraphs) of running text."""

    #: NFC text; a tab stands where a wide gap parts two columns; ☐ and ☒ are check boxes; struck text is left out
    text: str
    #: where it stood, in French, for a person: « page 2 », « en-tête », « ligne 14 »
    place: str
    page: int = 1
    box: Box | None = None
    #: 1.0 for text that was typed; the mean word confidence (0 to 1) for text that was recognised
    certainty: float = 1.0
    #: the format's own heading mark, bold-only line or larger font
    heading: bool = False
    #: the stretches of the text that are set in grey or italics, as hints are, in order
    faint: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table; its lines are parted by newlines."""

    text: str
    #: « tableau 1, ligne 3, colonne 2 », « feuille Besoin, cellule B4 »
    place: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    page: int = 1
    box: Box | None = None
    certainty: float = 1.0
    heading: bool = False
    #: the stretches of the text that are set in grey or italics, as hints are, in order
    faint: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; a merged cell stands once, where it begins. `ruled` is False for columns told by gaps alone."""

    rows: tuple[tuple[Cell, ...], ...]
    ruled: bool = True
    #: the sheet's name, where there is one
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One control that a person fills: a PDF widget, a Word content control or legacy field."""

    #: the technical name: PDF /T joined with dots, the tag of a content control
    name: str
    #: what a person sees or hears for it: PDF /TU, the title of a content control
    label: str
    #: text | checkbox | choice
    kind: str
    #: what was filled in; None when nothing was (a placeholder is nothing)
    value: str | None
    place: str
    #: of a checkbox only
    checked: bool | None = None
    page: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was on the paper, in reading order, with no meaning yet."""

    #: what it was told to be from its bytes: docx, odt, doc, rtf, pdf, xlsx, xls, ods, csv, png, jpg, txt, html …
    type: str
    blocks: tuple[Line | Table, ...] = ()
    fields: tuple[FormField, ...] = ()
    #: document properties; `liaison_reference` is the reference that our own forms carry
    properties: dict[str, str] = field(default_factory=dict)
    pages: int = 1
    #: True where the text was recognised from a picture
    recognised: bool = False
    #: doubts about the reading itself, as codes: « ocr_low », « pages_left_out », « form_flattened_empty » …
    problems: tuple[str, ...] = ()

    def lines(self) -> tuple[Line, ...]:
        """The running text alone."""
        return tuple(block for block in self.blocks if isinstance(block, Line))

    def tables(self) -> tuple[Table, ...]:
        """The tables alone."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def text(self) -> str:
        """Everything a person would read, cells parted by tabs, in reading order."""
        out: list[str] = []
        for block in self.blocks:
            if isinstance(block, Line):
                out.append(block.text)
            else:
                out.extend("\t".join(cell.text.replace("\n", " ") for cell in row) for row in block.rows)
        return "\n".join(out)
