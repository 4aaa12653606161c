"""When somebody on the telephone says it was, as seen from the moment of the call.

A report stands on a day; a call stands on a second, so "an hour ago" and "23:30" at twenty past
midnight tell more. What is told has happened, so nothing of it lies after the call.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from trucewatch.data.loading import load_yaml
from trucewatch.data.zones import zone
from trucewatch.domain.time import UTC, TimePrecision, TimeRange, ZoneBasis
from trucewatch.text.time_intervals import Anchor, width
from trucewatch.text.time_values import amount
from trucewatch.text.time_words import time_words
from trucewatch.text.timing import TimeMention, find_times

_DAY = dt.timedelta(days=1)
_HALF_DAY = dt.timedelta(hours=12)
_FIRST_PLACE = dt.timedelta(hours=14)
_AGO = re.compile(
    r"(?:about |around |some )?(?P<num>half an?|an?|\d+|[a-z-]+) (?P<unit>minutes?|hours?) ago",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?<![\d.:/])(?P<day>\d{1,2})[./](?P<month>\d{1,2})\.?(?![\d.:/])")
_HALF_TOLD = re.compile(r"(?<![\d:.])(?:[1-9]|1[0-2]):[0-5]\d(?! ?[ap]\.?m)", re.IGNORECASE)
_MONTHS = "January February March April May June July August September October November December"
_NAMED = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:" + _MONTHS.replace(" ", "|") + r")\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ToldTime:
    """What the words were understood to mean.

    Args:
        time: both sides open where they tell nothing that is understood; its words are as told.
        rule: names of the rules that read them, "" where none did.
        other: the same twelve hours later, where the words leave open which half of the day.
    """

    time: TimeRange
    rule: str = ""
    other: TimeRange | None = None


def told_time(words: str, called_at: dt.datetime, *, clock: str | None = None) -> ToldTime:
    """What a caller's words for a time mean.

    Args:
        words: English, Russian or Arabic.
        called_at: the aware instant of the call.
        clock: IANA name of the clock of the place; None where the place is not known, and then
            nothing finer than a day is read from a clock or a part of the day.

    >>> at = dt.datetime(2016, 5, 25, 10, 0, tzinfo=dt.UTC)
    >>> for words in ("an hour ago", "вчера вечером", "قبل ساعة", "25.5 12:30", "soon"):
    ...     time = told_time(words, at, clock="Asia/Damascus").time
    ...     print(time.start and f"{time.start:%d %H:%M}", time.end and f"{time.end:%d %H:%M}")
    25 08:30 25 09:30
    24 14:00 24 21:00
    25 08:30 25 09:30
    25 09:30 25 09:31
    None None
    """
    basis = ZoneBasis.PLACE if clock else ZoneBasis.ASSUMED
    name = clock or "UTC"
    at = called_at.astimezone(UTC).replace(microsecond=0)
    said = in_english(words)
    found = _before_call(said, at) or _on_calendar(said, at, name, basis)
    if found is None:
        return ToldTime(TimeRange(words=words))
    named = found.time.zone or name
    other = replace(found.other, words=words, zone=named) if found.other else None
    return ToldTime(replace(found.time, words=words, zone=named), found.rule, other)


def in_english(words: str) -> str:
    """A caller's words for a time in words that the reader of reports knows, as far as possible.

    >>> in_english("позавчера в 14:30"), in_english("٢٤ أيار")
    ('the day before yesterday at 14:30', '24 May')
    """
    digits, say = _lexicon()
    said = " ".join(words.translate(digits).casefold().split())
    for pattern, english in say:
        said = pattern.sub(partial(_put, english), said)
    said = _NUMBERS.sub(_day_and_month, said)
    return _NAMED.sub(lambda hit: hit[0].capitalize(), said)


def _put(english: str, hit: re.Match[str]) -> str:
    """The English with the groups that took part; a group that did not leaves no trace."""
    for number, group in enumerate(hit.groups(""), 1):
        english = english.replace(f"\\{number}", group)
    return english


def _day_and_month(hit: re.Match[str]) -> str:
    """25.5 as 25 May: the day comes first wherever callers of this field write numbers."""
    day, month = int(hit["day"]), int(hit["month"])
    return f"{day} {_MONTHS.split()[month - 1]}" if 1 <= month <= 12 and 1 <= day <= 31 else hit[0]


def _before_call(said: str, at: dt.datetime) -> ToldTime | None:
    """So many minutes or hours before the call, and "just now"."""
    tree = _tree()
    clock: dict[str, Any] = {"zone": "UTC", "zone_basis": ZoneBasis.STATED}
    if said == "just now":
        back = dt.timedelta(minutes=tree["just_now"])
        time = TimeRange(start=at - back, end=at, precision=TimePrecision.HOUR, **clock)
        return ToldTime(time, "just_now")
    hit = _AGO.fullmatch(said)
    number = amount(hit["num"], time_words("en")) if hit else None
    if hit is None or number is None:
        return None
    minutes, open_minutes = tree["ago"][hit["unit"].lower()]
    middle = at - dt.timedelta(minutes=number * minutes)
    # "Half an hour ago" is counted in half hours.
    reach = dt.timedelta(minutes=open_minutes * min(1, number))
    start, end = middle - reach, min(middle + reach, at)
    if start >= end:
        return None
    return ToldTime(
        TimeRange(start=start, end=end, precision=TimePrecision.HOUR, **clock), "before_call"
    )


def _on_calendar(said: str, at: dt.datetime, name: str, basis: ZoneBasis) -> ToldTime | None:
    """What the reader of reports finds, held against the moment of the call."""
    today = at.astimezone(zone(name)).date()
    anchor = Anchor(today, name, basis, past=True)
    mentions = [one for one in find_times(said, anchor=anchor) if one.time.start is not None]
    told = next((one for one in mentions if one.role in {"when", "since", "until"}), None)
    if told is None:
        return None
    told = _on_any_clock(told) if basis is ZoneBasis.ASSUMED else told
    time, rule = _not_after(told, at)
    open_half = "clock" in rule.split("+")[0] and "pair" not in rule and _HALF_TOLD.search(said)
    return ToldTime(time, rule, _other_half(time, at) if open_half else None)


def _on_any_clock(told: TimeMention) -> TimeMention:
    """A day of whichever clock: it begins first at UTC+14 and ends last at UTC-12."""
    start, end = told.time.closed or (None, None)
    if start is None or end is None:
        return told
    start, end = start - _FIRST_PLACE, end + _HALF_DAY
    time = replace(told.time, start=start, end=end, precision=width((end - start) / _DAY))
    return replace(told, time=time, rule=f"{told.rule}+any_clock")


def _not_after(told: TimeMention, at: dt.datetime) -> tuple[TimeRange, str]:
    """A time told without a day that has not come yet was the day before; the rest ends now."""
    time, rule = told.time, told.rule
    start, end = time.closed or (None, None)
    if start is None or end is None:
        return time, rule
    if start >= at and "+day_of_report" in rule:
        start, end, rule = start - _DAY, end - _DAY, f"{rule}+day_before_call"
    if start < at < end:
        end = at
    return replace(time, start=start, end=end), rule


def _other_half(time: TimeRange, at: dt.datetime) -> TimeRange | None:
    start, end = time.closed or (None, None)
    if start is None or end is None or time.zone_basis is ZoneBasis.ASSUMED:
        return None
    other = replace(time, start=start + _HALF_DAY, end=end + _HALF_DAY)
    return other if start + _HALF_DAY < at else None


@cache
def _tree() -> dict[str, Any]:
    tree: dict[str, Any] = load_yaml("vocabulary/told_times.yaml")
    return tree


@cache
def _lexicon() -> tuple[dict[int, str], list[tuple[re.Pattern[str], str]]]:
    tree = _tree()
    say = [(re.compile(pattern, re.IGNORECASE), english) for pattern, english in tree["say"]]
    return str.maketrans(tree["digits"]), say
