"""One value, one spelling; every other spelling is refused."""

from __future__ import annotations

import pytest

from trucewatch.ledger.canonical import DEEPEST, LARGEST_INTEGER, Value, canonical, parse
from trucewatch.ledger.refusals import Malformed

OTHER_SPELLINGS = {
    "space": b'{"a": 1}',
    "order of keys": b'{"b":1,"a":2}',
    "key twice": b'{"a":1,"a":1}',
    "key twice, inside": b'[{"a":1,"b":2,"a":3}]',
    "fraction": b'{"a":0.5}',
    "whole number as a fraction": b'{"a":1.0}',
    "exponent": b'{"a":1e3}',
    "minus zero": b'{"a":-0}',
    "leading zero": b'{"a":01}',
    "not a number": b'{"a":NaN}',
    "infinity": b'{"a":-Infinity}',
    "2^53": b'{"a":9007199254740992}',
    "a number of 5,000 digits": b'{"a":' + b"9" * 5000 + b"}",
    "escaped letter": b'{"a":"\\u0041"}',
    "upper case escape": b'{"a":"\\u001F"}',
    "escaped slash": b'{"a":"\\/"}',
    "lone surrogate": b'{"a":"\\ud800"}',
    "decomposed": '{"a":"e\u0301"}'.encode(),
    "key beyond ASCII": '{"ключ":1}'.encode(),
    "empty key": b'{"":1}',
    "quoted key": b'{"a\\"b":1}',
    "byte order mark": b'\xef\xbb\xbf{"a":1}',
    "not UTF-8": b'{"a":"\xff"}',
    "overlong UTF-8": b'{"a":"\xc0\x80"}',
    "two values": b'{"a":1}{"a":1}',
    "newline behind": b'{"a":1}\n',
    "nothing": b"",
    "cut": b'{"a":',
    "comment": b'{"a":1/*x*/}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("what", OTHER_SPELLINGS)
def test_another_spelling_is_refused(what: str) -> None:
    """Or the same entry could have two hashes."""
    with pytest.raises(Malformed):
        parse(OTHER_SPELLINGS[what])


def test_the_key_that_stands_twice_is_named() -> None:
    """Not the first that stands there once."""
    with pytest.raises(Malformed, match="key 'a' stands twice"):
        parse(b'{"0":1,"a":2,"a":3}')


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ({"b": 1, "a": [True, None, -5]}, '{"a":[true,null,-5],"b":1}'),
        ({"Z": 1, "a": 2, "_": 3, "0": 4}, '{"0":4,"Z":1,"_":3,"a":2}'),
        ('\u20ac$\x0f\nA\'B"\\\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ("\x00\b\f\r\t\x7f\u2028", '"\\u0000\\b\\f\\r\\t\x7f\u2028"'),
        ("قصف обстрел 💥", '"قصف обстрел 💥"'),
        (LARGEST_INTEGER, "9007199254740991"),
        ([], "[]"),
        ({}, "{}"),
    ],
)
def test_the_spelling_is_that_of_the_standard(value: Value, spelled: str) -> None:
    """RFC 8785 section 3.2.2: the fifth part of its own example of strings among them."""
    assert canonical(value) == spelled.encode()


def test_what_is_spelled_comes_back() -> None:
    """Reading is the inverse of writing."""
    value: Value = {"a": ["\u00e9", {"b": [1, False, None]}], "c": -LARGEST_INTEGER}
    assert parse(canonical(value)) == value


def nested(levels: int) -> Value:
    """Arrays in arrays."""
    value: Value = 0
    for _ in range(levels):
        value = [value]
    return value


def test_the_deepest_value_is_spelled() -> None:
    """The limit itself is allowed."""
    assert parse(canonical(nested(DEEPEST))) == nested(DEEPEST)


def test_one_level_more_is_refused() -> None:
    """So that no reader runs out of stack."""
    with pytest.raises(Malformed, match="deep"):
        canonical(nested(DEEPEST + 1))


def test_the_deepest_object_is_spelled() -> None:
    """A level is a level, whether of an array or of an object."""
    value: Value = 0
    for _ in range(DEEPEST):
        value = {"a": value}
    assert parse(canonical(value)) == value


def test_objects_count_as_levels_too() -> None:
    """Not arrays alone."""
    value: Value = 0
    for _ in range(DEEPEST + 1):
        value = {"a": value}
    with pytest.raises(Malformed, match="deep"):
        canonical(value)


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"a": [1, {"b": 0.5}]}, r"\$\.a\[1\]\.b"),
        ({"a": ["e\u0301"]}, r"\$\.a\[0\]"),
        ({"a": (1, 2)}, r"\$\.a"),
        ({"a": {1: 2}}, r"\$\.a"),
    ],
)
def test_a_refusal_names_the_place(value: Value, place: str) -> None:
    """Whoever wrote it has to find it."""
    with pytest.raises(Malformed, match=place):
        canonical(value)
