"""Which columns of a page are read one after the other, and which rows go across."""

from __future__ import annotations

from parsers.document import Line
from parsers.formats.layout import arrange
from parsers.formats.words import Edge, Word


def line(x: float, y: float, text: str, *, size: float = 10.0) -> list[Word]:
    """The words of one line of print, some five points a letter."""
    out: list[Word] = []
    for part in text.split(" "):
        wide = 0.5 * size * len(part)
        out.append(Word(text=part, box=(x, y, x + wide, y + size), size=size))
        x += wide + 0.25 * size
    return out


def column(x: float, y: float, step: float, texts: list[str]) -> list[Word]:
    """Lines one under the other."""
    return [word for number, text in enumerate(texts) for word in line(x, y + step * number, text)]


def texts(words: list[Word], edges: list[Edge] | None = None) -> list[str]:
    """The lines as they are read."""
    return [block.text for block in arrange(words, edges or [], page=1) if isinstance(block, Line)]


ASIDE = ["Contact", "Aude Roux", "Quand ?", "En mars", "Contrat", "CDI"]
TEXT = [
    "Nous cherchons un carreleur", "pour nos chantiers de la ville", "Vous posez des carreaux",
    "et vous faites les joints", "Permis B souhaité",
]  # fmt: skip


def test_columns_whose_lines_do_not_stand_level_are_read_one_after_the_other():
    """A side bar first, then the text beside it."""
    words = [*column(40, 60, 17, ASIDE), *column(200, 66, 21.5, TEXT)]

    assert texts(words) == [*ASIDE, *TEXT]


def test_a_side_bar_at_the_right_is_read_after_the_text():
    """From left to right, whichever the file draws first."""
    words = [*column(400, 60, 17, ASIDE), *column(40, 66, 21.5, TEXT)]

    assert texts(words) == [*TEXT, *ASIDE]


def test_labels_and_answers_that_stand_level_stay_in_rows():
    """A column of labels is no column of its own."""
    labels = ["Contact", "Début", "Contrat", "Lieu", "Salaire"]
    answers = ["Aude Roux", "En mars", "CDI", "Amiens", "13 euros"]
    words = [*column(40, 60, 20, labels), *column(200, 60, 20, answers)]

    (table,) = arrange(words, [], page=1)

    assert [[cell.text for cell in row] for row in table.rows] == [
        list(row) for row in zip(labels, answers, strict=True)
    ]


def test_labels_centred_beside_answers_of_two_lines_stay_with_them():
    """They stand level with none of the lines, but with the middle of each answer."""
    labels = column(40, 66, 40, ["Contact", "Début", "Contrat", "Lieu"])
    answers = [
        word
        for number, pair in enumerate([("Aude", "Roux"), ("En", "mars"), ("CDI", "court"), ("À", "Amiens")])
        for word in column(200, 60 + 40 * number, 12, list(pair))
    ]
    words = [
        word for number in range(4) for word in (*labels[number : number + 1], *answers[2 * number : 2 * number + 2])
    ]

    assert texts(words)[1:3] == ["Contact", "Roux"]


def test_columns_of_running_text_whose_lines_stand_level_are_columns_all_the_same():
    """As in a newspaper: every line is full, and one column is set before the other."""
    left = [f"{word} notre équipe pose des toits" for word in ("Ici", "Là", "Hier", "Lors", "Dès", "Puis")]
    right = [f"{word} les candidats viennent au dépôt" for word in ("Ici", "Là", "Hier", "Lors", "Dès", "Puis")]
    words = [*column(40, 60, 13, left), *column(250, 60, 13, right)]

    assert texts(words) == [*left, *right]


def test_a_line_across_both_columns_stands_between_what_is_above_and_below_it():
    """A title above, a foot below."""
    title = "Un titre qui va de la gauche de la page jusque à la droite de la page"
    words = [*line(40, 30, title), *column(40, 60, 17, ASIDE), *column(200, 66, 21.5, TEXT), *line(40, 200, title)]

    assert texts(words) == [title, *ASIDE, *TEXT, title]


def test_a_bar_of_colour_parts_columns_that_stand_level_in_places():
    """Its edge says what the baselines leave open."""
    words = [*column(40, 60, 20, ASIDE), *column(200, 60, 30, TEXT)]
    bar = [Edge(box=(150, 40, 150, 400), level=False)]

    assert texts(words, bar) == [*ASIDE, *TEXT]
