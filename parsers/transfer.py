"""Records as JSON and back: what crosses the wall of the sandbox; nothing read is trusted to be what it says."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_Decoder = Callable[[Any], Any]


class Untrue(Exception):  # noqa: N818  (it is what the answer is)
    """An answer that is not the record that was asked for."""


def encode(record: Any) -> bytes:
    """A frozen record as JSON; fields at their default are left out, lone surrogates replaced."""
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def decode(kind: type[T], data: bytes) -> T:
    """The record of this kind that was encoded; raises Untrue for anything else."""
    try:
        return typing.cast("T", _decoder(typing.cast("typing.Hashable", kind))(json.loads(data)))
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise Untrue(str(fault)) from fault


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: _plain(found)
            for name, default in _defaults(type(value))
            if (found := getattr(value, name)) is not default
        }
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    # a required field has MISSING for its default, which no value is
    return tuple((item.name, item.default) for item in dataclasses.fields(kind))


@cache
def _decoder(kind: Any) -> _Decoder:
    """How to read one type; built once a type."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return lambda value: value
    if kind is type(None):
        return _exactly(type(None))
    if dataclasses.is_dataclass(kind):
        return _record_decoder(typing.cast("type", kind))
    if origin is typing.Literal:
        return _one_of(parts)
    if origin in {typing.Union, types.UnionType}:
        return _union(parts)
    if origin is tuple:
        return _tuple(parts)
    if origin is dict:
        return _mapping(parts)
    if kind is float:
        return _exactly(float, int)
    return _exactly(kind)


def _record_decoder(kind: type) -> _Decoder:
    hints = typing.get_type_hints(kind)
    names = {item.name: hints[item.name] for item in dataclasses.fields(kind)}
    decoders: dict[str, _Decoder] = {}

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise Untrue(f"{kind.__name__} expected")
        if not decoders:
            decoders.update({name: _decoder(hint) for name, hint in names.items()})
        try:
            return kind(**{name: decoders[name](item) for name, item in value.items()})
        except (KeyError, TypeError) as fault:
            raise Untrue(f"{kind.__name__} expected") from fault

    return read


def _exactly(*kinds: type) -> _Decoder:
    def read(value: Any) -> Any:
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise Untrue(f"{kinds[0].__name__} expected")
        return value

    return read


def _one_of(words: tuple[Any, ...]) -> _Decoder:
    def read(value: Any) -> Any:
        if value not in words:
            raise Untrue("unknown word")
        return value

    return read


def _union(parts: tuple[Any, ...]) -> _Decoder:
    def read(value: Any) -> Any:
        for part in parts:
            try:
                return _decoder(part)(value)
            except Untrue:
                continue
        raise Untrue("no such alternative")

    return read


def _tuple(parts: tuple[Any, ...]) -> _Decoder:
    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise Untrue("list expected")
        if len(parts) == 2 and parts[1] is Ellipsis:
            one = _decoder(parts[0])
            return tuple([one(item) for item in value])
        if len(value) != len(parts):
            raise Untrue("wrong length")
        return tuple(_decoder(part)(item) for part, item in zip(parts, value, strict=True))

    return read


def _mapping(parts: tuple[Any, ...]) -> _Decoder:
    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise Untrue("object expected")
        one = _decoder(parts[1])
        return {key: one(item) for key, item in value.items()}

    return read
