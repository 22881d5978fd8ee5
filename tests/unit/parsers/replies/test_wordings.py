"""One short sentence says what its list in tests/golden/wordings is called: a company's decision, a partner's proposal."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from parsers.replies import candidates, decisions

WORDINGS = Path(__file__).parents[3] / "golden" / "wordings"


def _cases(name):
    lists = tomllib.loads((WORDINGS / f"{name}.toml").read_text(encoding="utf-8"))
    return [(told, wording) for told, wordings in lists.items() for wording in wordings]


@pytest.mark.parametrize(("decision", "wording"), _cases("verdicts"))
@pytest.mark.parametrize("named", ["M. Kone", "Ibrahim"])
def test_a_companys_sentence_is_the_decision_of_its_list(decision, wording, named):
    """What stands in the list « doubt » decides nothing."""
    answer = decisions.read(
        f"{wording.replace('X', named)}.", presented=["KONE Ibrahim", "MBAYE Awa"], today=date(2026, 6, 22)
    )

    expected = [] if decision == "doubt" else [("Kone Ibrahim", decision)]
    assert [(one.candidate, one.state) for one in answer.decisions] == expected


@pytest.mark.parametrize(("told", "wording"), _cases("referrals"))
@pytest.mark.parametrize(("named", "last"), [("M. Karim Ouali", "Ouali"), ("Aïssata DIALLO", "Diallo")])
def test_a_partners_sentence_says_what_its_list_says(told, wording, named, last):
    """Proposed, taken back, or neither; « nobody » where no one is named."""
    sentence = wording.replace("X", named)
    reply = candidates.read(f"Bonjour,\n{sentence}{'' if sentence.endswith('?') else '.'}", today=date(2026, 6, 10))

    assert [one.last_name for one in reply.candidates] == ([last] if told == "proposed" else [])
    assert bool(reply.withdrawn) is (told == "withdrawn")
    assert reply.no_candidate is (told == "nobody")
