"""What a time expression stands for, as days and minutes of a calendar.

The arithmetic of dates, of clocks and of windows rests on these. Each sees the words of one match
and the day they are read from, and tells days, a clock, both or neither: nothing is guessed where
the words need something that was said elsewhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from trucewatch.domain.time import TimePrecision
from trucewatch.text.time_words import TimeWords

Role = Literal["when", "duration", "deadline", "since", "until", "name_part"]
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """Half-open range of calendar days."""

    first: dt.date
    after: dt.date

    @property
    def single(self) -> bool:
        """Whether this is one day."""
        return self.after - self.first == _DAY


@dataclass(frozen=True, slots=True)
class Clock:
    """Half-open range of minutes from the midnight that begins a day.

    Args:
        start, end: may lie outside 0..1440 where the words reach into a neighbouring day.
        zone: IANA name that the words give, None for the clock of the report.
        shift: days from the anchor to the day it belongs to where no day is told.
        local: whether the words say that the clock is that of the place.
    """

    start: int
    end: int
    precision: TimePrecision
    zone: str | None = None
    shift: int = 0
    local: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What one match tells; `role` overrides that of the words around it."""

    days: Days | None = None
    clock: Clock | None = None
    role: Role = "when"
    year_told: bool = True


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where words are read from.

    Args:
        day: publication day, None where unknown.
        past: whether the clause tells of the past (True) or future (False), None for no hint.
        lapping: whether the words before name a meeting that laps over a weekend.
        year: a year told elsewhere in the sentence.
    """

    day: dt.date | None
    past: bool | None
    lapping: bool = False
    year: int | None = None


Groups = Mapping[str, str | None]
Reads = Callable[[Groups, Standpoint, TimeWords], Told | None]


def month_days(year: int, month: int, months: int = 1) -> Days:
    """Whole months; `month` may run beyond 12.

    >>> month_days(2016, 12, 3).after.isoformat()
    '2017-03-01'
    """
    first, last = month - 1, month - 1 + months
    return Days(
        dt.date(year + first // 12, first % 12 + 1, 1),
        dt.date(year + last // 12, last % 12 + 1, 1),
    )


def week_days(day: dt.date, weeks: int = 0) -> Days:
    """The calendar week of a day, Monday first, moved by whole weeks."""
    monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=weeks)
    return Days(monday, monday + dt.timedelta(weeks=1))


def around(day: dt.date, before: int, after: int) -> Days:
    """From `before` days earlier to `after` days later, that last day included.

    >>> around(dt.date(2016, 5, 3), 0, 1).after.isoformat()
    '2016-05-05'
    """
    return Days(day - dt.timedelta(days=before), day + dt.timedelta(days=after + 1))


def third(days: Days, edge: str | None) -> Days:
    """The first, middle or last third of a longer stretch, cut at whole days."""
    length = (days.after - days.first).days
    if edge not in {"first", "middle", "last"} or length < 3:
        return days
    cut = dt.timedelta(days=round(length / 3))
    if edge == "first":
        return Days(days.first, days.first + cut)
    if edge == "last":
        return Days(days.after - cut, days.after)
    return Days(days.first + cut, days.after - cut)


def edge_of(groups: Groups, words: TimeWords) -> str | None:
    """Which third the words mean, or "earlier" and "later" as they stand."""
    edge = groups.get("edge") or groups.get("edge1")
    if not edge or edge.lower() in {"earlier", "later", "sometime"}:
        return edge.lower() if edge else None
    value: str = words.value("edge", edge)
    return value


def rel_of(groups: Groups, words: TimeWords) -> str | None:
    """Whether the words point to the "past", "this" or the "next" one."""
    rel = groups.get("rel")
    value: str | None = words.value("rel", rel.lower().removeprefix("the ")) if rel else None
    return value


def edge_clock(edge: str | None) -> Clock | None:
    """Early is before nine, late is after six in the evening; wider words keep the day."""
    if edge == "first":
        return Clock(0, 540, TimePrecision.PART_OF_DAY)
    return Clock(1080, 1440, TimePrecision.PART_OF_DAY) if edge == "last" else None


def part_clock(groups: Groups, words: TimeWords, *, shift: int = 0) -> Clock | None:
    """The clock of a part of the day, None where no part is told."""
    part = groups.get("part")
    if not part:
        return None
    kind = "parts" if part.lower() in words.values["parts"] else "part"
    start, end = words.value(kind, part)
    near = groups.get("near")
    if near and near.lower() in {"shortly before", "just before"}:
        start, end = start - 60, start
    exact = part.lower() in {"noon", "midday"}
    precision = TimePrecision.HOUR if exact else TimePrecision.PART_OF_DAY
    return Clock(start, end, precision, shift=shift)


def nearest(choices: list[Days], at: Standpoint) -> Days | None:
    """The choice that fits tense and report day best, None without a report day."""
    if at.day is None:
        return None
    anchor = at.day
    past = [days for days in choices if days.first <= anchor + _DAY]
    ahead = [days for days in choices if days.after > anchor]
    if at.past is True and past:
        return past[-1]
    if at.past is False and ahead:
        return ahead[0]
    return min(choices, key=lambda days: (_gap(days, anchor), days.first))


def _gap(days: Days, anchor: dt.date) -> int:
    """Days between a stretch and the report; 0 where the report lies inside."""
    if days.first <= anchor < days.after:
        return 0
    return min(abs((days.first - anchor).days), abs((anchor - days.after).days + 1))


def amount(text: str, words: TimeWords) -> float | None:
    """How many a number word stands for, None where it does not say.

    >>> from trucewatch.text.time_words import time_words
    >>> amount("72", time_words("en")), amount("a few", time_words("en"))
    (72.0, None)
    """
    plain = " ".join(text.lower().split())
    if plain[:1].isdigit():
        return float(plain.replace(",", "."))
    value: Any = words.values["number"].get(plain)
    return None if value is None else float(value)
