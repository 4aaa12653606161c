"""An axis of time: where an instant stands, and ticks at round moments of a local clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from trucewatch.data import timeline_words as words
from trucewatch.data.zones import zone
from trucewatch.domain.time import UTC

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
_STEPS: tuple[tuple[str, int], ...] = (
    *(("hour", n) for n in (1, 3, 6, 12)),
    *(("day", n) for n in (1, 2, 5, 10)),
    *(("month", n) for n in (1, 2, 3, 6)),
    *(("year", n) for n in (1, 2, 5, 10, 25, 100)),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A round moment on an axis, in pixels from the left, with its words."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of time laid over a stretch of pixels.

    Args:
        start, end: instants, start < end.
        left, right: pixels, left < right; time runs to the right in every language.
        clock: IANA name of the zone whose round moments are told.
    """

    start: dt.datetime
    end: dt.datetime
    left: float
    right: float
    clock: str

    def x(self, at: dt.datetime | None, otherwise: float = 0.0) -> float:
        """Where an instant stands, held to the ends of the axis; `otherwise` for None."""
        if at is None:
            return otherwise
        return min(self.right, max(self.left, self._x(at)))

    def holds(self, at: dt.datetime) -> bool:
        """Whether an instant lies on the axis, its end included."""
        return self.start <= at <= self.end

    def _x(self, at: dt.datetime) -> float:
        share = (at - self.start) / (self.end - self.start)
        return self.left + share * (self.right - self.left)

    def ticks(self, lang: str, width_of: Callable[[str], float]) -> tuple[Tick, ...]:
        """Round moments, as close as their words allow.

        Args:
            width_of: pixels that a text takes.
        """
        found: list[Tick] = []
        for unit, step in _STEPS:
            if self._count(unit, step) > (self.right - self.left) / 20:
                continue
            moments = list(self._round(unit, step))
            years = [None, *(at.year for at in moments)]
            found = [
                Tick(self._x(at), _told(at, unit, lang, year=at.year != before))
                for at, before in zip(moments, years, strict=False)
            ]
            if all(
                after.x - one.x > (width_of(one.text) + width_of(after.text)) / 2 + 10
                for one, after in pairwise(found)
            ):
                break
        return tuple(found)

    def _count(self, unit: str, step: int) -> float:
        days = {"hour": 1 / 24, "day": 1.0, "month": 30.0, "year": 365.0}[unit] * step
        return (self.end - self.start) / DAY / days

    def _round(self, unit: str, step: int) -> Iterator[dt.datetime]:
        """Round moments of the local clock on the axis, in order."""
        clock = zone(self.clock)
        first = self.start.astimezone(clock).replace(tzinfo=None)
        local = first.replace(minute=0, second=0, microsecond=0)
        local = local.replace(hour=local.hour // step * step if unit == "hour" else 0)
        if unit == "day":
            local = local.replace(day=(local.day - 1) // step * step + 1)
        elif unit == "month":
            local = local.replace(day=1, month=(local.month - 1) // step * step + 1)
        elif unit == "year":
            local = local.replace(day=1, month=1, year=max(1, local.year // step * step))
        while (at := local.replace(tzinfo=clock)).astimezone(UTC) <= self.end:
            if at.astimezone(UTC) >= self.start:
                yield at
            local = _after(local, unit, step)


def _after(local: dt.datetime, unit: str, step: int) -> dt.datetime:
    """The next round moment; days begin anew with each month, so that 1, 6, 11 come again."""
    if unit == "hour":
        return local + step * HOUR
    if unit == "day":
        after = local + step * DAY
        if after.month != local.month or (step > 1 and after.day > 31 - step // 2):
            return (local.replace(day=1) + 32 * DAY).replace(day=1)
        return after
    months = local.year * 12 + local.month - 1 + (step if unit == "month" else 12 * step)
    return local.replace(year=months // 12, month=months % 12 + 1)


def _told(at: dt.datetime, unit: str, lang: str, *, year: bool) -> str:
    """The words of a tick, with the year where it is not that of the tick before."""
    if year and unit in {"hour", "day"}:
        hour = unit == "hour" and at.hour
        return words.moment(at, lang) if hour else words.day(at.date(), lang)
    if unit == "hour" and at.hour:
        return f"{at:%H:%M}"
    if unit in {"hour", "day"}:
        return words.day_and_month(at.date(), lang)
    return words.month(at.date(), lang) if unit == "month" else str(at.year)
