"""JSON as callers give it to the payload store, in its one spelling (RFC 8785), fractions allowed.

A reading has coordinates, so unlike an entry a payload may hold fractions. What two engines or two
programs could read in two ways is refused.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

import rfc8785

from trucewatch.domain.errors import InvalidValue

DEEPEST = 64
_LONE = re.compile("[\ud800-\udfff]")
"""A half of a pair; in a text of Python whole pairs are one letter."""
LARGEST_INTEGER = 2**53 - 1
_COLUMN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def spell(value: Any, where: str) -> bytes:
    """The one spelling of a JSON value.

    Args:
        value: as `json.loads` gives it; any text, whether NFC or not, stays as it is.
        where: what it is, for the error.

    Raises:
        InvalidValue: no JSON value, NUL or a lone surrogate in a text, a number without one
            spelling, or more than 64 levels.

    >>> spell({"lat": 36.2, "lon": None}, "document")
    b'{"lat":36.2,"lon":null}'
    >>> spell({"a": [float("nan")]}, "document")
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: document.a[0]: nan is no JSON number
    """
    _check(value, where, DEEPEST)
    return rfc8785.dumps(value)


def read(data: bytes) -> Any:
    """The value that was spelled."""
    return json.loads(data.decode())


def column(value: Any) -> str:
    """The text that a JSON column keeps; equal values give equal texts."""
    return _COLUMN.encode(value)


def _check(value: Any, where: str, room: int) -> None:
    if room < 0:
        raise InvalidValue(f"nested more than {DEEPEST} deep", remedy=f"see {where[:60]}")
    if isinstance(value, list):
        for number, one in enumerate(value):
            _check(one, f"{where}[{number}]", room - 1)
    elif isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(key, str):
                raise InvalidValue(f"{where}: key {key!r:.60} is no text")
            _check_text(key, f"{where} key")
            _check(one, f"{where}.{key[:60]}", room - 1)
    else:
        _check_plain(value, where)


def _check_plain(value: Any, where: str) -> None:
    if isinstance(value, str):
        _check_text(value, where)
    elif isinstance(value, int):  # and so the truth values
        if abs(value) > LARGEST_INTEGER:
            raise InvalidValue(f"{where}: integer beyond 2^53 - 1")
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise InvalidValue(f"{where}: {value} is no JSON number")
    elif value is not None:
        raise InvalidValue(f"{where}: {type(value).__name__} is no JSON value")


def _check_text(text: str, where: str) -> None:
    if "\x00" in text:
        raise InvalidValue(
            f"{where}: NUL in a text", remedy="databases cannot keep it; take it out"
        )
    if _LONE.search(text):
        raise InvalidValue(f"{where}: lone surrogate in a text")
