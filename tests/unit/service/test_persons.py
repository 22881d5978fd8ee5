"""Persons: who is who: one person or two, what is known of each, merging and its undoing."""

from __future__ import annotations

import pytest

from service.domain import persons
from tests.cast import MARC, NOON, NOUR, OLIVIER, candidate, need, person, referral

CV = {"name": "CV Marc Durand.pdf", "type": "application/pdf", "sha256": "a" * 64}


def meant(said, *known, mine=(), documents=()):
    """The candidate that is meant, completed; a new one when nobody known is."""
    found = persons.meant(said, known, frozenset(mine))
    if found is None:
        return persons.new(said, list(documents), "<m@p.example>", NOON)
    return persons.completed(found, said, list(documents))


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
    after = meant(person(phone=MARC.phone, postcode="59000", email="autre@courriel.example"), MARC.but(email=None))

    assert (after.postcode, after.email) == ("80000", "autre@courriel.example")


def test_a_document_that_is_there_already_is_not_kept_twice():
    """The same bytes are the same CV."""
    known = MARC.but(documents=[CV])
    again = meant(person(phone=MARC.phone), known, documents=[{**CV, "name": "cv(1).pdf"}])

    assert again == known


def test_the_same_mail_read_twice_makes_the_same_person():
    """A new candidate's id is what the mail said."""
    assert meant(person(phone=MARC.phone)).id == meant(person(phone=MARC.phone)).id


def test_a_partner_that_mends_its_own_words_is_right():
    """A new telephone number replaces the one that was misread."""
    assert persons.corrected(MARC, person(phone="+33639980000")).phone == "+33639980000"
    assert persons.corrected(MARC, person(phone=MARC.phone)) is MARC


def test_a_namesake_of_another_partner_is_told_of_and_not_taken_for_the_same():
    """The referent says whether they are one."""
    twin = candidate("MARC", "Dúrand")

    assert persons.look_alikes(twin, [MARC, candidate("Paul", "Durand")]) == (MARC,)
    assert persons.look_alikes(twin, [MARC.but(merged_into="x"), twin]) == ()


# ------------------------------------------------------------------ merging
TWIN = candidate("Marco", "Durand", email="marco@courriel.example", documents=[CV])
LATER = NOON.replace(hour=15)


def test_two_records_of_one_person_become_one_and_the_first_partners_date_stands():
    """Each partner keeps its referral; the later of the two for one need is a duplicate."""
    first = referral(need(), who=MARC, by=NOUR)
    later = referral(need(), who=TWIN, by=OLIVIER, number=8, received_at=LATER)
    kept, other, moved = persons.merged(MARC, TWIN, [first, later], NOON)

    assert (other.merged_into, kept.documents, kept.email) == (MARC.id, [CV], MARC.email)
    assert [(r.id, r.candidate_id, r.state) for r in moved] == [(later.id, MARC.id, "duplicate")]
    assert first.received_at == NOON


def test_the_first_partners_referral_stays_in_play_when_the_other_record_is_kept():
    """Whichever of the two records is kept."""
    first = referral(need(), who=TWIN, by=NOUR)
    later = referral(need(), who=MARC, by=OLIVIER, number=8, received_at=LATER)
    _, _, moved = persons.merged(MARC, TWIN, [first, later], NOON)

    assert {r.id: r.state for r in moved} == {first.id: "to_present", later.id: "duplicate"}


def test_whom_a_company_has_seen_twice_stays_as_it_is():
    """What a company was told is not rewritten."""
    seen = [referral(need(), "presented", who=MARC), referral(need(), "presented", who=TWIN, by=OLIVIER, number=8)]
    _, _, moved = persons.merged(MARC, TWIN, seen, NOON)

    assert [r.state for r in moved] == ["presented"]


@pytest.mark.parametrize("by", [NOUR, OLIVIER])
def test_a_merge_can_be_undone(by):
    """Each has its own again: referrals, states, documents, what the other had filled in."""
    bare = MARC.but(email=None)
    mine, theirs = referral(need(), who=bare, by=NOUR), referral(need(), who=TWIN, by=by, number=8, received_at=LATER)
    kept, other, moved = persons.merged(bare, TWIN, [mine, theirs], NOON)
    after = {mine.id: mine, theirs.id: theirs, **{r.id: r for r in moved}}
    alone, again, back = persons.split(kept, other, after.values(), NOON)
    restored = {**after, **{r.id: r for r in back}}

    assert alone == bare
    assert again == TWIN
    assert {r.id: (r.candidate_id, r.state) for r in restored.values()} == {
        mine.id: (bare.id, "to_present"), theirs.id: (TWIN.id, "to_present"),
    }  # fmt: skip


def test_a_referral_taken_for_another_persons_gets_a_candidate_of_its_own():
    """Of whom only the name is known."""
    wrong = referral(need(), "duplicate", by=OLIVIER, number=8, state_before="to_present")
    own, moved = persons.parted(MARC, wrong, NOON)

    assert (own.first_name, own.phone, moved.candidate_id, moved.state) == ("Marc", None, own.id, "to_present")
