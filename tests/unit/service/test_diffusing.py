"""Diffusing: every partner at once, nobody chased who answered, and each partner hears of its own candidates only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from parsers.reading import Reading
from parsers.statements import Doubt
from service.domain import decide, diffusing, due, ordering, questions, sourcing, threads
from service.domain.letters import AnswerToQuestion, QuestionAsked
from service.domain.partner_letters import NeedDiffusion, NeedStopped, PartnerReminder, ReferralsReceived
from service.domain.records import Contact
from service.domain.understanding import Understanding
from tests.cast import (
    BATI_NORD,
    CLAIRE,
    MARC,
    MARKET,
    NOON,
    NOUR,
    OLIVIER,
    PARIS,
    TODAY,
    World,
    attached,
    award,
    diffusion,
    facts,
    full_reading,
    mail,
    need,
    office,
    person,
    referral,
)

WORLD = (MARKET, BATI_NORD, NOUR, OLIVIER, award("returned"))
REMINDER = due.opening_after(NOON, 4, office().policy, PARIS)


def sent_out(*records, of=None):
    """A world in which the need went to both partners, and arrived."""
    world = World(facts(*WORLD, need("validated"), *records, of=of))
    world.write(diffusing.diffuse(world.facts.needs["need-42"], world.facts, NOON, who="referent", cause=None))
    for one in list(world.facts.diffusions.values()):
        if one.state == "queued":
            world.facts.diffusions[one.id] = one.but(state="sent", sent_at=NOON, version=one.version + 1)
    return world


def state_of(world, partner, of="need-42"):
    """The state of a partner's diffusion."""
    return next(d.state for d in world.facts.diffusions_of(of) if d.partner_id == partner.id)


def reply(world, *candidates, sender=NOUR.email, papers=(), kind="need_diffusion", now=NOON, text="voici", **said):
    """Write what a partner's reply makes; the new mails."""
    inbound = mail(sender, f"{text} {len(world.mails)}")
    answered = next((m for m in world.mails if m.to == sender and isinstance(m.letter, NeedDiffusion)), None)
    if kind == "need_diffusion" and answered:
        world.facts = world.answering(answered)
    meant = Understanding(kind="partner_reply", candidates=candidates, **said)
    who = threads.correspondence(inbound, world.facts)
    return world.write(sourcing.on_partner_reply(inbound, meant, papers, who, world.facts, now))


# ------------------------------------------------------------------ diffusion
def test_a_need_goes_to_every_partner_concerned_in_one_plan():
    """One personal mail each, none shared."""
    world = sent_out()

    assert [m.to for m in world.mails] == [OLIVIER.email, NOUR.email]
    assert all(isinstance(m.letter, NeedDiffusion) for m in world.mails)
    assert world.facts.needs["need-42"].state == "diffused"


def test_a_second_diffusion_of_the_same_need_writes_to_nobody_again():
    """A need and a partner make one mail, ever."""
    world = sent_out()

    assert world.write(diffusing.diffuse(world.facts.needs["need-42"], world.facts, NOON, who="x", cause=None)) == []


def test_who_was_left_out_and_why_is_in_the_journal():
    """Leaving one out needs a reason."""
    world = facts(*WORLD, NOUR.but(id="lille", name="Lille", postcodes=["59"]))
    plan = diffusing.diffuse(need("validated"), world, NOON, who="referent", cause="<m>")
    entry = plan.journal[-1]

    assert (entry.what, entry.cause) == ("need_diffused", "<m>")
    assert entry.details["left_out"] == {"lille": "other_territory"}
    assert set(entry.details["partners"]) == {"nour", "olivier"}


@pytest.mark.parametrize("state", ["bounces", "left"])
def test_a_partner_whose_address_takes_no_mail_is_marked_and_not_written_to(state):
    """The diffusion says why there is no answer."""
    world = sent_out(Contact(id=NOUR.email, version=1, state=state))

    assert [m.to for m in world.mails] == [OLIVIER.email]
    assert state_of(world, NOUR) == "bounced"


def test_a_partner_that_wants_no_more_mails_is_left_out_and_the_journal_says_why():
    """Its wish stands above equal treatment, and can be shown."""
    world = World(facts(NOUR, OLIVIER, need("validated"), Contact(id=NOUR.email, version=1, state="silenced")))
    plan = diffusing.diffuse(need("validated"), world.facts, NOON, who="referent", cause=None)

    assert [m.to for m in plan.mails] == [OLIVIER.email]
    assert plan.journal[-1].details["left_out"] == {"nour": "no_more_mails"}


def test_leaving_a_partner_out_is_journalled_with_its_reason():
    """Equal treatment is shown, or its exception explained."""
    world = World(facts(NOUR, OLIVIER, need("validated")))
    plan = diffusing.diffuse(
        need("validated"), world.facts, NOON, who="referent", cause=None, without={"nour": "déjà trois besoins"}
    )

    assert [m.to for m in plan.mails] == [OLIVIER.email]
    assert plan.journal[-1].details["left_out"] == {"nour": "left_out: déjà trois besoins"}


def test_a_colleague_gets_the_need_when_the_partners_own_address_takes_no_mail():
    """A partner is more than one person."""
    partner = NOUR.but(contacts=[{"name": "Sami", "email": "sami@ml-amiens.example"}])
    world = World(facts(partner, need("validated"), Contact(id=NOUR.email, version=1, state="bounces")))
    plan = diffusing.diffuse(need("validated"), world.facts, NOON, who="referent", cause=None)

    assert [m.to for m in plan.mails] == ["sami@ml-amiens.example"]


# ------------------------------------------------------------------ a need that changes, stops, goes on
def test_those_who_work_on_a_need_that_changes_hear_what_is_new_and_get_its_sheet():
    """Whoever said no is left in peace; what did not change is not repeated."""
    before, after = need(), need(reading=full_reading(openings=3))
    world = facts(NOUR, OLIVIER, before, diffusion(before), diffusion(before, OLIVIER, "declined"))
    sent = diffusing.changed(before, after, world, NOON).mails

    assert [(m.to, [row.path for row in m.letter.changes], len(m.attachments)) for m in sent] == [
        (NOUR.email, ["job.openings"], 1)
    ]
    assert diffusing.changed(before, before, world, NOON).mails == ()


def test_those_who_were_stopped_hear_when_the_need_goes_on():
    """And may be reminded of it as before."""
    again = need()
    plan = diffusing.go_on(
        again, facts(NOUR, OLIVIER, again, diffusion(again), diffusion(again, OLIVIER, "declined")), NOON
    )

    assert [m.to for m in plan.mails] == [NOUR.email]
    assert [d.due_at is not None for d in plan.save] == [True]


# ------------------------------------------------------------------ reminders
def remind(world, when=REMINDER, partner=NOUR):
    """The partner's reminder at that instant."""
    return world.write(diffusing.partner_reminder(partner, world.facts, when))


def test_a_silent_partner_is_reminded_once_in_one_mail_for_all_its_needs():
    """Two open needs are two lines."""
    second = need(number=43)
    world = sent_out(second, diffusion(second, due_at=REMINDER - timedelta(days=1)))
    sent = remind(world)

    assert [type(m.letter) for m in sent] == [PartnerReminder]
    assert [n.reference for n in sent[0].letter.needs] == ["B-0042", "B-0043"]
    assert remind(world) == []
    assert remind(world, REMINDER + timedelta(days=30)) == []
    assert state_of(world, NOUR) == "silent"


@pytest.mark.parametrize("said", [{"no_candidate": True}, {"question": "Le permis est-il exigé ?"}])
def test_whoever_answered_anything_is_not_reminded(said):
    """« Nobody » and a question are answers."""
    world = sent_out()
    reply(world, **said)

    assert remind(world) == []
    assert remind(world, REMINDER, OLIVIER) != []


def test_whoever_proposed_someone_is_not_reminded():
    """The diffusion is answered."""
    world = sent_out()
    reply(world, person(phone=MARC.phone))

    assert state_of(world, NOUR) == "answered"
    assert remind(world) == []


def test_candidates_for_another_need_in_the_same_mail_answer_that_need_too():
    """Nour names one for B-0043 in the thread of B-0042."""
    second = need(number=43)
    world = sent_out(second, diffusion(second, due_at=REMINDER))
    reply(world, person(phone=MARC.phone), person("Léa", "Petit"), for_needs=(None, "B-0043"))

    assert (state_of(world, NOUR), state_of(world, NOUR, "need-43")) == ("answered", "answered")
    assert remind(world) == []


def test_nobody_in_answer_to_a_grouped_reminder_is_nobody_for_all_that_it_lists():
    """Whoever says no to a list is not asked again for each line of it."""
    second = need(number=43)
    world = sent_out(second, diffusion(second, due_at=REMINDER))
    grouped = remind(world)[0]
    world.facts = world.answering(grouped)
    reply(world, kind="partner_reminder", no_candidate=True, now=REMINDER)

    assert {state_of(world, NOUR), state_of(world, NOUR, "need-43")} == {"declined"}


def test_a_partner_who_is_away_is_reminded_when_back():
    """Absent until Friday 12 June: nothing before Monday the 15th."""
    away = Contact(id=NOUR.email, version=1, state="absent", absent_until=date(2026, 6, 12))
    world = sent_out(away)

    assert remind(world) == []
    back = next(d.due_at for d in world.facts.diffusions_of("need-42") if d.partner_id == NOUR.id)
    assert due.local_day(back, PARIS) == date(2026, 6, 15)
    assert len(remind(world, back)) == 1


def test_a_bounced_address_is_not_reminded():
    """Nor asked for an answer that cannot come."""
    world = sent_out(Contact(id=NOUR.email, version=1, state="bounces"))

    assert remind(world) == []


@pytest.mark.parametrize("state", ["filled", "closed", "suspended", "cancelled"])
def test_nobody_is_reminded_of_a_need_that_is_over(state):
    """The diffusion is quiet from then on."""
    world = World(facts(*WORLD, need(state), diffusion(need(state), due_at=NOON)))

    assert remind(world) == []
    assert all(d.due_at is None for d in world.facts.diffusions.values())


# ------------------------------------------------------------------ stop notices
def test_partners_at_work_are_told_to_stop_and_those_who_said_no_are_left_in_peace():
    """Once each, whatever is asked again."""
    world = sent_out()
    reply(world, no_candidate=True, sender=NOUR.email)
    stopped = world.facts.needs["need-42"].but(state="filled")

    assert [(type(m.letter), m.to) for m in world.write(diffusing.stop(stopped, world.facts))] == [
        (NeedStopped, OLIVIER.email)
    ]
    assert world.write(diffusing.stop(stopped, world.facts)) == []
    assert all(d.due_at is None for d in world.facts.diffusions.values())


# ------------------------------------------------------------------ replies
def test_a_candidate_becomes_a_referral_and_the_partner_hears_what_was_read():
    """Name, need, criteria as the partner itself gave them."""
    world = sent_out()
    sent = reply(world, person(phone=MARC.phone, criteria=("brsa", "qpv")))
    made = next(iter(world.facts.referrals.values()))

    assert (made.state, made.partner_id, made.need_id, made.number) == ("to_present", "nour", "need-42", 1)
    assert [(type(m.letter), m.to) for m in sent] == [(ReferralsReceived, NOUR.email)]
    assert sent[0].letter.candidates[0].criteria == ("brsa", "qpv")
    assert [(f.partner_id, f.criteria) for f in world.facts.candidate_facts] == [("nour", ["brsa", "qpv"])]


def test_the_same_candidate_again_is_not_a_second_referral():
    """The partner repeats itself; the record does not."""
    world = sent_out()
    reply(world, person(phone=MARC.phone))
    reply(world, person(phone=MARC.phone, email=MARC.email))

    assert len(world.facts.referrals) == 1
    assert next(iter(world.facts.candidates.values())).email == MARC.email


def test_the_same_person_from_two_partners_is_one_candidate_and_two_referrals():
    """The first partner's stands; the second is not told of the first."""
    world = sent_out()
    reply(world, person(phone=MARC.phone))
    sent = reply(world, person(phone=MARC.phone), sender=OLIVIER.email)

    assert len(world.facts.candidates) == 1
    assert [(r.partner_id, r.state) for r in world.facts.referrals.values()] == [
        ("nour", "to_present"), ("olivier", "duplicate"),
    ]  # fmt: skip
    assert sent[0].letter.candidates[0].state == "received"
    assert NOUR.name not in repr(sent[0].letter)


def test_a_candidate_for_no_known_need_is_a_doubt():
    """Two open needs, none named, no thread: nobody guesses."""
    second = need(number=43)
    world = sent_out(second, diffusion(second))
    sent = reply(world, person(), kind="new", sender=NOUR.email)

    assert (sent, world.facts.referrals) == ([], {})
    assert [item.what for item in world.review] == ["Durand Marc"]


def test_documents_that_came_with_a_person_are_kept_with_that_person():
    """The CV that the reading names, and no other file."""
    world = sent_out()
    papers = (attached("CV Marc.pdf", Reading()), attached("plaquette.pdf", Reading()))
    reply(world, person(phone=MARC.phone, documents=("CV Marc.pdf",)), papers=papers)

    assert [d["name"] for d in next(iter(world.facts.candidates.values())).documents] == ["CV Marc.pdf"]


@pytest.mark.parametrize("name", ["M. Durand", "Marc DURAND", "durand"])
def test_a_partner_takes_its_own_candidate_back_by_name(name):
    """The referral is withdrawn, and the partner hears it."""
    world = sent_out(MARC, referral(need()))
    sent = reply(world, withdrawn=(name.removeprefix("M. "),))

    assert [r.state for r in world.facts.referrals.values()] == ["withdrawn"]
    assert sent[0].letter.withdrawn == (name.removeprefix("M. "),)


@pytest.mark.parametrize("name", ["Petit", "?", "", "Marc Antoine"])
def test_a_name_that_fits_none_withdraws_nobody(name):
    """It is a doubt, also when it holds no letter at all."""
    world = sent_out(MARC, referral(need()))
    reply(world, withdrawn=(name,))

    assert [r.state for r in world.facts.referrals.values()] == ["to_present"]
    assert len(world.review) == 1


def test_a_partner_cannot_take_back_anothers_candidate():
    """Olivier knows a Durand too; Nour's stays."""
    world = sent_out(MARC, referral(need()))
    reply(world, sender=OLIVIER.email, withdrawn=("Durand",))

    assert [r.state for r in world.facts.referrals.values()] == ["to_present"]


def test_what_is_doubtful_is_shown_and_not_done():
    """Doubts of the reading become review items of the need."""
    world = sent_out()
    reply(world, to_review=(Doubt(what="peut-être Léa", why="pas sûr"),))

    assert [(item.what, item.need_id) for item in world.review] == [("peut-être Léa", "need-42")]
    assert world.facts.referrals == {}


def test_a_partner_that_is_not_in_the_directory_is_a_doubt():
    """The thread's partner was deleted meanwhile."""
    world = sent_out()
    world.facts.partners.pop(NOUR.id)
    reply(world, person())

    assert (world.facts.referrals, len(world.review)) == ({}, 1)


# ------------------------------------------------------------------ questions
def test_a_question_goes_to_the_referent_and_the_answer_back_in_the_askers_thread():
    """A plain reply is all it takes."""
    world = sent_out()
    sent = reply(world, question="Le permis B est-il exigé ?")
    asked = next(m for m in sent if isinstance(m.letter, QuestionAsked))
    answer = mail(CLAIRE.email, "Non, c'est un plus.", dmarc="pass")
    found = questions.answered(answer, world.thread_of(asked), world.facts, NOON).mails[0]

    assert (asked.to, asked.letter.question) == (CLAIRE.email, "Le permis B est-il exigé ?")
    assert (type(found.letter), found.to, found.letter.answer) == (AnswerToQuestion, NOUR.email, "Non, c'est un plus.")
    assert (found.answers, found.partner_id) == (asked.asked["message_id"], NOUR.id)


def test_an_empty_reply_of_the_referent_is_not_sent_on():
    """A mail that quotes everything and says nothing is looked at instead."""
    world = sent_out()
    asked = next(m for m in reply(world, question="Le permis ?") if isinstance(m.letter, QuestionAsked))
    blank = mail(CLAIRE.email, "> Le permis ?", dmarc="pass", reply_text="  ", quoted=("Le permis ?",))
    verdict = decide.on_message(blank, (), Understanding(kind="referent_order"), world.answering(asked), NOON)

    assert (verdict.plan.mails, verdict.state) == ((), "review")


def test_the_order_to_remind_reaches_whoever_has_not_answered():
    """« relancer B-0042 » before the day is due; whoever said no is left in peace."""
    world = sent_out()
    reply(world, no_candidate=True)
    plan, done = ordering.on_order(
        decide.Command(action="remind", target="B-0042"), world.facts, ordering.Given(who="referent", now=NOON)
    )

    assert [m.to for m in plan.mails] == [OLIVIER.email]
    assert (done.done, done.mails) == (True, 1)


def test_partners_are_reminded_on_the_days_of_the_policy_counted_from_the_sending():
    """[4, 8] is four and eight working days after the need went out, as for companies."""
    world = sent_out(of=office(partner_reminder_days=(4, 8)))
    days = []
    while (when := next(d.due_at for d in world.facts.diffusions.values() if d.partner_id == NOUR.id)) is not None:
        days += [due.local_day(when, PARIS) for _ in remind(world, when)]

    assert days == [due.working_days_after(TODAY, count, office().policy) for count in (4, 8)]
