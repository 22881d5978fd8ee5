"""Makes the hostile files: `python -m tests.golden.damaged.make` writes them; the big ones are in bombs.py.

Each maker is named by its fault. The code that a file must give stands in EXPECTED.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests import ole
from tests.papers import W, docx, odt, p, pdf, written, zipped

HERE = Path(__file__).parent

#: code or codes that are right; « ok » where the file may be read, or found empty, as long as nothing breaks
EXPECTED: dict[str, set[str]] = {
    "empty.pdf": {"empty"},
    "blanks.txt": {"empty"},
    "zeros.doc": {"empty"},
    "garbage.docx": {"unsupported"},
    "cut_short.docx": {"corrupt"},
    "cut_short.pdf": {"corrupt"},
    "cut_short.png": {"corrupt"},
    "cut_short.odt": {"corrupt"},
    "cut_short.rtf": {"corrupt"},
    "cut_short.doc": {"corrupt"},
    "cut_short.xlsx": {"corrupt"},
    "no_main_part.docx": {"corrupt"},
    "broken_xml.docx": {"corrupt"},
    "broken_deflate.docx": {"corrupt"},
    "deep_nesting.docx": {"corrupt", "too_large"},
    "billion_laughs.docx": {"corrupt", "too_large", "empty"},
    "external_entity.docx": {"ok"},
    "external_entity.odt": {"ok"},
    "external_image.html": {"ok"},
    "zip_password.docx": {"encrypted"},
    "office_password.docx": {"encrypted"},
    "odt_password.odt": {"encrypted"},
    "pdf_password.pdf": {"encrypted"},
    "xfa_form.pdf": {"unsupported"},
    "page_loop.pdf": {"corrupt", "ok", "empty"},
    "kids_loop.pdf": {"ok"},
    "self_calling_form.pdf": {"ok", "empty", "timeout", "too_large", "corrupt"},
    "huge_page.pdf": {"ok", "empty"},
    "far_cell.xlsx": {"too_large"},
    "endless_chain.xls": {"corrupt"},
    "claims.xls": {"corrupt"},
    "archive.zip": {"unsupported"},
    "slides.pptx": {"unsupported"},
    "macro.docm": {"ok"},
    "endless_braces.rtf": {"corrupt", "empty", "ok", "unsupported"},
    "wrong_offsets.doc": {"corrupt"},
}


def made(name: str) -> bytes:
    """The bytes of a hostile file."""
    return _MAKERS[name]()


def _cut(data: bytes, share: float = 0.6) -> bytes:
    return data[: int(len(data) * share)]


def png(wide: int, high: int, rows: bytes) -> bytes:
    """A picture that is said to be so large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def workbook() -> bytes:
    """A good workbook of one cell."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Besoin").write(0, 0, "Siret")
    book.close()
    return out.getvalue()


def _far_cell() -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[name] = parts[name].replace(b"</sheetData>", far)
    return zipped(parts)


def _with_document(xml: str) -> bytes:
    return zipped({"word/document.xml": xml})


def _entity(head: str, use: str) -> bytes:
    return _with_document(
        f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{p("avant " + use)}</w:body></w:document>'
    )


def _laughs() -> str:
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))]
    return f"<!DOCTYPE d [{''.join(lines)}]>"


def _flagged(data: bytes) -> bytes:
    """The same zip with the mark of a password on every member."""
    out = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(signature)
        while at >= 0:
            out[at + offset] |= 1
            at = out.find(signature, at + 4)
    return bytes(out)


def _broken_deflate() -> bytes:
    out = bytearray(docx(p("x" * 3000)))
    at = out.find(b"word/document.xml") + len("word/document.xml")
    for index in range(at + 8, at + 40):
        out[index] ^= 0xA5
    return bytes(out)


def _locked_pdf() -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(written(60, 700, "Siret : 123")))) as file:
        file.save(out, encryption=pikepdf.Encryption(user="secret", owner="autre"))
    return out.getvalue()


def compressed_pdf(content: bytes, *, more: bytes = b"", resources: bytes = b"") -> bytes:
    """A page with this drawing, packed; further objects are numbered from 10."""
    packed = zlib.compress(content, 9)
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<" + resources + b">>>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream endobj\n" + more
        + b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )  # fmt: skip


def _ole(*streams: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + b"".join(f"{name}\0".encode("utf-16-le") for name in streams)
        + bytes(600)
    )


def real_doc() -> bytes:
    """The good .doc that the tests keep."""
    return (HERE.parent / "documents" / "besoin.doc").read_bytes()


def _wrong_offsets() -> bytes:
    data = bytearray(real_doc())
    # the table of pieces is said to stand far outside of its stream
    start = data.find(b"\xec\xa5")
    data[start + 0x1A2 : start + 0x1AA] = b"\xf0\xff\xff\x7f\xf0\xff\xff\x7f"
    return bytes(data)


_MAKERS: dict[str, Callable[[], bytes]] = {
    "empty.pdf": lambda: b"",
    "blanks.txt": lambda: b" \r\n\t" * 20,
    "zeros.doc": lambda: bytes(2000),
    "garbage.docx": lambda: bytes((n * 73 + n // 7) % 256 for n in range(3000)),
    "cut_short.docx": lambda: _cut(docx(p("Siret : 123") * 50)),
    "cut_short.pdf": lambda: _cut(pdf(written(60, 700, "Siret : 123 456 789")), 0.5),
    "cut_short.png": lambda: _cut(png(2000, 2000, zlib.compress(b"\0" * (251 * 2000)))),
    "cut_short.rtf": lambda: _cut(b"{\\rtf1 " + b"Siret : 123\\par " * 50 + b"}"),
    "cut_short.odt": lambda: _cut(odt("<text:p>Siret</text:p>" * 50)),
    "cut_short.doc": lambda: _cut(real_doc(), 0.4),
    "cut_short.xlsx": lambda: _cut(workbook()),
    "no_main_part.docx": lambda: zipped({"word/styles.xml": "<x/>"}),
    "broken_xml.docx": lambda: _with_document(f'<w:document xmlns:w="{W}"><w:body><w:p></w:body>'),
    "broken_deflate.docx": _broken_deflate,
    "deep_nesting.docx": lambda: docx("<w:sdt><w:sdtContent>" * 3000 + p("x") + "</w:sdtContent></w:sdt>" * 3000),
    "billion_laughs.docx": lambda: _entity(_laughs(), "&a11;"),
    "external_entity.docx": lambda: _entity('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x; apres"),
    "external_entity.odt": lambda: odt("<text:p>Siret : 123</text:p>", styles=""),
    "external_image.html": lambda: b'<html><body><p>Siret : 123<img src="http://127.0.0.1:9/x.png"></p></body></html>',
    "zip_password.docx": lambda: _flagged(docx(p("Siret : 123"))),
    "office_password.docx": lambda: _ole("EncryptedPackage", "EncryptionInfo"),
    "odt_password.odt": lambda: odt("<text:p>x</text:p>", manifest="<manifest:encryption-data/>"),
    "pdf_password.pdf": _locked_pdf,
    "xfa_form.pdf": lambda: pdf(written(60, 700, "Please wait"), catalog="/AcroForm<</Fields[]/XFA(x)>>"),
    "page_loop.pdf": lambda: b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    "kids_loop.pdf": lambda: pdf(
        written(60, 700, "Siret de l'entreprise : 123"), catalog="/AcroForm<</Fields[10 0 R]>>",
        more="10 0 obj<</T(a)/FT/Tx/Kids[11 0 R]>>endobj\n11 0 obj<</T(b)/Kids[10 0 R]>>endobj",
    ),
    "self_calling_form.pdf": lambda: compressed_pdf(
        b"/X Do", resources=b"/XObject<</X 10 0 R>>",
        more=b"10 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 10 0 R>>>>/Length 11>>stream\n/X Do /X Do\nendstream endobj\n",
    ),
    "huge_page.pdf": lambda: pdf("", size=(200_000, 200_000)),
    "far_cell.xlsx": _far_cell,
    "endless_chain.xls": lambda: ole.endless(ole.workbook(ole.cell(0, 0, 12))),
    "claims.xls": lambda: ole.workbook(ole.cell(0, 0, 12), shared=ole.strings(2_000_000_000, "Siret")),
    "archive.zip": lambda: zipped({"photo.txt": "x", "notes/a.txt": "y"}),
    "slides.pptx": lambda: zipped({"ppt/presentation.xml": "<x/>"}),
    "macro.docm": lambda: docx(p("Siret : 123"), parts={"word/vbaProject.bin": "x" * 400}),
    "endless_braces.rtf": lambda: b"{\\rtf1 " + b"{\\pict" * 3000,
    "wrong_offsets.doc": _wrong_offsets,
}  # fmt: skip


def main() -> None:
    """Write the small files beside this one."""
    for name in EXPECTED:
        (HERE / name).write_bytes(made(name))


if __name__ == "__main__":
    main()
