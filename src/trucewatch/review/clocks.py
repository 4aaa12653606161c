"""When a clock ends, by the calendar that the rules name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from trucewatch.data.zones import zone
from trucewatch.domain.centre_rules import WEEK, Calendar, CentreRules, ClockUnit, Deadline

ONE_DAY = dt.timedelta(days=1)


def due(deadline: Deadline, rules: CentreRules, begun: dt.datetime) -> dt.datetime:
    """The instant at which a clock ends that began at another.

    Working days: the day on which it began is not counted, and the clock ends when the last one
    closes. Working hours run only while the calendar is open. Days end at the same hour of the
    calendar's clock, whatever summer time does in between; hours are hours.

    Args:
        begun: an aware instant.

    Returns:
        A UTC instant, later than `begun`.

    Source:
        Counting of days as in Regulation (EEC, Euratom) No 1182/71, article 3.

    >>> from trucewatch.data.centre_rules_files import packaged_text, read_rules
    >>> rules = read_rules(packaged_text())
    >>> friday = dt.datetime(2016, 9, 9, 20, 0, tzinfo=dt.UTC)
    >>> due(rules.deadlines.request, rules, friday).isoformat()
    '2016-09-13T15:00:00+00:00'
    """
    calendar = rules.calendars[deadline.calendar]
    if deadline.unit is ClockUnit.HOURS:
        return (begun + deadline.amount * dt.timedelta(hours=1)).astimezone(dt.UTC)
    if deadline.unit is ClockUnit.DAYS:
        local = begun.astimezone(zone(calendar.zone)) + deadline.amount * ONE_DAY
        return local.astimezone(dt.UTC)
    if deadline.unit is ClockUnit.WORKING_DAYS:
        return _after_days(deadline.amount, calendar, begun)
    return _after_hours(dt.timedelta(hours=deadline.amount), calendar, begun)


def _after_days(amount: int, calendar: Calendar, begun: dt.datetime) -> dt.datetime:
    first = begun.astimezone(zone(calendar.zone)).date()
    later = (closes for day, _, closes in _opened(calendar, first) if day > first)
    for _ in range(amount - 1):
        next(later)
    return next(later)


def _after_hours(left: dt.timedelta, calendar: Calendar, begun: dt.datetime) -> dt.datetime:
    first = begun.astimezone(zone(calendar.zone)).date()
    for _, opens, closes in _opened(calendar, first):
        start = max(opens, begun)
        if start < closes and left <= closes - start:
            return (start + left).astimezone(dt.UTC)
        left -= max(closes - start, dt.timedelta())
    raise AssertionError  # a calendar has a day, so it goes on for ever


def _opened(
    calendar: Calendar, first: dt.date
) -> Iterator[tuple[dt.date, dt.datetime, dt.datetime]]:
    """Each day that is worked, from `first` on, with the instants at which it opens and closes."""
    clock = zone(calendar.zone)
    hours = [dt.time.fromisoformat(one) for one in (calendar.opens, calendar.closes)]
    day = first
    while True:
        if WEEK[day.weekday()] in calendar.days and day not in calendar.holidays:
            # In UTC, because the length of a day between two local hours is not their difference.
            opens, closes = (
                dt.datetime.combine(day, one, clock).astimezone(dt.UTC) for one in hours
            )
            yield day, opens, closes
        day += ONE_DAY
