"""Directory: partners and companies from spreadsheets, with a clear word for each line that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.directory import KINDS, PUBLICS, read_companies, read_partners
from service.wording import wording

ROOT = Path(__file__).parents[3]
HEAD = "name,kind,contact_name,email,phone,postcodes,publics,active\n"
GOOD = "Mission locale,mission_locale,Nour Haddad,Nour@ML.example,01 99 00 11 20,80;02,jeune;brsa,oui\n"


def partners(tmp_path, data, name="partners.csv"):
    """What a file of these bytes holds."""
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_partners(path)


def companies(tmp_path, text):
    """What a companies' file holds."""
    path = tmp_path / "companies.csv"
    path.write_text(text, encoding="utf-8")
    return read_companies(path)


def test_a_line_becomes_a_partner(tmp_path):
    """Lists by semicolon, addresses in lower case, phones as E.164."""
    found = partners(tmp_path, HEAD + GOOD)
    one = found.partners[0]

    assert found.faults == ()
    assert (one.kind, one.email, one.phone, one.postcodes, one.publics, one.active) == (
        "mission_locale", "nour@ml.example", "+33199001120", ["80", "02"], ["jeune", "brsa"], True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (HEAD.replace(",", ";").encode() + "Éole;ai;;e@eole.example;;;;\n".encode(), "semicolons"),
        ((HEAD + "Éole,ai,,e@eole.example,,,,\n").encode("cp1252"), "Windows-1252"),
        ((HEAD + "Éole,ai,,e@eole.example,,,,\n").encode("utf-8-sig"), "byte order mark"),
        ((HEAD + "Éole,ai,,e@eole.example,,,,\n").replace("\n", "\r\n").encode(), "Windows line ends"),
        ((HEAD + "Éole,ai,,e@eole.example,,,,\n").replace("\n", "\r").encode(), "old line ends"),
        ((HEAD.upper() + '"Éole",ai,,e@eole.example,,,,\n\n,,,,,,,\n').encode(), "capitals, quotes, empty lines"),
        ("Name , Kind, EMAIL\nÉole,ai,e@eole.example\n".encode(), "fewer columns, in another dress"),
    ],
)
def test_files_are_read_as_spreadsheets_save_them(tmp_path, data, why):
    """Whatever the program and the country."""
    found = partners(tmp_path, data)

    assert (found.faults, [p.name for p in found.partners]) == ((), ["Éole"]), why


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (",ai,,a@b.example,,,,", "nom absent"),
        ("X,caf,,a@b.example,,,,", "type inconnu"),
        ("X,ai,,pas une adresse,,,,", "adresse électronique"),
        ("X,ai,,a@b,,,,", "adresse électronique"),
        ("X,ai,,,,,,", "adresse électronique"),
        ("X,ai,,a@b.example,12,,,", "téléphone"),
        ("X,ai,,a@b.example,,Amiens,,", "code postal"),
        ("X,ai,,a@b.example,,80;8000000,,", "code postal"),
        ("X,ai,,a@b.example,,,tout le monde,", "public inconnu"),
        ("X,ai,,a@b.example,,,,peut-être", "active"),
    ],
)
def test_each_fault_is_told_with_its_line_and_the_line_left_out(tmp_path, line, word):
    """The good ones before and after are read."""
    found = partners(tmp_path, HEAD + GOOD + line + "\n" + GOOD.replace("Mission", "Autre").replace("Nour@", "b@"))

    assert [fault.line for fault in found.faults] == [3]
    assert word in found.faults[0].message
    assert len(found.partners) == 2


def test_a_line_with_two_faults_tells_both(tmp_path):
    """So that it is mended once."""
    assert len(partners(tmp_path, HEAD + "X,caf,,nothing,,,,\n").faults) == 2


def test_the_same_partner_twice_is_told(tmp_path):
    """The first stands."""
    found = partners(
        tmp_path, HEAD + GOOD + GOOD.upper().replace("MISSION_LOCALE", "mission_locale").replace("JEUNE;BRSA", "")
    )

    assert (len(found.partners), [fault.line for fault in found.faults]) == (1, [3])
    assert "figure déjà" in found.faults[0].message


def test_two_services_of_one_address_are_two_partners(tmp_path):
    """A name and an address are a partner."""
    assert len(partners(tmp_path, HEAD + GOOD + GOOD.replace("Mission locale", "Garantie jeunes")).partners) == 2


@pytest.mark.parametrize("text", ["", "\n", "nom;courriel\nX;a@b.example\n", "name,email\nX,a@b.example\n"])
def test_a_file_without_the_columns_says_which_it_lacks(tmp_path, text):
    """One fault, on the heading."""
    found = partners(tmp_path, text)

    assert [fault.line for fault in found.faults] == [1]
    assert "kind" in found.faults[0].message
    assert found.partners == ()


def test_a_column_that_nobody_knows_is_told(tmp_path):
    """A misspelt heading would be forgotten in silence."""
    found = partners(tmp_path, "name,kind,email,post_codes\nX,ai,a@b.example,80\n")

    assert "post_codes" in found.faults[0].message


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda t: (HEAD + t).encode("utf-8", "replace")))
def test_no_bytes_at_all_break_the_reading(tmp_path, data):
    """Any file gives partners and faults."""
    found = partners(tmp_path, data)

    assert all(fault.line >= 1 and fault.message for fault in found.faults)


def test_a_cell_as_large_as_a_book_is_a_fault_and_no_crash(tmp_path):
    """The csv module has a limit of its own."""
    found = partners(tmp_path, HEAD + '"' + "x" * 200_000 + '",ai,,a@b.example,,,,\n')

    assert found.faults or found.partners


def test_a_file_that_is_not_there_raises_what_the_shell_can_tell(tmp_path):
    """OSError, as any reader of files."""
    with pytest.raises(OSError, match="none"):
        read_partners(tmp_path / "none.csv")


# ------------------------------------------------------------------ companies
def test_a_companys_siret_must_have_a_right_key(tmp_path):
    """A wrong one is told, and the line left out."""
    text = "name,siret,email\nBâti-Nord,732 829 320 00074,A@B.example\nFaux,73282932000075,\nSans,,\n"
    found = companies(tmp_path, text)

    assert [(c.name, c.siret, c.email) for c in found.companies] == [
        ("Bâti-Nord", "73282932000074", "a@b.example"), ("Sans", None, None),
    ]  # fmt: skip
    assert [(fault.line, "SIRET" in fault.message) for fault in found.faults] == [(3, True)]


# ------------------------------------------------------------------ the examples and the words
def test_the_examples_have_no_fault():
    """Whoever starts from them starts without a red line."""
    assert read_partners(ROOT / "config" / "partners.example.csv").faults == ()
    assert read_companies(ROOT / "config" / "companies.example.csv").faults == ()


def test_every_kind_and_public_has_its_french_word():
    """A code without a word would stand in a report as it is."""
    assert all(wording().word("partner_kind", kind) != kind.replace("_", " ") for kind in KINDS - {"geiq", "plie"})
    assert all(wording().word("criterion", code) != code.replace("_", " ") for code in PUBLICS)
