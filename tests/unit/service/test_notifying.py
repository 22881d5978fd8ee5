"""Notifying: corrections are followed up, what lacks is asked once, and the facilitator's plain answer completes it."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.reading import CompanyReading, WorksiteReading
from service.domain import decide, due, machines, threads
from service.domain.company_letters import FirstContact
from service.domain.letters import MissingMarketFacts
from service.domain.plan import Plan
from service.domain.records import Company, Contact
from service.domain.understanding import Understanding
from tests.cast import (
    BATI_NORD,
    FARIDA,
    MARKET,
    NOON,
    NOUR,
    PARIS,
    World,
    award,
    award_reading,
    facts,
    mail,
    market_reading,
    office,
    thread,
)

TOITS = Company(id="toits", version=1, name="Toits Picards SAS")


def notify(world, *readings, text="le marché est notifié", now=NOON):
    """Write what a notification makes; the new mails."""
    said = Understanding(kind="facilitator_notification", markets=readings or (market_reading(),))
    return world.write(decide.on_message(mail(FARIDA.email, text, dmarc="pass"), (), said, world.facts, now).plan)


def answer(world, question, text, now=NOON):
    """The facilitator answers one of our mails; the new mails."""
    reply = mail(FARIDA.email, text, subject="Re: Informations à compléter", dmarc="pass")
    world.facts = world.answering(question)
    said = decide.understood(reply, (), world.facts, now)
    return world.write(decide.on_message(reply, (), said, world.facts, now).plan)


def letters(mails):
    """Kinds of letters, with whom they go to."""
    return [(type(m.letter), m.to) for m in mails]


# ------------------------------------------------------------------ corrections
def test_hours_that_are_corrected_are_the_lots_from_then_on():
    """The form is not sent again, and the difference waits for the referent."""
    world = World(facts())
    notify(world)
    sent = notify(world, market_reading(awards=(award_reading(insertion_hours=800.0),)), text="rectificatif")

    assert sent == []
    assert [a.insertion_hours for a in world.facts.awards.values()] == [800.0]
    assert "heures d'insertion : 640 -> 800" in world.review[-1].what


def test_an_address_that_is_corrected_gets_the_form_and_the_reminders_begin_anew():
    """Nobody read the first one."""
    world = World(facts())
    notify(world)
    mended = CompanyReading(name=BATI_NORD.name, siret=BATI_NORD.siret, email="travaux@bati-nord.example")
    later = due.opening_after(NOON, 4, office().policy, PARIS)
    sent = notify(world, market_reading(awards=(award_reading(company=mended),)), text="erratum", now=later)
    lot = next(iter(world.facts.awards.values()))

    assert letters(sent) == [(FirstContact, "travaux@bati-nord.example")]
    assert (lot.email, lot.contacted_at, lot.reminders) == ("travaux@bati-nord.example", later, 0)
    assert world.facts.companies[BATI_NORD.id].email == BATI_NORD.email


@pytest.mark.parametrize(
    ("text", "state"), [("annule et remplace ma notification", "closed"), ("il y a aussi sur le lot 1", "contacted")]
)
def test_a_company_that_is_replaced_is_left_in_peace_and_one_that_is_joined_is_not(text, state):
    """The new one gets its form either way, and the referent sees both."""
    world = World(facts())
    notify(world)
    other = CompanyReading(name="Autre SA", email="a@autre.example")
    sent = notify(world, market_reading(awards=(award_reading(company=other),)), text=text)

    assert letters(sent) == [(FirstContact, "a@autre.example")]
    assert world.facts.awards[award().id].state == state
    assert len(world.review) == 2


def test_a_company_that_a_whole_new_notification_leaves_out_is_for_a_look():
    """« Annule et remplace »: lot 2 is not told any more; nobody is dropped by a machine."""
    world = World(facts())
    second = award_reading(lot="2", company=CompanyReading(name="Toits Picards SAS", email="k@toits.example"))
    notify(world, market_reading(awards=(award_reading(), second)))
    notify(world, market_reading(awards=(award_reading(),)), text="Ce message annule et remplace le précédent")

    assert [item.what for item in world.review] == ["Toits Picards SAS, lot 2"]
    assert {a.state for a in world.facts.awards.values()} == {"contacted"}


def test_a_worksite_that_moves_is_a_difference():
    """Its new address is the one that forms carry."""
    world = World(facts())
    notify(world)
    notify(world, market_reading(worksites=(WorksiteReading(name="Médiathèque", address="1 quai Neuf, 80000 Amiens"),)),
           text="erratum")  # fmt: skip

    assert [site.address for site in world.facts.worksites] == ["1 quai Neuf, 80000 Amiens"]
    assert "adresse du chantier" in world.review[-1].what


def test_a_market_told_again_is_never_a_second_market():
    """Three notifications, one market of three versions."""
    world = World(facts())
    notify(world)
    notify(world, text="pour mémoire")
    notify(world, market_reading(buyer="Amiens Métropole"), text="corrigé")

    assert [m.edition for m in world.facts.markets.values()] == [3]


# ------------------------------------------------------------------ what lacks
def asked_about_two():
    """A notification of two markets: one lot lacks an address and its hours, one its address."""
    world = World(facts())
    lacking = award_reading(lot="2", insertion_hours=None, company=CompanyReading(name="Toits Picards SAS"))
    other = award_reading(lot="1", company=CompanyReading(name="Ferronnerie Lesage"))
    sent = notify(world, market_reading(awards=(award_reading(), lacking)),
                  market_reading(reference="2026-TX-040", title="Gymnase", awards=(other,)))  # fmt: skip
    return world, sent


def test_what_several_markets_lack_is_asked_in_one_mail():
    """Each line says which market and lot, and nothing that is known is asked."""
    _, sent = asked_about_two()

    assert letters(sent) == [(FirstContact, BATI_NORD.email), (MissingMarketFacts, FARIDA.email)]
    assert sent[1].letter.lacks == (
        ("2026-TX-031, Toits Picards SAS", "company.email"),
        ("2026-TX-031, lot 2, Toits Picards SAS", "insertion_hours"),
        ("2026-TX-040, Ferronnerie Lesage", "company.email"),
    )


def test_a_plain_answer_completes_each_and_the_forms_go():
    """Two addresses and the hours of a lot, in the facilitator's words."""
    world, sent = asked_about_two()
    text = "Toits Picards : Mme Kader, s.kader@toits.example, 450 h\nLesage : contact@lesage.example"
    forms = answer(world, sent[1], text)
    lots = {world.facts.companies[a.company_id].name: a for a in world.facts.awards.values()}

    assert letters(forms) == [(FirstContact, "s.kader@toits.example"), (FirstContact, "contact@lesage.example")]
    assert (lots["Toits Picards SAS"].state, lots["Toits Picards SAS"].insertion_hours) == ("contacted", 450.0)
    assert forms[0].letter.greeted is not None
    assert "Kader" in forms[0].letter.greeted
    assert {m.edition for m in world.facts.markets.values()} == {3, 2}


def test_another_contact_for_a_silent_company_is_written_to():
    """The facilitator answers the mail that tells of the silence."""
    lot = award(state="silent", reminders=2)
    world = World(facts(MARKET, BATI_NORD, NOUR, lot))
    told = thread("silent_companies", "facilitator", FARIDA.email, market_id=MARKET.id)
    world.facts = facts(MARKET, BATI_NORD, NOUR, lot, told.but())
    reply = mail(FARIDA.email, "Voyez plutôt Paul Riou, p.riou@bati-nord.example", dmarc="pass")
    said = decide.understood(reply, (), world.facts, NOON)
    sent = world.write(decide.on_message(reply, (), said, world.facts, NOON).plan)
    lot = world.facts.awards[lot.id]

    assert letters(sent) == [(FirstContact, "p.riou@bati-nord.example")]
    assert (lot.state, lot.reminders, lot.email) == ("contacted", 0, "p.riou@bati-nord.example")


def test_an_answer_from_an_address_that_is_not_proved_completes_nothing():
    """Whoever writes in the facilitator's name must be the facilitator."""
    world, sent = asked_about_two()
    reply = mail(FARIDA.email, "Toits Picards : voleur@toits.example", dmarc="fail")
    world.facts = world.answering(sent[1])
    said = decide.understood(reply, (), world.facts, NOON)
    made = world.write(decide.on_message(reply, (), said, world.facts, NOON).plan)

    assert made == []
    assert said.facts_told is None


# ------------------------------------------------------------------ addresses that stop working
def test_an_address_that_bounces_is_asked_of_the_facilitator_at_once():
    """The form waits for another address; its reminders stop."""
    world = World(facts(MARKET, BATI_NORD, NOUR, award(due_at=NOON)))
    sent = world.write(machines.refused(BATI_NORD.email, world.facts, NOON, reason="5.1.1", cause="<bounce>"))

    assert letters(sent) == [(MissingMarketFacts, FARIDA.email)]
    assert [(a.state, a.reminders) for a in world.facts.awards.values()] == [("to_complete", 0)]


def test_a_lots_own_contact_that_bounces_gives_way_to_the_companys():
    """The form goes there, and the facilitator is not troubled."""
    lot = award(due_at=NOON, email="chantier@bati-nord.example")
    world = World(facts(MARKET, BATI_NORD, NOUR, lot))
    sent = world.write(machines.refused(lot.email, world.facts, NOON, reason="5.1.1", cause="<bounce>"))

    assert letters(sent) == [(FirstContact, BATI_NORD.email)]


def test_whoever_left_is_not_written_to_again():
    """An automatic answer says that the contact has left: the facilitator is asked, the referent sees the words."""
    world = World(facts(MARKET, BATI_NORD, NOUR, award(due_at=NOON)))
    gone = mail(BATI_NORD.email, "Mme Vasseur a quitté l'entreprise. Contactez le siège.", auto="auto_reply")
    said = decide.understood(gone, (), world.facts, NOON)
    sent = world.write(decide.on_message(gone, (), said, world.facts, NOON).plan)

    assert world.facts.contacts[BATI_NORD.email].state == "left"
    assert letters(sent) == [(MissingMarketFacts, FARIDA.email)]
    assert len(world.review) == 1


def test_two_records_of_one_company_become_one_when_its_siret_is_told():
    """The notification's SIRET is another record's: the lot moves there, and the name stands once."""
    twin = Company(id="twin", version=1, name="Bâti-Nord Rénovation", address="2 rue Neuve, 59000 Lille")
    world = World(facts(MARKET, BATI_NORD, twin, award(company_id="twin")))
    told = twin.but(siret=BATI_NORD.siret)
    plan = decide._one_record_each(Plan(save=(told,)), mail("x@y.example"), world.facts, NOON)
    world.write(Plan(save=(told,)) + plan)

    assert world.facts.companies["twin"].merged_into == BATI_NORD.id
    assert [a.company_id for a in world.facts.awards.values()] == [BATI_NORD.id]


def test_two_names_that_have_nothing_in_common_are_not_made_one_by_a_figure():
    """A SIRET may be another's, mistyped: the referent is asked."""
    other = Company(id="other", version=1, name="Ferronnerie Lesage", email="l@lesage.example")
    world = World(facts(MARKET, BATI_NORD, other))
    told = other.but(siret=BATI_NORD.siret)
    plan = decide._one_record_each(Plan(save=(told,)), mail("x@y.example"), world.facts, NOON)

    assert plan.save == ()
    assert len(plan.review) == 1


def test_whoever_was_away_and_writes_is_there_again():
    """The absence is over."""
    away = Contact(id=BATI_NORD.email, version=1, state="absent", absent_until=date(2026, 7, 1))
    world = World(facts(MARKET, BATI_NORD, NOUR, award(due_at=NOON), away))
    back = mail(BATI_NORD.email, "Bonjour, je regarde cela.")
    said = decide.understood(back, (), world.facts, NOON)
    world.write(decide.on_message(back, (), said, world.facts, NOON).plan)

    assert world.facts.contacts[BATI_NORD.email].state == "works"


def test_a_facilitator_who_leaves_a_contact_silenced_is_never_written_behind():
    """An address that asked for peace gets no form, even when it is told again."""
    world, sent = asked_about_two()
    world.facts.contacts["s.kader@toits.example"] = Contact(id="s.kader@toits.example", version=1, state="silenced")

    assert answer(world, sent[1], "Toits Picards : s.kader@toits.example") == []
    assert threads.correspondence(mail(FARIDA.email), world.facts).role == "facilitator"
