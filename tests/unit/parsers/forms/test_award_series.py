"""« Respectivement »: each lot with its company and its hours, or nothing."""

from parsers.forms.award_series import respectively


def told(sentence):
    """What the sentence pairs, in order."""
    return [(one.lots or one.value or one.number) for one in respectively(sentence)]


def test_each_lot_has_its_company_and_its_hours():
    """Series of one length are paired."""
    sentence = (
        "Les lots 1 et 4 sont attribués respectivement à Mâcon Bâti et Saône Charpente, pour 400 et 1 150 heures."
    )

    assert told(sentence) == [("1",), "Mâcon Bâti", 400.0, ("4",), "Saône Charpente", 1150.0]


def test_series_of_other_lengths_are_not_paired():
    """Three lots and two companies: nobody can say which."""
    assert told("Les lots 1, 2 et 3 reviennent respectivement à Mâcon Bâti et Saône Charpente.") == []


def test_without_the_word_nothing_is_paired():
    """One company may have both lots."""
    assert told("Les lots 1 et 2 sont attribués à Mâcon Bâti et Fils.") == []
