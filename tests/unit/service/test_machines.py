"""Machines: bounces mark an address, absences are kept, and neither is ever answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mailboxes.bounce import Bounce, BouncedRecipient
from mailboxes.message import Attachment
from service.domain import machines
from service.domain.records import Contact
from tests.cast import BATI_NORD, NOON, NOUR, World, diffusion, facts, mail, need, thread

SENT = thread("need_diffusion", "partner", NOUR.email, partner_id=NOUR.id, need_id="need-42")


def bounce(*recipients, permanent=True):
    """A report about our mail to Nour."""
    told = tuple(BouncedRecipient(address=address, status="5.1.1") for address in recipients)
    return mail("mailer-daemon@mx.example", auto="bounce",
                bounce=Bounce(permanent=permanent, recipients=told, original_message_id=SENT.message_id))  # fmt: skip


def took(inbound, *records, answers=(SENT,)):
    """The world after a machine's mail."""
    world = World(facts(NOUR, BATI_NORD, need(), diffusion(need(), due_at=NOON), *records, threads=tuple(answers)))
    plan = machines.on_machine(inbound, world.facts, NOON)
    assert plan.mails == ()
    world.write(plan)
    return world


def test_an_address_that_bounces_for_good_is_not_written_to_again():
    """The contact, its diffusions and the referent's list all say so."""
    world = took(bounce(NOUR.email.upper()))

    assert world.facts.contacts[NOUR.email].state == "bounces"
    assert not world.facts.works(NOUR.email)
    assert [(d.state, d.due_at) for d in world.facts.diffusions.values()] == [("bounced", None)]
    assert [item.what for item in world.review] == [NOUR.email]


def test_a_delay_changes_nothing():
    """The mail may still arrive."""
    world = took(bounce(NOUR.email, permanent=False))

    assert (world.facts.contacts, world.review) == ({}, [])


def test_a_bounce_for_another_address_does_not_silence_ours_but_is_told():
    """A partner that forwards to a dead mailbox may still read its mail, or nobody does."""
    world = took(bounce("ancien@ailleurs.example"))

    assert world.facts.contacts == {}
    assert [item.what for item in world.review] == ["ancien@ailleurs.example"]
    assert "redirection" in world.review[0].why


def test_an_absence_told_from_another_address_of_the_house_is_that_of_whom_we_wrote_to():
    """« accueil@ » answers for a person; a public provider is no house."""
    house = NOUR.email.rpartition("@")[2]
    away = {"auto": "auto_reply", "absent_until": date(2026, 6, 12)}
    world = took(mail(f"accueil@{house}", **away))
    stranger = took(mail("quelquun@gmail.com", **away))

    assert world.facts.contacts[NOUR.email].absent_until == date(2026, 6, 12)
    assert stranger.facts.contacts == {}


def test_documents_that_a_machine_sends_are_seen_by_the_referent():
    """A copier or a portal is never answered, but what it brings is not lost."""
    scan = Attachment(name="formulaire.pdf", type="application/pdf", size=1, sha256="0", inline=False, content=b"x")
    logo = replace(scan, name="logo.png", type="image/png", inline=True)
    world = took(mail(NOUR.email, auto="auto_reply", attachments=(scan, logo)))

    assert [item.what for item in world.review] == [f"{NOUR.email} : formulaire.pdf"]
    assert took(mail(NOUR.email, auto="auto_reply", attachments=(logo,))).review == []
    assert took(mail("x@inconnu.example", auto="auto_reply", attachments=(scan,)), answers=()).review == []


def test_a_bounce_of_a_mail_that_we_never_wrote_changes_nothing():
    """Anyone can send a report."""
    world = took(bounce(NOUR.email), answers=())

    assert (world.facts.contacts, world.review) == ({}, [])


def test_the_day_of_return_is_kept_with_the_contact():
    """Only for someone that we know."""
    away = {"auto": "auto_reply", "absent_until": date(2026, 6, 12)}
    world = took(mail(NOUR.email, **away))
    stranger = took(mail("x@inconnu.example", **away))

    assert world.facts.contacts[NOUR.email].absent_until == date(2026, 6, 12)
    assert world.facts.works(NOUR.email)
    assert stranger.facts.contacts == {}


def test_the_same_notice_again_writes_nothing():
    """Forty mails make forty notices, and one change."""
    known = Contact(id=NOUR.email, version=3, state="absent", absent_until=date(2026, 6, 12))
    notice = mail(NOUR.email, auto="auto_reply", absent_until=date(2026, 6, 12))

    assert took(notice, known).facts.contacts[NOUR.email].version == 3


@pytest.mark.parametrize("state", ["bounces", "silenced", "left"])
def test_an_absence_does_not_bring_back_an_address_that_takes_no_mail(state):
    """« No more mails » outlives a holiday."""
    known = Contact(id=NOUR.email, version=1, state=state)
    world = took(mail(NOUR.email, auto="auto_reply", absent_until=date(2026, 6, 12)), known)

    assert world.facts.contacts[NOUR.email].state == state


@pytest.mark.parametrize("auto", ["auto_reply", "list", "calendar", "loop"])
def test_other_machines_change_nothing(auto):
    """Their mail is only remembered."""
    world = took(mail(NOUR.email, auto=auto))

    assert (world.facts.contacts, world.review) == ({}, [])
