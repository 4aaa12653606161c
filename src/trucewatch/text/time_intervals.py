"""Days and minutes of a calendar as intervals of UTC."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from trucewatch.data.zones import zone
from trucewatch.domain.time import UTC, TimePrecision, TimeRange, ZoneBasis
from trucewatch.text.time_values import Clock, Days, Role

LEAD_ROLES: dict[str, Role] = {
    "since": "since",
    "from": "since",
    "after": "since",
    "until": "until",
    "before": "deadline",
    "deadline": "deadline",
}
_DAY = dt.timedelta(days=1)
_WIDTHS = (
    (1, TimePrecision.DAY),
    (6, TimePrecision.DAYS_2_TO_6),
    (13, TimePrecision.WEEK),
    (62, TimePrecision.MONTH),
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a report stands in time.

    Args:
        day: publication day in the report's calendar, None where unknown.
        zone: IANA name of the clock of the report.
        zone_basis: why that clock.
        past: True where the clause tells of the past, False of the future, None for no hint.
    """

    day: dt.date | None
    zone: str
    zone_basis: ZoneBasis
    past: bool | None = None

    @property
    def today(self) -> tuple[dt.datetime, dt.datetime] | None:
        """The report day as instants, None where unknown."""
        if self.day is None:
            return None
        return instant(self.day, 0, self.zone), instant(self.day + _DAY, 0, self.zone)


def instant(day: dt.date, minutes: int, name: str) -> dt.datetime:
    """The UTC instant at which a wall clock shows so many minutes from a day's midnight.

    A time that the clock skips in spring is read with the offset before the change, one that
    it shows twice in autumn is the first.

    >>> instant(dt.date(2016, 7, 1), 220, "Asia/Damascus").isoformat()
    '2016-07-01T00:40:00+00:00'
    """
    wall = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)
    return wall.replace(tzinfo=zone(name)).astimezone(UTC)


def width(days: float) -> TimePrecision:
    """How fine a stretch of so many days is.

    >>> width(7).value, width(92).value
    ('week', 'year')
    """
    return next((name for most, name in _WIDTHS if days <= most), TimePrecision.YEAR)


def interval(days: Days, clock: Clock | None, anchor: Anchor) -> TimeRange:
    """Days, or a clock on them, as instants; an assumed clock tells whole days only.

    >>> clock = Clock(220, 221, TimePrecision.MINUTE)
    >>> days = Days(dt.date(2016, 3, 2), dt.date(2016, 3, 3))
    >>> interval(days, clock, Anchor(None, "Asia/Damascus", ZoneBasis.PLACE)).hours()
    0.016666666666666666
    >>> interval(days, clock, Anchor(None, "UTC", ZoneBasis.ASSUMED)).hours()
    24.0
    """
    name = (clock.zone if clock else None) or anchor.zone
    basis = ZoneBasis.STATED if clock and clock.zone else anchor.zone_basis
    low, high = _minutes(days, clock)
    last = days.after - _DAY
    if clock is None or basis is ZoneBasis.ASSUMED:
        low, high = low // 1440 * 1440, -(-high // 1440) * 1440
        length = (last - days.first).days + (high - low) / 1440
        precision = width(length)
    else:
        precision = clock.precision if days.single else width((days.after - days.first).days)
    start, end = instant(days.first, low, name), instant(last, high, name)
    if end <= start:
        end = start + dt.timedelta(minutes=max(1, high - low))
    return TimeRange(start=start, end=end, precision=precision, zone=name, zone_basis=basis)


def _minutes(days: Days, clock: Clock | None) -> tuple[int, int]:
    """From the first midnight to the clock's start, from the last midnight to its end."""
    if clock is None:
        return 0, 1440
    over = clock.end > 1440 and not days.single
    return clock.start, clock.end - (1440 if over else 0)


def reaching(lead: str, time: TimeRange, anchor: Anchor) -> TimeRange:
    """A time stretched from or to the report day, as the word before it asks.

    Args:
        lead: "since", "from", "after", "until", "before", "deadline"; else nothing changes.

    >>> anchor = Anchor(dt.date(2016, 5, 5), "UTC", ZoneBasis.ASSUMED)
    >>> day = interval(Days(dt.date(2016, 5, 4), dt.date(2016, 5, 5)), None, anchor)
    >>> reaching("since", day, anchor).hours()
    48.0
    """
    start, end = time.start, time.end
    today = anchor.today
    if lead in {"since", "from", "after"}:
        start = end if lead == "after" else start
        end = today[1] if today and start and today[1] > start else None
    elif lead == "deadline" and today and end and end <= today[0]:
        # A deadline that has passed is the day it was.
        return time
    elif lead in {"until", "deadline", "before"}:
        end = start if lead == "before" else end
        start = today[0] if today and end and today[0] < end else None
    else:
        return time
    precision = width((end - start) / _DAY) if start and end else time.precision
    return replace(time, start=start, end=end, precision=precision)
