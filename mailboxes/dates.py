"""The Date field -> an instant with an offset; forgiving for what programs write, None for what cannot be."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_MONTHS = {
    "janv": "Jan", "févr": "Feb", "fevr": "Feb", "mars": "Mar", "avr": "Apr", "mai": "May", "juin": "Jun",
    "juil": "Jul", "août": "Aug", "aout": "Aug", "sept": "Sep", "déc": "Dec", "dez": "Dec", "okt": "Oct",
    "mär": "Mar", "mrz": "Mar", "fév": "Feb", "fev": "Feb",
}  # fmt: skip
_FRENCH = re.compile(
    r"\b(janv|févr|fevr|fév|fev|mars|avr|mai|juin|juil|août|aout|sept|déc|dez|okt|mär|mrz)[a-zéû]*\.?", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?")


def instant(value: str) -> datetime | None:
    """The moment that a Date field names; UTC when it gives no offset; None when absent or absurd."""
    said = value[:200].strip()
    if not said:
        return None
    parsed = _iso(said) or _rfc(said) or _rfc(_FRENCH.sub(lambda match: _MONTHS[match.group(1).lower()], said))
    return parsed if parsed and 1990 <= parsed.year <= 2100 else None


def _rfc(said: str) -> datetime | None:
    try:
        parts = parsedate_tz(said)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if parts is None:
        return None
    year, month, day, hour, minute, second, *_, offset = parts
    try:
        zone = timezone(timedelta(seconds=offset or 0)) if abs(offset or 0) < 86_400 else UTC
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def _iso(said: str) -> datetime | None:
    match = _ISO.match(said)
    if not match:
        return None
    text = f"{match[1]}-{match[2]}-{match[3]}T{match[4]}:{match[5]}:{match[6] or '00'}"
    zone = (match[7] or "Z").replace("Z", "+00:00")
    try:
        return datetime.fromisoformat(text + (zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"))
    except ValueError:
        return None
