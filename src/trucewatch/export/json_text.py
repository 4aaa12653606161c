"""JSON and JSONL: the wire form of domain values, UTF-8, keys in the order of the nouns."""

from __future__ import annotations

import json
from collections.abc import Iterable

from trucewatch.domain.wire import to_wire


def json_value(value: object) -> bytes:
    r"""One JSON value, indented for people, with a final line end.

    >>> json_value(("Алеппо",)).decode()
    '[\n  "Алеппо"\n]\n'
    """
    return (json.dumps(to_wire(value), ensure_ascii=False, indent=2) + "\n").encode()


def json_lines(values: Iterable[object]) -> bytes:
    r"""One JSON value a line; no values give no bytes.

    >>> json_lines([{"a": 1}, {"a": 2}])
    b'{"a": 1}\n{"a": 2}\n'
    """
    lines = (json.dumps(to_wire(value), ensure_ascii=False) + "\n" for value in values)
    return "".join(lines).encode()
