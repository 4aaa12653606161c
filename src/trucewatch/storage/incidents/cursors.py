"""Where a page begins: opaque to whoever holds it, and still good after other incidents came."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

from trucewatch.domain.errors import InvalidValue
from trucewatch.storage.incidents.query import Order

RELEASE = 2
"""Raised when cursors of before would mean something else."""
LONGEST = 200
_BOUND = 2**62


class Cursor(NamedTuple):
    """A place between two incidents of an order.

    Args:
        order: in which.
        onward: whether the page lies behind the place, else before it.
        key, id: the incident beside it, which is not on the page.
    """

    order: Order
    onward: bool
    key: int
    id: int


def write_cursor(cursor: Cursor) -> str:
    """The cursor as a parameter of a URL.

    >>> read_cursor(write_cursor(Cursor(Order.NEWEST, True, 9, 4)))
    Cursor(order=<Order.NEWEST: 'newest'>, onward=True, key=9, id=4)
    """
    told = [RELEASE, str(cursor.order), int(cursor.onward), cursor.key, cursor.id]
    text = json.dumps(told, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(text: str) -> Cursor:
    """The cursor of a parameter.

    Raises:
        InvalidValue: nothing that this release wrote.
    """
    try:
        if len(text) <= LONGEST:
            padded = text + "=" * (-len(text) % 4)
            release, order, *numbers = json.loads(urlsafe_b64decode(padded.encode("ascii")))
            onward, key, number = numbers
            if release == RELEASE and all(
                type(one) is int and abs(one) < _BOUND for one in numbers
            ):
                return Cursor(Order(order), bool(onward), key, number)
    except (ValueError, TypeError, RecursionError):
        pass
    raise InvalidValue("is no place in a list", where="cursor", remedy="go to the first page")
