"""Starter: `liaison init` writes what loads, for its owner's eyes, and never over something."""

from __future__ import annotations

import stat

import pytest

from service import starter
from service.directory import read_companies, read_partners
from service.settings import load


def test_what_init_writes_loads(tmp_path, monkeypatch):
    """Configuration and directories, as they are."""
    monkeypatch.setenv("LIAISON_IMAP", "x")
    monkeypatch.setenv("LIAISON_SMTP", "x")
    written = starter.write(tmp_path / "new")
    found = load(tmp_path / "new" / "liaison.toml")

    assert {path.name for path in written} == {"liaison.toml", "partners.csv", "companies.csv", "liaison.service"}
    assert read_partners(found.directory.partners).faults == ()
    assert read_companies(tmp_path / "new" / "companies.csv").faults == ()


def test_only_their_owner_may_read_them(tmp_path):
    """A password may be written there."""
    assert {stat.S_IMODE(path.stat().st_mode) for path in starter.write(tmp_path)} == {0o600}


@pytest.mark.parametrize("name", ["liaison.toml", "partners.csv"])
def test_a_file_that_is_there_is_kept_and_nothing_is_written(tmp_path, name):
    """Not even the others."""
    (tmp_path / name).write_text("mine")
    with pytest.raises(FileExistsError, match=name):
        starter.write(tmp_path)

    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "mine")]
