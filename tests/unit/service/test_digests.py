"""Digests: each thing once, under whoever must act, the longest wait first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from parsers.reading import as_json
from parsers.statements import Doubt
from service.domain import digests, due, informing, proposals, reviews
from service.domain.records import Contact, MarketVersion
from tests.cast import (
    BATI_NORD,
    CLAIRE,
    MARC,
    MARKET,
    NOON,
    NOUR,
    PARIS,
    World,
    award,
    diffusion,
    facts,
    full_reading,
    need,
    office,
    placement,
    referral,
)

WORLD = (MARKET, BATI_NORD, NOUR, MARC)


def lines(turns):
    """What each line is about."""
    return [(turn.what, turn.reference) for turn in turns]


def test_nothing_to_say_is_an_empty_digest():
    """The mail is then one line."""
    letter = informing.digest_letter(facts(), date(2026, 6, 2), NOON, NOON, NOON)

    assert (letter.yours, letter.others, letter.news, letter.incidents, letter.ahead) == ((), (), (), (), ())


def test_a_need_to_validate_is_the_referents_turn_with_its_ready_replies():
    """Approve, reject, correct: one click each, and the doubts are counted."""
    reading = as_json(full_reading()) | {"to_review": ["company.siret"]}
    turn = digests.yours(facts(*WORLD, need("to_validate").but(reading=reading)))[0]

    assert (turn.what, turn.reference, turn.about["doubts"]) == ("need_to_validate", "B-0042", 1)
    assert [label for label, _, _ in turn.replies] == ["approve", "reject", "correct"]
    assert all("B-0042" in subject for _, subject, _ in turn.replies)


def test_candidates_to_present_are_one_line_a_need():
    """With the names and numbers that the order needs."""
    asked = need()
    turn = digests.yours(facts(*WORLD, asked, referral(asked)))[0]

    assert (turn.what, turn.about["count"], turn.about["names"]) == ("candidates_to_present", 1, "DURAND Marc (7)")
    assert turn.replies == (("present", "[B-0042]", "présenter 7 au besoin B-0042"),)


def test_whoever_is_waited_for_can_be_reminded_from_the_digest():
    """A company for its form, partners for candidates, a company for its answer."""
    asked, seen = need(), need(number=43)
    world = facts(*WORLD, award(), asked, diffusion(asked), seen, referral(seen, "presented"))
    words = {body for turn in digests.others(world) for _, _, body in turn.replies}

    assert words == {f"relancer {BATI_NORD.name}", "relancer B-0042", "relancer B-0043"}


def test_the_oldest_wait_comes_first():
    """Whoever waits longest is served first."""
    week = timedelta(days=7)
    items = reviews.items([Doubt(what="vieux", why="y")], message_id="<m>", need_id=None, now=NOON - week)
    turns = digests.yours(facts(*WORLD, need("to_validate"), items[0].but(number=3)))

    assert lines(turns) == [("review_item", "A-3"), ("need_to_validate", "B-0042")]


def test_what_waits_for_others_says_for_whom_and_since_when():
    """Company, partner, facilitator."""
    asked, seen = need(), need(number=43)
    turns = digests.others(
        facts(*WORLD, award(), award("to_complete", id="lot-2", lot="2", form_reference="F-2"), asked,
              diffusion(asked), seen, referral(seen, "presented"), need("incomplete", number=44, due_at=NOON + timedelta(days=7)))
    )  # fmt: skip

    assert {(turn.what, turn.whose) for turn in turns} == {
        ("company_form_awaited", "company"), ("market_incomplete", "facilitator"), ("need_incomplete", "company"),
        ("partner_answers_awaited", "partner"), ("company_answer_awaited", "company"),
    }  # fmt: skip
    assert all(turn.since == date(2026, 6, 2) for turn in turns)


def test_no_case_stands_twice():
    """Your turn or another's, never both."""
    asked = need()
    world = facts(*WORLD, award("returned"), asked, diffusion(asked, state="answered"), referral(asked, "presented"))
    both = lines((*digests.yours(world), *digests.others(world)))

    assert both == [("company_answer_awaited", "B-0042")]


def test_news_is_what_came_since_the_last_digest():
    """Yesterday's market and need, not last week's."""
    old = need(number=41, received_at=NOON - timedelta(days=9))
    turns = digests.news(facts(*WORLD, need(), old), NOON - timedelta(hours=1), NOON + timedelta(hours=1))

    assert lines(turns) == [("market_received", MARKET.reference), ("need_received", "B-0042")]


def test_a_mailbox_that_is_silent_for_too_long_is_an_incident():
    """Three working days without any mail are rather a fault than peace."""
    quiet = facts(heard_at=NOON - timedelta(days=6))

    assert lines(digests.incidents(quiet, NOON)) == [("mailbox_silent", "")]
    # from Friday to Tuesday there was one working day, and that Monday may be quiet
    assert digests.incidents(facts(heard_at=NOON - timedelta(days=4)), NOON) == ()


def test_a_mail_that_could_not_be_read_is_an_incident_and_nothing_else():
    """With the item that keeps it; once settled it is told no more."""
    item = reviews.items([Doubt(what="message", why="y")], message_id="<m>", need_id=None, now=NOON)[0].but(number=4)
    unread = (("<m>", "a@b.example", "TR: scan", "DecodeError"),)
    world = facts(item, unread=unread)

    assert lines(digests.incidents(world, NOON)) == [("mail_unread", "A-4")]
    assert digests.yours(world) == ()
    assert digests.incidents(facts(unread=unread), NOON) == ()


def test_addresses_that_bounce_and_mails_refused_are_incidents():
    """Each with its reason."""
    world = facts(Contact(id=NOUR.email, state="bounces", reason="5.1.1"), refused_mails=(("Sujet", "refused", "550"),))

    assert [turn.what for turn in digests.incidents(world, NOON)] == ["mail_refused", "contact_bounces"]


def test_reminders_of_the_coming_week_are_announced():
    """Not those of the week after, nor of a company that answered."""
    soon = award(due_at=NOON + timedelta(days=3))
    later = award(id="b", lot="2", form_reference="F-B", due_at=NOON + timedelta(days=8))
    done = award("returned", id="c", lot="3", form_reference="F-C", due_at=NOON + timedelta(days=1))
    turns = digests.ahead(facts(*WORLD, soon, later, done), NOON)

    assert [(turn.what, turn.since) for turn in turns] == [("reminder_due", date(2026, 6, 5))]


def test_the_week_ahead_holds_interviews_starts_ends_and_reminders():
    """Those of seven days, soonest first."""
    asked = need(due_at=NOON + timedelta(days=2))
    world = facts(
        *WORLD, asked, diffusion(asked, due_at=NOON + timedelta(days=1)),
        referral(asked, "interview", on="2026-06-04"),
        referral(asked, "interview", on="2026-06-10", number=8).but(id="late"),
        referral(asked, "hired", number=9).but(id="hired"),
        placement(start_date="2026-06-08", end_date="2026-06-09").but(referral_id="hired"),
    )  # fmt: skip

    assert [(turn.what, turn.since.day) for turn in digests.ahead(world, NOON)] == [
        ("partner_reminder_due", 3), ("answer_due", 4), ("interview_due", 4), ("start_due", 8), ("contract_ends", 9),
    ]  # fmt: skip


def test_each_thing_stands_once_in_the_whole_digest():
    """A need to validate is not news too, nor are the candidates to present."""
    asked = need()
    world = facts(
        *WORLD,
        asked,
        referral(asked),
        need("to_validate", number=43),
        need("incomplete", number=44, due_at=NOON + timedelta(days=7)),
    )
    letter = informing.digest_letter(world, date(2026, 6, 2), NOON - timedelta(days=1), NOON + timedelta(days=1), NOON)
    told = [line for part in (letter.yours, letter.others, letter.news) for line in lines(part)]

    assert len(told) == len(set(told))
    assert sorted(reference for what, reference in told if what == "need_received") == ["B-0042"]
    assert "candidates_received" not in {what for what, _ in told}


def test_what_goes_out_by_itself_within_the_week_is_announced():
    """Reports and feedback, with how many."""
    asked = need()
    letter = informing.digest_letter(facts(*WORLD, asked, referral(asked)), date(2026, 6, 2), NOON, NOON, NOON)

    assert ("feedbacks_due", "") in lines(letter.ahead)


# ------------------------------------------------------------------ on their schedule
def test_a_digest_goes_to_the_referent_once_a_day():
    """The slot of the day is taken with it."""
    world = World(facts(*WORLD, need("to_validate")))
    plan = informing.digest(world.facts, date(2026, 6, 2), NOON)

    assert [m.to for m in world.write(plan)] == [CLAIRE.email]
    assert world.write(informing.digest(world.facts, date(2026, 6, 2), NOON)) == []
    assert len(world.write(informing.digest(world.facts, date(2026, 6, 3), NOON))) == 1


def test_mondays_digest_tells_of_the_week_end():
    """News count from the last working morning: Friday at eight."""
    saturday = due.at_local(date(2026, 6, 6), due.OFFICE_OPENS, PARIS)
    monday = due.at_local(date(2026, 6, 8), office().policy.digest_at, PARIS)
    plan = informing.digest(facts(*WORLD, need(received_at=saturday)), date(2026, 6, 8), monday)

    assert ("need_received", "B-0042") in lines(plan.mails[0].letter.news)


def test_a_report_goes_to_the_markets_facilitator_once_a_slot():
    """With its figures, under a key of market and day."""
    world = World(facts(*WORLD, award()))
    day = date(2026, 6, 8)

    assert [m.to for m in world.write(informing.progress_report(MARKET, world.facts, day, NOON))] == [
        MARKET.facilitator_email
    ]
    assert world.write(informing.progress_report(MARKET, world.facts, day, NOON)) == []


def test_a_facilitator_without_an_address_gets_no_report_and_blocks_no_other():
    """The slot is taken all the same."""
    plan = informing.progress_report(MARKET.but(facilitator_email=None), facts(*WORLD), date(2026, 6, 8), NOON)

    assert plan.mails == ()
    assert len(plan.slots) == 1


@pytest.mark.parametrize("state", ["incomplete", "validated", "diffused", "suspended", "filled", "closed", "cancelled"])
def test_only_a_need_that_can_be_validated_is_the_referents_to_validate(state):
    """One that lacks something is the company's turn."""
    assert digests.yours(facts(*WORLD, need(state, due_at=NOON))) == ()


@pytest.mark.parametrize("state", ["presented", "interview", "hired", "rejected", "withdrawn", "obsolete", "duplicate"])
def test_only_candidates_that_nobody_has_seen_are_to_present(state):
    """The others are with the company, or over."""
    asked = need()

    assert digests.yours(facts(*WORLD, asked, referral(asked, state))) == ()


def test_silence_corrections_and_proposals_stand_under_whoever_must_act():
    """The facilitator for a silent company, the company for a proposal, the referent for a need sent back."""
    asked = proposals.new(need(), {"job.openings": 3}, rank=1, reason=None, who="referent", due_at=None, now=NOON)
    changed = MarketVersion(id="v2", market_id=MARKET.id, edition=2, at=NOON, who="f", differences=[{"field": "buyer"}])
    world = facts(*WORLD, award("silent"), need(), asked, need("incomplete", number=7), market_versions=(changed,))

    assert ("company_silent", "2026-TX-031") in lines(digests.others(world))
    assert {t.whose for t in digests.others(world) if t.what == "company_silent"} == {"facilitator"}
    assert ("proposal_awaited", "B-0042") in lines(digests.others(world))
    assert ("need_to_adjust", "B-0007") in lines(digests.yours(world))
    assert ("market_changed", "2026-TX-031") in lines(digests.news(world, NOON, NOON + timedelta(days=1)))


def test_a_need_that_every_partner_declined_is_the_referents():
    """Nobody else can move it."""
    asked = need()

    assert lines(digests.yours(facts(*WORLD, asked, diffusion(asked, state="declined")))) == [
        ("no_candidate", "B-0042")
    ]
