"""PDF files: what was filled in its fields, what is printed on its pages, and pictures of text when that is all."""

from __future__ import annotations

from typing import Any

from parsers.document import Document, Line, Table
from parsers.errors import Unreadable
from parsers.formats.archive import CORRUPT, LOCKED
from parsers.formats.layout import Word, arrange
from parsers.formats.pdf_form import Filled, Note, filled
from parsers.formats.pdf_labels import labelled
from parsers.formats.pdf_page import Page

MAX_PAGES = 10
_LINE = 13.0


def read(data: bytes) -> Document:
    """The document of a PDF; raises Unreadable when it is locked, broken or of a kind that no one can read here."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if "assword" in str(fault) or "security" in str(fault).lower():
            raise Unreadable("encrypted", LOCKED) from fault
        raise Unreadable("corrupt", CORRUPT) from fault
    try:
        return _document(pdf, data)
    except pypdfium2.PdfiumError as fault:
        raise Unreadable("corrupt", CORRUPT) from fault
    finally:
        pdf.close()


def _document(pdf: Any, data: bytes) -> Document:
    pages = [Page(pdf[index]) for index in range(min(len(pdf), MAX_PAGES))]
    if not pages:
        raise Unreadable("corrupt", CORRUPT)
    typed = Filled([], [])
    if pdf.get_formtype() or any(page.annotated for page in pages):
        typed = filled(data, MAX_PAGES)
    sheets = _Sheets(typed)
    for number, page in enumerate(pages, 1):
        sheets.take(page, number)
    fields = labelled(typed.fields, pages, sheets.printed)
    problems = ["pages_left_out"] if len(pdf) > MAX_PAGES else []
    problems += ["handwriting"] if typed.inked else []
    problems += sheets.problems()
    return Document(
        type="pdf", blocks=tuple(sheets.blocks), fields=fields, pages=len(pdf), recognised=sheets.recognised,
        problems=tuple(dict.fromkeys(problems)),
    )  # fmt: skip


class _Sheets:
    """The pages of one file, one after the other, each by its text or by its picture."""

    def __init__(self, typed: Filled) -> None:
        self.blocks: list[Line | Table] = []
        self.printed: list[list[Word]] = []
        self.recognised = False
        self._typed = typed
        self._reader: Any = None
        self._unread = False

    def take(self, page: Page, number: int) -> None:
        """Read one page; a picture without a recogniser is said to be one, the other pages are read all the same."""
        printed = page.words()
        self.printed.append(printed)
        typed = _typed_words([note for note in self._typed.notes if note.page == number - 1], page, printed)
        tables = sum(isinstance(block, Table) for block in self.blocks)
        if page.pictured(printed):
            self.recognised = self._recognise(page, number, tables, typed) or self.recognised
            return
        edges, boxes = page.rulings(printed)
        self.blocks += arrange([*printed, *typed, *boxes], edges, page=number, tables_before=tables)

    def _recognise(self, page: Page, number: int, tables: int, typed: list[Word]) -> bool:
        from parsers.formats.image import Reader

        self._reader = self._reader or Reader()
        try:
            found = self._reader.page(page.picture(), page=number, tables_before=tables, wide=page.width, typed=typed)
        except Unreadable:
            if not self._typed.fields and not self.blocks and not typed:
                raise
            self._unread = True
            self.blocks += arrange(typed, [], page=number, tables_before=tables)
            return False
        self.blocks += found.blocks if found is not None else []
        return found is not None

    def problems(self) -> list[str]:
        """What whoever uses the text must know."""
        out = ["ocr_unavailable"] if self._unread else []
        return [*out, *(self._reader.problems() if self._reader is not None else ())]


def _typed_words(notes: list[Note], page: Page, printed: list[Word]) -> list[Word]:
    """What was typed over a page as words of it, without those that the page already shows."""
    out: list[Word] = []
    for note in notes:
        box = page.placed(note.rectangle)
        shown = "".join(word.text for word in printed if _covers(box, word))
        if shown and "".join(note.text.split())[:12] in shown:
            # some programs print the values on the page and leave the fields over them
            continue
        lines = [line for line in note.text.split("\n") if line.strip()]
        beside = [w for w in printed if w.box[2] <= box[0] + 4 and box[1] - 2 < w.middle < box[3] + 2]
        first = min((w.middle for w in beside), default=None)
        height = box[3] - box[1]
        step = height if len(lines) == 1 and height < 1.6 * _LINE else min(_LINE, height / max(1, len(lines)))
        for index, line in enumerate(lines):
            top = box[1] + index * step
            if first is not None and step != height:
                # the first line stands level with its label, as a person reads it
                top = first - step / 2 + index * step
            right = min(box[2], box[0] + max(6.0, 5.0 * len(line)))
            out.append(Word(text=line.strip(), box=(box[0], top, right, top + step), size=min(step, 10.0), typed=True))
    return out


def _covers(box: tuple[float, float, float, float], word: Word) -> bool:
    return box[0] - 2 <= word.centre <= box[2] + 2 and box[1] - 2 <= word.middle <= box[3] + 2
