"""Incidents over time: bins of days, weeks, months or years, whichever the range can show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from trucewatch.domain.time import UTC
from trucewatch.storage.incidents.codes import Bools
from trucewatch.storage.incidents.columns import UNDATED, Array, Columns
from trucewatch.storage.incidents.query import IncidentQuery

DAY_S = 86_400
EPOCH_WEEKDAY = 3  # 1 January 1970 was a Thursday, three days behind a Monday
MOST_DAYS, MOST_WEEKS_DAYS, MOST_MONTHS_DAYS = 62, 730, 7_305
"""Days of the range up to which bins are days, weeks, months: at most some 240 of them."""


class Bin(StrEnum):
    """How long a bin is; weeks begin on Monday, all in UTC."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Timeline:
    """A histogram.

    Args:
        bin: how long each bin is.
        starts: seconds of UTC at which each begins, without a gap; () where nothing is dated.
        numbers: incidents that begin in each.
        undated: how many of the query's incidents have no time.
    """

    bin: Bin
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    undated: int


def timeline_of(query: IncidentQuery, columns: Columns, asked: Bools) -> Timeline:
    """The histogram of the asked rows, over the query's range or, where it is open, over theirs.

    What began before the range and may have gone on into it stands in its first bin.
    """
    dated = asked & (columns["until"] != UNDATED)
    undated = int(np.count_nonzero(asked) - np.count_nonzero(dated))
    at = columns["at"][dated]
    if not len(at):
        return Timeline(Bin.DAY, (), (), undated)
    first = int(at.min()) if query.start is None else query.start
    last = max(first, int(at.max()) if query.end is None else query.end - 1)
    days = np.maximum(at // DAY_S, first // DAY_S)
    length = _bin_for(last // DAY_S - first // DAY_S + 1)
    table, starts = _bins(length, first // DAY_S, last // DAY_S)
    numbers = np.bincount(table[days - first // DAY_S], minlength=len(starts))
    return Timeline(length, tuple(starts), tuple(numbers.tolist()), undated)


def _bin_for(days: int) -> Bin:
    if days <= MOST_DAYS:
        return Bin.DAY
    if days <= MOST_WEEKS_DAYS:
        return Bin.WEEK
    return Bin.MONTH if days <= MOST_MONTHS_DAYS else Bin.YEAR


def _bins(length: Bin, first: int, last: int) -> tuple[Array, list[int]]:
    """Of each day from `first` to `last`, the number of its bin; and when each bin begins."""
    days = np.arange(first, last + 1)
    if length is Bin.DAY:
        of_day = days
    elif length is Bin.WEEK:
        of_day = (days + EPOCH_WEEKDAY) // 7
    else:
        unit = "M" if length is Bin.MONTH else "Y"
        of_day = days.astype("datetime64[D]").astype(f"datetime64[{unit}]").astype(np.int64)
    return of_day - of_day[0], [
        _start_of(length, one) for one in range(int(of_day[0]), int(of_day[-1]) + 1)
    ]


def _start_of(length: Bin, number: int) -> int:
    if length is Bin.DAY:
        return number * DAY_S
    if length is Bin.WEEK:
        return (number * 7 - EPOCH_WEEKDAY) * DAY_S
    year, month = divmod(number, 12) if length is Bin.MONTH else (number, 0)
    return int(dt.datetime(1970 + year, month + 1, 1, tzinfo=UTC).timestamp())
