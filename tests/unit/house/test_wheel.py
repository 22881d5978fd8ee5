"""The wheel: what pip installs works without the checkout, and its three names are its own."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile

import pytest

from tests.house_map import ROOMS, ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel, built and unpacked as pip would do it."""
    out = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        wheel.extractall(out / "site")
    return out / "site"


def run(installed, tmp_path, *words):
    """A program that sees the unpacked wheel and not the checkout; what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, *words], cwd=tmp_path, env=environment, capture_output=True, text=True,
                          check=False, timeout=120)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_holds_the_three_rooms_and_nothing_else(installed):
    """No tests, no benchmarks, no loose file."""
    assert {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")} == set(ROOMS)


@pytest.mark.parametrize("folder", ["templates", "config"])
def test_it_carries_every_template_and_example(installed, folder):
    """Byte for byte."""
    theirs = {
        path.relative_to(ROOT / folder): path.read_bytes() for path in (ROOT / folder).rglob("*") if path.is_file()
    }
    data = installed / "service" / "_data" / folder
    ours = {path.relative_to(data): path.read_bytes() for path in data.rglob("*") if path.is_file()}

    assert ours == theirs


def test_it_carries_the_migrations(installed):
    """Without them no database is made."""
    assert list((installed / "service" / "store" / "migrations" / "versions").glob("0001_*.py"))
    assert (installed / "service" / "store" / "migrations" / "env.py").is_file()


def test_init_works_from_it(installed, tmp_path):
    """The first command of whoever installed it."""
    run(installed, tmp_path, "-m", "service", "init", "mine")

    assert {path.name for path in (tmp_path / "mine").iterdir()} >= {"liaison.toml", "partners.csv"}


def test_a_document_is_read_and_a_mail_written_from_it(installed, tmp_path):
    """Word lists and templates are found where the wheel keeps them."""
    words = ("Raison sociale : Bâti-Nord", "Appellation : Maçon", "Nombre de postes à pourvoir : 2", "Siret : 732 829 320 00074",
             "Type et durée du contrat : CDD 6 mois", "Salaire brut : 12 € de l'heure", "Lieu de travail : Amiens")  # fmt: skip
    (tmp_path / "form.txt").write_text("\n".join(words), "utf-8")
    printed = run(installed, tmp_path, "-m", "service", "parse", "form.txt", "--json")
    letter = ("import service; from service.domain.company_letters import FormReceived; from service.domain.letters import Person; from service.rendering import render;"
              "print(service.__path__[0]); print(render(FormReceived(referent=Person(name='C'), institution='I', company='B',"
              "reference='B-0001', title='Maçon', openings=2)).subject)")  # fmt: skip
    told = run(installed, tmp_path, "-c", letter)

    assert '"kind": "liaison_form"' in printed
    assert told.splitlines()[0] == str(installed / "service")
    assert "[B-0001]" in told.splitlines()[1]


def test_its_top_names_belong_to_it_alone(installed, tmp_path):
    """No dependency brings another `service`, `parsers` or `mailboxes`."""
    ask = f"from importlib.metadata import *; d = packages_distributions(); print({{n: sorted(set(d[n])) for n in {ROOMS}}})"

    assert run(installed, tmp_path, "-c", ask).strip() == str({room: ["liaison"] for room in ROOMS})


def test_the_command_is_called_liaison(installed):
    """As every page says."""
    entry = next(installed.glob("*.dist-info")) / "entry_points.txt"

    assert "liaison = service.__main__:main" in entry.read_text(encoding="utf-8")
