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
