"""Letter boxes: a letter a box, read as one word."""

from __future__ import annotations

from parsers.document import Line, Table
from parsers.formats.layout import arrange
from parsers.formats.words import Edge, Word, edges_of


def boxes(x: float, y: float, letters: str, *, wide: float = 16.0) -> tuple[list[Word], list[Edge]]:
    """A comb with one letter in each of its boxes; a blank leaves one empty."""
    words: list[Word] = []
    edges: list[Edge] = []
    for number, letter in enumerate(letters):
        left = x + wide * number
        edges += edges_of((left, y, left + wide, y + 16))
        if letter != " ":
            words.append(Word(text=letter, box=(left + 5, y + 3, left + 10, y + 13)))
    return words, edges


def label(x: float, y: float, text: str) -> Word:
    """A word on the line of a comb."""
    return Word(text=text, box=(x, y + 3, x + 5 * len(text), y + 13))


def test_a_comb_is_one_word_on_the_line_of_its_label():
    """A SIRET in fourteen boxes."""
    words, edges = boxes(150, 100, "73282932000074")

    (line,) = arrange([label(40, 100, "Siret"), *words], edges, page=1)

    assert isinstance(line, Line)
    assert line.text == "Siret\t73282932000074"


def test_combs_that_strokes_part_are_one_answer():
    """A date in three combs."""
    day, one = boxes(150, 100, "14")
    month, two = boxes(194, 100, "12")
    year, three = boxes(238, 100, "2026")
    strokes = [label(185, 100, "/"), label(229, 100, "/")]

    (line,) = arrange([label(40, 100, "Début"), *day, *month, *year, *strokes], [*one, *two, *three], page=1)

    assert isinstance(line, Line)
    assert line.text == "Début\t14/12/2026"


def test_an_empty_box_between_letters_is_a_blank():
    """A name in capitals."""
    words, edges = boxes(150, 100, "AUDE ROUX")

    (line,) = arrange([label(40, 100, "Nom"), *words], edges, page=1)

    assert isinstance(line, Line)
    assert line.text == "Nom\tAUDE ROUX"


def test_a_table_of_single_figures_stays_a_table():
    """Boxes under boxes are columns."""
    first, one = boxes(150, 100, "LMMJV")
    second, two = boxes(150, 116, "87786")

    (table,) = arrange([*first, *second], [*one, *two], page=1)

    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[1]] == ["8", "7", "7", "8", "6"]


def test_a_row_of_boxes_with_whole_words_stays_a_table():
    """Two letters in one box are no comb."""
    words, edges = boxes(150, 100, "ABCDE")
    words[1] = Word(text="BIS", box=words[1].box)

    assert isinstance(arrange(words, edges, page=1)[0], Table)
