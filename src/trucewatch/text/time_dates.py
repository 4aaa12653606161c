"""Dates, months, seasons, quarters, years and weekdays, as days of a calendar.

Each arithmetic is named by `reads` of a rule in `times.yaml`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from trucewatch.text.time_values import (
    Days,
    Groups,
    Reads,
    Standpoint,
    Told,
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

_DAY = dt.timedelta(days=1)


def _one(day: dt.date) -> Days:
    return Days(day, day + _DAY)


def _year(text: str | None) -> int | None:
    """Four digits as they stand; two digits in the hundred years up to 2069."""
    if not text:
        return None
    digits = text.lstrip("'’")
    if len(digits) > 2:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 70 else 1900)


def _without_year(build: Callable[[int], Days | None], at: Standpoint) -> Days | None:
    """A yearly stretch in the year told elsewhere, else in the year that fits."""
    if at.year is not None:
        return build(at.year)
    if at.day is None:
        return None
    built = [build(at.day.year + shift) for shift in (-1, 0, 1)]
    return nearest([days for days in built if days is not None], at)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_date(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """A day of a month, or a run of days in it, with or without its year."""
    month = groups.get("month")
    number: int = words.value("month", month) if month else int(groups["mm"] or 0)
    first, last = int(groups["dd"] or 0), int(groups.get("dd2") or groups["dd"] or 0)
    year = _year(groups.get("year") or groups.get("year2"))

    def build(in_year: int) -> Days | None:
        start, end = _date(in_year, number, first), _date(in_year, number, last)
        return Days(start, end + _DAY) if start and end and start <= end else None

    days = build(year) if year else _without_year(build, at)
    if year and days is None:
        return None
    if _date(2000, number, first) is None or first > last:
        return None
    return Told(days, edge_clock(edge_of(groups, words)), year_told=bool(year))


def read_number_date(groups: Groups, at: Standpoint, _words: TimeWords) -> Told | None:
    """03.05.2016 has the day first; with strokes either, so the report day must decide."""
    one, two = int(groups["a"] or 0), int(groups["b"] or 0)
    year = _year(groups["year"]) or 0
    dayfirst, monthfirst = _date(year, two, one), _date(year, one, two)
    if groups["sep"] == ".":
        return Told(_one(dayfirst)) if dayfirst else None
    found = sorted({day for day in (dayfirst, monthfirst) if day is not None})
    if at.day in found:
        return Told(_one(at.day))
    if len(found) > 1 and at.day is not None:
        fitting = [day for day in found if (day > at.day) == (at.past is False)]
        found = fitting if len(fitting) == 1 else found
    if len(found) == 1:
        return Told(_one(found[0]))
    return Told() if found else None


def read_month(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """A month or a third of it."""
    number: int = words.value("month", groups["month"] or "")
    year = _year(groups.get("year"))
    rel = rel_of(groups, words)
    if rel and at.day is not None:
        found: Days | None = _stepped(month_days, number, rel, at.day)
    else:
        found = month_days(year, number) if year else _without_year(_monthly(number, 1), at)
    edge = edge_of(groups, words)
    return Told(third(found, edge) if found else None, year_told=bool(year))


def _monthly(number: int, months: int) -> Callable[[int], Days]:
    return lambda year: month_days(year, number, months)


def _stepped(build: Callable[[int, int], Days], number: int, rel: str, day: dt.date) -> Days:
    """Last, this or next June, seen from a day."""
    years = [build(day.year + shift, number) for shift in (-1, 0, 1)]
    if rel == "past":
        return [days for days in years if days.after <= day][-1]
    if rel == "next":
        return next(days for days in years if days.first > day)
    return years[1]


def read_week_of_month(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """The last week of October: seven days from one end of the month; also a day or weekend."""
    month = read_month({"month": groups["month"], "year": groups["year"]}, at, words)
    if month is None or month.days is None:
        return month
    width = {"week": 7, "weekend": 7, "day": 1}[(groups["unit"] or "").lower()]
    place = ["first", "second", "third", "fourth", "last"].index((groups["num"] or "").lower())
    start = month.days.first + dt.timedelta(days=width * place)
    start = month.days.after - dt.timedelta(days=width) if place == 4 else start
    return Told(Days(start, start + dt.timedelta(days=width)), year_told=month.year_told)


def read_month_range(groups: Groups, _at: Standpoint, words: TimeWords) -> Told | None:
    """From one month to another."""
    year2 = _year(groups["year2"]) or 0
    start: int = words.value("month", groups["month"] or "")
    end: int = words.value("month", groups["month2"] or "")
    year = _year(groups["year"]) or (year2 if start <= end else year2 - 1)
    first, last = month_days(year, start), month_days(year2, end)
    return Told(Days(first.first, last.after)) if first.first < last.after else None


def read_season(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """A northern season; a winter is told by the year in which it begins."""
    start, months = words.value("season", groups["season"] or "")
    year = _year(groups.get("year"))
    rel = rel_of(groups, words)
    if rel in {"past", "next"} and at.day is not None:
        found: Days | None = _stepped(lambda y, m: month_days(y, m, months), start, rel, at.day)
    elif year:
        found = month_days(year, start, months)
    else:
        found = _without_year(_monthly(start, months), at)
    return Told(third(found, edge_of(groups, words)) if found else None, year_told=bool(year))


def read_quarter(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """A quarter of a year; "the last quarter" alone is the one before that of the report."""
    word = (groups["num"] or "").lower()
    year = _year(groups.get("year"))
    rel = rel_of(groups, words)
    if year is None and rel and at.day:
        year = at.day.year + {"past": -1, "this": 0, "next": 1}[rel]
    if word == "last" and year is None:
        now = (at.day.month - 1) // 3 if at.day else 0
        return Told(month_days(at.day.year, 3 * now - 2, 3) if at.day else None)
    number = ["first", "second", "third", "fourth", "last"].index(word) % 5
    build = _monthly(3 * min(number, 3) + 1, 3)
    return Told(build(year) if year else _without_year(build, at), year_told=bool(year))


def read_year(groups: Groups, _at: Standpoint, words: TimeWords) -> Told | None:
    """A year, a third of it, or a run of years such as 2003-05."""
    year = _year(groups["year"]) or 0
    last = groups.get("year2")
    end = year if not last else int(last) if len(last) > 2 else year - year % 100 + int(last)
    if end < year:
        return None
    days = Days(dt.date(year, 1, 1), dt.date(end + 1, 1, 1))
    return Told(third(days, edge_of(groups, words)))


def read_decade(groups: Groups, _at: Standpoint, words: TimeWords) -> Told | None:
    """The 1990s."""
    year = _year(groups["year"]) or 0
    days = Days(dt.date(year, 1, 1), dt.date(year + 10, 1, 1))
    return Told(third(days, edge_of(groups, words)))


def read_weekday(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """A weekday: the latest up to the report day, or the first from it on for the future."""
    number: int = words.value("weekday", groups["weekday"] or "")
    clock = part_clock(groups, words) or edge_clock(edge_of(groups, words))
    if at.day is None:
        return Told(None, clock)
    rel = rel_of(groups, words)
    back = dt.timedelta(days=(at.day.weekday() - number) % 7)
    ahead = dt.timedelta(days=(number - at.day.weekday()) % 7)
    week = dt.timedelta(weeks=1)
    if rel == "past":
        day = at.day - (back or week)
    elif rel == "next":
        day = at.day + (ahead or week)
    elif rel == "this":
        day = week_days(at.day).first + dt.timedelta(days=number)
    else:
        day = at.day + ahead if at.past is False else at.day - back
    return Told(_one(day), clock)


def read_nothing(_groups: Groups, _at: Standpoint, _words: TimeWords) -> Told | None:
    """Told, but not so that a day follows."""
    return Told()


READS: dict[str, Reads] = {
    "date": read_date,
    "week_of_month": read_week_of_month,
    "number_date": read_number_date,
    "month": read_month,
    "month_range": read_month_range,
    "season": read_season,
    "quarter": read_quarter,
    "year": read_year,
    "decade": read_decade,
    "weekday": read_weekday,
    "nothing": read_nothing,
}
