"""When something was, as exactly as the words allow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import InvalidValue, require
from trucewatch.domain.sentence import Sentence

UTC = dt.UTC


class TimePrecision(StrEnum):
    """How finely the words tell the time, finest first."""

    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    DAYS_2_TO_6 = "2-6d"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class ZoneBasis(StrEnum):
    """Why the clock of a time is taken to be that of `zone`."""

    STATED = "stated"
    PLACE = "place"
    DATELINE = "dateline"
    ASSUMED = "assumed"


def parse_instant(text: str) -> dt.datetime:
    """Read an ISO 8601 date and time with offset as a UTC instant of one second.

    Raises:
        InvalidValue: no offset is given, or the text is no date and time.

    >>> parse_instant("2016-05-05T03:40+03:00").isoformat()
    '2016-05-05T00:40:00+00:00'
    >>> parse_instant("2016-05-05T03:40")
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: '2016-05-05T03:40' has no offset from UTC; write it with one, as in 2016-05-05T03:40+03:00 or 2016-05-05T00:40Z
    """  # noqa: E501 - the message is one line for a person
    try:
        value = dt.datetime.fromisoformat(text)
    except ValueError as err:
        remedy = Sentence("write it as in 2016-05-05T03:40+03:00")
        raise InvalidValue(
            Sentence("{text!r} is no date and time", text=text), remedy=remedy
        ) from err
    if value.tzinfo is None:
        remedy = Sentence("write it with one, as in 2016-05-05T03:40+03:00 or 2016-05-05T00:40Z")
        raise InvalidValue(Sentence("{text!r} has no offset from UTC", text=text), remedy=remedy)
    return value.astimezone(UTC).replace(microsecond=0)


def write_instant(at: dt.datetime) -> str:
    """ISO 8601 in UTC with a final Z.

    >>> write_instant(dt.datetime(2016, 5, 5, 0, 40, tzinfo=UTC))
    '2016-05-05T00:40:00Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRange:
    """Half-open interval of UTC instants at one second; an open end is None.

    Args:
        start, end: aware instants, start < end; None where that side is not known.
        precision: how finely the words tell it.
        words: the words it was read from, "" where it follows from the publication date alone.
        zone: IANA name of the clock, None where both sides are open.
        zone_basis: why that clock.

    >>> day = TimeRange.of_days(dt.date(2016, 5, 2), dt.date(2016, 5, 3), zone_offset_h=0)
    >>> day.hours()
    24.0
    """

    start: dt.datetime | None = None
    end: dt.datetime | None = None
    precision: TimePrecision = TimePrecision.UNKNOWN
    words: str = ""
    zone: str | None = None
    zone_basis: ZoneBasis | None = None

    def __post_init__(self) -> None:
        for at in (self.start, self.end):
            require(at is None or at.tzinfo is not None, "an instant needs its offset from UTC")
            require(at is None or at.microsecond == 0, "an instant is a whole second")
        if self.start is not None and self.end is not None:
            require(
                self.start < self.end, "a time cannot end ({end}) before it starts", end=self.end
            )

    @classmethod
    def of_days(cls, first: dt.date, after: dt.date, *, zone_offset_h: int = 0) -> TimeRange:
        """Whole days at a fixed offset, `after` not included; for tests and examples."""
        zone = dt.timezone(dt.timedelta(hours=zone_offset_h))
        start = dt.datetime.combine(first, dt.time(), zone).astimezone(UTC)
        end = dt.datetime.combine(after, dt.time(), zone).astimezone(UTC)
        return cls(start=start, end=end, precision=TimePrecision.DAY)

    @property
    def closed(self) -> tuple[dt.datetime, dt.datetime] | None:
        """Both ends, None where a side is open."""
        return None if self.start is None or self.end is None else (self.start, self.end)

    def hours(self) -> float | None:
        """Length in hours, None where a side is open."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).total_seconds() / 3600
