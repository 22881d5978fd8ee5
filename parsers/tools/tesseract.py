"""Tesseract: the words of a picture, each with its place and how sure it is; optional."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from parsers.tools.process import Failed, run

LANGUAGE = "fra"
SECONDS = 20.0
#: find every word, in no order: what columns and cells there are, the ruled lines and the gaps tell better
SPARSE = 11
#: lines of one column, one under the other
BLOCK = 6


@dataclass(frozen=True, slots=True)
class Found:
    """One recognised word; its box in pixels from the top left corner."""

    text: str
    box: tuple[int, int, int, int]
    #: 0 to 1
    certainty: float


def available() -> bool:
    """Whether Tesseract is here with its French data."""
    try:
        return LANGUAGE in run(["tesseract", "--list-langs"], seconds=5).decode("utf-8", "replace").split()
    except Failed:
        return False


def version() -> str | None:
    """The version, None when it is not here."""
    try:
        words = run(["tesseract", "--version"], seconds=5).decode("utf-8", "replace").split()
    except Failed:
        return None
    return words[1] if len(words) > 1 else None


def words(picture: bytes, *, mode: int = SPARSE, dpi: int = 200, seconds: float = SECONDS) -> list[Found]:
    """The words of a picture file; raises Failed."""
    command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--psm", str(mode), "--dpi", str(dpi), "tsv"]
    table = run(command, picture, seconds=seconds).decode("utf-8", "replace")
    found: list[Found] = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        left, top, wide, high = (int(row[name]) for name in ("left", "top", "width", "height"))
        sure = max(0.0, min(1.0, float(row["conf"]) / 100))
        found.append(Found(text, (left, top, left + wide, top + high), sure))
    return found


def turn(picture: bytes, *, seconds: float = SECONDS) -> int:
    """By how many degrees, clockwise, the picture of a page must be turned; 0 where nothing tells."""
    try:
        said = run(["tesseract", "stdin", "stdout", "-l", "osd", "--psm", "0"], picture, seconds=seconds)
    except Failed:  # too few letters, or no data for it
        return 0
    found = re.search(rb"^Rotate: (\d+)$", said, re.MULTILINE)
    return int(found[1]) % 360 if found else 0
