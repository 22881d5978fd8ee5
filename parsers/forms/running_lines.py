"""Running lines: what a paper prints at the head or foot of each of its pages, and no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from parsers.document import Document, Line, Table
from parsers.values.wording import folded

#: lines from the edge of a page, and letters, that a running line has at most
_EDGE = 2
_LONGEST = 120
#: shorter lines may be answers that are the same twice
_SHORTEST = 12


def running_lines_left_out(document: Document) -> Sequence[Line | Table]:
    """The blocks without the foot lines that stand again at the foot of another page, but for figures."""
    pages = [list(page) for _, page in groupby(document.blocks, key=_page)]
    if len(pages) < 2:
        return document.blocks
    feet = [{_bare(block) for block in page[-_EDGE:]} for page in pages]
    running = {text for index, foot in enumerate(feet) for text in foot for other in feet[:index] if text in other}
    running.discard("")
    return [block for page in pages for place, block in enumerate(page) if not _runs(place, block, page, running)]


def _runs(place: int, block: Line | Table, page: Sequence[Line | Table], running: set[str]) -> bool:
    return place >= len(page) - _EDGE and _bare(block) in running


def _page(block: Line | Table) -> int:
    if isinstance(block, Line):
        return block.page
    return block.rows[0][0].page if block.rows and block.rows[0] else 0


def _bare(block: Line | Table) -> str:
    """What a line says without its figures; nothing for a line that is no foot line by its length."""
    if not isinstance(block, Line) or not _SHORTEST <= len(block.text) <= _LONGEST or ":" in block.text:
        return ""
    return re.sub(r"\d+", "#", folded(block.text))
