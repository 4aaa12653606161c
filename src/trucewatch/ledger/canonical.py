"""JSON with one spelling: the part of RFC 8785 that a ledger needs, and nothing beside it.

No fractions, integers below 2^53, NFC strings, ASCII keys, no key twice, at most 32 deep. Within
these limits two programs that agree on a value agree on its bytes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from typing import NoReturn

from trucewatch.ledger.refusals import Malformed

Value = None | bool | int | str | list["Value"] | dict[str, "Value"]

Place = tuple["Place", str | int] | None
"""Where a value stands: what it stands in and its key or number there; put in words on refusal."""

LARGEST_INTEGER = 2**53 - 1
MOST_DIGITS = len(str(LARGEST_INTEGER)) + 1  # one for the sign
DEEPEST = 32
LONGEST_KEY = 128
KEY = re.compile(r"[ !#-\[\]-~]{1,128}")
REMEMBERED = 4096  # keys: the members of entries come again and again
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
"""Within the limits this spells as RFC 8785 does, ten times as fast as a writer of all of it: ASCII
keys sort alike by code point and by UTF-16, and both escape the same characters in the same way."""


def canonical(value: Value) -> bytes:
    """The one spelling of a value.

    Raises:
        Malformed: a fraction, a large integer, a string that is not NFC, a key that is not plain
            ASCII, or more than 32 levels.

    >>> canonical({"b": [1, None], "a": "é"}).decode()
    '{"a":"é","b":[1,null]}'
    >>> canonical({"half": 0.5})
    Traceback (most recent call last):
    trucewatch.ledger.refusals.Malformed: $.half: a ledger holds no float
    """
    _check(value, None, DEEPEST)
    return _ENCODER.encode(value).encode()


def parse(data: bytes) -> Value:
    """The value that these bytes spell, refused where it has another spelling.

    Raises:
        Malformed: not JSON, a key twice, outside the limits, or not the canonical spelling.

    >>> parse(b'{"a":1}')
    {'a': 1}
    >>> parse(b'{"a": 1}')
    Traceback (most recent call last):
    trucewatch.ledger.refusals.Malformed: not in its one spelling; write it by RFC 8785
    """
    value = _read(data)
    if canonical(value) != data:
        raise Malformed("not in its one spelling", remedy="write it by RFC 8785")
    return value


def _read(data: bytes) -> Value:
    try:
        value: Value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
        )
    except UnicodeDecodeError as error:
        raise Malformed(f"byte {error.start} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise Malformed(f"not JSON at character {error.pos}: {error.msg}") from error
    except RecursionError as error:
        raise Malformed(f"nested more than {DEEPEST} deep") from error
    return value


def _object(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    members = dict(pairs)
    if len(members) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Malformed(f"key {twice!r} stands twice in one object")
    return members


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise Malformed(f"integer of {len(digits)} digits; the limit is 2^53 - 1")
    return int(digits)


def _no_fraction(text: str) -> NoReturn:
    raise Malformed(f"{text[:24]} is not an integer")


def _check(value: Value, at: Place, room: int) -> None:
    if room < 0:
        raise Malformed(f"nested more than {DEEPEST} deep")
    if isinstance(value, str):
        if not value.isascii():
            _check_text(value, at)
    elif isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(key, str) or len(key) > LONGEST_KEY or not _is_plain(key):
                what = f"key {key!r} is not 1 to 128 plain ASCII characters"
                raise Malformed(what, where=_told(at))
            _check(one, (at, key), room - 1)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            _check(one, (at, number), room - 1)
    elif isinstance(value, int):  # and so the truth values
        if abs(value) > LARGEST_INTEGER:
            raise Malformed("integer beyond 2^53 - 1", where=_told(at))
    elif value is not None:
        raise Malformed(f"a ledger holds no {type(value).__name__}", where=_told(at))


@lru_cache(maxsize=REMEMBERED)
def _is_plain(key: str) -> bool:
    return KEY.fullmatch(key) is not None


def _check_text(text: str, at: Place) -> None:
    if not unicodedata.is_normalized("NFC", text):
        raise Malformed("string is not NFC", where=_told(at))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Malformed("lone surrogate in a string", where=_told(at)) from error


def _told(at: Place) -> str:
    if at is None:
        return "$"
    outer, step = at
    return f"{_told(outer)}[{step}]" if isinstance(step, int) else f"{_told(outer)}.{step}"
