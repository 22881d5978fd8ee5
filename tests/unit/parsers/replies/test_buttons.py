"""Orders in the words of our buttons: one a line, whole, or not at all."""

from __future__ import annotations

import pytest

from parsers.replies import buttons


@pytest.mark.parametrize(
    ("words", "action", "target"),
    [
        ("mutualiser B-0001, B-0002", "pool", "B-0001, B-0002"),
        ("Mutualisez les besoins B-0001 et B-0002.", "pool", "les besoins B-0001 et B-0002"),
        ("ne pas mutualiser B-0001, B-0002", "set_aside", "B-0001, B-0002"),
        ("poursuivre 7 au besoin B-0050", "go_on", "B-0050"),
        ("annuler A-3", "undo", "A-3"),
        ("annulez r 7", "undo", "R-7"),
        ("classer A-4 comme réponse de partenaire B-0012", "settle", "A-4"),
    ],
)
def test_what_our_buttons_write_is_understood(words, action, target):
    """As the buttons write them, and as people do."""
    (command,), rest = buttons.read(words)

    assert (command.action, command.target, rest) == (action, target, "")


def test_other_words_are_left_to_the_reader_of_orders():
    """A thought is no order; an order in plain words is read elsewhere."""
    words = "on pourrait mutualiser B-0001 et B-0002, non ?\nvalider B-0042"

    assert buttons.read(words) == ((), words)
