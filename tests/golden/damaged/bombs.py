"""Bombs, too big to keep or to be looked at: made at test time, each named by what it does and with the code it must give."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.golden.damaged import bombs_pdf
from tests.golden.damaged.make import png, real_doc, workbook
from tests.papers import W, docx, odt, p, table, tc, tr, zipped

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEADER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"

#: code or codes that are right; « ok » where the file may be read
EXPECTED: dict[str, set[str]] = bombs_pdf.EXPECTED | {
    "xml_bomb.docx": {"too_large"},
    "million_paragraphs.docx": {"too_large"},
    "million_cells.docx": {"too_large"},
    "deep_tables.docx": {"too_large", "corrupt"},
    "wide_cells.docx": {"ok"},
    "swelling_entity.docx": {"corrupt", "too_large"},
    "many_entries.docx": {"too_large"},
    "overlapping_entries.docx": {"too_large", "corrupt"},
    "big_media.docx": {"ok"},
    "nested_archives.zip": {"unsupported"},
    "deep_lists.odt": {"ok"},
    "repeated_cells.odt": {"ok"},
    "fat_circle.doc": {"corrupt"},
    "declared_rows.xlsx": {"ok"},
    "million_rows.xlsx": {"too_large"},
    "far_apart_rows.xlsx": {"too_large"},
    "shared_string.xlsx": {"too_large"},
    "merged_sheets.xlsx": {"too_large", "ok"},
    "repeated_rows.ods": {"too_large"},
    "repeated_columns.ods": {"ok", "too_large"},
    "long_line.csv": {"ok"},
    "endless_quote.csv": {"ok", "corrupt"},
    "only_commas.csv": {"empty"},
    "long_line.txt": {"ok"},
    "line_of_blanks.txt": {"ok"},
    "nested_tables.html": {"too_large", "corrupt"},
    "deep_divisions.html": {"too_large"},
    "wide_cells.html": {"ok"},
    "many_cells.html": {"too_large"},
    "deep_groups.rtf": {"corrupt", "empty", "ok", "too_large", "timeout"},
    "binary_without_end.rtf": {"ok"},
    "many_cells.rtf": {"too_large"},
    "gigapixel.png": {"too_large", "corrupt"},
    "giant.png": {"too_large"},
    "giant.tiff": {"too_large"},
    "giant.bmp": {"too_large"},
    "giant.gif": {"too_large"},
    # so many pictures without a letter: found empty where there is a program that recognises
    "ten_thousand_pages.tiff": {"ok", "empty", "unsupported", "timeout"},
    "hundred_thousand_frames.gif": {"ok", "empty", "unsupported"},
    "too_heavy.bin": {"too_large"},
}


def made(name: str) -> bytes:
    """The bytes of a bomb."""
    return _MAKERS[name]()


def _big_media() -> bytes:
    out = io.BytesIO(docx(p("Siret : 123")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/i.bin", "w") as media:
        for _ in range(200):
            media.write(bytes(1_000_000))
    return out.getvalue()


def _overlapping_entries() -> bytes:
    """Twelve headers that are one and the same packed piece: each is small, all are not."""
    names = [f"header{number}.xml" for number in range(12)]
    links = "".join(f'<Relationship Id="r{name}" Type="{_HEADER}" Target="{name}"/>' for name in names)
    out = io.BytesIO(
        zipped(
            {
                "word/document.xml": f'<w:document xmlns:w="{W}"><w:body/></w:document>',
                "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>',
            }
        )
    )
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/header0.xml", f"<x>{list(range(300_000))}</x>")
        first = archive.getinfo("word/header0.xml")
        for name in names[1:]:
            copy = zipfile.ZipInfo(f"word/{name}")
            copy.header_offset, copy.CRC, copy.compress_type = first.header_offset, first.CRC, first.compress_type
            copy.compress_size, copy.file_size = first.compress_size, first.file_size
            archive.filelist.append(copy)
    return out.getvalue()


def _nested_archives() -> bytes:
    data = bytes(1_000_000)
    for level in range(5):
        data = zipped({f"{level}-{number}.zip": data for number in range(10)})
    return data


def _sheet(rows: str, *, declared: str = "A1", after: str = "", strings: str = "") -> bytes:
    """A workbook whose one sheet has these rows."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{_SHEET}"><dimension ref="{declared}"/><sheetData>{rows}</sheetData>{after}</worksheet>'
    )
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_SHEET}">{strings}</sst>'
    return zipped(parts)


def _written(place: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>Siret</t></is></c>'


def _ods(rows: str) -> bytes:
    names = " ".join(f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "table", "text"))
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
            f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>',
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0"/>',
        }
    )


def _repeated(*, rows: int = 1, columns: int = 1) -> bytes:
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"><text:p>Siret</text:p></table:table-cell>'
    return _ods(f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>')


def _fat_circle() -> bytes:
    """A .doc of which every chain of sectors ends where it begins."""
    out = bytearray(real_doc())
    at = (struct.unpack_from("<I", out, 76)[0] + 1) * 512
    start = struct.unpack_from("<I", out, 48)[0]
    struct.pack_into("<I", out, at + 4 * start, start)
    return bytes(out)


def _tiff(wide: int, high: int, *, pages: int = 1) -> bytes:
    """Pages of one picture each, without a letter on them."""
    body = bytes(64)
    out = bytearray(b"II*\0" + struct.pack("<I", 8))
    for number in range(pages):
        data = len(out) + 2 + 9 * 12 + 4
        tags = ((256, wide), (257, high), (258, 8), (259, 1), (262, 1), (273, data), (277, 1), (278, high), (279, 64))
        out += struct.pack("<H", 9) + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
        out += struct.pack("<I", data + len(body) if number + 1 < pages else 0) + body
    return bytes(out)


def _gif(wide: int, high: int, *, frames: int = 1) -> bytes:
    from PIL import Image

    small = io.BytesIO()
    Image.new("P", (8, 8), 0).save(small, "GIF")
    data = small.getvalue()
    at = data.index(b",\0\0\0\0")
    return data[:6] + struct.pack("<HH", wide, high) + data[10:at] + data[at:-1] * frames + b";"


def _bmp(wide: int, high: int) -> bytes:
    return b"BM" + struct.pack("<IHHIIiiHHIIiiII", 154, 0, 0, 54, 40, wide, high, 1, 24, 0, 0, 0, 0, 0, 0) + bytes(100)


_WIDE = '<w:tcPr><w:gridSpan w:val="40000"/></w:tcPr>'
_MAKERS: dict[str, Callable[[], bytes]] = bombs_pdf.MAKERS | {
    "xml_bomb.docx": lambda: docx(f"<w:p><w:r><w:t>{'a' * 150_000_000}</w:t></w:r></w:p>"),
    "million_paragraphs.docx": lambda: docx("<w:p/>" * 1_500_000),
    "million_cells.docx": lambda: docx(f"<w:tbl>{('<w:tr>' + '<w:tc><w:p/></w:tc>' * 100 + '</w:tr>') * 10_000}</w:tbl>"),
    "deep_tables.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 100_000 + p("x") + "</w:tc></w:tr></w:tbl>" * 100_000),
    "wide_cells.docx": lambda: docx(table(*[tr(*[f"<w:tc>{_WIDE}{p('Siret')}</w:tc>"] * 20)] * 20, tr(tc(p("Lieu"))))),
    "swelling_entity.docx": lambda: zipped(
        {"word/document.xml": f"<!DOCTYPE d [<!ENTITY a '{'a' * 50_000}'>]><d>{'&a;' * 100_000}</d>"}
    ),
    "many_entries.docx": lambda: zipped({"word/document.xml": "<x/>"} | {f"word/media/{n}": "" for n in range(5_000)}),
    "overlapping_entries.docx": _overlapping_entries,
    "big_media.docx": _big_media,
    "nested_archives.zip": _nested_archives,
    "deep_lists.odt": lambda: odt(
        "<text:list><text:list-item>" * 120 + "<text:p>Siret</text:p>" + "</text:list-item></text:list>" * 120
    ),
    "repeated_cells.odt": lambda: odt(
        '<table:table><table:table-row table:number-rows-repeated="1000000000"><table:table-cell '
        'table:number-columns-repeated="1000000000"><text:p>Siret<text:s text:c="2000000000"/></text:p>'
        "</table:table-cell></table:table-row></table:table>"
    ),
    "fat_circle.doc": _fat_circle,
    "declared_rows.xlsx": lambda: _sheet(f'<row r="1">{_written("A1")}</row>', declared="A1:XFD1048576"),
    "million_rows.xlsx": lambda: _sheet("<row><c><v>1</v></c></row>" * 1_048_576),
    "far_apart_rows.xlsx": lambda: _sheet("".join(f'<row r="{n}">{_written(f"A{n}")}</row>' for n in range(1, 1_000_000, 10))),
    "shared_string.xlsx": lambda: _sheet(
        ("<row>" + '<c t="s"><v>0</v></c>' * 20 + "</row>") * 1_000, strings=f"<si><t>{'a' * 30_000}</t></si>"
    ),
    "merged_sheets.xlsx": lambda: _sheet(
        f'<row r="1">{_written("A1")}</row>', after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 50_000 + "</mergeCells>"
    ),
    "repeated_rows.ods": lambda: _repeated(rows=1_000_000_000),
    "repeated_columns.ods": lambda: _repeated(columns=1_000_000_000),
    "long_line.csv": lambda: b"Siret;Lieu\n1;2\n" + b"a;" * 11_000_000,
    "endless_quote.csv": lambda: b"Siret;Lieu\n1;2\n" + b'"a\n' * 5_000_000,
    "only_commas.csv": lambda: (b"," * 3_000 + b"\n") * 5_000,
    "long_line.txt": lambda: b"Siret : 123 " + b"a" * 5_000_000,
    "line_of_blanks.txt": lambda: b"Siret : 123\n" + (b" " * 100_000 + b"x\n") * 5,
    "nested_tables.html": lambda: b"<html><body>" + b"<table><tr><td>a<td>b" * 20_000,
    "deep_divisions.html": lambda: b"<html><body>" + b"<div>" * 100_000 + b"Siret : 123" + b"</div>" * 100_000,
    "wide_cells.html": lambda: b"<html><body><table>" + b"<tr><td colspan=1000000000 rowspan=999>Siret<td>x</tr>" * 500,
    "many_cells.html": lambda: b"<html><body><table>" + (b"<tr>" + b"<td>a" * 100) * 1_000,
    "deep_groups.rtf": lambda: b"{\\rtf1 " + b"{" * 400_000 + b"Siret" + b"}" * 400_000,
    "binary_without_end.rtf": lambda: b"{\\rtf1 Siret : 123\\par {\\pict\\bin2147483647 abc}\\par Lieu : Amiens\\par}",
    "many_cells.rtf": lambda: b"{\\rtf1 " + b"\\trowd\\cellx100\\cellx200 a\\cell b\\cell\\row " * 30_000 + b"}",
    "gigapixel.png": lambda: png(40_000, 40_000, zlib.compress(bytes(5_001 * 40_000), 9)),
    "giant.png": lambda: png(2**31 - 1, 2**31 - 1, zlib.compress(bytes(99))),
    "giant.tiff": lambda: _tiff(100_000, 100_000),
    "giant.bmp": lambda: _bmp(60_000, 60_000),
    "giant.gif": lambda: _gif(65_535, 65_535),
    "ten_thousand_pages.tiff": lambda: _tiff(8, 8, pages=10_000),
    "hundred_thousand_frames.gif": lambda: _gif(8, 8, frames=100_000),
    "too_heavy.bin": lambda: bytes([65]) * 26_000_000,
}  # fmt: skip
