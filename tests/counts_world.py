"""Made-up counts of two sides, the same for every test that needs some."""

from __future__ import annotations

import datetime as dt
from typing import Any

from trucewatch.domain.amount import Amount, Told
from trucewatch.domain.count_claim import Breakdown, Cadence, CountClaim, CountPart, PartKind
from trucewatch.domain.observation import EventLocation, Observation, Observed
from trucewatch.domain.time import TimeRange

START = dt.datetime(2020, 8, 6, tzinfo=dt.UTC)
NO_DATA, REFUSED, NOT_KNOWN = Amount(told=Told.NO_DATA), Amount(told=Told.REFUSED), Amount()


def told(number: int) -> Amount:
    """An exact figure."""
    return Amount.of(number, number)


def window(first: float = 0, last: float = 1) -> TimeRange:
    """From one day to another after the start, the last not in it."""
    day = dt.timedelta(days=1)
    return TimeRange(start=START + first * day, end=START + last * day)


def parts(*numbers: int | Amount, by: PartKind = PartKind.PLACE, whole: bool = True) -> Breakdown:
    """A breakdown into these."""
    amounts = [told(one) if isinstance(one, int) else one for one in numbers]
    return Breakdown(
        by=by,
        parts=tuple(CountPart(key=f"p{n}", name=f"p{n}", amount=a) for n, a in enumerate(amounts)),
        whole=whole,
    )


def claim(name: str, total: int | Amount, **rest: Any) -> CountClaim:
    """A claim of `north`, on the first day, unless something else is said."""
    values: dict[str, Any] = {
        "claimant": "north",
        "claimant_name": "north",
        "accused": ("south",),
        "unit": "violations",
        "window": window(),
        "cadence": Cadence.DAILY,
        "row": f"made-up.csv, line {name}",
    }
    amount = told(total) if isinstance(total, int) else total
    return CountClaim(id=name, total=amount, **{**values, **rest})


def row(name: str, number: int | None, minute: float, **rest: Any) -> Observation:
    """A row so many minutes after the start, N/K where there is no number."""
    lasts = rest.pop("lasts", 1)
    at = START + dt.timedelta(minutes=minute)
    values: dict[str, Any] = {
        "observer": "team",
        "observer_name": "team",
        "position": "camera",
        "what": Observed.EXPLOSION,
        "row": f"rows.csv, line {name}",
        "location": EventLocation(words="2-4km SSE", bearing="SSE"),
        "time": TimeRange(start=at, end=at + dt.timedelta(minutes=lasts)),
    }
    amount = NOT_KNOWN if number is None else told(number)
    return Observation(id=name, number=amount, **{**values, **rest})
