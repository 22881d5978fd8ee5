"""Running lines: the foot of each page is no answer."""

from __future__ import annotations

from parsers.document import Document, Line
from parsers.forms.running_lines import running_lines_left_out


def left(*pages):
    """The texts that stay of these pages."""
    blocks = [
        Line(text=text, place=f"page {number}", page=number) for number, page in enumerate(pages, 1) for text in page
    ]
    return [block.text for block in running_lines_left_out(Document(type="pdf", blocks=tuple(blocks)))]


def test_the_foot_that_every_page_repeats_is_left_out():
    """Also where it counts the pages."""
    assert left(
        ["Exigences :", "• permis B", "Fiche besoin – page 1 sur 2"], ["Contrat : CDD", "Fiche besoin – page 2 sur 2"]
    ) == ["Exigences :", "• permis B", "Contrat : CDD"]


def test_what_stands_once_or_answers_a_label_stays():
    """The same answer at the end of two pages is still an answer."""
    pages = (["Poste : maçon", "Lieu : Amiens, gare du Nord"], ["Poste : peintre", "Lieu : Amiens, gare du Nord"])

    assert left(*pages) == [*pages[0], *pages[1]]
