"""What the referent's mail must never be taken for."""

from datetime import date

import pytest

from parsers.replies.orders import read
from parsers.statements import NeedRef

TODAY = date(2026, 6, 8)
NEEDS = [NeedRef(ref="B-0012"), NeedRef(ref="B-0013")]


@pytest.mark.parametrize(
    "text",
    [
        "ok ?",
        "pas ok je crois",
        "ok sauf le salaire",
        "attends avant de valider",
        "je regarde",
        "on valide si l'entreprise confirme",
        "12 peut-être",
        "ok mais pas tout de suite",
    ],
)
def test_an_order_that_hesitates_is_none(text):
    """A question or a hedge does nothing, and says so."""
    orders = read(text, need=NEEDS[0], needs=NEEDS, today=TODAY)

    assert orders.commands == ()
    assert orders.to_review


def test_without_a_need_an_order_is_a_doubt():
    """« ok » to nothing in particular, two needs waiting."""
    orders = read("ok", needs=NEEDS, today=TODAY)

    assert orders.commands == ()
    assert orders.to_review


def test_with_one_need_waiting_the_order_is_about_it():
    """There is nothing else that it could be about."""
    (command,) = read("ok", needs=NEEDS[:1], today=TODAY).commands

    assert (command.action, command.target) == ("approve", "B-0012")


def test_a_doubtful_value_corrects_nothing():
    """« une dizaine de postes » is for a person."""
    orders = read("12 : nombre de postes une dizaine environ", need=NEEDS[0], needs=NEEDS, today=TODAY)

    assert orders.commands == ()
    assert orders.to_review


def test_half_understood_is_not_obeyed():
    """One piece that is not understood takes the whole line along."""
    orders = read("12 : 3 postes, bidule truc", need=NEEDS[0], needs=NEEDS, today=TODAY)

    assert orders.commands == ()


def test_nothing_is_ordered_by_thanks():
    """Thanks and news order nothing and raise no doubt."""
    orders = read("Merci, je les appelle.\nBonne journée", need=NEEDS[0], needs=NEEDS, today=TODAY)

    assert (orders.commands, orders.to_review) == ((), ())


def test_a_need_named_in_a_ground_is_not_refused():
    """« doublon du B-0013 » refuses the first alone."""
    orders = read("B-0012 refusé car doublon du B-0013", needs=NEEDS, today=TODAY)

    assert [(one.action, one.target, one.reason) for one in orders.commands] == [
        ("reject", "B-0012", "doublon du B-0013")
    ]


def test_all_but_one_are_not_all():
    """« tous sauf X » presents nobody."""
    assert read("Présenter tous les candidats sauf Bernard", need=NEEDS[0], needs=NEEDS, today=TODAY).commands == ()


def test_a_polite_request_is_an_order_and_a_question_is_none():
    """« Peux-tu relancer … ? » and « On diffuse ? »."""
    asked = read("Peux-tu relancer l'entreprise ?", need=NEEDS[0], needs=NEEDS, today=TODAY)

    assert [one.action for one in asked.commands] == ["remind"]
    assert read("On diffuse ?", need=NEEDS[0], needs=NEEDS, today=TODAY).commands == ()


DIGEST = """À valider :
B-0012 – Maçon VRD – Bâti-Nord – à valider
B-0013 – Peintre – Couleurs 80 – à valider
Chez les autres :
B-0015 – Agent d'entretien – Net Plus – 2 candidats présentés depuis 4 jours"""
SHOWN = [
    NeedRef(ref="B-0012", title="Maçon VRD"),
    NeedRef(ref="B-0013", title="Peintre"),
    NeedRef(ref="B-0015", title="Agent d'entretien"),
]


def _answered(text):
    orders = read(text, needs=SHOWN, today=date(2027, 1, 11), shown=DIGEST)
    return [(one.action, one.target) for one in orders.commands], bool(orders.to_review)


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("Je te laisse valider les deux.", [("approve", "B-0012"), ("approve", "B-0013")]),
        ("Tout valider sauf le peintre", [("approve", "B-0012")]),
        ("12 et 13 c'est bon", [("approve", "B-0012"), ("approve", "B-0013")]),
        (
            "B-0012, B-0013 : OK ; B-0015 : à relancer",
            [("approve", "B-0012"), ("approve", "B-0013"), ("remind", "B-0015")],
        ),
        ("il faudrait relancer Net Plus", [("remind", "B-0015")]),
        ("J'ai eu Bâti-Nord, ils ne recrutent plus : clôturez", [("close", "B-0012")]),
        ("Présentez Diallo et Lopez à Net Plus, pas Martin.", [("present", "B-0015")]),
        ("Les candidats 1 et 3 peuvent être présentés au 15", [("present", "B-0015")]),
        ("Non pour le 13 ; oui pour le 12.", [("reject", "B-0013"), ("approve", "B-0012")]),
        ("> B-0013 – Peintre – à valider\nBon pour moi.", [("approve", "B-0013")]),
        ("Surtout ne clôturez pas B-0012. B-0013 : clôture.", [("close", "B-0013")]),
    ],
)
def test_a_need_is_known_by_what_the_digest_says_of_it(text, commands):
    """By its job, its firm, its place under a quoted line, or as one of a group."""
    assert _answered(text) == (commands, False)


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("On valide le maçon, par contre le peintre il manque la date, je les appelle.", [("approve", "B-0012")]),
        ("Ok on diffuse le 12.\nNon finalement laisse tomber, je les rappelle d'abord.", []),
        ("Validez les besoins B-0012 à B-0015", []),
        ("Merci d'ajouter 2 postes au B-0012", []),
        ("Le contact chez Bâti-Nord est maintenant Mme Leroy (leroy@bati-nord.example)", []),
        ("valide", []),
        ("B-0012 : 3 postes\nB-0012 : 4 postes", []),
    ],
)
def test_what_could_be_meant_otherwise_is_a_doubt(text, commands):
    """What stands beside it and is sure may be done; the rest is for the referent."""
    assert _answered(text) == (commands, True)


def test_an_order_that_is_denied_does_nothing():
    """« Ne relancez pas … », « Je ne présente pas … »."""
    assert _answered("Ne relancez pas Net Plus, je les vois demain.") == ([], False)


def test_a_signature_corrects_nothing():
    """The telephone at the foot of the mail is the referent's, not the company's."""
    orders = read(
        "B-0012 : 3 postes\n\nBérangère Toussaint\nRéférente clauses\nFrance Travail Quimper\n02 61 91 33 40",
        needs=SHOWN, today=TODAY,
    )  # fmt: skip

    assert [one.changes for one in orders.commands] == [{"job.openings": 3}]


@pytest.mark.parametrize("text", ["Merci, bien reçu !", "Bien noté, je regarde ça demain", "Très bien reçu, merci"])
def test_a_receipt_approves_nothing(text):
    """« Bien reçu » is no « bien »."""
    assert read(text, need=NEEDS[0], needs=NEEDS, today=TODAY).commands == ()


def test_a_condition_in_the_ground_does_not_soften_a_refusal():
    """« Non, …, je vois ça avec eux » refuses; « non, pas encore » waits."""
    refused = read("Non, le salaire est sous le SMIC, je vois ça avec eux.", need=NEEDS[0], needs=NEEDS, today=TODAY)

    assert [(one.action, one.reason) for one in refused.commands] == [("reject", "le salaire est sous le SMIC")]
    assert read("Ne diffuse pas encore", need=NEEDS[0], needs=NEEDS, today=TODAY).commands == ()


def test_a_figure_in_thousands_names_no_need():
    """« 1 950 € » is money, and there is no need 1 in it."""
    orders = read("12 : salaire 1 950 € par mois et diffuse", needs=NEEDS, today=TODAY)

    assert [(command.action, command.target) for command in orders.commands] == [
        ("correct", "B-0012"),
        ("approve", "B-0012"),
    ]
