"""Broken copies of good files, for the fuzzers: the files to start from, and the faults put into them."""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
import zlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from parsers.detect import document_type  # noqa: E402
from parsers.tools import libreoffice, process  # noqa: E402

SEEDS = (
    "tests/golden/documents",
    "tests/golden/forms",
    "tests/golden/damaged",
    "tests/golden/outgoing",
    "tests/golden/mails",
)
#: the largest file that a mutation may make
LARGEST = 400_000
#: pieces that readers are known to stumble over
TOKENS = (
    b"\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"-1", b"0", b"9" * 20, b"1e400", b"NaN",
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"\xed\xa0\x80", b"\xc0\xaf",
    b"{", b"}", b"\\bin9999999 ", b"\\u-1?", b"\\'zz", b"endobj", b"stream\n", b"/Kids[1 0 R]", b"<<", b">>", b"obj",
    b"/Length 99999999", b"colspan='99999'", b"rowspan='-3'", b"w:gridSpan w:val='40000'", b"w:val=''",
    b"\t" * 50, b"\n" * 50,
)  # fmt: skip
VALUES = ("", "-1", "0", "65536", "99999999999", "x", "é", "1.5", "true")
PAGE = (
    b"<html><body><table><tr><th colspan=2>A</th></tr><tr><td rowspan=2>Siret</td><td>1</td></tr></table>"
    b"<input name=a value=b><select><option selected>c</select></body></html>"
)


PICTURES = ("png", "jpg", "tiff", "gif", "bmp", "webp")
#: what the mail side reads: a form inside a mail inside a mail
MAILS = ("eml", "msg", "tnef")
#: seeds that cost all the time and memory allowed: their copies would take the time of all others
COSTLY = frozenset({"self_calling_form.pdf", "page_loop.pdf"})
KINDS = ("docx", "odt", "doc", "rtf", "pdf", "xlsx", "xls", "ods", "csv", "html", "txt", "pictures", *MAILS)
#: seeds that LibreOffice makes of those of another kind
CONVERTED = {"xls": "xlsx", "ods": "xlsx", "odt": "docx", "doc": "docx", "rtf": "docx"}


def seeds(kind: str) -> list[bytes]:
    """The good (and the damaged) files of a format that the tests keep, small ones only."""
    found = []
    for folder in SEEDS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {"", ".py", ".json", ".md"} or path.name in COSTLY:
                continue
            if path.is_file() and path.stat().st_size < LARGEST:
                data = path.read_bytes()
                found += [data] if document_type(data) == kind else []
    return found + made(kind)


def made(kind: str) -> list[bytes]:
    """Seeds of the formats that the tests make as they go."""
    if kind == "pictures":
        return [file for each in PICTURES for file in (*seeds(each), _picture(each))]
    if kind in CONVERTED:
        good = seeds(CONVERTED[kind])
        chosen = good[:: max(1, len(good) // 5)]
        return [file for seed in chosen for file in _converted(seed, CONVERTED[kind], kind)]
    if kind in {"msg", "tnef"}:
        from tests.unit.mailboxes.test_wrapped import outlook_file, winmail

        return [outlook_file() if kind == "msg" else _carried(winmail())]
    plain = {
        "csv": 'Raison sociale;Siret;Lieu\nBâti;732 829 320 00074;"Amiens\nNord"\n' * 3,
        "html": PAGE.decode(),
        "txt": "Raison sociale : Bâti\nSiret\t732 829 320 00074\n> Lieu : Amiens\n",
    }
    return [plain[kind].encode()] if kind in plain else []


def _picture(kind: str) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("L", (240, 160), 255)
    ImageDraw.Draw(picture).text((20, 20), "Siret 732 829 320 00074", fill=0)
    ImageDraw.Draw(picture).rectangle((10, 50, 200, 120), outline=0)
    out = io.BytesIO()
    picture.save(out, {"jpg": "JPEG", "tiff": "TIFF"}.get(kind, kind.upper()))
    return out.getvalue()


def _converted(seed: bytes, kind: str, to: str) -> list[bytes]:
    try:
        return [libreoffice.converted(seed, kind, to, seconds=60)]
    except process.Failed:
        return []


def _carried(file: bytes) -> bytes:
    """A mail that is one winmail.dat, unencoded so that a fault in it is a fault of the file."""
    head = b"From: a@x.example\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n"
    return head + b"Content-Transfer-Encoding: binary\r\n\r\n" + file


# --- mutations ---


def broken(data: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """A copy with faults: in a zip inside its parts, in a PDF inside its opened streams, else in its bytes."""
    if data[:2] == b"PK" and rng.random() < 0.8:
        return _broken_zip(data, others, rng)
    return broken_bytes(data, rng, tuple(others))


@cache
def opened(data: bytes) -> dict[str, bytes]:
    """The parts of a zip, none where it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist() if info.file_size < LARGEST}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return {}


def _broken_zip(data: bytes, others: list[bytes], rng: random.Random) -> bytes:
    parts = dict(opened(data))
    if not parts:
        return broken_bytes(data, rng, tuple(others))
    names = [name for name in parts if name.endswith((".xml", ".rels", "mimetype"))] or list(parts)
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(names)
        if rng.random() < 0.05:
            parts.pop(name, None)
        elif name in parts:
            faulty = broken_markup if rng.random() < 0.7 else broken_bytes
            parts[name] = faulty(parts[name], rng)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def broken_markup(text: bytes, rng: random.Random) -> bytes:
    """XML that mostly stays well formed: elements repeated, dropped, moved, nested in themselves; values exchanged."""
    from lxml import etree

    try:
        root = etree.fromstring(text)
    except etree.XMLSyntaxError:
        return broken_bytes(text, rng)
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    for _ in range(rng.choice((1, 2, 4))):
        node, other = rng.choice(nodes), rng.choice(nodes)
        fault = rng.randrange(6)
        if fault == 0 and node.getparent() is not None:
            node.getparent().remove(node)
        elif fault == 1 and len(node) < 500:
            copy = etree.tostring(node, with_tail=False)
            other.append(etree.fromstring(copy) if len(copy) < 50_000 else etree.Element("x"))
        elif fault == 2 and node.attrib:
            node.attrib[rng.choice(list(node.attrib))] = rng.choice(VALUES)
        elif fault == 3:
            node.text = rng.choice(("", "x" * 5000, "\t\n", "😀", "-1", None))
        elif fault == 4:
            node.tag = other.tag
        else:
            inner = node
            for _ in range(rng.choice((3, 60))):
                inner = etree.SubElement(inner, node.tag)
    return etree.tostring(root)


def broken_bytes(data: bytes, rng: random.Random, others: tuple[bytes, ...] = ()) -> bytes:
    """Bytes exchanged, dropped, repeated, put in from other files or from the tokens."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 12))):
        at = rng.randrange(max(1, len(out)))
        fault = rng.randrange(8)
        if fault == 0:
            out[at : at + 1] = bytes([rng.randrange(256)])
        elif fault == 1:
            del out[at : at + rng.choice((1, 4, 64, 1000))]
        elif fault == 2:
            out[at:at] = rng.choice(TOKENS)
        elif fault == 3:
            piece = out[at : at + rng.choice((8, 100, 2000))]
            out[at:at] = piece * rng.choice((1, 2, 20))
        elif fault == 4:
            out[at : at + 4] = struct.pack(rng.choice("<>") + "I", rng.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, len(out))))
        elif fault == 5 and others:
            other = rng.choice(others)
            start = rng.randrange(max(1, len(other)))
            out[at:at] = other[start : start + rng.choice((16, 300, 3000))]
        elif fault == 6:
            out[at : at + len(token)] = (token := rng.choice(TOKENS))
        else:
            del out[at : len(out) if rng.random() < 0.2 else at + 2]
        if len(out) > LARGEST:
            del out[LARGEST:]
    return bytes(out)
