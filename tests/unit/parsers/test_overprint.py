"""A field too small for its answer prints over the next one: such words are told apart from those that stand alone."""

from __future__ import annotations

from parsers.formats.overprint import doubted
from parsers.formats.words import Word


def word(text, left, top, *, wide=30.0, high=10.0):
    """A printed word."""
    return Word(text=text, box=(left, top, left + wide, top + high))


def doubtful(*words):
    """The words that are no longer certain."""
    return [each.text for each in doubted(words) if each.certainty < 1.0]


def test_words_over_different_words_are_doubted():
    """Both: nobody knows which was meant."""
    assert doubtful(word("Poser", 100, 50), word("Lire", 104, 53), word("plan", 200, 50)) == ["Poser", "Lire"]


def test_words_side_by_side_or_in_tight_lines_are_believed():
    """Letters touch the line above without lying on it."""
    assert doubtful(word("Poser", 100, 50), word("des", 128, 50), word("coffrages", 100, 57)) == []


def test_letters_printed_twice_and_leaders_under_an_answer_are_believed():
    """Bold by printing twice, a shadow, dots that run on under the answer."""
    assert doubtful(word("Siret", 100, 50), word("Siret", 100.4, 50), word(".....", 200, 50), word("74", 200, 50)) == []
