"""Golden replies: every reply, answer and order of tests/golden/replies is understood as its case says."""

import importlib.util
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]


def _benchmark():
    spec = importlib.util.spec_from_file_location("reply_accuracy", ROOT / "benchmarks" / "reply_accuracy.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ACCURACY = _benchmark()
CASES = [
    pytest.param(path.stem.split("_")[0], case, id=f"{path.stem}: {case.get('name') or case['text'][:60]!r}")
    for folder in ("replies", "notifications")
    for path in sorted((ROOT / "tests" / "golden" / folder).glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_a_golden_text_is_understood_as_its_case_says(kind, case):
    """Nothing too much, nothing missing, and no doubt without need."""
    score = ACCURACY.Score()

    ACCURACY.READERS[kind](case, score)

    assert score.notes == []
