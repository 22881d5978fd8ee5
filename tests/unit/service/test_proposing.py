"""Proposing: nothing of a need changes without the company's plain yes; all else comes to the referent, who answers."""

from __future__ import annotations

import pytest

from parsers.statements import Command
from service.domain import decide, due, needs, proposals, proposing
from service.domain.company_letters import ProposedChange
from service.domain.letters import AnswerToQuestion, NeedToValidate, QuestionAsked
from service.domain.ordering import Given, on_order
from service.domain.records import Contact
from tests.cast import (
    BATI_NORD,
    CLAIRE,
    MARKET,
    NOON,
    NOUR,
    PARIS,
    World,
    award,
    facts,
    mail,
    need,
    office,
)

HOURS = {"conditions.weekly_hours": 30.0}


def proposed(state="to_validate", changes=None, **more):
    """A world in which a change of B-0042 was proposed; and the mail."""
    world = World(facts(MARKET, BATI_NORD, NOUR, award("returned"), need(state), *more.pop("others", ())))
    command = Command(action="propose", target="B-0042", changes=changes or HOURS, reason="car c'est un temps choisi")
    plan, done = on_order(command, world.facts, Given(who="referent", now=NOON, cause="command"))
    return world, world.write(plan), done


def answer(world, question, text, sender=BATI_NORD.email):
    """Somebody answers one of our mails; the new mails."""
    reply = mail(sender, text, subject="Re: [B-0042]", dmarc="pass")
    world.facts = world.answering(question)
    said = decide.understood(reply, (), world.facts, NOON)
    return world.write(decide.on_message(reply, (), said, world.facts, NOON).plan)


def letters(mails):
    """Kinds of letters, with whom they go to."""
    return [(type(m.letter), m.to) for m in mails]


def hours(world):
    """What the need says now."""
    return world.facts.needs["need-42"].reading["conditions"]["weekly_hours"]


def test_a_proposal_shows_what_is_and_what_would_be_and_changes_nothing():
    """Before, after, and why."""
    world, sent, done = proposed()
    change = sent[0].letter.changes[0]

    assert (done.done, letters(sent)) == (True, [(ProposedChange, BATI_NORD.email)])
    assert (change.path, change.before, change.after) == ("conditions.weekly_hours", "35", "30")
    assert sent[0].letter.reason == "car c'est un temps choisi"
    assert hours(world) == 35.0


def test_a_plain_yes_makes_a_version_in_the_companys_name():
    """The referent gets the need as agreed; the version says who and why."""
    world, sent, _ = proposed()
    mails = answer(world, sent[0], "C'est d'accord pour nous.")
    version = next(r for r in world.versions if r.need_id == "need-42")

    assert hours(world) == 30.0
    assert letters(mails) == [(NeedToValidate, CLAIRE.email)]
    assert (version.who, version.why) == (BATI_NORD.email, "accord sur une proposition : car c'est un temps choisi")
    assert [p.state for p in world.facts.proposals.values()] == ["accepted"]


@pytest.mark.parametrize(("text", "state"), [("Non, impossible.", "refused"), ("Plutôt 32 h ?", "discussed")])
def test_anything_else_changes_nothing_and_the_referent_answers_by_plain_reply(text, state):
    """The company's words reach the referent, whose reply goes back to the company."""
    world, sent, _ = proposed()
    mails = answer(world, sent[0], text)

    assert hours(world) == 35.0
    assert letters(mails) == [(QuestionAsked, CLAIRE.email)]
    assert [p.state for p in world.facts.proposals.values()] == [state]
    back = answer(world, mails[0], "Gardons 35 h alors.", sender=CLAIRE.email)
    assert letters(back) == [(AnswerToQuestion, BATI_NORD.email)]


def test_a_yes_that_comes_twice_is_applied_once():
    """The second one is for a look."""
    world, sent, _ = proposed()
    answer(world, sent[0], "d'accord")
    again = answer(world, sent[0], "oui d'accord, je confirme")

    assert again == []
    assert len(world.review) == 1


def test_a_need_that_is_out_stays_out_when_its_company_agrees():
    """The partners go on searching."""
    world, sent, _ = proposed("diffused")
    answer(world, sent[0], "ok")

    assert (world.facts.needs["need-42"].state, hours(world)) == ("diffused", 30.0)


@pytest.mark.parametrize(
    ("state", "changes", "others", "why"),
    [
        ("closed", HOURS, (), "wrong_state"),
        ("to_validate", {"conditions.weekly_hours": 35.0}, (), "nothing_to_change"),
        ("to_validate", {"job.colour": "blue"}, (), "unknown_field"),
        ("to_validate", HOURS, (Contact(id=BATI_NORD.email, version=1, state="bounces"),), "no_address"),
    ],
)
def test_what_cannot_be_proposed_says_why(state, changes, others, why):
    """Nothing is written."""
    _, sent, done = proposed(state, changes, others=others)

    assert (sent, done.done, done.outcome) == ([], False, why)


def test_a_second_proposal_takes_back_the_first_and_so_does_a_correction():
    """One question at a time: a late yes to the first changes nothing."""
    world, sent, _ = proposed()
    command = Command(action="propose", target="B-0042", changes={"job.openings": 3})
    world.write(on_order(command, world.facts, Given(who="referent", now=NOON))[0])
    answer(world, sent[0], "d'accord")

    assert hours(world) == 35.0
    assert sorted(p.state for p in world.facts.proposals.values()) == ["sent", "withdrawn"]
    correct = Command(action="correct", target="B-0042", changes={"job.openings": 4})
    world.write(on_order(correct, world.facts, Given(who="referent", now=NOON))[0])
    assert {p.state for p in world.facts.proposals.values()} == {"withdrawn"}


def test_silence_is_reminded_once_and_then_told():
    """On working days; then the referent's turn."""
    world, _, _ = proposed()
    sent = []
    while (waiting := next(iter(world.facts.proposals.values()))).due_at is not None:
        assert due.is_working_day(due.local_day(waiting.due_at, PARIS), office().policy)
        sent += world.write(proposing.proposal_reminder(waiting, world.facts, waiting.due_at))

    assert [m.letter.rank for m in sent] == [1]
    assert waiting.state == "silent"
    assert [item.why for item in world.review] == ["proposition restée sans réponse"]


def test_changes_that_were_kept_as_json_are_values_again():
    """A salary is a salary, a list a tuple."""
    pay = {"min": 13.0, "max": 13.0, "period": "hour", "basis": None}
    typed = needs.typed({"conditions.gross_salary": pay, "job.skills": ["lire un plan"], "job.openings": 3})

    assert typed["conditions.gross_salary"].min == 13.0
    assert (typed["job.skills"], typed["job.openings"]) == (("lire un plan",), 3)


def test_every_state_of_a_proposal_is_left_or_final():
    """Accepted and withdrawn end it."""
    assert {state for state, to in proposals.MOVES.items() if not to} == {"accepted", "withdrawn"}
