"""Presenting: the company sees whom it must, decides by plain reply, and each partner hears what became of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from parsers.statements import Decision, Doubt
from service.domain import decide, due, feedback, outcomes, presenting, threads
from service.domain.company_letters import CandidatesPresented, DecisionsReceived, PresentationReminder
from service.domain.letters import QuestionAsked
from service.domain.ordering import Given, on_order, on_referral
from service.domain.partner_letters import CandidateHired, HireWithdrawn, NeedStopped, PartnerFeedback
from service.domain.records import Contact
from service.domain.understanding import Understanding
from tests.cast import (
    BATI_NORD,
    MARC,
    MARKET,
    NOON,
    NOUR,
    OLIVIER,
    PARIS,
    World,
    award,
    candidate,
    diffusion,
    facts,
    full_reading,
    mail,
    need,
    office,
    referral,
)

LEA = candidate("Léa", "Petit", phone="+33639985678")
ALI = candidate("Ali", "Benoît")
WORLD = (MARKET, BATI_NORD, NOUR, OLIVIER, MARC, LEA, ALI, award("returned"))
GIVEN = Given(who="referent", now=NOON)


def presented(*records, openings=2, **changes):
    """A world in which Marc and Léa were presented for the need."""
    asked = need(reading=full_reading(openings=openings), due_at=NOON + timedelta(days=7), **changes)
    return World(facts(*WORLD, asked, diffusion(asked), diffusion(asked, OLIVIER, "answered"),
                       referral(asked, "presented", who=MARC, number=1, rank=1),
                       referral(asked, "presented", who=LEA, by=OLIVIER, number=2, rank=2), *records))  # fmt: skip


def answer(world, *decisions, text="ok", now=NOON, **said):
    """Write what the company's answer makes; the new mails."""
    inbound = mail(BATI_NORD.email, f"{text} {len(world.mails)}", subject="Re: [B-0042]")
    meant = Understanding(kind="company_answer", decisions=decisions, **said)
    return world.write(decide.on_message(inbound, (), meant, world.facts, now).plan)


def says(name, state, **more):
    """One decision."""
    return Decision(candidate=name, state=state, **more)


def states(world):
    """Candidate -> state of the referral for the need."""
    return {world.facts.candidates[r.candidate_id].first_name: r.state for r in world.facts.referrals_of("need-42")}


def kinds(mails):
    """Kinds of letters, with whom they go to."""
    return [(type(m.letter), m.to) for m in mails]


# ------------------------------------------------------------------ presentation
def test_a_batch_goes_in_one_mail_numbered_in_order():
    """Both in one letter; the reminder is due; the ranks begin at one."""
    asked = need()
    chosen = (referral(asked, number=1), referral(asked, who=LEA, by=OLIVIER, number=2))
    world = World(facts(*WORLD, asked, *chosen))
    sent = world.write(presenting.present(asked, chosen, world.facts, NOON, who="referent", cause=None))

    assert kinds(sent) == [(CandidatesPresented, BATI_NORD.email)]
    assert [(c.rank, c.first_name) for c in sent[0].letter.candidates] == [(1, "Marc"), (2, "Léa")]
    assert states(world) == {"Marc": "presented", "Léa": "presented"}
    assert world.facts.needs["need-42"].due_at == due.opening_after(NOON, 5, office().policy, PARIS)


def test_a_second_batch_goes_on_counting():
    """« Le troisième » means one person only."""
    world = presented()
    more = referral(world.facts.needs["need-42"], who=ALI, number=3)
    plan = presenting.present(world.facts.needs["need-42"], [more], world.facts, NOON, who="r", cause=None)

    assert [c.rank for c in plan.mails[0].letter.candidates] == [3]


@pytest.mark.parametrize("state", ["presented", "hired", "rejected", "withdrawn", "obsolete", "duplicate"])
def test_whoever_cannot_be_presented_stops_the_whole_batch(state):
    """Nothing goes out half."""
    asked = need()
    wrong = referral(asked, state)

    assert (
        presenting.present(asked, [wrong], facts(*WORLD, asked, wrong), NOON, who="r", cause=None) == "not_presentable"
    )


def test_a_company_that_cannot_be_reached_is_told_to_the_referent():
    """No mail, and a word of why."""
    asked = need()
    world = facts(*WORLD, asked, Contact(id=BATI_NORD.email, state="bounces"))

    assert presenting.present(asked, [referral(asked)], world, NOON, who="r", cause=None) == "company_unreachable"


def test_presenting_the_same_people_twice_is_refused():
    """The order repeated by mail finds nobody left."""
    asked = need()
    world = World(facts(*WORLD, asked, referral(asked)))
    first, done = on_order(decide.Command(action="present", target="B-0042"), world.facts, GIVEN)
    world.write(first)
    again, refused = on_order(decide.Command(action="present", target="B-0042"), world.facts, GIVEN)

    assert (done.done, refused.done, refused.outcome, again.mails) == (True, False, "nobody_to_present", ())


# ------------------------------------------------------------------ reminders
def remind(world, now):
    """The presentation reminder of the need."""
    return world.write(presenting.presentation_reminder(world.facts.needs["need-42"], world.facts, now))


def test_a_company_that_keeps_silent_is_reminded_of_those_it_has_not_decided_on():
    """Only Léa still waits; once, then it is the referent's to see."""
    world = presented()
    answer(world, says("Durand Marc", "rejected"))
    sent = remind(world, NOON + timedelta(days=7))

    assert kinds(sent) == [(PresentationReminder, BATI_NORD.email)]
    assert [c.first_name for c in sent[0].letter.candidates] == ["Léa"]
    assert remind(world, NOON + timedelta(days=30)) == []
    assert world.facts.needs["need-42"].due_at is None


def test_a_company_that_decided_on_all_is_left_in_peace():
    """Nobody waits, nothing is due."""
    world = presented()
    answer(world, says("Durand Marc", "rejected"), says("Petit Léa", "hired", date="2026-06-11"))

    assert world.facts.needs["need-42"].due_at is None
    assert remind(world, NOON + timedelta(days=7)) == []


def test_a_company_is_asked_how_an_interview_went_the_working_day_after_it():
    """Not before, and only about whom it met."""
    world = presented()
    answer(world, says("Durand Marc", "rejected"), says("Petit Léa", "interview", date="2026-06-11"))
    asked_at = world.facts.needs["need-42"].due_at

    assert asked_at.date().isoformat() == "2026-06-12"
    assert [c.last_name for c in remind(world, asked_at)[0].letter.candidates] == ["Petit"]


@pytest.mark.parametrize(
    "contact", [{"state": "bounces"}, {"state": "absent", "absent_until": (NOON + timedelta(days=9)).date()}]
)
def test_nobody_is_reminded_at_an_address_that_bounces_or_while_away(contact):
    """There is no one to read it."""
    world = presented(Contact(id=BATI_NORD.email, version=1, **contact))

    assert remind(world, NOON + timedelta(days=7)) == []


def test_the_referent_may_have_a_company_reminded_again():
    """« relancer B-0042 » some days after the automatic reminder writes another one."""
    world = presented()
    remind(world, NOON + timedelta(days=7))
    plan, done = on_order(decide.Command(action="remind", target="B-0042"), world.facts,
                          Given(who="referent", now=NOON + timedelta(days=10)))  # fmt: skip

    assert done.done
    assert kinds(world.write(plan)) == [(PresentationReminder, BATI_NORD.email)]


# ------------------------------------------------------------------ the answer
def test_each_decision_is_carried_out_and_confirmed_back():
    """One refused with its reason, one still waiting."""
    world = presented()
    sent = answer(world, says("Durand Marc", "rejected", reason="no_licence"))

    assert states(world) == {"Marc": "rejected", "Léa": "presented"}
    assert kinds(sent) == [(DecisionsReceived, BATI_NORD.email)]
    assert [(d.candidate, d.state, d.reason) for d in sent[0].letter.decisions] == [
        ("DURAND Marc", "rejected", "no_licence")
    ]
    assert sent[0].letter.waiting == ("PETIT Léa",)


def test_a_decision_on_someone_never_presented_is_a_doubt_and_is_asked_back():
    """Nothing is done for a name that nobody was presented by."""
    world = presented()
    sent = answer(world, says("Benoît Ali", "hired"))

    assert states(world) == {"Marc": "presented", "Léa": "presented"}
    assert [item.what for item in world.review] == ["Benoît Ali"]
    assert sent[0].letter.unclear == ("Benoît Ali",)


def test_a_decision_that_cannot_be_is_a_doubt():
    """Whoever was withdrawn meanwhile cannot be hired by mail."""
    world = presented()
    gone = world.facts.referrals_of("need-42")[0]
    changed = {**world.facts.referrals, gone.id: gone.but(state="withdrawn")}
    world.facts = replace(world.facts, referrals=changed)
    answer(world, says("Durand Marc", "hired"))

    assert states(world)["Marc"] == "withdrawn"
    assert len(world.review) == 1
    assert world.facts.placements == {}


def test_what_the_reader_was_unsure_of_is_asked_back_once():
    """One review item, one line in the mail."""
    world = presented()
    sent = answer(world, to_review=(Doubt(what="peut-être la deuxième", why="pas sûr"),))

    assert [item.what for item in world.review] == ["peut-être la deuxième"]
    assert sent[0].letter.unclear == ("peut-être la deuxième",)


def test_a_companys_question_goes_to_the_referent():
    """Beside its decisions."""
    sent = answer(presented(), says("Durand Marc", "rejected"), question="Avez-vous un grutier ?")

    assert QuestionAsked in [kind for kind, _ in kinds(sent)]


# ------------------------------------------------------------------ a hire
def test_a_hire_makes_a_contract_and_its_partner_hears_at_once():
    """Nour, and not Olivier."""
    world = presented()
    sent = answer(world, says("Durand Marc", "hired", date="2026-06-29"))
    made = next(iter(world.facts.placements.values()))

    assert (made.start_date, made.end_date, made.hours_committed) == ("2026-06-29", "2026-12-28", 910.0)
    assert kinds(sent) == [(CandidateHired, NOUR.email), (DecisionsReceived, BATI_NORD.email)]
    assert world.facts.needs["need-42"].state == "diffused"


def test_the_same_answer_twice_makes_one_contract_and_one_mail_to_the_partner():
    """A company that repeats itself hires nobody twice."""
    world = presented()
    answer(world, says("Durand Marc", "hired", date="2026-06-29"))
    sent = answer(world, says("Durand Marc", "hired", date="2026-06-29"))

    assert kinds(sent) == [(DecisionsReceived, BATI_NORD.email)]
    assert len(world.facts.placements) == 1


def test_a_start_that_is_put_off_moves_the_same_contract():
    """Its end moves with it; the partner is told with its next feedback."""
    world = presented()
    answer(world, says("Durand Marc", "hired", date="2026-06-29"))
    answer(world, says("Durand Marc", "hired", date="2026-07-06"))

    assert [(p.start_date, p.end_date) for p in world.facts.placements.values()] == [("2026-07-06", "2027-01-05")]


def test_a_hire_that_is_taken_back_breaks_the_contract_and_may_be_confirmed_again():
    """« Finalement il n'est pas venu », then « il commence lundi »."""
    world = presented()
    answer(world, says("Durand Marc", "hired"))
    answer(world, says("Durand Marc", "no_show"))
    assert [p.state for p in world.facts.placements.values()] == ["broken"]

    answer(world, says("Durand Marc", "hired", date="2026-07-06"))
    assert [(p.state, p.start_date) for p in world.facts.placements.values()] == [("planned", "2026-07-06")]


def test_whoever_is_hired_is_no_longer_free_elsewhere():
    """The person's other referrals are closed, of any partner; other people's are not."""
    other = need(number=43)
    mine = referral(other, "to_present", who=MARC, by=OLIVIER, number=8)
    hers = referral(other, "to_present", who=LEA, number=9)
    world = presented(other, mine, hers)
    answer(world, says("Durand Marc", "hired"))

    assert world.facts.referrals[mine.id].state == "obsolete"
    assert world.facts.referrals[hers.id].state == "to_present"


def test_a_need_that_is_filled_stops_the_partners_search_once():
    """Both openings are taken: the need is filled, whoever was at work is told."""
    world = presented()
    answer(world, says("Durand Marc", "hired"))
    sent = answer(world, says("Petit Léa", "hired"))

    assert world.facts.needs["need-42"].state == "filled"
    assert {m.to for m in sent if isinstance(m.letter, NeedStopped)} == {NOUR.email, OLIVIER.email}
    assert all(d.due_at is None for d in world.facts.diffusions.values())

    closed, done = on_order(decide.Command(action="close", target="B-0042"), world.facts, GIVEN)
    assert (done.done, world.write(closed)) == (True, [])


def test_one_hire_for_two_openings_stops_nobody():
    """The search goes on."""
    sent = answer(presented(), says("Durand Marc", "hired"))

    assert NeedStopped not in [kind for kind, _ in kinds(sent)]


def test_the_referent_may_note_a_hire_by_hand():
    """`liaison referral` makes what the company's mail would have made."""
    world = presented(openings=1)
    plan, refusal = on_referral(world.facts.referrals_of("need-42")[0], "hired", world.facts, GIVEN, on="2026-06-29")
    sent = world.write(plan)

    assert refusal is None
    assert {kind for kind, _ in kinds(sent)} == {CandidateHired, NeedStopped}
    assert world.facts.needs["need-42"].state == "filled"


def test_a_move_that_may_not_be_is_refused_by_hand_too():
    """Nothing changes."""
    world = presented()
    asked = referral(need(), "to_present", who=ALI, number=5)

    assert on_referral(asked, "hired", world.facts, GIVEN)[1] == "wrong_state"


# ------------------------------------------------------------------ partners hear
def feed_back(world, partner, slot="2026-06-08"):
    """The partner's regular feedback."""
    return world.write(feedback.feedback(partner, world.facts, NOON, slot))


def test_a_partner_hears_of_its_own_candidates_and_of_no_others():
    """What changed, with the reason, and who still waits."""
    world = presented()
    answer(world, says("Petit Léa", "rejected", reason="no_licence"))

    assert [(c.first_name, c.state, c.reason) for c in feed_back(world, OLIVIER)[0].letter.candidates] == [
        ("Léa", "rejected", "no_licence")
    ]
    assert [(c.first_name, c.state) for c in feed_back(world, NOUR)[0].letter.candidates] == [("Marc", "presented")]


def test_nobody_waits_unheard_and_what_is_over_is_told_once():
    """« No news yet » comes each time; an outcome comes once."""
    world = presented()
    answer(world, says("Petit Léa", "rejected"))
    for slot in ("a", "b"):
        assert [type(m.letter) for m in feed_back(world, NOUR, slot)] == [PartnerFeedback]
    assert len(feed_back(world, OLIVIER, "a")) == 1
    assert feed_back(world, OLIVIER, "b") == []


def test_a_hire_that_was_told_at_once_is_not_told_again():
    """It has been heard."""
    world = presented()
    answer(world, says("Durand Marc", "hired"))

    assert feed_back(world, NOUR) == []


def test_a_slot_is_written_once():
    """A clock that rings twice sends one feedback."""
    world = presented()

    assert (len(feed_back(world, NOUR)), feed_back(world, NOUR)) == (1, [])


def test_a_partner_without_candidates_or_a_working_address_gets_nothing():
    """Nothing to say, or nobody to read it."""
    world = presented(Contact(id=NOUR.email, version=1, state="silenced"))

    assert feed_back(world, NOUR) == []
    assert feed_back(world, OLIVIER.but(id="third")) == []


def test_the_answer_is_known_by_who_wrote_it():
    """The address of the company is enough; its domain too."""
    world = presented()

    assert threads.correspondence(mail("compta@bati-nord.example"), world.facts).company == BATI_NORD


def test_a_hire_taken_back_opens_the_need_again():
    """Nobody stops searching because of a hire that was none."""
    filled = need("filled")
    back = referral(filled, "withdrawn")
    plan = outcomes.need_after(filled, {back.id: back}, facts(filled), NOON)

    assert [record.state for record in plan.save] == ["diffused"]


def test_whoever_was_not_presented_is_free_when_the_need_is_over():
    """The partner hears that the post is filled; someone kept in the pool stays there."""
    over = need("diffused")
    waiting, kept = referral(over, "to_present"), referral(over, "pool", who=candidate("Ana", "Berger"))
    plan = outcomes.ended(over, facts(NOUR, over, MARC, candidate("Ana", "Berger"), waiting, kept), NOON, "pourvu")

    assert [(record.id, record.state) for record in plan.save] == [(waiting.id, "obsolete")]


# ------------------------------------------------------------------ second thoughts
def hired_elsewhere():
    """Marc is presented to Bâti-Nord; another company's need waits for him as well."""
    other = need(number=43)
    elsewhere = referral(other, who=MARC, number=9)
    world = presented(other, elsewhere, diffusion(need()))
    answer(world, says("Durand Marc", "hired"))
    return world, elsewhere


def test_a_hire_closes_the_persons_other_referrals_and_taking_it_back_opens_them_again():
    """A misread yes is undone by the company's own reply, and its partner hears of both."""
    world, elsewhere = hired_elsewhere()
    assert world.facts.referrals[elsewhere.id].state == "obsolete"

    answer(world, says("Durand Marc", "rejected", reason="licence"))

    assert world.facts.referrals[elsewhere.id].state == "to_present"
    assert [p.state for p in world.facts.placements.values()] == ["broken"]
    assert [type(m.letter) for m in world.mails if m.role == "partner"][-2:] == [CandidateHired, HireWithdrawn]


def test_with_minutes_for_second_thoughts_no_partner_hears_of_a_hire_before_they_are_over():
    """A yes taken back in time is told to nobody."""
    world = presented()
    world.facts = replace(world.facts, office=office(hire_notice_minutes=60))
    answer(world, says("Durand Marc", "hired"))
    assert not [m for m in world.mails if m.role == "partner"]

    hired = next(r for r in world.facts.referrals.values() if r.state == "hired")
    assert [type(m.letter) for m in outcomes.hire_told(hired, need(), world.facts, NOON).mails] == [CandidateHired]

    answer(world, says("Durand Marc", "rejected"))
    assert not [m for m in world.mails if m.role == "partner"]


def test_a_need_that_opens_again_frees_those_whom_its_end_had_closed():
    """Whoever waited, waits again."""
    over, waiting = need("filled"), referral(need(), "to_present", who=candidate("Ana", "Berger"))
    closed = outcomes.ended(over, facts(NOUR, over, waiting), NOON, "filled").save[0].but(version=1)
    again = outcomes.opened_again(over, facts(NOUR, over, closed), NOON)

    assert (closed.state, closed.reason) == ("obsolete", "filled")
    assert [(r.state, r.closed_by) for r in again.save] == [("to_present", None)]
