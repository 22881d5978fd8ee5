"""Cards: small labels side by side over their answers."""

from __future__ import annotations

from parsers.document import Line, Table
from parsers.formats.layout import arrange
from parsers.formats.words import Word


def line(x: float, y: float, text: str, *, size: float = 10.0, bold: bool = False) -> list[Word]:
    """The words of one line of print."""
    out: list[Word] = []
    for part in text.split(" "):
        wide = 0.5 * size * len(part)
        out.append(Word(text=part, box=(x, y, x + wide, y + size), size=size, bold=bold))
        x += wide + 0.25 * size
    return out


def card(x: float, y: float, label: str, *answer: str) -> list[Word]:
    """A small label and the lines of its answer."""
    lines = [word for number, text in enumerate(answer) for word in line(x, y + 9 + 12 * number, text)]
    return [*line(x, y, label, size=7.0), *lines]


def rows(words: list[Word]) -> list[list[str]]:
    """The cells of the one table of the page."""
    (table,) = (block for block in arrange(words, [], page=1) if isinstance(block, Table))
    return [[cell.text for cell in row] for row in table.rows]


def test_cards_of_several_lines_keep_their_answers_apart():
    """A list in one card, one line in the next."""
    words = [
        *card(40, 60, "Emploi", "Couvreur"), *card(240, 60, "Postes", "2"),
        *card(40, 90, "Tâches", "Poser", "Trier", "Ranger"), *card(240, 90, "Profil", "Soigneux"),
        *card(40, 140, "Lieu", "Amiens"), *card(240, 140, "Salaire", "13 euros"),
    ]  # fmt: skip

    assert rows(words) == [
        ["Emploi", "Couvreur"], ["Postes", "2"], ["Tâches", "Poser\nTrier\nRanger"], ["Profil", "Soigneux"],
        ["Lieu", "Amiens"], ["Salaire", "13 euros"],
    ]  # fmt: skip


def test_a_card_without_an_answer_is_blank():
    """The next label is no answer to it."""
    words = [
        *card(40, 60, "Emploi", "Couvreur"), *card(240, 60, "Postes", "2"), *card(440, 60, "Début", "mars"),
        *card(40, 100, "Lieu", "Amiens"), *card(240, 100, "Formation"), *card(440, 100, "Salaire", "13 euros"),
    ]  # fmt: skip

    assert ["Formation", ""] in rows(words)
    assert ["Salaire", "13 euros"] in rows(words)


def test_a_heading_between_cards_stays_a_line():
    """It ends the cards above it."""
    words = [
        *card(40, 60, "Emploi", "Couvreur"), *card(240, 60, "Postes", "2"),
        *line(40, 84, "Conditions", size=13, bold=True),
        *card(40, 106, "Lieu", "Amiens"), *card(240, 106, "Salaire", "13 euros"),
    ]  # fmt: skip
    blocks = arrange(words, [], page=1)

    assert [type(block) for block in blocks] == [Table, Line, Table]


def test_small_labels_beside_their_answers_are_no_cards():
    """Label and answer on one line."""
    labels = ["Emploi", "Postes", "Lieu", "Salaire"]
    answers = ["Couvreur", "2", "Amiens", "13 euros"]
    words = [
        word
        for number, (label, answer) in enumerate(zip(labels, answers, strict=True))
        for word in (*line(40, 61 + 16 * number, label, size=7.0), *line(240, 60 + 16 * number, answer))
    ]

    assert rows(words) == [list(pair) for pair in zip(labels, answers, strict=True)]
