"""PDF files: what was filled in its fields, what is printed on its pages, and pictures of text when that is all."""

from __future__ import annotations

from typing import Any

from parsers.document import Document, FormField, Line, Table
from parsers.errors import Unreadable
from parsers.formats.archive import CORRUPT, LOCKED
from parsers.formats.glyphs import gaps_to_tabs, tidy
from parsers.formats.layout import arrange
from parsers.formats.overprint import doubted
from parsers.formats.pdf_form import Filled, Note, filled
from parsers.formats.pdf_hints import ours, without_hints
from parsers.formats.pdf_labels import labelled
from parsers.formats.pdf_page import Page
from parsers.formats.words import Word
from parsers.tools import poppler
from parsers.tools.process import Failed

MAX_PAGES = 10
_LINE = 13.0


def read(data: bytes) -> Document:
    """The document of a PDF; raises Unreadable when it is locked, broken or of a kind that no one can read here."""
    import pypdfium2

    if _cut_short(data):
        raise Unreadable("corrupt", CORRUPT)
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if "assword" in str(fault) or "security" in str(fault).lower():
            raise Unreadable("encrypted", LOCKED) from fault
        return _by_poppler(data, fault)
    try:
        return _document(pdf, data)
    except pypdfium2.PdfiumError as fault:
        raise Unreadable("corrupt", CORRUPT) from fault
    finally:
        pdf.close()


def _cut_short(data: bytes) -> bool:
    """Whether the end is missing: what is left could be read, and half a form be taken for a whole one."""
    end = data.rfind(b"%%EOF")
    return end < 0 or b" obj" in data[end:]


def _by_poppler(data: bytes, fault: Exception) -> Document:
    """What another reader makes of a file that ours cannot open; it is said to be damaged."""
    try:
        pages = poppler.text(data, pages=MAX_PAGES).split("\f")
    except Failed:
        pages = []
    lines = [
        Line(text=text, place=f"page {number}", page=number)
        for number, page in enumerate(pages, 1)
        for line in page.split("\n")
        if (text := gaps_to_tabs(tidy(line)))
    ]
    if not lines:
        raise Unreadable("corrupt", CORRUPT) from fault
    return Document(type="pdf", blocks=tuple(lines), pages=len(pages), problems=("damaged",))


def _document(pdf: Any, data: bytes) -> Document:
    pages = [Page(pdf[index]) for index in range(min(len(pdf), MAX_PAGES))]
    if not pages:
        raise Unreadable("corrupt", CORRUPT)
    typed = Filled([], [])
    if pdf.get_formtype() or any(page.annotated for page in pages):
        typed = filled(data, MAX_PAGES)
    sheets = _Sheets(pages, typed)
    fields = labelled(typed.fields, pages, sheets.printed)
    problems = ["pages_left_out"] if len(pdf) > MAX_PAGES else []
    problems += ["handwriting"] if typed.inked else []
    problems += sheets.problems()
    return Document(
        type="pdf", blocks=tuple(sheets.blocks), fields=fields, properties=_properties(fields), pages=len(pdf),
        recognised=sheets.recognised, problems=tuple(dict.fromkeys(problems)),
    )  # fmt: skip


def _properties(fields: tuple[FormField, ...]) -> dict[str, str]:
    """The reference that our own form carries in a field of its own."""
    return {field.name: field.value for field in fields if field.name == "liaison_reference" and field.value}


class _Sheets:
    """The pages of one file, one after the other, each by its text or by its picture."""

    def __init__(self, pages: list[Page], typed: Filled) -> None:
        printed = [doubted(page.words()) for page in pages]
        own_form = any(ours(words) for words in printed)
        self.printed = [without_hints(words, own_form=own_form) for words in printed]
        self._typed = [
            _typed_words([note for note in typed.notes if note.page == number], page, self.printed[number])
            for number, page in enumerate(pages)
        ]
        self._problems: list[str] = []
        seen = self._recognised(pages, filled=bool(typed.fields or typed.notes))
        self.recognised = any(found is not None for found in seen.values())
        self.blocks: list[Line | Table] = []
        for number, page in enumerate(pages):
            self.blocks += self._page(page, number, seen)

    def _page(self, page: Page, number: int, seen: dict[int, Any]) -> list[Line | Table]:
        """The lines and tables of one page."""
        typed = self._typed[number]
        if seen.get(number) is not None:
            from parsers.formats.image import laid_out

            return laid_out(seen[number], page=number + 1, blocks=self.blocks, typed=typed)
        tables = sum(isinstance(block, Table) for block in self.blocks)
        if number in seen:
            return arrange(typed, [], page=number + 1, tables_before=tables)
        words = self.printed[number]
        edges, boxes = page.rulings(words)
        return arrange([*words, *typed, *boxes], edges, page=number + 1, tables_before=tables)

    def _recognised(self, pages: list[Page], *, filled: bool) -> dict[int, Any]:
        """What the pictured pages show, by number; without a recogniser the other pages are read all the same."""
        pictured = [number for number, page in enumerate(pages) if page.pictured(self.printed[number])]
        if not pictured:
            return {}
        from parsers.formats.image import SLOW, Reader

        reader = Reader()
        try:
            found = reader.pages([(pages[number].picture(), pages[number].width) for number in pictured])
        except Unreadable:
            if len(pictured) == len(pages) and not filled:
                raise
            self._problems.append("ocr_unavailable")
            return dict.fromkeys(pictured)
        if reader.in_vain and len(pictured) == len(pages) and not filled:
            raise Unreadable("timeout", SLOW)
        self._problems += reader.problems()
        return dict(zip(pictured, found, strict=True))

    def problems(self) -> list[str]:
        """What whoever uses the text must know."""
        return self._problems


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
