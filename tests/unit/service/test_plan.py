"""Plans: values that add up; records, keys and review items that are the same when they are made twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.statements import Doubt
from service.domain import reviews
from service.domain.facts import Keys
from service.domain.plan import NOTHING, Plan, Slot
from service.domain.records import Contact, identity
from tests.cast import NOON, NOUR, facts, need, quick

CONTACTS = st.builds(Contact, id=st.sampled_from("abc"), state=st.sampled_from(["works", "left"]))
PLANS = st.builds(
    Plan,
    save=st.lists(CONTACTS, max_size=3).map(tuple),
    slots=st.lists(st.builds(Slot, job=st.just("d"), key=st.sampled_from("xy")), max_size=2).map(tuple),
)


@quick
@given(a=PLANS, b=PLANS)
def test_of_two_writes_of_one_record_the_later_stands(a, b):
    """Both plans' records are there, each once."""
    added = {r.id: r for r in (a + b).save}

    assert added == {r.id: r for r in (*a.save, *b.save)}
    assert len((a + b).save) == len(added)
    assert (a + b).slots == a.slots + b.slots


@quick
@given(a=PLANS, b=PLANS, c=PLANS)
def test_it_does_not_matter_how_plans_are_grouped(a, b, c):
    """(a + b) + c is a + (b + c)."""
    assert {r.id: r for r in ((a + b) + c).save} == {r.id: r for r in (a + (b + c)).save}


def test_an_empty_plan_is_nothing():
    """It is false, and adds nothing."""
    plan = Plan(slots=(Slot(job="digest", key="2026-06-02"),))

    assert not NOTHING
    assert plan
    assert plan + NOTHING == plan


def test_a_record_is_replaced_and_never_changed():
    """`but` gives another; a field that is none is an error."""
    other = NOUR.but(active=False)

    assert (NOUR.active, other.active) == (True, False)
    with pytest.raises(AttributeError):
        NOUR.but(colour="red")
    with pytest.raises(ValueError, match="frozen"):
        NOUR.active = False


@quick
@given(parts=st.lists(st.text(max_size=5), min_size=1, max_size=4))
def test_a_thing_that_is_made_twice_has_one_identity(parts):
    """The id is what the thing is; where one part ends and the next begins counts."""
    assert identity(*parts) == identity(*parts)
    assert identity(*parts) != identity(*parts, "")


def test_the_same_doubt_about_the_same_mail_is_one_item():
    """Another mail's is another item."""
    doubts = [Doubt(what="SIRET", why="clé"), Doubt(what="SIRET", why="clé"), Doubt(what="date", why="passée")]
    made = reviews.items(doubts, message_id="<m>", need_id=None, now=NOON)
    again = reviews.items(doubts, message_id="<m>", need_id=None, now=NOON)

    assert len(made) == 2
    assert [i.id for i in made] == [i.id for i in again]
    assert made[0].id != reviews.items(doubts, message_id="<n>", need_id=None, now=NOON)[0].id


def test_an_item_that_is_settled_says_how_and_when():
    """It stays in the list of what was."""
    item = reviews.items([Doubt(what="x", why="y")], message_id="<m>", need_id=None, now=NOON)[0]

    assert (reviews.settle(item, "vu", NOON).settled_as, reviews.settle(item, "vu", NOON).settled_at) == ("vu", NOON)


def test_keys_are_united_field_by_field():
    """What either asks for is asked for."""
    both = Keys(message_ids=("<a>",), sirets=frozenset({"1"}), whole_markets=True) | Keys(
        message_ids=("<b>",), sirets=frozenset({"2"}), everything_open=True, answers_since=NOON
    )

    assert (both.message_ids, both.sirets) == (("<a>", "<b>"), frozenset({"1", "2"}))
    assert (both.whole_markets, both.everything_open, both.every_company) == (True, True, False)
    assert both.answers_since == NOON


@pytest.mark.parametrize("written", ["B-0042", "b42", "42", "[B-0042]", " B 0042 "])
def test_a_need_is_found_however_its_reference_is_written(written):
    """The figure counts."""
    assert facts(need()).need_by_reference(written).number == 42


@pytest.mark.parametrize("written", [None, "", "B-", "B-0043", "maçon"])
def test_a_reference_that_fits_none_finds_none(written):
    """No need is guessed."""
    assert facts(need()).need_by_reference(written) is None


def test_an_address_works_until_something_says_otherwise():
    """Someone who is away can still be written to."""
    world = facts(
        *(Contact(id=f"{state}@x.example", state=state) for state in ("works", "absent", "bounces", "left", "silenced"))
    )

    told = {
        state: world.works(f"{state}@X.example") for state in ("works", "absent", "bounces", "left", "silenced", "new")
    }
    assert told == {"works": True, "absent": True, "bounces": False, "left": False, "silenced": False, "new": True}
    assert not world.works(None)
    assert not world.works("")
