"""Classify: what a message says, given what it answers; what is doubtful is set aside."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailboxes.inbound import Fault, inspect
from parsers.document import Document, Line
from parsers.reading import Failure, Reading
from parsers.statements import NeedRef
from service.domain.classify import context_of, understand
from service.domain.understanding import Context, Paper
from tests.cast import CLAIRE, FARIDA, NOUR, TODAY, attached, body, full_reading, mail

NEED = NeedRef(ref="B-0042", title="Coffreur-bancheur (H/F)")
FORM = Reading(kind="liaison_form", needs=(full_reading(),), form_reference="F-ABCDEFGH")
FORM_WORDS = """Raison sociale : Bâti-Nord SARL
Siret : 732 829 320 00074
Personne à joindre : Hélène Vasseur
Téléphone et mail : 01 99 00 12 01 h.vasseur@bati-nord.example
Appellation : Coffreur-bancheur
Nombre de postes à pourvoir : 2
Date du recrutement : 29/06/2026
Type et durée du contrat : CDD 6 mois
Durée hebdomadaire : 35 h
Salaire brut : 12,50 € de l'heure
Lieu de travail : rue du Hocquet, 80000 Amiens
"""


def said(text, *papers, sender="x@y.example", **context):
    """What a mail of these words says in this context."""
    inbound = mail(sender, text)
    return understand(inbound, (body(text), *papers), Context(**context), TODAY)


def to_company(*presented, **more):
    """The context of a company to which these people were presented."""
    return {"role": "company", "need": NEED, "needs": (NEED,), "presented": presented, **more}


@pytest.mark.parametrize("auto", ["auto_reply", "bounce", "list", "calendar", "loop"])
@pytest.mark.parametrize("role", ["referent", "facilitator", "company", "partner", None])
def test_a_machines_mail_says_nothing_whoever_sends_it(auto, role):
    """Not even an order in it, nor a form."""
    inbound = mail(CLAIRE.email, "valider B-0042", auto=auto)
    found = understand(inbound, (attached("formulaire.docx", FORM),), Context(role=role), TODAY)

    assert (found.kind, found.commands, found.needs, found.reasons[0]) == ("machine", (), (), f"auto:{auto}")


@pytest.mark.parametrize("role", ["referent", "facilitator"])
def test_a_spoofed_mail_does_nothing_and_is_shown(role):
    """Neither order nor market: one doubt that names the sender."""
    found = said("valider B-0042", sender=CLAIRE.email, role=role, need=NEED, trusted=False)

    assert (found.kind, found.commands, found.markets) == ("unknown", (), ())
    assert [doubt.what for doubt in found.to_review] == [CLAIRE.email]


def test_a_mail_that_cannot_be_read_is_shown_with_its_fault():
    """Encrypted, too large: the referent sees why."""
    inbound = mail(NOUR.email, error=Fault(code="encrypted", message="Le message est chiffré."))
    found = understand(inbound, (), Context(role="partner"), TODAY)

    assert [(d.what, d.why) for d in found.to_review] == [("encrypted", "Le message est chiffré.")]


def test_the_referents_words_are_orders():
    """« OK pour diffusion » in the thread of a need."""
    found = said("OK pour diffusion.", sender=CLAIRE.email, role="referent", need=NEED, needs=(NEED,))

    assert (found.kind, [(c.action, c.target) for c in found.commands]) == ("referent_order", [("approve", "B-0042")])


def test_the_facilitators_mail_makes_markets():
    """A notification in prose."""
    text = """Bonjour,
Le marché 2026-TX-031 « Construction de la médiathèque » de la Ville d'Amiens a été notifié le 28 mai 2026.
Lot 1 Gros œuvre : Bâti-Nord SARL, SIRET 732 829 320 00074, h.vasseur@bati-nord.example, 640 heures d'insertion."""
    found = said(text, sender=FARIDA.email, role="facilitator")

    assert (found.kind, [m.reference for m in found.markets]) == ("facilitator_notification", ["2026-TX-031"])


def test_a_facilitators_thanks_are_no_market():
    """What holds no market goes to the referent."""
    found = said("Merci beaucoup, bonne journée.", sender=FARIDA.email, role="facilitator")

    assert (found.kind, found.markets, len(found.to_review)) == ("unknown", (), 1)


def test_a_partners_mail_is_a_partners_reply():
    """A candidate with a phone; « nobody » is told too."""
    found = said("Je vous propose Marc DURAND, 06 39 98 12 34.", role="partner", need=NEED, needs=(NEED,))
    nobody = said("Nous n'avons personne pour ce poste.", role="partner", need=NEED, needs=(NEED,))

    assert (found.kind, [c.last_name for c in found.candidates]) == ("partner_reply", ["Durand"])
    assert (nobody.kind, nobody.candidates, nobody.no_candidate) == ("partner_reply", (), True)


def test_a_partners_words_without_meaning_for_us_are_a_doubt():
    """Nothing is made of small talk."""
    found = said("Il fait beau.", role="partner", need=NEED, needs=(NEED,))

    assert (found.candidates, found.no_candidate, len(found.to_review)) == ((), False, 1)


def test_whom_a_partner_takes_back_is_a_decision_too():
    """« withdrawn », family name first, as decisions are written."""
    found = said("Je retire la candidature de M. Marc DURAND.", role="partner", need=NEED, needs=(NEED,))

    assert [(d.candidate, d.state) for d in found.decisions] == [("Durand Marc", "withdrawn")]


FORWARD = """Voir le message de ma collègue.

----- Mail transféré -----
De : Clara Pinson <{sender}>
Envoyé : lundi 1 juin 2026 16:50
À : Nour
Objet : candidat

Je te propose Marc DURAND, 06 39 98 12 34.
"""


@pytest.mark.parametrize(("sender", "names"), [("c.pinson@ml.example", ["Durand"]), ("clauses@agence.example", [])])
def test_a_colleagues_proposal_that_a_partner_forwards_is_its_own(sender, names):
    """What was written by our own mailbox proposes nobody."""
    raw = (
        "From: Nour <nour@ml.example>\nTo: clauses@agence.example\nSubject: Fwd: candidat\n"
        "Content-Type: text/plain; charset=utf-8\n\n" + FORWARD.format(sender=sender)
    )
    found = understand(
        inspect(raw.encode()), (), Context(role="partner", need=NEED, needs=(NEED,), trusted=True), TODAY
    )

    assert [candidate.last_name for candidate in found.candidates] == names


# ------------------------------------------------------------------ a company: form or answer
def test_a_form_that_is_attached_counts_before_the_words_around_it():
    """« Vous trouverez ci-joint … » is no answer about candidates."""
    found = said("Vous trouverez ci-joint le formulaire.", attached("f.docx", FORM), **to_company("DURAND Marc"))

    assert (found.kind, found.form_reference, len(found.needs)) == ("liaison_form", "F-ABCDEFGH", 1)


def test_each_job_of_a_form_keeps_the_paper_that_it_was_read_from():
    """Two jobs in one file, one in another."""
    two = Reading(kind="liaison_form", needs=(full_reading(), full_reading(title="Ferrailleur")))
    papers = (attached("deux.docx", two), attached("un.pdf", FORM))
    found = said("ci-joint", *papers, role="company")

    assert [p.name for p in found.need_papers] == ["deux.docx", "deux.docx", "un.pdf"]
    assert len(found.needs) == 3


def test_a_form_may_be_written_in_the_mail_itself():
    """No attachment at all."""
    found = said(FORM_WORDS, role="company")

    assert (found.kind, found.reasons, [n.job.openings for n in found.needs]) == (
        "liaison_form", ("form_in_body",), [2],
    )  # fmt: skip


def test_a_form_that_came_back_blank_is_told_so():
    """It makes no need."""
    found = said("voilà", attached("f.docx", Reading(kind="liaison_form")), role="company")

    assert (found.blank_form, found.needs) == (True, ())


def test_a_company_to_which_people_were_presented_decides():
    """One decision each; no form is sought."""
    text = "OK pour M. Durand, il commence le 15 juin. Non pour Mme Petit, pas le permis."
    found = said(text, **to_company("DURAND Marc", "PETIT Léa"))

    assert found.kind == "company_answer"
    assert {d.candidate: d.state for d in found.decisions} == {"Durand Marc": "hired", "Petit Léa": "rejected"}


def test_a_company_that_has_not_decided_yet_still_answers():
    """A company's answer with nothing in it but a doubt."""
    found = said("Les dossiers sont en cours d'étude.", **to_company("DURAND Marc", "PETIT Léa"))

    assert (found.kind, found.decisions, len(found.to_review)) == ("company_answer", (), 1)


def test_a_company_that_nobody_was_presented_to_decides_nothing():
    """« OK pour moi » is then not understood."""
    found = said("OK pour M. Durand.", **to_company())

    assert (found.kind, found.decisions, len(found.to_review)) == ("unknown", (), 1)


def test_a_point_that_was_asked_for_completes_the_form():
    """One line in the body answers « il manque le salaire »."""
    found = said("Salaire brut : 1 950 € par mois", **to_company(completing=True))

    assert found.reasons == ("form_completed_in_body",)
    assert found.needs[0].conditions.gross_salary.min == 1950.0


def test_the_same_line_completes_nothing_where_nothing_was_asked():
    """Out of that thread it is for the referent to read."""
    found = said("Le salaire sera de 1 950 € par mois", **to_company())

    assert (found.kind, found.needs) == ("unknown", ())


# ------------------------------------------------------------------ strangers
def test_a_strangers_filled_form_speaks_for_itself():
    """A company may write from an address that nobody knows."""
    assert said("ci-joint", attached("f.docx", FORM)).kind == "liaison_form"


def test_a_strangers_words_are_neither_order_nor_decision():
    """Nothing is done with them."""
    found = said("Valider B-0042. OK pour M. Durand. Je vous propose Marc DURAND 06 39 98 12 34.")

    assert (found.kind, found.commands, found.decisions, found.candidates) == ("unknown", (), (), ())
    assert len(found.to_review) == 1


def test_a_file_that_cannot_be_read_is_told_of():
    """Whatever else the mail says."""
    broken = Paper(
        reading=Reading(error=Failure(code="encrypted", message="Le fichier est protégé.")),
        attachment=attached("cv.pdf", Reading()).attachment,
    )
    found = said("Je vous propose Marc DURAND, 06 39 98 12 34.", broken, role="partner", need=NEED, needs=(NEED,))

    assert ("cv.pdf", "Le fichier est protégé.") in [(d.what, d.why) for d in found.to_review]
    assert len(found.candidates) == 1


# ------------------------------------------------------------------ the context of `liaison understand`
@pytest.mark.parametrize(
    "tree", [{}, {"role": "king", "need": 3, "needs": "no", "presented": None}, {"need": {"ref": ""}}]
)
def test_a_context_of_the_wrong_shape_is_an_empty_context(tree):
    """Any part may be missing or wrong."""
    found = context_of(tree, mail("a@b.example"), None)

    assert (found.role, found.need, found.needs, found.presented, found.trusted) == (None, None, (), (), True)


def test_the_need_of_the_thread_is_one_of_those_that_may_be_meant():
    """It is added where the list leaves it out."""
    found = context_of({"need": {"ref": "B-1"}, "needs": [{"ref": "B-2", "title": "Maçon"}]}, mail("a@b.example"), None)

    assert [n.ref for n in found.needs] == ["B-2", "B-1"]


@pytest.mark.parametrize(
    ("role", "dmarc", "server", "trusted"),
    [
        ("referent", "pass", "mx.agence.example", True),
        ("referent", "none", "mx.agence.example", False),
        ("facilitator", "fail", "mx.agence.example", False),
        ("partner", "fail", "mx.agence.example", True),
        ("referent", "none", None, True),
    ],
)
def test_with_a_server_named_only_its_word_counts(role, dmarc, server, trusted):
    """Partners and companies need no proof: they hold a token."""
    assert context_of({"role": role}, mail("a@b.example", dmarc=dmarc), server).trusted is trusted


def test_days_are_counted_from_the_day_the_mail_was_written():
    """« demain » of a mail of 30 May is 31 May whenever it is read."""
    inbound = mail("b@c.example", "Entretien demain pour M. Durand.", date=datetime(2026, 5, 30, 8, tzinfo=UTC))
    found = understand(inbound, (body(inbound.text),), Context(**to_company("DURAND Marc")), inbound.date.date())

    assert [(d.state, d.date) for d in found.decisions] == [("interview", "2026-05-31")]


def test_a_market_that_is_not_notified_yet_makes_nothing():
    """« L'entreprise pressentie » is not written to; the referent looks."""
    text = (
        "Bonjour, le marché 2026-555 « Réfection de la halle » (Ville de Ham) a été attribué le 2 juin mais n'est pas encore "
        "notifié. L'entreprise pressentie est Bâti-Nord, SIRET 732 829 320 00074, contact@bati-nord.example, 200 h."
    )
    inbound = inspect(f"From: f@mde.example\r\nSubject: x\r\n\r\n{text}\r\n".encode())
    document = Document(type="txt", blocks=(Line(text=text, place="ligne 1"),))
    papers = (Paper(reading=Reading(document=document), origin="body"),)
    said = understand(inbound, papers, Context(role="facilitator"), TODAY)

    assert said.markets == ()
    assert said.to_review
