"""PDF files: what was filled in its fields, what is printed on its pages, and pictures of text when that is all."""

from __future__ import annotations

import ctypes
from typing import Any

from parsers.document import Document, FormField, Line, Table
from parsers.errors import Unreadable
from parsers.formats.archive import CORRUPT, LOCKED
from parsers.formats.layout import Word, arrange
from parsers.formats.pdf_page import Page

MAX_PAGES = 10


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
    blocks: list[Line | Table] = []
    fields: tuple[FormField, ...] = ()
    for index in range(min(len(pdf), MAX_PAGES)):
        page = Page(pdf[index])
        words = page.words()
        tables = sum(isinstance(block, Table) for block in blocks)
        blocks += arrange(words, page.edges(), page=index + 1, tables_before=tables)
    return Document(type="pdf", blocks=tuple(blocks), fields=fields, pages=len(pdf))
