"""Referrals: who is the same person, and what a company may see of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import referrals
from tests.cast import MARC, NOON, NOUR, OLIVIER, candidate, need, person, quick, referral

CV = {"name": "CV Marc Durand.pdf", "type": "application/pdf", "sha256": "a" * 64}


def meant(said, *known, mine=()):
    """The candidate that is meant."""
    return referrals.candidate_of(
        said, known=known, mine=frozenset(mine), documents=[], message_id="<m@p.example>", now=NOON
    )


@pytest.mark.parametrize(
    "said",
    [
        person(phone=MARC.phone),
        person(email=MARC.email),
        person("MARC", "DURANT", phone=MARC.phone),
        person("Marc", None, email=MARC.email),
    ],
)
def test_the_same_mail_or_phone_and_the_same_first_name_is_one_person(said):
    """However the family name is spelt."""
    assert meant(said, MARC).id == MARC.id


@pytest.mark.parametrize(
    "said",
    [
        person("Léa", "Durand", phone=MARC.phone),
        person("Jean-Marc", "Durand", phone=MARC.phone),
        person("Marc", "Durand"),
        person("Marc", "Durand", phone="+33639989999", email="autre@courriel.example"),
        person(None, "Durand", phone=MARC.phone),
    ],
)
def test_a_shared_family_phone_or_a_namesake_is_not_the_same_person(said):
    """A phone alone, or a name alone, from another partner, proves nothing."""
    assert meant(said, MARC).id != MARC.id


def test_two_people_whose_first_names_are_unknown_are_not_one_for_sharing_a_phone():
    """What is not known cannot be the same."""
    sister = candidate("", "Durand", first_name=None, phone=MARC.phone)

    assert meant(person(None, "Lefèvre", phone=MARC.phone), sister).id != sister.id


def test_two_first_names_in_another_alphabet_are_not_the_same_for_having_no_latin_letter():
    """Folding to ASCII leaves nothing of either; that is no likeness."""
    sister = candidate("Олена", "Коваль", phone=MARC.phone)

    assert meant(person("Андрій", "Коваль", phone=MARC.phone), sister).id != sister.id
    assert meant(person("Олена", "Коваль", phone=MARC.phone), sister).id == sister.id


def test_a_partner_that_names_its_own_candidate_again_means_the_same():
    """For those that it sent before the full name is enough, in either order."""
    assert meant(person("Durand", "MARC"), MARC, mine=[MARC.id]).id == MARC.id
    assert meant(person("Paul", "Durand"), MARC, mine=[MARC.id]).id != MARC.id


def test_what_was_known_of_a_person_is_completed_and_not_overwritten():
    """A second partner's other postcode does not change the first one's."""
    after = meant(person(phone=MARC.phone, postcode="59000", notes="permis B"), MARC)

    assert (after.postcode, after.notes) == ("80000", "permis B")


def test_a_document_that_is_there_already_is_not_kept_twice():
    """The same bytes are the same CV."""
    known = MARC.but(documents=[CV])
    again = referrals.candidate_of(
        person(phone=MARC.phone), known=[known], mine=frozenset(), documents=[{**CV, "name": "cv(1).pdf"}],
        message_id="<m>", now=NOON,
    )  # fmt: skip

    assert again == known


def test_the_same_mail_read_twice_makes_the_same_person():
    """A new candidate's id is what the mail said."""
    assert meant(person(phone=MARC.phone)).id == meant(person(phone=MARC.phone)).id


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
    shown = referrals.for_company(referral(need(), "presented"), MARC.but(notes="sort de détention"))

    assert "détention" not in repr(shown)
    assert set(type(shown).__dataclass_fields__) == {
        "rank", "last_name", "first_name", "phone", "email", "postcode", "documents",
    }  # fmt: skip
