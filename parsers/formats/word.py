"""Word files (docx, docm, dotx, Strict or not): the parts of the package, read in the order a person reads them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from parsers.document import Document, Line, Table
from parsers.errors import Unreadable
from parsers.formats.archive import CORRUPT, Archive, xml
from parsers.formats.glyphs import clean
from parsers.formats.word_body import Body
from parsers.formats.word_styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_MARGIN_PARTS = 12
_MAX_PROPERTIES = 50
_LISTED_STYLE = re.compile(rb"vanish|numPr|strike|<w:i[ /]|<w:color ")
_STYLE_ID = re.compile(rb'styleId="([^"]{1,200})"')
_BASED_ON = re.compile(rb'basedOn w:val="([^"]{1,200})"')
_USED_STYLE = re.compile(rb'<w:[pr]Style w:val="([^"]{1,200})"')


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
    body = Body(_styles(archive, related, set(_USED_STYLE.findall(data))))
    blocks: list[Line | Table] = []
    for name in _of_kind(related, "header"):
        blocks += _margin(archive, name, body, "en-tête", blocks)
    blocks += body.blocks(root.find(_W + "body"))
    for kind, place in (("footnotes", "note"), ("endnotes", "note"), ("footer", "pied de page")):
        for name in _of_kind(related, kind):
            blocks += _margin(archive, name, body, place, blocks)
    return Document(
        type="docx", blocks=tuple(blocks), fields=tuple(body.fields), properties=_properties(archive), pages=1
    )


def _margin(archive: Archive, name: str, body: Body, place: str, before: list[Line | Table]) -> list[Line | Table]:
    """The blocks of a header, footer or note part, without those that another page's header already said."""
    root = _part(archive, name)
    if root is None:
        return []
    said = {block.text for block in before if isinstance(block, Line)}
    found = body.blocks(root, place)
    return [block for block in found if isinstance(block, Table) or block.text not in said]


def _part(archive: Archive, name: str) -> _Element | None:
    data = archive.read(name)
    return None if data is None else xml(data.replace(_STRICT, _USUAL))


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
    """What the named styles do to their text; the part is not even parsed when no used style does any of it."""
    for name in _of_kind(related, "styles"):
        data = archive.read(name)
        if data is not None and _matters(data.replace(_STRICT, _USUAL), used):
            return Styles.of(xml(data.replace(_STRICT, _USUAL)))
    return Styles()


def _matters(data: bytes, used: set[bytes]) -> bool:
    """Whether a used style, or one that it is based on, hides, strikes, numbers or is faint; in doubt it does."""
    if b"<w:style " not in data:
        return True
    entries = {}
    for entry in data.split(b"<w:style ")[1:]:
        named = _STYLE_ID.search(entry)
        if named is not None:
            entries[named[1]] = entry
    wanted = set(used)
    seen: set[bytes] = set()
    while wanted:
        name = wanted.pop()
        seen.add(name)
        entry = entries.get(name, b"")
        if _LISTED_STYLE.search(entry):
            return True
        based = _BASED_ON.search(entry)
        if based is not None and based[1] not in seen:
            wanted.add(based[1])
    return False


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
