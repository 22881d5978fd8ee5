"""Market facts: a facilitator answers what was asked of a market, in any order, and nothing is given to the wrong one."""

from __future__ import annotations

import pytest

from parsers.replies.market_facts import read
from parsers.statements import Asked

COQUELLE, DUPONT = "Toitures Coquelle SARL", "Ets Dupont & Fils"
ASKED = (
    Asked(key="two", path="company.email", company=COQUELLE, lot="2"),
    Asked(key="two", path="insertion_hours", company=COQUELLE, lot="2"),
    Asked(key="three", path="company.email", company=DUPONT, lot="3"),
)


def told(text):
    """(question, value) of all that is told."""
    return {(f"{one.key} {one.path.split('.')[-1]}", one.value) for one in read(text, ASKED).told}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Coquelle : a.petit@coquelle.example, 450 heures\nDupont : contact@dupont.example",
         {("two email", "a.petit@coquelle.example"), ("two insertion_hours", 450.0),
          ("three email", "contact@dupont.example")}),
        ("lot 2 : 1 250 h et compta@toits.example ; lot 3 : ed@orange.fr",
         {("two email", "compta@toits.example"), ("two insertion_hours", 1250.0), ("three email", "ed@orange.fr")}),
        ("contact@coquelle.example et direction@etsdupont.example. Les heures du lot 2 : 300h",
         {("two email", "contact@coquelle.example"), ("two insertion_hours", 300.0),
          ("three email", "direction@etsdupont.example")}),
        ("Voici : ed@orange.fr pour Dupont", {("three email", "ed@orange.fr")}),
        ("TOITURES COQUELLE\nMme Petit, a.petit@orange.fr\n\nDUPONT\npas de mail pour l'instant",
         {("two email", "a.petit@orange.fr")}),
        ("Pour le lot 02, 1.200 heures", {("two insertion_hours", 1200.0)}),
    ],
)  # fmt: skip
def test_each_fact_goes_to_whom_it_belongs(text, expected):
    """By the company named, by the lot, by the address's own domain."""
    assert told(text) == expected


def test_an_address_that_could_be_anybodys_is_a_doubt():
    """Two companies asked for, one address, no name."""
    answer = read("x@orange.fr", ASKED)

    assert answer.told == ()
    assert [doubt.what for doubt in answer.to_review] == ["x@orange.fr"]


def test_the_only_question_needs_no_name():
    """One company asked for, one address: hers."""
    (one,) = read("Bonjour, c'est ed@orange.fr, Éric Dumas, 03 53 01 22 33", ASKED[2:]).told

    assert (one.value, one.name, one.phone) == ("ed@orange.fr", "Éric Dumas", "+33353012233")


def test_two_answers_to_one_question_are_a_doubt():
    """The first stands, the second is for the referent."""
    answer = read("Dupont : a@orange.fr\nDupont : b@orange.fr", ASKED)

    assert [one.value for one in answer.told] == ["a@orange.fr"]
    assert len(answer.to_review) == 1


def test_who_does_not_know_yet_says_so():
    """It is no answer, and the referent sees it."""
    answer = read("Je n'ai pas leur adresse, je me renseigne.", ASKED)

    assert answer.told == ()
    assert [doubt.why for doubt in answer.to_review] == ["le facilitateur n'a pas encore ce qui lui est demandé"]


def test_the_facilitators_own_address_is_nobodys():
    """A signature gives no company an address."""
    assert read("Merci\nf@mde.example", ASKED, sender_address="f@mde.example").told == ()


@pytest.mark.parametrize("text", ["lots 2 et 3 : 300 h", "Lots n° 2, 3 et 4 : 300 heures"])
def test_hours_of_several_lots_together_are_nobodys(text):
    """How they are shared is for the facilitator to say."""
    found = read(text, ASKED)

    assert found.told == ()
    assert found.to_review
