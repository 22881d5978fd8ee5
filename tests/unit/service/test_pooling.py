"""Pooling: needs that follow each other make a path with its arithmetic; people whose contract ends find the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from parsers.statements import Command
from service.domain import decide, digests, pathfinding, pooling
from service.domain.letters import PathProposed, PoolingProposed
from service.domain.ordering import Given, on_order
from tests.cast import (
    BATI_NORD,
    FARIDA,
    MARC,
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
    office,
    placement,
    referral,
)

GIVEN = Given(who="referent", now=NOON, cause="<order@agence.example>")
COQUELLE = BATI_NORD.but(id="coquelle", name="Coquelle BTP", siret=None)
GEIQ = NOUR.but(id="geiq", kind="geiq", name="GEIQ BTP", email="contact@geiq.example")
BASE = (MARKET, BATI_NORD, COQUELLE, NOUR, award("returned"))


def asked(number, start, *, title="Coffreur-bancheur (H/F)", at=BATI_NORD, months=4, state="diffused", **conditions):
    """A need of so many months from a day on."""
    reading = full_reading(title=title, start_date=start)
    told = {"contract_duration": f"P{months}M", "workplace": "Rue du Hocquet, 80000 Amiens", **conditions}
    reading = replace(reading, conditions=replace(reading.conditions, **told))
    return need(state, number=number, reading=reading, company_id=at.id)


FIRST = asked(1, "2026-07-01")
SECOND = asked(2, "2026-11-16", title="Coffreuse-bancheuse", at=COQUELLE)


def test_two_needs_that_follow_each_other_make_a_path():
    """Four months and four months, of two companies; the sum is told."""
    (pool,) = pooling.pools(facts(*BASE, FIRST, SECOND))

    assert [step.reference for step in pool.steps] == ["B-0001", "B-0002"]
    assert pool.hours == round(sum(step.hours for step in pool.steps), 1) == 1213.4
    assert pool.months == 8.5


@pytest.mark.parametrize(
    "second",
    [
        asked(2, "2027-03-01", at=COQUELLE),  # too late: a gap of four months
        asked(2, "2026-09-01", at=COQUELLE),  # the first is not over
        asked(2, "2026-10-16", at=COQUELLE, title="Peintre"),
        asked(2, "2026-10-16", at=COQUELLE, workplace="59000 Lille"),
        asked(2, "2026-10-16", at=COQUELLE, workplace="à définir"),
        asked(2, "2026-10-16", at=COQUELLE, contract_type="CDI"),
        asked(2, "2026-10-16", at=COQUELLE, state="filled"),
        asked(2, "2026-10-16", at=COQUELLE, months=1),  # together less than six months
        asked(2, "2026-10-16"),  # the same company on the same site: no pooling
    ],
)
def test_what_makes_no_path_is_not_proposed(second):
    """Not the same job, place or time, or nothing gained."""
    short = asked(1, "2026-07-01", months=3)

    assert pooling.pools(facts(*BASE, short, second)) == ()
    assert len(pooling.pools(facts(*BASE, short, asked(2, "2026-10-16", at=COQUELLE)))) == 1


def test_the_referent_is_asked_and_the_arithmetic_shown():
    """With a yes and a no; a pool that was decided upon is not proposed again."""
    world = facts(*BASE, FIRST, SECOND)
    (turn,) = [t for t in digests.yours(world) if t.what == "pooling_possible"]

    assert turn.about["steps"] == "B-0001 (Bâti-Nord SARL, 606,7 h) puis B-0002 (Coquelle BTP, 606,7 h)"
    assert [body for _, _, body in turn.replies] == ["mutualiser B-0001, B-0002", "ne pas mutualiser B-0001, B-0002"]
    (pool,) = pooling.pools(world)
    again = digests.yours(replace(world, pooled=frozenset({pool.id})))
    assert not [t for t in again if t.what == "pooling_possible"]


def test_a_pool_that_is_taken_up_goes_to_facilitator_and_geiq_once():
    """Each in a mail of its own."""
    world = World(facts(*BASE, GEIQ, FIRST, SECOND))
    order = Command(action="pool", target="B-0001, B-0002")
    plan, done = on_order(order, world.facts, GIVEN)
    sent = world.write(plan)

    assert done.done
    assert {m.to for m in sent if isinstance(m.letter, PoolingProposed)} == {FARIDA.email, GEIQ.email}
    assert world.write(on_order(order, world.facts, GIVEN)[0]) == []


def test_needs_that_make_no_path_cannot_be_pooled():
    """The order says so."""
    order = Command(action="pool", target="B-0001, B-0009")

    assert on_order(order, facts(*BASE, FIRST), GIVEN)[1].outcome == "no_such_pool"


def ending(end="2026-06-26", *more):
    """Marc's contract at Bâti-Nord, and a need of Coquelle's that would continue it."""
    before = need("filled")
    hired = referral(before, "hired")
    return facts(*BASE, MARC, before, hired, placement("running", end_date=end).but(referral_id=hired.id),
                 asked(50, "2026-07-06", at=COQUELLE, months=3), *more)  # fmt: skip


def test_whoever_s_contract_ends_soon_stands_next_to_the_need_that_goes_on():
    """In the week ahead, with a ready order."""
    (turn,) = [t for t in digests.ahead(ending(), NOON) if t.what == "path_possible"]

    assert (turn.reference, turn.since) == ("B-0050", date(2026, 6, 26))
    assert turn.replies == (("go_on", "[B-0050]", "poursuivre 7 au besoin B-0050"),)


@pytest.mark.parametrize("end", ["2026-05-30", "2026-07-30"])
def test_a_contract_that_is_over_or_far_from_it_is_left_alone(end):
    """Thirty days ahead, no more."""
    assert pooling.continuations(ending(end), date(2026, 6, 2)) == ()


def test_someone_already_put_forward_is_not_proposed_again():
    """The partner did it by itself."""
    world = ending("2026-06-26", referral(asked(50, "2026-07-06", at=COQUELLE), number=9))

    assert pooling.continuations(world, date(2026, 6, 2)) == ()


def test_the_partner_is_asked_to_put_that_person_forward():
    """Its own candidate, the next need; the company hears nothing yet."""
    world = World(ending())
    plan, done = on_order(Command(action="go_on", target="B-0050", candidates=("7",)), world.facts, GIVEN)
    (sent,) = world.write(plan)
    stranger = Command(action="go_on", target="B-0050", candidates=("9",))

    assert done.done
    assert (sent.to, type(sent.letter)) == (NOUR.email, PathProposed)
    assert on_order(stranger, world.facts, GIVEN)[1].outcome == "unknown_candidate"


def test_the_paths_thresholds_are_the_offices():
    """Hours and months from which pooling is worth while."""
    assert pooling.pools(facts(*BASE, FIRST, SECOND, of=office(path_hours=2000))) == ()


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Oui, Marc Durand est d'accord.", "to_present"),
        ("Il est d'accord.", "to_present"),
        ("Je vous propose Marc DURAND.", "to_present"),
        ("Je vous propose Marc DURAND, j'attends son accord.", "to_check"),
        ("Désolée, je n'ai personne à proposer.", "withdrawn"),
    ],
)
def test_who_is_put_forward_waits_for_the_partner_s_word(words, state):
    """Agreement by plain reply, in its own words or by putting the person forward; a no takes it back."""
    world = World(ending())
    (asked_mail,) = world.write(
        on_order(Command(action="go_on", target="B-0050", candidates=("7",)), world.facts, GIVEN)[0]
    )
    inbound, known = mail(NOUR.email, words), world.answering(asked_mail)
    said = decide.understood(inbound, (body(words),), known, NOON)
    world.write(decide.on_message(inbound, (body(words),), said, known, NOON).plan)

    (made,) = [r for r in world.facts.referrals.values() if r.number != 7]
    assert (made.candidate_id, made.state) == (MARC.id, state)


def test_someone_in_the_pool_is_put_forward_in_the_same_way():
    """Without a contract that ends; nothing is said of one, and nobody is put forward twice."""
    before = need("filled")
    world = World(facts(*BASE, MARC, before, referral(before, "pool"), asked(50, "2026-07-06", at=COQUELLE)))
    known, wanted = next(iter(world.facts.referrals.values())), world.facts.need_by_reference("B-0050")
    by_hand = {"who": "referent", "cause": "command"}
    (sent,) = world.write(pathfinding.put_forward(known, wanted, world.facts, NOON, **by_hand))

    assert (sent.to, sent.letter.ends_on) == (NOUR.email, None)
    assert pathfinding.put_forward(known, wanted, world.facts, NOON, **by_hand) == "already_done"
