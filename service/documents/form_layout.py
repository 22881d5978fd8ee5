"""The questions of the PDF form, in their order, as liaison_form.toml says, and the room that each answer gets."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from service.documents.widgets import Field

#: letters that one line holds at their full size
_FULL_LINE = 54
_USUAL = {"lines": 1, "kind": "text", "width": 1, "choices": [], "hint": ""}


def layout_of(file: Path) -> dict[str, Any]:
    """The form as its file describes it, every key given."""
    return _read(file, file.stat().st_mtime_ns)


def with_room(layout: dict[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
    """The form with a second line wherever what is known already needs one."""
    sections = [{**section, "row": [_roomy(row, known) for row in section["row"]]} for section in layout["section"]]
    return {**layout, "section": sections}


def fields_of(layout: dict[str, Any]) -> tuple[Field, ...]:
    """Every field, in reading order."""
    return tuple(
        Field(
            key=each["key"],
            name=f"{each['name']} ({each['hint']})",
            kind=each["kind"],
            choices=tuple(each["choices"]),
        )
        for section in layout["section"]
        for row in section["row"]
        for each in row["fields"]
    )


def _roomy(row: dict[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
    whole = sum(each["width"] for each in row["fields"])
    long = any(len(known.get(each["key"], "")) > _FULL_LINE * each["width"] / whole for each in row["fields"])
    if not long or any(each["lines"] > 1 for each in row["fields"]):
        return row
    return {**row, "fields": [{**each, "lines": 2, "kind": "text"} for each in row["fields"]]}


@cache
def _read(file: Path, _written_at: int) -> dict[str, Any]:
    layout = tomllib.loads(file.read_text(encoding="utf-8"))
    for section in layout["section"]:
        for row in section["row"]:
            row.setdefault("aid", None)
            row["fields"] = [{**_USUAL, **each} for each in row["fields"]]
    return layout
