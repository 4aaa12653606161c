"""A table of incidents as columns of numbers, and each row as the incident that it tells of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from trucewatch.assess.plan.actors import NOBODY, UNREGISTERED
from trucewatch.assess.plan.acts import Act
from trucewatch.assess.plan.arrays import Bytes, Ints
from trucewatch.assess.plan.ticks import EVER_SINCE, FOR_EVER, instant, ticks
from trucewatch.domain.incident import Claim, Incident
from trucewatch.domain.place import E7, LonLat, PlacePrecision, radius_of
from trucewatch.domain.statement import Mention, PlaceMention, Weapon
from trucewatch.domain.time import TimeRange

RADII = (PlacePrecision.EXACT, PlacePrecision.WITHIN_1KM, PlacePrecision.WITHIN_25KM)
"""Precisions of a bare point, by code; each has its metres."""
RADII_M = tuple(float(radius_of(one) or 0) for one in RADII)
NOWHERE, POINT = -2, -1
"""Codes of a place that is not told, and of a bare point."""
UNTOLD, TOLD, REPORTED = 0, 1, 2
"""Whether a time is told, or only by when it was reported."""
EASY, MANY_ROLES, MANY_PLACES = 0, 1, 2
"""Whether the numbers of a row are all of it; the rows that are more are kept as incidents."""
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Table:
    """Incidents as columns, each of one number a row.

    Args:
        start, end: ticks, `EVER_SINCE` and `FOR_EVER` for open sides; half-open.
        time: `UNTOLD`, `TOLD` or `REPORTED`; where it was only reported by then, `end` is when.
        place: index into `places`, `POINT` or `NOWHERE`.
        lon_e7, lat_e7: 1e-7 degree of WGS 84, of points.
        radius: index into `RADII`, of points.
        act: index into `acts`.
        initiator, target: index into `actors`; the first two stand for nobody named, and for
            somebody whom no register holds.
        provisional, count_only: 0 or 1.
        hard: `EASY`, or why the numbers are not all of it; `whole` has the incident then.
        ids: of each row, None where rows have only their number.
    """

    start: Ints
    end: Ints
    time: Bytes
    place: npt.NDArray[np.int32]
    lon_e7: npt.NDArray[np.int32]
    lat_e7: npt.NDArray[np.int32]
    radius: Bytes
    act: npt.NDArray[np.int32]
    initiator: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    provisional: Bytes
    count_only: Bytes
    hard: Bytes
    acts: Sequence[Act]
    actors: Sequence[str | None]
    places: Sequence[str]
    ids: Sequence[str] | None = None
    whole: Mapping[int, Incident] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.start)

    def reported_at(self, row: int) -> dt.datetime | None:
        """When a row without a time of its own was reported, None where that is not told."""
        return instant(int(self.end[row])) if self.time[row] == REPORTED else None

    def incident(self, row: int) -> Incident:
        """The incident that a row tells of."""
        if row in self.whole:
            return self.whole[row]
        name = str(row) if self.ids is None else self.ids[row]
        act = self.acts[self.act[row]]
        doer = self._roles(self.initiator[row])
        said = next((one.actor or one.name for one in doer), "?")
        return Incident(
            id=name,
            statements=(name,),
            act=act.act,
            act_family=act.family,
            provisional=bool(self.provisional[row]),
            initiators=doer,
            targets=self._roles(self.target[row]),
            places=self._places(row),
            time=self._time(row),
            weapons=tuple(Weapon(one, one) for one in act.weapons),
            objects=act.objects,
            claims=tuple(Claim(one, said) for one in act.claims),
            count_only=bool(self.count_only[row]),
        )

    def _roles(self, code: int) -> tuple[Mention, ...]:
        if code == NOBODY:
            return ()
        actor = self.actors[code]
        return (Mention(actor or "?", actor, actor or "?"),)

    def _places(self, row: int) -> tuple[PlaceMention, ...]:
        code = int(self.place[row])
        if code == NOWHERE:
            return ()
        if code >= 0:
            name = self.places[code]
            return (PlaceMention(name, name, None, None, PlacePrecision.UNKNOWN, name),)
        lon, lat = int(self.lon_e7[row]) / E7, int(self.lat_e7[row]) / E7
        return (PlaceMention(f"{lat:.5f},{lon:.5f}", None, lon, lat, RADII[self.radius[row]], ""),)

    def _time(self, row: int) -> TimeRange | None:
        if self.time[row] != TOLD:
            return None
        start, end = int(self.start[row]), int(self.end[row])
        return TimeRange(
            start=None if start == EVER_SINCE else instant(start),
            end=None if end == FOR_EVER else instant(end),
        )


class Codes(Generic[T]):
    """Gives each value a number in the order of its first coming."""

    def __init__(self, first: int = 0) -> None:
        self.numbers: dict[T, int] = {}
        self._first = first

    def of(self, value: T) -> int:
        """The number of a value, from the first on."""
        return self.numbers.setdefault(value, self._first + len(self.numbers))


def table_of(
    incidents: Sequence[Incident], reported: Sequence[dt.datetime | None] | None = None
) -> Table:
    """A table of incidents, whatever they tell; what does not fit a row is kept whole.

    Args:
        reported: when each was reported at the latest, for those that tell no time.
    """
    acts, actors, places = Codes[Act](), Codes[str](first=2), Codes[str]()
    rows = []
    for number, one in enumerate(incidents):
        hard = EASY
        if len(one.initiators) > 1 or len(one.targets) > 1:
            hard = MANY_ROLES
        spot = _spot(one.places, places)
        if spot is None:
            hard, spot = MANY_PLACES, (NOWHERE, 0, 0, 0)
        when = _when(one.time, reported[number] if reported else None)
        who = (_role(one.initiators, actors), _role(one.targets, actors))
        flags = (one.provisional, one.count_only, hard)
        rows.append((*when, *spot, acts.of(Act.of(one)), *who, *flags))
    columns = np.array(rows, dtype=np.int64).reshape(len(rows), 13).T
    kinds = "i8 i8 u1 i4 i4 i4 u1 i4 i4 i4 u1 u1 u1".split()
    names = (
        "start end time place lon_e7 lat_e7 radius act initiator target provisional count_only hard"
    )
    made = zip(names.split(), columns, kinds, strict=True)
    return Table(
        **{name: np.ascontiguousarray(column, dtype=kind) for name, column, kind in made},
        acts=tuple(acts.numbers),
        actors=(None, None, *actors.numbers),
        places=tuple(places.numbers),
        ids=tuple(one.id for one in incidents),
        whole=dict(enumerate(incidents)),
    )  # fmt: skip


def _when(time: TimeRange | None, reported: dt.datetime | None) -> tuple[int, int, int]:
    if time is not None and (time.start is not None or time.end is not None):
        start = EVER_SINCE if time.start is None else ticks(time.start)
        return start, FOR_EVER if time.end is None else ticks(time.end), TOLD
    if reported is not None:
        return EVER_SINCE, ticks(reported), REPORTED
    return EVER_SINCE, FOR_EVER, UNTOLD


def _role(mentions: Sequence[Mention], actors: Codes[str]) -> int:
    if not mentions:
        return NOBODY
    actor = mentions[0].actor
    return UNREGISTERED if actor is None else actors.of(actor)


def _spot(mentions: Sequence[PlaceMention], places: Codes[str]) -> tuple[int, int, int, int] | None:
    """Place, longitude, latitude and radius; None where there are several places."""
    told = [one for one in mentions if _tells(one)]
    if not told:
        return NOWHERE, 0, 0, 0
    if len(told) > 1 or (told[0].place is None and told[0].candidates):
        return None
    [one] = told
    if one.place is not None:
        return places.of(one.place), 0, 0, 0
    at = LonLat.of(one.lon or 0.0, one.lat or 0.0)
    return POINT, at.lon_e7, at.lat_e7, RADII.index(one.precision)


def _tells(one: PlaceMention) -> bool:
    point = one.lon is not None and one.lat is not None and radius_of(one.precision) is not None
    return one.place is not None or bool(one.candidates) or point
