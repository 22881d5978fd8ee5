"""Modules: each says its one reason to exist, has a name that says something, and is short enough to be read."""

from __future__ import annotations

import ast
import re
import sys

import pytest

from tests.house_map import ROOMS, ROOT, drawn, first_line, modules

MODULES = [path for path in modules() if path.read_text(encoding="utf-8").strip()]

LONGEST = 500
#: file -> why it is one file all the same
LONG = {
    "parsers/forms/lines.py": "one pass over lines of labels and answers; its cases share one state",
    "parsers/forms/grids.py": "one pass over the cells of a table; its cases share one grid",
}
EMPTY_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc", "base", "lib", "core"}
)
#: nouns of the domain: they hold no word that a person reads
SILENT = (
    "facts",
    "letters",
    "partner_letters",
    "plan",
    "records",
    "due",
    "placements",
    "diffusions",
    "targeting",
    "reviews",
    "informing",
)


def test_each_module_says_in_one_line_why_it_exists():
    """The map is made of these lines: first in the file, and one line by itself."""
    wrong = {}
    for path in MODULES:
        first, second = [*path.read_text(encoding="utf-8").splitlines(), ""][:2]
        said = first_line(path) or ""
        alone = first.rstrip().endswith('"""') or not second.strip()
        if not (20 <= len(said) <= 140 and alone):
            wrong[str(path.relative_to(ROOT))] = said

    assert wrong == {}


def test_no_module_is_longer_than_one_can_read():
    """A file that outgrows this has two reasons in it, or one that is told here."""
    lines = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in MODULES}

    assert {name: count for name, count in lines.items() if count > (2 * LONGEST if name in LONG else LONGEST)} == {}


def test_files_that_are_listed_as_long_exist():
    """A reason outlives its file otherwise."""
    assert [name for name in LONG if not (ROOT / name).is_file()] == []


def test_no_file_or_folder_has_a_name_that_says_nothing():
    """Such a place fills with what belongs elsewhere."""
    everywhere = [
        path for room in (*ROOMS, "tests") for path in (ROOT / room).rglob("*") if "__pycache__" not in path.parts
    ]
    names = {path.stem.lower() for path in everywhere if path.is_dir() or path.suffix == ".py"}

    assert names & EMPTY_NAMES == set()


def test_no_module_hides_one_of_the_standard_library():
    """`inbound.py`, not `inspect.py`: at the top of a room a name is ours alone."""
    ours = {path.stem for path in MODULES if path.parent == ROOT / "service" or path.parent.parent == ROOT}
    allowed = {"__main__", "message", "store", "parse"}

    assert (ours & set(sys.stdlib_module_names)) - allowed == set()


@pytest.mark.parametrize("name", SILENT)
def test_the_nouns_hold_no_french(name):
    """Codes stay in code; sentences are wording, and doubts are written where something is doubted."""
    tree = ast.parse((ROOT / "service" / "domain" / f"{name}.py").read_text(encoding="utf-8"))
    docs = {id(node.body[0].value) for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and isinstance(node.body[0], ast.Expr)}  # fmt: skip
    texts = [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs
    ]

    assert [text for text in texts if re.search(r"[àâçéèêëîïôùûœ]", text)] == []


def test_the_map_shows_every_module():
    """What `make tree` prints is the house."""
    lines = list(drawn())

    assert len([line for line in lines if line.startswith("  ")]) == len(MODULES)
    assert {"service/domain/", "parsers/values/", "mailboxes/"} <= set(lines)


def test_the_map_is_printed_by_the_make_command():
    """The Makefile names the script."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ntree:")[2].split("\n\n")[0]

    assert "tests/house_map.py" in recipe
