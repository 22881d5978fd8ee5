"""Adjusting: hints for the referent before a need goes out: whom it shuts out, what it repeats, how its like ended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from parsers.reading import NeedReading
from service.domain.companies import folded
from service.domain.facts import Facts, PastNeed
from service.domain.letters import Turn
from service.domain.needs import reading_of, twin
from service.domain.records import Market, Need

#: said beside a requirement, it is none
SOFT = re.compile(
    r"\b(?:souhait\w*|apprecie\w*|serait un plus|un plus|atout|ideal\w*|si possible|non (?:exige|requis|obligatoire)\w*"
    r"|pas (?:exige|requis|obligatoire|indispensable|necessaire)\w*|(?:debutants?|tous) \w{0,12} ?acceptes?"
    r"|accept\w+|aucun\w*|sans)\b"
)
#: code of the hint, what it is told by, the publics whom it shuts out
BARRIERS: tuple[tuple[str, re.Pattern[str], frozenset[str]], ...] = (
    ("hint_licence", re.compile(r"\bpermis\b(?! de (?:construire|feu|travail))|\bvehicule\b"),
     frozenset({"jeune", "decrocheur", "brsa", "minima", "qpv", "refugie", "sortant_prison"})),
    ("hint_ticket", re.compile(r"\b(?:caces|habilitation|aipr|ssiap|carte pro\w*)\b"),
     frozenset({"jeune", "decrocheur", "deld", "refugie"})),
    ("hint_french", re.compile(r"\b(?:maitrise (?:parfaite )?du francais|francais (?:courant|lu|parle|ecrit)"
                               r"|(?:lire|ecrire)(?: et \w+)? (?:le |en )?francais|bonne expression)\b"),
     frozenset({"refugie"})),
    ("hint_load", re.compile(r"\b(?:port de charges?|charges? lourdes?|travail en hauteur|station debout)\b"),
     frozenset({"rqth", "senior"})),
    ("hint_record", re.compile(r"\bcasier\b"), frozenset({"sortant_prison"})),
)  # fmt: skip
EXPERIENCE = re.compile(
    r"\b(?:(?:\d+|un|une|deux|trois|quatre|cinq|plusieurs) ?(?:ans?|annees?)|confirme\w*|experimente\w*|exige\w*"
    r"|obligatoire)\b"
)
DIPLOMA = re.compile(r"\b(?:cap|bep|bac|bts|dut|licence|master|diplome\w*|titre pro\w*|niveau [34567]|qualifi\w+)\b")
SHORT = re.compile(r"P(?:[1-3]W|(?:[1-9]|[12]\d)D)|PT(?:[1-9]|[1-9]\d|1[0-3]\d)H")
FEW_HOURS = 24


def hints(need: Need, market: Market | None, facts: Facts) -> tuple[Turn, ...]:
    """What the referent may want to talk over with the company; none of it stops the need."""
    reading = reading_of(need)
    publics = frozenset(market.publics) if market else frozenset[str]()
    made = [_hint(need, code, publics=", ".join(sorted(out))) for code, out in _barriers(reading, publics)]
    if double := twin(need, facts.needs.values(), facts.office.rome):
        made.append(_hint(need, "hint_double", other=double.reference, title=double.title))
    if told := _past(facts.past):
        made.append(_hint(need, "hint_past", **told))
    return tuple(made)


def _hint(need: Need, code: str, **about: str | float | None) -> Turn:
    return Turn(reference=need.reference, what=code, about=about)


def _barriers(reading: NeedReading, publics: frozenset[str]) -> Iterable[tuple[str, frozenset[str]]]:
    """Requirements that shut out publics of the market; of any public, where the market names none."""
    lines = [folded(line) for line in (*reading.job.special_requirements, *reading.job.skills)]
    firm = " ; ".join(line for line in lines if not SOFT.search(line))
    found = [(code, out) for code, words, out in BARRIERS if words.search(firm)]
    experience, training = folded(reading.job.experience), folded(reading.job.training)
    if EXPERIENCE.search(experience) and not SOFT.search(experience):
        found.append(("hint_experience", frozenset({"jeune", "decrocheur", "deld", "refugie"})))
    if DIPLOMA.search(training) and not SOFT.search(training):
        found.append(("hint_diploma", frozenset({"jeune", "decrocheur", "brsa", "refugie"})))
    if SHORT.fullmatch(reading.conditions.contract_duration or ""):
        found.append(("hint_short", frozenset({"deld", "brsa", "minima", "jeune"})))
    if (reading.conditions.weekly_hours or FEW_HOURS) < FEW_HOURS:
        found.append(("hint_few_hours", frozenset({"brsa", "minima", "deld"})))
    for code, out in found:
        hit = out & publics if publics else out
        if hit:
            yield code, hit


def _past(past: tuple[PastNeed, ...]) -> dict[str, str | int | float | None] | None:
    """How needs for the same job ended, and what companies said most often of those they did not take."""
    if not past:
        return None
    reasons = Counter(reason for one in past for reason in one.reasons)
    often = reasons.most_common(1)[0][0] if reasons else None
    return {
        "count": len(past),
        "filled": sum(one.hired >= one.openings for one in past),
        "hired": sum(one.hired for one in past),
        "reason": often,
    }
