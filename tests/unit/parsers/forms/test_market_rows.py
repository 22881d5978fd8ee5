"""Rows that lost their empty cells: each cell stands again under the column that it fits."""

from parsers.forms.market_rows import aligned

COLUMNS = ["company", "siret", "contact", "email", "phone", "lot", "lot_title", "hours"]


def test_a_row_without_its_blanks_is_put_back_under_its_columns():
    """The shapes of mail address, number and hours tell where the gaps were."""
    row = ["Espaces Nature", "Mme Doucet", "doucet@nature.example", "2", "Plantations", "140 h"]

    cells, doubtful = aligned(row, COLUMNS)

    assert cells == ["Espaces Nature", "", "Mme Doucet", "doucet@nature.example", "", "2", "Plantations", "140 h"]
    assert doubtful == frozenset()


def test_a_cell_that_fits_two_columns_alike_is_a_doubt():
    """Nothing tells whether the text is the place or the trade."""
    _, doubtful = aligned(["Espaces Nature", "Plantations"], ["company", "lot_title", "worksite"])

    assert {"lot_title", "worksite"} <= doubtful


def test_a_whole_row_stays_as_it_is():
    """No cell of a row that has them all is moved."""
    row = ["1", "140 h"]

    assert aligned(row, ["lot", "hours"]) == (row, frozenset())


def test_a_row_of_too_many_ways_is_left_alone():
    """Sixty columns and thirty cells would never end."""
    row = ["a"] * 30

    assert aligned(row, [None] * 60) == (row, frozenset())
