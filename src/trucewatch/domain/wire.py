"""Domain values to JSON values and back, exactly; and the JSON Schema of each noun.

A dataclass is an object with its field names, an enumeration its value, a tuple an array, a day
ISO 8601, an instant ISO 8601 in UTC with Z, None null. A field `list` or `with_` keeps the name
without the underscore.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache, partial
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.time import parse_instant, write_instant

T = TypeVar("T")
Reader = Callable[[Any, str], Any]
"""Takes a JSON value and its path, and gives the domain value."""
_OBJECT, _ARRAY, _INSTANT = Sentence("an object"), Sentence("an array"), Sentence("an instant")
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def to_wire(value: object) -> Any:
    """The JSON value of a domain value; key order is field order. A JSON value is its own.

    >>> from trucewatch.domain.span import Span
    >>> to_wire((Span(0, 3), None))
    [{'start': 0, 'end': 3}, None]
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, StrEnum | str):
        return str(value)
    if isinstance(value, dt.datetime):
        return write_instant(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_wire(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_wire(item) for key, item in value.items()}
    if is_dataclass(value):
        return {_key(f.name): to_wire(getattr(value, f.name)) for f in fields(value)}
    raise InvalidValue(Sentence("{name} has no JSON form", name=type(value).__name__))


def from_wire(kind: type[T], data: Any, *, where: str = "") -> T:
    """Build `kind` from its JSON value, refusing what does not fit.

    Args:
        kind: a dataclass of this package, or any type its fields use.
        data: what `json.loads` gave. Keys that are not fields are refused.
        where: path of `data` for the error, as in `statements[3]`.

    Raises:
        InvalidValue: with the path of the value that does not fit.

    >>> from trucewatch.domain.span import Span
    >>> from_wire(Span, {"start": 0, "end": 3})
    Span(start=0, end=3)
    >>> from_wire(Span, {"start": 0})
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: Span.end: is missing
    """
    asked: Any = kind
    return typing.cast(T, _reader(asked)(data, where or getattr(kind, "__name__", "value")))


@cache
def _reader(kind: Any) -> Reader:
    """What reads values of a kind: found once, because a record holds thousands of a kind."""
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = next(arg for arg in args if arg is not types.NoneType)
        return partial(_read_optional, _reader(inner))
    if origin is tuple:
        alike = len(args) == 2 and args[1] is Ellipsis
        return partial(_read_array, _reader(args[0])) if alike else partial(_read_tuple, args)
    if origin is not None and issubclass(origin, Mapping):
        return partial(_read_mapping, _reader(args[1]))
    if is_dataclass(kind):
        return partial(_read_object, kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return partial(_read_word, kind)
    days: dict[Any, Reader] = {dt.datetime: _read_instant, dt.date: _read_day}
    return days.get(kind) or partial(_read_plain, kind)


def _read_optional(inner: Reader, data: Any, where: str) -> Any:
    return None if data is None else inner(data, where)


def _read_array(inner: Reader, data: Any, where: str) -> tuple[Any, ...]:
    _fit(isinstance(data, list), where, _ARRAY, data)
    return tuple([inner(item, f"{where}[{i}]") for i, item in enumerate(data)])


def _read_tuple(args: tuple[Any, ...], data: Any, where: str) -> tuple[Any, ...]:
    _fit(isinstance(data, list), where, _ARRAY, data)
    if len(args) != len(data):
        raise _unfit(where, Sentence("{number} items", number=len(args)), data)
    pairs = enumerate(zip(args, data, strict=True))
    return tuple(_reader(arg)(item, f"{where}[{i}]") for i, (arg, item) in pairs)


def _read_mapping(inner: Reader, data: Any, where: str) -> dict[str, Any]:
    _fit(isinstance(data, dict), where, _OBJECT, data)
    return {key: inner(item, f"{where}.{key}") for key, item in data.items()}


def _read_object(kind: Any, data: Any, where: str) -> Any:
    _fit(isinstance(data, dict), where, _OBJECT, data)
    members = _members(kind)
    for key in data:
        if key not in members:
            raise InvalidValue(
                Sentence(
                    "{where}.{key}: is no field of {name}", where=where, key=key, name=kind.__name__
                )
            )
    values = {}
    for key, (name, read, required) in members.items():
        if key in data:
            values[name] = read(data[key], f"{where}.{key}")
        elif required:
            raise InvalidValue(Sentence("{where}.{key}: is missing", where=where, key=key))
    try:
        return kind(**values)
    except Refusal as err:
        raise InvalidValue(Sentence("{where}: {err}", where=where, err=err)) from err


@cache
def _members(kind: Any) -> dict[str, tuple[str, Reader, bool]]:
    """Of each key of an object the field's name, what reads it, and whether it has to be there."""
    hints = _hints(kind)
    return {_key(f.name): (f.name, _reader(hints[f.name]), _required(f)) for f in fields(kind)}


def _read_word(kind: type[StrEnum], data: Any, where: str) -> StrEnum:
    try:
        return kind(data)
    except ValueError as err:
        told = {"where": where, "data": data, "kind": ", ".join(kind)}
        raise InvalidValue(Sentence("{where}: {data!r} is none of {kind}", **told)) from err


def _read_instant(data: Any, where: str) -> dt.datetime:
    _fit(isinstance(data, str), where, _INSTANT, data)
    return parse_instant(data)


def _read_day(data: Any, where: str) -> dt.date:
    try:
        return dt.date.fromisoformat(data)
    except (TypeError, ValueError) as err:
        raise InvalidValue(
            Sentence("{where}: {data!r} is no day as in 2016-05-03", where=where, data=data)
        ) from err


def _read_plain(kind: Any, data: Any, where: str) -> Any:
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    fits = isinstance(data, kind) and (kind is bool or not isinstance(data, bool))
    if not fits:
        raise _unfit(where, Sentence("a {kind}", kind=_PLAIN.get(kind, kind)), data)
    return data


def json_schema(kind: type[object]) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a noun, with every noun it holds under `$defs`."""
    defs: dict[str, Any] = {}
    body = _schema(kind, defs)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **body, "$defs": defs}


def _schema(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = [arg for arg in get_args(kind) if arg is not types.NoneType]
        return {"anyOf": [_schema(inner[0], defs), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], defs)}
    if origin is not None and issubclass(origin, Mapping):
        inner_schema = _schema(get_args(kind)[1], defs)
        return {"type": "object", "additionalProperties": inner_schema}
    if is_dataclass(kind):
        return _schema_of_noun(kind, defs)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [str(item) for item in kind]}
    if kind in (dt.datetime, dt.date):
        return {"type": "string", "format": "date-time" if kind is dt.datetime else "date"}
    return {"type": _PLAIN[kind]}


def _schema_of_noun(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    reference = {"$ref": f"#/$defs/{kind.__name__}"}
    if kind.__name__ in defs:
        return reference
    defs[kind.__name__] = {}
    hints = _hints(kind)
    defs[kind.__name__] = {
        "type": "object",
        "description": (kind.__doc__ or "").strip().splitlines()[0],
        "properties": {_key(f.name): _schema(hints[f.name], defs) for f in fields(kind)},
        "required": [_key(f.name) for f in fields(kind) if _required(f)],
        "additionalProperties": False,
    }
    return reference


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _required(spec: Any) -> bool:
    return spec.default is MISSING and spec.default_factory is MISSING


def _key(name: str) -> str:
    return name.rstrip("_")


def _fit(fits: bool, where: str, wanted: str, data: object) -> None:
    if not fits:
        raise _unfit(where, wanted, data)


def _unfit(where: str, wanted: str, data: object) -> InvalidValue:
    return InvalidValue(
        Sentence(
            "{where}: {wanted} is wanted, not {data!r:.60}", where=where, wanted=wanted, data=data
        )
    )
