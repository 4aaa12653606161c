"""The figures of one series by their place in time, so that long series stay quick to check."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from trucewatch.domain.count_claim import CountClaim

T = TypeVar("T")
Stretch = tuple[dt.datetime, dt.datetime]
Ends = list[tuple[dt.datetime, CountClaim]]
"""Claims with the end of each, earliest first."""


def slot(claim: CountClaim) -> tuple[object, ...]:
    """Which stretch of time a claim is about, whatever clock it was told on."""
    window = claim.window
    return (window and window.start, window and window.end, claim.length_h)


@dataclass(frozen=True, slots=True)
class Placed:
    """One series, indexed.

    Args:
        starting: figures whose stretch is known, by its start.
        periods: those that are no running totals, by start.
        totals: running totals with a number, by the start of their window.
        at: periods with a length, by start, length of the window and length told; first met.
    """

    starting: dict[dt.datetime, Ends]
    periods: list[tuple[Stretch, CountClaim]]
    totals: dict[dt.datetime | None, Ends]
    at: dict[tuple[object, ...], CountClaim]

    @classmethod
    def of(cls, series: Sequence[CountClaim]) -> Placed:
        """The index of a series."""
        starting: dict[dt.datetime, Ends] = {}
        totals: dict[dt.datetime | None, Ends] = {}
        periods: list[tuple[Stretch, CountClaim]] = []
        at: dict[tuple[object, ...], CountClaim] = {}
        for one in series:
            stretch, window = one.stretch, one.window
            if stretch is not None:
                starting.setdefault(stretch[0], []).append((stretch[1], one))
                if not one.running:
                    periods.append((stretch, one))
            if window is None:
                continue
            if one.running and window.end is not None and one.total.has_number:
                totals.setdefault(window.start, []).append((window.end, one))
            if not one.running and one.length_h is not None:
                at.setdefault((window.start, window.hours(), one.length_h), one)
        for ends in (*starting.values(), *totals.values()):
            ends.sort(key=lambda pair: pair[0])
        periods.sort(key=lambda pair: pair[0])
        return cls(starting, periods, totals, at)

    def before(self, claim: CountClaim) -> CountClaim | None:
        """The period of the same length that ends where this one begins."""
        length, window = claim.length_h, claim.window
        if claim.running or length is None or window is None or window.start is None:
            return None
        start = window.start - dt.timedelta(hours=length)
        return self.at.get((start, window.hours(), length))

    def last_total(self, claim: CountClaim) -> CountClaim | None:
        """The last running total of the same start that ends before this one."""
        window = claim.window
        if not claim.running or window is None or window.end is None:
            return None
        ends = self.totals.get(window.start, [])
        at = bisect_left(ends, window.end, key=_first)
        return ends[at - 1][1] if at else None

    def periods_from(self, stretch: Stretch) -> Iterable[tuple[Stretch, CountClaim]]:
        """Periods that begin within a stretch."""
        first = bisect_left(self.periods, stretch[0], key=_start)
        last = bisect_left(self.periods, stretch[1], key=_start)
        return self.periods[first:last]

    def tiles(self, claim: CountClaim) -> tuple[CountClaim, ...]:
        """Shorter claims that fill the stretch of a claim from end to end, () where none do.

        The longest that fits is tried first, so that yesterday's running total and today's figure
        are preferred to all the days one by one.
        """
        whole = claim.stretch
        if whole is None:
            return ()
        dead: set[dt.datetime] = set()
        chain: list[tuple[dt.datetime, CountClaim]] = []
        at = whole[0]
        while at != whole[1]:
            step = next((one for one in self._steps(at, whole) if one[0] not in dead), None)
            if step is not None:
                chain.append((at, step[1]))
                at = step[0]
                continue
            dead.add(at)
            if not chain:
                return ()
            at = chain.pop()[0]
        return tuple(one for _, one in chain)

    def _steps(self, at: dt.datetime, whole: Stretch) -> Iterator[tuple[dt.datetime, CountClaim]]:
        """Figures that begin at a moment and do not reach beyond a stretch, longest first."""
        ends = self.starting.get(at, [])
        if at != whole[0]:
            # What ends with the whole and does not begin with it is a last stretch of it.
            yield from (one for one in ends if one[0] == whole[1])
        for number in range(bisect_left(ends, whole[1], key=_first) - 1, -1, -1):
            yield ends[number]


def _first(pair: tuple[T, CountClaim]) -> T:
    return pair[0]


def _start(pair: tuple[Stretch, CountClaim]) -> dt.datetime:
    return pair[0][0]
