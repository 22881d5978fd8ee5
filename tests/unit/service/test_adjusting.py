"""Adjusting: what is worth talking over with a company is told, what the law forbids stops, what is told twice is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.reading import Value, as_json
from parsers.statements import Command
from service.domain import adjusting, collecting, needs
from service.domain.facts import PastNeed
from service.domain.ordering import Given, on_order
from service.domain.records import ReviewItem
from service.wording import wording
from tests.cast import BATI_NORD, MARKET, NOON, NOUR, World, award, facts, full_reading, need

GIVEN = Given(who="referent", now=NOON)


def codes(publics=(), past=(), **job):
    """The hints about a need whose form says this of the job."""
    asked = need("to_validate", reading=full_reading(**job))
    told = adjusting.hints(asked, MARKET.but(publics=list(publics)), facts(asked, past=past))
    for hint in told:
        assert wording().known("turn", hint.what)
    return {hint.what for hint in told}


@pytest.mark.parametrize(
    ("job", "hint"),
    [
        ({"special_requirements": ("Permis B exigé",)}, "hint_licence"),
        ({"special_requirements": ("CACES R482",)}, "hint_ticket"),
        ({"experience": "2 ans minimum"}, "hint_experience"),
        ({"training": "CAP maçonnerie"}, "hint_diploma"),
        ({"skills": ("Maîtrise du français à l'écrit",)}, "hint_french"),
    ],
)
def test_a_requirement_that_shuts_people_out_is_a_hint(job, hint):
    """Unless the market aims at others."""
    assert hint in codes(**job)
    assert hint in codes(("jeune", "refugie"), **job)
    assert hint not in codes(("senior",), **job)


@pytest.mark.parametrize(
    "job",
    [
        {"special_requirements": ("Permis B apprécié", "travail en extérieur")},
        {"experience": "débutants acceptés"},
        {"training": "aucune formation exigée"},
        {"training": "CAP souhaité"},
    ],
)
def test_what_is_only_wished_for_shuts_nobody_out(job):
    """A wish is no requirement."""
    assert codes(**job) == set()


def test_how_its_like_ended_is_told():
    """So many needs, so many hired, and what was missing most often."""
    past = (PastNeed(title="Coffreur", openings=2, hired=2, reasons=("experience",)),
            PastNeed(title="Coffreur", openings=1, hired=0, reasons=("experience", "mobility")))  # fmt: skip
    asked = need("to_validate")
    (hint,) = adjusting.hints(asked, MARKET, facts(asked, past=past))

    assert hint.about == {"count": 2, "filled": 1, "hired": 2, "reason": "experience"}


# ------------------------------------------------------------------ told twice
@pytest.mark.parametrize(
    ("title", "start", "company", "same"),
    [
        ("Coffreur", "2026-06-29", BATI_NORD.id, True),
        ("Coffreur-bancheur F/H", "2026-07-10", BATI_NORD.id, True),
        ("Coffreur-bancheur", "2026-10-01", BATI_NORD.id, False),
        ("Ferrailleur", "2026-06-29", BATI_NORD.id, False),
        ("Coffreur-bancheur", "2026-06-29", "other", False),
        ("Coffreur-bancheur", None, BATI_NORD.id, True),
    ],
)
def test_a_need_told_twice_is_noticed(title, start, company, same):
    """The same company, the same job, near dates; a need without a date is near to any."""
    other = need(number=7, reading=full_reading(title=title, start_date=start), company_id=company)

    assert (needs.twin(need(), [need(), other], {}) == other) is same


def test_a_need_that_is_over_repeats_nothing():
    """Last month's is done."""
    assert needs.twin(need(), [need("closed", number=7)], {}) is None


# ------------------------------------------------------------------ what the law forbids
def unlawful():
    """A need whose form asks for a man under thirty."""
    said = Value(
        raw="Homme de moins de 30 ans", source="page 1", confidence=1.0, problems=("unlawful:age:moins de 30 ans",)
    )
    reading = full_reading(special_requirements=("Homme de moins de 30 ans",))
    fields = {"job.special_requirements": said}
    return replace(reading, fields=fields, to_review=("job.special_requirements",))


def stopped():
    """A world in which that need waits, with its review item."""
    asked = need("to_validate").but(reading=as_json(unlawful()))
    item = ReviewItem(id="law", version=1, number=5, what="x", why=collecting.UNLAWFUL, need_id=asked.id, since=NOON)
    return World(facts(MARKET, BATI_NORD, NOUR, award("returned"), asked, item))


def order(world, action, **words):
    """Carry one order out."""
    plan, done = on_order(Command(action=action, **{"target": "B-0042", **words}), world.facts, GIVEN)
    world.write(plan)
    return done.outcome if not done.done else "done"


def test_wording_that_the_law_forbids_stops_the_need():
    """Approving it does nothing."""
    world = stopped()

    assert order(world, "approve") == "need_unlawful"
    assert world.facts.needs["need-42"].state == "to_validate"


def test_a_correction_settles_it():
    """The field says something else now."""
    world = stopped()
    order(world, "correct", changes={"job.special_requirements": ("Travail en extérieur",)})

    assert order(world, "approve") == "done"


def test_a_person_may_find_it_permitted():
    """Settling the item is the referent's word; the version says so."""
    world = stopped()
    assert order(world, "settle", target="A-5") == "done"

    assert [v.why for v in world.versions] == ["formulation jugée permise"]
    assert order(world, "approve") == "done"
