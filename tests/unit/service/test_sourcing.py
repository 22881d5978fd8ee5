"""Sourcing: what a partner mends by reply, who has not agreed, numbers that go nowhere, one person or two."""

from __future__ import annotations

from dataclasses import replace

from mailboxes.message import Attachment
from parsers.document import Document, Line
from parsers.reading import Reading
from parsers.statements import Command
from service.domain import decide, ordering, presenting
from service.domain.company_letters import CandidatesPresented
from service.domain.ordering import Given
from service.domain.partner_letters import ReferralsReceived
from service.domain.understanding import Paper
from tests.cast import (
    BATI_NORD,
    MARC,
    MARKET,
    NOON,
    NOUR,
    OLIVIER,
    World,
    award,
    body,
    diffusion,
    facts,
    mail,
    need,
    referral,
)


def world(*more):
    """The need is with both partners."""
    return World(facts(NOUR, OLIVIER, BATI_NORD, MARKET, award("returned"), need(), diffusion(need()),
                       diffusion(need(), OLIVIER), *more))  # fmt: skip


def says(story, words, *, by=NOUR, answering=None, papers=()):
    """A partner writes, and what it makes is written."""
    subject = "" if answering else "Re: [B-0042]"
    inbound = mail(by.email, words, subject=subject)
    known = story.answering(answering) if answering else replace(story.facts, threads=())
    if answering:
        known = replace(known, threads=(known.threads[0].but(answers=answering.answers),))
    said = decide.understood(inbound, (body(words), *papers), known, NOON)
    return story.write(decide.on_message(inbound, (body(words), *papers), said, known, NOON).plan)


def people(story):
    """« LAST First »: state, of each referral."""
    return {
        f"{story.facts.candidates[r.candidate_id].last_name} {story.facts.candidates[r.candidate_id].first_name}": r.state
        for r in story.facts.referrals.values()
    }


PROPOSED = "Je vous propose Karim BENALI, 06 39 98 12 34, et Sofia MARTIN, 06 39 98 12 35."


# ------------------------------------------------------------------ corrections by reply
def test_a_name_that_was_misread_is_put_right_by_a_reply_and_no_third_person_appears():
    """The record itself changes, and the partner hears that it did."""
    story = world()
    told = says(story, PROPOSED)[0]
    again = says(story, "Petite erreur : ce n'est pas Karim BENALI mais Karim BELHADJ.", answering=told)

    assert people(story) == {"Belhadj Karim": "to_present", "Martin Sofia": "to_present"}
    assert again[0].letter.changes == (("BENALI Karim", "BELHADJ Karim"),)
    assert story.review == []


def test_a_number_that_was_misread_is_put_right_by_a_reply():
    """What its own partner says last stands."""
    story = world()
    told = says(story, PROPOSED)[0]
    says(story, "Le numéro de Karim BENALI est le 06 39 98 99 99.", answering=told)

    assert sorted(c.phone for c in story.facts.candidates.values()) == ["+33639981235", "+33639989999"]


def test_someone_who_was_never_proposed_is_taken_back_by_a_reply():
    """One, or all."""
    story = world()
    told = says(story, PROPOSED)[0]
    says(story, "Non, Sofia MARTIN n'est plus disponible, merci de la retirer.", answering=told)
    assert people(story) == {"Benali Karim": "to_present", "Martin Sofia": "withdrawn"}

    says(story, "Oubliez ma proposition, c'était une erreur.", answering=told)
    assert set(people(story).values()) == {"withdrawn"}


def test_what_a_company_has_seen_only_the_referent_takes_back():
    """The company is to be told; Liaison does not do that by itself."""
    story = world()
    told = says(story, PROPOSED)[0]
    presented = presenting.present(need(), story.facts.referrals_of("need-42"), story.facts, NOON, who="r", cause=None)
    story.write(presented)
    says(story, "Oubliez ma proposition.", answering=told)

    assert set(people(story).values()) == {"presented"}
    assert len([item for item in story.review if "après la présentation" in item.why]) == 2


def test_anothers_candidate_is_not_renamed_by_this_partner():
    """One person of two partners: the referent says what the name is."""
    shared = referral(need(), who=MARC, by=OLIVIER, number=9)
    story = world(MARC, shared)
    told = says(story, "Je vous propose Marc DURAND, 06 39 98 12 34.")[0]
    says(story, "Ce n'est pas Marc DURAND mais Marc DUPONT.", answering=told)

    assert story.facts.candidates[MARC.id].last_name == "Durand"
    assert "Durand Marc" in [item.what for item in story.review]


# ------------------------------------------------------------------ agreement
def test_who_has_not_agreed_yet_is_not_presented_until_the_partner_says_so():
    """The partner's word, kept with its date."""
    story = world()
    told = says(story, "Je vous propose Karim BENALI, 06 39 98 12 34. Je dois encore lui en parler.")[0]
    order = Command(action="present", target="B-0042")
    given = Given(who="referent", now=NOON)

    assert people(story) == {"Benali Karim": "to_check"}
    assert ordering.on_order(order, story.facts, given)[1].outcome == "consent_awaited"

    agreed = says(story, "Karim BENALI est d'accord.", answering=told)
    assert agreed[0].letter.agreements == ("BENALI Karim",)
    plan, done = ordering.on_order(order, story.facts, given)
    assert done.done
    assert isinstance(plan.mails[0].letter, CandidatesPresented)


def test_someone_elses_agreement_is_not_taken_for_this_ones():
    """« Sofia est d'accord » says nothing of Karim."""
    story = world()
    told = says(story, "Je vous propose Karim BENALI, 06 39 98 12 34. Je dois encore lui en parler.")[0]
    says(story, "Je vous propose aussi Sofia MARTIN, 06 39 98 12 35, elle est d'accord.", answering=told)

    assert people(story)["Benali Karim"] == "to_check"


# ------------------------------------------------------------------ numbers that go nowhere
def test_a_cv_that_holds_a_social_security_number_goes_to_no_company():
    """It is held, the referent is told, and what is kept in words is starred out."""
    paper = Paper(
        reading=Reading(document=Document(type="pdf", blocks=(Line(text="NIR 1 85 05 78 006 084 36", place="page 1"),))),
        attachment=Attachment(name="CV Karim BENALI.pdf", type="application/pdf", size=1, sha256="b" * 64, inline=False,
                              content=b"x"),
    )  # fmt: skip
    story = world()
    says(story, "Je vous propose Karim BENALI, 06 39 98 12 34, NIR 1 85 05 78 006 084 36, CV joint.", papers=(paper,))
    sent = presenting.present(need(), story.facts.referrals_of("need-42"), story.facts, NOON, who="r", cause=None)

    assert sent.mails[0].attachments == ()
    assert sent.mails[0].letter.candidates[0].documents == ()
    assert any("n'ira pas à l'entreprise" in item.why for item in story.review)
    assert "006 084" not in repr(story.facts.candidate_facts) + repr(story.review)


def test_a_number_of_nobody_we_read_is_shown_to_the_referent():
    """A list of which only a part was understood is not lost in silence."""
    story = world()
    says(story, "Je vous propose Karim BENALI, 06 39 98 12 34.\n\nvoir aussi 06 39 98 55 66")

    assert ["06 39 98 55 66" in item.what for item in story.review] == [True]


# ------------------------------------------------------------------ one person or two
def test_a_namesake_sent_by_another_partner_is_a_doubt_that_the_referent_settles():
    """« même personne »: two referrals of one candidate, the first partner's stays in play."""
    story = world(MARC, referral(need(), who=MARC, number=7))
    says(story, "Je vous propose Marc DURAND, 07 55 55 01 02.", by=OLIVIER)
    item = next(i for i in story.review if "même nom" in i.why)
    assert len({r.candidate_id for r in story.facts.referrals.values()}) == 2

    story.facts = replace(story.facts, review=(item.but(number=4, version=1),))
    settled = Command(action="settle", target="A-4", reason="même personne")
    story.write(ordering.on_order(settled, story.facts, Given(who="referent", now=NOON))[0])

    assert {r.candidate_id for r in story.facts.referrals.values()} == {MARC.id}
    assert sorted(r.state for r in story.facts.referrals.values()) == ["duplicate", "to_present"]


def test_two_of_one_family_with_one_telephone_are_two_people_and_no_doubt():
    """The first name tells them apart."""
    story = world(MARC, referral(need(), who=MARC, number=7))
    says(story, "Je vous propose Léa DURAND, 06 39 98 12 34.", by=OLIVIER)

    assert people(story) == {"Durand Marc": "to_present", "Durand Léa": "to_present"}
    assert story.review == []


# ------------------------------------------------------------------ no more mails
def test_no_more_mails_is_confirmed_once_told_to_the_referent_and_kept():
    """The address is not written to again by itself."""
    story = world()
    sent = says(story, "Bonjour, merci de ne plus m'envoyer de mails.")

    assert [(m.to, type(m.letter), m.letter.no_more_mails) for m in sent] == [(NOUR.email, ReferralsReceived, True)]
    assert story.facts.contacts[NOUR.email].state == "silenced"
    assert [item.what for item in story.review] == [NOUR.name]


def test_a_colleague_of_the_directory_answers_for_the_partner():
    """Without the thread, from a public provider."""
    partner = NOUR.but(contacts=[{"name": "Sami", "email": "sami.ml@gmail.com"}])
    story = World(facts(partner, BATI_NORD, MARKET, award("returned"), need(), diffusion(need())))
    inbound = mail("sami.ml@gmail.com", PROPOSED, subject="[B-0042]")
    said = decide.understood(inbound, (body(PROPOSED),), story.facts, NOON)
    story.write(decide.on_message(inbound, (body(PROPOSED),), said, story.facts, NOON).plan)

    assert {r.partner_id for r in story.facts.referrals.values()} == {NOUR.id}
