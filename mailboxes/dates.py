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
#: offsets that the standard library does not know, as it writes them
_OFFSETS = {"CEST": "+0200", "CET": "+0100", "MEST": "+0200", "MET": "+0100", "MESZ": "+0200", "MEZ": "+0100",
            "BST": "+0100", "WEST": "+0100", "WET": "+0000", "EEST": "+0300", "EET": "+0200"}  # fmt: skip
_ZONE = re.compile(r"(?:\b(?:GMT|UTC?)\s?)?([+-])(\d{1,2}):?(\d\d)?$", re.IGNORECASE)
_ZONE_NAME = re.compile(rf"\b({'|'.join(_OFFSETS)})$", re.IGNORECASE)
#: « 08/06/2026 10:00 », day first
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})[ ,T]{1,3}(\d{1,2})[:hH](\d\d)(?::(\d\d))?\s?([+-]\d\d:?\d\d)?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?")


def instant(value: str) -> datetime | None:
    """The moment that a Date field names; UTC when it gives no offset; None when absent or absurd."""
    said = value[:200].strip()
    if not said:
        return None
    said = _plain_zone(said)
    parsed = (
        _iso(said)
        or _slashes(said)
        or _rfc(said)
        or _rfc(_FRENCH.sub(lambda match: _MONTHS[match.group(1).lower()], said))
    )
    return parsed if parsed and 1990 <= parsed.year <= 2100 else None


def _plain_zone(said: str) -> str:
    """The date with its zone as « +0200 », without the comment behind it."""
    bare = re.sub(r"\s*\([^()]{0,40}\)\s*$", "", said)
    named = _ZONE_NAME.search(bare)
    if named:
        return bare[: named.start()] + _OFFSETS[named.group(1).upper()]
    return _ZONE.sub(lambda zone: f"{zone[1]}{zone[2]:0>2}{zone[3] or '00'}", bare)


def _slashes(said: str) -> datetime | None:
    match = _SLASHES.match(said)
    if not match:
        return None
    day, month, year, hour, minute, second, zone = match.groups()
    return _iso(f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}:{second or '00'}{zone or 'Z'}")


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
        midnight = (hour, minute) == (24, 0)
        moment = datetime(year, month, day, 0 if midnight else hour, minute, min(second, 59), tzinfo=zone)
        return moment + timedelta(days=midnight)
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
