"""Typst source and JSON facts become a tagged PDF (or a picture), with our own fonts and nothing of the machine's."""

from __future__ import annotations

import json
import threading
from functools import cache
from pathlib import Path
from typing import Any

from service.documents.word import clean
from service.wording import templates_folder

#: typst compilers keep state, so one compiles at a time
_ONE_AT_A_TIME = threading.Lock()


def typeset_pdf(name: str, facts: dict[str, Any], overrides: Path | None = None, *, accessible: bool = True) -> bytes:
    """`templates/document/<name>.typ` with these facts as a tagged PDF; `accessible` has typst check it for PDF/UA-1
    and say so in the file. Values never become source.
    """
    standards = ["ua-1"] if accessible else []
    return _compiled(_source(name, overrides), facts, {"format": "pdf", "pdf_standards": standards})


def typeset_png(name: str, facts: dict[str, Any], overrides: Path | None = None, *, ppi: float = 200) -> bytes:
    """The same as a picture of its only page."""
    return _compiled(_source(name, overrides), facts, {"format": "png", "ppi": ppi})


def template_file(name: str, overrides: Path | None = None) -> Path:
    """The file of a document template: that of `overrides/document` where there is one, else ours."""
    theirs = overrides / "document" / name if overrides else None
    return theirs if theirs is not None and theirs.is_file() else templates_folder() / "document" / name


def _source(name: str, overrides: Path | None) -> Path:
    return template_file(f"{name}.typ", overrides)


def _compiled(source: Path, facts: dict[str, Any], form: dict[str, Any]) -> bytes:
    inputs = {"data": json.dumps(clean(facts), ensure_ascii=False)}
    with _ONE_AT_A_TIME:
        compiled = _compiler(source).compile(sys_inputs=inputs, **form)
    assert isinstance(compiled, bytes)
    return compiled


@cache
def _compiler(source: Path) -> Any:
    """One compiler a source: it keeps the fonts and what did not change."""
    import typst

    fonts = templates_folder() / "fonts"
    return typst.Compiler(input=str(source), root=str(source.parent), font_paths=[str(fonts)], ignore_system_fonts=True)
