"""What a caller's words for a time are taken to mean, and what they are not."""

from __future__ import annotations

import datetime as dt

import pytest

from trucewatch.domain.time import TimePrecision
from trucewatch.text.asked_time import asked_time
from trucewatch.text.told_time import told_time

AT = dt.datetime(2016, 5, 25, 10, 0, tzinfo=dt.UTC)
"""Wednesday, 13:00 in Damascus."""
CLOCK = "Asia/Damascus"


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("last night", "24 15:00", "25 03:00"),
        ("прошлой ночью", "24 15:00", "25 03:00"),
        ("ليلة أمس", "24 15:00", "25 03:00"),
        ("about 3:40", "25 00:10", "25 01:10"),
        ("около 3:40", "25 00:10", "25 01:10"),
        ("حوالي الساعة ٣:٤٠", "25 00:10", "25 01:10"),
        ("an hour ago", "25 08:30", "25 09:30"),
        ("час назад", "25 08:30", "25 09:30"),
        ("قبل ساعة", "25 08:30", "25 09:30"),
        ("вчера вечером", "24 14:00", "24 21:00"),
        ("midnight Wednesday", "24 21:00", "25 10:00"),
        ("24.5 14:30", "24 11:30", "24 11:31"),
        ("24 мая в 14:30", "24 11:30", "24 11:31"),
        ("٢٤ أيار", "23 21:00", "24 21:00"),
        ("just now", "25 09:30", "25 10:00"),
    ],
)
def test_words_of_three_languages_mean_the_same(words: str, start: str, end: str) -> None:
    """By the clock of the place, as seen from the moment of the call."""
    time = told_time(words, AT, clock=CLOCK).time
    assert (f"{time.start:%d %H:%M}", f"{time.end:%d %H:%M}") == (start, end)
    assert time.words == words


@pytest.mark.parametrize("words", ["", "soon", "?", "عندما", "потом", "when the cock crew"])
def test_what_is_not_understood_stays_unknown(words: str) -> None:
    """No interval is made up; the words stay."""
    time = told_time(words, AT, clock=CLOCK).time
    assert (time.start, time.end, time.precision) == (None, None, TimePrecision.UNKNOWN)
    assert time.words == words


def test_a_clock_that_has_not_come_yet_was_the_day_before() -> None:
    """Twenty past midnight: 23:30 was yesterday."""
    at = dt.datetime(2016, 5, 24, 21, 20, tzinfo=dt.UTC)
    time = told_time("23:30", at, clock=CLOCK).time
    assert time.start == dt.datetime(2016, 5, 24, 20, 30, tzinfo=dt.UTC)


def test_nothing_that_was_told_lies_after_the_call() -> None:
    """ "Today" ends with the call."""
    assert told_time("today", AT, clock=CLOCK).time.end == AT


def test_without_a_place_a_clock_tells_days_alone() -> None:
    """Of whichever clock on earth, so the true moment is surely inside."""
    time = told_time("about 3:40", AT).time
    assert time.start is not None
    assert time.end is not None
    assert time.end - time.start >= dt.timedelta(days=1)


def test_half_a_clock_lists_the_other_half() -> None:
    """At four in the afternoon 3:40 may be either."""
    other = told_time("3:40", AT + dt.timedelta(hours=6), clock=CLOCK).other
    assert other is not None
    assert other.start == dt.datetime(2016, 5, 25, 12, 40, tzinfo=dt.UTC)
    assert told_time("3:40 am", AT + dt.timedelta(hours=6), clock=CLOCK).other is None


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("19:15", "25 16:15"),
        ("in two hours", "25 12:00"),
        ("через час", "25 11:00"),
        ("بعد ساعتين", "25 12:00"),
        ("9:00", "26 06:00"),
        ("завтра в 9:00", "26 06:00"),
        ("when it is quiet", None),
    ],
)
def test_a_callback_is_asked_for_by_an_hour_to_come(words: str, due: str | None) -> None:
    """An hour that has passed today is that of tomorrow."""
    found = asked_time(words, AT, clock=CLOCK)
    assert (f"{found:%d %H:%M}" if found else None) == due
