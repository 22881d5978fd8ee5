"""Mail addresses, in lower case."""

from __future__ import annotations

import pytest

from parsers.values.mail_address import mail_address


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Accueil@Bois-Clair.example", "accueil@bois-clair.example"),
        ("mail : j.roux@x.example.", "j.roux@x.example"),
        ("a+b@x.example", "a+b@x.example"),
    ],
)
def test_an_address_is_lower_case(written, value):
    """Without what stands around it."""
    found = mail_address(written)

    assert (found.value, found.review) == (value, False)


def test_of_two_addresses_the_first_is_taken():
    """The others are a remark."""
    assert mail_address("a@x.example ou b@x.example").problems == ("several_emails",)


@pytest.mark.parametrize(
    "written",
    ["h.dubois@lefort-\nreseaux.example", "h.dubois@\nlefort-reseaux.example", "h.dubois@lefort-reseaux.exa\nmple"],
)
def test_an_address_that_a_narrow_cell_broke_is_joined_and_shown(written):
    """What was joined by guess is for a person."""
    found = mail_address(written)

    assert (found.value, found.review) == ("h.dubois@lefort-reseaux.example", True)


def test_an_address_ends_at_its_line_where_it_can():
    """The next line is not drawn into it."""
    assert mail_address("contact@lefort.fr\nsite").value == "contact@lefort.fr"


@pytest.mark.parametrize("written", ["pas de mail", "jean(at)x.example", "d:noel@x.example", "zoé@x.example"])
def test_what_is_no_clean_address_is_for_a_person(written):
    """Words, disguises, a first letter cut off."""
    assert mail_address(written).review


@pytest.mark.parametrize(
    ("written", "review"),
    [
        ("jean dupont@bati-nord.example", True),
        ("01 99 00 12 34 jean dupont@bati-nord.example", True),
        ("Mme Roux n.roux@bati-nord.example", False),
        ("mail contact@bati-nord.example", False),
        ("01 99 00 12 34 contact@bati-nord.example", False),
    ],
)
def test_a_word_that_may_be_the_beginning_of_an_address_is_for_a_person(written, review):
    """A blank in an address is never mended without a word."""
    assert mail_address(written).review is review
