"""What a time expression stands for, as days and minutes of a calendar.

Each arithmetic below is named by `reads` of a rule in `times.yaml`. It sees the words of one
match and the day they are read from, and tells days, a clock, both or neither: nothing is
guessed where the words need something that was said elsewhere.
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


def _one(day: dt.date) -> Days:
    return Days(day, day + _DAY)


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


def _year(text: str | None) -> int | None:
    """Four digits as they stand; two digits in the hundred years up to 2069."""
    if not text:
        return None
    digits = text.lstrip("'’")
    if len(digits) > 2:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 70 else 1900)


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
