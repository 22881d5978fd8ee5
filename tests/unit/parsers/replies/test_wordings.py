"""One short sentence on one candidate, by name or first name, is the decision that its list in golden/wordings says."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from parsers.replies.decisions import read

WORDINGS = Path(__file__).parents[3] / "golden" / "wordings" / "verdicts.toml"
CASES = [
    (decision, wording)
    for decision, wordings in tomllib.loads(WORDINGS.read_text(encoding="utf-8")).items()
    for wording in wordings
]


@pytest.mark.parametrize(("decision", "wording"), CASES)
@pytest.mark.parametrize("named", ["M. Kone", "Ibrahim"])
def test_a_short_sentence_is_the_decision_of_its_list(decision, wording, named):
    """What is no decision gives none."""
    answer = read(f"{wording.replace('X', named)}.", presented=["KONE Ibrahim", "MBAYE Awa"], today=date(2026, 6, 22))

    expected = [] if decision == "doubt" else [("Kone Ibrahim", decision)]
    assert [(one.candidate, one.state) for one in answer.decisions] == expected
