"""Pieces of one time are joined, with or without a report day."""

from __future__ import annotations

import datetime as dt

import pytest

from trucewatch.domain.time import ZoneBasis
from trucewatch.text.timing import Anchor, TimeMention, find_times


def undated(text: str) -> list[TimeMention]:
    """Times of a sentence of a report whose day of publication is not known."""
    return list(find_times(text, anchor=Anchor(None, "UTC", ZoneBasis.PLACE)))


def first_day(mention: TimeMention) -> dt.date | None:
    """The day it begins on."""
    return mention.time.start.date() if mention.time.start else None


@pytest.mark.parametrize(
    "words",
    [
        "Monday, 2 May 2016",
        "Monday 2 May 2016",
        "Monday, May 2, 2016",
        "Monday, 2016-05-02",
        "last Monday, 2 May 2016",
        "yesterday, 2 May 2016",
        "Monday evening, 2 May 2016",
    ],
)
def test_a_date_told_in_full_needs_no_report_day(words: str) -> None:
    """The weekday beside it is the same day."""
    [found] = undated(f"Shells fell on {words}, they said.")
    assert found.time.words == words
    assert first_day(found) == dt.date(2016, 5, 2)


def test_the_date_may_stand_before_its_weekday() -> None:
    """As in brackets."""
    [found] = undated("On 2 May 2016 (Monday) shells fell.")
    assert first_day(found) == dt.date(2016, 5, 2)


def test_a_clock_joins_a_date_told_in_full() -> None:
    """To the minute."""
    [found] = undated("At 14:00 on Monday, 2 May 2016, shells fell.")
    assert found.time.start == dt.datetime(2016, 5, 2, 14, tzinfo=dt.UTC)


def test_two_dates_told_in_full_are_a_range() -> None:
    """From the first to the last."""
    [found] = undated("From Monday, 2 May 2016 to Wednesday, 4 May 2016 it was quiet.")
    assert first_day(found) == dt.date(2016, 5, 2)
    assert found.time.end == dt.datetime(2016, 5, 5, tzinfo=dt.UTC)


def test_since_a_date_told_in_full_has_no_end() -> None:
    """No report day limits it."""
    [found] = undated("They have held it since Monday, 2 May 2016.")
    assert (first_day(found), found.time.end) == (dt.date(2016, 5, 2), None)


def test_a_weekday_without_its_date_stays_unknown() -> None:
    """Its words are kept, and no day is invented."""
    [found] = undated("Shells fell on Monday, 2 May.")
    assert (found.time.words, first_day(found)) == ("Monday, 2 May", None)


def test_a_weekday_elsewhere_is_another_time() -> None:
    """Only names side by side are one day."""
    days = [first_day(one) for one in undated("On Monday, in the village, on 2 May 2016, it fell.")]
    assert days == [None, dt.date(2016, 5, 2)]
