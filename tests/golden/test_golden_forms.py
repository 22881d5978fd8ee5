"""Filled forms of many layouts: what is read from each file is what stands in the .json beside it.

`LIAISON_GOLDEN=write pytest tests/golden/test_golden_forms.py` writes the answers anew: read the difference before you keep it.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from parsers.formats import read
from parsers.parse import parse_document
from parsers.reading import as_json

HERE = Path(__file__).parent / "forms"
TODAY = date(2026, 11, 24)
FORMS = sorted(path for path in HERE.iterdir() if path.is_file() and path.suffix not in {".json", ".md", ".py"})


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.name)
def test_a_golden_form_reads_as_it_did(form):
    """Values, places, doubts: all of it."""
    found = as_json(parse_document(read(form.name, form.read_bytes()), today=TODAY))
    expected = form.with_name(form.name + ".json")
    if os.environ.get("LIAISON_GOLDEN") == "write":
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")

    assert found == json.loads(expected.read_text("utf-8"))
