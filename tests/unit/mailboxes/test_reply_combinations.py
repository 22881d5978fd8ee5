"""What people write, above every kind of signature, closing, banner and quoted mail: words kept, the rest left out."""

from __future__ import annotations

from itertools import product

import pytest

from mailboxes.inbound import inspect

WORDS = {
    "list": "Je vous propose :\n- Tony LAMBRECHT, 20 ans, 06 39 98 62 01\n- Issa OUEDRAOGO, RSA, 06 39 98 64 01",
    "lines": "LAMBRECHT Tony\n06 39 98 62 01\ntony.lambrecht@gmail.example\n\nOUEDRAOGO Issa\n06 39 98 64 01",
    "fields": "Nom : BERNARD\nPrénom : Cassandra\nTéléphone : 06 39 98 66 01\nSituation : DELD, QPV",
    "verdicts": "Lambrecht : retenu, il commence le 29 juin.\nBernard : non retenue, pas d'expérience.",
    "address": "Nous cherchons 2 coffreurs au 15 juin.\nLe chantier est au 12 rue Sadi Carnot, 62400 Béthune.",
    "question": "Une expérience est-elle exigée ?\nLe chantier est-il desservi par les bus ?",
}
SENDER = "Mme Anne-Sophie LE GALL <as.legall@plie.example>"
TELEPHONE = "03 53 01 61 40"
SIGNATURES = {
    "none": "",
    "lines": f"Anne-Sophie LE GALL\nFacilitatrice\nPLIE du Pays\nTél. {TELEPHONE}",
    "bars": f"Mme Anne-Sophie LE GALL | Facilitatrice clauses sociales | PLIE du Pays\n{TELEPHONE} | as.legall@plie.example",
    "delimiter": f"-- \nA.-S. Le Gall\n{TELEPHONE}",
    "rule": f"_____________\nAnne-Sophie LE GALL\nStandard : {TELEPHONE}",
    "house first": f"PLIE du Pays\nMme Anne-Sophie LE GALL\n{TELEPHONE}",
    "picture": f"[cid:image001.png@01DA]\n\nAnne-Sophie LE GALL\nT : {TELEPHONE}",
}
CLOSINGS = ["", "Cordialement,", "Merci d'avance,", "Restant à votre disposition,"]
TAILS = [
    "",
    "Envoyé de mon iPhone",
    "Ce courriel est confidentiel et destiné exclusivement à son destinataire. Reçu par erreur, merci de le détruire.",
]
QUOTES = {
    "none": "",
    "outlook": "De : Clauses <clauses@agence.example>\nEnvoyé : lundi 8 juin 2026 09:58\nÀ : Anne-Sophie\nObjet : [B-0042]\n\n",
    "gmail wrapped": "Le lun. 8 juin 2026 à 09:58, Clauses et insertion\n<clauses@agence.example> a\nécrit :\n\n> ",
    "sfr": "======================\nMessage du : 08/06/2026\nDe : Clauses <clauses@agence.example>\nA : x\nSujet : y\n\n",
    "received": "-----Message reçu-----\nDe : Clauses\nDate : 08/06/2026\nObjet : [B-0042]\n\n",
    "gmail polish": "pon., 8 cze 2026 o 09:58 Clauses <clauses@agence.example> napisał(a):\n\n> ",
}
OURS = "L'entreprise Coquelle BTP recherche 2 coffreurs-bancheurs."


def squeezed(text: str) -> str:
    """The text without blanks."""
    return "".join(text.split())


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("signed", SIGNATURES)
def test_the_authors_words_are_the_reply_and_nothing_else_is(words: str, signed: str):
    """Whatever closes, signs, advertises or quotes below."""
    for closing, tail, quote in product(CLOSINGS, TAILS, QUOTES):
        blocks = ["Bonjour,", WORDS[words], closing, SIGNATURES[signed], tail]
        body = "\n\n".join(block for block in blocks if block) + (f"\n\n{QUOTES[quote]}{OURS}" if QUOTES[quote] else "")
        head = (
            f"From: {SENDER}\r\nTo: clauses@agence.example\r\nSubject: Re: x\r\nContent-Type: text/plain; charset=utf-8"
        )
        reply = squeezed(inspect(f"{head}\r\n\r\n{body}\r\n".encode()).reply_text)
        told = (closing, tail, quote)

        assert all(squeezed(line) in reply for line in WORDS[words].splitlines()), told
        assert squeezed(OURS) not in reply, told
        assert squeezed(TELEPHONE) not in reply, told
        assert not tail or squeezed(tail) not in reply, told
