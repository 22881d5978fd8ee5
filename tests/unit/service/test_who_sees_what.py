"""Who sees what: every letter of a whole story, rendered, holds nothing that its reader may not know."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailboxes.message import Attachment
from parsers.reading import AwardReading, CompanyReading, Reading
from parsers.statements import Command, Decision, Doubt, HoursTold, HoursToldOf
from service.domain import chasing, counting, decide, diffusing, due, feedback, informing, presenting, questions
from service.domain.letters import Letter, OrdersConfirmed
from service.domain.ordering import Given, on_order
from service.domain.records import Company
from service.domain.understanding import Paper, Understanding
from service.rendering import letter_kinds, render
from service.wording import wording
from tests.cast import (
    BATI_NORD,
    CLAIRE,
    FARIDA,
    NOON,
    NOUR,
    OLIVIER,
    World,
    body,
    facts,
    full_reading,
    mail,
    market_reading,
    office,
    person,
    without,
)

CRITERIA = (
    "deld", "brsa", "ass", "aah", "minima", "rqth", "jeune", "senior", "qpv", "siae", "geiq", "plie", "mission_locale",
    "refugie", "sortant_prison", "decrocheur",
)  # fmt: skip
NOTES = "sort de détention, suivi par le SPIP, RQTH en cours, hébergé en CHRS"
PRISON = NOUR.but(id="prison", name="SPIP de la Somme", kind="autre", contact_name="Irène Vaquette",
                  email="irene.vaquette@spip.example")  # fmt: skip
#: words that would tell a company what is wrong with somebody
TELLING = re.compile(
    r"\b(RQTH|AAH|ASS|RSA|DELD|QPV|PLIE|GEIQ|SIAE|SPIP|CHRS|CADA|minima|handicap\w*|d[ée]tention|prison\w*|r[ée]fugi\w*|"
    r"allocat\w*|d[ée]crocheu\w*|quartier prioritaire|longue dur[ée]e|h[ée]bergement|h[ée]berg[ée]\w*|foyer|mission locale|"
    r"structure d.insertion|50 ans|26 ans|jeune\w*|senior\w*|écrou)\b",
    re.IGNORECASE,
)
#: partner -> its candidate
CANDIDATES = {
    NOUR.id: ("Zébulon", "Quincampoix"),
    OLIVIER.id: ("Philomène", "Trouillebert"),
    PRISON.id: ("Anatole", "Grumbach"),
}


def cv(first):
    """A document whose very name tells what must not be told."""
    name = f"{first} attestation RQTH - levée d'écrou.pdf"
    file = Attachment(name=name, type="application/pdf", size=1, sha256=first * 4, inline=False, content=b"x")
    return Paper(reading=Reading(), attachment=file)


class Story:
    """A market from its notification to its last feedback, told by the real decisions."""

    def __init__(self) -> None:
        self.world = World(facts(NOUR, OLIVIER, PRISON, of=office()))
        self.now = NOON
        self.count = 0

    def comes(self, sender, said, *, answering=None, papers=(), dmarc="none", **more):
        """A mail comes in and what it makes is written."""
        self.count += 1
        inbound = mail(sender, f"message {self.count}", dmarc=dmarc, **more)
        self.world.facts = self.world.answering(answering) if answering else replace(self.world.facts, threads=())
        return self.world.write(decide.on_message(inbound, papers, said, self.world.facts, self.now).plan)

    def order(self, action, target="B-0001", **words):
        """The referent orders."""
        command = Command(action=action, target=target, **words)
        return self.world.write(on_order(command, self.world.facts, Given(who="referent", now=self.now))[0])

    def form(self, reading, **more):
        """A form comes back."""
        said = Understanding(kind="liaison_form", needs=(reading,), need_papers=(body("f"),))
        return self.comes(BATI_NORD.email, said, **more)

    def answers(self, *decisions, **said):
        """The company decides."""
        shown = Understanding(kind="company_answer", decisions=decisions, **said)
        return self.comes(BATI_NORD.email, shown, subject="Re: [B-0001]")


@pytest.fixture(scope="module")
def mails():
    """All mails of the story."""
    story = Story()
    silent = AwardReading(lot="2", company=CompanyReading(name="Toits", email="k@toits.example"))
    lost = AwardReading(lot="3", company=CompanyReading(name="Perdue"))
    awards = (*market_reading().awards, silent, lost)
    said = Understanding(kind="facilitator_notification", markets=(market_reading(awards=awards, publics=CRITERIA),))
    contact = story.comes(FARIDA.email, said, dmarc="pass")[0]
    for _ in range(3):
        lot = next(a for a in story.world.facts.awards.values() if a.lot == "2")
        story.now = lot.due_at
        story.world.write(chasing.company_reminder(lot, story.world.facts, story.now))
    incomplete = story.form(without(full_reading(), "job.start_date"), answering=contact)[0]
    story.form(full_reading(openings=1), answering=incomplete)
    story.order("propose", changes={"conditions.weekly_hours": 30.0}, reason="car les horaires écartent des parents")
    story.order("approve")
    for partner in (NOUR, OLIVIER, PRISON):
        sent = next(m for m in story.world.mails if m.key == f"diffusion:{need_id(story)}:{partner.id}")
        first, last = CANDIDATES[partner.id]
        who = person(first, last, criteria=CRITERIA, notes=NOTES, phone=f"+3363998{len(first):04d}",
                     documents=(cv(first).name,))  # fmt: skip
        said = Understanding(kind="partner_reply", candidates=(who,), question=f"Le permis, pour {first} ?")
        story.comes(partner.email, said, answering=sent, papers=(cv(first),))
    shared = person(*CANDIDATES[NOUR.id], criteria=CRITERIA, phone=f"+3363998{len('Zébulon'):04d}")
    story.comes(OLIVIER.email, Understanding(kind="partner_reply", candidates=(shared,)), subject="[B-0001]")
    need = story.world.facts.needs[need_id(story)]
    story.world.write(presenting.gathered(need, story.world.facts, story.now.date(), story.now))
    story.order("present")
    story.now += timedelta(days=9)
    need = story.world.facts.needs[need_id(story)]
    story.world.write(presenting.presentation_reminder(need, story.world.facts, story.now))
    story.answers(Decision(candidate="Grumbach Anatole", state="rejected", reason="no_licence"),
                  to_review=(Doubt(what="l'autre, à voir", why="pas clair"),), question="Et le logement ?")  # fmt: skip
    for asked in [m for m in story.world.mails if "question" in m.asked]:
        reply = mail(CLAIRE.email, f"Oui, {asked.key}", dmarc="pass")
        story.world.write(questions.answered(reply, story.world.thread_of(asked), story.world.facts, story.now))
    for partner in (NOUR, OLIVIER, PRISON):
        story.world.write(feedback.feedback(partner, story.world.facts, story.now, "slot-1"))
    story.answers(Decision(candidate="Quincampoix Zébulon", state="hired", date="2026-06-29"))
    for partner in (NOUR, OLIVIER, PRISON):
        story.world.write(feedback.feedback(partner, story.world.facts, story.now, "slot-2"))
    firm = story.world.facts.companies[story.world.facts.needs[need_id(story)].company_id]
    story.world.write(counting.request(firm, "2026-07", story.world.facts, story.now))
    worked = HoursTold(told=(HoursToldOf(person="QUINCAMPOIX Zébulon", month="2026-07", hours=140.0),))
    story.comes(BATI_NORD.email, Understanding(kind="company_answer", hours=worked))
    story.answers(Decision(candidate="Quincampoix Zébulon", state="rejected", reason="licence"))
    story.order("correct", changes={"job.start_date": "2026-07-06"})
    story.answers(Decision(candidate="Quincampoix Zébulon", state="hired", date="2026-06-29"))
    story.form(full_reading(title="Ferrailleur"), subject="autre besoin")
    story.order("approve", "B-0002")
    story.now = due.opening_after(story.now, 9, office().policy, office().zone)
    story.world.write(diffusing.partner_reminder(NOUR, story.world.facts, story.now))
    market = next(iter(story.world.facts.markets.values()))
    story.world.write(informing.progress_report(market, story.world.facts, story.now.date(), story.now))
    story.world.write(informing.digest(story.world.facts, story.now.date(), story.now))
    paths(story)
    done = Understanding(kind="referent_order", commands=(Command(action="close", target="B-0002"),))
    story.comes(CLAIRE.email, done, dmarc="pass")
    return story.world.mails


def paths(story):
    """Half a year later: a contract ends, and two short needs follow each other."""
    story.now = datetime(2026, 12, 10, 9, tzinfo=UTC)
    for title, day, place in (
        ("Coffreur-bancheur", "2027-01-04", "80000 Amiens"),
        ("Coffreuse-bancheuse confirmée", "2027-05-17", "80300 Albert"),
    ):
        reading = full_reading(title=title, start_date=day)
        told = replace(reading.conditions, contract_duration="P4M", workplace=place)
        story.form(replace(reading, conditions=told), subject=f"besoin du {day}")
    hired = next(r for r in story.world.facts.referrals.values() if r.state == "hired")
    story.order("go_on", "B-0003", candidates=(str(hired.number),))
    story.order("pool", "B-0003, B-0004")


def need_id(story):
    """The story's first need."""
    return next(n.id for n in story.world.facts.needs.values() if n.number == 1)


def shown(mail_out):
    """Subject, text, HTML and names of attachments: all that a reader sees."""
    page = render(mail_out.letter, token="L-ABCDEFGH23")
    visible = re.sub(r"<style.*?</style>|<[^>]*>", " ", page.html, flags=re.DOTALL)
    names = " ".join(getattr(a, "name", "") for a in mail_out.attachments)
    return f"{page.subject}\n{page.text}\n{visible}\n{names}"


def sent_to(mails, role):
    """The mails to readers in this role."""
    return [m for m in mails if m.role == role]


def test_the_story_holds_every_kind_of_letter(mails):
    """What is not written in it is not watched by it."""
    told = {type(m.letter) for m in mails}
    never = {kind for kind in letter_kinds() if kind.__name__ == "Probe"}

    assert set(letter_kinds()) - told - never == set()
    assert OrdersConfirmed in told
    assert all(issubclass(kind, Letter) for kind in told)


def test_no_company_reads_a_criterion_or_what_kind_of_partner_sent_someone(mails):
    """Neither in subject, text, HTML nor in the name of a file."""
    for one in sent_to(mails, "company"):
        page = shown(one)
        assert not TELLING.search(page), (one.key, TELLING.search(page))
        for code in CRITERIA:
            assert wording().word("criterion", code) not in page, (one.key, code)


def test_no_company_reads_a_partners_name_or_address(mails):
    """A company has one contact: the referent."""
    for one in sent_to(mails, "company"):
        page = shown(one)
        for partner in (NOUR, OLIVIER, PRISON):
            for word in (partner.name, partner.contact_name, partner.email, partner.email.rpartition("@")[2]):
                assert word not in page, (one.key, word)


def test_no_company_reads_what_a_partner_noted(mails):
    """Notes stay with the referent."""
    assert all("CHRS" not in shown(one) for one in sent_to(mails, "company"))


def test_no_other_company_reads_a_candidates_name(mails):
    """Only the one to which they were presented."""
    others = [m for m in sent_to(mails, "company") if m.to != BATI_NORD.email]

    assert others
    for one in others:
        assert not any(last.casefold() in shown(one).casefold() for _, last in CANDIDATES.values())


def test_no_partner_reads_anothers_candidate_or_its_name(mails):
    """Not even for the person whom both sent."""
    for one in sent_to(mails, "partner"):
        page = shown(one).casefold()
        for other in (NOUR, OLIVIER, PRISON):
            if other.id == one.partner_id:
                continue
            assert other.name.casefold() not in page, one.key
            both_sent_him = other.id == NOUR.id and one.partner_id == OLIVIER.id
            assert both_sent_him or CANDIDATES[other.id][1].casefold() not in page, one.key


def test_no_partner_reads_a_criterion_but_its_own_words_confirmed(mails):
    """Only the mail that repeats what this very partner wrote holds criteria of a person."""
    held = {type(m.letter).__name__ for m in sent_to(mails, "partner")
            if any(c.criteria for c in getattr(m.letter, "candidates", ()) if hasattr(c, "criteria"))}  # fmt: skip

    assert held == {"ReferralsReceived"}


def test_the_facilitator_reads_no_candidate(mails):
    """Markets, companies and figures, never a person."""
    told = sent_to(mails, "facilitator")

    assert len(told) >= 3
    for one in told:
        page = shown(one).casefold()
        for first, last in CANDIDATES.values():
            assert last.casefold() not in page, one.key
            assert first.casefold() not in page, one.key
        assert "spip" not in page


def test_each_mail_has_one_reader_and_each_key_is_written_once(mails):
    """Never a shared To, never a second copy."""
    assert all(re.fullmatch(r"[^@\s,;]+@[^@\s,;]+", m.to) for m in mails)
    assert len({m.key for m in mails}) == len(mails)


def test_files_reach_a_company_under_neutral_names(mails):
    """What the partner called them is not passed on."""
    names = [a.name for m in sent_to(mails, "company") for a in m.attachments if hasattr(a, "sha256")]

    assert sorted(names) == ["01_QUINCAMPOIX_Zébulon.pdf", "02_TROUILLEBERT_Philomène.pdf", "03_GRUMBACH_Anatole.pdf"]


def test_a_company_learns_of_no_other_company(mails):
    """Each market's other lots are not its business."""
    toits = Company(id="x", name="Toits", email="k@toits.example")
    for one in sent_to(mails, "company"):
        other = BATI_NORD if one.to == toits.email else toits
        assert not re.search(rf"\b{re.escape(other.name)}\b", shown(one)), one.key
