"""Laws of time expressions."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.domain.time import ZoneBasis
from trucewatch.text.timing import Anchor, find_times

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1))
WEEKLY = [
    "on Monday",
    "last Friday",
    "next week",
    "last week",
    "on Tuesday evening",
    "overnight",
    "since Sunday",
    "by Friday",
    "two days ago",
    "at the weekend",
    "yesterday",
]
AROUND_TODAY = [
    "today",
    "currently",
    "this week",
    "this month",
    "this year",
    "in the coming hours",
    "in the last 24 hours",
    "since Monday",
    "within 48 hours",
]
WORDS = st.sampled_from(
    "on Monday 3 May 2016 at 03:40 between and to 5 last week of the night Friday since 2015 - , "
    "14:00 am overnight early few hours ago in until dozen March summer 24 midnight GMT".split(" ")
)
ZONES = st.sampled_from(["UTC", "Asia/Damascus", "Europe/Kyiv", "Asia/Gaza", "Africa/Juba"])


def anchored(day: dt.date, zone: str = "UTC") -> Anchor:
    """A report of that day."""
    return Anchor(day, zone, ZoneBasis.ASSUMED)


@given(day=DAYS, words=st.sampled_from(WEEKLY))
def test_a_week_later_is_a_week_later(day: dt.date, words: str) -> None:
    """Shifting the report by seven days shifts what weeks tell by seven days."""
    week = dt.timedelta(weeks=1)
    [one] = find_times(words, anchor=anchored(day))
    [two] = find_times(words, anchor=anchored(day + week))
    assert one.time.start is not None
    assert one.time.end is not None
    assert (one.time.start + week, one.time.end + week) == (two.time.start, two.time.end)


@given(day=DAYS, words=st.sampled_from(AROUND_TODAY), zone=ZONES)
def test_words_about_today_hold_the_report_day(day: dt.date, words: str, zone: str) -> None:
    """What reaches over the report day holds it whole."""
    anchor = anchored(day, zone)
    [found] = find_times(words, anchor=anchor)
    assert anchor.today is not None
    assert found.time.start is not None
    assert found.time.end is not None
    assert found.time.start <= anchor.today[0] < anchor.today[1] <= found.time.end


@given(day=st.none() | DAYS, words=st.lists(WORDS, max_size=14), zone=ZONES)
def test_any_words_give_spans_that_cut_their_words(
    day: dt.date | None, words: list[str], zone: str
) -> None:
    """Whatever the words, spans are in order, apart, and cut their words."""
    text = " ".join(words)
    found = find_times(text, anchor=Anchor(day, zone, ZoneBasis.PLACE))
    assert all(m.span.cut(text) == m.time.words for m in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@given(day=st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)))
@pytest.mark.parametrize("form", ["%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y"])
def test_a_whole_date_is_read_back(form: str, day: dt.date) -> None:
    """Any date written in full is that day, whatever the report day."""
    [found] = find_times(f"on {day.strftime(form)}", anchor=anchored(dt.date(2016, 5, 3)))
    assert found.time.start is not None
    assert (found.time.start.date(), found.time.hours()) == (day, 24.0)
