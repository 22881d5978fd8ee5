"""Threads: who writes, in which role, and which of our mails it answers."""

from __future__ import annotations

import pytest

from service.domain import threads
from service.domain.facts import PUBLIC_DOMAINS
from tests.cast import BATI_NORD, CLAIRE, FARIDA, NOUR, OLIVIER, facts, mail, need, thread


def who(inbound, *records, answers=()):
    """The correspondence, where these threads are answered."""
    return threads.correspondence(inbound, facts(NOUR, OLIVIER, BATI_NORD, need(), *records, threads=tuple(answers)))


PARTNER_THREAD = thread("need_diffusion", "partner", NOUR.email, partner_id=NOUR.id, need_id="need-42")
COMPANY_THREAD = thread("first_contact", "company", BATI_NORD.email, company_id=BATI_NORD.id)
REFERENT_THREAD = thread("daily_digest", "referent", CLAIRE.email)


# ------------------------------------------------------------------ what a mail answers
def test_a_token_is_found_wherever_it_is_quoted():
    """Subject, body, after quote marks; once each, in the order of the text."""
    text = "Bonjour\n> Réf. du fil : L-ABCDEFGH23\n>> L-ABCDEFGH23 puis L-ZZZZZZ2345"

    assert threads.tokens(mail("a@b.example", text, subject="Re: L-QQQQQQ7777")) == (
        "QQQQQQ7777", "ABCDEFGH23", "ZZZZZZ2345",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["L-ABCDEFGH2", "L-ABCDEFGH234", "L-abcdefgh23", "XL-ABCDEFGH23", "L-ABCDEFGH18"])
def test_what_only_looks_like_a_token_is_none(text):
    """Ten letters and figures of base 32, standing alone."""
    assert threads.tokens(mail("a@b.example", text)) == ()


def test_the_mail_answered_comes_before_the_ones_before_it():
    """In-Reply-To first, then References from the end (RFC 5322, section 3.6.4)."""
    inbound = mail("a@b.example", in_reply_to=("<c>",), references=("<a>", "<b>", "<c>"))

    assert threads.answered_ids(inbound) == ("<c>", "<b>", "<a>")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Re: [B-0042] Coffreur", ("B-0042",)),
        ("le besoin b-0042 et le B-0043", ("B-0042", "B-0043")),
        ("[ B-7 ]", ("B-7",)),
        ("un B-52, un sous-bois B-1", ()),
    ],
)
def test_references_of_needs_are_read_in_subject_and_body(text, found):
    """Short figures count between brackets only."""
    assert threads.need_references(mail("a@b.example", text)) == found


# ------------------------------------------------------------------ who writes
@pytest.mark.parametrize(("address", "role"), [(CLAIRE.email, "referent"), (FARIDA.email, "facilitator")])
@pytest.mark.parametrize("verdict", ["pass", "fail", "none", "temperror", "bestguesspass"])
def test_whoever_may_decide_is_believed_only_when_authenticated(address, role, verdict):
    """Only « dmarc=pass » of the trusted server is a proof."""
    found = who(mail(address.upper(), dmarc=verdict))

    assert (found.role, found.known_by, found.trusted) == (role, "address", verdict == "pass")


def test_a_name_that_reads_like_the_referents_is_nobody():
    """The address counts and not the name shown beside it."""
    assert who(mail("claire.morel@agence.example.evil.example", dmarc="pass")).role is None


def test_the_thread_tells_the_partner_even_from_a_strange_address():
    """Whoever holds our token was handed it: a colleague, or the same person from home."""
    found = who(mail("nour.perso@gmail.com"), answers=[PARTNER_THREAD])

    assert (found.role, found.partner, found.known_by) == ("partner", NOUR, "thread")


def test_the_thread_counts_before_the_address():
    """A partner that answers another partner's forwarded mail answers in that thread."""
    found = who(mail(OLIVIER.email), answers=[PARTNER_THREAD])

    assert (found.partner, found.known_by) == (NOUR, "thread")


def test_the_best_evidence_comes_first():
    """The store lists token before Message-ID; the first of them is the thread."""
    assert who(mail("x@y.example"), answers=[COMPANY_THREAD, PARTNER_THREAD]).thread == COMPANY_THREAD


@pytest.mark.parametrize(("address", "role"), [(NOUR.email, "partner"), (BATI_NORD.email.upper(), "company")])
def test_without_a_thread_the_address_tells(address, role):
    """Whatever its case."""
    found = who(mail(address))

    assert (found.role, found.known_by, found.thread) == (role, "address", None)


def test_a_colleague_is_known_by_the_organisations_domain():
    """One partner alone at that domain, and no company."""
    found = who(mail("accueil@ml-amiens.example"))

    assert (found.role, found.partner, found.known_by) == ("partner", NOUR, "domain")


def test_two_partners_at_one_domain_make_nobody_a_colleague():
    """A guess between them is no answer."""
    assert who(mail("accueil@ml-amiens.example"), NOUR.but(id="second", email="b@ml-amiens.example")).role is None


def test_a_domain_of_a_partner_and_of_a_company_makes_nobody_a_colleague():
    """A group with an insertion structure and a building company."""
    assert who(mail("x@bati-nord.example"), OLIVIER.but(id="c", email="i@bati-nord.example")).role is None


@pytest.mark.parametrize("domain", sorted(PUBLIC_DOMAINS))
def test_a_public_provider_makes_nobody_a_colleague(domain):
    """Half of France writes from there."""
    assert who(mail(f"someone@{domain}"), NOUR.but(id="home", email=f"partenaire@{domain}")).role is None


def test_the_referents_thread_gives_a_stranger_no_rank():
    """A digest that was forwarded does not make its reader the referent."""
    assert who(mail("stagiaire@agence.example", dmarc="pass"), answers=[REFERENT_THREAD]).role is None


def test_the_referent_in_a_partners_thread_is_still_the_referent():
    """Claire may reply to what a partner was sent; she must be authenticated there too."""
    found = who(mail(CLAIRE.email), answers=[PARTNER_THREAD])

    assert (found.role, found.trusted) == ("referent", False)


def test_a_facilitator_in_a_companys_thread_speaks_for_the_company():
    """What a facilitator forwards from a company is that company's; it makes no market."""
    assert who(mail(FARIDA.email), answers=[COMPANY_THREAD]).role == "company"


# ------------------------------------------------------------------ what it is about
def test_the_threads_need_comes_before_those_that_are_named():
    """The nearest evidence first, each need once."""
    other = need(number=43)
    inbound = mail(NOUR.email, "voici quelqu'un pour B-0043")
    found = who(inbound, answers=[PARTNER_THREAD])
    meant = threads.needs_meant(inbound, found, facts(need(), other))

    assert [n.reference for n in meant] == ["B-0042", "B-0043"]


def test_references_that_a_mail_quotes_or_lists_name_no_need():
    """Our own reminders list several needs; a guess between them is no answer."""
    quoted = mail(NOUR.email, "Bonjour\n> B-0042", reply_text="Bonjour")
    listed = mail(NOUR.email, "B-0042 ou B-0043 ?")
    world = facts(need(), need(number=43))

    assert threads.needs_meant(quoted, who(quoted), world) == ()
    assert threads.needs_meant(listed, who(listed), world) == ()
