"""Import rules: each contract of the house catches the fault that it is there for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house_map import ROOMS, ROOT

pytestmark = pytest.mark.slow
LINTER = Path(sys.executable).with_name("lint-imports")

#: (file, line planted, contract that must break)
PLANTED = [
    ("service/domain/needs.py", "import sqlite3", "the functional core touches nothing"),
    ("parsers/values/siret.py", "import socket", "the functional core touches nothing"),
    ("parsers/values/siret.py", "import mailboxes.lines", "service stands on parsers and mailboxes"),
    ("mailboxes/dates.py", "import service.clock", "service stands on parsers and mailboxes"),
    ("service/domain/diffusions.py", "from service.domain import markets", "decide introduces the nouns"),
    ("service/helpers.py", "import service.clock", "service: doors > bells"),
    ("service/settings.py", "import service.domain.needs", "service: doors > bells"),
    ("service/lists.py", "import mailboxes.sender", "only app and the postman hold a wire"),
    ("service/export.py", "import service.store.tables", "only the store knows the tables"),
    ("parsers/values/siret.py", "import parsers.forms.labels", "parsers: parse > formats"),
    ("mailboxes/bounce.py", "import mailboxes.automatic", "mailboxes: front doors"),
]


@pytest.fixture
def copy(tmp_path):
    """The three rooms and their rules, apart."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def linted(folder):
    """Exit status and words of the linter."""
    done = subprocess.run([LINTER, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout


@pytest.mark.skipif(not LINTER.is_file(), reason="import-linter is not installed")
@pytest.mark.parametrize(("file", "line", "contract"), PLANTED, ids=[f"{file}: {line}" for file, line, _ in PLANTED])
def test_a_planted_fault_breaks_its_contract(copy, file, line, contract):
    """One line in the wrong place is enough."""
    path = copy / file
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + f"\n{line}\n", encoding="utf-8")
    status, told = linted(copy)
    broken = [row for row in told.splitlines() if row.endswith("BROKEN")]

    assert status == 1
    assert any(row.startswith(contract) or contract in row for row in broken), told[-2000:]


@pytest.mark.skipif(not LINTER.is_file(), reason="import-linter is not installed")
def test_without_a_planted_fault_all_contracts_are_kept(copy):
    """Else the faults above would prove nothing."""
    status, told = linted(copy)

    assert status == 0, told[-2000:]
