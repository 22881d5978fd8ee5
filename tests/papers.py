"""Documents made from their smallest parts, for tests of the readers: what a test shows is all that the file holds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_SPACES = (
    f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(
    body: str, *, main: str = "word/document.xml", parts: Mapping[str, str] | None = None, namespace: str = W
) -> bytes:
    """A Word file with this body; `parts` are further parts by the last word of their kind: header, footer, styles."""
    related = {kind: f"word/{kind}1.xml" for kind in parts or {}}
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATION}{kind}" Target="{kind}1.xml"/>' for n, kind in enumerate(related)
    )
    outer = f'<Relationship Id="r0" Type="{_RELATION}officeDocument" Target="{main}"/>'
    content = f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>".replace(W, namespace)
    named = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(outer),
        main: content,
        f"word/_rels/{main.rpartition('/')[2]}.rels": _RELATIONS.format(inner),
    }
    for kind, xml in (parts or {}).items():
        if "/" in kind:
            named[kind] = xml
        else:
            tag = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
            named[related[kind]] = f"<w:{tag} {_SPACES}>{xml}</w:{tag}>".replace(W, namespace)
    return zipped(named)


def p(text: str, *, look: str = "", properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, look)}</w:p>"


def para(*runs: str) -> str:
    """A paragraph of these runs."""
    return "<w:p>" + "".join(runs) + "</w:p>"


def r(text: str, look: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str) -> str:
    """A row of cells; a plain text becomes a cell."""
    return f"<w:tr>{''.join(cell if cell.startswith('<') else tc(p(cell)) for cell in cells)}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def sdt(properties: str, content: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def legacy_field(data: str, code: str, result: str = "") -> str:
    """A form field as Word 97 to 2003 made them."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def odt(body: str, *, styles: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text with this body and these automatic styles."""
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {
            "office": "office", "text": "text", "table": "table", "draw": "drawing", "form": "form", "style": "style",
            "fo": "xsl-fo-compatible",
        }.items()
    )  # fmt: skip
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def pdf(
    content: str, *, more: str = "", catalog: str = "", page: str = "", size: tuple[int, int] = (595, 842)
) -> bytes:
    """A PDF of one page: its drawing, further objects (numbered from 10), entries of its catalogue and of its page."""
    stream = content.encode("cp1252", "replace")
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R " + catalog.encode() + b">>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R"
        f"/F2 6 0 R/F3 7 0 R>>>>{page}>>endobj".encode(),
        b"4 0 obj<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream endobj",
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj",
        b"6 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>endobj",
        b"7 0 obj<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>endobj",
        more.encode("latin-1"),
    ]
    return b"%PDF-1.7\n" + b"\n".join(objects) + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def written(x: float, y: float, text: str, *, font: str = "F1", size: int = 10) -> str:
    """A text on a PDF page, from the bottom left corner."""
    safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({safe}) Tj ET\n"


def grey(content: str) -> str:
    """The same text in grey."""
    return f"q 0.5 g\n{content}Q\n"


def ruled(x: float, y: float, wide: float, high: float) -> str:
    """A rectangle drawn on a PDF page."""
    return f"0.5 w {x} {y} {wide} {high} re S\n"
