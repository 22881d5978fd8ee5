"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

#: Word, Excel and OpenDocument files whose content is locked by a password
LOCKED = "locked"
#: the beginning of a zip or an Office file of old whose directory is lost
BROKEN = "broken"
UNKNOWN = "unknown"
EMPTY = "empty"

_HEAD = 4096
_TEXT = 65536

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
)

_OPENDOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}

#: OLE stream names, the most telling first
_OLE: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", LOCKED),
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)

_MAIL_HEADERS = frozenset(
    [
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "mime-version",
        "received",
        "message-id",
        "return-path",
        "delivered-to",
        "dkim-signature",
        "reply-to",
        "content-type",
        "content-transfer-encoding",
        "authentication-results",
        "arc-seal",
        "in-reply-to",
        "references",
        "sender",
        "x-mailer",
    ]
)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t\S]")
_HTML = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body|table|div|p|meta|span|style)\b", re.IGNORECASE)


def document_type(data: bytes) -> str:
    """The type of a file: docx, odt, doc, rtf, pdf, xlsx, xls, ods, csv, html, txt, eml, msg, png … or unknown."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return EMPTY
    head = data[:_HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, name in _MAGIC:
        if head.startswith(magic) or (name == "rtf" and start.startswith(magic)):
            return name
    if head[:4] == b"PK\x03\x04" or head[:4] == b"PK\x05\x06":
        return _zip_type(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_type(data)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"}:
        return "heic"
    if head[:2] == b"BM" and len(head) > 14 and head[14:15] in {b"\x0c", b"\x28", b"\x40", b"\x6c", b"\x7c"}:
        return "bmp"
    if b"%PDF-" in head[:1024]:
        # printers and mail gateways put up to a kilobyte of junk before the header
        return "pdf"
    return _text_type(data)


def decoded(data: bytes) -> str | None:
    """The text of a file of unknown charset: UTF-8, UTF-16 or Windows-1252; None when it is not text at all."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    wide = _wide(data[:2048])
    if wide:
        return data.decode(wide, "replace")
    if data[:_TEXT].count(b"\x00") or _control_share(data[:_TEXT]) > 0.02:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        # one cut or broken letter in a long UTF-8 text does not make it Windows-1252
        if fault.start > 200 and data[: fault.start].translate(None, bytes(range(128))):
            return data.decode("utf-8-sig", "replace")
        return data.decode("cp1252", "replace")


#: a cell in quotation marks, where a cell begins
_QUOTED = re.compile(r'(?<![^;\t|,\n])"(?:[^"]|"")*"')
#: two lines of as many columns are no prose
_MANY_COLUMNS = 6


def separator_of(text: str) -> str | None:
    """The column separator of a text that is a table (CSV), None for running text."""
    lines = _whole_rows([line for line in text[:_TEXT].splitlines()[:200] if line.strip()])
    if len(lines) < 2:
        return None
    lines = [_QUOTED.sub("", line) for line in lines]
    for mark in (";", "\t", "|", ","):
        counts = [line.count(mark) for line in lines]
        with_mark = [count for count in counts if count]
        if len(with_mark) < 2 or len(with_mark) < 0.7 * len(lines):
            continue
        common = max(set(with_mark), key=with_mark.count)
        steady = with_mark.count(common) / len(lines)
        if mark in ";\t" and steady >= 0.5:
            return mark
        # prose is full of commas: they must stand in the same number on nearly every line, and be closed up
        enough = 3 if common < _MANY_COLUMNS else 2
        if steady >= 0.85 and len(lines) >= enough and (common >= 2 or text.count('"') >= len(lines)):
            spaced = sum(line.count(mark + " ") for line in lines) / max(1, sum(counts))
            if mark == "|" or spaced < 0.5:
                return mark
    return None


def _whole_rows(lines: list[str]) -> list[str]:
    """The lines with those put together that one quoted cell spans; as they are where a quotation never ends."""
    out: list[str] = []
    is_open = False
    for line in lines:
        if is_open:
            out[-1] = f"{out[-1]}\n{line}"
        else:
            out.append(line)
        is_open = out[-1].count('"') % 2 == 1
    return lines if is_open else out


def _zip_type(data: bytes) -> str:
    names = _member_names(data)
    if names is not None:
        return names if isinstance(names, str) else _package_type(names)
    # a file cut short in transit has lost the list of its parts, but not their names
    names = {match.decode("latin-1") for match in re.findall(rb"[A-Za-z_\[\]/]{3,40}\.xml", data[:2_000_000])}
    found = _package_type(names)
    if found == "zip":
        return next((name for kind, name in _OPENDOCUMENT.items() if kind.encode() in data[:200]), BROKEN)
    return found


def _member_names(data: bytes) -> set[str] | str | None:
    """The names of a zip's members, or the type that an OpenDocument states; None when the zip is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:5000])
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
                for prefix, name in _OPENDOCUMENT.items():
                    if kind.startswith(prefix):
                        return name
            return names
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, KeyError):
        return None


def _package_type(names: set[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        return "pptx"
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return "odt"
    return "zip"


def _ole_type(data: bytes) -> str:
    for stream, name in _OLE:
        # directory entries hold their name in UTF-16; a substring search also works in a damaged file
        if (stream.encode("utf-16-le") + b"\x00\x00") in data:
            return name
    # the header says in which sector of 512 bytes the directory begins
    directory = int.from_bytes(data[48:52], "little")
    return "ole" if (directory + 1) * 512 < len(data) else BROKEN


def _text_type(data: bytes) -> str:
    text = decoded(data[:_TEXT])
    if text is None:
        return UNKNOWN
    start = text[:_HEAD].lstrip()
    if _is_mail(start):
        return "eml"
    if start.startswith("<?xml") and "<office:document" in start:
        return "fodt"
    if start.startswith("<?xml") and ("wordDocument" in start or "xmlPackage" in start or "Excel.Sheet" in start):
        return "officexml"
    if start.startswith("<") and _HTML.search(start):
        return "html"
    if len(_HTML.findall(start)) >= 3:
        return "html"
    return "csv" if separator_of(text) else "txt"


def _is_mail(start: str) -> bool:
    """Headers from the first line on, and two that only a mail has."""
    seen: set[str] = set()
    for number, line in enumerate(start.splitlines()[:60]):
        if not line.strip():
            break
        if line[:1] in " \t":
            continue
        match = _HEADER.match(line + " ")
        if match is None:
            if number == 0 and line.startswith("From "):
                continue
            break
        seen.add(match[1].lower())
    return len(seen & _MAIL_HEADERS) >= 2


def _wide(head: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of a Latin text is then zero."""
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _control_share(head: bytes) -> float:
    controls = len(head) - len(head.translate(None, bytes([*range(9), 11, *range(14, 32), 127])))
    return controls / max(1, len(head))
