"""What holds for every text: nothing is invented, and what a person wrote plainly is read as written."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from parsers.values import mail_address as mails
from parsers.values import phone as phones
from parsers.values.address import address, has_postcode, one_address_line
from parsers.values.boxes import has_boxes, ticked, unboxed_lines
from parsers.values.contract import contract_type
from parsers.values.counts import count
from parsers.values.date import days_in
from parsers.values.items import items
from parsers.values.parsed import doubtful, sure
from parsers.values.person import contact_name
from parsers.values.salary import salary
from parsers.values.siret import siret
from parsers.values.wording import folded, number, one_line, plain, with_digits
from parsers.vocabulary import usual

TODAY = date(2026, 11, 24)
QUIET = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LETTERS = st.text(alphabet="abcdefghijklmnoprstuvxyz", min_size=2, max_size=10)
NAMES = st.sampled_from(["Nadia Roy", "Jean-Pierre Lemaître", "Mme Élise N'Guyen", "M. Karim Ben Saïd", "Zoé Petit"])
OPTIONS = st.lists(
    st.sampled_from(["CDI", "CDD", "Intérim", "Apprentissage", "temps plein"]), min_size=2, max_size=5, unique=True
)
#: texts that look like answers, with figures, addresses and words in any order
NOISE = st.lists(
    st.sampled_from(
        ["01 99 00 12 34", "732 829 320", "00074", "+33", "a.b@bati.example", "(at)", "80000", "1 850 €", "35h", "\n",
         "tél", "O6", "l2", "12", "SMIC", "/", ".", "-", "@", "€", "Roy", "x", "1er mars", "☒", "☐"]
    ),
    max_size=10,
).map(" ".join)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), NOISE)


def figures(text: str) -> str:
    """The digits of a text, in order."""
    return re.sub(r"[^0-9]", "", plain(text))


@QUIET
@given(TEXTS)
def test_no_digit_of_a_siret_is_invented(text):
    """Each stands in the text, in that order; letters taken for digits are for a person."""
    found = siret(text)

    assert found.value is None or found.review or found.value in figures(text)


@QUIET
@given(TEXTS)
def test_no_digit_of_a_phone_number_is_invented(text):
    """Its last eight figures stand in the text."""
    found = phones.phone(text)

    assert found.value is None or found.review or found.value[-8:] in figures(text)


@QUIET
@given(TEXTS)
def test_no_letter_of_a_mail_address_is_invented(text):
    """It stands in the text, but for capitals, blanks and the words for its marks."""
    found = mails.mail_address(text)

    assert found.value is None or found.review or found.value in plain(text).lower()


@QUIET
@given(TEXTS)
def test_no_amount_is_invented(text):
    """A sure amount is one of the text's; the SMIC alone has none."""
    found = salary(text, smic_hourly=12.02)
    if found.value is None or found.review or found.value.min is None:
        return
    assert str(int(found.value.min)) in figures(text)


@QUIET
@given(LETTERS, LETTERS, st.sampled_from(["{}", "Courriel : {}", "{} (bureau)", "<{}>", "mailto:{}"]))
def test_a_mail_address_written_is_the_address_read(user, house, form):
    """In lower case, wherever it stands; and it is found at its place."""
    written = f"{user.capitalize()}.{house}@{house}.example"
    text = form.format(written)
    found = mails.mail_address(text)

    assert found.value == written.lower()
    assert [text[start:end] for start, end in mails.spans(text)] == [written]


@QUIET
@given(st.integers(10_000_000, 99_999_999), st.sampled_from(["Tél. {}", "{} (bureau)", "appeler le {}"]))
def test_a_phone_number_is_found_at_its_place(national, form):
    """So that it is not taken for something else."""
    digits = f"01{national}"
    written = " ".join(digits[index : index + 2] for index in range(0, 10, 2))
    text = form.format(written)

    assert [figures(text[start:end]) for start, end in phones.spans(text)] == [digits]


@QUIET
@given(
    st.integers(1, 299),
    st.sampled_from(["rue du Port", "avenue de la Paix", "chemin des Écoliers", "place Gambetta"]),
    st.integers(1_000, 95_999),
    st.sampled_from(["Amiens", "Saint-Quentin", "Le Crotoy", "L'Étoile"]),
    st.sampled_from(["{} {}\n{} {}", "{} {}, {} {}", "{} {} - {} {}", "{} {} ; {} {}"]),
)
def test_an_address_written_is_the_address_read(house, street, postcode, town, form):
    """On one line, whatever parts it; and to read it again changes nothing."""
    found = address(form.format(house, street, f"{postcode:05}", town))

    assert found.value == f"{house} {street}, {postcode:05} {town}"
    assert has_postcode(found.value)
    assert one_address_line(found.value) == found.value


@QUIET
@given(st.integers(1, 50), st.sampled_from(["{}", "{} postes", "{} personnes", "({})", "{} maçons"]))
def test_a_number_of_people_written_is_the_number_read(people, form):
    """With or without what they are."""
    assert count(form.format(people)).value == people


@QUIET
@given(
    NAMES,
    st.sampled_from(["{}", "{}, 01 99 00 12 34", "{} - n.roy@bati.example", "Contact : {}", "{}\ntél. 01 99 00 12 34"]),
)
def test_a_person_written_is_the_person_read(name, form):
    """Without what reaches them."""
    assert contact_name(form.format(name)).value == name


@pytest.mark.parametrize("code", sorted(usual().contracts))
@QUIET
@given(data=st.data())
def test_a_contract_written_is_the_contract_read(code, data):
    """By any of its wordings, in any case; among empty boxes the ticked one counts."""
    word = data.draw(st.sampled_from(sorted(usual().contracts[code])))
    written = data.draw(st.sampled_from([word, word.upper(), f"{word}.", f"☒ {word} ☐ xx"]))

    assert contract_type(written, usual().contracts, usual().weak_contracts).value == code


@QUIET
@given(OPTIONS, st.data())
def test_only_the_boxes_that_are_ticked_count(options, data):
    """Before their option or after it; none ticked is none."""
    chosen = data.draw(st.lists(st.sampled_from(options), unique=True))
    before = " ".join(f"{'☒' if option in chosen else '☐'} {option}" for option in options)
    behind = " ".join(f"{option} {'☒' if option in chosen else '☐'}" for option in options)
    kept = [option for option in options if option in chosen]

    assert ticked(before) == ticked(behind) == kept
    assert len(kept) == len(options) or (has_boxes(before) and has_boxes(behind))
    assert unboxed_lines(f"{before}\nà préciser") == "à préciser"


@QUIET
@given(st.lists(st.dates(date(2026, 12, 1), date(2028, 12, 31)), min_size=1, max_size=4, unique=True))
def test_the_days_of_a_text_are_found_in_order(days):
    """Each once."""
    text = " puis le ".join(f"{day:%d/%m/%Y}" for day in days)

    assert days_in(text, today=TODAY) == days


@QUIET
@example(1_000, 0)
@given(st.integers(0, 999_999), st.integers(0, 99))
def test_a_number_is_read_whatever_parts_its_thousands(whole, cents):
    """Blanks, points, commas: « 1 850,50 », « 1.850,50 », « 1850.50 »."""
    value = whole + cents / 100
    spaced = f"{whole:,}".replace(",", " ")

    for written in (f"{spaced},{cents:02}", f"{spaced.replace(' ', '.')},{cents:02}", f"{whole}.{cents:02}"):
        assert number(written) == pytest.approx(value)


@QUIET
@given(st.text(max_size=200))
def test_to_clean_a_text_twice_changes_nothing(text):
    """What is clean stays as it is."""
    assert plain(plain(text)) == plain(text)
    assert folded(folded(text)) == folded(text)
    assert one_line(one_line(text)) == one_line(text)
    assert with_digits(with_digits(folded(text))) == with_digits(folded(text))


@QUIET
@given(st.text(max_size=300))
def test_no_item_of_a_list_is_invented(text):
    """The letters of all stand in the text, but for the capital that each begins with."""
    letters = set(plain(text).lower()) | {" "}
    found = items(text)

    assert found.value is None or all(set(item.lower()) <= letters for item in found.value)


@given(st.text(max_size=9), st.floats(0, 1))
def test_a_doubtful_value_is_for_a_person_and_a_sure_one_is_not(code, certainty):
    """However certain."""
    assert doubtful("x", code, certainty=certainty).review
    assert not sure("x", code, certainty=certainty).review
