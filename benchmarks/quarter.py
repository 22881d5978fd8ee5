"""Live a simulated quarter on two folders, check all that was sent, and print what was looked at and what was found."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from service.export import export
from tests.scenarios import quarter_check
from tests.scenarios.quarter import lived, quarter

RULES = (
    "one_reader", "diffused_once", "diffused_together", "own_candidates_only", "no_other_partner", "nothing_sensitive",
    "no_partner_to_companies", "no_secret_document", "no_secret_number", "working_days", "one_reminder_a_day",
    "never_to_a_no", "left_alone", "referred", "outcome_told", "nobody_unheard",
)  # fmt: skip


def main() -> None:
    """One table: the figures, then each rule with how often it was broken; the faults themselves below."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--needs", type=int, default=20)
    asked.add_argument("--people", type=int, default=120)
    asked.add_argument("--days", type=int, default=40, help="working days that are lived")
    asked.add_argument("--seed", type=int, default=7)
    words = asked.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        with quarter(Path(folder), needs=words.needs, people=words.people, seed=words.seed) as stage:
            lived(stage, words.days)
            state, truth = export(stage.app), stage.truth
        sent = quarter_check.sent_mails(Path(folder) / "envoyes")
    found = list(quarter_check.faults(sent, state, truth))
    broken = quarter_check.by_rule(found)
    for name, count in quarter_check.figures(sent, state, truth):
        print(f"{name:45}{count:6}")
    for rule in RULES:
        print(f"{rule.replace('_', ' '):45}{broken[rule]:6}")
    print(f"{'seconds':45}{time.monotonic() - began:6.0f}")
    for rule, what in found:
        print(f"{rule}: {what}")


if __name__ == "__main__":
    main()
