"""A zip of XML parts, opened without trusting what it says of itself."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cache
from typing import TYPE_CHECKING

from parsers.errors import Unreadable

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

MAX_ENTRIES = 2_000
MAX_PART = 20_000_000
MAX_TOTAL = 60_000_000
MAX_RATIO = 100
#: a part under this size may be packed as tightly as it likes
RATIO_FROM = 1_000_000
#: tags in one part: a form of twenty pages has some tens of thousands
MAX_TAGS = 400_000
_CHUNK = 65536

CORRUPT = "Le fichier est endommagé ou incomplet : demandez à l'expéditeur de le renvoyer."
TOO_LARGE = "Le fichier est démesurément grand une fois ouvert : demandez une version plus simple, en PDF ou en Word."
LOCKED = "Le fichier est protégé par un mot de passe : demandez à l'expéditeur une version sans mot de passe."


class Archive:
    """The parts of a zip, each inflated under count."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, KeyError) as fault:
            raise Unreadable("corrupt", CORRUPT) from fault
        infos = self._zip.infolist()
        if len(infos) > MAX_ENTRIES:
            raise Unreadable("too_large", TOO_LARGE)
        self._infos = {info.filename.lstrip("/"): info for info in infos}
        self._left = MAX_TOTAL

    @property
    def names(self) -> list[str]:
        """The names of all parts, in the order they are listed."""
        return list(self._infos)

    def read(self, name: str) -> bytes | None:
        """One part's bytes, None when it is not there; raises Unreadable for a bomb or a broken part."""
        info = self._infos.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise Unreadable("encrypted", LOCKED)
        out: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    out.append(chunk)
                    size += len(chunk)
                    self._count(len(chunk), size, info.compress_size)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            ValueError,
            OSError,
            EOFError,
        ) as fault:
            raise Unreadable("corrupt", CORRUPT) from fault
        return b"".join(out)

    def xml(self, name: str) -> _Element | None:
        """One part as an XML tree, None when it is not there."""
        data = self.read(name)
        return None if data is None else xml(data)

    def _count(self, size: int, so_far: int, packed: int) -> None:
        self._left -= size
        if self._left < 0 or so_far > MAX_PART or (so_far > RATIO_FROM and so_far > MAX_RATIO * max(1, packed)):
            raise Unreadable("too_large", TOO_LARGE)


def xml(data: bytes) -> _Element:
    """The tree of an XML text; no entity, DTD or link is followed; raises Unreadable for one that is broken."""
    from lxml import etree

    if data.count(b"<") > 2 * MAX_TAGS:
        raise Unreadable("too_large", TOO_LARGE)
    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable("corrupt", CORRUPT) from fault


@cache
def _parser() -> XMLParser:
    """A parser that follows nothing; it costs more to make than a small part to read."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
