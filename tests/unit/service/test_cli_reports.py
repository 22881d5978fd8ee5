"""Commands about what people read, as the shell runs them: reports, the review of a year, templates."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from service.app import open_app
from service.cli import main
from service.settings import load
from service.store import history, write
from tests.cast import BATI_NORD, MARC, MARKET, NOON, NOUR, award, need, placement, referral

#: each opens databases and renders mails
pytestmark = pytest.mark.slow
CONFIG = """
[service]
templates = "modeles"
[referent]
name = "Claire Morel"
email = "claire@agence.example"
institution = "Agence"
[[mailbox]]
address = "clauses@agence.example"
maildir = "in"
outbox = "out"
"""


@pytest.fixture
def config(tmp_path):
    """One market, one hire."""
    path = tmp_path / "liaison.toml"
    path.write_text(CONFIG)
    (tmp_path / "modeles").mkdir()
    app = open_app(load(path))
    hired = referral(need("filled"), "hired")
    rows = [MARKET, BATI_NORD, NOUR, MARC, award("returned"), need("filled"), hired,
            placement(start_date="2026-06-29").but(referral_id=hired.id)]  # fmt: skip
    rows = [row.but(version=0) for row in rows]
    with app.store.transaction() as connection:
        write.save(connection, rows)
        history.keep(connection, rows, NOON)
    app.close()
    return path


def ran(config, *words):
    """(status, what was said)."""
    result = CliRunner().invoke(main, [*words, "-c", str(config)])
    return result.exit_code, result.output


def figures(config, *words):
    """The traced figures by name."""
    status, said = ran(config, "report", "--explain", "--json", *words)
    assert status == 0, said
    return {line["figure"]: line for line in map(json.loads, said.splitlines())}


def test_a_report_is_written_as_three_documents(config, tmp_path):
    """By the market's reference, however it is typed."""
    status, said = ran(config, "report", "--market", "2026 tx 031", "--out", str(tmp_path / "r"))

    assert status == 0, said
    assert sorted(path.suffix for path in (tmp_path / "r").iterdir()) == [".docx", ".pdf", ".xlsx"]


def test_every_figure_is_explained_by_rows(config):
    """The hire, and the hours of its contract."""
    told = figures(config, "--market", MARKET.reference)

    assert told["total.hired"]["value"] == len(told["total.hired"]["rows"]) == 1
    assert told["total.hours_committed"] == {
        "figure": "total.hours_committed", "value": 910.0,
        "rows": [{"noun": "placement", "id": placement().id, "amount": 910.0}],
    }  # fmt: skip


def test_a_report_of_a_past_day_is_what_it_was(config):
    """The day before there was no market; on that day there was."""
    assert ran(config, "report", "--market", MARKET.reference, "--explain", "--on", "2026-06-01")[0] == 2
    assert figures(config, "--market", MARKET.reference, "--on", "2026-06-02")["total.hired"]["value"] == 1


def test_the_review_of_a_year_alone_and_with_a_colleague(config, tmp_path):
    """Each hire in the year in which it begins; two referents add up."""
    assert figures(config, "--year", "2026")["contracts"]["value"] == 1
    assert figures(config, "--year", "2025")["contracts"]["value"] == 0
    assert figures(config, "--year", "2026", "--with", str(config))["contracts"]["value"] == 2
    status, said = ran(config, "report", "--year", "2026", "--out", str(tmp_path / "y"))
    assert status == 0, said
    assert (tmp_path / "y" / "bilan-2026.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--market", "M-404", "--out", "x"),
        ("--market", "2026-TX-031"),
        ("--market", "2026-TX-031", "--year", "2026", "--out", "x"),
        ("--market", "2026-TX-031", "--explain", "--on", "hier"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_with_a_sentence(config, words):
    """Status 2, nothing written."""
    status, said = ran(config, "report", *words)

    assert status == 2
    assert said.strip()


def test_a_wrong_template_is_named_and_never_used(config, tmp_path):
    """Checked, previewed, and ours goes out in its place."""
    folder = config.parent / "modeles" / "mail" / "need_stopped"
    folder.mkdir(parents=True)
    (folder / "body.txt").write_text("{{ nobody }}")
    status, said = ran(config, "templates", "check")

    assert status == 1
    assert "mail/need_stopped/body.txt" in said
    assert ran(config, "templates", "preview", "need_stopped", "--out", str(tmp_path / "p"))[0] == 1
    assert "L020" in ran(config, "doctor")[1]


def test_a_template_is_looked_at_before_it_is_used(config, tmp_path):
    """A mail as page and text, a document as Word and PDF; an unknown name lists the known."""
    for name, files in (("daily_digest", ["html", "txt"]), ("year_review", ["docx", "pdf"])):
        status, said = ran(config, "templates", "preview", name, "--out", str(tmp_path / name))
        assert status == 0, said
        assert sorted(path.suffix[1:] for path in (tmp_path / name).iterdir()) == files
    status, said = ran(config, "templates", "preview", "nothing", "--out", str(tmp_path / "n"))
    assert status == 2
    assert "daily_digest" in said
