"""Needs: what lacks, what a later answer completes, what a person changed, and the way there and back through JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.reading import NeedReading, Salary, Value, as_json
from service.domain import needs
from tests.cast import NOON, award, body, full_reading, need, quick, without

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
FIGURES = st.integers(-5, 10_000) | st.floats(0, 1e5, allow_nan=False)
READINGS = st.builds(
    NeedReading,
    company=st.builds(
        needs.NeedReading().company.__class__, **dict.fromkeys(("name", "siret", "email", "phone"), st.none() | TEXTS)
    ),
    job=st.builds(
        needs.NeedReading().job.__class__,
        title=st.none() | TEXTS,
        openings=st.none() | st.integers(0, 99),
        start_date=st.none() | st.just("asap") | st.dates().map(str),
        activities=st.lists(TEXTS, max_size=3).map(tuple),
    ),
    conditions=st.builds(
        needs.NeedReading().conditions.__class__,
        contract_type=st.none() | st.sampled_from(["CDI", "CDD", "CTT"]),
        contract_duration=st.none() | st.sampled_from(["P6M", "PT400H"]),
        weekly_hours=st.none() | st.floats(1, 60),
        gross_salary=st.none()
        | st.builds(Salary, min=st.none() | FIGURES, max=st.none() | FIGURES, period=st.none() | st.just("hour")),
        workplace=st.none() | TEXTS,
    ),
    fields=st.dictionaries(
        st.sampled_from(needs.FORM_FIELDS),
        st.builds(
            Value, raw=TEXTS, source=TEXTS, confidence=st.floats(0, 1), problems=st.lists(TEXTS, max_size=2).map(tuple)
        ),
        max_size=4,
    ),
    missing=st.lists(st.sampled_from(needs.FORM_FIELDS), unique=True, max_size=4).map(tuple),
    to_review=st.lists(st.sampled_from(needs.FORM_FIELDS), unique=True, max_size=4).map(tuple),
)


@quick
@given(reading=READINGS)
def test_any_reading_comes_back_from_the_database_as_it_was(reading):
    """To JSON text and back nothing is lost, no tuple is a list, no unknown is an empty word."""
    stored = json.loads(json.dumps(as_json(reading)))

    assert needs.reading_of(need(reading=reading).but(reading=stored)) == reading


def test_a_full_form_lacks_nothing():
    """The need waits for the referent."""
    assert needs.lacking(full_reading()) == ()
    assert needs.state_of(full_reading()) == "to_validate"


@pytest.mark.parametrize("path", needs.REQUIRED)
def test_each_required_field_is_missed(path):
    """One that is not there makes the need incomplete, and it alone is named."""
    reading = without(full_reading(), path)

    assert needs.lacking(reading) == (path,)
    assert needs.state_of(reading) == "incomplete"


@pytest.mark.parametrize("path", sorted(set(needs.FORM_FIELDS) - set(needs.REQUIRED) - {"company.email"}))
def test_no_other_field_is_missed(path):
    """What need not be told may be left empty without a word."""
    assert needs.lacking(without(full_reading(), path)) == ()


def test_mail_or_phone_one_is_enough_and_both_are_asked_when_both_lack():
    """The company must be reachable one way or the other."""
    reading = without(full_reading(), "company.email")

    assert needs.lacking(reading) == ("company.phone", "company.email")
    assert needs.lacking(needs.with_value(reading, "company.phone", "+33199001201")) == ()


def test_a_permanent_contract_needs_no_duration():
    """A CDI has no end."""
    reading = without(full_reading(), "conditions.contract_duration")

    assert needs.lacking(needs.with_value(reading, "conditions.contract_type", "CDI")) == ()


def test_a_doubt_does_not_make_a_need_incomplete():
    """Doubts are the referent's to settle, and approving settles them."""
    reading = full_reading()
    doubted = NeedReading(company=reading.company, job=reading.job, conditions=reading.conditions,
                          to_review=("conditions.gross_salary", "company.siret"))  # fmt: skip

    assert needs.state_of(doubted) == "to_validate"
    assert needs.doubtful(doubted) == ("company.siret", "conditions.gross_salary")
    assert needs.settled(doubted).to_review == ()


@quick
@given(reading=READINGS, path=st.sampled_from(needs.FORM_FIELDS))
def test_a_persons_value_stands_without_doubt_and_touches_nothing_else(reading, path):
    """The field is neither missing nor in doubt any more; every other field is as it was."""
    after = needs.with_value(reading, path, needs.value_at(full_reading(), path))

    assert path not in (*after.missing, *after.to_review)
    assert needs.value_at(after, path) == needs.value_at(full_reading(), path)
    others = [p for p in needs.FORM_FIELDS if p != path]
    assert [needs.value_at(after, p) for p in others] == [needs.value_at(reading, p) for p in others]


@pytest.mark.parametrize("path", ["job.colour", "company.", "nothing.at_all", "", "job"])
def test_a_field_that_is_none_cannot_be_changed(path):
    """Whoever asks learns it by KeyError."""
    with pytest.raises(KeyError):
        needs.changed(full_reading(), {path: "x"})


# ------------------------------------------------------------------ completing
@quick
@given(old=READINGS, new=READINGS)
def test_silence_changes_nothing_and_what_is_said_stands(old, new):
    """Each field is the new answer's where it says something, else the old one's."""
    merged = needs.completed(old, new)
    for path in needs.FORM_FIELDS:
        said, before = needs.value_at(new, path), needs.value_at(old, path)
        if said not in (None, "", ()):
            assert needs.value_at(merged, path) == said
        elif path not in new.to_review:
            assert needs.value_at(merged, path) == before


@quick
@given(reading=READINGS)
def test_the_same_form_twice_is_the_same_need(reading):
    """Completing with itself loses no value and no doubt."""
    again = needs.completed(reading, reading)

    assert (again.company, again.job, again.conditions) == (reading.company, reading.job, reading.conditions)
    assert set(again.to_review) == set(reading.to_review)


def test_a_later_answer_that_is_doubtful_is_in_doubt():
    """The doubt of the new answer comes with it; an old doubt that was answered goes."""
    old = needs.with_value(full_reading(), "job.openings", 2)
    new = NeedReading(job=without(full_reading(), "job.title").job, to_review=("job.openings",))

    assert needs.completed(old, new).to_review == ("job.openings",)


def test_what_a_company_completes_is_not_said_to_be_the_referents():
    """Where a value came from is told truly: the source is that of the answer."""
    old = without(full_reading(), "conditions.gross_salary")
    said = body("Salaire brut : 1 950 € par mois").reading.needs
    new = said[0] if said else NeedReading(conditions=full_reading().conditions)

    assert needs.completed(old, new).fields["conditions.gross_salary"].source != "référent"


# ------------------------------------------------------------------ faces
def test_doubts_come_first_then_what_lacks_then_the_order_of_the_form():
    """The referent's eye falls on what must be looked at."""
    reading = without(full_reading(), "job.start_date", "company.siret")
    shown = needs.rows(need(reading=reading).but(reading=as_json(reading) | {"to_review": ["conditions.workplace"]}))

    assert [row.path for row in shown][:4] == [
        "conditions.workplace", "company.siret", "job.start_date", "company.name",
    ]  # fmt: skip
    assert [row.missing for row in shown][:4] == [False, True, True, False]
    assert len(shown) == len(needs.FORM_FIELDS)


@pytest.mark.parametrize(
    ("salary", "shown"),
    [
        (Salary(min=12.5, max=12.5, period="hour"), "12,50 €/h"),
        (Salary(min=1850.0, max=2100.0, period="month"), "1850,00 – 2100,00 €/mois"),
        (Salary(basis="smic"), "SMIC"),
        (Salary(min=21000.0, period="year"), "21000,00 €/an"),
        (Salary(), None),
    ],
)
def test_pay_is_shown_as_people_write_it(salary, shown):
    """One figure, a range, the minimum wage."""
    reading = needs.with_value(full_reading(), "conditions.gross_salary", salary)

    assert needs.rows(need(reading=reading), ("conditions.gross_salary",))[0].value == shown


def test_numbers_and_lists_are_shown_in_french():
    """A comma in 24,5 and a semicolon between activities."""
    reading = needs.with_value(full_reading(), "conditions.weekly_hours", 24.5)
    values = [row.value for row in needs.rows(need(reading=reading), ("conditions.weekly_hours", "job.activities"))]

    assert values == ["24,5", "Montage des banches ; Coulage du béton"]


def test_each_job_of_a_mail_is_a_need_of_its_own():
    """The rank tells them apart, and the same mail read twice makes the same needs."""
    made = [
        needs.new(full_reading(), number=n, award=award(), company=None, message_id="<m>", document=(None, None),
                  rank=rank, now=NOON).id
        for n, rank in ((1, 0), (2, 1), (9, 0))
    ]  # fmt: skip

    assert made[0] == made[2] != made[1]


def test_references_are_four_figures_at_least():
    """« B-0042 » sorts and is found in a subject."""
    assert [needs.reference(n) for n in (42, 12345)] == ["B-0042", "B-12345"]
