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
