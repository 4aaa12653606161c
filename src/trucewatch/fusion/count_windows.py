"""Within which windows observations are counted, so that the figures can stand beside claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from trucewatch.data.zones import zone
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.observation import Observation
from trucewatch.domain.time import UTC, TimePrecision, TimeRange
from trucewatch.fusion.count_convert import touches


def windows_for(rows: Sequence[Observation], claims: Iterable[CountClaim]) -> tuple[TimeRange, ...]:
    """Every period that a claim is about and a row touches, then the days of the other rows.

    A day is one of the clock that the row was told in. A period that no row touches has no
    window: whether anybody looked then is not known, so it is no zero.
    """
    told: dict[object, TimeRange] = {}
    for claim in claims:
        period = claim.stretch is not None and not claim.running and claim.confirms is None
        if period and claim.window is not None:
            told.setdefault(claim.stretch, claim.window)
    stretches = [one for one in told.values() if any(touches(row, one) for row in rows)]
    alone = [row for row in rows if not any(touches(row, one) for one in stretches)]
    days = {one.closed: one for row in alone for one in _days(row)}
    return tuple(sorted([*stretches, *days.values()], key=lambda one: str(one.closed)))


def _days(row: Observation) -> Iterator[TimeRange]:
    """The day on which a row begins, on its own clock."""
    if row.time is None or row.time.closed is None:
        return
    clock = zone(row.time.zone) if row.time.zone else UTC
    first = row.time.closed[0].astimezone(clock).date()
    start, end = (
        dt.datetime.combine(day, dt.time(), clock).astimezone(UTC)
        for day in (first, first + dt.timedelta(days=1))
    )
    yield TimeRange(
        start=start,
        end=end,
        precision=TimePrecision.DAY,
        zone=row.time.zone,
        zone_basis=row.time.zone_basis,
    )
