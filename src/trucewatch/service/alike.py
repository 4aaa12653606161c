"""Calls and incidents of the last two days that may tell of the same happening as a call.

Same ground, and nothing that speaks against it: a time or an act that is not told excludes
nothing, one that is told and differs does. It is shown, never joined by itself.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.statement import PlaceMention
from trucewatch.domain.time import TimeRange
from trucewatch.domain.wire import from_wire
from trucewatch.service.centre import Centre
from trucewatch.storage.documents import newest
from trucewatch.text.lexicon import acts

LOOK_BACK = dt.timedelta(hours=48)
NEAR_M = 5_000
"""As far as two callers place one explosion apart, hearing it from two sides of a village."""
SLACK = dt.timedelta(hours=1)
"""How far apart two tellings of one moment are, when nobody looked at a clock."""
MOST_LOOKED_AT = 500
MOST = 5
_METRES_A_DEGREE = 111_195


@dataclass(frozen=True)
class Happening:
    """What is compared of a call or an incident; None and "" are not told."""

    place: PlaceMention | None
    time: TimeRange | None
    act: str


@dataclass(frozen=True)
class Alike:
    """A call or an incident that may be the same.

    Args:
        kind: `call` or `incident`.
        same: what both tell alike, of `place`, `time`, `act`.
    """

    subject: str
    kind: str
    number: int
    recorded_at: dt.datetime
    happening: Happening
    same: tuple[str, ...]


def alike(centre: Centre, told: Happening, *, besides: str = "") -> list[Alike]:
    """What may be the same, the likeliest first, then the newest.

    Args:
        besides: subject that is left out, where a call is compared that is on record.
    """
    if told.place is None:
        return []
    since = centre.clock() - LOOK_BACK
    found = [
        Alike(row.subject, kind, row.seq, row.recorded_at, other, same)
        for kind in ("call", "incident")
        for row in newest(kind).filter(recorded_at__gte=since)[:MOST_LOOKED_AT]
        if row.subject != besides
        and row.body
        # A call that was filed speaks through its incident.
        and not (kind == "call" and row.body.get("incident"))
        for other in [happening_of(row.body)]
        if (same := tuple(_same(told, other)))
    ]
    return sorted(found, key=lambda one: (-len(one.same), -one.number))[:MOST]


def happening_of(body: Mapping[str, Any]) -> Happening:
    """What is compared of the document of a call, or of an incident with or without wrapping."""
    whole = body.get("incident") if isinstance(body.get("incident"), Mapping) else body
    told = whole if isinstance(whole, Mapping) else {}
    places = told.get("places") or ([told["place"]] if told.get("place") else [])
    return Happening(
        place=from_wire(PlaceMention, places[0]) if places else None,
        time=from_wire(TimeRange, told["time"]) if told.get("time") else None,
        act=str(told.get("act") or ""),
    )


def _same(one: Happening, other: Happening) -> Iterator[str]:
    """What both tell alike; nothing where the ground differs or something speaks against it."""
    times, deeds = _times(one.time, other.time), _deeds(one.act, other.act)
    if not _near(one.place, other.place) or False in (times, deeds):
        return
    if times is None and deeds is None:
        return
    yield "place"
    if times:
        yield "time"
    if deeds:
        yield "act"


def _times(one: TimeRange | None, other: TimeRange | None) -> bool | None:
    first, second = (one.closed if one else None), (other.closed if other else None)
    if first is None or second is None:
        return None
    return first[0] - SLACK < second[1] and second[0] - SLACK < first[1]


def _deeds(one: str, other: str) -> bool | None:
    if not one or not other or one not in acts() or other not in acts():
        return None
    return acts()[one].family == acts()[other].family


def _near(one: PlaceMention | None, other: PlaceMention | None) -> bool:
    if one is None or other is None:
        return False
    if one.place and other.place and _on_one_ground(one.place, other.place):
        return True
    if None not in (one.lon, one.lat, other.lon, other.lat):
        return _metres(one, other) <= NEAR_M
    unlisted = one.place is None and other.place is None
    return unlisted and one.words.casefold() == other.words.casefold()


def _on_one_ground(one: str, other: str) -> bool:
    """One of them, or one inside the other, as a village in its sub-district."""
    places = Gazetteer.packaged()
    try:
        return True in (places.within(one, other), places.within(other, one))
    except UnknownName:
        return one == other


def _metres(one: PlaceMention, other: PlaceMention) -> float:
    """Flat, which over some kilometres is off by less than the words are."""
    lon, lat, lon2, lat2 = (x or 0.0 for x in (one.lon, one.lat, other.lon, other.lat))
    across = (lon - lon2) * math.cos(math.radians((lat + lat2) / 2))
    return math.hypot(across, lat - lat2) * _METRES_A_DEGREE
