"""Poppler: the text of a PDF that the first reader cannot open; optional."""

from __future__ import annotations

from parsers.tools.process import Failed, found, run

SECONDS = 10.0


def available() -> bool:
    """Whether pdftotext is here."""
    return found("pdftotext") is not None


def version() -> str | None:
    """The version, None when it is not here."""
    try:
        words = run(["pdfinfo", "-listenc"], seconds=5)
    except Failed:
        return None
    return "installed" if words else None


def text(data: bytes, *, pages: int = 10, seconds: float = SECONDS) -> str:
    """The text as it is laid out on the pages; raises Failed."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-l", str(pages), "-", "-"]
    return run(command, data, seconds=seconds).decode("utf-8", "replace")
