"""Times told by their distance from the report: yesterday, last week, the coming hours."""

from __future__ import annotations

import datetime as dt
import math

from trucewatch.domain.time import TimePrecision
from trucewatch.text.time_values import (
    Clock,
    Days,
    Groups,
    Reads,
    Standpoint,
    Told,
    amount,
    around,
    edge_clock,
    edge_of,
    month_days,
    nearest,
    part_clock,
    rel_of,
    third,
    week_days,
)
from trucewatch.text.time_words import TimeWords

_DAYS_IN = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_VAGUE_DAYS = {"hour": 1, "minute": 1, "second": 1, "day": 7, "week": 28, "month": 183}


def _unit(groups: Groups, words: TimeWords) -> str:
    unit: str = words.values["unit"].get((groups.get("unit") or "").lower(), "day")
    return unit


def _length(groups: Groups, words: TimeWords) -> tuple[float | None, str]:
    """How many, and of what; a fortnight is two weeks."""
    unit = _unit(groups, words)
    count = amount(groups.get("num") or "", words)
    if unit == "fortnight":
        return (count or 1) * 2, "week"
    return count, unit


def moved(day: dt.date, months: int) -> dt.date:
    """The same day of another month, or its last day where the month is shorter.

    >>> moved(dt.date(2016, 3, 31), -1).isoformat()
    '2016-02-29'
    """
    month = month_days(day.year, day.month + months) if day.month + months > 0 else None
    if month is None:
        years = 1 + (-(day.month + months)) // 12
        month = month_days(day.year - years, day.month + months + 12 * years)
    return min(month.first + dt.timedelta(days=day.day - 1), month.after - dt.timedelta(days=1))


def _days_of(count: float | None, unit: str) -> int:
    """Whole days that hold so many units, at least one; a vague count takes a stated width."""
    if unit in _MONTHS_IN:
        return math.ceil((count or 6) * _MONTHS_IN[unit] * 30.5)
    if count is None:
        return _VAGUE_DAYS.get(unit, 7)
    return max(1, math.ceil(count * _DAYS_IN[unit]))


def read_day_word(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """Yesterday, today, tomorrow, with or without a part of the day."""
    clock = part_clock(groups, words) or edge_clock(edge_of(groups, words))
    if at.day is None:
        return Told(None, clock)
    shift: int = words.value("day_word", groups["day_word"] or "")
    return Told(around(at.day + dt.timedelta(days=shift), 0, 0), clock)


def read_now(_groups: Groups, at: Standpoint, _words: TimeWords) -> Told | None:
    """Now is the day of the report."""
    return Told(around(at.day, 0, 0) if at.day else None)


def read_period(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """Last, this or next week, month, year, decade or century of the calendar.

    Earlier this week ends with the report day, later this week begins with it. Last week is
    the calendar week before, Monday to Sunday; after a meeting that laps over a weekend it
    runs to the Monday on which such meetings end.
    """
    if at.day is None:
        return Told()
    step = {"past": -1, "this": 0, "next": 1}[rel_of(groups, words) or "this"]
    days = _period(_unit(groups, words), step, at.day)
    edge = edge_of(groups, words)
    tomorrow = at.day + dt.timedelta(days=1)
    if edge == "earlier" and step == 0:
        days = Days(days.first, tomorrow)
    elif edge == "later" and step == 0:
        days = Days(at.day, days.after)
    elif at.lapping and step == -1 and _unit(groups, words) == "week":
        days = Days(days.first, days.after + dt.timedelta(days=1))
    return Told(third(days, edge))


def _period(unit: str, step: int, day: dt.date) -> Days:
    if unit == "week":
        return week_days(day, step)
    if unit == "month":
        first = moved(day.replace(day=1), step)
        return month_days(first.year, first.month)
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    start = (day.year // years + step) * years
    return Days(dt.date(start, 1, 1), dt.date(start + years, 1, 1))


def read_weekend(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """Saturday and Sunday: the latest that has begun, or the next for the future."""
    if at.day is None:
        return Told()
    saturday = week_days(at.day).first + dt.timedelta(days=5)
    this, last = around(saturday, 0, 1), around(saturday - dt.timedelta(weeks=1), 0, 1)
    rel = rel_of(groups, words)
    if rel == "next" and at.day < saturday:
        return Told(this)
    if rel == "next" or (at.past is False and at.day >= this.after):
        return Told(around(saturday + dt.timedelta(weeks=1), 0, 1))
    if rel == "past":
        return Told(last)
    return Told(this if at.past is False or rel == "this" or at.day >= saturday else last)


def read_past_window(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """The last 24 hours: so many days back, the report day included."""
    if at.day is None:
        return Told()
    count, unit = _length(groups, words)
    if unit in _MONTHS_IN and count:
        start = moved(at.day, -math.ceil(count * _MONTHS_IN[unit]))
        return Told(Days(start, at.day + dt.timedelta(days=1)))
    return Told(around(at.day, _days_of(count, unit), 0))


def read_coming_window(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """The coming hours: the report day and so many after it, at least the next."""
    if at.day is None:
        return Told()
    count, unit = _length(groups, words)
    if unit in _MONTHS_IN and count:
        return Told(Days(at.day, moved(at.day, math.ceil(count * _MONTHS_IN[unit]))))
    return Told(around(at.day, 0, _days_of(count, unit)))


def read_within(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """Within 48 hours: ahead it is a deadline, looking back a length."""
    if at.past is True or at.day is None:
        return Told(role="deadline" if at.past is not True else "duration")
    told = read_coming_window(groups, at, words)
    return Told(told.days if told else None, role="deadline")


def read_in_length(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """In a few hours, in two weeks: ahead, a point so far away; looking back, a length.

    Without a hint of tense only a vague number of hours is taken to lie ahead.
    """
    count, unit = _length(groups, words)
    vague_hours = count is None and unit == "hour"
    if at.past or (at.past is None and not vague_hours):
        return Told(role="duration")
    if count is None or unit in {"second", "minute", "hour"} or at.day is None:
        told = read_coming_window(groups, at, words)
        return Told(told.days if told else None)
    return Told(_distant(at.day, count, unit))


def read_ago(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """Two days ago: as blurred as its unit, a day, a week, a month or a year wide."""
    if at.day is None:
        return Told()
    count, unit = _length(groups, words)
    if count is None:
        back = _days_of(None, unit)
        if unit in _MONTHS_IN or unit == "week":
            return Told(Days(at.day - dt.timedelta(days=2 * back), at.day))
        return Told(around(at.day, back, -1) if unit == "day" else around(at.day, 0, 0))
    if unit in {"second", "minute", "hour"}:
        back = int(count * _DAYS_IN[unit])
        return Told(around(at.day, back + (count * _DAYS_IN[unit] > 0.25), -back))
    return Told(_distant(at.day, -count, unit))


def _distant(day: dt.date, count: float, unit: str) -> Days:
    """The day, week, month or year that lies so many units away."""
    if unit == "day":
        return around(day + dt.timedelta(days=round(count)), 0, 0)
    if unit == "week":
        return around(day + dt.timedelta(weeks=count), 3, 3)
    there = moved(day, round(count * _MONTHS_IN[unit]))
    if unit == "month":
        return month_days(there.year, there.month)
    return Days(dt.date(there.year, 1, 1), dt.date(there.year + 1, 1, 1))


def read_festival(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """A feast with a fixed day."""
    month, day = words.value("festival", groups["festival"] or "")
    year = groups.get("year")
    if year:
        return Told(around(dt.date(int(year), month, day), 0, 0))
    if at.day is None:
        return Told()
    years = [at.day.year - 1, at.day.year, at.day.year + 1]
    return Told(nearest([around(dt.date(y, month, day), 0, 0) for y in years], at))


def read_length(_groups: Groups, _at: Standpoint, _words: TimeWords) -> Told | None:
    """How long, not when."""
    return Told(role="duration")


def read_hours_to(groups: Groups, _at: Standpoint, words: TimeWords) -> Told | None:
    """The 24 hours to what follows: a clock that ends where the next expression begins."""
    count, unit = _length(groups, words)
    if count is None:
        return Told(role="duration")
    minutes = round(count * _DAYS_IN[unit] * 1440)
    return Told(None, Clock(-minutes, 0, TimePrecision.PART_OF_DAY), role="duration")


READS: dict[str, Reads] = {
    "day_word": read_day_word,
    "now": read_now,
    "period": read_period,
    "weekend": read_weekend,
    "past_window": read_past_window,
    "coming_window": read_coming_window,
    "within": read_within,
    "in_length": read_in_length,
    "ago": read_ago,
    "festival": read_festival,
    "length": read_length,
    "hours_to": read_hours_to,
}
