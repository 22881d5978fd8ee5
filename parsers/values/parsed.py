"""Parsed: what a value parser makes of a text: the value, how sure, what is wrong, whether a person must look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed(Generic[T]):
    """One value as understood; `value` is None where nothing safe could be made of the text."""

    value: T | None = None
    #: stable codes, e.g. « siret_key_wrong »; a code alone is a remark, `review` says that a person must look
    problems: tuple[str, ...] = ()
    #: True when the value must not be used before a person has looked at it
    review: bool = False
    #: 0 to 1: how sure this reading of the text is, the text itself taken as true
    certainty: float = 1.0


def sure(value: T, *remarks: str, certainty: float = 0.99) -> Parsed[T]:
    """A value that may be used as it is."""
    return Parsed(value=value, problems=remarks, certainty=certainty)


def doubtful(value: T | None, *problems: str, certainty: float = 0.5) -> Parsed[T]:
    """A value, or none, that a person must look at first."""
    return Parsed(value=value, problems=problems, review=True, certainty=certainty if value is not None else 0.0)
