"""Headings: whether a line of running text opens a part of the form, by its words and by how it is set."""

from __future__ import annotations

import re

from parsers.forms.beside import beside
from parsers.forms.labels import label_of
from parsers.forms.pieces import LEAD, Piece
from parsers.forms.sections import section_of
from parsers.vocabulary import Vocabulary

#: a heading of other words than the lists' scores less
KNOWN = 0.9
LONGEST = 100
_LONGEST_BOLD = 70
_NUMBERED = re.compile(r"^\s*(?:\d|[A-H]|[IVX]{1,4})\s?[.)–-]\s*[A-ZÀ-Ý]")


def title_over(text: str, piece: Piece, following: Piece | None, vocabulary: Vocabulary, *, begun: bool) -> str | None:
    """The section that a title opens which could also be a label (« Mission »): it is a title where a label follows it.

    `begun`: something was asked before; the first title of a paper names the paper.
    """
    if following is None or len(piece.segments) > 1 or not (piece.heading or text.isupper()):
        return None
    section, own = section_of(text, vocabulary), label_of(text, vocabulary)
    labelled = own is not None and own.score >= KNOWN
    if section is None or text.rstrip().endswith("?") or (section[1] < KNOWN and (labelled or not begun)):
        return None
    if any(pair.value.strip() for pair in beside(text, vocabulary)):
        return None
    head = following.segments[0]
    label = label_of(head, vocabulary)
    named = label is not None and label.score >= (KNOWN if labelled else 0.79)
    return section[0] if named or following.heading or beside(head, vocabulary) else None


def is_marked(text: str, piece: Piece, vocabulary: Vocabulary, *, in_list: bool) -> bool:
    """Whether the layout says that a line is a heading: bold, capitals, a colon, a number, or exact words."""
    shown = is_shown(text, piece) or text.rstrip().endswith(":")
    return shown or is_exact(text, vocabulary) or (not in_list and bool(_NUMBERED.match(text)))


def is_numbered(text: str) -> bool:
    """« 1) Votre entreprise », « B. Le poste »."""
    return bool(_NUMBERED.match(text))


def is_shown(text: str, piece: Piece) -> bool:
    """Bold, large or in capitals."""
    return piece.heading or bare_title(text).isupper()


def is_exact(text: str, vocabulary: Vocabulary) -> bool:
    """A heading of the lists, in more than two words."""
    section = section_of(bare_title(text), vocabulary)
    return section is not None and section[1] == 1.0 and len(re.findall(r"[^\W\d_]{2,}", text)) > 2


def is_bold_line(text: str, piece: Piece) -> bool:
    """A short bold line, whatever it says."""
    return piece.heading and not LEAD.match(text) and len(bare_title(text)) < _LONGEST_BOLD


def bare_title(text: str) -> str:
    """The words of a heading without what is drawn around them."""
    return text.strip(" -=*#_•\t")
