"""A time is as exact as the words and never more."""

from __future__ import annotations

import datetime as dt

import pytest

from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.time import UTC, TimeRange, parse_instant, write_instant

NOON = dt.datetime(2016, 5, 3, 12, tzinfo=UTC)


def test_an_instant_without_offset_is_refused() -> None:
    """Its hour could be any of twenty-four."""
    with pytest.raises(InvalidValue, match="no offset"):
        parse_instant("2016-05-05T03:40")


def test_an_instant_is_kept_in_utc() -> None:
    """The offset it was written with moves it to one clock."""
    assert write_instant(parse_instant("2016-05-05T03:40+03:00")) == "2016-05-05T00:40:00Z"


def test_a_time_never_ends_before_it_starts() -> None:
    """Nor at its start: a half-open interval would hold nothing."""
    with pytest.raises(InvalidValue, match="cannot end"):
        TimeRange(start=NOON, end=NOON)


def test_an_instant_of_a_range_has_an_offset() -> None:
    """A bare clock time is no instant."""
    with pytest.raises(InvalidValue, match="offset"):
        TimeRange(start=NOON.replace(tzinfo=None))


def test_an_instant_of_a_range_is_a_whole_second() -> None:
    """Finer times would compare unequal after the way through JSON."""
    with pytest.raises(InvalidValue, match="whole second"):
        TimeRange(start=NOON.replace(microsecond=1))


def test_an_open_range_has_no_length() -> None:
    """Not zero hours and not endless ones: not known."""
    assert TimeRange(start=NOON).hours() is None


def test_whole_days_follow_their_own_clock() -> None:
    """A day in Damascus starts in the evening before by UTC."""
    day = TimeRange.of_days(dt.date(2016, 5, 2), dt.date(2016, 5, 3), zone_offset_h=3)
    assert day.start == dt.datetime(2016, 5, 1, 21, tzinfo=UTC)
