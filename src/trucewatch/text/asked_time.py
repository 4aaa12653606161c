"""By when somebody asks to be called back, as seen from the moment of the call."""

from __future__ import annotations

import datetime as dt
import re

from trucewatch.data.zones import zone
from trucewatch.domain.time import UTC, TimePrecision, ZoneBasis
from trucewatch.text.time_intervals import Anchor
from trucewatch.text.time_values import amount
from trucewatch.text.time_words import time_words
from trucewatch.text.timing import find_times
from trucewatch.text.told_time import in_english

_DAY = dt.timedelta(days=1)
_AHEAD = re.compile(
    r"(?:in|within|through) (?P<num>half an?|an?|\d+|[a-z-]+) (?P<unit>minute|hour)s?",
    re.IGNORECASE,
)
_MINUTES = {"minute": 1, "hour": 60}


def asked_time(words: str, called_at: dt.datetime, *, clock: str = "UTC") -> dt.datetime | None:
    """The instant by which to call back; None where the words tell none.

    Args:
        words: English, Russian or Arabic: "19:15", "in two hours", "tomorrow morning".
        called_at: the aware instant of the call.
        clock: IANA name of the clock that is meant; whoever agrees on an hour says by which.

    Returns:
        The hour that is told; of a part of the day or a whole day, its end.

    >>> at = dt.datetime(2016, 5, 25, 10, 0, tzinfo=dt.UTC)
    >>> for words in ("19:15", "через час", "بعد ساعتين", "9:00", "when it is quiet"):
    ...     due = asked_time(words, at, clock="Asia/Damascus")
    ...     print(due and f"{due:%d %H:%M}")
    25 16:15
    25 11:00
    25 12:00
    26 06:00
    None
    """
    at = called_at.astimezone(UTC).replace(microsecond=0)
    said = in_english(words)
    hit = _AHEAD.fullmatch(said)
    number = amount(hit["num"], time_words("en")) if hit else None
    if hit and number is not None:
        return at + dt.timedelta(minutes=round(number * _MINUTES[hit["unit"].lower()]))
    today = at.astimezone(zone(clock)).date()
    anchor = Anchor(today, clock, ZoneBasis.STATED, past=False)
    for told in find_times(said, anchor=anchor):
        start, end = told.time.closed or (None, None)
        if start is None or end is None:
            continue
        exact = told.time.precision in {TimePrecision.MINUTE, TimePrecision.HOUR}
        due = start if exact else end
        return due + _DAY if due <= at and "+day_of_report" in told.rule else due
    return None
