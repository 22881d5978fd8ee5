"""Referrals: their moves, and what a company may see of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import referrals
from tests.cast import MARC, NOON, NOUR, OLIVIER, need, quick, referral

CV = {"name": "CV Marc Durand.pdf", "type": "application/pdf", "sha256": "a" * 64}


def test_one_candidate_of_two_partners_for_one_need_is_two_referrals():
    """Each partner has its own."""
    made = [referrals.new(need(), by, MARC, number=1, message_id="<m>", now=NOON).id for by in (NOUR, OLIVIER)]

    assert made[0] != made[1]


# ------------------------------------------------------------------ moves
def test_the_same_state_with_another_date_is_a_change():
    """An interview put off to Thursday is news; the same one again is not."""
    invited = referral(need(), "interview", on="2026-06-10")

    assert referrals.move(invited, "interview", NOON, on="2026-06-11").on == "2026-06-11"
    assert referrals.move(invited, "interview", NOON, on="2026-06-10") is invited
    assert referrals.move(invited, "interview", NOON) is invited


def test_a_withdrawn_referral_cannot_be_hired():
    """Once withdrawn it must be put forward again."""
    assert referrals.move(referral(need(), "withdrawn"), "hired", NOON) is None


# ------------------------------------------------------------------ what a company sees
TELLING = [
    "RQTH_attestation.pdf",
    "SPIP levée d'écrou.PDF",
    "CADA - récépissé réfugié.docx",
    "RSA.jpeg",
    "sortie de prison",
]


@pytest.mark.parametrize("name", TELLING)
def test_a_documents_name_tells_nothing_but_whose_it_is(name):
    """What the partner called the file never reaches the company."""
    person_with = MARC.but(documents=[{**CV, "name": name}])
    shown = referrals.for_company(referral(need(), "presented", rank=2), person_with)
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""

    assert shown.documents == (f"02_DURAND_Marc{ending}",)


@quick
@given(names=st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=4))
def test_no_word_of_any_file_name_is_passed_on_but_its_ending(names):
    """Names are numbered when there are several, and differ."""
    person_with = MARC.but(documents=[{**CV, "name": name} for name in names])
    neutral = referrals.neutral_names(referral(need(), "presented"), person_with)

    assert len(set(neutral)) == len(names)
    for shown in neutral:
        stem, _, ending = shown.partition(".")
        assert stem.startswith("01_DURAND_Marc")
        assert len(ending) <= 5


def test_a_company_sees_no_note_and_no_criterion():
    """The record that its letters are made of has no place for them."""
    shown = referrals.for_company(referral(need(), "presented"), MARC)

    assert "détention" not in repr(shown)
    assert set(type(shown).__dataclass_fields__) == {
        "rank", "last_name", "first_name", "phone", "email", "postcode", "documents", "answers",
    }  # fmt: skip
