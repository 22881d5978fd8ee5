"""Precedence: which of several things said of one candidate stands; None when they contradict each other."""

from __future__ import annotations

from collections.abc import Iterable

#: when two are said in one breath, the state on the right stands
_STANDS_OVER: dict[frozenset[str], str] = {
    frozenset({"hired", "hired_soft"}): "hired",
    frozenset({"interview", "hired_soft"}): "interview",
    frozenset({"withdrawn", "hired_soft"}): "withdrawn",
    frozenset({"mild", "hired_soft"}): "mild",
    frozenset({"mild", "interview"}): "interview",
    frozenset({"mild", "hired"}): "hired",
    frozenset({"mild", "rejected"}): "rejected",
    frozenset({"mild", "withdrawn"}): "withdrawn",
    frozenset({"mild", "to_call_back"}): "to_call_back",
    frozenset({"mild", "no_show"}): "no_show",
    frozenset({"rejected", "withdrawn"}): "withdrawn",
    frozenset({"no_show", "to_call_back"}): "no_show",
    frozenset({"no_show", "rejected"}): "no_show",
    frozenset({"rejected", "to_call_back"}): "rejected",
    frozenset({"withdrawn", "to_call_back"}): "withdrawn",
    frozenset({"interview", "to_call_back"}): "to_call_back",
    frozenset({"no_show", "withdrawn"}): "withdrawn",
    frozenset({"no_show", "interview"}): "no_show",
    frozenset({"unsure", "rejected"}): "rejected",
    frozenset({"unsure", "withdrawn"}): "withdrawn",
    frozenset({"unsure", "no_show"}): "no_show",
    frozenset({"unsure", "to_call_back"}): "to_call_back",
    frozenset({"unsure", "hired"}): "unsure",
    frozenset({"unsure", "hired_soft"}): "unsure",
    frozenset({"unsure", "interview"}): "unsure",
    frozenset({"unsure", "mild"}): "unsure",
}


def standing(states: Iterable[str]) -> str | None:
    """The one state that the others give way to; None when there is none, or two that cannot both be."""
    left = set(states)
    while len(left) > 1:
        pair = next((pair for pair in _STANDS_OVER if pair <= left), None)
        if pair is None:
            return None
        left = (left - pair) | {_STANDS_OVER[pair]}
    return next(iter(left), None)
