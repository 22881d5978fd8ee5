"""s12: a part of a quarter is lived by the real service; a check that knows only the mails and the export finds no fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.export import export
from tests.scenarios import quarter_check
from tests.scenarios.quarter import COMPANIES, NIR, PARTNERS, Truth, lived, quarter
from tests.scenarios.quarter_check import Sent

pytestmark = pytest.mark.slow
Lived = tuple[list[Sent], dict[str, list[dict[str, Any]]], Truth]


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """Three weeks: twelve partners of every habit, five needs."""
    root: Path = tmp_path_factory.mktemp("quarter")
    with quarter(root, needs=5, people=30) as stage:
        lived(stage, 9)
        yield quarter_check.sent_mails(root / "envoyes"), export(stage.app), stage.truth


def broken(sent: list[Sent], weeks: Lived) -> set[str]:
    """The rules that are broken when this was sent."""
    return set(quarter_check.by_rule(quarter_check.faults(sent, weeks[1], weeks[2])))


def test_nothing_is_sent_twice_told_to_the_wrong_reader_or_left_unsaid(weeks: Lived):
    """Each diffusion once, no stranger's candidate, no sensitive word, nobody unheard."""
    sent, state, truth = weeks

    assert list(quarter_check.faults(sent, state, truth)) == []
    looked_at = dict(quarter_check.figures(sent, state, truth))
    assert looked_at["diffusions"] >= 50
    assert looked_at["proposals"] >= 25


def test_a_diffusion_sent_twice_or_lost_is_seen(weeks: Lived):
    """The check can fail."""
    out = [m for m in weeks[0] if "Besoin en recrutement" in m.subject]

    assert "diffused_once" in broken([*weeks[0], out[0]], weeks)
    assert "diffused_once" in broken([m for m in weeks[0] if m is not out[0]], weeks)


def test_anothers_candidate_in_a_partners_mail_is_seen(weeks: Lived):
    """Also in the HTML of it."""
    person = weeks[2].people[0]
    other = next(address for _, _, _, address, _ in PARTNERS if address != person.partner)
    leak = replace(weeks[0][0], to=(other,), subject="x", text=f"<p>{person.last}</p>")

    assert "own_candidates_only" in broken([*weeks[0], leak], weeks)


@pytest.mark.parametrize(("words", "rule"), [("RQTH", "nothing_sensitive"), (f"NIR {NIR}", "no_secret_number")])
def test_a_sensitive_word_to_a_company_is_seen(weeks: Lived, words: str, rule: str):
    """And a social security number to anybody."""
    leak = replace(weeks[0][0], to=(COMPANIES[0][3],), subject="x", text=words)

    assert rule in broken([*weeks[0], leak], weeks)


def test_someone_left_unheard_is_seen(weeks: Lived):
    """Without the regular feedback nobody knows."""
    quiet = [m for m in weeks[0] if "où en sont-elles" not in m.subject]

    assert {"nobody_unheard", "outcome_told"} & broken(quiet, weeks)
