"""Numbers that must never be kept."""

from parsers.language.sensitive import masked


def test_a_social_security_number_is_starred_out():
    """Nothing of it but its first digit is legible."""
    text, found = masked("n° SS 1 71 05 80 021 123 45, ASS")

    assert [kind for kind, _ in found] == ["nir"]
    assert "021" not in text
    assert text.endswith(", ASS")


def test_a_bank_account_is_starred_out_when_its_key_is_right():
    """An IBAN is known by its key."""
    text, found = masked("RIB : FR14 2004 1010 0505 0001 3M02 606")

    assert [kind for kind, _ in found] == ["iban"]
    assert "2004" not in text


def test_a_siret_and_a_telephone_number_stay():
    """They are wanted."""
    text = "SIRET 341 672 111 00018, tél. 06 39 98 10 01"

    assert masked(text) == (text, ())
