"""French telephone numbers in E.164."""

from __future__ import annotations

import pytest

from parsers.values.phone import phone


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("01 99 00 12 34", "+33199001234"), ("01.99.00.12.34", "+33199001234"), ("0199001234", "+33199001234"), ("01-99-00-12-34", "+33199001234"), ("+33 1 99 00 12 34", "+33199001234"),
        ("+33 (0)1 99 00 12 34", "+33199001234"), ("0033 1 99 00 12 34", "+33199001234"), ("Port. 06 39 98 00 11 (M. Noël)", "+33639980011"), ("01 99 00 12 34 poste 12", "+33199001234"), ("0262 12 34 56", "+262262123456"), ("+32 2 555 12 12", "+3225551212"),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_grouped(written, number):
    """Dots, dashes, country codes, a name or an extension beside it."""
    found = phone(written)

    assert (found.value, found.review) == (number, False)


def test_of_two_numbers_the_first_is_taken_and_said_to_be_one_of_several():
    """The other is no mistake: it is a remark."""
    found = phone("01 99 00 12 34 / 06 39 98 00 11")

    assert (found.value, found.problems, found.review) == ("+33199001234", ("several_phones",), False)


def test_a_zero_lost_in_a_sheet_is_put_back_and_shown():
    """A spreadsheet drops it; that is likely, not sure."""
    found = phone("199001234")

    assert (found.value, found.review) == ("+33199001234", True)


@pytest.mark.parametrize("written", ["3949", "01 99 00 12", "voir standard", ""])
def test_what_is_no_number_has_no_value(written):
    """Short numbers, missing digits, words."""
    found = phone(written)

    assert (found.value, found.review) == (None, True)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Fax 01 99 00 00 00 Tél 01 99 00 12 34", "+33199001234"),
        ("01 99 00 12 35 (fax) 01 99 00 12 34", "+33199001234"),
        ("01 99 00 12 34 / télécopie : 01 99 00 12 35", "+33199001234"),
        ("Tél/Fax : 01 99 00 12 34", "+33199001234"),
        ("01 99 00 12 30 - port. 06 39 98 11 11", "+33639981111"),
    ],
)
def test_a_number_announced_as_a_telephone_comes_first_and_a_fax_never(written, number):
    """« tél » and « port. » tell which number answers; a fax answers nobody."""
    found = phone(written)

    assert (found.value, found.review) == (number, False)


def test_a_fax_alone_is_for_a_person():
    """Only a fax number: there is no telephone."""
    found = phone("Fax : 01 99 00 00 00")

    assert (found.value, found.review) == (None, True)
