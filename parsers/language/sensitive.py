"""Numbers that must never be kept: social security and bank numbers, found and masked."""

from __future__ import annotations

import re

_NIR = re.compile(
    r"(?<!\d)[12378][\s.]?\d{2}[\s.]?(?:0[1-9]|1[0-2]|[2-9]\d)[\s.]?(?:\d{2}"
    r"|2[ABab])[\s.]?\d{3}[\s.]?\d{3}(?:[\s./-]{0,3}\d{2})?(?!\d)"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,4})?\b", re.IGNORECASE)


def masked(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with such numbers starred out, and what was found: (« nir » | « iban », the number masked)."""
    found: list[tuple[str, str]] = []

    def star(kind: str, match: re.Match[str]) -> str:
        hidden = _starred(match.group())
        found.append((kind, hidden))
        return hidden

    text = _IBAN.sub(lambda match: star("iban", match) if _is_iban(match.group()) else match.group(), text)
    text = _NIR.sub(lambda match: star("nir", match), text)
    return text, tuple(found)


def _starred(number: str) -> str:
    """As long as the number itself, nothing of it legible but its first mark."""
    return number[0] + re.sub(r"\w", "*", number[1:])


def _is_iban(number: str) -> bool:
    figures = re.sub(r"\W", "", number).upper()
    if not 15 <= len(figures) <= 34:
        return False
    turned = figures[4:] + figures[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1
