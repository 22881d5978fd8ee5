"""Word files (docx, docm, dotx, Strict or not): the parts of the package, read in the order a person reads them."""

from __future__ import annotations

import posixpath
import re

from parsers.document import Document, Line, Table
from parsers.errors import Unreadable
from parsers.formats.archive import CORRUPT, Archive, xml
from parsers.formats.glyphs import clean
from parsers.formats.word_body import Body
from parsers.formats.word_styles import Styles

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_MARGIN_PARTS = 12
_MAX_PROPERTIES = 50
_STYLES_BEGIN = re.compile(rb"<w:styles[ >][^>]*>")
_STYLE_END = b"</w:style>"
_STYLE_ID = re.compile(rb'styleId="([^"]{1,200})"')
_BASED_ON = re.compile(rb'basedOn w:val="([^"]{1,200})"')
_USED_STYLE = re.compile(rb'\b[pr]Style \w{1,20}:val="([^"]{1,200})"')


def read(file: bytes) -> Document:
    """The document of a Word file; raises Unreadable when it is locked, broken or a bomb."""
    archive = Archive(file)
    main = _main_part(archive)
    data = archive.read(main)
    if data is None:
        raise Unreadable("corrupt", CORRUPT)
    data = data.replace(_STRICT, _USUAL)
    root = xml(data)
    related = _related(archive, main)
    margins = {kind: _parts(archive, related, kind) for kind in ("header", "footnotes", "endnotes", "footer")}
    used = _USED_STYLE.findall(data) + [
        style for parts in margins.values() for each in parts for style in _USED_STYLE.findall(each)
    ]
    body = Body(_styles(archive, related, set(used)))
    blocks: list[Line | Table] = []
    for part in margins["header"]:
        blocks += _margin(part, body, "en-tête", blocks)
    blocks += body.blocks(root.find(_W + "body"))
    for kind, place in (("footnotes", "note"), ("endnotes", "note"), ("footer", "pied de page")):
        for part in margins[kind]:
            blocks += _margin(part, body, place, blocks)
    return Document(
        type="docx", blocks=tuple(blocks), fields=tuple(body.fields), properties=_properties(archive), pages=1
    )


def _margin(part: bytes, body: Body, place: str, before: list[Line | Table]) -> list[Line | Table]:
    """The blocks of a header, footer or note part, without those that another page's header already said."""
    said = {block.text for block in before if isinstance(block, Line)}
    found = body.blocks(xml(part), place)
    return [block for block in found if isinstance(block, Table) or block.text not in said]


def _parts(archive: Archive, related: dict[str, str], kind: str) -> list[bytes]:
    """The parts of one kind."""
    found = [archive.read(name) for name in _of_kind(related, kind)]
    return [data.replace(_STRICT, _USUAL) for data in found if data is not None]


def _main_part(archive: Archive) -> str:
    """The name of the main part: what the package's relations say, else the usual name."""
    for kind, target in _related(archive, "").items():
        if target == "officeDocument":
            return kind
    return "word/document.xml"


def _related(archive: Archive, part: str) -> dict[str, str]:
    """The parts that a part points to inside the package, each with the last word of its kind."""
    folder, name = posixpath.split(part)
    root = archive.xml(posixpath.join(folder, "_rels", name + ".rels"))
    if root is None:
        return {}
    out: dict[str, str] = {}
    for relation in root:
        if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        out[target] = relation.get("Type", "").rsplit("/", 1)[-1]
    return out


def _of_kind(related: dict[str, str], kind: str) -> list[str]:
    return sorted(name for name, found in related.items() if found == kind)[:_MAX_MARGIN_PARTS]


def _styles(archive: Archive, related: dict[str, str], used: set[bytes]) -> Styles:
    """What the named styles do to their text."""
    for data in _parts(archive, related, "styles")[:1]:
        return Styles.of(xml(_only(data, used)))
    return Styles()


def _only(data: bytes, used: set[bytes]) -> bytes:
    """A styles part with the styles that are used, and those that they are based on; in doubt with all.

    Word writes some two hundred styles of which a form uses three: to parse them all takes longer than all the rest.
    """
    begin = _STYLES_BEGIN.search(data)
    if begin is None or b"<!" in data:
        return data
    entries: dict[bytes, bytes] = {}
    for piece in data.split(b"<w:style ")[1:]:
        named = _STYLE_ID.search(piece)
        if named is None:
            return data
        entries[named[1]] = piece
    kept: dict[bytes, bytes] = {}
    wanted = list(used)
    while wanted:
        name = wanted.pop()
        if name in entries and name not in kept:
            entry, end, _ = entries[name].partition(_STYLE_END)
            if not end:
                return data
            kept[name] = b"<w:style " + entry + end
            wanted += _BASED_ON.findall(entry)
    return data[: begin.end()] + b"".join(kept.values()) + b"</w:styles>"


def _properties(archive: Archive) -> dict[str, str]:
    """The custom properties, and the title where there is one."""
    out: dict[str, str] = {}
    custom = archive.xml("docProps/custom.xml")
    if custom is not None:
        for item in list(custom)[:_MAX_PROPERTIES]:
            if isinstance(item.tag, str) and item.get("name"):
                out[clean(item.get("name", ""))] = clean("".join(map(str, item.itertext())).strip())
    core = archive.xml("docProps/core.xml")
    if core is not None:
        title = core.findtext("{http://purl.org/dc/elements/1.1/}title")
        if title and title.strip():
            out.setdefault("title", clean(title.strip()))
    return out
