"""Where a quoted mail begins, and where an author only speaks of dates, letters and hours."""

from __future__ import annotations

import pytest

from mailboxes.inbound import inspect


def reply(body: str, kind: str = "plain") -> str:
    """What the author of this body wrote, on one line."""
    head = f"From: A. Kona <a@x.example>\r\nTo: c@agence.example\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n"
    return " ".join(inspect((head + body).encode()).reply_text.split())


@pytest.mark.parametrize(
    "said",
    [
        "Le lundi 8 juin à 14h00, Paul Martin a écrit au client :\nil accepte.",
        "Bonjour,\nLe 8 juin 2026, le candidat vous a écrit un mail :\n- il est disponible\n- il a le permis",
        "On Monday we meet at 10:00. Paul wrote a note:\n- item one\n- item two",
        "Disponibilités :\nDu : 8 juin\nA : 12 juin\nObjet : entretien\nDe : 9h à 12h",
        "On the other hand, we wrote this:\n\nfoo bar",
        "The file is from: the archive\nand to: the folder",
        "Vous m'avez écrit : « merci de répondre »\nvoici ma réponse : oui",
        "Attention : le chantier externe ouvre lundi, prévenez l'expéditeur.",
        "Bonjour, je propose :\n\nMerci\n\nPaul MARTIN\n06 39 98 00 01\nRSA",
        "Le chantier est au 12 rue Sadi Carnot, 62400 Béthune.\n\nLe poste est à pourvoir le 15.",
    ],
)
def test_a_sentence_about_letters_dates_or_hours_is_the_authors(said: str):
    """Nothing is lost to a likeness."""
    assert reply(said) == " ".join(said.split())


@pytest.mark.parametrize(
    "above",
    [
        "---- On Mon, 08 Jun 2026 09:58:59 +0200 Clauses <c@agence.example> wrote ----",
        "##- Répondez au-dessus de cette ligne -##",
        "--- Please reply above this line ---",
        "Le lun. 8 juin 2026 à 09:58 Clauses\n<\nmailto:Clauses <c@agence.example>\n> a écrit :",
        "Clauses <c@agence.example>\n08/06/2026 09:58\n\nA\tA. Kona\ncc\n\nObjet\tCoffreur",
        "De : C [mailto:c@agence.example] De la part de D\nEnvoyé : lundi 8 juin 2026\nÀ : x\nObjet : y",
    ],
    ids=["zoho", "ticket fr", "ticket en", "split mailbox", "notes", "on behalf"],
)
def test_what_programs_put_above_a_quoted_mail_ends_the_reply(above: str):
    """Also where the mail below it is not marked."""
    assert reply(f"Ma réponse\n\n{above}\n\nBonjour, avez-vous des candidats ?") == "Ma réponse"


def test_a_line_of_words_right_above_an_attribution_is_no_part_of_it():
    """« Le chantier … 12 » and « Le lun. 8 juin … a écrit : » are two things."""
    body = (
        "Le chantier est au 12 rue X, Béthune.\nLe lun. 8 juin 2026 à 09:58, C <c@agence.example> a écrit :\n> Bonjour"
    )
    assert reply(body) == "Le chantier est au 12 rue X, Béthune."


def test_a_mail_that_is_nothing_but_an_indented_block_speaks_for_itself():
    """Nobody is quoted where nothing stands outside."""
    assert reply("<blockquote><p>Pas de candidat.</p></blockquote>", "html") == "Pas de candidat."
