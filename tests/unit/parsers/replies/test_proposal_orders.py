"""Proposal orders: the referent says what a company should be asked to change, and why; anything else is left alone."""

from __future__ import annotations

import pytest

from parsers.replies.proposal_orders import read
from parsers.statements import NeedRef
from tests.cast import TODAY

HERE = NeedRef(ref="B-0042", title="Maçon")


def proposal(text):
    """The only proposal: (need, fields, reason)."""
    (command,), _ = read(text, need=HERE, needs=(HERE, NeedRef(ref="B-0007")), today=TODAY)
    return command.target, dict(command.changes), command.reason


@pytest.mark.parametrize(
    ("text", "need", "path", "reason"),
    [
        ("proposer B-0042 nombre de postes 3", "B-0042", "job.openings", None),
        ("Proposer à l'entreprise : 3 postes", "B-0042", "job.openings", None),
        ("proposer pour B-0007 durée hebdomadaire 35 h, car le temps partiel n'attire personne", "B-0007",
         "conditions.weekly_hours", "car le temps partiel n'attire personne"),
        ("B-0007 : proposer salaire brut 13 €/h (motif : sous le marché local)", "B-0007", "conditions.gross_salary",
         "sous le marché local"),
        ("proposer à l'entreprise date du recrutement 01/09/2026 pour B-0042", "B-0042", "job.start_date", None),
    ],
)  # fmt: skip
def test_a_change_is_read_with_its_need_and_its_reason(text, need, path, reason):
    """The need of the mail where none is named."""
    target, changes, why = proposal(text)

    assert (target, list(changes), why) == (need, [path], reason)


@pytest.mark.parametrize(
    "text",
    [
        "proposer 2 et 3 au besoin B-0042",
        "proposer Diallo à l'entreprise",
        "On propose 3 postes ?",
        "> proposer B-0042 nombre de postes 3",
        "corriger B-0042 nombre de postes 3",
        "proposer un salaire plus élevé",
    ],
)
def test_what_is_no_change_is_left_to_the_other_orders(text):
    """Candidates, questions, quoted lines, other verbs, and what holds no value."""
    assert read(text, need=HERE, needs=(HERE,), today=TODAY) == ((), text)
