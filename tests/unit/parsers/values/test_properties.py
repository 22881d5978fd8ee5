"""What holds for every text: no parser raises, each is quick, and what it writes it reads back."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from parsers.reading import Salary
from parsers.values.address import address
from parsers.values.contract import contract_type
from parsers.values.counts import count
from parsers.values.date import start_date
from parsers.values.duration import duration
from parsers.values.hours import weekly_hours
from parsers.values.items import items
from parsers.values.mail_address import mail_address
from parsers.values.person import contact_name
from parsers.values.phone import phone
from parsers.values.salary import salary
from parsers.values.siret import is_right, siret
from parsers.vocabulary import usual

TODAY = date(2026, 11, 24)
PARSERS = {
    "siret": siret, "phone": phone, "mail_address": mail_address, "address": address, "contact_name": contact_name, "count": count, "items": items, "weekly_hours": weekly_hours, "salary": lambda text: salary(text, smic_hourly=12.02),
    "start_date": lambda text: start_date(text, today=TODAY), "duration": lambda text: duration(text, today=TODAY), "contract_type": lambda text: contract_type(text, usual().contracts, usual().weak_contracts),
}  # fmt: skip
WORDS = st.sampled_from(
    [
        "12",
        "€",
        "/h",
        "à",
        "mois",
        "35h",
        "SMIC",
        "+",
        "10 %",
        "du",
        "1er",
        "mars",
        "2027",
        "☒",
        "CDI",
        "-",
        "\n",
        "•",
        "(",
        ")",
        "k€",
        "S12",
        "T1",
        "0",
        "06 39 98 00 11",
        "a@b.example",
        "…",
        "_",
        ",",
        ";",
        "99999999999999",
        "demi",
        "entre",
        "et",
        "31",
        "/",
        "02",
        "un an",
    ]
)
LIKELY = st.lists(WORDS, max_size=12).map(" ".join)
QUIET = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", PARSERS)
@QUIET
@given(text=st.one_of(st.text(max_size=200), LIKELY))
def test_no_parser_raises(name, text):
    """Whatever the text; a value in doubt says so."""
    found = PARSERS[name](text)

    assert 0.0 <= found.certainty <= 1.0
    assert found.review or found.certainty >= 0.8


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "a",
        "(",
        "- ",
        "12,",
        "06 39 98 00 ",
        "a@",
        "du 1er mars ",
        "☐ ",
        "35h-",
        "\n- x",
        "1) ",
        "1 2 3 4 5 6 7 8 9 ",
        "vingt et ",
    ],
)
def test_no_parser_is_slow(name, unit):
    """Twenty thousand letters made to make a pattern go back and forth."""
    begun = time.perf_counter()
    PARSERS[name](unit * (20_000 // len(unit)))

    assert time.perf_counter() - begun < 1.0


@QUIET
@given(
    st.dates(min_value=TODAY, max_value=date(2028, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%y"]),
)
def test_a_day_written_is_the_day_read(day, form):
    """In all forms of figures."""
    assert start_date(day.strftime(form), today=TODAY).value == day.isoformat()


@QUIET
@given(
    st.integers(1, 60),
    st.sampled_from([("mois", "P{}M"), ("semaines", "P{}W"), ("jours", "P{}D"), ("heures", "PT{}H")]),
)
def test_a_duration_written_is_the_duration_read(amount, unit):
    """In any unit; 35 and 39 hours are a week."""
    assume(amount not in {35, 39})
    assert duration(f"{amount} {unit[0]}", today=TODAY).value == unit[1].format(amount)


@QUIET
@example(2020, 0, "{} € brut par mois")
@given(
    st.integers(1190, 5990),
    st.integers(0, 99),
    st.sampled_from(["{} € brut par mois", "{} euros bruts mensuels", "Salaire mensuel brut : {} €"]),
)
def test_a_monthly_pay_written_is_the_pay_read(euros, cents, form):
    """With French thousands and decimals."""
    written = f"{euros // 1000} {euros % 1000:03d},{cents:02d}"
    amount = round(euros + cents / 100, 2)

    assert salary(form.format(written)).value == Salary(min=amount, max=amount, period="month")


@QUIET
@given(st.integers(10, 48), st.sampled_from([0, 15, 30, 45]))
def test_weekly_hours_written_are_the_hours_read(hours, minutes):
    """With their minutes."""
    assert weekly_hours(f"{hours}h{minutes:02d}").value == hours + minutes / 60


@QUIET
@given(st.integers(100_000_000, 999_999_999))
def test_a_number_written_is_the_number_read(national):
    """Any nine digits after the zero; overseas numbers have country codes of their own."""
    digits = f"0{national}"
    found = phone(" ".join(digits[index : index + 2] for index in range(0, 10, 2)))

    assert found.value is not None
    assert found.value.endswith(str(national))


@QUIET
@given(st.text(alphabet="0123456789", min_size=14, max_size=14))
def test_fourteen_digits_are_sure_only_with_their_key(digits):
    """And never changed."""
    found = siret(digits)

    assert found.value == digits
    assert found.review is not is_right(digits)


@QUIET
@given(
    st.lists(
        st.sampled_from(["Tri", "Lavage des sols", "Pose de dalles", "Permis B", "Travail de nuit"]),
        min_size=2,
        max_size=5,
        unique=True,
    )
)
def test_a_list_written_is_the_list_read(values):
    """With bullets, numbers or semicolons."""
    assert items("\n".join(f"- {value}" for value in values)).value == tuple(values)
    assert items("\n".join(f"{n}) {value}" for n, value in enumerate(values, 1))).value == tuple(values)
    assert items(" ; ".join(values)).value == tuple(values)
