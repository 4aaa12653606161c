"""A monitor's rows counted by a named rule, within one window: always told as a conversion.

A series is what is observed at one event location from one position without a gap that ends it;
first and last fire of a row are taken to be the ends of its time. What several positions tell of
the same fire is not recognised as one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from trucewatch.domain.amount import Amount, summed
from trucewatch.domain.conversion import Conversion, SetAside
from trucewatch.domain.counting import CountingRule, Lone, Per, Tally
from trucewatch.domain.observation import Observation
from trucewatch.domain.time import TimeRange, write_instant

FLARE, NO_NUMBER = "left_out_by_rule", "number_not_known"
NO_TIME, NO_PLACE, EDGE = "time_not_told", "place_not_told", "crosses_the_edge"
Bounds = tuple[int, int]
Timed = tuple[dt.datetime, dt.datetime, Observation]
"""A row with both ends of its time."""


def converted(rows: Sequence[Observation], rule: CountingRule, window: TimeRange) -> Conversion:
    """The rows of one observer within a window, counted by a rule.

    Args:
        rows: of one observer, at least one of which touches the window; rows without a time may
            lie within it and keep a figure from being made.
        rule: one that has a tally.
        window: both sides known.

    Returns:
        No amount where a row that the rule needs does not tell what it needs.
    """
    tally = rule.tally or Tally(per=Per.SHOT)
    near = [one for one in rows if touches(one, window) is not False]
    left_out = [one for one in near if one.what.value in tally.leaves_out]
    used = [one for one in near if one not in left_out]
    barring = tuple(
        SetAside(observation=one.id, why=why)
        for one in used
        if (why := _bar(one, tally, window)) is not None
    )
    amount = None if barring else _amount(used, tally)
    if amount is None and not barring:
        barring = tuple(
            SetAside(observation=one.id, why=NO_NUMBER) for one in used if one.number.high is None
        )
    start = write_instant(window.start) if window.start else ""
    return Conversion(
        id=f"{rule.label}/{start}/{near[0].id if near else ''}",
        observer=rows[0].observer,
        observer_name=rows[0].observer_name,
        rule=rule.label,
        window=window,
        amount=amount,
        rows=tuple(one.id for one in used) if amount is not None else (),
        left_out=tuple(SetAside(observation=one.id, why=FLARE) for one in left_out),
        barring=barring,
    )


def touches(row: Observation, window: TimeRange) -> bool | None:
    """Whether a row shares time with a window, None where it does not tell when it was."""
    when, whole = row.time.closed if row.time else None, window.closed
    return None if when is None or whole is None else when[0] < whole[1] and whole[0] < when[1]


def _bar(row: Observation, tally: Tally, window: TimeRange) -> str | None:
    """Why a row keeps the figure from being made, None where it does not."""
    if touches(row, window) is None:
        return NO_TIME
    if row.time and _outside(row.time, window):
        return EDGE
    if tally.per is Per.SHOT:
        return NO_NUMBER if not row.number.has_number else None
    return NO_PLACE if row.location is None or not row.location.words else None


def _outside(time: TimeRange, window: TimeRange) -> bool:
    when, whole = time.closed, window.closed
    return (
        when is not None and whole is not None and not (whole[0] <= when[0] and when[1] <= whole[1])
    )


def _amount(rows: Sequence[Observation], tally: Tally) -> Amount | None:
    """None where rounds that are not known decide."""
    if tally.per is Per.SHOT:
        return summed(tuple(one.number for one in rows))
    found = [_series_count(series, tally) for series in _series(rows, tally)]
    if None in found:
        return None
    bounds = [one for one in found if one is not None]
    return Amount.of(sum(low for low, _ in bounds), sum(high for _, high in bounds))


def _series(rows: Iterable[Observation], tally: Tally) -> Iterator[list[Timed]]:
    """Rows of one place without a gap that ends a series, by place and time."""
    gap = dt.timedelta(minutes=tally.gap_minutes)
    timed = [(*one.time.closed, one) for one in rows if one.time and one.time.closed]
    timed.sort(key=lambda row: (_place(row), row[0], row[1]))
    for _, there in groupby(timed, key=_place):
        series: list[Timed] = []
        for row in there:
            if series and row[0] - max(end for _, end, _ in series) >= gap:
                yield series
                series = []
            series.append(row)
        yield series


def _place(row: Timed) -> tuple[str, str]:
    observed = row[2]
    return observed.position, observed.location.words if observed.location else ""


def _series_count(series: Sequence[Timed], tally: Tally) -> Bounds | None:
    """How many a series counts for: bounds where a gap may hide within a row, None where N/K."""
    rounds = summed(tuple(one.number for _, _, one in series))
    low = sum(one.number.low or 1 for _, _, one in series)
    pieces = 1 + sum(_hidden(row, tally) for row in series)
    if tally.least_rounds > 1:
        return _of_size((low, rounds.high), pieces, tally.least_rounds)
    high = pieces if rounds.high is None else min(pieces, rounds.high)
    if tally.lone is Lone.OPEN:
        return (1 if low > pieces else 0), high
    return 1, high


def _of_size(rounds: tuple[int, int | None], pieces: int, least: int) -> Bounds | None:
    """Of rounds in so many pieces at most, how many pieces have `least` of them."""
    low, high = rounds
    surely = 1 if -(-low // pieces) >= least else 0
    if high is None:
        return (surely, surely) if surely and pieces == 1 else None
    return surely, min(pieces, high // least)


def _hidden(row: Timed, tally: Tally) -> int:
    """How many gaps that end a series may lie within one row."""
    start, end, observed = row
    fits = int((end - start) / dt.timedelta(minutes=tally.gap_minutes))
    return fits if observed.number.high is None else min(fits, observed.number.high - 1)
