"""Lines that the width of a column broke."""

from __future__ import annotations

from parsers.document import Line
from parsers.formats.paragraphs import rejoined

EDGE = 240.0


def lines(*texts: str, step: float = 12.0, heading: bool = False) -> list[Line]:
    """Lines of one column, five points a letter."""
    return [
        Line(
            text=text, place="page 1", box=(40, 60 + step * n, 40 + 5 * len(text), 70 + step * n), heading=heading,
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip


def texts(given: list[Line]) -> list[str]:
    """The lines as they are after."""
    return [block.text for block in rejoined(given, EDGE) if isinstance(block, Line)]


def test_a_full_line_goes_on_with_a_small_letter():
    """The next word had no room on it."""
    given = lines("Activités : tirer les enrobés, et poser", "les bordures")

    assert texts(given) == ["Activités : tirer les enrobés, et poser les bordures"]


def test_a_short_line_is_whole():
    """The next word would have had room."""
    assert texts(lines("tirer les enrobés", "poser les bordures")) == ["tirer les enrobés", "poser les bordures"]


def test_a_line_that_hangs_goes_on_with_a_capital():
    """« du Département » after « des routes »."""
    given = lines("Lieu de travail : les routes autour de", "Doullens")

    assert texts(given) == ["Lieu de travail : les routes autour de Doullens"]


def test_a_capital_begins_a_line_of_its_own_after_any_other_word():
    """It may be a label."""
    given = lines("Compétences : endurance et bonne humeur", "Expérience : aucune")

    assert len(texts(given)) == 2


def test_lines_that_stand_off_or_are_set_otherwise_are_not_put_together():
    """Another paragraph; a heading."""
    first, second = lines("Activités : tirer les enrobés, et poser", "les bordures", step=30)
    head = lines("Activités : tirer les enrobés, et poser", heading=True)

    assert len(texts([first, second])) == 2
    assert len(texts([*head, lines("", "les bordures")[1]])) == 2


def test_a_broken_mail_address_is_whole_again_and_a_whole_one_stands_alone():
    """« marc@voirie- » and what follows; a number and a mail address under it."""
    assert texts(lines("Contact : M. Delattre, marc@voirie-", "ponthieu.example")) == [
        "Contact : M. Delattre, marc@voirie-ponthieu.example"
    ]
    assert len(texts(lines("Contact : M. Delattre 01 99 00 39 86 poste 2", "marc@voirie.example"))) == 2
