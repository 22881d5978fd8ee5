"""Bytes to Document, one file a family of formats, no meaning."""

from __future__ import annotations

from parsers.detect import BROKEN, EMPTY, LOCKED, document_type
from parsers.document import Document
from parsers.errors import Unreadable

MAX_BYTES = 25_000_000

_EMPTY = "Le fichier est vide : demandez à l'expéditeur de le renvoyer."
_BLANK = "Le document ne contient rien à lire : demandez à l'expéditeur de vérifier le fichier envoyé."
_BROKEN = "Le fichier est endommagé ou incomplet : demandez à l'expéditeur de le renvoyer."
_LOCKED = "Le fichier est protégé par un mot de passe : demandez à l'expéditeur une version sans mot de passe."
_TOO_LARGE = "Le fichier dépasse 25 Mo : demandez à l'expéditeur une version plus légère."
_MAIL = "C'est un courriel enregistré : il s'ouvre avec les autres messages."
_OTHER = "Ce type de fichier n'est pas pris en charge : demandez un document Word, PDF, Excel ou une photo."

_PICTURES = frozenset(("png", "jpg", "tiff", "gif", "bmp", "webp", "heic"))


def read(name: str, data: bytes) -> Document:
    """The document that some bytes are, whatever their name; raises Unreadable. Not sandboxed: see parsers.parse."""
    del name  # a name is a claim: the bytes are the fact
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large", _TOO_LARGE)
    kind = document_type(data)
    if kind == EMPTY:
        raise Unreadable("empty", _EMPTY)
    if kind == BROKEN:
        raise Unreadable("corrupt", _BROKEN)
    if kind == LOCKED:
        raise Unreadable("encrypted", _LOCKED)
    if kind in {"eml", "msg", "tnef"}:
        raise Unreadable("unsupported", _MAIL)
    document = _reader(kind, data)
    if not document.blocks and not document.fields and not document.problems:
        raise Unreadable("empty", _BLANK)
    return document


def _reader(kind: str, data: bytes) -> Document:  # one branch a family
    """Each library is loaded by the one format that needs it."""
    if kind == "docx":
        from parsers.formats import word

        return word.read(data)
    if kind == "pdf":
        from parsers.formats import pdf

        return pdf.read(data)
    if kind in {"xlsx", "xlsb", "xls", "ods"}:
        from parsers.formats import sheet

        return sheet.read(data, kind)
    if kind == "csv":
        from parsers.formats import sheet

        return sheet.read_csv(data)
    if kind == "txt":
        from parsers.formats import text

        return text.read(data)
    if kind == "html":
        from parsers.formats import web

        return web.read(data)
    if kind in {"odt", "fodt"}:
        from parsers.formats import opendocument

        return opendocument.read(data)
    if kind in {"doc", "rtf", "officexml"}:
        from parsers.formats import legacy

        return legacy.read(data, kind)
    if kind in _PICTURES:
        from parsers.formats import image

        return image.read(data, kind)
    raise Unreadable("unsupported", _OTHER)
