"""Collecting: a form comes back and becomes a need that can be validated; what lacks is asked, and just that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.forms.signed_company import with_signed_company
from parsers.reading import CompanyReading, NeedReading, Reading
from service.domain import collecting, needs, threads
from service.domain.company_letters import FormReceived, IncompleteForm
from service.domain.letters import NeedToValidate
from service.domain.understanding import Understanding
from tests.cast import (
    BATI_NORD,
    CLAIRE,
    MARKET,
    NOON,
    NOUR,
    World,
    award,
    body,
    facts,
    full_reading,
    mail,
    need,
    without,
)


def return_form(world, *readings, inbound=None, now=NOON, **more):
    """Write what a returned form makes; the new mails."""
    inbound = inbound or mail(BATI_NORD.email, f"form of {len(world.mails)}")
    paper = body("formulaire")
    said = Understanding(kind="liaison_form", needs=readings, need_papers=(paper,) * len(readings), **more)
    who = threads.correspondence(inbound, world.facts)
    return world.write(collecting.on_form(inbound, said, who, world.facts, now))


def letters(mails):
    """Kinds of letters, with whom they go to."""
    return [(type(m.letter), m.to) for m in mails]


def contacted(**changes):
    """A world in which Bâti-Nord has its form."""
    return World(facts(MARKET, BATI_NORD, NOUR, award(due_at=NOON, **changes)))


def test_a_complete_form_goes_to_the_referent_and_the_company_hears():
    """The award is returned, and no reminder is due any more."""
    world = contacted()
    sent = return_form(world, full_reading())
    asked = next(iter(world.facts.needs.values()))

    assert letters(sent) == [(FormReceived, BATI_NORD.email), (NeedToValidate, CLAIRE.email)]
    assert (asked.state, asked.reference, asked.award_id) == ("to_validate", "B-0001", award().id)
    assert [(a.state, a.due_at) for a in world.facts.awards.values()] == [("returned", None)]


def test_what_a_form_lacks_is_asked_of_the_company_and_just_that():
    """Missing and doubtful points, and what was understood, in one mail."""
    world = contacted()
    sent = return_form(world, without(full_reading(), "job.start_date", "conditions.workplace"))

    assert letters(sent) == [(IncompleteForm, BATI_NORD.email)]
    assert [row.path for row in sent[0].letter.missing] == ["job.start_date", "conditions.workplace"]
    assert "job.title" in [row.path for row in sent[0].letter.understood]


def test_what_is_known_of_the_company_is_not_replaced_by_its_signature():
    """A need told in a mail keeps the name that the notification gave, without a doubt."""
    world = contacted()
    told = with_signed_company(
        Reading(needs=(replace(full_reading(), company=CompanyReading(), missing=("company.name", "company.siret")),)),
        sender="Jean Petit", address="jean@autre.example", signature="Jean Petit\nPETIT SARL\n01 99 00 41 10",
    )  # fmt: skip
    return_form(world, *told.needs)
    (asked,) = world.facts.needs.values()

    assert told.needs[0].company.name == "PETIT SARL"
    assert asked.reading["company"]["name"] == BATI_NORD.name
    assert "company.name" not in asked.reading["to_review"]


def test_the_answer_completes_the_same_need():
    """One need, two versions, and the referent gets it."""
    world = contacted()
    question = return_form(world, without(full_reading(), "job.start_date"))[0]
    reply = mail(BATI_NORD.email, "le 29 juin", subject="Re:")
    answer = NeedReading(job=needs.NeedReading().job.__class__(start_date="2026-06-29"))
    world.facts = world.answering(question)
    sent = return_form(world, answer, inbound=reply)

    assert [(n.reference, n.state) for n in world.facts.needs.values()] == [("B-0001", "to_validate")]
    assert letters(sent) == [(FormReceived, BATI_NORD.email), (NeedToValidate, CLAIRE.email)]


def test_the_same_form_twice_makes_one_need():
    """The same job of the same award is the same need, while it is not out."""
    world = contacted()
    return_form(world, full_reading())
    return_form(world, full_reading(openings=3))

    assert [n.reading["job"]["openings"] for n in world.facts.needs.values()] == [3]


def test_two_jobs_of_one_form_are_two_needs_with_two_numbers():
    """Each is validated for itself."""
    world = contacted()
    return_form(world, full_reading(), full_reading(title="Ferrailleur"))

    assert sorted(n.reference for n in world.facts.needs.values()) == ["B-0001", "B-0002"]


@pytest.mark.parametrize("state", ["validated", "diffused", "suspended"])
def test_a_new_form_for_a_need_that_is_out_changes_nothing_by_itself(state):
    """The partners are searching on what was sent: the referent decides."""
    world = World(facts(MARKET, BATI_NORD, award(), need(state)))
    sent = return_form(world, full_reading(openings=9))

    assert sent == []
    assert [n.reading["job"]["openings"] for n in world.facts.needs.values()] == [2]
    assert len(world.review) == 1


def test_a_form_that_came_back_blank_is_for_the_referent():
    """No need, one line to look at."""
    world = contacted()
    return_form(world, blank_form=True)

    assert world.facts.needs == {}
    assert [item.why for item in world.review] == ["formulaire revenu vide"]


def test_a_form_of_a_company_that_won_nothing_known_is_taken_and_told_of():
    """It is not lost, and the referent hears that no market knows the company."""
    world = World(facts(NOUR))
    return_form(world, full_reading(), inbound=mail("x@inconnu.example"))

    assert len(world.facts.needs) == 1
    assert [item.what for item in world.review] == ["x@inconnu.example"]


def test_what_the_notification_told_is_not_asked_again():
    """The SIRET is known: its absence in the form makes no question."""
    world = contacted()
    sent = return_form(world, without(full_reading(), "company.siret"))

    assert IncompleteForm not in [kind for kind, _ in letters(sent)]


def test_a_company_learns_from_its_form_only_what_is_sure():
    """A SIRET in doubt does not become the company's."""
    world = World(facts(MARKET, BATI_NORD.but(siret=None, phone=None), award()))
    doubted = full_reading()
    doubted = NeedReading(company=CompanyReading(name="Bâti-Nord", siret="1" * 14, phone="+33199001205"),
                          job=doubted.job, conditions=doubted.conditions, to_review=("company.siret",))  # fmt: skip
    return_form(world, doubted)
    known = world.facts.companies[BATI_NORD.id]

    assert (known.siret, known.phone) == (None, "+33199001205")


def test_the_forms_own_reference_tells_the_award_before_anything_else():
    """Two lots of one company, and the form of the second came back."""
    second = award(id="lot-2", lot="2", form_reference="F-SECOND22")
    world = World(facts(MARKET, BATI_NORD, award(), second))
    return_form(world, full_reading(), form_reference="F-SECOND22")

    assert [n.award_id for n in world.facts.needs.values()] == ["lot-2"]
    assert world.facts.awards[award().id].state == "contacted"


def test_two_forms_awaited_and_none_named_is_no_guess():
    """The need is taken without a market."""
    second = award(id="lot-2", lot="2", form_reference="F-SECOND22")
    world = World(facts(MARKET, BATI_NORD, award(), second))
    return_form(world, full_reading())

    assert [n.award_id for n in world.facts.needs.values()] == [None]
