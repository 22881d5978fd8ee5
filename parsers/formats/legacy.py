"""Old word processors: .doc and .rtf by readers of our own, anything older through LibreOffice where it is present."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.document import Document
from parsers.errors import Unreadable
from parsers.formats.archive import CORRUPT, TOO_LARGE
from parsers.formats.flow import Flow
from parsers.formats.rtf_faint import BEGIN, END, Marked, with_marks
from parsers.tools import libreoffice
from parsers.tools.process import Failed

_OLD = (
    "Ce document est d'un format trop ancien pour être lu ici : demandez à l'expéditeur de l'enregistrer en Word "
    "(.docx) ou en PDF."
)
_MAX_RTF = 8_000_000
# striprtf passes characters through: marks of private use carry the shape of the tables past it
_CELL, _ROW, _START, _STOP, _STOP_END = ("\ue000", "\ue001", "\ue002", "\ue003", "\ue004")
_TICK = re.compile(r"\\fftype1\b(.{0,600}?)\\fldrslt\b ?", re.DOTALL)
_RESULT = re.compile(r"\\ff(res|defres)(\d{1,3})")
_SILENT = re.compile(
    r"\{(?:\\\*)?\\(?:pict|stylesheet|latentstyles|listtable|listoverridetable|pgdsctbl|rsidtbl|themedata|objdata|datastore"
    r"|colorschememapping|xmlnstbl|mmathPr|generator)(?![a-z])"
)
_WORDS = (
    # headers and footers are read where they are written: before the section that they belong to
    (re.compile(r"\{\\(?:header|footer)[lrf]?(?![a-z])"), r"{\\par "),
    (re.compile(r"(?<!\\)\\nestcell(?![a-z])"), r"\\tab "),
    (re.compile(r"(?<!\\)\\nestrow(?![a-z])"), r"\\par "),
    (re.compile(r"(?<!\\)\\cellx(-?\d{1,6})"), r"\\u57347 ?\1\\u57348 ?"),
    (re.compile(r"(?<!\\)\\cell(?![a-z])"), r"\\u57344 ?"),
    (re.compile(r"(?<!\\)\\row(?![a-z])"), r"\\u57345 ?"),
    (re.compile(r"(?<!\\)\\trowd(?![a-z])"), r"\\u57346 ?"),
    (re.compile(r"(?<!\\)\\(?:softline|line)(?![a-z])"), r"\\par "),
)
_BRACE = re.compile(r"\\.|[{}]")
_STOPS = re.compile(f"{_STOP}(-?[0-9]{{1,6}}){_STOP_END}")


def read(data: bytes, kind: str) -> Document:
    """The document of a .doc, .rtf or older file; raises Unreadable."""
    if kind == "rtf":
        return _rtf(data)
    if kind == "doc":
        from parsers.formats import doc

        document = doc.read(data)
        if document is not None:
            return document
    return through_libreoffice(data, kind)


def through_libreoffice(data: bytes, kind: str) -> Document:
    """The document as LibreOffice understands it; raises Unreadable where LibreOffice is missing or fails."""
    from parsers.formats import word

    suffix = {"officexml": "xml"}.get(kind, kind)
    if not libreoffice.available():
        raise Unreadable("unsupported", _OLD)
    try:
        made = libreoffice.converted(data, suffix, "docx")
    except Failed as fault:
        raise Unreadable("corrupt", CORRUPT) from fault
    return replace(word.read(made), type=kind)


def _rtf(data: bytes) -> Document:
    """The paragraphs and tables of an RTF text."""
    from striprtf.striprtf import rtf_to_text

    if data.rstrip(b"\x00 \r\n\t\x1a")[-1:] != b"}":
        # cut short in transit: half a form must not be taken for a whole one
        raise Unreadable("corrupt", CORRUPT)
    source = data.decode("latin-1")
    source = _without_silent(source)
    if len(source) > _MAX_RTF:
        raise Unreadable("too_large", TOO_LARGE)
    source = with_marks(source)
    source = _TICK.sub(lambda found: found[0] + (r"\u9746 ?" if _ticked(found[1]) else r"\u9744 ?"), source)
    for pattern, mark in _WORDS:
        source = pattern.sub(mark, source)
    try:
        text = str(rtf_to_text(source, encoding="cp1252", errors="replace"))  # type: ignore[no-untyped-call]
    except (UnicodeError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise Unreadable("corrupt", CORRUPT) from fault
    return Document(type="rtf", blocks=_flowed(text).blocks())


def _without_silent(source: str) -> str:
    """The source without its pictures and its tables of styles and lists: no text, and often most of the file."""
    out: list[str] = []
    at = 0
    for group in _SILENT.finditer(source):
        if group.start() < at:
            continue
        depth = 0
        for brace in _BRACE.finditer(source, group.start()):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if depth == 0:
                out.append(source[at : group.start()])
                at = brace.end()
                break
        else:
            break
    return "".join(out) + source[at:]


def _ticked(settings: str) -> bool:
    """The state of a form's check box: its result, 25 meaning the default."""
    found: dict[str, str] = dict(_RESULT.findall(settings))
    state = found.get("res", "25")
    return (found.get("defres", "0") if state == "25" else state) == "1"


def _flowed(text: str) -> Flow:
    flow = Flow()
    marked = Marked(flow)
    inside = False
    stops: list[int] = []
    for part in re.split(f"([{_CELL}{_ROW}{_START}])", text):
        if part == _START:
            inside, stops = True, []
        elif part == _CELL:
            flow.end_cell()
        elif part == _ROW:
            flow.end_row(stops)
            inside, stops = False, []
        else:
            stops += [int(found) for found in _STOPS.findall(part)]
            words = _STOPS.sub("", part)
            if inside:
                marked.put(words if words.strip(f" \t\n\r{BEGIN}{END}") else words.replace("\n", ""))
            else:
                for line in words.split("\n"):
                    marked.put(line)
                    flow.end_paragraph()
    flow.end_paragraph()
    return flow
