"""Sheet titles: « Profil de poste : peintre (H/F) » over a job sheet names the job; elsewhere it asks for qualities."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.document import Line, Table
from parsers.forms.pairs import Loose
from parsers.values.wording import folded

_TITLE = re.compile(r"^profil (?:de|du) poste ?(?::|-|–) ?(?!.*:)[^.;]{4,80}$")
#: it says itself that a job is named
_NAMES = re.compile(r"\(? ?(?:h ?/ ?f|f ?/ ?h)\b|\(\d{1,2} postes?\)")


def sheet_title(blocks: Sequence[Line | Table]) -> Line | None:
    """The first line of the paper, where it is the title of a job sheet: set as a heading, or with « (H/F) »."""
    first = next((block for block in blocks if not isinstance(block, Line) or block.text.strip()), None)
    if not isinstance(first, Line):
        return None
    flat = folded(first.text).strip()
    return first if _TITLE.match(flat) and (first.heading or _NAMES.search(flat)) else None


def as_told(line: Line) -> Loose:
    """The title as a line that prose reads, for a person."""
    return Loose(text=line.text.strip(), place=line.place, certainty=line.certainty, heading=False)
