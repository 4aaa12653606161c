"""Which accounts are compared at all: those that stand near one another in a block.

A block holds the accounts that share a key, as a place and a day. Within it they stand in a fixed
order, and each is compared with those at most `WINDOW` places away (the sorted neighbourhood
method, Hernández and Stolfo 1995). A block of an ordinary day is smaller than that, so that all of
it is compared; one of a flood costs a multiple of its size and not its square.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import combinations, product

from trucewatch.fusion.account import Account
from trucewatch.fusion.compare import NEAR_KM

CELL = 0.05
"""Degrees of a cell of the grid in which points near one another are looked for."""
WINDOW = 128
"""How far apart in the order of their block two accounts may stand to be compared."""
NARROW = 32
"""The same where the key is the words or the figures, which as good as tell the happening."""
SKETCH = 4
"""Least shingles of a statement, of which others in the same words share two."""
_NEWS = dt.timedelta(days=1)
"""Reports that do not say when are compared where they came out at most so far apart."""

Key = tuple[object, ...]
Rank = tuple[str, str, float, str, str, int, str]


def rank(one: Account) -> Rank:
    """Where an account stands in its blocks: what tells happenings apart comes first, its id last.

    No two accounts have the same rank, so that the order is one whoever came first.
    """
    return (
        " ".join(sorted(one.targets)),
        one.family,
        one.start.timestamp() if one.start else 0.0,
        one.act,
        " ".join(sorted(one.initiators)),
        min(one.text, default=0),
        one.id,
    )


def keys(one: Account) -> list[Key]:
    """The blocks of an account."""
    if one.start is None or one.end is None:
        return list(_undated(one))
    days = _days(one.start, one.end)
    there: list[Key] = [(where, day) for where in _around(one) for day in days]
    # What names a wider area alone may be what was told of any village in it.
    return [*there, *(("area", one.family, one.targets, day) for day in days)]


def window_of(key: Key, most: int = WINDOW) -> int:
    """How far apart two may stand in the block of a key to be compared."""
    return min(most, NARROW) if key[0] in {"words", "figure"} else most


def comparable(key: Key, one: Account, other: Account) -> bool:
    """Whether what is special about a block speaks of these two.

    In a block of a wider area, one of them has to name no point; where copies are looked for, they
    have to stand in different reports.
    """
    if key[0] == "area":
        return one.point is None or other.point is None
    return key[0] != "words" or one.report != other.report


def _undated(one: Account) -> Iterator[Key]:
    """Blocks of what does not say when: the place, the figures, or the very words.

    Without any of these there is nothing in it that tells one happening from the next.
    """
    news = [one.arrived, one.arrived + _NEWS] if one.arrived else [None]
    for day in news:
        for where in _around(one):
            yield where, "news", one.family, day
        for figure in one.figures:
            yield "figure", figure, one.family, one.targets, day
    # What is told in the same words is read in the same way.
    read = one.act, one.initiators, one.targets
    for runs in combinations(nsmallest(SKETCH, one.said), 2):
        yield "words", *read, runs


def _around(one: Account) -> Iterator[object]:
    """The place, and the cells of a grid that lie within reach of a point."""
    if one.place is not None:
        yield one.place
    if one.point is not None:
        lon, lat = one.point
        reach = NEAR_KM / 2 / 111.0
        across = reach / max(math.cos(math.radians(lat)), 0.01)
        corners = product((lon - across, lon + across), (lat - reach, lat + reach))
        yield from {(int(x // CELL), int(y // CELL)) for x, y in corners}


def _days(start: dt.datetime, end: dt.datetime) -> list[dt.date]:
    """Its days and the one after: a "yesterday" may be off by one."""
    first, last = start.date(), (end - dt.timedelta(seconds=1)).date()
    return [first + dt.timedelta(days=day) for day in range(min((last - first).days, 6) + 2)]


class Block:
    """Accounts that share a key, in order of their ranks.

    Args:
        window: how many places apart two of them may stand to be compared.
    """

    __slots__ = ("_ranks", "_window")

    def __init__(self, window: int = WINDOW) -> None:
        self._ranks: list[Rank] = []
        self._window = window

    def __bool__(self) -> bool:
        return bool(self._ranks)

    def fill(self, ranks: Iterable[Rank]) -> Iterator[tuple[str, list[str]]]:
        """Take many into an empty block; yields each with those after it to compare it with."""
        self._ranks = sorted(ranks)
        names = [one[-1] for one in self._ranks]
        for at, name in enumerate(names[:-1], start=1):
            yield name, names[at : at + self._window]

    def insert(self, new: Rank) -> tuple[list[str], list[tuple[str, str]]]:
        """Take one in.

        Returns:
            Who stands near it, and the pairs that it has pushed out of one another's reach.
        """
        ranks = self._ranks
        at = bisect_left(ranks, new)
        before, after = ranks[max(0, at - self._window) : at], ranks[at : at + self._window]
        parted = self._across(at)
        ranks.insert(at, new)
        return [one[-1] for one in before + after], parted

    def remove(self, old: Rank) -> list[tuple[str, str]]:
        """Take one out; returns the pairs that come within one another's reach by that."""
        at = bisect_left(self._ranks, old)
        del self._ranks[at]
        return self._across(at)

    def near(self, one: Rank, other: Rank) -> bool:
        """Whether two of the block stand near enough to be compared."""
        at, there = self._at(one), self._at(other)
        return at is not None and there is not None and abs(at - there) <= self._window

    def _at(self, one: Rank) -> int | None:
        at = bisect_left(self._ranks, one)
        return at if at < len(self._ranks) and self._ranks[at] == one else None

    def _across(self, at: int) -> list[tuple[str, str]]:
        """Pairs just within reach of one another, one on either side of the gap before `at`."""
        ranks, window = self._ranks, self._window
        reach = range(max(0, at - window), min(at, len(ranks) - window))
        return [(ranks[low][-1], ranks[low + window][-1]) for low in reach]
