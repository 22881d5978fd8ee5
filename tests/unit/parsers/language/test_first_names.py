"""First names tell a woman from a man where they are borne by one of them only."""

import pytest

from parsers.language.first_names import is_first_name, sex_of


@pytest.mark.parametrize(
    ("name", "sex"), [("awa", "F"), ("theo", "M"), ("jean-marie", "M"), ("camille", None), ("xyz", None)]
)
def test_a_first_name_tells_the_sex_or_nothing(name, sex):
    """A name for both, or an unknown one, tells nothing."""
    assert sex_of(name) == sex


def test_a_compound_name_is_known_by_its_parts():
    """« Marie-Claire » needs no line of its own."""
    assert is_first_name("marie-claire")
