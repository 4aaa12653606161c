"""Moments of agreement files on clocks that jump."""

from __future__ import annotations

import datetime as dt

import pytest

from trucewatch.data.agreement_times import read_moment
from trucewatch.domain.errors import InvalidValue, UnknownName
from trucewatch.domain.time import UTC, parse_instant

HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("words", "instant"),
    [
        # Summer time began in the first hour of 25 March 2016, ended in the last of 27 October.
        ("2016-03-24T23:59 Asia/Damascus", "2016-03-24T21:59Z"),
        ("2016-03-25T01:00 Asia/Damascus", "2016-03-24T22:00Z"),
        ("2016-10-27T22:59 Asia/Damascus", "2016-10-27T19:59Z"),
        ("2016-10-28T00:00 Asia/Damascus", "2016-10-27T22:00Z"),
        # Since October 2022 the clock stays at +03:00.
        ("2022-10-28T00:00 Asia/Damascus", "2022-10-27T21:00Z"),
        ("2023-01-15T12:00 Asia/Damascus", "2023-01-15T09:00Z"),
        ("2021-01-15T12:00 Asia/Damascus", "2021-01-15T10:00Z"),
        ("2022-03-27T02:59 Europe/Kyiv", "2022-03-27T00:59Z"),
        ("2022-03-27T04:00 Europe/Kyiv", "2022-03-27T01:00Z"),
        ("2022-10-30T04:00 Europe/Kyiv", "2022-10-30T02:00Z"),
        # Yemen has no summer time, in Sana'a as in Aden.
        ("2018-12-18T00:00 Asia/Aden", "2018-12-17T21:00Z"),
        ("2022-07-02T19:00 Asia/Aden", "2022-07-02T16:00Z"),
        # South Sudan set its clock back at the end of January 2021.
        ("2021-01-31T22:59 Africa/Juba", "2021-01-31T19:59Z"),
        ("2021-02-01T00:00 Africa/Juba", "2021-01-31T22:00Z"),
        ("2018-06-30T00:00 Africa/Juba", "2018-06-29T21:00Z"),
        # Sudan did so at the end of October 2017.
        ("2017-10-31T22:59 Africa/Khartoum", "2017-10-31T19:59Z"),
        ("2017-11-01T00:00 Africa/Khartoum", "2017-10-31T22:00Z"),
        ("2023-05-22T21:45 Africa/Khartoum", "2023-05-22T19:45Z"),
        # In Gaza summer time began at 01:00 of a Saturday in 2016, at 02:00 in 2025.
        ("2016-03-26T00:59 Asia/Gaza", "2016-03-25T22:59Z"),
        ("2016-03-26T02:00 Asia/Gaza", "2016-03-25T23:00Z"),
        ("2025-04-12T01:59 Asia/Gaza", "2025-04-11T23:59Z"),
        ("2025-04-12T03:00 Asia/Gaza", "2025-04-12T00:00Z"),
        ("2025-01-19T11:15 Asia/Gaza", "2025-01-19T09:15Z"),
    ],
)
def test_a_local_time_has_the_offset_of_its_day(words: str, instant: str) -> None:
    """The clock of the place, with the law that was in force there then."""
    at, until, _ = read_moment(words)
    assert (at, until) == (parse_instant(instant), None)


@pytest.mark.parametrize(
    "words",
    [
        "2016-03-25T00:00 Asia/Damascus",
        "2016-03-25T00:59:59 Asia/Damascus",
        "2022-03-27T03:00 Europe/Kyiv",
        "2016-03-26T01:30 Asia/Gaza",
        "2025-04-12T02:00 Asia/Gaza",
    ],
)
def test_an_hour_that_was_skipped_is_refused(words: str) -> None:
    """Nothing happened then; whoever wrote it meant another clock or another day."""
    with pytest.raises(InvalidValue, match=r"skips .*; write the time it had instead"):
        read_moment(words)


@pytest.mark.parametrize(
    "words",
    [
        "2016-10-27T23:00 Asia/Damascus",
        "2022-10-30T03:30 Europe/Kyiv",
        "2021-01-31T23:30 Africa/Juba",
        "2017-10-31T23:00 Africa/Khartoum",
        "2015-10-23T00:00 Asia/Gaza",
        "2025-10-25T01:00 Asia/Gaza",
    ],
)
def test_an_hour_that_came_twice_is_refused(words: str) -> None:
    """Which of the two was meant is a question for a person, not a guess."""
    with pytest.raises(InvalidValue, match=r"has twice .*; write it in UTC"):
        read_moment(words)


@pytest.mark.parametrize(
    ("words", "first", "hours"),
    [
        ("2016-03-25 Asia/Damascus", "2016-03-24T22:00Z", 23),
        ("2016-10-27 Asia/Damascus", "2016-10-26T21:00Z", 25),
        ("2016-10-28 Asia/Damascus", "2016-10-27T22:00Z", 24),
        ("2022-10-28 Asia/Damascus", "2022-10-27T21:00Z", 24),
        ("2022-03-27 Europe/Kyiv", "2022-03-26T22:00Z", 23),
        ("2021-01-31 Africa/Juba", "2021-01-30T21:00Z", 25),
        ("2017-10-31 Africa/Khartoum", "2017-10-30T21:00Z", 25),
        # The midnight that began this day came twice; the first of them begins it.
        ("2015-10-23 Asia/Gaza", "2015-10-22T21:00Z", 25),
        ("2018-12-18 Asia/Aden", "2018-12-17T21:00Z", 24),
    ],
)
def test_a_day_has_the_hours_that_its_clock_gave_it(words: str, first: str, hours: int) -> None:
    """A day alone is the whole local day, of 23 to 25 hours."""
    at, until, _ = read_moment(words)
    assert until is not None
    assert (at, until - at) == (parse_instant(first), hours * HOUR)


def test_a_day_that_a_clock_skipped_is_refused() -> None:
    """Samoa crossed the date line at the end of 29 December 2011."""
    with pytest.raises(InvalidValue, match="skips the day 2011-12-30"):
        read_moment("2011-12-30 Pacific/Apia")


def test_midnight_may_end_a_day() -> None:
    """24:00 is the first instant of the day after, also where 00:00 of that day was skipped."""
    ended, _, _ = read_moment("2016-03-24T24:00 Asia/Damascus")
    assert ended == dt.datetime(2016, 3, 24, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "2016-05-04T24:01 Asia/Damascus",
        "2016-05-04T24:00:30 Asia/Damascus",
        "2016-02-30 Asia/Damascus",
        "9999-12-31 UTC",
        "0001-01-01T00:00 Asia/Damascus",
        "2016-05-04T00:01+03:00",
        "2016-05-04T00:01",
        "",
    ],
)
def test_what_is_no_moment_is_refused(words: str) -> None:
    """With the way to write one."""
    with pytest.raises(InvalidValue, match="is no moment; write it as in"):
        read_moment(words)


def test_a_clock_that_does_not_exist_is_refused() -> None:
    """Sana'a has no zone of its own name; Asia/Aden is that of Yemen."""
    with pytest.raises(UnknownName, match="Asia/Sanaa"):
        read_moment("2018-12-18T00:00 Asia/Sanaa")
