"""A document may ask for pictures, templates, schemas and pages from elsewhere: none is ever fetched."""

from __future__ import annotations

import io
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
import xlsxwriter

from parsers.parse import parse
from tests.papers import W, docx, odt, p, pdf, written, zipped

TODAY = date(2026, 11, 24)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@pytest.fixture(scope="module")
def door() -> Iterator[tuple[str, list[bytes]]]:
    """An address that notes whoever knocks."""
    knocks: list[bytes] = []
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(5)

        def mind() -> None:
            while True:
                try:
                    caller, _ = listening.accept()
                except OSError:
                    return
                with caller:
                    knocks.append(caller.recv(200))

        threading.Thread(target=mind, daemon=True).start()
        # it does hear: the first knock is our own, and so is the last, that ends the waiting
        with socket.create_connection(listening.getsockname()) as ours:
            ours.sendall(b"knock")
        deadline = time.monotonic() + 5
        while not knocks and time.monotonic() < deadline:
            time.sleep(0.01)
        assert knocks == [b"knock"]
        knocks.clear()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/x", knocks
        socket.create_connection(listening.getsockname()).close()


def linked_word(url: str) -> bytes:
    """Word: a linked picture, a template elsewhere, an object elsewhere."""
    with zipfile.ZipFile(io.BytesIO(docx(p("Siret : 123")))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    links = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{url}.{kind}" TargetMode="External"/>'
        for kind in ("image", "attachedTemplate", "oleObject", "subDocument")
    )
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'
    return zipped(parts)


def linked_workbook(url: str) -> bytes:
    """Excel: a formula that asks a server, a workbook elsewhere, a picture and a query."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "Siret : 123")
        sheet.write_formula("B1", f'=WEBSERVICE("{url}")', None, "3")
        sheet.write_formula("C1", f"='{url}.[autre.xlsx]A'!A1", None, "4")
        sheet.write_url("D1", f"{url}.html", string="lien")
    return out.getvalue()


FILES = {
    "workbook": linked_workbook,
    "html": lambda url: (
        f'<html><head><link rel=stylesheet href="{url}.css"><script src="{url}.js"></script></head><body>'
        f'<p>Siret : 123 <img src="{url}.png"><iframe src="{url}"></iframe><object data="{url}"></object></p></body></html>'
    ).encode(),
    "word": linked_word,
    "word with a schema": lambda url: zipped(
        {"word/document.xml": f'<!DOCTYPE d SYSTEM "{url}.dtd"><w:document xmlns:w="{W}"><w:body>{p("Siret : 123")}</w:body></w:document>'}
    ),
    "opendocument": lambda url: odt(
        '<text:p>Siret : 123</text:p><draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink"><draw:image xlink:href="{url}.png" xlink:actuate="onLoad"/></draw:frame>'
    ),
    "rtf": lambda url: (
        r"{\rtf1 Siret : 123\par {\field{\*\fldinst INCLUDEPICTURE " + f'"{url}.png"' + r" \\d}{\fldrslt image}}"
        r"{\*\template " + url + r".dot}{\shp{\*\shpinst{\shptxt texte}}}\par}"
    ).encode(),
    "pdf": lambda url: pdf(
        written(60, 700, "Siret : 123"), catalog=f"/OpenAction<</S/URI/URI({url})>>/AA<</O<</S/Launch/F({url})>>>>"
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.parametrize("kind", FILES)
def test_a_document_that_points_elsewhere_is_read_and_nobody_is_called(kind, door):
    """Neither by our readers nor by a program that they start."""
    url, knocks = door
    reading = parse("x", FILES[kind](url), today=TODAY)

    assert reading.document is not None
    assert "Siret : 123" in reading.document.text()
    assert knocks == []
