"""PDF bombs, made at test time: trees that fan out, streams that swell, pages without number, actions."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from tests.golden.damaged.make import compressed_pdf
from tests.papers import pdf, written

_SEEN = written(60, 700, "Siret : 123")

#: code or codes that are right
EXPECTED: dict[str, set[str]] = {
    "operators.pdf": {"ok", "empty", "timeout", "too_large", "corrupt"},
    "fan_out.pdf": {"timeout", "too_large", "corrupt", "ok", "empty"},
    "ten_thousand_pages.pdf": {"ok"},
    "hundred_thousand_pages.pdf": {"ok"},
    "pages_that_fan_out.pdf": {"corrupt"},
    "count_without_pages.pdf": {"ok"},
    "endless_page.pdf": {"ok"},
    "swelling_objects.pdf": {"ok", "corrupt", "too_large"},
    "fifty_filters.pdf": {"ok", "corrupt", "too_large"},
    "filter_bomb.pdf": {"ok", "corrupt", "too_large", "timeout"},
    "giant_picture.pdf": {"ok", "too_large", "timeout"},
    "fields_that_fan_out.pdf": {"ok"},
    "hundred_thousand_fields.pdf": {"ok"},
    "actions.pdf": {"ok"},
}


def _fan_out() -> bytes:
    more = b""
    for level in range(25):
        inner = b"/X Do /X Do"
        named = b"/Resources<</XObject<</X %d 0 R>>>>" % (11 + level) if level < 24 else b""
        body = inner if level < 24 else b"0 0 m 1 1 l S"
        more += b"%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length %d>>stream\n%s\nendstream endobj\n" % (
            10 + level, named, len(body), body,
        )  # fmt: skip
    return compressed_pdf(b"/X Do", more=more, resources=b"/XObject<</X 10 0 R>>")


def _many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(count))
    pages = b"\n".join(
        b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj"
        % (10 + n)
        for n in range(count)
    )
    text = b"BT /F1 10 Tf 60 700 Td (Siret de l'entreprise : 123 456) Tj ET"
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[" + kids
        + b"]/Count %d>>endobj\n4 0 obj<</Length %d>>stream\n" % (count, len(text)) + text + b"\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n" + pages + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )  # fmt: skip


def _one_page(more: bytes, *, contents: bytes = b"", page: bytes = b"") -> bytes:
    """A page with a text on it, so that nobody looks for one in its picture."""
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents[6 0 R"
        + contents + b"]" + page + b">>endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        + _stream(6, b"", _SEEN.encode()) + b"\n" + more + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )  # fmt: skip


def _stream(number: int, entries: bytes, data: bytes) -> bytes:
    return b"%d 0 obj<<%s/Length %d>>stream\n" % (number, entries, len(data)) + data + b"\nendstream endobj"


def _filtered(times: int, size: int) -> bytes:
    """A page whose content was packed again and again."""
    data = b" " * size
    for _ in range(times):
        data = zlib.compress(data, 9)
    return _one_page(_stream(4, b"/Filter[" + b"/FlateDecode " * times + b"]", data), contents=b" 4 0 R")


def _pages_that_fan_out() -> bytes:
    """Each level of the tree names the next ten times: ten to the power of twenty pages."""
    levels = b"".join(
        b"%d 0 obj<</Type/Pages/Kids[%s]/Count 1000000000>>endobj\n" % (2 + n, b" ".join([b"%d 0 R" % (3 + n)] * 10))
        for n in range(20)
    )
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + levels
        + b"22 0 obj<</Type/Page/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )  # fmt: skip


def _swelling_objects() -> bytes:
    packed = zlib.compress(b"10 0 " + b"0" * 5 + b" " * 300_000_000, 9)
    return _one_page(_stream(4, b"/Type/ObjStm/N 1/First 5/Filter/FlateDecode", packed), page=b"/Annots 10 0 R")


def _giant_picture() -> bytes:
    """One byte that is said to be a picture of 3 600 million points."""
    kind = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceGray"
    drawn = _stream(4, b"", b"595 0 0 842 0 0 cm /X Do") + b"\n" + _stream(7, kind, b"x")
    return _one_page(drawn, contents=b" 4 0 R").replace(b"/Font<<", b"/XObject<</X 7 0 R>>/Font<<", 1)


def _fields(count: int, *, fan: bool) -> bytes:
    """So many fields in a row, or each the parent of the next twice."""
    if fan:
        kids = "\n".join(f"{10 + n} 0 obj<</T(a)/FT/Tx/Kids[{11 + n} 0 R {11 + n} 0 R]>>endobj" for n in range(count))
        return pdf(
            _SEEN, catalog="/AcroForm<</Fields[10 0 R]>>", more=f"{kids}\n{10 + count} 0 obj<</T(b)/V(x)>>endobj"
        )
    named = " ".join(f"{10 + n} 0 R" for n in range(count))
    fields = "\n".join(f"{10 + n} 0 obj<</T(a{n})/FT/Tx/V(x)>>endobj" for n in range(count))
    return pdf(_SEEN, catalog=f"/AcroForm<</Fields[{named}]>>", more=fields)


MAKERS: dict[str, Callable[[], bytes]] = {
    "operators.pdf": lambda: compressed_pdf(b"q " * 2_000_000),
    "fan_out.pdf": _fan_out,
    "ten_thousand_pages.pdf": lambda: _many_pages(10_000),
    "hundred_thousand_pages.pdf": lambda: _many_pages(100_000),
    "pages_that_fan_out.pdf": _pages_that_fan_out,
    "count_without_pages.pdf": lambda: pdf(_SEEN).replace(b"/Count 1", b"/Count 2147483647"),
    "endless_page.pdf": lambda: pdf(_SEEN, size=(2_000_000_000, 2_000_000_000)),
    "swelling_objects.pdf": _swelling_objects,
    "fifty_filters.pdf": lambda: _filtered(50, 1_000),
    "filter_bomb.pdf": lambda: _filtered(3, 200_000_000),
    "giant_picture.pdf": _giant_picture,
    "fields_that_fan_out.pdf": lambda: _fields(40, fan=True),
    "hundred_thousand_fields.pdf": lambda: _fields(100_000, fan=False),
    "actions.pdf": lambda: pdf(
        _SEEN, catalog="/OpenAction<</S/JavaScript/JS(while\\(1\\){})>>/AA<</WC<</S/Launch/F(/bin/sh)>>>>"
    ),
}  # fmt: skip
