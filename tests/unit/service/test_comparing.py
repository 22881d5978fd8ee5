"""Comparing: what speaks for and against each candidate is told, nobody is scored or left out."""

from __future__ import annotations

from datetime import timedelta

from service.domain import comparing, persons, presenting
from tests.cast import (
    BATI_NORD,
    MARC,
    MARKET,
    NOON,
    NOUR,
    OLIVIER,
    TODAY,
    candidate,
    facts,
    full_reading,
    need,
    person,
    placement,
    referral,
)

ASKS = need(reading=full_reading(special_requirements=("Permis B", "Bonne condition physique")))
LEA = candidate("Léa", "Petit", postcode="59000")


def noted(who, words, by=NOUR, *criteria):
    """What the partner noted of someone."""
    return persons.attested(who, by, person(criteria=criteria), words, NOON)


def world(*more):
    """Léa came first and has no licence; Marc came later and has one."""
    first = referral(ASKS, who=LEA, by=OLIVIER, number=7)
    later = referral(ASKS, who=MARC, number=8, received_at=NOON + timedelta(hours=1))
    told = noted(LEA, "pas le permis B, RQTH", OLIVIER, "rqth"), noted(MARC, "permis B", NOUR, "deld")
    return facts(NOUR, OLIVIER, BATI_NORD, MARKET, ASKS, LEA, MARC, first, later, *told, *more)


def test_all_who_wait_stand_side_by_side_with_their_reasons():
    """Whom the need's own requirement speaks for comes first; nobody is dropped."""
    rows = comparing.compared(ASKS, world())

    assert [row.number for row in rows] == [8, 7]
    assert [(p.code, p.about) for p in rows[0].speaks_for] == [
        ("has", "Permis B"),
        ("public", "deld"),
        ("near", "80000"),
    ]
    assert [(p.code, p.about) for p in rows[1].against] == [("lacks", "Permis B"), ("far", "59000")]
    assert ("not_said", "Bonne condition physique") in [(p.code, p.about) for p in rows[1].unknown]


def test_who_came_first_comes_first_among_equals():
    """The order is the need's requirements, then the date of arrival; nothing else."""
    plain = need(reading=full_reading(special_requirements=()))
    rows = comparing.compared(plain, world(plain))

    assert [row.number for row in rows] == [7, 8]


def test_a_company_reads_a_licence_and_no_word_on_health():
    """The same lines for every candidate."""
    sent = presenting.present(ASKS, world().referrals_of(ASKS.id), world(), NOON, who="referent", cause=None)
    shown = {c.last_name: [(a.asked, a.answer) for a in c.answers] for c in sent.mails[0].letter.candidates}

    assert shown == {"Petit": [("Permis B", "no")], "Durand": [("Permis B", "yes")]}


# ------------------------------------------------------------------ known from elsewhere
NEXT = need(number=43, reading=full_reading(title="Coffreuse / coffreur bancheur"))


def known(state, reason=None, *more):
    """Who is known for the next need of the job, when Marc stands so for the first."""
    before = referral(need(), state, reason=reason)
    return comparing.known_elsewhere(NEXT, facts(NOUR, MARC, need(), NEXT, before, *more), TODAY)


def test_someone_not_kept_but_good_is_proposed_for_the_next_need_of_the_job():
    """From the pool, or refused for no fault of the person."""
    assert [row.why for row in known("pool")] == ["pool"]
    assert [row.why for row in known("rejected", "filled")] == ["not_the_person"]
    assert known("rejected", "licence") == ()


def test_someone_whose_contract_ends_soon_goes_on_to_the_next_need():
    """A path; whose contract runs on is not free."""
    assert [row.why for row in known("hired", None, placement(end_date="2026-07-10"))] == ["contract_ends"]
    assert known("hired", None, placement(end_date="2026-12-31")) == ()


def test_another_job_proposes_nobody():
    """A shutterer is no gardener."""
    other = need(number=44, reading=full_reading(title="Jardinier"))
    before = referral(need(), "pool")

    assert comparing.known_elsewhere(other, facts(NOUR, MARC, need(), other, before), TODAY) == ()
