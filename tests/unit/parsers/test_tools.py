"""Outside programs: run once, in bounds, and never required."""

from __future__ import annotations

import pytest

from parsers.errors import Unreadable
from parsers.formats import read
from parsers.tools import libreoffice, poppler, process, tesseract


def test_a_program_that_is_not_there_fails_plainly():
    """No exception of the system's own."""
    with pytest.raises(process.Failed, match="not installed"):
        process.run(["no-such-program-here"], seconds=1)


def test_a_program_that_takes_too_long_is_ended():
    """After its seconds."""
    with pytest.raises(process.Failed, match="longer"):
        process.run(["sleep", "20"], seconds=0.2)


def test_a_program_that_breaks_off_is_a_failure():
    """Whatever it wrote before."""
    with pytest.raises(process.Failed, match="status 1"):
        process.run(["false"], seconds=2)


def test_what_a_program_writes_comes_back():
    """Bytes in, bytes out."""
    assert process.run(["cat"], "été".encode(), seconds=2) == "été".encode()


def test_a_missing_tool_is_said_to_be_missing(monkeypatch):
    """available() and version() never raise."""
    monkeypatch.setattr(process, "found", lambda name: None)
    monkeypatch.setattr(libreoffice, "found", lambda name: None)
    monkeypatch.setattr(poppler, "found", lambda name: None)

    for tool in (tesseract, libreoffice, poppler):
        assert not tool.available()
        assert tool.version() is None


def test_a_format_that_only_libreoffice_knows_says_what_to_do_without_it(monkeypatch):
    """Word's XML of 2003."""
    monkeypatch.setattr(libreoffice, "found", lambda name: None)
    with pytest.raises(Unreadable) as refusal:
        read("x.doc", b'<?xml version="1.0"?><w:wordDocument>')

    assert refusal.value.code == "unsupported"
    assert ".docx" in refusal.value.message
