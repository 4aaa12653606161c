"""When two told values can both be right, and what is meant then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from trucewatch.domain.errors import UnknownName
from trucewatch.domain.time import write_instant
from trucewatch.fusion.compare import Holders, is_general

Names = frozenset[str]
Moments = tuple[dt.datetime | None, dt.datetime | None]
"""Half-open; None where that side is not told."""
Numbers = tuple[int | None, int | None]
"""Both sides inclusive; None where open."""
Act = tuple[str, str]
"""An act and its family."""


def places_meet(places: Holders) -> Callable[[Names, Names], Names | None]:
    """The narrower of two places where one holds the other; of several places the one in common."""

    def meet(one: Names, other: Names) -> Names | None:
        if one <= other or other <= one:
            return min(one, other, key=len)
        if len(one) > 1 or len(other) > 1:
            return None
        [mine], [theirs] = one, other
        try:
            if places.within(mine, theirs):
                return one
            return other if places.within(theirs, mine) else None
        except UnknownName:
            # Of a place on no file, as of a bare name, nobody can tell what holds it.
            return None

    return meet


def times_meet(one: Moments, other: Moments) -> Moments | None:
    """The time in common.

    >>> nine, ten, noon = (dt.datetime(2031, 3, 5, hour) for hour in (9, 10, 12))
    >>> times_meet((nine, noon), (ten, None)) == (ten, noon), times_meet((nine, ten), (ten, noon))
    (True, None)
    """
    start = max((at for at in (one[0], other[0]) if at is not None), default=None)
    end = min((at for at in (one[1], other[1]) if at is not None), default=None)
    return None if start and end and start >= end else (start, end)


def numbers_meet(one: Numbers, other: Numbers) -> Numbers | None:
    """The numbers in common.

    >>> numbers_meet((3, None), (4, 6)), numbers_meet((3, 3), (4, 4))
    ((4, 6), None)
    """
    low = max((number for number in (one[0], other[0]) if number is not None), default=None)
    high = min((number for number in (one[1], other[1]) if number is not None), default=None)
    return None if low is not None and high is not None and low > high else (low, high)


def acts_meet(one: Act, other: Act) -> Act | None:
    """The finer of two acts of one family where the other is a general name for it.

    >>> acts_meet(("shelling", "fire"), ("rocket_fire", "fire"))
    ('rocket_fire', 'fire')
    >>> acts_meet(("mortar_fire", "fire"), ("rocket_fire", "fire")) is None
    True
    """
    if one == other or (one[1] == other[1] and is_general(other[0])):
        return one
    return other if one[1] == other[1] and is_general(one[0]) else None


def names_meet(one: Names, other: Names) -> Names | None:
    """Who is named, where both name the same; blame by one alone is no common ground."""
    return one if one == other else None


def names_written(names: Names) -> str:
    """Ids or names in a row, in order.

    >>> names_written(frozenset({"b", "a"}))
    'a,b'
    """
    return ",".join(sorted(names))


def moments_written(moments: Moments) -> str:
    """An interval of UTC instants; an open side is empty."""
    return "/".join("" if at is None else write_instant(at) for at in moments)


def numbers_written(numbers: Numbers) -> str:
    """A range of numbers; an open side is empty.

    >>> numbers_written((3, None)), numbers_written((4, 4))
    ('3/', '4/4')
    """
    return "/".join("" if number is None else str(number) for number in numbers)


def act_written(act: Act) -> str:
    """The act alone."""
    return act[0]
