"""Golden mails: each .eml beside what must be read of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mailboxes.inbound import as_json, inspect

FOLDER = Path(__file__).parents[2] / "golden" / "mails"
CASES = sorted(path.stem for path in FOLDER.glob("*.eml"))
OWN = ("clauses@agence-somme.example",)
TRUSTED = "mx.agence-somme.example"


def _words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("case", CASES)
def test_a_golden_mail_is_read_as_expected(case):
    """Every value of the .json beside the mail is what inspect says of it."""
    expected = json.loads((FOLDER / f"{case}.json").read_text(encoding="utf-8"))
    found = as_json(case, inspect((FOLDER / f"{case}.eml").read_bytes(), trusted=TRUSTED, own=OWN))

    for key, value in expected.items():
        if key == "reply_text":
            assert _words(found["reply_text"]) == _words(value)
        elif key == "signature_contains":
            assert value in (found["signature"] or "")
            assert value or not found["signature"]
        elif key == "quoted_contains":
            assert all(any(_words(piece) in _words(quoted) for quoted in found["quoted"]) for piece in value)
        elif key == "text_contains":
            assert all(piece in found["text"] for piece in value)
        elif key == "attachments":
            shown = [{name: item[name] for name in value[0]} if value else item for item in found["attachments"]]
            assert shown == value
        else:
            assert found[key] == value, key
