"""Decide: where the nouns meet: what is asked of the store, and what a message makes happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mailboxes.bounce import Bounce, BouncedRecipient
from parsers.reading import Reading
from parsers.statements import Command, Doubt
from service.domain import contexts, decide, due
from service.domain.facts import Keys
from service.domain.letters import OrdersConfirmed
from service.domain.partner_letters import NeedDiffusion
from service.domain.understanding import Understanding
from tests.cast import (
    BATI_NORD,
    CLAIRE,
    FARIDA,
    MARC,
    MARKET,
    NOON,
    NOUR,
    OLIVIER,
    PARIS,
    World,
    attached,
    award,
    body,
    diffusion,
    facts,
    full_reading,
    mail,
    market_reading,
    need,
    office,
    person,
    thread,
    without,
)

WORLD = (MARKET, BATI_NORD, NOUR, OLIVIER)


def decided(world, inbound, papers=None, now=NOON):
    """Understand a mail and write what it makes; (verdict, new mails)."""
    papers = (body(inbound.text),) if papers is None else papers
    said = decide.understood(inbound, papers, world.facts, now)
    verdict = decide.on_message(inbound, papers, said, world.facts, now)
    return verdict, world.write(verdict.plan)


# ------------------------------------------------------------------ what is asked
def test_the_store_is_asked_for_all_that_a_mail_names():
    """Threads, addresses, needs, forms, companies."""
    form = Reading(kind="liaison_form", needs=(full_reading(),), form_reference="F-ABCDEFGH")
    inbound = mail("H.Vasseur@bati-nord.example", "Réf. L-ABCDEFGH23 et F-ZZZZZZZZ", subject="[B-0042]",
                   in_reply_to=("<b>",), references=("<a>", "<b>"))  # fmt: skip
    asked = decide.keys(inbound, (attached("f.docx", form),), NOON)

    assert asked.message_ids == ("<b>", "<a>")
    assert asked.tokens == ("ABCDEFGH23",)
    assert asked.addresses == {BATI_NORD.email}
    assert asked.need_references == {"B-0042"}
    assert asked.form_references == {"F-ABCDEFGH", "F-ZZZZZZZZ"}
    assert (asked.sirets, asked.company_names) == ({BATI_NORD.siret}, {BATI_NORD.name})


def test_a_bounce_asks_for_the_mail_that_came_back():
    """And for whom it was."""
    report = Bounce(permanent=True, recipients=(BouncedRecipient(address=NOUR.email.upper(), status="5.1.1"),),
                    original_message_id="<ours>")  # fmt: skip
    asked = decide.keys(mail("mailer-daemon@mx.example", bounce=report, auto="bounce"), (), NOON)

    assert asked.message_ids[0] == "<ours>"
    assert NOUR.email in asked.addresses


def test_what_was_understood_may_ask_for_more():
    """People by phone and mail, needs and items by their figures."""
    said = Understanding(
        candidates=(person(phone=MARC.phone, email=MARC.email),),
        for_needs=("B-0043",),
        commands=(Command(action="approve", target="B-0042"), Command(action="settle", target="A-7")),
    )
    more = decide.keys_of(said)

    assert (more.phones, more.emails) == ({MARC.phone}, {MARC.email})
    assert {"B-0042", "B-0043"} <= more.need_references
    assert more.review_numbers == {7}
    assert decide.keys_of(Understanding()) == Keys()


def test_days_are_counted_from_a_sane_date_of_the_mail_only():
    """A clock that is years off does not move an interview to 1980."""
    world = facts()

    assert (
        contexts.day_written(mail("a@b.example", date=NOON - timedelta(days=3)), world, NOON).isoformat()
        == "2026-05-30"
    )
    assert (
        contexts.day_written(mail("a@b.example", date=NOON - timedelta(days=9999)), world, NOON).isoformat()
        == "2026-06-02"
    )
    assert contexts.day_written(mail("a@b.example", date=None), world, NOON).isoformat() == "2026-06-02"


# ------------------------------------------------------------------ whoever may decide
def test_a_spoofed_order_does_nothing_but_is_shown():
    """The referent sees that someone tried."""
    world = World(facts(*WORLD, need("to_validate")))
    verdict, sent = decided(world, mail(CLAIRE.email, "valider B-0042", subject="[B-0042]", dmarc="fail"))

    assert (sent, verdict.state, verdict.kind) == ([], "review", "unknown")
    assert world.facts.needs["need-42"].state == "to_validate"
    assert [item.what for item in world.review] == [CLAIRE.email]


DIGEST = thread("daily_digest", "referent", CLAIRE.email)


def test_an_order_that_answers_nothing_of_ours_does_nothing_and_asks_back():
    """The confirmation holds a token and the words, to be sent again."""
    world = World(facts(*WORLD, need("to_validate")))
    _, sent = decided(world, mail(CLAIRE.email, "valider B-0042", subject="[B-0042]", dmarc="pass"))

    assert world.facts.needs["need-42"].state == "to_validate"
    assert [m.letter.again for m in sent] == ["valider B-0042"]
    assert [o.outcome for m in sent for o in m.letter.orders] == ["token_missing"]


@pytest.mark.parametrize("words", ["valider 42", "42 : nb postes 3", "présenter 7 au besoin 42", "annuler A-3"])
def test_the_numbers_of_the_digest_are_those_of_its_references(words):
    """In answer to a digest a figure is enough."""
    world = facts(*WORLD, threads=(DIGEST,))
    said = decide.understood(mail(CLAIRE.email, words, dmarc="pass"), (body(words),), world, NOON)

    assert [c.target for c in said.commands] == ["A-3" if "A-3" in words else "42"]
    assert said.to_review == ()


def test_an_authenticated_order_is_carried_out_and_confirmed_in_one_mail():
    """Both partners get the need, the referent one confirmation."""
    world = World(facts(*WORLD, need("to_validate"), threads=(DIGEST,)))
    verdict, sent = decided(world, mail(CLAIRE.email, "valider B-0042", subject="[B-0042]", dmarc="pass"))

    assert (verdict.state, verdict.kind) == ("done", "referent_order")
    assert [type(m.letter) for m in sent] == [NeedDiffusion, NeedDiffusion, OrdersConfirmed]


def test_two_orders_of_one_mail_build_on_each_other():
    """Corrected, then approved: the need goes out as corrected, and one mail tells of both."""
    lacks = need("incomplete", reading=without(full_reading(), "job.openings"))
    world = World(facts(*WORLD, lacks, threads=(DIGEST,)))
    said = Understanding(kind="referent_order", commands=(
        Command(action="correct", target="B-0042", changes={"job.openings": 4}), Command(action="approve", target="B-0042"),
    ))  # fmt: skip
    order = mail(CLAIRE.email, "…", dmarc="pass")
    sent = world.write(decide.on_message(order, (), said, world.facts, NOON).plan)

    assert [m.letter.need.openings for m in sent if isinstance(m.letter, NeedDiffusion)] == [4, 4]
    assert [[o.done for o in m.letter.orders] for m in sent if isinstance(m.letter, OrdersConfirmed)] == [[True, True]]


@pytest.mark.parametrize("verdict", ["fail", "none"])
def test_a_notification_that_is_not_authenticated_makes_no_market(verdict):
    """Whoever can write any sender could have companies contacted."""
    world = World(facts())
    found, sent = decided(world, mail(FARIDA.email, "Le marché 2026-TX-031 est notifié.", dmarc=verdict))

    assert (sent, world.facts.markets, found.state) == ([], {}, "review")


def test_a_strangers_notification_makes_no_market():
    """Even when it reads like one."""
    world = World(facts())
    said = Understanding(kind="facilitator_notification", markets=(market_reading(),))
    found = decide.on_message(mail("x@y.example", dmarc="pass"), (), said, world.facts, NOON)

    assert (found.plan.save, found.plan.mails, found.state) == ((), (), "review")


# ------------------------------------------------------------------ nothing is lost
@pytest.mark.parametrize("kind", ["unknown", "partner_reply", "company_answer", "liaison_form", "referent_order"])
def test_what_nothing_is_made_of_waits_for_the_referent(kind):
    """No message disappears."""
    world = World(facts(*WORLD))
    verdict = decide.on_message(mail("x@y.example", "??"), (), Understanding(kind=kind), world.facts, NOON)

    assert len(verdict.plan.review) == 1
    assert (verdict.state, verdict.plan.mails) == ("review", ())


def test_a_machines_mail_is_never_answered_and_never_waits():
    """Whatever it holds."""
    world = World(facts(*WORLD, need("to_validate")))
    verdict, sent = decided(world, mail(CLAIRE.email, "valider B-0042", auto="auto_reply", dmarc="pass"))

    assert (sent, verdict.state, verdict.plan.review) == ([], "ignored", ())


def test_the_evidence_tells_how_the_sender_was_known():
    """Kept with the message."""
    world = facts(*WORLD, need(), diffusion(need()), threads=(thread("need_diffusion", "partner", NOUR.email,
                                                                     partner_id=NOUR.id, need_id="need-42"),))  # fmt: skip
    verdict = decide.on_message(
        mail("x@y.example"), (), Understanding(kind="partner_reply", no_candidate=True), world, NOON
    )

    assert "role:partner:thread" in verdict.evidence
    assert any(line.startswith("thread:") for line in verdict.evidence)


def test_the_same_message_handled_twice_writes_its_mails_once():
    """A crash between writing and marking repeats the decision, not the mails."""
    world = World(facts(*WORLD, need(), diffusion(need())))
    inbound = mail(NOUR.email, "Je vous propose Marc DURAND, 06 39 98 12 34.", subject="Re: [B-0042]")
    first = decided(world, inbound)[1]

    assert len(first) == 1
    assert decided(world, inbound)[1] == []
    assert len(world.facts.referrals) == 1


def test_a_company_that_wrote_anything_is_not_reminded_before_it_was_read():
    """« Je vous réponds la semaine prochaine » puts the reminder off."""
    lot = award(due_at=NOON + timedelta(hours=1))
    asked = thread("first_contact", "company", BATI_NORD.email, award_id=lot.id, company_id=BATI_NORD.id)
    world = World(facts(*WORLD, lot, threads=(asked,)))
    decided(world, mail(BATI_NORD.email, "Bien reçu, je regarde avec mon chef de chantier."))

    assert world.facts.awards[lot.id].due_at >= due.opening_after(NOON, 5, office().policy, PARIS)


def test_a_flood_of_answers_to_one_address_is_stopped():
    """Two machines that answer each other end here."""
    world = facts(*WORLD, need(), diffusion(need()))
    calm = mail(NOUR.email, "x", subject="[B-0042]")
    said = Understanding(kind="partner_reply", no_candidate=True)
    loud = replace(world, answers_to_address=decide.ANSWERS_TO_ADDRESS)

    assert len(decide.on_message(calm, (), said, world, NOON).plan.mails) == 1
    stopped = decide.on_message(calm, (), said, loud, NOON).plan
    assert (stopped.mails, len(stopped.review)) == ((), 1)
    assert stopped.save


def test_a_flood_of_answers_in_one_conversation_is_stopped_whoever_writes():
    """A machine that signs each mail with a new address is stopped by the thread."""
    world = facts(*WORLD, need(), diffusion(need()))
    said = Understanding(kind="partner_reply", no_candidate=True)
    loud = replace(world, answers_in_thread=decide.ANSWERS_IN_THREAD)
    stopped = decide.on_message(mail(NOUR.email, "x", subject="[B-0042]"), (), said, loud, NOON).plan

    assert (stopped.mails, len(stopped.review)) == ((), 1)
    assert "dans cet échange" in stopped.review[0].why


# ------------------------------------------------------------------ policy
def returned(policy, reading=None, *records, sender=BATI_NORD.email):
    """A form comes back under this policy; (world, new mails)."""
    world = World(facts(*WORLD, award(), *records, of=office(**policy)))
    reading = reading or full_reading()
    said = Understanding(kind="liaison_form", needs=(reading,), need_papers=(body("f"),))
    plan = decide.on_message(mail(sender, "ci-joint"), (), said, world.facts, NOON).plan
    return world, world.write(plan)


def test_under_auto_a_need_without_a_doubt_goes_out_at_once():
    """The referent is not asked."""
    world, sent = returned({"validate_needs": "auto"})

    assert {m.to for m in sent if isinstance(m.letter, NeedDiffusion)} == {NOUR.email, OLIVIER.email}
    assert CLAIRE.email not in {m.to for m in sent}
    assert [n.state for n in world.facts.needs.values()] == ["diffused"]


@pytest.mark.parametrize(
    "reading",
    [without(full_reading(), "job.start_date"), replace(full_reading(), to_review=("conditions.gross_salary",))],
)
def test_under_auto_too_a_need_that_lacks_or_doubts_waits(reading):
    """Nothing unread goes out."""
    _, sent = returned({"validate_needs": "auto"}, reading)

    assert NeedDiffusion not in {type(m.letter) for m in sent}


def test_under_auto_too_a_strangers_form_waits_for_the_referent():
    """Nobody who merely knows our address may write to forty partners."""
    _, sent = returned({"validate_needs": "auto"}, None, sender="x@inconnu.example")

    assert NeedDiffusion not in {type(m.letter) for m in sent}
    assert CLAIRE.email in {m.to for m in sent}


@pytest.mark.parametrize("policy", ["referent", "auto"])
def test_what_a_machine_read_goes_to_no_company_before_its_author_could_mend_it(policy):
    """Under `auto` the clock presents, once the partner had its minutes; else the referent does."""
    world = World(facts(*WORLD, award("returned"), need(), diffusion(need()), of=office(present_candidates=policy)))
    _, sent = decided(world, mail(NOUR.email, "Je vous propose Marc DURAND, 06 39 98 12 34.", subject="[B-0042]"))

    assert [m.role for m in sent] == ["partner"]
    assert [r.state for r in world.facts.referrals.values()] == ["to_present"]


def test_doubts_that_no_step_has_taken_up_are_kept():
    """A notification with a file that could not be read."""
    said = Understanding(kind="facilitator_notification", markets=(market_reading(),),
                         to_review=(Doubt(what="lots.pdf", why="protégé"),))  # fmt: skip
    verdict = decide.on_message(mail(FARIDA.email, dmarc="pass"), (), said, facts(), NOON)

    assert "lots.pdf" in [item.what for item in verdict.plan.review]
