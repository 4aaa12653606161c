"""The clock of an exercise: which exercise time it is at an instant of real time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from trucewatch.domain.exercise import Inject, Script
from trucewatch.domain.time import parse_instant, write_instant

MOVED = "clock"
"""Member of the document of an exercise: instants whose exercise time is on record, in order."""


class Anchor(NamedTuple):
    """An instant of real time whose exercise time is on record."""

    real: dt.datetime
    exercise: dt.datetime

    @property
    def told(self) -> dict[str, str]:
        """As the record keeps it, in whole seconds."""
        return {"real": write_instant(self.real), "exercise": write_instant(self.exercise)}


def anchors_of(exercise: Mapping[str, Any]) -> list[Anchor]:
    """The anchors that the document of an exercise tells, in the order of time."""
    told = exercise[MOVED]
    return [Anchor(parse_instant(one["real"]), parse_instant(one["exercise"])) for one in told]


def time_told(exercise: Mapping[str, Any], real: dt.datetime) -> dt.datetime:
    """The exercise time at an instant, by the document of an exercise; it ends with the exercise.

    >>> noon = {"real": "2026-03-01T12:00:00Z", "exercise": "2025-04-07T06:00:00Z"}
    >>> told = {"clock": [noon], "speed": 12, "ended": "2026-03-01T12:10:00Z"}
    >>> f"{time_told(told, parse_instant('2026-03-01T18:00:00Z')):%H:%M}"
    '08:00'
    """
    at = min(real, parse_instant(exercise["ended"])) if exercise["ended"] else real
    return exercise_time(anchors_of(exercise), exercise["speed"], at)


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


def due(script: Script, released: Collection[str], now: dt.datetime) -> list[Inject]:
    """The injects whose time has come and that were not released yet.

    Args:
        now: by the exercise clock.
    """
    waiting = (one for one in script.injects if one.id not in released)
    return [one for one in waiting if script.time_of(one) <= now]
