"""The timeline of a query as bars that lead into it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from trucewatch.domain.time import UTC
from trucewatch.storage.incidents.query import IncidentQuery
from trucewatch.storage.incidents.timeline import Bin, Timeline
from trucewatch.web.pages.incidents.asking import address

WIDTH, HEIGHT, GAP = 1000, 80, 1
LEAST = 2
"""Height of a bar of one incident beside a bar of thousands: it has to be seen."""


@dataclass(frozen=True)
class Bar:
    """One bar: where it is drawn, what it counts, the address of the list of just that time."""

    x: float
    y: float
    width: float
    height: float
    number: int
    label: str
    address: str


@dataclass(frozen=True)
class Bars:
    """The whole picture, in a box of 1000 x 80.

    Args:
        first, last: labels of the first bar and the last.
        first_day, last_day: from when to when it reaches, as 2016-09-12; "" where nothing is dated.
    """

    bars: tuple[Bar, ...]
    first: str
    last: str
    undated: int
    first_day: str = ""
    last_day: str = ""


def bars(timeline: Timeline, query: IncidentQuery) -> Bars:
    """The bars of a histogram, from the earliest on."""
    if not timeline.starts:
        return Bars((), "", "", timeline.undated)
    width = WIDTH / len(timeline.starts)
    most = max(*timeline.numbers, 1)
    ends = [*timeline.starts[1:], _after(timeline)]
    drawn = []
    for at, (start, end, number) in enumerate(
        zip(timeline.starts, ends, timeline.numbers, strict=True)
    ):
        height = max(LEAST, round(HEIGHT * number / most, 1)) if number else 0
        drawn.append(
            Bar(
                x=round(at * width, 1),
                y=HEIGHT - height,
                width=round(max(width - GAP, 0.5), 1),
                height=height,
                number=number,
                label=label(timeline.bin, start),
                address=address(query, start=start, end=end),
            )
        )
    first, last = label(Bin.DAY, timeline.starts[0]), label(Bin.DAY, _after(timeline))
    return Bars(tuple(drawn), drawn[0].label, drawn[-1].label, timeline.undated, first, last)


def label(length: Bin, start: int) -> str:
    """How a bin is called: the day, the week by its Monday, the month or the year."""
    at = dt.datetime.fromtimestamp(start, UTC)
    if length in (Bin.DAY, Bin.WEEK):
        return f"{at:%Y-%m-%d}"
    return f"{at:%Y-%m}" if length is Bin.MONTH else f"{at:%Y}"


def _after(timeline: Timeline) -> int:
    """Where the last bin ends."""
    last = dt.datetime.fromtimestamp(timeline.starts[-1], UTC)
    if timeline.bin is Bin.DAY:
        after = last + dt.timedelta(days=1)
    elif timeline.bin is Bin.WEEK:
        after = last + dt.timedelta(days=7)
    elif timeline.bin is Bin.MONTH:
        after = (last + dt.timedelta(days=32)).replace(day=1)
    else:
        after = last.replace(year=last.year + 1)
    return int(after.timestamp())
