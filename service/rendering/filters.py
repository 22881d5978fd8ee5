"""Filters: what a template may write after a bar to say a fact in French, e.g. `{{ answer_by | weekday }}`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from service import wording as french
from service.domain import letters
from service.wording import Wording


def filters(words: Wording) -> dict[str, Callable[..., str]]:
    """What a template may write after a bar: `{{ answer_by | weekday }}`. None is « non précisé »."""

    def known(render_value: Callable[..., str]) -> Callable[..., str]:
        return lambda value, *rest: words.unknown if value is None else render_value(value, *rest)

    plain: dict[str, Callable[..., str]] = {
        "day": french.day,
        "month": french.month,
        "weekday": french.weekday,
        "number": french.number,
        "change": french.change,
        "clock": _clock,
        "hours": french.hours,
        "money": french.money,
        "duration": french.duration,
        "phone": french.phone,
        "siret": french.siret,
        "listed": lambda value, last="et": french.listed(list(value), last),
        "counted": french.counted,
        "text": str,
        "contract": words.contract,
        "salary": words.salary,
        "reason": words.reason,
        "problem": words.problem,
        "field": lambda path: words.word("field", path),
        "criterion": lambda code: words.word("criterion", code),
        "state": lambda code, noun="referral": words.word(noun, code),
        "word": lambda code, section: words.word(section, code),
        "market": _market_words,
        "person": _person_words,
        "named": lambda person: f"{person.name} ({person.organisation})" if person.organisation else person.name,
        "capital": lambda text: text[:1].upper() + text[1:],
        "read_otherwise": lambda row: _read_otherwise(words, row),
        "order_words": _order_words,
        "full_name": _full_name,
        "standing": lambda one: _standing(words, one),
        "point": lambda point: words.sentence("point", point.code, {"about": _point_words(words, point)}),
        "known_from": lambda one: words.sentence("known", one.why, {"reference": one.reference, "until": one.until}),
        "age_on": lambda day: f"arrivée le {french.day(day)}",
        "answered": lambda each: {"yes": "oui", "no": "non"}.get(each.answer or "", "non précisé"),
        "advice": lambda code: words.known("advice", code) or "" if code else "",
        "turn": lambda turn: words.sentence("turn", turn.what, turn.about),
        "age": _age,
        "value": lambda value, path: words.value(path, value),
        "percent": _percent,
        "mailto": _mailto,
        "indented": lambda text, by=2: "\n".join(" " * by + line for line in str(text).strip().splitlines()),
    }
    return {name: known(function) for name, function in plain.items()}


def _market_words(market: letters.MarketFacts, otherwise: str = "sans intitulé") -> str:
    """« Collège Jean-Macé » (réf. 2026-T-014), lot 3 (gros œuvre), chantier Nord."""
    named = [f"« {market.title} »"] if market.title else []
    if market.reference:
        named.append(f"(réf. {market.reference})" if market.title else f"réf. {market.reference}")
    parts = [" ".join(named)] if named else []
    if market.lot:
        parts.append(f"lot {market.lot}" + (f" ({market.lot_title})" if market.lot_title else ""))
    elif market.lot_title:
        parts.append(f"lot « {market.lot_title} »")
    if market.worksite:
        parts.append(f"chantier : {market.worksite}")
    return ", ".join(parts) or otherwise


def _person_words(person: letters.Person) -> str:
    """« Farid Benali, Maison de l'emploi, 03 22 00 00 00, f.benali@mde.example »."""
    told = [person.name, person.organisation, french.phone(person.phone) if person.phone else None, person.email]
    return ", ".join(part for part in told if part)


def _full_name(person: Any) -> str:
    """« DUPONT Marie »: the family name in capitals, as administrations write it."""
    parts = [person.last_name.upper() if person.last_name else None, person.first_name]
    return " ".join(part for part in parts if part) or "Nom à préciser"


def _read_otherwise(words: Wording, row: letters.Row) -> str:
    """What was written, where it differs from what was understood by more than spaces and capitals; else nothing."""
    if not row.raw or row.value is None:
        return ""
    shown = (row.value, words.value(row.path, row.value))
    return "" if _bare(row.raw) in {_bare(each) for each in shown} else row.raw


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _order_words(body: str) -> str:
    """A ready reply as words: its first line, with « … » where something is to be added."""
    line = (body.splitlines() or [""])[0]
    return f"{line.rstrip()} …" if line.endswith((" ", ":")) else line or "…"


def _point_words(words: Wording, point: letters.Point) -> str | None:
    """What a point is about: a public by its name, a requirement in the company's words."""
    return words.word("criterion", point.about) if point.code == "public" and point.about else point.about


def _standing(words: Wording, one: Any) -> str:
    """Where a candidate stands, in one sentence."""
    since = getattr(one, "since", None)
    about = {
        "since": french.day(since) if since else None,
        "on": french.day(one.on) if one.on else None,
        "reason": words.reason(one.reason) if one.reason else None,
    }
    pattern = words.known("standing", one.state)
    return french.fill(pattern, about) if pattern else words.word("referral", one.state)


def _clock(instant: datetime) -> str:
    """« 10 h 15 », on people's clocks: whoever writes the letter gives the instant in their zone."""
    return f"{instant.hour}{french.NO_BREAK}h{french.NO_BREAK}{instant.minute:02d}"


def _age(since: date, today: date) -> str:
    """« depuis hier », « depuis 3 jours »; of a day to come « le lundi 8 juin 2026 »."""
    days = (today - since).days
    if days < 0:
        return f"le {french.weekday(since)}"
    if days < 1:
        return "depuis aujourd'hui"
    return "depuis hier" if days == 1 else f"depuis {french.counted(days, 'jour')}"


def _percent(part: float, whole: float | None) -> str:
    return f"{french.number(100 * part / whole, 0)}{french.NO_BREAK}%" if whole else "–"


def _mailto(address: str, subject: str, body: str) -> str:
    """A link that opens a ready reply (RFC 6068): spaces as %20, lines parted by CR LF."""
    lines = "\r\n".join(body.splitlines())

    def quoted(text: str, safe: str = "") -> str:
        return quote(text, safe=safe, errors="replace")

    return f"mailto:{quoted(address, '@')}?subject={quoted(subject)}&body={quoted(lines)}"
