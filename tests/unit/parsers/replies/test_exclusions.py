"""« Pas les autres », « ni X ni Y », conditions and second thoughts in a company's answer."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.replies import decisions

PRESENTED = ["ROUSSEL Karine", "ABADIE Loïc", "DOS REIS Elsa", "TRAN Minh"]


def states(text):
    """Candidate -> state, by first name."""
    answer = decisions.read(text, presented=PRESENTED, today=date(2026, 6, 22))
    return {decision.candidate.split()[-1]: decision.state for decision in answer.decisions}, bool(answer.to_review)


@pytest.mark.parametrize(
    ("text", "hired"),
    [
        ("On garde Loïc et Elsa, pas les autres.", {"Loïc", "Elsa"}),
        ("Nous retenons Mme Roussel, pas les autres", {"Karine"}),
        ("ok pour Minh, Karine et Loïc mais pas pour Elsa", {"Minh", "Karine", "Loïc"}),
        ("Je prends Elsa et Minh mais ni Loïc ni Mme Roussel.", {"Elsa", "Minh"}),
    ],
)
def test_whoever_is_left_out_is_not_hired(text, hired):
    """The others are refused, not taken along with those who are named before."""
    found, doubt = states(text)

    assert {who for who, state in found.items() if state == "hired"} == hired
    assert all(state == "rejected" for who, state in found.items() if who not in hired)
    assert not doubt


@pytest.mark.parametrize(
    "text",
    [
        "Personne d'autre qu'Elsa ne convient, enfin personne d'autre que Loïc.",
        "Je ne vois pas pourquoi Minh serait refusé.",
        "Loïc sera retenu si son permis est encore valable.",
        "Karine est retenue. Non pardon, c'est Elsa que nous retenons.",
        "Karine est retenue.\nNon pardon, c'est Elsa que nous retenons.",
        "OK pour Karine.\nNon pour Elsa.\nJe me suis trompé, c'est l'inverse.",
        "OK pour Karine.\nElsa : non, pardon, oui.\nNon pour les autres.",
        "n°1 : ok\nElsa : non, pardon, oui.",
    ],
)
def test_what_turns_round_or_depends_decides_nothing(text):
    """A person asks the company again."""
    assert states(text) == ({}, True)


def test_none_and_a_question_is_a_refusal_of_all():
    """The question does not undo what was said before it."""
    found, _ = states("Aucun ne correspond, avez-vous d'autres profils ?")

    assert set(found.values()) == {"rejected"}
    assert len(found) == len(PRESENTED)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("- Karine : retenue\n- Loïc : non, trop loin\n- Elsa : non, pardon, oui", {"Karine": "hired", "Loïc": "rejected"}),
        ("Minh est retenu, il commence lundi.\n\nKarine est retenue. Non pardon, c'est Elsa.", {"Minh": "hired"}),
        ("Elsa est retenue.\nMinh ne convient pas.\n\nErreur de ma part : Elsa n'est pas retenue.", {"Minh": "rejected"}),
    ],
)  # fmt: skip
def test_a_second_thought_takes_back_what_it_speaks_of(text, kept):
    """What a line of its own says of somebody else stands; the rest is for a person."""
    assert states(text) == (kept, True)
