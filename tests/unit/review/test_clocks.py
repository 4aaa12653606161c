"""When clocks end."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from trucewatch.data.centre_rules_files import packaged_text, read_rules
from trucewatch.domain.centre_rules import Calendar, ClockUnit, Deadline
from trucewatch.review.clocks import due

PACKAGED = read_rules(packaged_text())
WEEK = ("mon", "tue", "wed", "thu", "fri")
GENEVA = Calendar("Europe/Zurich", WEEK, "09:00", "17:00", (dt.date(2016, 9, 15),))
DAMASCUS = Calendar("Asia/Damascus", ("sun", "mon", "tue", "wed", "thu"), "08:00", "14:30")
RULES = dataclasses.replace(
    PACKAGED, calendars={**PACKAGED.calendars, "geneva": GENEVA, "damascus": DAMASCUS}
)


def ends(begun: str, length: str, calendar: str) -> str:
    """When a clock ends, in UTC.

    Args:
        length: as in `2 working_days`.
    """
    amount, unit = length.split()
    deadline = Deadline(int(amount), ClockUnit(unit), calendar)
    return f"{due(deadline, RULES, dt.datetime.fromisoformat(begun)):%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(
    ("begun", "end"),
    [
        ("2016-09-12T08:00+02:00", "2016-09-14T15:00"),
        ("2016-09-12T23:30+02:00", "2016-09-14T15:00"),
        ("2016-09-16T18:00+02:00", "2016-09-20T15:00"),
        ("2016-09-17T12:00+02:00", "2016-09-20T15:00"),
        ("2016-09-13T12:00+02:00", "2016-09-16T15:00"),
    ],
    ids=["early", "late at night", "Friday evening", "Saturday", "over a holiday"],
)
def test_working_days_end_at_closing_time(begun: str, end: str) -> None:
    """The day it began is not counted; nor are weekends and holidays."""
    assert ends(begun, "2 working_days", "geneva") == end


def test_a_day_is_that_of_the_calendar() -> None:
    """At 23:30 UTC it is Tuesday in Geneva already, so Tuesday is not counted."""
    assert ends("2016-09-19T23:30+00:00", "1 working_days", "geneva") == "2016-09-21T15:00"


def test_another_week_and_another_clock() -> None:
    """In Damascus Friday and Saturday are the weekend, and work ends at half past two."""
    assert ends("2016-09-15T10:00+03:00", "1 working_days", "damascus") == "2016-09-18T11:30"


def test_working_hours_run_while_it_is_open() -> None:
    """Six hours from Monday, three o'clock, are two there and four the next morning."""
    assert ends("2016-09-12T15:00+02:00", "6 working_hours", "geneva") == "2016-09-13T11:00"


def test_working_hours_end_at_closing_to_the_minute() -> None:
    """A full day ends when it closes, not when the next one opens."""
    assert ends("2016-09-12T06:00+02:00", "8 working_hours", "geneva") == "2016-09-12T15:00"


def test_days_keep_the_hour_over_summer_time() -> None:
    """On 30 October 2016 Geneva put its clocks back: a day then has twenty-five hours."""
    assert ends("2016-10-29T12:00+02:00", "1 days", "geneva") == "2016-10-30T11:00"
    assert ends("2016-10-29T12:00+02:00", "24 hours", "geneva") == "2016-10-30T10:00"
