"""Ordering: one order, one plan, one outcome; an order that cannot be changes nothing and says why."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parsers.reading import as_json
from parsers.statements import Command, Doubt
from service.domain import needs, reviews
from service.domain.company_letters import CompanyReminder
from service.domain.letters import NeedToValidate
from service.domain.ordering import Given, on_order, undo_target, unwarranted
from service.domain.partner_letters import NeedDiffusion, NeedStopped
from service.domain.plan import Plan
from service.domain.records import Contact
from service.settings import Policy
from tests.cast import (
    BATI_NORD,
    MARC,
    MARKET,
    NOON,
    NOUR,
    OLIVIER,
    World,
    award,
    candidate,
    diffusion,
    facts,
    full_reading,
    need,
    referral,
    thread,
    without,
)

WORLD = (MARKET, BATI_NORD, NOUR, OLIVIER, MARC, award("returned"))
GIVEN = Given(who="referent", now=NOON, cause="<order@agence.example>")


def order(world, action, target="B-0042", **words):
    """Carry one order out; (outcome, new mails)."""
    plan, done = on_order(Command(action=action, target=target, **words), world.facts, GIVEN)
    assert done.done or not plan, "a refused order changes nothing"
    return (done.outcome if not done.done else "done"), world.write(plan)


def state(world, number=42):
    """The need's state."""
    return world.facts.needs[f"need-{number}"].state


# ------------------------------------------------------------------ approve
def test_an_approved_need_goes_to_all_partners_and_its_version_is_kept():
    """Its doubts are settled with it."""
    reading = as_json(full_reading()) | {"to_review": ["company.siret"]}
    world = World(facts(*WORLD, need("to_validate").but(reading=reading)))
    outcome, sent = order(world, "approve")

    assert outcome == "done"
    assert {m.to for m in sent if isinstance(m.letter, NeedDiffusion)} == {NOUR.email, OLIVIER.email}
    assert state(world) == "diffused"
    assert world.facts.needs["need-42"].reading["to_review"] == []


@pytest.mark.parametrize("path", needs.REQUIRED)
@pytest.mark.parametrize("before", ["incomplete", "to_validate"])
def test_a_need_that_lacks_a_required_field_cannot_be_approved(path, before):
    """Whatever its state says."""
    world = World(facts(*WORLD, need(before, reading=without(full_reading(), path))))

    assert order(world, "approve") == ("need_incomplete", [])
    assert state(world) == before


def test_a_need_without_any_way_to_reach_the_company_cannot_be_approved():
    """Neither mail nor phone."""
    world = World(facts(*WORLD, need("to_validate", reading=without(full_reading(), "company.email"))))

    assert order(world, "approve") == ("need_incomplete", [])


@pytest.mark.parametrize(
    ("before", "why"),
    [("diffused", "already_diffused"), ("filled", "already_diffused"), ("closed", "wrong_state"),
     ("suspended", "wrong_state"), ("cancelled", "wrong_state"), ("incomplete", "wrong_state")],
)  # fmt: skip
def test_a_need_in_another_state_is_not_approved(before, why):
    """An order repeated by mail is told so."""
    assert order(World(facts(*WORLD, need(before))), "approve") == (why, [])


def test_approving_twice_in_one_mail_writes_to_each_partner_once():
    """The second order finds it gone out."""
    world = World(facts(*WORLD, need("to_validate")))
    order(world, "approve")

    assert order(world, "approve") == ("already_diffused", [])


# ------------------------------------------------------------------ correct, reject, close, reopen
def test_a_correction_that_completes_a_need_brings_it_back_to_be_validated():
    """The referent gets it as it now reads."""
    world = World(facts(*WORLD, need("incomplete", reading=without(full_reading(), "job.start_date"))))
    outcome, sent = order(world, "correct", changes={"job.start_date": "2026-07-01"})

    assert (outcome, state(world)) == ("done", "to_validate")
    assert [type(m.letter) for m in sent] == [NeedToValidate]


def test_a_correction_is_the_referents_and_leaves_no_doubt():
    """Value, source and journal say who changed what."""
    world = facts(*WORLD, need("to_validate"))
    plan, _ = on_order(Command(action="correct", target="42", changes={"job.openings": 3}), world, GIVEN)
    after = next(r for r in plan.save if r.id == "need-42")

    assert after.reading["job"]["openings"] == 3
    assert after.reading["fields"]["job.openings"]["source"] == "référent"
    assert plan.journal[0].details["fields"] == ["job.openings"]


@pytest.mark.parametrize(
    ("before", "changes", "why"),
    [
        ("to_validate", {"job.colour": "red"}, "unknown_field"),
        ("to_validate", {}, "nothing_to_change"),
        ("closed", {"job.openings": 3}, "wrong_state"),
        ("filled", {"job.openings": 3}, "wrong_state"),
        ("diffused", {"job.title": None}, "need_incomplete"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(before, changes, why):
    """With the word for it."""
    world = World(facts(*WORLD, need(before)))

    assert order(world, "correct", changes=changes) == (why, [])
    assert state(world) == before


def test_a_rejected_need_waits_for_a_change():
    """It is not lost, and cannot be approved from there."""
    world = World(facts(*WORLD, need("to_validate")))

    assert order(world, "reject", reason="salaire trop bas") == ("done", [])
    assert state(world) == "incomplete"
    assert order(world, "approve")[0] == "wrong_state"


def test_closing_a_need_that_was_out_tells_the_partners_at_work():
    """One that was not out is cancelled, and nobody hears."""
    out = need()
    world = World(
        facts(*WORLD, out, diffusion(out), diffusion(out, OLIVIER, "declined"), need("to_validate", number=43))
    )
    outcome, sent = order(world, "close")

    assert (outcome, state(world)) == ("done", "closed")
    assert [(type(m.letter), m.to) for m in sent] == [(NeedStopped, NOUR.email)]
    assert order(world, "close", "B-0043") == ("done", [])
    assert state(world, 43) == "cancelled"
    assert order(world, "close") == ("wrong_state", [])


@pytest.mark.parametrize(
    ("before", "then"), [("closed", "diffused"), ("filled", "diffused"), ("cancelled", "to_validate")]
)
def test_a_need_that_is_over_can_be_reopened(before, then):
    """Where it was out it is out again; what was never out must be validated."""
    world = World(facts(*WORLD, need(before)))
    order(world, "reopen")

    assert state(world) == then


def test_without_any_order_there_is_nothing_to_undo():
    """The order is refused, and says so."""
    assert order(World(facts(*WORLD, need())), "undo") == ("nothing_to_undo", [])


@pytest.mark.parametrize(
    ("words", "target"),
    [("b42", "B-0042"), ("42", "B-0042"), ("A-3", "A-3"), ("r 7", "R-7"), ("Coquelle", "Coquelle"), (None, "")],
)
def test_what_an_undo_is_about_is_said_in_many_ways(words, target):
    """A figure alone is a need's."""
    assert undo_target(words) == target


def test_numbers_and_places_are_not_mixed():
    """« 2 et 9 » where 9 is a number and 2 only a place: nobody is presented by mistake."""
    who = [candidate("Ana", "Petit"), candidate("Bob", "Grand"), candidate("Cléo", "Roux")]
    asked = need()
    sent = [referral(asked, who=person, number=number) for person, number in zip(who, (9, 14, 20), strict=True)]
    world = facts(*WORLD, asked, *who, *sent)

    assert order(World(world), "present", candidates=("2", "9"))[0] == "ambiguous"
    for words, ranks in ((("9", "20"), [9, 20]), (("1", "3"), [9, 20]), (("Petit", "ROUX Cléo"), [9, 20])):
        stage = World(world)
        assert order(stage, "present", candidates=words)[0] == "done"
        assert sorted(r.number for r in stage.facts.referrals.values() if r.state == "presented") == ranks


# ------------------------------------------------------------------ by mail
@pytest.mark.parametrize(
    ("thread_of", "days", "said"),
    [
        (None, 0, "token_missing"),
        ("partner", 0, "token_missing"),
        ("referent", 0, None),
        ("referent", 30, None),
        ("referent", 31, "token_expired"),
    ],
)
def test_an_order_by_mail_answers_a_recent_mail_of_ours(thread_of, days, said):
    """An address alone may be forged tomorrow; a token of a partner's mail is a partner's."""
    answered = thread("daily_digest", thread_of, "x@agence.example") if thread_of else None

    assert unwarranted(answered, Policy(), NOON + timedelta(days=days)) == said
    assert unwarranted(answered, Policy(orders_by_mail="address"), NOON + timedelta(days=days)) is None


# ------------------------------------------------------------------ present
def three():
    """A world with three candidates to present, numbered 11, 12 and 13."""
    people = [candidate(f, "Petit") for f in ("Léa", "Tom", "Ali")]
    made = [referral(need(), who=p, number=n) for n, p in enumerate(people, start=11)]
    return World(facts(*WORLD, need(), *people, *made))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ((), ["Léa", "Tom", "Ali"]),
        (("tous",), ["Léa", "Tom", "Ali"]),
        (("12",), ["Tom"]),
        (("n°13", "#11"), ["Ali", "Léa"]),
        (("2", "3"), ["Tom", "Ali"]),
        (("R-12",), ["Tom"]),
    ],
)
def test_candidates_are_named_by_number_or_by_place(words, names):
    """Their own number first; else the place in the need's list."""
    _, sent = order(three(), "present", candidates=words)

    assert [c.first_name for c in sent[0].letter.candidates] == names


@pytest.mark.parametrize("words", [("14",), ("0",), ("Zoé",), ("11", "99"), ("",)])
def test_someone_unknown_among_them_stops_the_whole_order(words):
    """Nobody is presented by mistake."""
    assert order(three(), "present", candidates=words) == ("unknown_candidate", [])


def test_presenting_when_there_is_nobody_says_so():
    """An empty batch is no mail."""
    assert order(World(facts(*WORLD, need())), "present") == ("nobody_to_present", [])


# ------------------------------------------------------------------ remind, settle, unknown
def test_a_company_is_reminded_by_its_name():
    """« relancer Bâti Nord » where one form of that name is awaited."""
    world = World(facts(MARKET, BATI_NORD, award(due_at=NOON + timedelta(days=3))))
    outcome, sent = order(world, "remind", "Bati-Nord")

    assert (outcome, [type(m.letter) for m in sent]) == ("done", [CompanyReminder])


@pytest.mark.parametrize("target", ["Coquelle", "", "SARL"])
def test_a_name_that_fits_no_awaited_form_is_refused(target):
    """A legal form is no name."""
    world = World(facts(MARKET, BATI_NORD.but(name="Bâti-Nord"), award()))

    assert order(world, "remind", target) == ("unknown_reference", [])


def test_a_name_that_fits_two_is_ambiguous():
    """Two lots of one company: which form is meant is not known."""
    world = World(facts(MARKET, BATI_NORD, award(), award(id="b", lot="2", form_reference="F-B")))

    assert order(world, "remind", "Bâti-Nord") == ("ambiguous", [])


@pytest.mark.parametrize("before", ["to_validate", "filled", "closed"])
def test_where_nobody_is_waited_for_there_is_nobody_to_remind(before):
    """The order is refused."""
    assert order(World(facts(*WORLD, need(before))), "remind") == ("nobody_to_remind", [])


def test_a_review_item_is_settled_once():
    """By « A-3 » however it is written; the second time it is told so."""
    item = reviews.items([Doubt(what="x", why="y")], message_id="<m>", need_id=None, now=NOON)[0]
    world = World(facts(item.but(number=3, version=1)))

    assert order(world, "settle", "a3", reason="vu") == ("done", [])
    assert world.facts.review[0].settled_as == "vu"
    assert order(world, "settle", "A-3")[0] == "already_settled"
    assert order(world, "settle", "A-4")[0] == "unknown_reference"
    assert order(world, "settle", None)[0] == "unknown_reference"


@pytest.mark.parametrize(("how", "state"), [("comme adresse rétablie", "works"), ("vu", "bounces")])
def test_an_address_that_refused_our_mail_is_mended_by_the_referent_alone(how, state):
    """« classer A-3 comme adresse rétablie »; having seen it mends nothing."""
    item = reviews.items([Doubt(what="rh@btp.example", why="refuse")], message_id="<m>", need_id=None, now=NOON)[0]
    lost = Contact(id="rh@btp.example", version=1, state="bounces", reason="5.1.1")
    world = World(facts(item.but(number=3, version=1), lost))

    assert order(world, "settle", "A-3", reason=how) == ("done", [])
    assert world.facts.contacts[lost.id].state == state


@pytest.mark.parametrize("action", ["approve", "reject", "correct", "present", "remind", "close", "reopen"])
@pytest.mark.parametrize("target", ["B-0099", "", None, "maçon"])
def test_an_order_about_nothing_known_changes_nothing(action, target):
    """It is told as unknown."""
    assert order(World(facts(*WORLD, need())), action, target)[0] == "unknown_reference"


def test_an_order_that_is_none_changes_nothing():
    """A word that no function answers to."""
    assert order(World(facts(*WORLD, need())), "explode") == ("unknown_order", [])


def test_a_refused_order_leaves_no_trace_in_the_plan():
    """Nothing to write at all."""
    assert on_order(Command(action="approve", target="B-0099"), facts(), GIVEN)[0] == Plan()
