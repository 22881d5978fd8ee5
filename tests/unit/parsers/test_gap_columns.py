"""Columns told by gaps: where a table that nothing rules goes on, and where it ends."""

from __future__ import annotations

from parsers.document import Table
from parsers.formats.layout import arrange
from parsers.formats.words import Word


def texts(*rows):
    """What the first table of a page holds, its rows given as (height, left text, right text)."""
    words = []
    for top, *columns in rows:
        for left, text in zip((60, 320), columns, strict=False):
            for place, part in enumerate(text.split()):
                x = left + 34 * place
                words.append(Word(text=part, box=(x, top, x + 32, top + 10)))
    (table,) = [block for block in arrange(words, [], page=1) if isinstance(block, Table)]
    return [tuple(cell.text for cell in row) for row in table.rows]


def test_the_last_answer_of_the_first_column_keeps_its_lines():
    """The town under the street, though nothing stands beside it any more."""
    rows = texts(
        (100, "Nom", "Siret"),
        (114, "Daubrée", "732829320"),
        (140, "Adresse", "Contact"),
        (154, "8 rue Basse", "Mme Roy"),
        (168, "80000 Amiens"),
        (196, "Besoin"),
    )

    assert rows[-1] == ("8 rue Basse\n80000 Amiens", "Mme Roy")


def test_a_label_left_blank_is_no_part_of_the_label_above():
    """Lines that all stand at one distance are labels, one each."""
    rows = texts(
        (100, "Nom", "Daubrée"), (114, "Siret", "732829320"), (128, "Poste", "Couvreur"), (142, "Formation")
    )  # fmt: skip

    assert rows[-1] == ("Poste", "Couvreur")
