"""A document template that someone edited is tried before a company gets it."""

from __future__ import annotations

import io
import shutil

import structlog
from docx import Document

from parsers.formats import read
from service.documents import FormFacts, SheetFacts, check_documents, liaison_form_docx, need_sheet_pdf
from service.domain.letters import NeedFacts, Person
from service.rendering import templates_folder


def edited(folder, name="liaison_form.docx"):
    """A copy of one of our templates, beside the configuration."""
    target = folder / "document" / name
    target.parent.mkdir(exist_ok=True)
    shutil.copy(templates_folder() / "document" / name, target)
    return target


def test_our_own_documents_pass():
    """Nothing to mend."""
    assert check_documents() == []


def test_a_word_that_nobody_knows_is_told_of(tmp_path):
    """{{ referance }} would print nothing."""
    path = edited(tmp_path)
    document = Document(path)
    document.add_paragraph("Dossier {{ referance }}")
    document.save(path)
    ((file, message),) = check_documents(tmp_path)

    assert file == "document/liaison_form.docx"
    assert "referance" in message


def test_a_field_lost_in_word_is_told_of(tmp_path):
    """A control that was deleted can no longer be read when the form comes back."""
    path = edited(tmp_path)
    document = Document(path)
    control = next(each for each in document.element.body.iter() if each.tag.endswith("}sdt"))
    control.getparent().remove(control)
    document.save(path)

    assert check_documents(tmp_path) == [
        ("document/liaison_form.docx", "le champ « company.name » n'a plus de zone de saisie à ce nom")
    ]


def test_a_file_that_is_no_word_document_is_told_of(tmp_path):
    """Saved in another format under the same name."""
    edited(tmp_path).write_bytes(b"%PDF-1.7")

    assert [file for file, _ in check_documents(tmp_path)] == ["document/liaison_form.docx"]


def test_a_template_cannot_reach_the_machine(tmp_path):
    """Template language in a document is sandboxed."""
    path = edited(tmp_path, "need_sheet.docx")
    document = Document(path)
    document.add_paragraph("{{ cycler.__init__.__globals__.os.getcwd() }}")
    document.save(path)

    assert [file for file, _ in check_documents(tmp_path)] == ["document/need_sheet.docx"]


def test_a_template_that_fails_is_left_aside_and_the_log_says_so(tmp_path):
    """The company gets our form rather than none."""
    edited(tmp_path).write_bytes(b"%PDF-1.7")
    facts = FormFacts(reference="F-3K7QX2", institution="Agence", referent=Person(name="Nadia Vasseur"))
    with structlog.testing.capture_logs() as said:
        document = Document(io.BytesIO(liaison_form_docx(facts, tmp_path)))

    assert len(document.tables) == 3
    assert [each["event"] for each in said] == ["document_template_refused"]


def test_an_edited_typst_template_is_seen_at_the_next_document(tmp_path):
    """No restart is needed, though the compiler is kept."""
    for name in ("style.typ", "need_sheet.typ"):
        path = edited(tmp_path, name)
    facts = SheetFacts(
        need=NeedFacts(reference="B-1", company=None, company_address=None, title=None, openings=None, start_date=None),
        institution="Agence",
        referent=Person(name="Nadia Vasseur"),
    )
    before = need_sheet_pdf(facts, tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + "\nAjout de Nadia\n", encoding="utf-8")

    assert "Ajout de Nadia" not in read("x", before).text()
    assert "Ajout de Nadia" in read("x", need_sheet_pdf(facts, tmp_path)).text()
