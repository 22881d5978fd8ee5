"""The form that we send, filled, then saved, flattened, printed, scanned or photographed by others: every answer comes back."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import tempfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from docx import Document

from parsers.formats import read
from parsers.parse import parse_document
from parsers.reading import NeedReading
from parsers.tools import libreoffice, tesseract
from service.documents import liaison_form_docx, liaison_form_pdf
from tests.golden.forms.paper import MACHINES
from tests.unit.service.test_documents_liaison_form import (
    ANSWERS,
    BLANK,
    W,
    answers_of,
    blank,
    controls_of,
    filled_by_pikepdf,
    saved,
    type_into,
    widgets_of,
)

TODAY = date(2026, 4, 1)
needs_tesseract = pytest.mark.skipif(not tesseract.available(), reason="Tesseract with French is not installed")
needs_libreoffice = pytest.mark.skipif(not libreoffice.available(), reason="LibreOffice is not installed")


@cache
def word_filled() -> bytes:
    """Our Word form, every control filled."""
    document = Document(io.BytesIO(blank(liaison_form_docx)))
    for tag, control in controls_of(document).items():
        type_into(control, ANSWERS[tag])
    return saved(document)


@cache
def pdf_filled() -> bytes:
    """Our PDF form, every field filled."""
    return filled_by_pikepdf(blank(liaison_form_pdf), ANSWERS)


def flattened_by_pikepdf() -> bytes:
    """The fields become part of the page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_filled())) as file:
        file.flatten_annotations()
        file.save(out)
    return out.getvalue()


def flattened_by_pypdf() -> bytes:
    """The values drawn on the page, the fields left over them."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(blank(liaison_form_pdf)))
    for page in writer.pages:
        writer.update_page_form_field_values(page, ANSWERS, auto_regenerate=False, flatten=True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def typed_in_chrome() -> bytes:
    """Typed key by key into PDFium, which Chrome, Edge and Android show forms with."""
    from pypdfium2 import raw

    with (
        pypdfium2.PdfDocument(blank(liaison_form_pdf)) as pdf,
        pikepdf.open(io.BytesIO(blank(liaison_form_pdf))) as seen,
    ):
        pdf.init_forms()
        page, form = pdf[0], pdf.formenv.raw
        raw.FORM_OnAfterLoadPage(page.raw, form)
        for name, widget in widgets_of(seen).items():
            left, top = float(widget.Rect[0]) + 6, float(widget.Rect[3]) - 7
            raw.FORM_OnLButtonDown(form, page.raw, 0, left, top)
            raw.FORM_OnLButtonUp(form, page.raw, 0, left, top)
            for letter in ANSWERS[name]:
                raw.FORM_OnChar(form, page.raw, 13 if letter == "\n" else ord(letter), 0)
            raw.FORM_ForceToKillFocus(form)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def printed(data: bytes) -> bytes:
    """Printed to a new PDF by Poppler, which Evince and Okular print with."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "filled.pdf", Path(folder) / "printed.pdf"
        source.write_bytes(data)
        subprocess.run(["pdftocairo", "-pdf", source, target], check=True, timeout=60)
        return target.read_bytes()


def the_need(data: bytes) -> NeedReading:
    """What is understood of a returned form."""
    (need,) = parse_document(read("x", data), today=TODAY).needs
    return need


def parts(need: NeedReading) -> tuple[object, object, object]:
    """Its values."""
    return need.company, need.job, need.conditions


@pytest.mark.parametrize("flattened", [flattened_by_pikepdf, flattened_by_pypdf])
def test_a_flattened_form_says_the_same(flattened):
    """As browsers and phones send it back."""
    assert parts(the_need(flattened())) == parts(the_need(pdf_filled()))


def test_what_is_typed_in_chrome_says_the_same():
    """Saved there, fields and all."""
    data = typed_in_chrome()

    assert answers_of(data) == ANSWERS
    assert parts(the_need(data)) == parts(the_need(pdf_filled()))


@pytest.mark.skipif(not shutil.which("pdftocairo"), reason="Poppler is not installed")
@pytest.mark.slow
def test_a_form_that_is_printed_to_a_new_file_says_the_same():
    """No field is left, only what they showed."""
    known = liaison_form_pdf(replace(BLANK, known=ANSWERS))

    for data in (pdf_filled(), known):
        assert parts(the_need(printed(data))) == parts(the_need(pdf_filled()))


def without_controls(data: bytes) -> bytes:
    """As word processors of phones and of the web leave a Word form: its words, in the same looks, and no control."""
    document = Document(io.BytesIO(data))
    for control in controls_of(document).values():
        for child in list(control.find(f"{W}sdtContent")):
            for looks in list(child.iter(f"{W}rPr")):
                looks.clear()
            control.addprevious(child)
        control.getparent().remove(control)
    return saved(document)


def test_a_word_form_that_lost_its_controls_says_the_same():
    """The table still tells what is what."""
    assert parts(the_need(without_controls(word_filled()))) == parts(the_need(word_filled()))


def test_the_hints_of_a_word_form_that_lost_its_controls_are_no_answers():
    """« Par exemple : 35 h » is what the form says, not the company; nor does anything else of a blank form."""
    data = without_controls(blank(liaison_form_docx))

    assert "Par exemple : 35 h" in read("x", data).text()
    assert parse_document(read("x", data), today=TODAY).needs == ()


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "odt", "doc", "rtf", "pdf"])
def test_a_blank_word_form_saved_by_libreoffice_holds_no_need(ending):
    """Its hints become plain text in most of these."""
    again = libreoffice.converted(blank(liaison_form_docx), "docx", ending, seconds=120)

    assert parse_document(read("x", again), today=TODAY).needs == ()


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("ending", ["doc", "rtf", "pdf"])
def test_an_emoji_costs_nothing_but_itself(ending):
    """Formats that count in halves of letters must not lose the rest of the form behind it."""
    document = Document(io.BytesIO(word_filled()))
    type_into(controls_of(document)["job.activities"], "Monter des murs 👷\nRanger le chantier")
    filled = saved(document)

    assert parts(the_need(libreoffice.converted(filled, "docx", ending, seconds=120))) == parts(the_need(filled))


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "odt", "doc", "rtf", "pdf"])
def test_what_libreoffice_saves_says_the_same(ending):
    """Opened there, and saved in its own way, or printed to a flat PDF."""
    again = libreoffice.converted(word_filled(), "docx", ending, seconds=120)

    assert parts(the_need(again)) == parts(the_need(word_filled()))


@needs_tesseract
@pytest.mark.tesseract
@pytest.mark.slow
@pytest.mark.parametrize("machine", ["scan", "copier", "photo"])
def test_a_printed_form_that_is_scanned_or_photographed_says_the_same(machine):
    """At 200 dots an inch; whatever is not the same is for a person."""
    page = pypdfium2.PdfDocument(flattened_by_pikepdf())[0].render(scale=200 / 72).to_pil().convert("L")
    out = io.BytesIO()
    MACHINES[machine][0](page, random.Random(3)).save(out, "PNG")
    need, whole = the_need(out.getvalue()), the_need(pdf_filled())
    wrong = {
        f"{part}.{name}"
        for part in ("company", "job", "conditions")
        for name in getattr(whole, part).__dataclass_fields__
        if getattr(getattr(need, part), name) != getattr(getattr(whole, part), name)
    }

    assert len(wrong) <= 1
    assert wrong <= {*need.to_review, *need.missing}
