"""PDF files: what was filled in its fields, what is printed on its pages, and pictures of text when that is all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from parsers.document import Document, Line, Table
from parsers.errors import Unreadable
from parsers.formats.archive import CORRUPT, LOCKED
from parsers.formats.layout import Word, arrange
from parsers.formats.pdf_form import Filled, Note, filled
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
    problems = ["pages_left_out"] if len(pdf) > MAX_PAGES else []
    problems += ["handwriting"] if typed.inked else []
    blocks: list[Line | Table] = []
    for number, page in enumerate(pages, 1):
        words = page.words()
        words += _typed_words([note for note in typed.notes if note.page == number - 1], page, words)
        tables = sum(isinstance(block, Table) for block in blocks)
        edges, boxes = page.rulings(words)
        blocks += arrange(words + boxes, edges, page=number, tables_before=tables)
    fields = tuple(
        replace(field, box=pages[field.page - 1].placed(field.box) if field.box else None) for field in typed.fields
    )
    return Document(type="pdf", blocks=tuple(blocks), fields=fields, pages=len(pdf), problems=tuple(problems))


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
        height = box[3] - box[1]
        step = height if len(lines) == 1 and height < 2.5 * _LINE else min(_LINE, height / max(1, len(lines)))
        for index, line in enumerate(lines):
            top = box[1] + index * step
            right = min(box[2], box[0] + max(6.0, 5.0 * len(line)))
            out.append(Word(text=line.strip(), box=(box[0], top, right, top + step), size=min(step, 10.0)))
    return out


def _covers(box: tuple[float, float, float, float], word: Word) -> bool:
    return box[0] - 2 <= word.centre <= box[2] + 2 and box[1] - 2 <= word.middle <= box[3] + 2
