"""A file is what its bytes say, whatever its name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.detect import decoded, document_type, separator_of
from tests.papers import docx, odt, p, pdf, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
MAIL = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: besoin\r\n\r\nSiret : 1\r\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (docx(p("x")), "docx"),
        (docx(p("x"))[:-200], "docx"),
        (odt("<text:p>x</text:p>"), "odt"),
        (zipped({"xl/workbook.xml": "<x/>"}), "xlsx"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "pptx"),
        (zipped({"photo.jpg": b"x"}), "zip"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "doc"),
        (OLE + "Workbook\0".encode("utf-16-le"), "xls"),
        (OLE + "__properties_version1.0\0".encode("utf-16-le"), "msg"),
        (OLE + "EncryptedPackage\0".encode("utf-16-le"), "locked"),
        (pdf(""), "pdf"),
        (b"junk of a printer\r\n" * 20 + pdf(""), "pdf"),
        (b"{\\rtf1 x}", "rtf"),
        (b"\x89PNG\r\n\x1a\n...", "png"),
        (b"\xff\xd8\xff\xe0...", "jpg"),
        (b"\x78\x9f\x3e\x22\x00\x00", "tnef"),
        (MAIL, "eml"),
        (b"Return-Path: <a@b.example>\nDelivered-To: c@d.example\n\nx", "eml"),
        (b"Siret: 123\nMail: a@b.example\nLieu: Amiens\n", "txt"),
        (b"From: Amiens\nDear all, here is our need", "txt"),
        (b"<!DOCTYPE html><p>x", "html"),
        (b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument">', "fodt"),
        (b'<?xml version="1.0"?><w:wordDocument xmlns:o="urn:oasis:names:tc:opendocument:x">', "officexml"),
        (b"Siret;123\nLieu;Amiens\nNom;x\n", "csv"),
        ("Siret\t123\nLieu\tAmiens\n".encode("utf-16"), "csv"),
        ("Société à Amiens".encode("cp1252"), "txt"),
        (b"Bonjour, voici, comme convenu, notre besoin.\nMerci, bien a vous.\nPaul", "txt"),
        (b"", "empty"),
        (b"\x00" * 100, "empty"),
        (b" \r\n\t", "empty"),
        (bytes(range(256)) * 20, "unknown"),
    ],
)
def test_the_type_is_told_from_the_bytes(data, kind):
    """One example of each."""
    assert document_type(data) == kind


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_of_any_usual_charset_is_read_whole(charset):
    """Accents, the euro and the oe ligature."""
    text = "Société Œuvre & Cie : 1 900 € à Évreux"

    assert (decoded(text.encode(charset)) or "").lstrip("\ufeff") == text


def test_one_broken_letter_does_not_change_the_charset_of_the_rest():
    """A UTF-8 text with a stray byte stays UTF-8."""
    text = ("é" * 150 + " Société ").encode() + b"\xff" + " déçue".encode()

    assert "Société" in str(decoded(text))


def test_prose_is_no_table():
    """Commas in sentences part nothing."""
    assert (
        separator_of("Bonjour, merci, à bientôt.\nNous cherchons, dès que possible, un maçon.\nCordialement, Paul")
        is None
    )


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_have_a_type(data):
    """Nothing raises."""
    assert document_type(data)


def test_commas_within_quotation_marks_part_no_columns():
    """A list exported as CSV: addresses and tasks are quoted, for they hold commas."""
    text = (
        "entreprise,adresse,poste,nombre,contrat,lieu\n"
        'Lys Propreté,"4 rue du Puits, 62120 Aire",Vitrier,1,CDI,Aire\n'
        'Lys Propreté,"4 rue du Puits, 62120 Aire","Agent, accueil",2,CDD,Aire\n'
    )

    assert separator_of(text) == ","
