"""The clock of an exercise: which exercise time it is at an instant of real time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from trucewatch.domain.exercise import Inject, Script


class Anchor(NamedTuple):
    """An instant of real time whose exercise time is on record."""

    real: dt.datetime
    exercise: dt.datetime


def exercise_time(anchors: Sequence[Anchor], speed: int, real: dt.datetime) -> dt.datetime:
    """The exercise time at an instant; it never goes back, and stands still before the first.

    Args:
        anchors: in the order of real time, one at least.
        speed: minutes of exercise time in one of real time.

    >>> noon = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    >>> begins = Anchor(noon, dt.datetime(2025, 4, 7, 6, tzinfo=dt.UTC))
    >>> f"{exercise_time([begins], 12, noon + dt.timedelta(minutes=5)):%H:%M}"
    '07:00'
    >>> f"{exercise_time([begins], 12, noon - dt.timedelta(minutes=5)):%H:%M}"
    '06:00'
    """
    passed = [one for one in anchors if one.real <= real] or [anchors[0]]
    last = passed[-1]
    run = last.exercise + max(real - last.real, dt.timedelta()) * speed
    later = anchors[len(passed) : len(passed) + 1]
    return min(run, later[0].exercise) if later else run


def released_at(
    script: Script, inject: Inject, anchors: Sequence[Anchor], now: dt.datetime
) -> dt.datetime:
    """The exercise time of an inject that is released now: its own, or now where that is past.

    Whoever releases by hand what was to come later moves the clock on to it.
    """
    return max(script.time_of(inject), exercise_time(anchors, script.speed, now))


def due(
    script: Script, released: Collection[str], anchors: Sequence[Anchor], now: dt.datetime
) -> list[Inject]:
    """The injects whose time has come by the clock and that were not released yet."""
    at = exercise_time(anchors, script.speed, now)
    waiting = (one for one in script.injects if one.id not in released)
    return [one for one in waiting if script.time_of(one) <= at]
