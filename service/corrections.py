"""Corrections: FIELD=VALUE as a person types it, into the values of the interface."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from parsers.replies import changes
from service.domain.needs import FORM_FIELDS

ISO_DURATION = re.compile(r"P(?:\d+[YMWD])+|PT\d+H")
CONTRACTS = frozenset({"CDI", "CDI_CHANTIER", "CDD", "CTT", "CDDI", "PRO", "APP", "CUI", "STAGE", "OTHER"})


def typed(words: Iterable[str], today: date) -> dict[str, Any]:
    """The changes, typed by their field. Raises ValueError with a sentence for the one that cannot be used."""
    found: dict[str, Any] = {}
    for word in words:
        path, sign, value = word.partition("=")
        if not sign:
            raise ValueError(f"« {word} » : écrire CHAMP=VALEUR, par exemple job.openings=3")
        if path not in FORM_FIELDS:
            raise ValueError(f"champ inconnu : {path} (au choix : {', '.join(FORM_FIELDS)})")
        found[path] = _value(path, value.strip(), today)
    return found


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _value(path: str, text: str, today: date) -> Any:
    """The interface's own forms as they are, anything else as a company would write it."""
    as_it_is = {
        "conditions.contract_duration": ISO_DURATION.fullmatch(text),
        "job.start_date": _is_date(text) or text == "asap",
        "conditions.contract_type": text.upper() in CONTRACTS,
    }
    if as_it_is.get(path):
        return text.upper() if path == "conditions.contract_type" else text
    value = changes.typed_value(path, text, today)
    if value is None:
        raise ValueError(f"{path} : valeur incomprise, « {text} »")
    return value
