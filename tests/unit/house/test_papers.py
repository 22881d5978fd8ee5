"""Papers: what READMEs and the glossary say is there, and what is committed names no machine of ours."""

from __future__ import annotations

import inspect
import re
import subprocess

import pytest

from service.domain import records
from tests.house_map import ROOT

READMES = sorted(path for path in ROOT.rglob("README.md") if not {".venv", "node_modules", "demo"} & set(path.parts))
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)+/?|[\w-]+\.(?:py|md|toml|csv|service))`")
#: what an operator's or a demonstration's folder holds, and not this one
ELSEWHERE = frozenset(
    {"liaison.toml", "partners.csv", "companies.csv", "liaison.key", "demo/", "envoyes/", "documents/"}
)
ROOTS = ("", "service", "parsers", "mailboxes", "tests", "docs", "config", "templates")


def named_in(readme):
    """The paths that a README names: its links, and what stands between backticks and reads like a path."""
    text = readme.read_text(encoding="utf-8")
    links = [target for target in LINK.findall(text) if "://" not in target and not target.startswith("mailto:")]
    told = [path for path in PATH.findall(text) if path not in ELSEWHERE and not path.startswith((".venv/", "text/"))]
    return links, told


@pytest.mark.parametrize("readme", READMES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_that_a_readme_names_exists(readme):
    """A newcomer follows them."""
    links, told = named_in(readme)
    missing = [link for link in links if not (readme.parent / link).exists()]
    places = [readme.parent, *(ROOT / name for name in ROOTS)]
    missing += [path for path in told if not any((place / path).exists() for place in places)]

    assert missing == []


def test_every_room_has_its_readme():
    """What lives there, what it may import, how to add one more."""
    for room in ("service", "parsers", "mailboxes", "tests"):
        assert (ROOT / room / "README.md").read_text(encoding="utf-8").startswith("# ")


def test_every_record_of_the_domain_is_in_the_glossary():
    """A word is explained once, French and English side by side."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    nouns = [kind for _, kind in inspect.getmembers(records, inspect.isclass) if kind.__module__ == records.__name__]
    names = {re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower() for kind in nouns if kind is not records.Record}

    assert {name for name in names if f"`{name}`" not in glossary} == set()


def test_every_decision_has_its_number_once():
    """`docs/decisions/NNNN-what.md`, counted without a gap."""
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


# ------------------------------------------------------------------ what is committed
def committed():
    """The files under version control; none outside a checkout."""
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return [(name, (ROOT / name).read_bytes()) for name in names if (ROOT / name).is_file()]


#: put together here, so that this file does not name them
HOMES = re.compile(
    rb"(?<![\w./<-])/(?:" + b"|".join([b"wo" + b"rk", b"ro" + b"ot", b"ho" + b"me", b"Us" + b"ers"]) + rb")/\w"
)
REGISTRIES = re.compile(
    b"|".join(
        [
            b"py" + rb"pi\.\w",
            b"python" + b"hosted",
            b"--(?:extra-)?index" + b"-url",
            b"arti" + b"factory",
            b"npm" + b"js",
        ]
    )
)


def test_no_committed_file_names_a_folder_of_somebodys_machine():
    """What works here only is of no use elsewhere."""
    assert [name for name, data in committed() if HOMES.search(data)] == []


def test_no_committed_file_names_a_package_registry():
    """Where packages come from is the installer's own setting."""
    assert [name for name, data in committed() if REGISTRIES.search(data)] == []


def test_no_committed_file_is_a_database_a_key_or_a_mailbox():
    """Somebody's data never enters the history."""
    wrong = (".db", ".sqlite", ".pem", ".key", ".mbox", ".pyc", ".whl")

    assert [name for name, _ in committed() if name.endswith(wrong)] == []


def test_no_committed_file_holds_a_private_key():
    """Certificates are made when a test asks for them."""
    assert [name for name, data in committed() if b"-----BEGIN " in data and b"PRIVATE KEY" + b"-----\n" in data] == []


def test_committed_phones_of_our_own_papers_are_fictional():
    """In examples and cast: ARCEP's ranges for films and books only."""
    fictional = re.compile(r"^(?:019900|026191|035301|046571|053649|063998|0199|0353|0639)")
    for name in ("config/partners.example.csv", "config/companies.example.csv", "config/liaison.example.toml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        found = [re.sub(r"\D", "", phone) for phone in re.findall(r"\b0\d(?: \d\d){4}\b", text)]
        assert [phone for phone in found if not fictional.match(phone)] == [], name
