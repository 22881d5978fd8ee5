"""Plain text and web pages: lines with their numbers, tables of HTML, inputs that were filled in."""

from __future__ import annotations

from parsers.detect import decoded
from parsers.document import Document, Line
from parsers.errors import Unreadable
from parsers.formats.glyphs import gaps_to_tabs, tidy

MAX_LETTERS = 2_000_000
MAX_LINES = 20_000
NOT_TEXT = "Ce fichier n'est pas un texte lisible : demandez à l'expéditeur un document Word ou PDF."


def read(data: bytes) -> Document:
    """The lines of a text of unknown charset; raises Unreadable when it is no text."""
    text = decoded(data)
    if text is None:
        raise Unreadable("unsupported", NOT_TEXT)
    return Document(type="txt", blocks=lines_of(text))


def lines_of(text: str) -> tuple[Line, ...]:
    """One line each, with its number, empty ones left out."""
    found = []
    for number, line in enumerate(text[:MAX_LETTERS].splitlines()[:MAX_LINES], 1):
        shown = gaps_to_tabs(tidy(line))
        if shown:
            found.append(Line(text=shown, place=f"ligne {number}"))
    return tuple(found)
