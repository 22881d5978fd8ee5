"""Problems in French: every code that a value can carry has a sentence for the person who reads it."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
_CODE = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")
#: remarks that go with a sure value and are never shown
_REMARKS = {"duration_indefinite"}


def codes():
    """The codes that value parsers hand to `doubtful`, and those that judging adds."""
    for path in sorted((ROOT / "parsers" / "values").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _hands_codes(node.func):
                for argument in node.args[-1:] if isinstance(node.func, ast.Attribute) else node.args[1:]:
                    yield from (each.value for each in ast.walk(argument) if _is_code(each))
    for name in ("judging", "paper", "doubts"):
        tree = ast.parse((ROOT / "parsers" / "forms" / f"{name}.py").read_text("utf-8"))
        yield from (each.value for each in ast.walk(tree) if _is_code(each))


def _hands_codes(called):
    """« doubtful(value, code …) », « problems.append(code) »."""
    if isinstance(called, ast.Attribute):
        return (
            called.attr == "append" and isinstance(called.value, ast.Name) and called.value.id in {"problems", "more"}
        )
    return isinstance(called, ast.Name) and called.id == "doubtful"


def _is_code(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(_CODE.fullmatch(node.value))


def test_every_problem_that_a_person_may_see_is_told_in_a_sentence():
    """A bare code in a mail would mean nothing to the referent."""
    told = tomllib.loads((ROOT / "templates" / "wording.fr.toml").read_text("utf-8"))["problem"]
    found = set(codes())

    assert len(found) > 60
    assert sorted(found - set(told) - _REMARKS) == []
