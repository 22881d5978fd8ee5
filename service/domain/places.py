"""Places: the départements of a market's worksites, and a need whose place of work lies in another one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from parsers.reading import NeedReading, Value
from service.domain.facts import Facts

OUTSIDE = "workplace_outside_market"
WORKPLACE = "conditions.workplace"
#: « 80000 », « 2A100 », and « (80) » or « (2A) » behind a town
_CODE = re.compile(r"(?<![\w.,€])(?:(\d{2})(\d)\d{2}|(2[AB])\d{3})(?![\w€]|[.,]\d| ?€)|\((\d{2}|97\d|2[AB])\)")
_OVERSEAS = ("97", "98")
#: both départements of Corsica have postcodes in 20
_CORSICA = {"2A": "20", "2B": "20"}


def departments(text: str | None) -> frozenset[str]:
    """The départements whose postcodes or numbers stand in a text."""
    return frozenset(_department(found) for found in _CODE.finditer((text or "").upper()))


def market_departments(market_id: str | None, facts: Facts) -> frozenset[str]:
    """The départements of a market's worksites; none where that of any worksite is not known."""
    told = [departments(f"{site.address or ''} {site.name or ''}") for site in facts.sites_of(market_id)]
    return frozenset().union(*told) if all(told) else frozenset()


def compared(reading: NeedReading, area: Iterable[str]) -> NeedReading:
    """The reading, its place of work doubted where it lies in other départements than the market's."""
    here, there = departments(reading.conditions.workplace), frozenset(area)
    if not here or not there or here & there:
        return reading
    noted = reading.fields.get(WORKPLACE) or Value(raw=reading.conditions.workplace or "", source="", confidence=1.0)
    doubted = replace(noted, confidence=min(noted.confidence, 0.6), problems=(*noted.problems, OUTSIDE))
    return replace(
        reading,
        fields={**reading.fields, WORKPLACE: doubted},
        to_review=tuple(dict.fromkeys((*reading.to_review, WORKPLACE))),
    )


def _department(found: re.Match[str]) -> str:
    metropolitan, third, corsican, number = found.groups()
    if metropolitan in _OVERSEAS:
        return f"{metropolitan}{third}"
    code = metropolitan or corsican or number
    return _CORSICA.get(code, code)
