"""Diffusions: which partners a need concerns, and why not the others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.domain import diffusions
from tests.cast import NOON, NOUR, OLIVIER, diffusion, need, quick

CODES = st.lists(st.sampled_from(["brsa", "jeune", "rqth", "qpv", "deld"]), unique=True, max_size=3)
PLACES = st.lists(st.sampled_from(["80", "80000", "59", "2A", "6"]), unique=True, max_size=3)


def reasons(*partners, postcode="80000", publics=()):
    """Partner -> why it is chosen or not."""
    return {c.partner.id: c.reason for c in diffusions.choices(partners, postcode=postcode, publics=publics)}


def test_a_postcode_may_be_told_by_its_beginning():
    """« 80 » is the whole département, « 59 » is another."""
    lille = NOUR.but(id="lille", postcodes=["59", "62"])

    assert reasons(NOUR, lille) == {"nour": "concerned", "lille": "other_territory"}


def test_an_empty_list_leaves_nobody_out():
    """A partner without postcodes or publics gets every need."""
    assert reasons(NOUR.but(postcodes=[], publics=[]), postcode="13001", publics=["rqth"]) == {"nour": "concerned"}


def test_an_unknown_place_of_work_leaves_nobody_out():
    """Equal treatment comes first: where nothing tells, all get it."""
    assert reasons(NOUR.but(postcodes=["59"]), postcode=None) == {"nour": "concerned"}


def test_one_public_in_common_is_enough():
    """A partner for young people gets a market that also names them."""
    young = NOUR.but(publics=["jeune"])

    assert reasons(young, publics=["jeune", "brsa"]) == {"nour": "concerned"}
    assert reasons(young, publics=["brsa"]) == {"nour": "other_publics"}
    assert reasons(young, publics=[]) == {"nour": "concerned"}


def test_a_partner_that_stopped_gets_nothing():
    """Inactive is told before any other reason."""
    assert reasons(NOUR.but(active=False, postcodes=["59"])) == {"nour": "inactive"}


@quick
@given(
    places=PLACES, serves=CODES, wanted=CODES, active=st.booleans(), postcode=st.sampled_from(["80000", "20090", None])
)
def test_every_partner_has_one_answer_and_its_reason(places, serves, wanted, active, postcode):
    """Nobody is forgotten: chosen with « concerned », left out with a reason, and the order is by name."""
    partner = NOUR.but(postcodes=places, publics=serves, active=active)
    found = diffusions.choices([partner, OLIVIER], postcode=postcode, publics=wanted)

    assert [c.partner.id for c in found] == ["olivier", "nour"]
    assert all(c.chosen == (c.reason == "concerned") for c in found)


def test_a_partner_that_answered_is_not_due_any_more():
    """An answer or a « no » ends the reminders."""
    sent = diffusion(need(), due_at=NOON)

    for to in ("answered", "declined"):
        moved = diffusions.move(sent, to, NOON)
        assert (moved.state, moved.due_at, moved.answered_at) == (to, None, NOON)


def test_a_need_and_a_partner_make_one_diffusion():
    """Made twice it is the same row, so a second diffusion cannot be."""
    first, again = (diffusions.new(need(), NOUR, mail_id=key, due_at=None) for key in ("a", "b"))

    assert first.id == again.id
    assert first.id != diffusions.new(need(), OLIVIER, mail_id="a", due_at=None).id
